"""Cut whole batches into units with the compiled kernels.

In:   `schema.READING`.
Out:  the units of each article, as `graphx.reuse.boilerplate.cut_units` gives them.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.reuse.boilerplate import Units
from graphx.reuse.kernels.flat import flat_readings, known_chars
from graphx.reuse.kernels.sketch import in_parts
from graphx.reuse.kernels.units import cut_articles
from graphx.text.units import GAP_CLASSES

_Part = tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def compiled_units(batch: pa.RecordBatch, threads: int) -> Iterator[Units]:
    """Yield the units of each article of a batch."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    tables = known_chars(flat)

    def work(first: int, after: int) -> _Part:
        return cut_articles(*flat, first, after, tables, GAP_CLASSES)

    for hashes, firsts, words, counts in in_parts(work, batch.num_rows, threads):
        places = np.cumsum(counts)
        for start, stop in zip((places - counts).tolist(), places.tolist(), strict=True):
            yield Units(hashes[start:stop], firsts[start:stop], words[start:stop])
