"""What one text has that another lacks, against reading it word by word."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphx.lineage.sides import JOINT, PASSAGE_WORDS, Side, sides

ALONE = 6


def read(text: list[int], other: list[int]) -> Side:
    """The slow twin."""
    marks = [column in other and column != ALONE for column in text]
    if not text:
        return Side(0, 0, 0, 0, 0.0, shares=False)
    first = marks.index(True) if any(marks) else 0
    last = len(marks) - 1 - marks[::-1].index(True) if any(marks) else len(marks) - 1
    runs, run = [], 0
    for at in range(first + 1, last + 1):
        if marks[at] or at == last:
            runs.append(run)
            run = 0
        else:
            run += 1
    long = [run for run in runs if run >= JOINT + PASSAGE_WORDS]
    return Side(
        places=sum(run > 0 for run in runs),
        passages=len(long),
        head=first,
        foot=len(marks) - 1 - last,
        own=(sum(long) + first + len(marks) - 1 - last) / len(marks),
        shares=any(marks),
    )


stretches = st.lists(
    st.tuples(st.integers(0, ALONE), st.integers(1, 20)).map(lambda told: [told[0]] * told[1]),
    max_size=5,
).map(lambda parts: [column for part in parts for column in part])


@given(texts=st.lists(stretches, min_size=1, max_size=4), data=st.data())
def test_sides_are_what_reading_word_by_word_finds(
    texts: list[list[int]], data: st.DataObject
) -> None:
    place = st.integers(0, len(texts) - 1)
    pairs = sorted(data.draw(st.lists(st.tuples(place, place))), key=lambda pair: pair[1])
    rows = [np.array(text, np.int64) for text in texts]
    found = sides(rows, ALONE, np.array(pairs, np.int64).reshape(-1, 2))
    assert found == [read(texts[text], texts[other]) for text, other in pairs]
