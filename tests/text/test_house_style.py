"""House style: what every desk writes in one or another way is written in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.text.house_style import plain_style
from graphx.text.words import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The colour of labour", "The color of labor"),
        ("neighbouring harbours", "neighboring harbors"),
        ("organised; realising, privatisation", "organized; realizing, privatization"),
        ("centres, theatre, centred", "centers, theater, centered"),
        ("travelled and labelling", "traveled and labeling"),
        ("a dialogue of catalogues", "a dialog of catalogs"),
        ("defence programme", "defense program"),
        ("practised, a licence", "practiced, a license"),
        ("sceptical whilst ageing", "skeptical while aging"),
        ("2.5 mln dlrs, 4 pct", "2.5 million dollars, 4 percent"),
        ("4 per cent of it", "4% of it"),
        ("1,250,000 tonnes", "1250000 tonnes"),
        ("1.250.000 Tonnen", "1250000 Tonnen"),
        ("the U.S. and the U.N.", "the US and the UN"),
        ("on Nov. 3", "on November 3"),
        ("paediatric, anaemia", "pediatric, anemia"),
    ],
)
def test_two_styles_are_one(one: str, other: str) -> None:
    assert words(plain_style(one)).texts == words(plain_style(other)).texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("he said", "he told"),
        ("1,250 dead", "1,350 dead"),
        ("2.5 percent", "25 percent"),
        ("three hours", "three horses"),
        ("four", "for"),
        ("in 2024, 100 came", "in 2024100 came"),
    ],
)
def test_two_words_stay_two(one: str, other: str) -> None:
    assert words(plain_style(one)).texts != words(plain_style(other)).texts


@given(st.text(st.sampled_from("北京五月三日 。、\nÄöüß…")))
def test_other_scripts_stay_as_they_are(text: str) -> None:
    assert plain_style(text) == text


@given(st.text(max_size=80))
def test_lines_stay_lines(text: str) -> None:
    assert plain_style(text).count("\n") == text.count("\n")
