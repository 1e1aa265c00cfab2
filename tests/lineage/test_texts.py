"""Texts compared place by place."""

import numpy as np

from graphx.lineage.texts import StoryTexts


def words(*parts: object) -> np.ndarray:
    """Shingles as numbers: a range, or single ones."""
    rows = [np.arange(*p) if isinstance(p, tuple) else np.array([p]) for p in parts]
    return np.concatenate(rows).astype("u8")


def test_each_article_differs_from_what_most_have_where_it_was_changed() -> None:
    rows = {
        "a": words((0, 20), (901, 906), (25, 100)),
        "b": words((0, 50), (911, 916), (55, 100)),
        "c": words((0, 100)),
    }
    common = StoryTexts(rows).common(["a", "b", "c"])
    assert [common[name].places for name in "abc"] == [1, 1, 0]


def test_a_source_between_is_the_nearest() -> None:
    rows = {
        "origin": words((0, 100)),
        "between": words((0, 20), (901, 906), (25, 100)),
        "last": words((0, 20), (901, 906), (25, 60), (911, 916), (65, 100)),
    }
    texts = StoryTexts(rows)
    pairs = [("last", "between"), ("last", "origin")]
    direct, far = (texts.overlaps(pairs)[pair] for pair in pairs)
    assert (direct.places, far.places) == (1, 2)


def test_a_passage_that_two_have_is_common_though_most_left_it_out() -> None:
    whole, cut = words((0, 200)), words((0, 100))
    common = StoryTexts({"a": whole, "b": whole, "c": cut, "d": cut, "e": cut}).common("abcde")
    assert (common["a"].copy_foot_words, common["c"].source_foot_words) == (0, 100)


def test_of_two_texts_each_may_have_lost_what_only_the_other_has() -> None:
    rows = {"a": words((0, 60), (900, 930), (60, 100)), "b": words((0, 140))}
    texts = StoryTexts(rows)
    direct, common = texts.overlaps([("a", "b")])["a", "b"], texts.common(["a", "b"])["a"]
    assert (direct.copy_passages, direct.source_foot_words) == (1, 40)
    assert (common.copy_passages, common.source_foot_words) == (0, 40)


def test_heads_and_feet_are_counted_in_words() -> None:
    rows = {"a": words((500, 510), (0, 80)), "b": words((0, 110))}
    overlap = StoryTexts(rows).overlaps([("a", "b")])["a", "b"]
    assert (overlap.copy_head_words, overlap.source_foot_words, overlap.places) == (10, 30, 2)


def test_swapping_the_sides_mirrors() -> None:
    rng = np.random.default_rng(2)
    rows = {
        name: words((0, 30), *rng.integers(200, 220, 5).tolist(), (40, 90 + i))
        for i, name in enumerate("abcd")
    }
    found = StoryTexts(rows).overlaps([("a", "b"), ("b", "a")])
    one, other = found["a", "b"], found["b", "a"]
    assert one.copy_passages == other.source_passages
    assert (one.copy_foot_words, one.places) == (other.source_foot_words, other.places)


def test_texts_that_share_nothing_are_not_compared() -> None:
    rows = {"a": words((0, 9)), "b": words((100, 109)), "c": np.zeros(0, "u8")}
    assert StoryTexts(rows).overlaps([("a", "b"), ("a", "c")]) == {}


def test_twins_have_one_version() -> None:
    rows = {
        "a": words((0, 50)),
        "b": words((0, 50)),
        "c": words((0, 30), (900, 905), (35, 50)),
        "d": words((0, 50), (700, 712)),
        "e": words((700, 720)),
        "f": np.zeros(0, "u8"),
    }
    versions = StoryTexts(rows).versions()
    assert versions["a"] == versions["b"]
    assert len(set(versions.values())) == 5


def test_a_shingle_into_words_of_its_own_makes_no_other_version() -> None:
    rows = {"a": words((0, 50)), "b": words((0, 50), (700, 712)), "c": words((0, 20), 700)}
    versions = StoryTexts(rows).versions()
    assert versions["a"] == versions["b"] != versions["c"]


def test_words_in_its_midst_or_a_paragraph_of_its_own_make_another_version() -> None:
    rows = {
        "a": words((0, 50)),
        "b": words((0, 50)),
        "longer": words((0, 50), (700, 730)),
        "between": words((0, 24), (800, 808), (26, 50)),
    }
    versions = StoryTexts(rows).versions()
    assert versions["a"] == versions["b"]
    assert len(set(versions.values())) == 3


def test_a_notice_of_the_house_is_no_difference() -> None:
    notice = (700, 715)
    rows = {
        "a": words((0, 50), notice),
        "b": words((0, 50)),
        "c": words((0, 50)),
        "d": words((200, 260), notice),
    }
    texts = StoryTexts(rows, {"a": "one", "b": "two", "c": "three", "d": "one"})
    versions = texts.versions()
    assert versions["a"] == versions["b"] == versions["c"] != versions["d"]
    assert texts.overlaps([("b", "a")])["b", "a"].source_foot_words == 0


def test_what_a_text_says_twice_tells_no_place() -> None:
    refrain = words((500, 512))
    source = np.concatenate([words((0, 60)), refrain, words((60, 120)), refrain, words((120, 200))])
    texts = StoryTexts({"source": source, "copy": np.concatenate([words((0, 60)), refrain])})
    overlap = texts.overlaps([("copy", "source")])["copy", "source"]
    assert (overlap.places, overlap.source_foot_words) == (1, 140)


def test_a_text_that_says_itself_twice_is_read_once() -> None:
    text = words((0, 100))
    texts = StoryTexts({"page": np.concatenate([text, text]), "copy": text})
    assert texts.overlaps([("copy", "page")])["copy", "page"].places == 0
