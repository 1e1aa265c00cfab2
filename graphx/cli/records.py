"""Writing records as JSON Lines."""

import json
from datetime import datetime

import click


def write_record(record: object) -> None:
    """Print `record` as one line of JSON on stdout."""
    click.echo(json.dumps(record, ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(f"no JSON for {value!r}")
