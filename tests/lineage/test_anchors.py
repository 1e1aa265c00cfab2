"""What of a text survives translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.lineage.anchors import AnchorKind, anchors_of, figures


def quotes(text: str) -> list[str]:
    return [anchor.quote for anchor in anchors_of(text, [(0, len(text))])]


def keys(text: str) -> set[str]:
    return {key for anchor in anchors_of(text, [(0, len(text))]) for key in anchor.keys}


@given(whole=st.integers(0, 10**9), part=st.integers(0, 99))
def test_a_figure_is_one_in_every_notation(whole: int, part: int) -> None:
    english, german = f"{whole:,}.{part:02}", f"{whole:,}.{part:02}".translate({44: 46, 46: 44})
    french = english.replace(",", "\u202f").replace(".", ",")
    assert figures(english) == figures(german) == figures(french)


def test_digits_of_other_scripts_are_digits() -> None:
    assert keys("عدد ٢٣٠٠ شخص") == keys("2,300 people") == {"2300"}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Sie zahlte 1,5 Millionen Euro.", "She paid 1.5 million euros."),
        ("Am 26.7.2020 um 10.30 Uhr", "on 26 7 2020 at 10:30"),
        ("1万5000人", "15,000 people"),
        ("à 10h30", "at 10:30"),
    ],
)
def test_sums_dates_and_times_meet(here: str, there: str) -> None:
    shared = [
        {
            key
            for one in anchors_of(text, [(0, len(text))])
            if one.kind is AnchorKind.FIGURE
            for key in one.keys
        }
        for text in (here, there)
    ]
    assert shared[0] == shared[1] != set()


def test_a_name_is_one_anchor_and_counts_once() -> None:
    assert quotes("We met Ada Example in Old Tarrow. Then Example left for Old Tarrow.") == [
        "Ada Example",
        "Old Tarrow",
    ]


def test_names_meet_whatever_their_endings_and_accents() -> None:
    assert keys("the vote in Tarrowia and Ébrest") & keys("die Wahl Tarrows in Ebrest") == {
        "tarro",
        "ebres",
    }


def test_the_first_word_of_a_sentence_is_no_name_unless_it_is_one_elsewhere() -> None:
    assert quotes("Nobody came. Tarrow fell. They left Tarrow.") == ["Tarrow"]
    assert quotes("He saw Gen. Example and the U.S. Senate.") == ["Gen", "Example", "Senate"]
    assert quotes("«Maybe so», said Example.") == ["Example"]


def test_abbreviations_are_names_and_lines_in_capitals_are_not() -> None:
    assert quotes("NATO agreed.\nHARBOUR CLOSED BY THE COUNCIL OF TARROW") == ["NATO"]


def test_an_address_is_its_host() -> None:
    assert keys("see https://www.north.example/a/b?c=1 for more") == {"north.example"}


def test_only_the_body_is_read() -> None:
    text = "Headline of Tarrow 17. Body of Brest 23."
    start = text.index("Body")
    assert {a.quote for a in anchors_of(text, [(start, len(text))])} == {"Brest", "23"}


@given(st.text())
def test_any_text_has_anchors_with_keys_of_their_own(text: str) -> None:
    found = [key for anchor in anchors_of(text, [(0, len(text))]) for key in anchor.keys]
    assert len(found) == len(set(found))
