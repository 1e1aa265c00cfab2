"""The questions a graph store answers, each once.

A `Query` names the file that asks it, ``duckdb/<name>.sql`` and ``neo4j/<name>.cypher``, the
parameters both take (all of them always passed, null where unused), and the columns both return,
in this order.  One contract suite holds the two back ends to this table.

Rows come back in the order stated here; ``limit`` counts rows.  Lists are paged by key: pass the
last row's key columns as ``after_…``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from graphx import schema
from graphx.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its file's name, its parameters, its columns."""

    name: str
    parameters: tuple[str, ...]
    returns: pa.Schema


_CLUES = pa.field("clues", pa.string(), nullable=False)  # JSON list of clues, in order
_FATE = schema.CHAIN.field("fate").with_nullable(True)
_EDITS = pa.field("edits", pa.string(), nullable=False)  # JSON list of edits with their spans
_AUDIT = pa.schema(
    [
        schema.AUDIT.field("outlet_id"),
        schema.OUTLET.field("name").with_name("outlet_name").with_nullable(True),
        *list(schema.AUDIT)[1:],
    ]
)
_CLUSTER = pa.schema(
    [
        pa.field("cluster_id", pa.string(), nullable=False),
        pa.field("articles", pa.int64(), nullable=False),
        pa.field("cohesion", pa.float64(), nullable=False),  # near-duplicate pairs over all pairs
    ]
)
_TITLES = (
    pa.field("left_title", pa.string()),
    pa.field("right_title", pa.string()),
    pa.field("left_outlet_name", pa.string()),
    pa.field("right_outlet_name", pa.string()),
)

_COUNTS = pa.schema(
    [
        pa.field(name, pa.int64(), nullable=False)
        for name in (
            "articles",
            "stubs",
            "outlets",
            "authors",
            "stories",
            "credits",
            "mentions",
            "matches",
            "derivations",
            "siblings",
            "undecided",
        )
    ]
)

_OUTLET_EDGE = pa.schema(
    [
        pa.field("copy_outlet_id", pa.string(), nullable=False),
        pa.field("copy_outlet_name", pa.string(), nullable=False),
        pa.field("source_outlet_id", pa.string(), nullable=False),
        pa.field("source_outlet_name", pa.string(), nullable=False),
        pa.field("derivations", pa.int64(), nullable=False),
        pa.field("confirmed", pa.int64(), nullable=False),
        pa.field("claimed", pa.int64(), nullable=False),
        pa.field("uncredited", pa.int64(), nullable=False),
        pa.field("contradicted", pa.int64(), nullable=False),
        pa.field("mean_lag_seconds", pa.float64()),  # over the derivations with a lag
    ]
)

_ALL: Final = (
    # one row
    Query("counts", (), _COUNTS),
    # newest first (published_earliest descending, undated last, then article_id)
    Query(
        "articles",
        ("outlet_id", "collected", "after_time", "after_id", "limit"),
        schema.ARTICLE,
    ),
    Query("article", ("article_id",), schema.ARTICLE),
    # `name` equals article_id, id, url or canonical_url; ordered by article_id
    Query("articles_named", ("name",), schema.ARTICLE),
    # every one of `words` (a list, lower case) occurs in the lower-case title; by article_id
    Query("articles_titled", ("words",), schema.ARTICLE),
    # ordered by start (null last), then credit_id
    Query("article_credits", ("article_id",), schema.CREDIT),
    Query("article_mentions", ("article_id",), schema.CREDIT),
    Query("article_outgoing", ("article_id",), schema.CREDIT),
    # strongest first: jaccard descending, then left_id, right_id
    Query(
        "article_matches",
        ("article_id",),
        pa.schema([*schema.MATCH, *_TITLES]),
    ),
    # largest first: articles + stubs descending, then story_id
    Query("stories", ("after_size", "after_id", "limit"), schema.STORY),
    Query("story", ("story_id",), schema.STORY),
    # oldest first (published_earliest ascending, undated last, then article_id)
    Query("story_articles", ("story_id",), schema.ARTICLE),
    # ordered by copy_id, probability descending, source_id
    Query(
        "story_derivations",
        ("story_id",),
        pa.schema([*schema.DERIVATION, _FATE, _CLUES, _EDITS]),
    ),
    # pairs of which one lies in the story, ordered by left_id, right_id
    Query("story_siblings", ("story_id",), pa.schema([*schema.SIBLING, _CLUES])),
    Query("story_undecided", ("story_id",), schema.UNDECIDED),
    # what arrivals did to claims of the story's articles, ordered by snapshot, event, subject,
    # detail
    Query("story_changes", ("story_id",), schema.HISTORY),
    # groups of near-duplicates of two articles and more, largest first, then cluster_id
    Query("story_clusters", ("story_id",), _CLUSTER),
    # articles + stub_articles descending, then outlet_id
    Query("outlets", ("after_size", "after_id", "limit"), schema.OUTLET),
    Query("outlet", ("outlet_id",), schema.OUTLET),
    # edges from and to one outlet: derivations descending, then both ids
    Query("outlet_edges", ("outlet_id",), _OUTLET_EDGE),
    # what outlets did with the credits of what they took: taken descending, then outlet_id
    Query("audit", ("after_size", "after_id", "limit"), _AUDIT),
    # the same of one outlet; no row when it took nothing
    Query("outlet_audit", ("outlet_id",), _AUDIT),
    # every edge between two outlets, same order; contradicted derivations count only as such
    Query("network_outlets", (), _OUTLET_EDGE),
    # every derivation, ordered by copy_id, source_id
    Query("network_derivations", (), schema.DERIVATION),
    # articles descending, then author_id
    Query("authors", ("after_size", "after_id", "limit"), schema.AUTHOR),
)

QUERIES: Final = {query.name: query for query in _ALL}
"""Every graph query by name."""


def bind(
    catalogue: Mapping[str, Query], name: str, given: Mapping[str, object]
) -> tuple[Query, dict[str, object]]:
    """Find a query and give every one of its parameters a value.

    Parameters
    ----------
    catalogue : mapping of str to Query
    name : str
    given : mapping of str to object
        Values by parameter; one left out is null.

    Raises
    ------
    UnknownNameError
        No such query, or a parameter it does not take.

    Examples
    --------
    >>> bind(QUERIES, "outlet", {})[1]
    {'outlet_id': None}
    """
    query = catalogue.get(name)
    if query is None:
        raise UnknownNameError("query", name, tuple(catalogue))
    for parameter in given:
        if parameter not in query.parameters:
            raise UnknownNameError(f"parameter of query {name}", parameter, query.parameters)
    return query, {parameter: given.get(parameter) for parameter in query.parameters}
