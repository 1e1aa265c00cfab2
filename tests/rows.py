"""Rows of tables with only what a test is about filled in."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa

from graphx import schema

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
