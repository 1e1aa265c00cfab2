"""Batches set aside come back as they were."""

from pathlib import Path

import pyarrow as pa

from graphx.store.spool import Spool

SHAPE = pa.schema([("n", pa.int64())])


def test_batches_come_back_in_order_as_often_as_asked(tmp_path: Path) -> None:
    given = [pa.RecordBatch.from_pydict({"n": [n, n + 1]}, schema=SHAPE) for n in range(3)]
    with Spool(iter(given), SHAPE, tmp_path) as spool:
        assert list(spool) == given
        assert list(spool) == given
        assert list(tmp_path.iterdir()) == []


def test_nothing_set_aside_is_nothing(tmp_path: Path) -> None:
    with Spool((), SHAPE, tmp_path) as spool:
        assert list(spool) == []
