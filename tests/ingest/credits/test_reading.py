import re

from hypothesis import given
from hypothesis import strategies as st

from graphx_ingest.credits.reading import read
from graphx_ingest.credits.signs import sign_words

TYPOGRAPHIC = st.text(alphabet="aÉß“”’–—…€ .?_'1²İıŁ私", max_size=60)


@given(st.text(max_size=80) | TYPOGRAPHIC)
def test_every_character_keeps_its_place_in_lower_case(text: str) -> None:
    reading = read(text)
    words = reading.view.words
    assert len(reading.spaced) == len(words) + 2
    for char, spaced in zip(words, reading.spaced[1:-1], strict=True):
        low = char.lower()[:1]
        assert spaced == (low if low.isalnum() else " ")
    assert reading.words == sign_words() & set(reading.spaced.split())


@given(st.text(alphabet="ab. -\n", max_size=60))
def test_places_are_where_a_word_stands_whole(text: str) -> None:
    expected = [found.start() for found in re.finditer(r"(?<!\w)ab(?!\w)", text)]
    assert list(read(text).places("ab", 99)) == expected


def test_ignored_intervals_hold_no_places() -> None:
    reading = read("rain *rain* rain", ignored=[(4, 12)])
    assert list(reading.places("rain", 99)) == [0, 10]
    assert reading.view.origin(10) == 12
