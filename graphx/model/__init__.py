"""The nouns: what one article is, what it says, and what was found between two.

Frozen, slotted, valid from birth.  Tables of them have Arrow schemas in `graphx.schema`.
All offsets are half-open Python code points into the stored text of the article.
"""

from graphx.model.claims import Claim, ClaimField, ClaimRole, Credit, CreditKind
from graphx.model.dates import DateBasis, DateInterval, DatePrecision
from graphx.model.documents import (
    Article,
    Document,
    Markup,
    Problem,
    Stretch,
    StretchKind,
    uncovered,
)
from graphx.model.evidence import Match, Relation, Span
from graphx.model.identity import content_id
from graphx.model.lineage import Clue, Derivation, Sibling, Status, Undecided

__all__ = [
    "Article",
    "Claim",
    "ClaimField",
    "ClaimRole",
    "Clue",
    "Credit",
    "CreditKind",
    "DateBasis",
    "DateInterval",
    "DatePrecision",
    "Derivation",
    "Document",
    "Markup",
    "Match",
    "Problem",
    "Relation",
    "Sibling",
    "Span",
    "Status",
    "Stretch",
    "StretchKind",
    "Undecided",
    "content_id",
    "uncovered",
]
