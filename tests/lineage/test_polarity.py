"""Changes and their direction, once the first text is known."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphx.lineage.polarity import Changes

FIRST = np.arange(100)
ALONE = 200
ALL = np.arange(3)


def with_changes(*starts: int) -> np.ndarray:
    """The first text with five words of its own from each of these on."""
    text = FIRST.copy()
    for start in starts:
        text[start : start + 5] = ALONE
    return text


def changed(*starts: int) -> np.ndarray:
    """The first text with five words from each of these on that others may have as well."""
    text = FIRST.copy()
    for start in starts:
        text[start : start + 5] += 100
    return text


def test_only_the_change_of_the_supposed_source_is_undone() -> None:
    rows = FIRST, with_changes(20), with_changes(20, 60)
    undone = Changes(rows, FIRST, ALONE, ALL).undone(0)
    # From 1 to 2 a change was made, from 2 to 1 one would be undone, and from 0 to neither.
    assert undone.tolist() == [[0, 0, 0], [1, 0, 0], [2, 1, 0]]


def test_under_another_first_text_the_same_change_is_the_others() -> None:
    rows = with_changes(), with_changes(20), with_changes(20)
    undone = Changes(rows, with_changes(20), ALONE, ALL)
    assert undone.undone(0)[1, 0] == 1
    assert undone.undone(1).sum() == undone.undone(3).sum() == 0


def test_a_text_nobody_has_read_undoes_nothing() -> None:
    rows = FIRST, np.zeros(0, np.int64), FIRST
    undone = Changes(rows, FIRST, ALONE, ALL).undone(0)
    assert undone[:, 1].tolist() == [0, 0, 0]


def plainly(first: np.ndarray, source: set[int], copy: set[int]) -> int:
    """Count stretches word by word."""
    found, inside = 0, False
    for word in first.tolist():
        here = word != ALONE and word in copy and word not in source
        found += here and not inside
        inside = here
    return found


def test_the_same_change_of_two_is_repeated() -> None:
    rows = FIRST, changed(20), changed(20, 60), changed(60)
    changes = Changes(rows, FIRST, ALONE, np.arange(4))
    assert changes.made(0).tolist() == [0, 1, 2, 1]
    assert changes.repeated(0)[1:, 1:].tolist() == [[1, 1, 0], [1, 2, 1], [0, 1, 1]]
    assert not changes.repeated(0)[0].any()  # the first text changed nothing
    assert changes.repeated(1)[2].tolist() == [0, 0, 1, 1]  # the second's change is no change here


def again(first: np.ndarray, source: list[int], copy: set[int]) -> int:
    """Count stretches of what the first text lacks and the copy has, word by word."""
    found, inside = 0, False
    for word in source:
        here = word not in first.tolist() and word in copy
        found += here and not inside
        inside = here
    return found


def test_an_end_that_two_leave_out_is_repeated() -> None:
    rows = FIRST, FIRST[:60], FIRST[:60], FIRST[:80], FIRST[10:60]
    changes = Changes(rows, FIRST, ALONE, np.arange(5))
    # Nobody else ends where the fourth does, or begins where the fifth does.
    assert changes.made(0).tolist() == [0, 1, 1, 0, 1]
    assert changes.repeated(0)[1].tolist() == [0, 1, 1, 0, 1]
    # Where the second came first, the others do not end in its midst: two go on.
    assert changes.made(1).tolist() == [1, 0, 0, 1, 0]


def cut_alike(first: np.ndarray, one: list[int], other: list[int]) -> int:
    """Count the ends at which both leave out what the first text has there."""
    if not one or not other or not first.size:
        return 0
    return sum(
        one[end] == other[end] != first[end] and one[end] in first.tolist() for end in (0, -1)
    )


TEXTS = st.lists(st.lists(st.integers(0, 9), unique=True), min_size=2, max_size=4)


@given(TEXTS, st.data())
def test_places_are_counted_as_word_by_word(texts: list[list[int]], data: st.DataObject) -> None:
    rows = [np.array(text, np.int64) for text in texts]
    first = data.draw(st.integers(0, len(rows)))
    common = np.arange(0, 10, 2)
    changes = Changes(rows, common, 10, np.arange(len(rows)))
    undone, repeated, made = changes.undone(first), changes.repeated(first), changes.made(first)
    told = [*rows, common][first]
    for i, source in enumerate(texts):
        for j, copy in enumerate(texts):
            assert undone[i, j] == plainly(told, set(source), set(copy))
            alike = cut_alike(told, source, copy)
            assert repeated[i, j] == again(told, source, set(copy)) + alike
        cut = {
            end
            for j, copy in enumerate(texts)
            for end in (0, -1)
            if i != j and source and copy and told.size and source[end] == copy[end]
            if source[end] != told[end] and source[end] in told.tolist()
        }
        assert made[i] == again(told, source, set(source)) + len(cut)
