"""What looks only where a sign stands finds what looking everywhere finds."""

import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.entities.outlets import OutletRegistry
from graphx_ingest.credits import mention_rules
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.known_names import may_begin_name, may_end_name
from graphx_ingest.credits.line_rules import RULES, line_drafts
from graphx_ingest.credits.lines import Lines
from graphx_ingest.credits.mention_rules import mention_drafts
from graphx_ingest.credits.name_ends import TAIL
from graphx_ingest.credits.phrase_search import MAX_MATCHES, found_phrases, opens_a_line
from graphx_ingest.credits.phrases import Phrase, labels, phrases
from graphx_ingest.credits.reading import read

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"
REGISTRY = OutletRegistry.packaged()
EXAMPLES = [row.example for row in (*phrases(), *labels())]
LINES = [
    "(서울=연합뉴스) 다리가 열렸다.", "By A.F.P.", "NORTHTON, England (AP) --",
    "(Reuters) -", "NORTHTON, May 5, 2016 /PRNewswire/ --",
    "МОСКВА, 5 мая — РИА Новости.", "London, AFP -", "AFP -", "【ワシントン共同】橋が開通した。",
    "新华社北京5月5日电", "By Ada Example, The Washington Post", "© 2020 The Associated Press",
    "Copyright 2016 Ada Example, CounterPunch", "(c) dpa", "Via North Wire", "vía AFP",
    "SOURCE North Corp", "Agencies", "Con agencias", "Von dpa", "Bo Example/Reuters",
    "the minister said. PTI", "(dpa/gem)", "it ended. (Reuters) The next text begins",
    "5 May 2016", "[North Wire](https://north.example/a)", "Region: North", "Photo: Bo Example",
    "**By** *Associated Press*", "<p>By Reuters</p>", "Ada Example, Staff, AP",
    "Agence France-Presse", "Northline News Agency", "By Ada Example, Northline News Agency",
    "The Conversation", "The Conversation.", "*The Guardian, July 26, 2026*", "The Guardian, 2026.",
]  # fmt: skip
SAID = [
    "Sputnik News reported", "The Hill has also reported", "(The Hill)", "[The Guardian]",
    "the newspaper Le Monde", "news agency IRNA", "Smith said", "the mayor said on Monday",
    "CNN correspondent", "“North,” said Ada Example of the Times", "the Guardian newspaper said",
]  # fmt: skip
PLAIN = [
    "Rain fell on the valley", "the bridge stayed closed to all traffic", "was published in 1999",
    "this article", "that", "from", "in", "It is", "who told the council", "read the full story",
]  # fmt: skip
SEPARATORS = [" ", " ", "\n", "\n\n", ". ", ", ", ": ", " – ", " (", ") ", " *", "\u00a0", "\r\n"]


def composed(dice: random.Random, parts: int) -> str:
    """Mix forms of credits, mentions and words of no consequence."""
    return "".join(
        dice.choice(dice.choice((EXAMPLES, LINES, SAID, PLAIN, PLAIN))) + dice.choice(SEPARATORS)
        for _ in range(parts)
    )


TEXTS = st.builds(composed, st.randoms(use_true_random=False), st.integers(1, 40))
SAMPLES = sorted(SEEDS.glob("*.txt"))


def of_every_line(text: str) -> Iterator[Draft]:
    """Ask every rule of every line."""
    for line in Lines(text).every():
        found = (draft for rule in RULES if (draft := rule.ask(line)) is not None)
        yield from islice(found, 1)


def phrases_anywhere(text: str) -> list[tuple[str, str, int, str]]:
    """Look for every phrase at every place."""
    words = read(text).view.words
    return [
        (phrase.language, phrase.rule, match.start(), match[0])
        for phrase in phrases()
        for match in islice(counted(phrase, words), MAX_MATCHES)
    ]


def counted(phrase: Phrase, words: str) -> Iterator[re.Match[str]]:
    """Matches of a phrase; one that must open a line counts nowhere else."""
    if phrase.subject != "whole":
        yield from phrase.expression.finditer(words)
        return
    place = 0
    while (match := phrase.expression.search(words, place)) is not None:
        place = match.start() + 1
        if opens_a_line(words, match.start()):
            place = match.end()
            yield match


def check(text: str) -> None:
    reading = read(text)
    assert line_drafts(reading) == list(of_every_line(text))
    assert [
        (phrase.language, phrase.rule, match.start(), match[0])
        for phrase, match in found_phrases(reading)
    ] == phrases_anywhere(text)


@given(TEXTS)
def test_signs_lose_nothing(text: str) -> None:
    check(text)


# Accents are left out: "PÀ" is a name of "PA" to a registry, and no sign of one.
@given(
    st.text(
        st.characters(max_codepoint=0x7F) | st.sampled_from("中社电共同【】（）—–©™："),
        max_size=300,
    )
)
def test_signs_lose_nothing_of_any_text(text: str) -> None:
    assert line_drafts(read(text)) == list(of_every_line(text))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_signs_lose_nothing_of_the_samples(path: Path) -> None:
    check(path.read_text("utf-8"))


@pytest.mark.parametrize("example", EXAMPLES)
def test_signs_lose_nothing_of_an_example(example: str) -> None:
    check(f"{PLAIN[0]}.\n\n{example}")


@given(TEXTS)
def test_a_look_at_a_word_loses_no_mention(text: str) -> None:
    found = mention_drafts(read(text))
    with pytest.MonkeyPatch.context() as patch:
        for look in ("may_begin_name", "may_end_name"):
            patch.setattr(mention_rules, look, lambda word: True)
        assert mention_drafts(read(text)) == found


def test_every_listed_name_may_begin_and_end_with_its_words() -> None:
    names = {name for outlet in every_outlet() for name in (outlet.name, *outlet.aliases)}
    for name in names | {f"The {name}" for name in names} | {f"{name} newspaper" for name in names}:
        parts = name.split()
        assert may_begin_name(parts[0].rstrip(TAIL)), name
        found = mention_rules._NAME_WORD.findall(parts[-1])
        assert not found or may_end_name(found[-1]), name


def every_outlet():
    return (REGISTRY.resolve(None, outlet_id) for outlet_id in set(REGISTRY.keys().values())
            if not outlet_id.startswith("~"))  # fmt: skip
