"""An article as the reuse engine reads it.

In:   rows of `schema.READING`, or one side of a row of `schema.PAIR`.
Out:  `Body`: the words of the body, in order, with their place in the stored text.

Stretches that are no body are cut out and the words on both sides are joined into one row: a
caption or a donation bar inside a paragraph on one page must not hide that the paragraph is
another page's.  Words themselves never join across a cut, because a cut mostly stands for a line
break.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.reuse import kernels
from graphx.reuse.shingles import word_hashes
from graphx.text.words import words

Intervals = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A row of `schema.READING`."""

    article_id: str
    outlet_id: str | None
    text: str
    body: Intervals


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """Words of an article's body.

    Parameters
    ----------
    text : str
        The stored text.
    stretches : tuple of intervals
        Half-open code points of the text that are body.
    hashes : ndarray of uint64, shape (n_words,)
        Hash of each folded word.
    starts, ends : ndarray of int64, shape (n_words,)
        Half-open code points in the stored text.
    intervals : ndarray of int64, shape (n_words,)
        Which interval of the body each word lies in.
    """

    text: str
    stretches: Intervals
    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    intervals: NDArray[np.int64]

    def __len__(self) -> int:
        return self.hashes.size


def read_body(text: str, intervals: Intervals) -> Body:
    """Return the words of the body.

    Examples
    --------
    >>> read_body("One two [photo] three", ((0, 8), (15, 21))).starts.tolist()
    [0, 4, 16]
    """
    found = [words(text[start:end]) for start, end in intervals]
    none = np.zeros(0, np.int64)
    shifts = [start for start, _ in intervals]
    return Body(
        text,
        intervals,
        word_hashes([word for part in found for word in part.texts]),
        np.concatenate([none, *(p.starts + at for p, at in zip(found, shifts, strict=True))]),
        np.concatenate([none, *(p.ends + at for p, at in zip(found, shifts, strict=True))]),
        np.repeat(np.arange(len(found)), [len(part) for part in found]),
    )


def text_column(texts: Sequence[str], *, compiled: bool = True) -> pa.Array:
    """Lay strings out as the column of a batch, the quickest way there is.

    Raises
    ------
    UnicodeEncodeError
        A text holds half of a surrogate pair.

    Examples
    --------
    >>> text_column(["One", "two"], compiled=False).to_pylist()
    ['One', 'two']
    """
    if not kernels.usable(compiled):
        return pa.array(texts, pa.string())
    from graphx.reuse.kernels.strings import string_array

    return string_array(texts)


def readings(batch: pa.RecordBatch, prefix: str = "") -> Iterator[Reading]:
    """Return the rows of a batch; with `prefix` ``left_`` or ``right_``, a side of its pairs."""
    columns = (
        (batch.column(prefix + name).to_pylist() for name in ("id", "outlet_id", "text", "body"))
        if prefix
        else (
            batch.column(name).to_pylist() for name in ("article_id", "outlet_id", "text", "body")
        )
    )
    for article_id, outlet_id, text, body in zip(*columns, strict=True):
        yield Reading(article_id=article_id, outlet_id=outlet_id, text=text, body=_intervals(body))


def _intervals(body: Iterable[dict[str, int]]) -> Intervals:
    return tuple((interval["start"], interval["end"]) for interval in body)
