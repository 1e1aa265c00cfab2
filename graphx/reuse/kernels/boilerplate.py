"""Cut whole batches into units with the compiled kernels.

In:   `schema.READING`.
Out:  the units of each article, as `graphx.reuse.boilerplate.batch_units` gives them.
"""

import numpy as np
import pyarrow as pa

from graphx.reuse.boilerplate import BatchUnits, Units
from graphx.reuse.kernels.arrays import Bytes, Hashes, Places
from graphx.reuse.kernels.flat import flat_readings, known_chars
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.kernels.units import cut_articles
from graphx.text.units import GAP_CLASSES


def compiled_units(batch: pa.RecordBatch, threads: int) -> BatchUnits:
    """Cut the articles of a batch into units, in threads."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    tables = known_chars(flat)

    def work(first: int, after: int) -> tuple[Hashes, Places, Places, Places, Places, Places]:
        return cut_articles(*flat, first, after, tables, GAP_CLASSES)

    parts = in_parts(work, batch.num_rows, threads)
    *columns, counts = (joined(list(column)) for column in zip(*parts, strict=True))
    units = Units(*columns)

    def passage(unit: int) -> str:
        return flat.raw[units.starts[unit] : units.ends[unit]].tobytes().decode("utf-8")

    owners = np.repeat(np.arange(counts.size), counts)

    def place(unit: int) -> tuple[int, int]:
        begin = int(flat.starts[owners[unit]])
        start, end = int(units.starts[unit]), int(units.ends[unit])
        before = _chars(flat.raw[begin:start])
        return before, before + _chars(flat.raw[start:end])

    return BatchUnits(units, counts, passage, place)


def _chars(raw: Bytes) -> int:
    """Count the characters of UTF-8."""
    return int(np.count_nonzero((raw & 0xC0) != 0x80))
