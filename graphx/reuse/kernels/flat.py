"""Articles as flat buffers, straight from their Arrow columns.

In:   a batch of `schema.READING`, or one side of `schema.PAIR`.
Out:  `FlatReadings`: bytes of all texts, where each begins, and the body intervals.
"""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.kernels.folding import unknown_chars
from graphx.reuse.kernels.tables import CharTables, char_tables, learn_chars
from graphx.reuse.kernels.units import marked

_AT_A_TIME = 4096


class FlatReadings(NamedTuple):
    """Texts in one buffer.

    Parameters
    ----------
    raw : ndarray of uint8, shape (n_bytes,)
        UTF-8 of the texts.
    starts : ndarray of int64, shape (n_articles + 1,)
        First byte of each text.
    body_starts : ndarray of int64, shape (n_articles + 1,)
        First row of `body` of each article.
    body : ndarray of int64, shape (n_intervals, 2)
        Half-open code points of each text that are body.
    """

    raw: NDArray[np.uint8]
    starts: NDArray[np.int64]
    body_starts: NDArray[np.int64]
    body: NDArray[np.int64]


def flat_readings(texts: pa.Array, bodies: pa.Array) -> FlatReadings:
    """Lay two columns of a batch out flat; texts are not copied."""
    if not len(texts):
        none = np.zeros(1, np.int64)
        return FlatReadings(np.zeros(0, np.uint8), none, none, np.zeros((0, 2), np.int64))
    _, places, data = texts.buffers()
    width = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    starts = np.frombuffer(places, width)[texts.offset : texts.offset + len(texts) + 1]
    raw = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    intervals = bodies.values
    body = np.column_stack([_numbers(intervals.field("start")), _numbers(intervals.field("end"))])
    body_starts = bodies.offsets.to_numpy(zero_copy_only=False).astype(np.int64)
    return FlatReadings(raw, starts.astype(np.int64), body_starts, np.ascontiguousarray(body))


def _numbers(column: pa.Array) -> NDArray[np.int64]:
    values: NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return values.astype(np.int64, copy=False)


def known_chars(flat: FlatReadings) -> CharTables:
    """Return tables that know every character of `flat`."""
    tables = char_tables()
    found = np.empty(_AT_A_TIME, np.int64)
    raw = flat.raw[flat.starts[0] : flat.starts[-1]]
    while met := unknown_chars(raw, tables.first, found):
        tables = learn_chars(found[:met].tolist())
        if met < found.size:
            break
    return tables


class KnownUnits(NamedTuple):
    """What is boilerplate of each article: ``units[begins[k]:ends[k]]`` of article k, sorted.

    `marks` are what `graphx.reuse.kernels.units.marked` gives for all units.
    """

    units: NDArray[np.uint64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    marks: NDArray[np.uint64]


def known_units(boilerplate: Boilerplate, outlets: pa.Array) -> KnownUnits:
    """Return what is boilerplate of each article, by the outlets of the articles."""
    encoded = outlets.dictionary_encode()
    known = [boilerplate.units_of(outlet) for outlet in (*encoded.dictionary.to_pylist(), None)]
    ends = np.cumsum([units.size for units in known])
    begins = ends - [units.size for units in known]
    rows = encoded.indices.fill_null(len(known) - 1).to_numpy(zero_copy_only=False)
    units = np.concatenate([np.zeros(0, np.uint64), *known])
    return KnownUnits(
        units, begins[rows].astype(np.int64), ends[rows].astype(np.int64), marked(units)
    )
