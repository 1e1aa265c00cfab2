"""Sketches on disk give the pairs of sketches in memory, whatever room there is."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx import schema
from graphx.errors import RecipeMismatchError
from graphx.reuse.candidates import Proposing
from graphx.reuse.lookup import Segment
from graphx.reuse.passes import SketchPasses
from graphx.reuse.postings import PostingLimits
from graphx.reuse.recipe import SketchRecipe

RECIPE = SketchRecipe(scale=2)
_SPREAD, _HIGHEST = 0x9E3779B97F4A7C15, (1 << 62) - 1
LIMITS = PostingLimits(min_shared=2, always_linked=3, pairs_floor=6, pairs_per_article=0, hubs=1)


def sketched(kept: list[list[int]], recipe: SketchRecipe = RECIPE) -> pa.Table:
    """One article for each list of kept hashes, spread over the range; its signature follows."""
    spread = [sorted({value * _SPREAD >> 3 & _HIGHEST for value in values}) for values in kept]
    rows = [
        {
            "article_id": f"a{number:02d}",
            "recipe": recipe.digest,
            "shingles": len(values),
            "signature": [
                min([v % (k + 3) for v in kept[number]], default=2**32 - 1) for k in range(128)
            ],
            "hashes": values,
        }
        for number, values in enumerate(spread)
    ]
    return pa.Table.from_pylist(rows, schema=schema.SKETCH)


collections = st.lists(st.lists(st.integers(0, 31), max_size=8), max_size=14)


@given(collections, st.randoms(use_true_random=False), st.sampled_from([None, 1, 800, 1 << 20]))
def test_memory_and_order_change_no_pair(kept, dice, memory):
    table = sketched(kept)
    proposing = Proposing(recipe=RECIPE, limits=LIMITS, compiled=False)
    expected = [
        (row["left_id"], row["right_id"])
        for batch in proposing(table.to_batches())
        for row in batch.to_pylist()
    ]
    places = list(range(len(kept)))
    dice.shuffle(places)
    mixed = table.take(pa.array(places, pa.int64()))
    postings = mixed.select(schema.POSTING.names).combine_chunks().to_batches(max_chunksize=4)
    ids = table.column("article_id").combine_chunks()

    def stream(columns):
        return iter(mixed.select(columns).to_batches(max_chunksize=3))

    passes = SketchPasses(
        article_ids=ids,
        signatures=stream,
        postings=[Segment.of(batch) for batch in postings],
        memory=memory,
    )
    left, right = np.divmod(passes.pairs(proposing), max(1, len(ids)))
    found = zip(
        ids.take(pa.array(left)).to_pylist(), ids.take(pa.array(right)).to_pylist(), strict=True
    )
    assert list(found) == expected


def test_sketches_of_another_recipe_are_refused():
    table = sketched([[1, 2], [1, 2]], SketchRecipe(scale=5))
    passes = SketchPasses(
        article_ids=table.column("article_id").combine_chunks(),
        signatures=lambda columns: iter(table.select(columns).to_batches()),
        postings=[],
    )
    with pytest.raises(RecipeMismatchError):
        passes.pairs(Proposing(recipe=RECIPE))
