import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphx.reuse.shingles import (
    kept_hashes,
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


@given(st.sets(st.integers(0, (1 << 64) - 1)), st.integers(1, 16))
def test_keeping_depends_on_the_hash_alone(values, scale):
    row = np.array(sorted(values), np.uint64)
    kept = kept_hashes(row, scale).tolist()
    assert kept == [
        value for value in row.tolist() if kept_hashes(np.array([value], "u8"), scale).size
    ]
    assert scale > 1 or kept == row.tolist()
