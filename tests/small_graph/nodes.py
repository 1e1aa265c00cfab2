"""Articles, outlets and authors of the small graph, and what the articles credit."""

from datetime import timedelta

import pyarrow as pa

from tests.rows import DAY, article, credit, outlet, rows


def nodes() -> dict[str, pa.Table]:
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
