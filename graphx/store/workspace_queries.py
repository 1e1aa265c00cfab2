"""The questions only a workspace answers: texts, passages, problems.

The same form as `graphx.store.queries`; a file ``duckdb/<name>.sql`` each, none for a server.
"""

from typing import Final

import pyarrow as pa

from graphx import schema
from graphx.store.queries import Query

_SEARCH_ROW = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("title", pa.string()),
        pa.field("text", pa.string()),
        pa.field("id", pa.string()),
        pa.field("url", pa.string()),
        pa.field("outlet_name", pa.string()),
    ]
)

_ALL: Final = (
    # one row, or none when there is no text of that article
    Query("text", ("article_id",), schema.TEXT),
    # ordered by article_id; `article_ids` is a list
    Query("texts", ("article_ids",), schema.TEXT),
    # both texts of a pair, ordered by article_id
    Query("pair_texts", ("left_id", "right_id"), schema.TEXT),
    # ordered by left_start, right_start; `left_id` is the smaller id
    Query("pair_passages", ("left_id", "right_id"), schema.PASSAGE),
    # no row, or one; `left_id` is the smaller id
    Query("pair_match", ("left_id", "right_id"), schema.MATCH),
    # clues of pairs as a JSON list, ordered by both ids; `edge` is derivation or sibling,
    # `left_ids` and `right_ids` are lists of one length
    Query(
        "pair_clues",
        ("edge", "left_ids", "right_ids"),
        pa.schema(
            [
                schema.CLUE.field("left_id"),
                schema.CLUE.field("right_id"),
                pa.field("clues", pa.string(), nullable=False),
            ]
        ),
    ),
    # what became of credit and text of some derivations, ordered by both ids; `copy_ids` and
    # `source_ids` are lists of one length
    Query(
        "pair_changes",
        ("copy_ids", "source_ids"),
        pa.schema(
            [
                schema.DERIVATION.field("copy_id"),
                schema.DERIVATION.field("source_id"),
                schema.CHAIN.field("fate").with_nullable(True),
                pa.field("edits", pa.string(), nullable=False),
            ]
        ),
    ),
    # ordered by source, line (null last), stage, error, message
    Query("problems", (), schema.PROBLEM),
    # what search reads: every article and every document not built yet, in no order
    Query("search_rows", (), _SEARCH_ROW),
)

WORKSPACE_QUERIES: Final = {query.name: query for query in _ALL}
"""Every workspace-only query by name."""
