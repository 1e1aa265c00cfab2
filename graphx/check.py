"""Check a pasted text: what it credits, and where its passages appear.

In:   a text; a snapshot of a workspace.
Out:  a `CheckedText`.

Nothing is kept: a check changes no workspace.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

from graphx import schema
from graphx.entities.claims import DocumentClaims, document_claims
from graphx.entities.outlets import OutletRegistry
from graphx.model import Article, Document, Markup, Relation, Span
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseEngine
from graphx.reuse.lookup import PostingLookup
from graphx.steps.entities import outlet_registry
from graphx.store.readings import Readings
from graphx.store.snapshot import Snapshot
from graphx.views.rows import ArticleRow
from graphx.views.trace import article_with_id
from graphx_ingest.understand import understand

MOST_MATCHES: Final = 50
"""Articles a check compares at the most, those that share most rare shingles first."""

_PASTED: Final = ""
"""What stands for the pasted text's id; no article has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMatch:
    """One article that shares text with what was pasted; ``left`` is the pasted text."""

    article: ArticleRow
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
    """Checks texts against one snapshot; what it loads it keeps for the next text."""

    def __init__(self, snapshot: Snapshot, registry: OutletRegistry | None = None) -> None:
        self._snapshot = snapshot
        self._registry = registry or OutletRegistry.packaged()
        self._engine = ReuseEngine().sized_for(1)
        self._lookup = PostingLookup.of(snapshot.batches("postings"))
        self._boilerplate = Boilerplate.from_table(snapshot.table("boilerplate"))
        self._readings = Readings(
            snapshot=snapshot, outlets=_column(snapshot, "outlet_id"), languages={}
        )

    @classmethod
    def of(cls, workspace: Path, snapshot: Snapshot) -> "Checker":
        """Make a checker that knows the names a person gave in the workspace."""
        return cls(snapshot, outlet_registry(workspace))

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
        batch = pa.RecordBatch.from_pylist([reading], schema=schema.READING)
        [sketch] = self._engine.sketch([batch])
        hashes = sketch.column("hashes")[0].values.to_numpy(zero_copy_only=False)
        limits = self._engine.config.postings
        met = self._lookup.sharing(hashes, min_shared=limits.min_shared, most=MOST_MATCHES)
        pairs = self._readings.beside(reading, met)
        verified = [
            row for b in self._engine.verify(pairs, self._boilerplate) for row in b.to_pylist()
        ]
        found = [self._match(row) for row in verified]
        return sorted(found, key=lambda m: (-m.shared_words, m.article.article_id))

    def _match(self, row: dict[str, object]) -> CheckedMatch:
        spans = row["spans"] if isinstance(row["spans"], list) else []
        return CheckedMatch(
            article=article_with_id(self._snapshot, str(row["right_id"])),
            relation=Relation(str(row["relation"])),
            spans=tuple(Span(**span) for span in spans),
            **{  # type: ignore[arg-type]  # the columns of `schema.MATCH`
                name: row[name]
                for name in schema.MATCH.names
                if name not in {"left_id", "right_id", "relation"}
            },
        )


def _column(snapshot: Snapshot, name: str) -> dict[str, str]:
    table = snapshot.table("articles", ["article_id", name])
    pairs = zip(table["article_id"].to_pylist(), table[name].to_pylist(), strict=True)
    return {article_id: value for article_id, value in pairs if value is not None}
