from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphx.reuse.postings import PostingLimits, invert, posting_pairs

SETS = st.lists(st.sets(st.integers(0, 12), max_size=8), max_size=9)


def pairs(sets, limits):
    hashes = [value for values in sets for value in sorted(values)]
    index = invert(np.array(hashes, np.uint64), np.array([len(v) for v in sets], np.int64))
    return [tuple(pair) for pair in posting_pairs(index, limits).tolist()]


@given(SETS, st.integers(1, 4), st.integers(0, 8), st.integers(1, 4))
def test_pairs_share_as_much_as_the_shorter_needs(sets, least, short_kept, short_shared):
    def needed(own):
        return min(least, len(own), short_shared if len(own) <= short_kept else least)

    wanted = [
        (i, j)
        for i, j in combinations(range(len(sets)), 2)
        if len(sets[i] & sets[j]) >= max(1, min(needed(sets[i]), needed(sets[j])))
    ]
    limits = PostingLimits(min_shared=least, short_kept=short_kept, short_shared=short_shared)
    assert pairs(sets, limits) == wanted


def test_a_story_run_by_very_many_hangs_together():
    story = set(range(100, 140))
    sets = [story | {1000 + n} for n in range(500)]
    limits = PostingLimits(pairs_floor=0, pairs_per_article=100)
    found = pairs(sets, limits)
    assert len(found) < 500 * 100
    reached = {0}
    for left, right in found:
        if left in reached or right in reached:
            reached |= {left, right}
    assert reached == set(range(500))


def test_an_excerpt_meets_the_fullest_article_of_a_crowded_list():
    story = set(range(100, 140))
    sets = [story | {1000 + n} for n in range(300)]
    sets[150] |= set(range(5000, 5100))
    sets.append(set(range(100, 110)))
    found = pairs(sets, PostingLimits(pairs_floor=0, pairs_per_article=0))
    assert (150, 300) in found
    assert (200, 300) not in found


def test_lists_are_only_set_aside_when_the_work_is_too_much():
    sets = [{1, 2, 3} for _ in range(200)]
    assert len(pairs(sets, PostingLimits())) == 199 * 100
    assert len(pairs(sets, PostingLimits(pairs_floor=0, pairs_per_article=0))) < 200 * 10
