import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx import schema
from graphx.errors import RecipeMismatchError
from graphx.reuse.lookup import PostingLookup
from graphx.reuse.postings import PostingLimits
from graphx.reuse.recipe import SketchRecipe

RECIPE = SketchRecipe()
HASHES = st.integers(0, (1 << 64) - 1)
POOL = st.lists(HASHES, min_size=1, max_size=12, unique_by=lambda value: value & 0xFFFFFFFF)


def postings(sets, size=2):
    rows = [
        {"article_id": f"a{number}", "recipe": RECIPE.digest, "hashes": sorted(hashes)}
        for number, hashes in enumerate(sets)
    ]
    return [
        pa.RecordBatch.from_pylist(rows[start : start + size], schema=schema.POSTING)
        for start in range(0, len(rows), size)
    ]


def enough(own, least):
    return min(least, len(own), 2 if len(own) <= 4 else least)


@given(POOL.flatmap(lambda pool: st.lists(st.sets(st.sampled_from(pool)), max_size=6)), st.data())
def test_articles_that_share_enough_are_found_best_first(sets, data):
    pool = sorted(set().union(*sets)) or [1]
    asked = data.draw(st.sets(st.sampled_from(pool)))
    least = data.draw(st.integers(1, 3))
    shared = {f"a{number}": len(own & asked) for number, own in enumerate(sets)}
    limits = PostingLimits(min_shared=least, short_kept=4, short_shared=2)
    wanted = sorted(
        (-count, name)
        for (name, count), own in zip(shared.items(), sets, strict=True)
        if count and count >= min(enough(asked, least), enough(own, least))
    )
    lookup = PostingLookup.of(postings(sets), RECIPE)
    found = lookup.sharing(np.array(sorted(asked), np.uint64), limits, most=100)
    assert found == tuple(name for _, name in wanted)
    first = lookup.sharing(np.array(sorted(asked), np.uint64), limits, most=1)
    assert first == found[:1]


def test_nothing_is_found_in_nothing():
    lookup = PostingLookup.of([], RECIPE)
    assert len(lookup) == 0
    assert lookup.sharing(np.array([1, 2], np.uint64), PostingLimits(), most=5) == ()


def test_sketches_of_another_recipe_are_refused():
    with pytest.raises(RecipeMismatchError):
        PostingLookup.of(postings([{1, 2}]), SketchRecipe(scale=5))
