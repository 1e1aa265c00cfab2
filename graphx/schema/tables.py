"""Every table of a workspace, and what tells its rows apart.

In:   the schemas of the other modules.
Out:  `TABLES` and `KEYS`, by the table's name.
"""

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from graphx.schema import documents, evidence, graph, lineage

TABLES: Final[Mapping[str, pa.Schema]] = {
    "documents": documents.DOCUMENT,
    "texts": documents.TEXT,
    "claims": documents.CLAIM,
    "problems": documents.PROBLEM,
    "articles": graph.ARTICLE,
    "credits": graph.CREDIT,
    "mentions": graph.CREDIT,
    "outgoing": graph.CREDIT,
    "signatures": evidence.SIGNATURE,
    "postings": evidence.POSTING,
    "units": evidence.UNITS,
    "boilerplate": evidence.BOILERPLATE,
    "matches": evidence.MATCH,
    "misses": evidence.MISS,
    "passages": evidence.PASSAGE,
    "clusters": lineage.CLUSTER,
    "stories": lineage.STORY,
    "judgements": lineage.JUDGEMENT,
    "translations": lineage.TRANSLATION,
    "derivations": lineage.DERIVATION,
    "siblings": lineage.SIBLING,
    "undecided": lineage.UNDECIDED,
    "clues": lineage.CLUE,
    "chains": lineage.CHAIN,
    "audit": lineage.AUDIT,
    "edits": lineage.EDIT,
    "outlets": graph.OUTLET,
    "authors": graph.AUTHOR,
    "authorships": graph.AUTHORSHIP,
    "history": lineage.HISTORY,
}
"""Every table of a workspace by name."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "documents": ("article_id",),
    "texts": ("article_id",),
    "claims": (
        "article_id",
        "role",
        "kind",
        "rule",
        "field",
        "start",
        "end",
        "quote",
        "source_name",
    ),
    "problems": ("source", "line", "stage", "error", "message"),
    "articles": ("article_id",),
    "credits": ("credit_id",),
    "mentions": ("credit_id",),
    "outgoing": ("credit_id",),
    "signatures": ("article_id",),
    "postings": ("article_id",),
    "units": ("article_id",),
    "boilerplate": ("outlet_id", "text"),
    "matches": ("left_id", "right_id"),
    "misses": ("left_id", "right_id"),
    "passages": ("left_id", "right_id", "left_start", "right_start"),
    "clusters": ("cluster_id",),
    "stories": ("story_id",),
    "judgements": ("story_id",),
    "translations": ("copy_id", "outlet_id"),
    "derivations": ("copy_id", "source_id"),
    "siblings": ("left_id", "right_id"),
    "undecided": ("left_id", "right_id"),
    "clues": ("edge", "left_id", "right_id", "position"),
    "chains": ("copy_id", "source_id"),
    "audit": ("outlet_id",),
    "edits": ("copy_id", "source_id", "edit", "copy_start", "source_start"),
    "outlets": ("outlet_id",),
    "authors": ("author_id",),
    "authorships": ("article_id", "position"),
    "history": ("snapshot", "event", "subject", "detail"),
}
"""What tells two rows of a table apart; tables are written and compared sorted by it."""
