"""Bylines that may name another outlet."""

import pytest

from graphx.model import Article, ClaimField, ClaimRole, Markup
from graphx_ingest.credits import find_claims
from graphx_ingest.credits.possible import possible_bylines


def article(text: str = "", **fields: object) -> Article:
    return Article(article_id="a", id="1", source="-", markup=Markup.TEXT, text=text, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("byline", "name", "author"),
    [
        ("By Ada Example, Harbour Lights", "Harbour Lights", "Ada Example"),
        ("Ada Example | Harbour Lights", "Harbour Lights", "Ada Example"),
        ("By Ada Example for Harbour Lights", "Harbour Lights", "Ada Example"),
        ("Von Ada Example, Talbote", "Talbote", "Ada Example"),
        ("By Ada Example - Harbour Lights, March 3, 2026", "Harbour Lights", "Ada Example"),
        ("Пример Ада, Вестник Долины", "Вестник Долины", "Пример Ада"),
        ("By The Jarrolder", "The Jarrolder", None),
    ],
)
def test_a_name_behind_a_person_may_be_an_outlet(byline: str, name: str, author: str) -> None:
    assert [(d.name, d.author) for d in possible_bylines(article(byline=byline), ())] == [
        (name, author)
    ]
    text = f"Bridge reopens\n\n{byline}\n\nRain fell on the valley for a third day."
    (draft,) = possible_bylines(article(text), ())
    assert (draft.name, draft.role) == (name, ClaimRole.POSSIBLE)
    assert text[draft.start : draft.end] == draft.quote == byline


@pytest.mark.parametrize(
    "byline",
    ["By Ada Example", "Ada Example and Bo Example", "By Ada Example, staff writer", "By 12, 13"],
)
def test_people_and_roles_are_no_outlets(byline: str) -> None:
    assert possible_bylines(article(byline=byline), ()) == []


def test_only_the_first_lines_of_a_text_are_bylines() -> None:
    lines = "\n\n".join(["Rain fell on the valley."] * 6)
    assert possible_bylines(article(f"{lines}\n\nAda Example, Harbour Lights"), ()) == []


def test_a_line_that_credits_already_is_left_alone() -> None:
    (claim,) = find_claims(article("By Ada Example, Associated Press", url="https://s.example/1"))
    assert claim.role is ClaimRole.CREDIT


def test_a_field_and_a_line_say_it_once() -> None:
    byline = "By Ada Example, Harbour Lights"
    (claim,) = find_claims(article(f"{byline}\n\nRain fell.", byline=byline))
    assert (claim.role, claim.field) == (ClaimRole.POSSIBLE, ClaimField.BYLINE)
