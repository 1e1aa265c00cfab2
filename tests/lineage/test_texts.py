"""Texts compared place by place."""

import numpy as np

from graphx.lineage.texts import StoryTexts


def words(*parts: object) -> np.ndarray:
    """Shingles as numbers: a range, or single ones."""
    rows = [np.arange(*p) if isinstance(p, tuple) else np.array([p]) for p in parts]
    return np.concatenate(rows).astype("u8")


def test_siblings_of_a_lost_text_each_agree_with_a_third() -> None:
    rows = {
        "a": words((0, 20), 901, (25, 100)),
        "b": words((0, 50), 902, (55, 100)),
        "c": words((0, 100)),
    }
    overlap = StoryTexts(rows).overlaps([("a", "b")])["a", "b"]
    assert (overlap.copy_backed, overlap.source_backed) == (1, 1)
    assert overlap.places == 2


def test_a_source_between_has_nothing_against_it() -> None:
    rows = {
        "origin": words((0, 100)),
        "between": words((0, 20), (901, 906), (25, 100)),
        "last": words((0, 20), (901, 906), (25, 60), (911, 916), (65, 100)),
    }
    texts = StoryTexts(rows)
    pairs = [("last", "between"), ("last", "origin")]
    direct, far = (texts.overlaps(pairs)[pair] for pair in pairs)
    assert (direct.copy_backed, direct.places) == (0, 1)
    assert min(far.copy_backed, far.source_backed) == 1
    assert far.places == 2


def test_heads_and_feet_are_counted_in_words() -> None:
    rows = {"a": words((500, 510), (0, 80)), "b": words((0, 100))}
    overlap = StoryTexts(rows).overlaps([("a", "b")])["a", "b"]
    assert (overlap.copy_head_words, overlap.source_foot_words, overlap.places) == (10, 20, 0)


def test_swapping_the_sides_mirrors() -> None:
    rng = np.random.default_rng(2)
    rows = {
        name: words((0, 30), *rng.integers(200, 220, 5).tolist(), (40, 90 + i))
        for i, name in enumerate("abcd")
    }
    found = StoryTexts(rows).overlaps([("a", "b"), ("b", "a")])
    one, other = found["a", "b"], found["b", "a"]
    assert (one.copy_places, one.copy_backed) == (other.source_places, other.source_backed)
    assert (one.copy_foot_words, one.places) == (other.source_foot_words, other.places)


def test_texts_that_share_nothing_are_not_compared() -> None:
    rows = {"a": words((0, 9)), "b": words((100, 109)), "c": np.zeros(0, "u8")}
    assert StoryTexts(rows).overlaps([("a", "b"), ("a", "c")]) == {}


def test_twins_have_one_version() -> None:
    rows = {"a": words((0, 50)), "b": words((0, 50)), "c": words((0, 30), 999, (31, 50))}
    versions = StoryTexts(rows).versions()
    assert versions["a"] == versions["b"] != versions["c"]
