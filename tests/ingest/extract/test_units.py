"""Units: lines, or paragraphs where lines are wrapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx_ingest.extract.units import units_of

WRAPPED = (
    "Rain fell on the town all night and\nthe old bridge at the mill was closed\n"
    "by noon, said Ada.\n\nIt was opened again on Monday when\nthe river had gone down.\n"
)


@given(st.text(alphabet="ab #*_`[](). \t\n\r\v\f\x1c\x1f\x85\xa0\u2028"))
def test_units_follow_one_another_and_leave_nothing_but_space(text: str) -> None:
    units = units_of(text)
    at = 0
    for unit in units:
        assert text[at : unit.start].strip() == ""
        assert text[unit.start : unit.end] == text[unit.start : unit.end].strip() != ""
        at = unit.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("a\nb", [0, 0]),
        ("a\r\n\r\nb", [0, 1]),
        ("\n\na\n \n\nb\u2028c", [1, 2, 0]),
        ("", []),
    ],
)
def test_empty_lines_are_counted(text: str, gaps: list[int]) -> None:
    assert [unit.gap for unit in units_of(text)] == gaps


def test_wrapped_lines_are_read_as_paragraphs() -> None:
    first, second = units_of(WRAPPED)
    assert first.plain.startswith("Rain fell on the town all night and the old bridge")
    assert (first.words, second.gap, second.sentences) == (20, 1, 1)


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("## The  bridge", "The bridge"),
        ("**By [Ada Example](https://north.example/ada)**", "By Ada Example"),
        ("#bridge is #closed", "#bridge is #closed"),
        ("> a\u00a0quote", "a quote"),
    ],
)
def test_markdown_is_read_away(line: str, plain: str) -> None:
    assert [unit.plain for unit in units_of(line)] == [plain]
