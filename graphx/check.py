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

from graphx import schema
from graphx.entities.claims import DocumentClaims, document_claims
from graphx.entities.outlets import OutletRegistry
from graphx.model import Article, Document, Markup, Relation, Span
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseEngine
from graphx.reuse.recipes import DEFAULT, RECIPE, reuse_named
from graphx.steps.entities import outlet_registry
from graphx.store.readings import Readings, beside, total_words
from graphx.store.shelf import Shelf
from graphx.store.snapshot import Snapshot
from graphx.views.rows import ArticleRow, rows
from graphx_ingest.understand import understand

MOST_MATCHES: Final = 50
"""Articles a check compares at the most, those that share most rare shingles first."""

_COLUMNS: Final = [field.name for field in fields(ArticleRow)]

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
        Whether many texts will be checked.  Then what is known of all articles is held, and
        kernels are loaded where there are many articles: loading takes longer, a check only what
        it must.  Close such a checker.

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
        self._lookup = snapshot.lookup(config.recipe)
        known = (len(self._lookup), total_words(snapshot)) if often else (1, 0)
        self._engine = ReuseEngine(config).sized_for(*known)
        self._boilerplate = Boilerplate.from_table(snapshot.table("boilerplate"))
        self._snapshot = snapshot
        self._held: _Held | None = None
        if often:
            self._held = _Held.of(snapshot)
            # Whoever asks first need not wait for what is loaded and compiled by the first text.
            self.check("Words.")
            some = self._held.articles.filter(self._held.articles["collected"])
            names = some.slice(0, 1).column("article_id").to_pylist()
            for batch in self._known(names, self._articles(names)):
                list(self._compared(batch.to_pylist()[0]))

    @classmethod
    def of(cls, workspace: Path, snapshot: Snapshot, *, often: bool = False) -> "Checker":
        """Make a checker that knows the names a person gave in the workspace."""
        return cls(snapshot, outlet_registry(workspace), often=often)

    def close(self) -> None:
        """Give back the room that texts were laid out in."""
        if self._held is not None:
            self._held.shelf.close()

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
        return sorted(
            self._compared(reading), key=lambda m: (-m.shared_words, m.article.article_id)
        )

    def _compared(self, reading: Mapping[str, object]) -> Iterator[CheckedMatch]:
        batch = pa.RecordBatch.from_pylist([dict(reading)], schema=schema.READING)
        [sketch] = self._engine.sketch([batch])
        hashes = sketch.column("hashes")[0].values.to_numpy(zero_copy_only=False)
        met = self._lookup.sharing(hashes, self._engine.config.postings, most=MOST_MATCHES)
        articles = self._articles(met)
        for pairs in beside(reading, self._known(met, articles)):
            texts = pairs.column("right_text")
            places = {name: n for n, name in enumerate(pairs.column("right_id").to_pylist())}
            for verified in self._engine.verify([pairs], self._boilerplate):
                for row in verified.to_pylist():
                    name = row["right_id"]
                    yield _match(row, articles[name], texts[places[name]].as_py())

    def _articles(self, article_ids: Sequence[str]) -> dict[str, ArticleRow]:
        if self._held is not None:
            table = self._held.articles_of(article_ids)
        else:
            batches = self._snapshot.among("articles", article_ids) if article_ids else ()
            table = pa.Table.from_batches(batches, schema.ARTICLE)
        return {row.article_id: row for row in rows(table.select(_COLUMNS), ArticleRow)}

    def _known(
        self, article_ids: Sequence[str], articles: Mapping[str, ArticleRow]
    ) -> Iterator[pa.RecordBatch]:
        """Read articles as the reuse engine does."""
        if not article_ids:
            return
        outlets = {name: row.outlet_id for name, row in articles.items() if row.outlet_id}
        readings = Readings(snapshot=self._snapshot, outlets=outlets, languages={})
        if self._held is None:
            yield from readings.of(article_ids)
        else:
            yield readings.read(self._held.shelf.read(article_ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What is loaded where many texts are checked.

    Parameters
    ----------
    articles : pyarrow.Table
        `schema.ARTICLE`.
    place : mapping of str to int
        Row of each article.
    shelf : Shelf
        Texts of all articles: `schema.TEXT`.
    """

    articles: pa.Table
    place: Mapping[str, int]
    shelf: Shelf

    @classmethod
    def of(cls, snapshot: Snapshot) -> "_Held":
        articles = snapshot.table("articles", _COLUMNS)
        names = articles.column("article_id").to_pylist()
        collected = articles.filter(articles["collected"])["article_id"].to_pylist()
        return cls(
            articles=articles,
            place={name: place for place, name in enumerate(names)},
            shelf=snapshot.shelf(collected, Path(tempfile.gettempdir()), _as_they_are),
        )

    def articles_of(self, article_ids: Sequence[str]) -> pa.Table:
        """Rows of some articles."""
        return self.articles.take(pa.array([self.place[name] for name in article_ids], pa.int64()))


def _as_they_are(texts: pa.RecordBatch) -> pa.RecordBatch:
    return texts


def _match(row: Mapping[str, object], article: ArticleRow, text: str) -> CheckedMatch:
    spans = row["spans"] if isinstance(row["spans"], list) else []
    return CheckedMatch(
        article=article,
        text=text,
        relation=Relation(str(row["relation"])),
        spans=tuple(Span(**span) for span in spans),
        **{  # type: ignore[arg-type]  # the columns of `schema.MATCH`
            name: row[name]
            for name in schema.MATCH.names
            if name not in {"left_id", "right_id", "relation"}
        },
    )
