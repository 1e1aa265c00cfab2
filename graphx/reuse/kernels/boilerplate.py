"""Cut whole batches into units with the compiled kernels.

In:   `schema.READING`.
Out:  the units of each article, as `graphx.reuse.boilerplate.cut_units` gives them.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from graphx.reuse.boilerplate import Units
from graphx.reuse.kernels.arrays import Hashes, Places
from graphx.reuse.kernels.flat import flat_readings, known_chars
from graphx.reuse.kernels.threads import in_parts
from graphx.reuse.kernels.units import cut_articles
from graphx.text.units import GAP_CLASSES


def compiled_units(batch: pa.RecordBatch, threads: int) -> Iterator[Units]:
    """Yield the units of each article of a batch."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    tables = known_chars(flat)
    text = flat.raw.data

    def work(first: int, after: int) -> tuple[Hashes, Places, Places, Places, Places, Places]:
        return cut_articles(*flat, first, after, tables, GAP_CLASSES)

    for hashes, *columns, counts in in_parts(work, batch.num_rows, threads):
        places = np.cumsum(counts)
        for start, stop in zip((places - counts).tolist(), places.tolist(), strict=True):
            yield Units(text, hashes[start:stop], *(column[start:stop] for column in columns))
