import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.model import Article, Claim, ClaimRole, CreditKind, Markup, Stretch, StretchKind
from graphx_ingest.credits import credit_margins, find_claims

BODY = (
    "The council voted on Monday to reopen the bridge after the flood, members said later.\n\n"
    "Residents who had driven an hour around the valley each day for work welcomed what it did.\n\n"
)
CREDIT, MENTION, OUTGOING = ClaimRole.CREDIT, ClaimRole.MENTION, ClaimRole.OUTGOING


def article(text: str, **fields: object) -> Article:
    fixed = {"article_id": "a1", "id": "1", "source": "-", "markup": Markup.TEXT}
    return Article(text=text, **(fixed | fields))  # type: ignore[arg-type]


def found(text: str, role: ClaimRole = CREDIT, **fields: object) -> list[tuple[str, str | None]]:
    claims = find_claims(article(text, **fields))
    return [(claim.kind.value, claim.source_name) for claim in claims if claim.role is role]


def only(text: str, **fields: object) -> Claim:
    (claim,) = [c for c in find_claims(article(text, **fields)) if c.role is not MENTION]
    return claim


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("NORTHTON, England (AP) -- " + BODY, "wire", "AP"),
        ("Northton, Va. (AP) — " + BODY, "wire", "AP"),
        ("(Reuters) - " + BODY, "wire", "Reuters"),
        ("NORTHTON, 5 May (Xinhua) -- " + BODY, "wire", "Xinhua"),
        ("МОСКВА, 5 мая (ТАСС) — " + BODY, "wire", "ТАСС"),
        ("NORTHTON, Ver.-(nwn).- " + BODY, "wire", "nwn"),
        ("New Northton, May 5 (PTI) The bridge is open. " + BODY, "wire", "PTI"),
        ("NORTHTON, May 5, 2016 /PRNewswire/ -- " + BODY, "wire", "PRNewswire"),
        ("МОСКВА, 5 мая — РИА Новости. Мост открыт. " + BODY, "wire", "РИА Новости"),
        ("القاهرة (رويترز) - " + BODY, "wire", "رويترز"),
        ("新华社北京5月5日电 大桥重新开放。\n" + BODY, "wire", "新华社"),
        ("【ワシントン共同】橋が開通した。\n" + BODY, "wire", "共同"),
        ("【ワシントン＝共同】橋が開通した。\n" + BODY, "wire", "共同"),
        ("NORTHTON dpa | " + BODY, "wire", "dpa"),
        ("НОРТОН. 5 мая. УНН. Мост открыт. " + BODY, "wire", "УНН"),
        ("By Ada Example, Reuters\r\n\r\n" + BODY, "wire", "Reuters"),
        (BODY + "Publicado originalmente en El Nordeste.", "republication", "El Nordeste"),
        ("Con información de AFP, EFE y Reuters\n\n" + BODY, "wire", "AFP; EFE; Reuters"),
        ("By Ada Example, The Washington Post\n\n" + BODY, "syndication", "The Washington Post"),
        (BODY + "© 2020, The Washington Post", "syndication", "The Washington Post"),
        (BODY + "Courtesy of The Guardian", "republication", "The Guardian"),
        (BODY + "SOURCE North Corp", "republication", "North Corp"),
        (BODY + "Agencies", "wire", None),
        ("By Ada Example, Associated Press\n\n" + BODY, "wire", "Associated Press"),
        ("Von dpa\n\n" + BODY, "wire", "dpa"),
        ("Par AFP\n\n" + BODY, "wire", "AFP"),
        ("Ada Example, Staff, AP\n\n" + BODY, "wire", "AP"),
        (BODY + "Die Brücke ist offen. (dpa/nx)", "wire", "dpa"),
        (BODY + "(APA/sid/red – 11.7. 2015)", "wire", "APA; sid"),
        (BODY + "© 2020 The Associated Press. All rights reserved", "wire", "The Associated Press"),
        (BODY + "Copyright © Ada Example, CounterPunch, 2016", "republication", "CounterPunch"),
        (BODY + "Source: North Wire", "republication", "North Wire"),
        (BODY + "Quelle: North Wire Verein", "republication", "North Wire Verein"),
        (BODY + "Источник: North Wire", "republication", "North Wire"),
        (BODY + "来源：North Wire", "republication", "North Wire"),
        (BODY + "Source: Reuters", "wire", "Reuters"),
        (BODY + "(Source: Reuters)", "wire", "Reuters"),
        ("Via North Wire\n\n" + BODY, "excerpt", "North Wire"),
        (BODY + "© Provided by North Wire", "syndication", "North Wire"),
        (BODY + "Cross-posted from [North Wire](http://north.example)", "cross_post", "North Wire"),
        (BODY + "Reposted from the North Wire blog.", "cross_post", "North Wire blog"),
        (BODY + "Translated by Ada. First published in North Wire.", "translation", "North Wire"),
        (BODY + "Reprinted with permission.", "republication", None),
        ("By Ada Example, Northline News Agency\n\n" + BODY, "wire", "Northline News Agency"),
        ("Northline News Agency\n\n" + BODY, "wire", "Northline News Agency"),
        ("Von Nachrichtenagentur Talblick\n\n" + BODY, "wire", "Nachrichtenagentur Talblick"),
        (BODY + "The Conversation", "syndication", "The Conversation"),
        (BODY + "*The Conversation, July 26, 2026*", "syndication", "The Conversation"),
        ("*The Guardian, July 26, 2026*\n\n" + BODY, "syndication", "The Guardian"),
    ],
)  # fmt: skip
def test_a_text_credits_its_source(text: str, kind: str, name: str | None) -> None:
    assert found(text, outlet_domain="south.example") == [(kind, name)]


