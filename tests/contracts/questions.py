"""Every question with several sets of parameters, and how lists are paged."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import pyarrow as pa

from graphx.store.protocol import GraphStore

Parameters = Mapping[str, object]

_MORNING = datetime(2026, 3, 5, tzinfo=UTC)

QUESTIONS: Final[Mapping[str, tuple[Parameters, ...]]] = {
    "counts": ({},),
    "articles": (
        {},
        {"limit": 2},
        {"limit": 0},
        {"collected": True},
        {"collected": False},
        {"outlet_id": "south.example"},
        {"outlet_id": "south.example", "collected": True, "limit": 1},
        {"outlet_id": "nobody.example"},
        {"after_time": _MORNING, "after_id": "a1"},
        {"after_time": _MORNING, "after_id": "a0"},
        {"after_time": _MORNING},
        {"after_id": "b1"},
        {"after_id": "zz", "limit": 5},
    ),
    "article": ({"article_id": "a1"}, {"article_id": "z1"}, {"article_id": "nope"}, {}),
    "articles_named": (
        {"name": "a1"},
        {"name": "https://north.example/bridge"},
        {"name": "https://south.example/2026/bridge"},
        {"name": "z1"},
        {"name": ""},
        {},
    ),
    "articles_titled": (
        {"words": ["bridge"]},
        {"words": ["bridge", "flood"]},
        {"words": ["12"]},
        {"words": ["nowhere"]},
        {"words": []},
        {},
    ),
    "article_credits": ({"article_id": "a2"}, {"article_id": "b1"}, {"article_id": "z1"}, {}),
    "article_mentions": ({"article_id": "a1"}, {"article_id": "a2"}),
    "article_outgoing": ({"article_id": "a1"}, {"article_id": "a2"}),
    "article_matches": ({"article_id": "a1"}, {"article_id": "a2"}, {"article_id": "z1"}, {}),
    "stories": (
        {},
        {"limit": 1},
        {"after_size": 4, "after_id": "s1"},
        {"after_size": 4, "after_id": "s0"},
        {"after_size": 4},
        {"after_size": 0, "after_id": ""},
        {"after_id": "s1"},
    ),
    "story": ({"story_id": "s1"}, {"story_id": "s2"}, {"story_id": "s3"}, {}),
    "story_articles": ({"story_id": "s1"}, {"story_id": "s2"}, {"story_id": "s3"}),
    "story_derivations": ({"story_id": "s1"}, {"story_id": "s2"}, {}),
    "story_siblings": ({"story_id": "s1"}, {"story_id": "s2"}, {"story_id": "s3"}),
    "story_undecided": ({"story_id": "s1"}, {"story_id": "s2"}),
    "story_clusters": ({"story_id": "s1"}, {"story_id": "s2"}, {}),
    "story_changes": ({"story_id": "s1"}, {"story_id": "s2"}, {}),
    "audit": (
        {},
        {"limit": 1},
        {"after_size": 1, "after_id": "east.example"},
        {"after_size": 1},
    ),
    "outlet_audit": ({"outlet_id": "south.example"}, {"outlet_id": "north.example"}, {}),
    "outlets": (
        {},
        {"limit": 3},
        {"after_size": 1, "after_id": "east.example"},
        {"after_size": 1, "after_id": "~west-report"},
    ),
    "outlet": ({"outlet_id": "~west-report"}, {"outlet_id": "south.example"}, {"outlet_id": "x"}),
    "outlet_edges": (
        {"outlet_id": "north.example"},
        {"outlet_id": "east.example"},
        {"outlet_id": "~west-report"},
        {"outlet_id": "x"},
        {},
    ),
    "network_outlets": ({},),
    "network_derivations": ({},),
    "authors": ({}, {"limit": 1}, {"after_size": 2, "after_id": "p1"}),
}

ASKED: Final = tuple((name, parameters) for name, sets in QUESTIONS.items() for parameters in sets)

PAGED: Final = ("articles", "stories", "outlets", "authors", "audit")


def page_key(name: str, row: Mapping[str, object]) -> Parameters:
    """Return the parameters that ask for what follows `row`."""
    match name:
        case "articles":
            return {"after_time": row["published_earliest"], "after_id": row["article_id"]}
        case "stories":
            return {"after_size": _sum(row, "articles", "stubs"), "after_id": row["story_id"]}
        case "outlets":
            size = _sum(row, "articles", "stub_articles")
            return {"after_size": size, "after_id": row["outlet_id"]}
        case "audit":
            return {"after_size": row["taken"], "after_id": row["outlet_id"]}
        case _:
            return {"after_size": row["articles"], "after_id": row["author_id"]}


def in_pages(store: GraphStore, name: str, limit: int) -> pa.Table:
    """Ask page after page until one is empty, and join them."""
    pages = [store.fetch(name, limit=limit)]
    while pages[-1].num_rows:
        last = pages[-1].slice(pages[-1].num_rows - 1).to_pylist()[0]
        pages.append(store.fetch(name, limit=limit, **page_key(name, last)))
    return pa.concat_tables(pages)


def _sum(row: Mapping[str, object], *columns: str) -> int:
    return sum(int(str(row[column])) for column in columns)
