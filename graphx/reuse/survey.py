"""Read an article once, and keep all that finding shared text needs of it.

In:   `schema.READING`.
Out:  `Survey`: signatures, kept hashes with their places, units.

What outlets repeat is known only when all articles were read, and kept hashes of it must not
propose pairs.  So hashes are kept with their places, and are left out afterwards.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.reuse.boilerplate import cut_units, hidden_shingles
from graphx.reuse.reading import read_body, readings
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.shingles import kept_shingles, shingle_hashes
from graphx.reuse.signature import signature


class Survey(NamedTuple):
    """What one reading of the articles of a batch leaves: all that is needed besides texts.

    Kept hashes stand as they stand in the text, repeats and boilerplate included, so that what
    outlets repeat can be learned from the same reading and left out afterwards.

    Parameters
    ----------
    signatures : ndarray of uint32, shape (n_articles, permutations)
    hashes : ndarray of uint64, shape (kept.sum(),)
        Kept hashes, one article after the other.
    places : ndarray of int32, shape (kept.sum(),)
        Number of the first word of each.
    kept : ndarray of int64, shape (n_articles,)
    units : ndarray of uint64, shape (unit_counts.sum(),)
        Hashes of the units (`graphx.reuse.boilerplate`), one article after the other.
    firsts : ndarray of int32, shape (unit_counts.sum(),)
        Number of the first word of each.
    unit_counts, words : ndarray of int64, shape (n_articles,)
        Units and words of each article.
    """

    signatures: NDArray[np.uint32]
    hashes: NDArray[np.uint64]
    places: NDArray[np.int32]
    kept: NDArray[np.int64]
    units: NDArray[np.uint64]
    firsts: NDArray[np.int32]
    unit_counts: NDArray[np.int64]
    words: NDArray[np.int64]


def survey_articles(
    batch: pa.RecordBatch, recipe: SketchRecipe, *, passages: bool = True
) -> Survey:
    """Read the articles of a batch of `schema.READING`; signatures alone without `passages`."""
    columns: list[list[NDArray[Any]]] = [[] for _ in Survey._fields]
    for reading in readings(batch):
        body = read_body(reading.text, reading.body)
        row = shingle_hashes(body.hashes, recipe.shingle_words)
        kept = kept_shingles(body.hashes, recipe.shingle_words, recipe.scale)
        places = np.flatnonzero(kept) if passages else np.zeros(0, int)
        units = cut_units(body)
        known = [units.hashes, units.firsts] if passages else [units.hashes[:0], units.firsts[:0]]
        found = (
            signature(np.unique(row), recipe)[None, :],
            row[places],
            places.astype(np.int32),
            np.array([places.size]),
            known[0],
            known[1].astype(np.int32),
            np.array([known[0].size]),
            np.array([len(body)]),
        )
        for column, values in zip(columns, found, strict=True):
            column.append(values)
    return Survey(*(np.concatenate(column) for column in columns))


def visible_hashes(
    survey: Survey, known: Sequence[NDArray[np.uint64]], recipe: SketchRecipe
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return kept hashes that are no boilerplate, sorted and distinct, and how many each has.

    Parameters
    ----------
    survey : Survey
    known : sequence of ndarray of uint64
        Units that are boilerplate, of each article.
    recipe : SketchRecipe
    """
    hashes = np.split(survey.hashes, np.cumsum(survey.kept)[:-1])
    places = np.split(survey.places, np.cumsum(survey.kept)[:-1])
    units = np.split(survey.units, np.cumsum(survey.unit_counts)[:-1])
    sizes = np.split(unit_words(survey), np.cumsum(survey.unit_counts)[:-1])
    visible = []
    for article, own in enumerate(known):
        hidden = np.repeat(np.isin(units[article], own), sizes[article])
        shown = hashes[article]
        if hidden.any():
            shown = shown[~hidden_shingles(hidden, recipe.shingle_words)[places[article]]]
        visible.append(np.unique(shown))
    kept = np.array([row.size for row in visible], np.int64)
    return np.concatenate([np.zeros(0, np.uint64), *visible]), kept


def unit_words(survey: Survey) -> NDArray[np.int32]:
    """Return how many words each unit has, shape (n_units,)."""
    after = np.append(survey.firsts[1:], np.int32(0))
    last = np.cumsum(survey.unit_counts) - 1
    some = survey.unit_counts > 0
    after[last[some]] = survey.words[some]
    sizes: NDArray[np.int32] = after[: survey.firsts.size] - survey.firsts
    return sizes
