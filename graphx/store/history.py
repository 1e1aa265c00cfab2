"""The history of a workspace: what each snapshot brought.

In:   events of a commit.
Out:  rows of ``history``.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from graphx import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the workspace's history; the snapshot and the time are added by the commit."""

    event: str
    subject: str
    detail: str


def history_rows(number: int, now: datetime, events: Iterable[Event]) -> Iterator[pa.RecordBatch]:
    """Rows of ``history``: what the snapshot of this number and time is told of."""
    rows = [{"snapshot": number, "at": now, **dataclasses.asdict(event)} for event in events]
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=schema.HISTORY)
