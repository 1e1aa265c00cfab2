"""Lines that the link of the name in them makes a credit."""

import pytest

from graphx.model import Article, Claim, ClaimRole, Markup
from graphx_ingest.credits import find_claims

BODY = "\n\n".join(
    f"Rain fell on the valley for a {day} day and the bridge stayed closed to all traffic while "
    "the crews worked on the second pier of the old crossing, damaged by the floods in the spring."
    for day in ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
)
LEDGER = "[the Harbour Ledger](https://harbour.example/a)"


def credits(text: str) -> list[Claim]:
    article = Article(
        article_id="a1", id="1", source="-", markup=Markup.MARKDOWN, text=text,
        url="https://south.example/1", outlet_domain="south.example",
    )  # fmt: skip
    claims = find_claims(article)
    for claim in claims:
        if claim.start is not None and claim.end is not None:
            assert claim.quote == text[claim.start : claim.end]
    return [claim for claim in claims if claim.role is ClaimRole.CREDIT]


@pytest.mark.parametrize(
    "line",
    [
        f"As {LEDGER} reported:",
        "As [the Harbour Ledger reported](https://harbour.example/a):",
        f"{LEDGER} writes:",
        f"*{LEDGER} reports:*",
        f"From {LEDGER}:",
        f"Aus {LEDGER}:",
        f"(via {LEDGER})",
        f"By Ada Example — originally at {LEDGER}",
        f"Originally at {LEDGER}, 26 July 2026",
        f"— {LEDGER}",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_linked_name_makes_a_line_a_credit(line: str, above: bool) -> None:
    (claim,) = credits(f"{line}\n\n{BODY}" if above else f"{BODY}\n\n{line}")
    assert claim.source_name in {"Harbour Ledger", "the Harbour Ledger"}
    assert claim.source_url == "https://harbour.example/a"


@pytest.mark.parametrize(
    "line",
    [
        "As the Harbour Ledger reported:",
        "[Ada Example](https://social.example/ada) writes:",
        "— [Ada Example](https://social.example/ada)",
        "[Ada Example of the Harbour Ledger](/people/ada) writes:",
        f"{LEDGER} [reported](https://harbour.example/a) on Monday that the bridge is closed.",
        f"{LEDGER}",
        f"Rain fell, {LEDGER} writes: [the bridge](https://bridge.example) is closed.",
        f"From {LEDGER} and from the council:",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_other_lines_with_links_credit_nothing(line: str, above: bool) -> None:
    assert credits(f"{line}\n\n{BODY}" if above else f"{BODY}\n\n{line}") == []


def test_amid_a_text_a_line_introduces_a_quotation() -> None:
    half = len(BODY) // 2
    line = f"As {LEDGER} reported:"
    assert credits(f"{BODY}\n\n{line}\n\n{BODY[half:]}") == []
    assert credits(f"{BODY}\n\n{line}\n\n“The bridge is closed,” it said.") == []


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("Harbour Lights", "https://harbourlights.example/a"),
        ("Harbour Lights", "https://www.hl.example/a"),
        ("Harbour Lights", "https://harbour.example/a"),
        ("HARBOUR", "https://hl.example/a"),
    ],
)
def test_a_name_like_a_persons_is_an_outlets_on_its_own_site(name: str, url: str) -> None:
    (claim,) = credits(f"[{name}]({url}) writes:\n\n{BODY}")
    assert (claim.source_name, claim.source_url) == (name, url)


def test_a_frame_stands_around_an_excerpt() -> None:
    kinds = [credits(f"{line}\n\n{BODY}")[0].kind.value for line in (
        f"{LEDGER} writes:", f"Originally at {LEDGER}",
    )]  # fmt: skip
    assert kinds == ["excerpt", "republication"]
