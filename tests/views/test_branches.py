"""The tree that is drawn: each article once, nothing contradicted, no doubt drawn as decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.model import Relation, Status, Undecided
from graphx.views.branches import branches
from graphx.views.rows import TracedDerivation

NAMES = "abcdefg"


def edge(copy: str, source: str, probability: float, status: str = "uncredited"):
    return TracedDerivation(
        copy_id=copy,
        source_id=source,
        story_id="s",
        kind=Relation.NEAR_DUPLICATE,
        status=Status(status),
        reason="",
        probability=probability,
    )


def pair(left: str, right: str, forth: float, back: float) -> Undecided:
    return Undecided(
        left_id=left,
        right_id=right,
        left_is_source=forth,
        right_is_source=back,
        common_source=1.0 - forth - back,
    )


def test_a_copy_hangs_under_its_likeliest_source():
    found = branches([edge("b", "a", 0.3), edge("b", "z", 0.65, "claimed")], [])
    assert [(each.copy, each.source, each.decided) for each in found] == [("b", "z", True)]


def test_what_is_below_the_threshold_is_undecided():
    [found] = branches([edge("b", "z", 0.2, "claimed")], [])
    assert not found.decided


def test_what_is_contradicted_is_no_branch():
    assert branches([edge("b", "a", 0.99, "contradicted")], []) == ()


@pytest.mark.parametrize(
    ("forth", "back", "drawn"),
    [(0.46, 0.4, [("b", "a")]), (0.2, 0.55, [("a", "b")]), (0.3, 0.3, [])],
)
def test_an_undecided_pair_hangs_together_where_that_is_likeliest(forth, back, drawn):
    found = branches([], [pair("a", "b", forth, back)])
    assert [(each.copy, each.source) for each in found] == drawn
    assert not any(each.decided for each in found)


edges = st.lists(
    st.builds(
        edge,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.floats(0, 1),
        st.sampled_from([str(status) for status in Status]),
    ).filter(lambda each: each.copy_id != each.source_id),
    max_size=20,
)
pairs = st.lists(
    st.builds(
        lambda ends, forth, back: pair(*sorted(ends), forth / 2, back / 2),
        st.sets(st.sampled_from(NAMES), min_size=2, max_size=2),
        st.floats(0, 1),
        st.floats(0, 1),
    ),
    max_size=8,
)


@given(edges, pairs)
def test_it_is_a_forest(told, doubts):
    source_of = {each.copy: each.source for each in branches(told, doubts)}
    for start in source_of:
        seen, node = {start}, start
        while node in source_of:
            node = source_of[node]
            assert node not in seen
            seen.add(node)
