"""Which parts of a plain text are no body: widgets, notes, links, small print.

In:   a `Marking`.
Out:  marks; `captions` and `comments` make theirs.

Plain text comes from pages whose markup is lost, so the cues are position, layout and the house
words of web templates.  A rule looks at a unit and its neighbours only, so the work grows with the
length of the text.  Rules that read the vocabulary come first; those that go by layout alone see
what is left, and must leave a body.
"""

import re
from collections.abc import Sequence
from typing import Final

from graphx.model import StretchKind
from graphx_ingest.dates import MONTH
from graphx_ingest.extract import vocabulary
from graphx_ingest.extract.marking import CAPTION_WORDS, TAIL_SHARE, TWEET, Marking, is_list
from graphx_ingest.extract.units import Unit

_LINK_WORDS: Final = range(6, 26)
_TAIL_LINES: Final = 12
_NOTE_SHARE: Final = 0.15
_LIFE_SHARE: Final = 0.8
_CAPITAL = re.compile(r"\b[A-Z0-9‘'’“\"(]")
_LINKS_ONLY = re.compile(r"(?:\W*\[[^\[\]]{0,200}\]\([^()\s]{0,2000}\))+\W*")
_ITEM = re.compile(rf"[-–•*▪●]\s|\d|{MONTH}\b", re.IGNORECASE)
_NAMED = re.compile(r"(?:[A-Z][\w.’'-]+ ){2,4}(?:is|was|lives|writes|works|teaches|has)\b")
_PERSONAL = re.compile(r"@|reached|contributor|author of")
_RULE = re.compile(r"[-*_=—–\s]{3,}")


def widgets(marking: Marking) -> None:
    """Mark donation bars, navigation and tag lines by their words."""
    units = marking.units
    amounts = {at for at, unit in enumerate(units) if vocabulary.AMOUNT.fullmatch(unit.plain[:40])}
    named: dict[str, int] = {}
    for unit in units:
        if vocabulary.SUPPORT_NAME.fullmatch(unit.plain[:80]):
            named[unit.plain] = named.get(unit.plain, 0) + 1
    for at, unit in enumerate(units):
        head = unit.plain[:160]
        beside_amounts = bool(amounts & {at - 1, at + 1})
        if (
            (beside_amounts and (at in amounts or vocabulary.MONTH_YEAR.fullmatch(head)))
            or vocabulary.APPEAL.fullmatch(head)
            or (unit.plain in named and (named[unit.plain] > 1 or len(amounts) > 1))
        ):
            marking.mark(at, StretchKind.DONATION)
        elif vocabulary.NAVIGATION.fullmatch(head):
            marking.mark(at, StretchKind.NAVIGATION)
        elif at < marking.first_prose and at < 3 and vocabulary.CLOCK.fullmatch(head):
            # The clock of a live page tells when it was saved, not when the article appeared.
            marking.mark(at, StretchKind.NAVIGATION)
        elif vocabulary.LABELLED_TAGS.match(head) and not unit.prose:
            marking.mark(at, StretchKind.TAGS)


def notes(marking: Marking) -> None:
    """Mark what the publisher says about the article before or after it."""
    for at, unit in enumerate(marking.units):
        near = at <= marking.first_prose + 1 or marking.share(at) <= _NOTE_SHARE
        last = at >= marking.last_prose - 1
        if (near or last) and vocabulary.EDITOR_NOTE.match(unit.plain[:240]):
            marking.mark(at, StretchKind.EDITOR_NOTE)


def small_print(marking: Marking, people: Sequence[str]) -> None:
    """Mark lives of authors, disclaimers and footers behind the article."""
    legal = False
    for at, unit in enumerate(marking.units):
        if at <= marking.first_prose or marking.share(at) < TAIL_SHARE:
            continue
        head = unit.plain[:300]
        if vocabulary.DISCLAIMER.match(head) or len(set(vocabulary.legal(unit.plain[:3000]))) > 1:
            legal = True
            marking.mark(at, StretchKind.DISCLAIMER)
        elif vocabulary.ABOUT_AUTHOR.match(head) or _life(unit, people, marking.share(at)):
            marking.mark(at, StretchKind.BIO)
        elif vocabulary.FOOTER.match(head) and (unit.words <= CAPTION_WORDS // 2):
            marking.mark(at, StretchKind.DISCLAIMER if legal else StretchKind.FOOTER)
        elif legal and len(vocabulary.legal(head)) == 1:
            marking.mark(at, StretchKind.DISCLAIMER)


def _life(unit: Unit, people: Sequence[str], share: float) -> bool:
    # The words of a life are asked for last: it takes longest to find none.
    if not any(unit.plain.startswith(name) for name in people) and (
        share <= _LIFE_SHARE
        or _NAMED.match(unit.plain[:120]) is None
        or _PERSONAL.search(unit.plain) is None
    ):
        return False
    return vocabulary.BIO.search(unit.plain[:600]) is not None


def tail_links(marking: Marking) -> None:
    """Mark links to other articles and tag lists behind the last paragraph."""
    units = marking.units
    for at, unit in enumerate(units):
        raw = marking.text[unit.start : unit.end]
        if at <= marking.first_prose:
            continue
        if vocabulary.LABELLED_LINKS.match(unit.plain[:80]) and unit.words <= 25 and not unit.prose:
            marking.mark(at, StretchKind.RELATED_LINKS)
        elif marking.share(at) > TAIL_SHARE and len(raw) < 600 and _LINKS_ONLY.fullmatch(raw):
            neighbours = [at - 1, at + 1]
            if any(_behind(marking, near) for near in neighbours):
                marking.mark(at, StretchKind.NAVIGATION)
    _trailing_headlines(marking)


def _behind(marking: Marking, at: int) -> bool:
    """Whether unit `at` is no body: marked, a ruled line, or links only."""
    if not 0 <= at < len(marking.units):
        return True
    unit = marking.units[at]
    raw = marking.text[unit.start : min(unit.end, unit.start + 600)]
    return (
        marking.kinds[at] is not None
        or _RULE.fullmatch(raw) is not None
        or _LINKS_ONLY.fullmatch(raw) is not None
    )


def _trailing_headlines(marking: Marking) -> None:
    """Mark what is left when the last sentence is read: a few headlines, a list of names.

    Lists that belong to the article end it too (dates of a tour, names of winners): they are
    longer, or have bullets or numbers, or a line before them announces them.
    """
    units = marking.units
    tail = []
    for at in range(len(units) - 1, marking.first_prose, -1):
        if marking.kinds[at] is not None:
            continue
        if units[at].terminated or units[at].plain.endswith(":") or TWEET.search(units[at].plain):
            break
        tail.append(at)
    headlines = [at for at in tail if units[at].words in _LINK_WORDS and _titled(units[at])]
    announced = bool(tail) and tail[-1] > 0 and units[tail[-1] - 1].plain.endswith(":")
    itemised = any(_ITEM.match(marking.text, units[at].start) for at in tail)
    if announced or itemised or len(tail) > _TAIL_LINES:
        return
    for at in tail:
        if is_list(units[at]):
            marking.mark(at, StretchKind.TAGS)
        elif at in headlines and len(headlines) > 1:
            marking.mark(at, StretchKind.RELATED_LINKS)


def _titled(unit: Unit) -> bool:
    """Whether most of its words begin as in a headline: with a capital."""
    return len(_CAPITAL.findall(unit.plain)) >= 0.4 * unit.words
