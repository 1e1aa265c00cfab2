"""Fixtures every suite may use."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import settings

from graphx import schema

pytest_plugins = ["tests.neo4j_server.fixtures"]

# Time is no law: the first example may compile a kernel, and machines are busy.
settings.register_profile("graphx", deadline=None)
settings.load_profile("graphx")

DAY = datetime(2026, 3, 5, tzinfo=UTC)


def rows(table: str, *rows: dict[str, object]) -> pa.Table:
    """Build a table from rows that may leave nullable fields out."""
    shape = schema.TABLES[table]
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in shape.names} for row in rows], schema=shape
    )


def article(article_id: str, **fields: object) -> dict[str, object]:
    row: dict[str, object] = {
        "article_id": article_id,
        "id": article_id,
        "source": f"{article_id}.txt",
        "authors": [],
        "words": 120,
        "collected": True,
        "cluster_id": f"k{article_id}",
        "story_id": "s1",
        "origin_probability": 0.1,
    }
    at = fields.pop("at", None)
    if isinstance(at, datetime):
        row |= {
            "published": f"{at:%Y-%m-%dT%H:%MZ}",
            "published_earliest": at,
            "published_latest": at + timedelta(seconds=59),
            "date_precision": "minute",
            "date_basis": "given",
            "date_zone_known": True,
        }
    return row | fields


def credit(credit_id: str, article_id: str, **fields: object) -> dict[str, object]:
    return {
        "credit_id": credit_id,
        "article_id": article_id,
        "kind": "republication",
        "source_name": "North Wire",
        "source_outlet_name": "North Wire",
        "source_outlet_id": "north.example",
        "source_domain": "north.example",
        "field": "text",
        "start": 0,
        "end": 31,
        "quote": "Originally appeared at NorthWire",
        "rule": "originally_appeared",
        "confidence": 0.9,
    } | fields


def outlet(outlet_id: str, name: str, **fields: object) -> dict[str, object]:
    return {
        "outlet_id": outlet_id,
        "name": name,
        "domain": None if outlet_id.startswith("~") else outlet_id,
        "aliases": [],
        "kind": "outlet",
        "articles": 0,
        "taken": 0,
        "given": 0,
        "stub_articles": 0,
    } | fields


def audit(outlet_id: str, **fields: object) -> dict[str, object]:
    counts = ("credited", "uncredited", "misnamed", "kept", "replaced", "absent", "added", "lags")
    return {
        "outlet_id": outlet_id,
        "taken": 1,
        **{f"{name}_low": 0.0 for name in ("credited", "uncredited", "misnamed")},
        **{f"{name}_high": 1.0 for name in ("credited", "uncredited", "misnamed")},
        **dict.fromkeys(counts, 0),
    } | fields


@pytest.fixture(scope="session")
def small_graph() -> Mapping[str, pa.Table]:
    """Two stories over four outlets: a copy, a claimed stub, siblings, an undecided pair.

    Story s1: a1 (north) is copied by a2 (south, confirmed) and a3 (east, uncredited, undated);
    a3 credits West, whose text was never collected (stub z1, claimed).  Story s2: b1 and b2 of
    undated twins nobody can order.  a2 and b1 quote one public text.
    """
    clue = {"edge": "derivation", "left_id": "a2", "right_id": "a1"}
    return {
        "articles": rows(
            "articles",
            article(
                "a1",
                title="Bridge reopens after flood",
                url="https://north.example/bridge",
                outlet_id="north.example",
                outlet_name="North Wire",
                authors=["Ada Example"],
                byline="By Ada Example",
                language="en",
                at=DAY,
                origin_probability=0.97,
                cluster_id="ka1",
            ),
            article(
                "a2",
                title="Bridge reopens",
                url="https://south.example/2026/bridge",
                canonical_url="https://north.example/bridge",
                outlet_id="south.example",
                outlet_name="South Post",
                authors=["Ada Example", "Bo Example"],
                language="en",
                at=DAY + timedelta(hours=6),
                cluster_id="ka1",
            ),
            article("a3", outlet_id="east.example", outlet_name="East Daily", cluster_id="ka1"),
            article(
                "z1",
                id=None,
                source=None,
                outlet_id="~west-report",
                outlet_name="West Report",
                words=0,
                collected=False,
                origin_probability=1.0,
            ),
            article("b1", title="On resolution 12", story_id="s2", origin_probability=0.5),
            article(
                "b2",
                title="Resolution 12 again",
                story_id="s2",
                outlet_id="south.example",
                outlet_name="South Post",
                origin_probability=0.5,
            ),
        ),
        "credits": rows(
            "credits",
            credit("c1", "a2"),
            credit(
                "c2",
                "a2",
                field="canonical",
                start=None,
                end=None,
                quote="https://north.example/bridge",
                rule="canonical",
                source_name=None,
                source_url="https://north.example/bridge",
                confidence=0.8,
            ),
            credit(
                "c3",
                "a3",
                source_name="West Report",
                source_outlet_name="West Report",
                source_outlet_id="~west-report",
                source_domain=None,
                author="Cy Example",
                date="2026-03-04",
            ),
            credit(
                "c4",
                "b1",
                source_name=None,
                source_outlet_name=None,
                source_outlet_id=None,
                source_domain=None,
                quote="Reprinted with permission",
            ),
        ),
        "mentions": rows(
            "mentions",
            credit(
                "m1", "a1", kind="quote_source", quote="according to NorthWire", start=40, end=62
            ),
        ),
        "outgoing": rows(
            "outgoing",
            credit(
                "o1",
                "a1",
                quote="This article also ran at South Post",
                source_name="South Post",
                source_outlet_name="South Post",
                source_outlet_id="south.example",
                source_domain="south.example",
            ),
        ),
        "matches": rows(
            "matches",
            {
                "left_id": "a1",
                "right_id": "a2",
                "relation": "near_duplicate",
                "jaccard": 0.9,
                "left_containment": 0.93,
                "right_containment": 0.96,
                "shared_words": 110,
                "longest_words": 80,
            },
            {
                "left_id": "a1",
                "right_id": "a3",
                "relation": "near_duplicate",
                "jaccard": 0.7,
                "left_containment": 0.8,
                "right_containment": 0.85,
                "shared_words": 96,
                "longest_words": 60,
            },
            {
                "left_id": "a2",
                "right_id": "b1",
                "relation": "quotation",
                "jaccard": 0.05,
                "left_containment": 0.1,
                "right_containment": 0.1,
                "shared_words": 24,
                "longest_words": 20,
            },
            {
                "left_id": "b1",
                "right_id": "b2",
                "relation": "near_duplicate",
                "jaccard": 1.0,
                "left_containment": 1.0,
                "right_containment": 1.0,
                "shared_words": 120,
                "longest_words": 120,
            },
        ),
        "stories": rows(
            "stories",
            {
                "story_id": "s1",
                "title": "Bridge reopens after flood",
                "articles": 3,
                "stubs": 1,
                "outlets": 4,
                "published_earliest": DAY,
                "published_latest": DAY + timedelta(hours=6, seconds=59),
            },
            {
                "story_id": "s2",
                "title": "On resolution 12",
                "articles": 2,
                "stubs": 0,
                "outlets": 1,
            },
        ),
        "derivations": rows(
            "derivations",
            {
                "copy_id": "a2",
                "source_id": "a1",
                "story_id": "s1",
                "kind": "republication",
                "status": "confirmed",
                "reason": "the copy credits North Wire and the texts match",
                "probability": 0.95,
                "lag_seconds": 21600.0,
                "stability": 1.0,
                "prior": 2.4,
            },
            {
                "copy_id": "a3",
                "source_id": "a1",
                "story_id": "s1",
                "kind": "near_duplicate",
                "status": "uncredited",
                "reason": "the texts match and no credit was found",
                "probability": 0.8,
                "stability": 0.85,
                "prior": 2.4,
            },
            {
                "copy_id": "a3",
                "source_id": "z1",
                "story_id": "s1",
                "kind": "republication",
                "status": "claimed",
                "reason": "West Report's text was not collected",
                "probability": 0.15,
            },
        ),
        "chains": rows(
            "chains",
            {"copy_id": "a2", "source_id": "a1", "fate": "added"},
            {"copy_id": "a3", "source_id": "a1", "fate": "none"},
        ),
        "edits": rows(
            "edits",
            {
                "copy_id": "a2",
                "source_id": "a1",
                "edit": "preface_added",
                "copy_start": 0,
                "copy_end": 32,
            },
            {"copy_id": "a2", "source_id": "a1", "edit": "headline_changed"},
            {
                "copy_id": "a3",
                "source_id": "a1",
                "edit": "lightly_edited",
                "copy_start": 85,
                "copy_end": 97,
                "source_start": 115,
                "source_end": 134,
            },
        ),
        "audit": rows(
            "audit",
            audit("east.example", uncredited=1, credited_high=0.79, lags=0),
            audit(
                "south.example",
                credited=1,
                credited_low=0.21,
                added=1,
                median_lag_seconds=21600.0,
                lags=1,
            ),
        ),
        "history": rows(
            "history",
            {
                "snapshot": 1,
                "at": DAY,
                "event": "confirmed",
                "subject": "a2",
                "detail": "claimed before, now confirmed: the copy credits North Wire",
            },
            {"snapshot": 1, "at": DAY, "event": "built", "subject": "stories", "detail": "2"},
            {
                "snapshot": 2,
                "at": DAY + timedelta(days=1),
                "event": "contradicted",
                "subject": "a3",
                "detail": "claimed before, now contradicted: dates disagree",
            },
        ),
        "siblings": rows("siblings", {"left_id": "a2", "right_id": "b1", "probability": 0.9}),
        "undecided": rows(
            "undecided",
            {
                "left_id": "b1",
                "right_id": "b2",
                "left_is_source": 0.45,
                "right_is_source": 0.45,
                "common_source": 0.1,
            },
        ),
        "clues": rows(
            "clues",
            clue
            | {
                "position": 0,
                "name": "credits_the_other",
                "weight": 3.0,
                "detail": "the copy credits North Wire",
                "left_quote": "Originally appeared at NorthWire",
            },
            clue
            | {
                "position": 1,
                "name": "published_earlier",
                "weight": 1.5,
                "detail": "published 6 hours earlier",
            },
            {
                "edge": "sibling",
                "left_id": "a2",
                "right_id": "b1",
                "position": 0,
                "name": "shared_quotation",
                "weight": 2.0,
                "detail": "one quoted passage of 20 words",
                "left_quote": "“all states shall…”",
                "right_quote": "all states shall…",
            },
        ),
        "outlets": rows(
            "outlets",
            outlet("north.example", "North Wire", aliases=["NorthWire"], articles=1, given=2),
            outlet(
                "south.example",
                "South Post",
                articles=2,
                taken=1,
                parent_id="north.example",
                country="XX",
            ),
            outlet("east.example", "East Daily", articles=1, taken=1),
            outlet("~west-report", "West Report", given=1, stub_articles=1),
        ),
        "authors": rows(
            "authors",
            {"author_id": "p1", "name": "Ada Example", "outlet_id": "north.example", "articles": 2},
            {"author_id": "p2", "name": "Bo Example", "outlet_id": "south.example", "articles": 1},
        ),
        "authorships": rows(
            "authorships",
            {"article_id": "a1", "author_id": "p1", "position": 0},
            {"article_id": "a2", "author_id": "p1", "position": 0},
            {"article_id": "a2", "author_id": "p2", "position": 1},
        ),
    }
