"""Arrow schemas: the tables of a workspace, and the batches that stages hand to one another.

Every field carries its meaning as metadata, readable in the Parquet files themselves::

    >>> describe(MATCH)["jaccard"]
    'shared word 5-grams over all of both, 0 to 1'

Times are microseconds in UTC.  Offsets are half-open code points into ``texts.text``.
"""

from graphx.schema.documents import CLAIM, DOCUMENT, PROBLEM, SOURCE, STRETCH, TEXT, UNDERSTOOD
from graphx.schema.evidence import (
    BOILERPLATE,
    CANDIDATE,
    MATCH,
    MATCHED,
    MISS,
    PAIR,
    PASSAGE,
    POSTING,
    READING,
    SIGNATURE,
    SKETCH,
    UNITS,
)
from graphx.schema.fields import TIME, describe
from graphx.schema.graph import ARTICLE, AUTHOR, AUTHORSHIP, CREDIT, OUTLET
from graphx.schema.lineage import (
    AUDIT,
    CHAIN,
    CLUE,
    CLUSTER,
    DERIVATION,
    EDIT,
    HISTORY,
    JUDGEMENT,
    SIBLING,
    STORY,
    TRANSLATION,
    UNDECIDED,
)
from graphx.schema.tables import KEYS, TABLES

__all__ = [
    "ARTICLE",
    "AUDIT",
    "AUTHOR",
    "AUTHORSHIP",
    "BOILERPLATE",
    "CANDIDATE",
    "CHAIN",
    "CLAIM",
    "CLUE",
    "CLUSTER",
    "CREDIT",
    "DERIVATION",
    "DOCUMENT",
    "EDIT",
    "HISTORY",
    "JUDGEMENT",
    "KEYS",
    "MATCH",
    "MATCHED",
    "MISS",
    "OUTLET",
    "PAIR",
    "PASSAGE",
    "POSTING",
    "PROBLEM",
    "READING",
    "SIBLING",
    "SIGNATURE",
    "SKETCH",
    "SOURCE",
    "STORY",
    "STRETCH",
    "TABLES",
    "TEXT",
    "TIME",
    "TRANSLATION",
    "UNDECIDED",
    "UNDERSTOOD",
    "UNITS",
    "describe",
]
