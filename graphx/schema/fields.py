"""What columns are made of: each carries its meaning.

In:   a name, a type, what it means.
Out:  Arrow fields with the meaning as metadata, readable in the Parquet files themselves.
"""

from typing import Final

import pyarrow as pa

TIME: Final = pa.timestamp("us", tz="UTC")


def column(name: str, kind: pa.DataType, meaning: str, *, null: bool = False) -> pa.Field:
    """Make a column that says what it means."""
    return pa.field(name, kind, nullable=null, metadata={"meaning": meaning})


def describe(schema: pa.Schema) -> dict[str, str]:
    """Return what each field of `schema` means, by name."""
    return {field.name: (field.metadata or {}).get(b"meaning", b"").decode() for field in schema}


ARTICLE_ID: Final = column("article_id", pa.string(), "digest that names the article")

DATE_COLUMNS: Final = (
    column("published", pa.string(), "publication date as finely as it is known", null=True),
    column("published_earliest", TIME, "first moment of the publication date", null=True),
    column("published_latest", TIME, "last moment of the publication date", null=True),
    column("date_precision", pa.string(), "year, month, day, minute, second, range", null=True),
    column("date_basis", pa.string(), "what the date was read from", null=True),
    column("date_zone_known", pa.bool_(), "whether the date was written with a zone", null=True),
)

PAIR_COLUMNS: Final = (
    column("left_id", pa.string(), "the smaller id"),
    column("right_id", pa.string(), "the larger id"),
)
