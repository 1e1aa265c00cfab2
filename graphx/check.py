"""Check a pasted text: what it credits, and where its passages appear.

In:   a text; a snapshot of a workspace.
Out:  a `CheckedText`.

Nothing is kept: a check changes no workspace.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.entities.claims import DocumentClaims, document_claims
from graphx.entities.outlets import OutletRegistry
from graphx.model import Article, Document, Markup, Relation, Span
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseEngine
from graphx.reuse.lookup import PostingLookup
from graphx.reuse.recipes import DEFAULT, RECIPE, reuse_named
from graphx.steps.entities import outlet_registry
from graphx.store.readings import Readings, beside, total_words
from graphx.store.shelf import Shelf
from graphx.store.snapshot import Snapshot
from graphx.views.rows import ArticleRow, rows
from graphx_ingest.understand import understand

MOST_MATCHES: Final = 50
"""Articles a check compares at the most, those that share most rare shingles first."""

_PASTED: Final = ""
"""What stands for the pasted text's id; no article has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMatch:
    """One article that shares text with what was pasted; ``left`` is the pasted text."""

    article: ArticleRow
    text: str
    relation: Relation
    jaccard: float
    left_containment: float
    right_containment: float
    shared_words: int
    longest_words: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    """What is known of a pasted text; ``article`` is what was understood of it."""

    article: Article
    claims: DocumentClaims
    matches: tuple[CheckedMatch, ...]


class Checker:
    """Checks texts against one snapshot; what it loads it keeps for the next text.

    Parameters
    ----------
    snapshot : Snapshot
    registry : OutletRegistry, optional
    often : bool
        Whether many texts will be checked.  Then the texts of all articles are laid out flat in
        the temporary directory, and kernels are compiled where there are many articles: loading
        takes longer, a check only what it must.  Close such a checker.

    Raises
    ------
    RecipeMismatchError
        The snapshot's sketches were made by another recipe than it names, or an older version.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        registry: OutletRegistry | None = None,
        *,
        often: bool = False,
    ) -> None:
        self._registry = registry or OutletRegistry.packaged()
        config = replace(reuse_named(snapshot.settings.get(RECIPE, DEFAULT)), threads=1)
        self._lookup = PostingLookup.of(snapshot.batches("postings"), config.recipe)
        known = (len(self._lookup), total_words(snapshot)) if often else (1, 0)
        self._engine = ReuseEngine(config).sized_for(*known)
        self._boilerplate = Boilerplate.from_table(snapshot.table("boilerplate"))
        self._articles = snapshot.table("articles", [field.name for field in fields(ArticleRow)])
        self._readings = Readings(snapshot=snapshot, outlets=self._outlets(), languages={})
        self._shelf: Shelf | None = None
        if often:
            held = self._lookup.article_ids.to_pylist()
            self._shelf = self._readings.shelf(held, Path(tempfile.gettempdir()))
            # Whoever asks first need not wait for what is loaded and compiled by the first text.
            self.check("Words.")
            for batch in self._known(held[:1]):
                list(self._compared(batch.to_pylist()[0]))

    @classmethod
    def of(cls, workspace: Path, snapshot: Snapshot, *, often: bool = False) -> "Checker":
        """Make a checker that knows the names a person gave in the workspace."""
        return cls(snapshot, outlet_registry(workspace), often=often)

    def close(self) -> None:
        """Give back the room that texts were laid out in."""
        if self._shelf is not None:
            self._shelf.close()

    def check(self, text: str, markup: Markup = Markup.TEXT) -> CheckedText:
        """Check one text.

        Raises
        ------
        EmptyTextError
            There is no word in it.
        """
        document = Document(id="pasted", source="the pasted text", content=text, markup=markup)
        article, claims = understand(document)
        return CheckedText(
            article=article,
            claims=document_claims(article, claims, self._registry),
            matches=tuple(self._matches(article)),
        )

    def _matches(self, article: Article) -> list[CheckedMatch]:
        reading = {
            "article_id": _PASTED,
            "outlet_id": None,
            "language": article.language,
            "text": article.text,
            "body": [{"start": start, "end": end} for start, end in article.body()],
        }
        found = [self._match(row, text) for row, text in self._compared(reading)]
        return sorted(found, key=lambda m: (-m.shared_words, m.article.article_id))

    def _compared(self, reading: Mapping[str, object]) -> Iterator[tuple[dict[str, object], str]]:
        """Yield matches of one text, and the text of the article each is with."""
        batch = pa.RecordBatch.from_pylist([dict(reading)], schema=schema.READING)
        [sketch] = self._engine.sketch([batch])
        hashes = sketch.column("hashes")[0].values.to_numpy(zero_copy_only=False)
        limits = self._engine.config.postings
        met = self._lookup.sharing(hashes, min_shared=limits.min_shared, most=MOST_MATCHES)
        for pairs in beside(reading, self._known(met)):
            rows = (
                r for b in self._engine.verify([pairs], self._boilerplate) for r in b.to_pylist()
            )
            places = {name: n for n, name in enumerate(pairs.column("right_id").to_pylist())}
            for row in rows:
                yield row, pairs.column("right_text")[places[row["right_id"]]].as_py()

    def _known(self, article_ids: Sequence[str]) -> Iterator[pa.RecordBatch]:
        if self._shelf is None:
            yield from self._readings.of(article_ids)
        elif article_ids:
            yield self._shelf.read(article_ids)

    def _match(self, row: dict[str, object], text: str) -> CheckedMatch:
        spans = row["spans"] if isinstance(row["spans"], list) else []
        return CheckedMatch(
            article=self._article(str(row["right_id"])),
            text=text,
            relation=Relation(str(row["relation"])),
            spans=tuple(Span(**span) for span in spans),
            **{  # type: ignore[arg-type]  # the columns of `schema.MATCH`
                name: row[name]
                for name in schema.MATCH.names
                if name not in {"left_id", "right_id", "relation"}
            },
        )

    def _article(self, article_id: str) -> ArticleRow:
        place = pc.index(self._articles.column("article_id"), article_id).as_py()
        return next(rows(self._articles.slice(place, 1), ArticleRow))

    def _outlets(self) -> dict[str, str]:
        names = (self._articles.column(name).to_pylist() for name in ("article_id", "outlet_id"))
        return {article: outlet for article, outlet in zip(*names, strict=True) if outlet}