@pytest.mark.parametrize(
    "text",
    [
        "The novel was first published in North Wire in 1890. " + BODY,
        "It is a meme that originally appeared on white power websites. " + BODY,
        "Cases of fever first appeared in West Northton. " + BODY,
        "Senator Bo Example (AP) said the plan would go ahead. " + BODY,
        "(APPLAUSE)\n\n" + BODY,
        "First published in Great Britain in 1999. " + BODY,
        "First published at 10:00 BST. " + BODY,
        "His essay was republished in The Guardian. " + BODY,
        "Associated Press writer Ada Example contributed to this report.\n\n" + BODY,
        "The software is\nprovided by North Corp to all who ask. " + BODY,
        "First published 3 May. " + BODY,
        "Updated 5 May 2016. " + BODY,
        "Republish this story. You are free to republish it under a licence from North Wire. "
        + BODY,
        "These works may not be reposted without permission from North Wire. " + BODY,
        "An earlier version of this article referred to the wrong bridge. " + BODY,
        "Photos courtesy of North Wire\n\n" + BODY,
        "Chart reprinted from North Wire\n\n" + BODY,
        "Ada Example has previously reported for North Wire and South Post. " + BODY,
        "As first reported by Sky News, the bridge is closed. " + BODY,
        "According to the Wall Street Journal, the bridge is closed. " + BODY,
        "He told the AP that it was closed. " + BODY,
        "© Reuters\n" + BODY,
        "Bo Example/Reuters\n" + BODY,
        BODY + "(h/t The Hill)",
        BODY + "(Source: Reuters)\n\n" + BODY,
        BODY + "SOURCE: Aviation Network; ICAO; WORLD BANK.",
        "By a news agency\n\n" + BODY,
        "The news agency said so\n\n" + BODY,
        "Photo: Northline News Agency\n\n" + BODY,
        "The Guardian\n\n" + BODY,
        "The Guardian\n\nThe Conversation\n\n" + BODY,
        "- The Guardian, July 26, 2026\n" + BODY,
        BODY + "The Guardian\nThe Conversation",
        BODY + "* The Guardian",
        BODY + "The guardian",
        BODY + "Science",
        BODY + "Print",
    ],
)
def test_traps_credit_nobody(text: str) -> None:
    assert found(text, outlet_domain="south.example") == []
    assert found(text, OUTGOING, outlet_domain="south.example") == []


def test_a_note_that_a_text_ran_elsewhere_points_outward() -> None:
    claim = only(BODY + "This article was reprinted on Wired.com.", outlet_domain="south.example")
    assert (claim.role, claim.source_name) == (OUTGOING, "Wired.com")


@pytest.mark.parametrize(
    "fields",
    [
        {"outlet_domain": "apnews.com"},
        {"outlet_name": "The Associated Press"},
        {"url": "https://hosted.ap.org/a"},
    ],
)
def test_a_credit_of_the_publisher_itself_is_a_mention(fields: dict[str, object]) -> None:
    text = "NORTHTON (AP) — " + BODY
    assert found(text, **fields) == []
    assert ("self", "AP") in found(text, MENTION, **fields)


