"""What a projection writes: which rows of which table become which elements of the graph.

In:   batches of a workspace's tables.
Out:  for each ``neo4j/projection/<statement>.cypher`` the rows and columns it takes.
"""

from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Columns that stand in other tables of the workspace, one row a pair.

    ``query`` takes the first two columns of a batch as the lists ``asked`` names, besides
    ``given``, and answers with the pair first; a pair it knows nothing of gets ``otherwise``.
    """

    query: str
    asked: tuple[str, str]
    given: tuple[tuple[str, str], ...] = ()
    otherwise: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Rows of one table that become elements of one kind.

    ``having`` names a column that must not be null, ``lacking`` one that must be; ``among`` names
    a column and the values it may have.  ``beside`` lists what the workspace is asked about the
    rows of each batch, see `Beside`.
    """

    statement: str
    table: str
    kinds: tuple[str, ...]
    columns: tuple[str, ...] = ()
    having: str | None = None
    lacking: str | None = None
    among: tuple[str, tuple[str, ...]] | None = None
    beside: tuple[Beside, ...] = ()

    @property
    def label(self) -> str:
        """What progress calls it.

        Examples
        --------
        >>> Step(statement="shares_text", table="matches", kinds=("SHARES_TEXT",)).label
        'shares text loaded'
        """
        return self.statement.replace("_", " ") + " loaded"

    def rows(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the rows and columns of `batch` this step is about."""
        if self.having is not None:
            batch = batch.filter(pc.is_valid(batch.column(self.having)))
        if self.lacking is not None:
            batch = batch.filter(pc.is_null(batch.column(self.lacking)))
        if self.among is not None:
            name, values = self.among
            batch = batch.filter(pc.is_in(batch.column(name), pa.array(values)))
        return batch.select(list(self.columns)) if self.columns else batch


def _claims(table: str, statement: str, kind: str) -> tuple[Step, Step]:
    source = "source_outlet_id"
    return (
        Step(statement=statement, table=table, kinds=(kind,), having=source),
        Step(
            statement=f"{statement}_unnamed",
            table=table,
            kinds=(kind, "UnnamedSource"),
            lacking=source,
        ),
    )


def _clues(edge: str) -> Beside:
    return Beside(
        query="pair_clues",
        asked=("left_ids", "right_ids"),
        given=(("edge", edge),),
        otherwise=(("clues", "[]"),),
    )


LABELS: Final = ("Outlet", "Author", "Story", "Article", "UnnamedSource", "Audit", "Change")

# Nodes first: an edge is only drawn between nodes that are there.
STEPS: Final = (
    Step(statement="outlets", table="outlets", kinds=("Outlet",)),
    Step(statement="authors", table="authors", kinds=("Author",)),
    Step(statement="stories", table="stories", kinds=("Story",)),
    Step(statement="articles", table="articles", kinds=("Article",)),
    Step(statement="audits", table="audit", kinds=("Audit",)),
    Step(
        statement="changes",
        table="history",
        kinds=("Change",),
        among=("event", ("confirmed", "contradicted")),
    ),
    Step(
        statement="edition_of",
        table="outlets",
        kinds=("EDITION_OF",),
        columns=("outlet_id", "parent_id"),
        having="parent_id",
    ),
    Step(
        statement="published_by",
        table="articles",
        kinds=("PUBLISHED_BY",),
        columns=("article_id", "outlet_id"),
        having="outlet_id",
    ),
    Step(
        statement="part_of",
        table="articles",
        kinds=("PART_OF",),
        columns=("article_id", "story_id"),
    ),
    Step(statement="written_by", table="authorships", kinds=("WRITTEN_BY",)),
    *_claims("credits", "credits", "CREDITS"),
    *_claims("mentions", "mentions", "MENTIONS"),
    *_claims("outgoing", "also_ran_at", "ALSO_RAN_AT"),
    Step(statement="shares_text", table="matches", kinds=("SHARES_TEXT",)),
    Step(
        statement="derived_from",
        table="derivations",
        kinds=("DERIVED_FROM",),
        beside=(
            _clues("derivation"),
            Beside(query="pair_changes", asked=("copy_ids", "source_ids")),
        ),
    ),
    Step(
        statement="common_source",
        table="siblings",
        kinds=("COMMON_SOURCE",),
        beside=(_clues("sibling"),),
    ),
    Step(statement="undecided", table="undecided", kinds=("UNDECIDED",)),
)
