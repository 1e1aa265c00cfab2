import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphx.reuse.shingles import (
    kept_shingles,
    shingle_hashes,
    stir,
    stir_many,
    word_hash,
    word_hashes,
)

WORDS = st.lists(st.text(alphabet="abcé東", min_size=1, max_size=20))


def naive_shingles(words, width):
    width = min(width, len(words))
    radix, mask = 0x9E3779B97F4A7C15, (1 << 64) - 1
    values = []
    for start in range(len(words) - width + 1 if words else 0):
        value = 0
        for word in words[start : start + width]:
            value = (value * radix + word_hash(word)) & mask
        values.append(stir(value))
    return values


@given(WORDS, st.integers(1, 6))
def test_shingles_are_what_the_module_says(words, width):
    assert shingle_hashes(word_hashes(words), width).tolist() == naive_shingles(words, width)


@given(st.lists(st.integers(0, (1 << 64) - 1)))
def test_stirring_many_is_stirring_each(values):
    assert stir_many(np.array(values, np.uint64)).tolist() == [stir(value) for value in values]


def test_words_of_equal_bytes_and_other_length_differ():
    assert len({word_hash("a" + "\0" * n) for n in range(20)}) == 20


def test_hashes_are_pinned():
    # Stored sketches outlive a version of the code: a change here needs a new HASH_VERSION.
    assert word_hash("news") == 0x11D2F3C89473AEAA
    assert shingle_hashes(word_hashes(list("abcde")), 5).tolist() == [0x701064338D0B348A]


@st.composite
def rows_and_shingles(draw):
    """Hashes of words, few enough that many are the same; words of a shingle; one in so many."""
    hashes = draw(st.lists(st.integers(0, 9) | st.integers(0, (1 << 64) - 1), max_size=40))
    width = draw(st.integers(1, 9))
    return np.array(hashes, np.uint64), width, draw(st.integers(1, width))


@given(rows_and_shingles())
def test_keeping_depends_on_the_words_of_a_shingle_alone(drawn):
    hashes, width, scale = drawn
    kept = kept_shingles(hashes, width, scale).tolist()
    assert kept == [
        kept_shingles(hashes[place : place + width], width, scale).tolist() == [True]
        for place in range(len(kept))
    ]
    assert len(kept) == shingle_hashes(hashes, width).size
    assert scale > 1 or all(kept)


@given(rows_and_shingles())
def test_of_the_words_in_the_middle_the_middle_one_comes_first(drawn):
    hashes, width, scale = drawn
    kept = kept_shingles(hashes, width, scale)
    first = (width - scale) // 2
    if hashes.size >= width:
        for place, is_kept in enumerate(kept):
            middle = hashes[place + first : place + first + scale].tolist()
            assert is_kept == (middle.index(min(middle)) == scale // 2)


@given(rows_and_shingles())
def test_kept_shingles_are_never_close_together(drawn):
    hashes, width, scale = drawn
    between = np.diff(np.flatnonzero(kept_shingles(hashes, width, scale)))
    assert between.size == 0 or between.min() >= (scale + 1) // 2


@given(st.integers(1, 9), st.data())
def test_one_in_scale_is_kept_where_all_words_differ(width, data):
    scale = data.draw(st.integers(1, width))
    words = np.random.default_rng(3).permutation(20_000).astype(np.uint64)
    assert abs(kept_shingles(words, width, scale).mean() - 1 / scale) < 0.02