@pytest.mark.parametrize("host", ["the-north-wire.example", "www.thenorthwire.example"])
def test_an_article_run_on_in_the_address_makes_no_other_outlet(host: str) -> None:
    text = BODY + "First published in The North Wire, print edition."
    assert found(text, url=f"https://{host}/a") == []


@pytest.mark.parametrize(
    "line", ["By Ada Example, The Guardian", "© 2020, The Guardian", "*The Guardian, 5 May 2026*"]
)
def test_another_outlets_line_credits_it_only_where_the_publisher_is_known(line: str) -> None:
    assert found(f"{line}\n\n{BODY}", outlet_domain="south.example") != []
    assert found(f"{line}\n\n{BODY}") == []


def test_an_outlet_with_another_name_of_the_same_beginning_is_another() -> None:
    text = BODY + "This story was provided by SpaceNews."
    assert found(text, url="https://www.space.com/a") == [("syndication", "SpaceNews")]


@pytest.mark.parametrize("kind", sorted(StretchKind))
def test_words_of_others_beside_the_text_credit_nothing(kind: StretchKind) -> None:
    note = "Originally published by North Wire."
    text = BODY + note
    stretch = Stretch(kind=kind, start=len(BODY), end=len(text))
    silent = {
        StretchKind.COMMENTS, StretchKind.RELATED_LINKS, StretchKind.TAGS, StretchKind.NAVIGATION,
        StretchKind.DISCLAIMER, StretchKind.BIO, StretchKind.DONATION,
    }  # fmt: skip
    assert bool(found(text, stretches=(stretch,))) is (kind not in silent)


def test_the_author_and_the_date_beside_a_credit_are_read() -> None:
    claim = only(BODY + "This post was originally published on North Wire by Ada Example.")
    assert claim.author == "Ada Example"
    claim = only(BODY + "This post was originally published on North Wire on May 3, 2016.")
    assert claim.date == "May 3, 2016"


def test_an_agency_credited_in_several_forms_is_credited_once() -> None:
    text = "By Ada Example, Associated Press\n\nNORTHTON (AP) — " + BODY + "(AP)"
    assert found(text) == [("wire", "Associated Press")]


def test_the_byline_field_and_the_address_credit_too() -> None:
    claim = only("", byline="Ada Example, Associated Press")
    assert (claim.kind, claim.field.value, claim.start) == (CreditKind.WIRE, "byline", None)
    claim = only("", url="https://south.example/cnn-sports/2025/a-game")
    assert (claim.source_name, claim.quote) == ("CNN", "/cnn-sports/")
    assert find_claims(article("", url="https://south.example/news/apple-pie-recipe")) == ()


def test_margins_with_a_credit_are_chosen() -> None:
    margins = [
        "About us",
        "Originally published by North Wire.",
        "Originally published by South Post.",
        "This article was reprinted on Wired.com.",
        "Bo Example, Associated Press",
        "According to North News, rain fell.",
    ]
    page = article(BODY, outlet_name="South Post", outlet_domain="south.example")
    assert credit_margins(page, margins) == (1, 3)


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_quote_is_its_words(text: str) -> None:
    for claim in find_claims(article(text, outlet_domain="south.example")):
        assert claim.start is None or claim.quote == text[claim.start : claim.end] != ""


@pytest.mark.parametrize(
    "unit",
    [
        "originally published ", "originally published in North Wire. ", "[", "[a](", "(", "<a ",
        "(AP)\n", "Source: North Wire\n", "© 2020 The Associated Press\n", "本文转载自", "“", "\n",
        " ", "this article was ", "North Wire ", "according to the ", "&amp;", "*_", "LONDON, (A",
        "(서울=", "References\n", "this essay. ", "© 2026 North Wire. Used by ", "\n - - - - ",
    ],
)  # fmt: skip
def test_a_megabyte_of_one_phrase_takes_seconds_at_most(unit: str) -> None:
    text = unit * (1_000_000 // len(unit)) + "\nRain. Republished from North Wire."
    started = time.process_time()
    claims = find_claims(article(text))
    # Measured 0.03 to 2.4 s; anything that grows with the square of the text takes hours.
    assert time.process_time() - started < 30
    assert len(claims) < 5000
