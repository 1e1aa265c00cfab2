import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.reuse.resemblance import containment, graded_containment

WORDS = st.lists(st.sampled_from("abcd"), max_size=12)


@given(WORDS, WORDS)
def test_shares_lie_between_nothing_and_all(part, whole):
    for share in (containment(part, whole), graded_containment(part, whole)):
        assert 0.0 <= share <= 1.0


@given(WORDS.filter(bool), WORDS, WORDS)
def test_what_was_taken_whole_is_contained(part, before, after):
    if len(part) >= 5:
        assert containment(part, before + part + after) == 1.0
    assert graded_containment(part, before + part + after) == pytest.approx(1.0)


def test_a_rewritten_text_shares_more_than_a_foreign_one():
    source = "the river rose two metres in one night and the old bridge was closed"
    rewritten = "the river rose three metres in a night and that old bridge was shut"
    foreign = "a new school opened in the capital and the mayor spoke at length"
    source_words, rewritten_words, foreign_words = map(str.split, (source, rewritten, foreign))
    assert containment(rewritten_words, source_words) == 0.0
    alike = graded_containment(rewritten_words, source_words)
    assert alike > 2 * graded_containment(foreign_words, source_words)
