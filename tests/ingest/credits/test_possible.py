"""Bylines that may name another outlet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.model import Article, ClaimField, ClaimRole, Markup, Stretch, StretchKind
from graphx_ingest.credits import credit_margins, find_claims
from graphx_ingest.credits.possible import possible_credits
from graphx_ingest.credits.possible_addresses import without_address
from graphx_ingest.credits.possible_shapes import PossibleWords, possible_words


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
    assert [(d.name, d.author) for d in possible_credits(article(byline=byline), ())] == [
        (name, author)
    ]
    text = f"Bridge reopens\n\n{byline}\n\nRain fell on the valley for a third day."
    (draft,) = possible_credits(article(text), ())
    assert (draft.name, draft.role) == (name, ClaimRole.POSSIBLE)
    assert text[draft.start : draft.end] == draft.quote == byline


@pytest.mark.parametrize(
    "line",
    [
        "© 2026 Harbour Lights",
        "Copyright © Ada Example, Harbour Lights, 2026",
        "(c) 2026 by Harbour Lights. All rights reserved.",
        "From Harbour Lights:",
        "*Aus Harbour Lights:*",
        "*— Harbour Lights*",
        "Reporting by Ada Example for Harbour Lights",
        "The following was written by Ada Example for Harbour Lights.",
        "Text: Harbour Lights",
        "Courtesy of Harbour Lights",
        "Publicado en Harbour Lights el 11/3/2026",
        "Published in Harbour Lights on July 26, 2026.",
        "Опубликовано на Harbour Lights",
        "First published: Harbour Lights, July 26, 2026",
        "By Ada Example — originally at [Harbour Lights](https://harbour.example/1)",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_line_above_or_below_may_name_an_outlet(line: str, above: bool) -> None:
    body = "\n\n".join(["Rain fell on the valley."] * 13)
    text = f"{line}\n\n{body}" if above else f"{body}\n\n{line}"
    drafts = {draft.name: draft for draft in possible_credits(article(text), ())}
    found = drafts["Harbour Lights"]
    assert found.role is ClaimRole.POSSIBLE
    assert text[found.start : found.end] == found.quote == line
    half = len(body) // 2
    assert not possible_credits(article(f"{body}\n\n{line}\n\n{body[:half]}{body}"), ())


@pytest.mark.parametrize(
    "words", possible_words(), ids=lambda words: f"{words.language}-{words.pattern}"
)
def test_every_row_of_words_finds_its_example(words: PossibleWords) -> None:
    written = words.example.lower()
    for word in words.pattern.split():
        either = word.replace("_", " ").lower().split("|")
        assert word[-1] in "?.+" or any(one in written for one in either)
    text = f"{words.example}\n\n" + "\n\n".join(["Rain fell on the valley."] * 13)
    assert words.name in {draft.name for draft in possible_credits(article(text), ())}


@pytest.mark.parametrize(
    "line",
    [
        "From our partners: the schools and the clubs, of which nobody had heard.",
        "From our partners at the school we heard nothing of it, said Ada Example.",
        "From our partners",
        "From our partners: read more, watch more",
    ],
)
def test_partners_in_a_sentence_name_nobody(line: str) -> None:
    body = "\n\n".join(["Rain fell on the valley."] * 13)
    assert possible_credits(article(f"{line}\n\n{body}"), ()) == []
    assert possible_credits(article(f"{body}\n\n{line}"), ()) == []


def test_what_stands_in_comments_names_nobody() -> None:
    text = "Rain fell on the valley.\n\nFrom Harbour Lights:"
    comments = Stretch(kind=StretchKind.COMMENTS, start=text.index("From"), end=len(text))
    assert possible_credits(article(text, stretches=(comments,)), ()) == []


@pytest.mark.parametrize(
    "byline",
    ["By Ada Example", "Ada Example and Bo Example", "By Ada Example, staff writer", "By 12, 13"],
)
def test_people_and_roles_are_no_outlets(byline: str) -> None:
    assert possible_credits(article(byline=byline), ()) == []


def test_only_the_first_lines_of_a_text_are_bylines() -> None:
    lines = "\n\n".join(["Rain fell on the valley."] * 6)
    assert possible_credits(article(f"{lines}\n\nAda Example, Harbour Lights"), ()) == []


def test_a_line_that_credits_already_is_left_alone() -> None:
    (claim,) = find_claims(article("By Ada Example, Associated Press", url="https://s.example/1"))
    assert claim.role is ClaimRole.CREDIT


def test_a_field_and_a_line_say_it_once() -> None:
    byline = "By Ada Example, Harbour Lights"
    (claim,) = find_claims(article(f"{byline}\n\nRain fell.", byline=byline))
    assert (claim.role, claim.field) == (ClaimRole.POSSIBLE, ClaimField.BYLINE)


def test_a_date_line_above_a_text_may_name_an_outlet() -> None:
    text = "Harbour Lights, July 26, 2026\n\nRain fell on the valley."
    assert [draft.name for draft in possible_credits(article(text), ())] == ["Harbour Lights"]


@pytest.mark.parametrize(
    ("notice", "kept"),
    [
        ("© 2026 Harbour Lights", True),
        ("© 2026 South Post", False),
        ("© 2026 Ada Example, South Post. All rights reserved.", False),
        ("© 2026 Harbour Lights | Privacy | Terms | Contact", False),
    ],
)
def test_a_notice_beside_a_text_is_kept_when_it_is_not_the_pages_own(
    notice: str, kept: bool
) -> None:
    page = article("Rain fell.", outlet_name="South Post", url="https://south.example/1")
    assert credit_margins(page, [notice]) == ((0,) if kept else ())


TAGS = ("possible_dateline", "possible_tag")
PROSE = "Rain fell on the valley for a third day, and the bridge at Talbot was closed."


@pytest.mark.parametrize(
    ("line", "name", "quote"),
    [
        (f"(Harbour Lights) – {PROSE}", "Harbour Lights", "(Harbour Lights) –"),
        (f"Talbot (Harbour Lights) -- {PROSE}", "Harbour Lights", "Talbot (Harbour Lights) --"),
        (f"Talbot, May 3 (H.L.) - {PROSE}", "H.L.", "Talbot, May 3 (H.L.) -"),
        (f"TALBOT /Harbour Lights/ -- {PROSE}", "Harbour Lights", "TALBOT /Harbour Lights/ --"),
        (f"Harbour Lights — {PROSE}", "Harbour Lights", "Harbour Lights —"),
        (f"{PROSE} (Harbour Lights)", "Harbour Lights", "(Harbour Lights)"),
    ],
)
def test_a_dateline_or_a_tag_may_name_an_outlet(line: str, name: str, quote: str) -> None:
    text = f"Bridge closed\n\n{line}\n"
    drafts = [d for d in possible_credits(article(text), ()) if d.rule in TAGS]
    assert [(draft.name, draft.quote, draft.kind) for draft in drafts] == [(name, quote, "wire")]
    assert all(text[draft.start : draft.end] == draft.quote for draft in drafts)
    assert [draft.rule for draft in drafts] == [TAGS[line.endswith(quote)]]


@pytest.mark.parametrize(
    "line",
    [
        f"TALBOT — {PROSE}",
        f"Talbot — {PROSE}",
        f"Harbour Lights, a paper — {PROSE}",
        f"{PROSE} (see below)",
        f"{PROSE} It is (Harbour Lights) that said so.",
        f"The bridge (Harbour Lights) was closed. {PROSE}",
    ],
)
def test_a_town_or_an_aside_is_no_tag(line: str) -> None:
    drafts = possible_credits(article(f"Bridge closed\n\n{line}\n"), ())
    assert not [draft for draft in drafts if draft.rule in TAGS]


def test_a_tag_inside_a_text_or_below_it_in_comments_is_none() -> None:
    inside = f"{PROSE}\n\n{PROSE} (Harbour Lights)\n\n" + "\n\n".join([PROSE] * 13)
    assert not possible_credits(article(inside), ())
    text = f"{PROSE}\n\n{PROSE} (Harbour Lights)"
    comments = Stretch(kind=StretchKind.COMMENTS, start=len(PROSE) + 2, end=len(text))
    assert not possible_credits(article(text, stretches=(comments,)), ())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Original article (https://harbour.example/1) at harbour.example", None),
        ("https://harbour.example/1", None),
        ("Read the full story: <https://harbour.example/1>", None),
        ("Via Harbour Lights (https://harbour.example/1)", "Harbour Lights"),
        ("Harbour Lights (https://harbour.example/1) has the details:", "Harbour Lights"),
    ],
)
def test_an_address_alone_may_name_an_outlet(line: str, name: str | None) -> None:
    text = "\n\n".join([PROSE, PROSE, line])
    found = {draft.name: draft for draft in possible_credits(article(text), ())}
    assert found[name].url == "https://harbour.example/1"
    assert found[name].quote == line


@given(st.text(st.sampled_from("[]()<>:/.# aNhtps\n"), max_size=80) | st.text(max_size=80))
def test_any_line_is_read_without_its_addresses(line: str) -> None:
    rest, url = without_address(line)
    assert url is None or url in line
    assert set(rest) <= set(line)
    text = "\n\n".join([PROSE, PROSE, f"{line} https://a.b/[x]()"])
    for draft in possible_credits(article(text), ()):
        assert draft.quote in text


def test_a_link_to_nowhere_is_its_words() -> None:
    text = "\n\n".join([PROSE, PROSE, "Originally at [Harbour Lights](#)"])
    assert {draft.name for draft in possible_credits(article(text), ())} == {"Harbour Lights"}


@pytest.mark.parametrize(
    "line",
    [
        "Donate at https://harbour.example/give today",
        "https://harbour.example/1 and https://south.example/2",
    ],
)
def test_an_address_beside_other_words_or_another_is_none(line: str) -> None:
    assert not possible_credits(article("\n\n".join([PROSE, PROSE, line])), ())
