"""Which parts of a plain text are no body: widgets, notes, captions, comments, links, small print.

In:   the units of a text (`graphx_ingest.extract.units`).
Out:  a kind for each unit that is no body.

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
from graphx_ingest.extract.units import Unit

_SHORT_WORDS: Final = 8
_CAPTION_WORDS: Final = 40
_BREAK_WORDS: Final = 80  # of captions that interrupt a sentence
_HEADING_WORDS: Final = 14  # unterminated and longer: hardly a heading
_LINK_WORDS: Final = range(6, 26)
_TAIL_LINES: Final = 12
_TAG_ITEMS: Final = 5
_TAIL_SHARE: Final = 0.5
_NOTE_SHARE: Final = 0.15
_LIFE_SHARE: Final = 0.8
_COMMENT_UNITS: Final = 4
_ANSWERS: Final = 2  # one "Reply" may be anybody's
_TWEET = re.compile(r"[#@]\w")
_CAPITAL = re.compile(r"\b[A-Z0-9‘'’“\"(]")
_LINKS_ONLY = re.compile(r"(?:\W*\[[^\[\]]{0,200}\]\([^()\s]{0,2000}\))+\W*")
_ITEM = re.compile(rf"[-–•*▪●]\s|\d|{MONTH}\b", re.IGNORECASE)
_NAMED = re.compile(r"(?:[A-Z][\w.’'-]+ ){2,4}(?:is|was|lives|writes|works|teaches|has)\b")
_PERSONAL = re.compile(r"@|reached|contributor|author of")
_DIGIT = re.compile(r"\d")
_RULE = re.compile(r"[-*_=—–\s]{3,}")


class Marking:
    """The units of one text and what each was found to be."""

    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self.text = text
        self.units = units
        self.kinds: list[StretchKind | None] = [None] * len(units)
        self._chars = max(1, len(text))
        prose = [at for at, unit in enumerate(units) if unit.prose]
        self.first_prose = prose[0] if prose else len(units)
        self.last_prose = prose[-1] if prose else -1

    def mark(self, at: int, kind: StretchKind) -> None:
        """Say what a unit is, unless something was said of it before."""
        if self.kinds[at] is None:
            self.kinds[at] = kind

    def free(self, at: int) -> bool:
        """Whether unit `at` exists and nothing was said of it yet."""
        return 0 <= at < len(self.units) and self.kinds[at] is None

    def share(self, at: int) -> float:
        """How far into the text unit `at` begins, 0 to 1."""
        return self.units[at].start / self._chars

    def body(self) -> list[int]:
        """Units that are body as far as is known."""
        return [at for at, kind in enumerate(self.kinds) if kind is None]


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


def photo_captions(marking: Marking) -> None:
    """Mark a photo credit with the image's name above it and the caption below it."""
    units = marking.units
    for at, unit in enumerate(units):
        if unit.words > 14 or not vocabulary.PHOTO_CREDIT.fullmatch(unit.plain[:160]):
            continue
        if unit.plain.startswith("©") and at > marking.last_prose:
            continue  # a copyright line at the foot
        marking.mark(at, StretchKind.CAPTION)
        if marking.free(at - 1) and unit.gap == 0 and _is_image_name(units[at - 1]):
            marking.mark(at - 1, StretchKind.CAPTION)
        below = at + 1
        if marking.free(below) and units[below].gap == 0 and units[below].words <= _CAPTION_WORDS:
            marking.mark(below, StretchKind.CAPTION)


def _is_image_name(unit: Unit) -> bool:
    return unit.words <= _SHORT_WORDS and not unit.terminated


def interruptions(marking: Marking) -> None:
    """Mark captions that stand inside a sentence, even inside a word."""
    units = marking.units
    for at, unit in enumerate(units):
        if unit.words < 12 or unit.plain[-1:] in '.!?…:;,"”’»)' or not marking.free(at):
            continue
        words = 0
        for after in range(at + 1, min(at + 5, len(units))):
            if marking.text[units[after].start].islower() and units[after].prose:
                for between in range(at + 1, after):
                    marking.mark(between, StretchKind.CAPTION)
                break
            words += units[after].words
            if words > _BREAK_WORDS:
                break


def layout_captions(marking: Marking) -> None:
    """Mark captions that only the layout gives away.

    A line that breaks the text's own rhythm (paragraphs apart, this one touching the next), or a
    long line between paragraphs that ends without a full stop.
    """
    units = marking.units
    prose = [at for at in marking.body() if units[at].prose]
    apart = sum(1 for at in prose if units[at].gap > 0)
    spaced = apart >= 4 and apart >= 0.6 * len(prose)
    bodies = marking.body()
    for before, at, after in zip(bodies, bodies[1:], [*bodies[2:], None], strict=False):
        unit = units[at]
        if at <= marking.first_prose or unit.words > _CAPTION_WORDS or _TWEET.search(unit.plain):
            continue
        opened = spaced and unit.gap > 0 and units[before].prose
        touching = after == at + 1 and units[at + 1].gap == 0 and units[at + 1].prose
        if opened and touching and unit.prose and unit.sentences == 1:
            marking.mark(at, StretchKind.CAPTION)
        elif not unit.terminated and unit.plain[-1:] not in ':;,”"»–—-':
            dated = vocabulary.AS_OF.search(unit.plain[-60:]) is not None
            follows = units[after].prose if after is not None else at + 1 < len(units)
            between = units[before].prose and follows
            long = unit.words > _HEADING_WORDS and unit.sentences == 1 and not _listed(unit)
            if dated or (between and long):
                marking.mark(at, StretchKind.CAPTION)


def comments(marking: Marking) -> None:
    """Mark readers' comments: all behind the box they are written in, or up to a cut-off one."""
    units = marking.units
    for at, unit in enumerate(units):
        if at <= marking.first_prose or marking.share(at) < _TAIL_SHARE / 2:
            continue
        if vocabulary.COMMENTS.match(unit.plain[:200]) and unit.words <= _CAPTION_WORDS // 2:
            for behind in range(at, len(units)):
                marking.mark(behind, StretchKind.COMMENTS)
            return
    start = _answered(marking)
    if start is None:
        _headless_comments(marking)
        return
    for behind in range(start, len(units)):
        marking.mark(behind, StretchKind.COMMENTS)


def _answered(marking: Marking) -> int | None:
    """Where comments begin that have no heading: each has its writer above or a button below."""
    units = marking.units
    found = [
        at
        for at, unit in enumerate(units)
        if at > marking.first_prose
        and unit.words <= _SHORT_WORDS
        and marking.share(at) >= _TAIL_SHARE / 2
        and (vocabulary.ANSWER.fullmatch(unit.plain) or _announces_a_comment(units, at))
    ]
    if len(found) < _ANSWERS:
        return None
    start = found[0]
    if _announces_a_comment(units, start):
        return start
    # The button stands below: back over the comment, to the short line that names its writer.
    for at in range(start - 1, max(marking.first_prose, start - _COMMENT_UNITS), -1):
        if units[at].words <= _SHORT_WORDS and not units[at].terminated:
            start = at
        elif start != found[0]:
            break
    return start


def _announces_a_comment(units: Sequence[Unit], at: int) -> bool:
    """Whether "Ada says:" stands above a date; above a quotation it belongs to the article."""
    if at + 1 >= len(units) or not vocabulary.SAYS.fullmatch(units[at].plain[:80]):
        return False
    date = units[at + 1]
    return (
        date.words <= _SHORT_WORDS and not date.terminated and _DIGIT.search(date.plain) is not None
    )


def _headless_comments(marking: Marking) -> None:
    """Mark comments that follow without a heading and end cut off: "…Read more »"."""
    units = marking.units
    last = len(units) - 1
    if last < 1 or not marking.free(last) or not _cut_off(units[last]):
        return
    start = last
    while start - 1 > 0 and marking.free(start - 1) and units[start - 1].prose:
        start -= 1
        if last - start >= _COMMENT_UNITS:
            start = last  # no caption, heading or link parts them from the article
            break
    if marking.share(start) < _TAIL_SHARE or start <= marking.first_prose:
        start = last
    for at in range(start, last + 1):
        marking.mark(at, StretchKind.COMMENTS)


def _cut_off(unit: Unit) -> bool:
    tail = unit.plain[-24:]
    found = list(vocabulary.TRUNCATED.finditer(tail))
    return bool(found) and found[-1].end() == len(tail) and unit.words > _SHORT_WORDS


def small_print(marking: Marking, people: Sequence[str]) -> None:
    """Mark lives of authors, disclaimers and footers behind the article."""
    legal = False
    for at, unit in enumerate(marking.units):
        if at <= marking.first_prose or marking.share(at) < _TAIL_SHARE:
            continue
        head = unit.plain[:300]
        if vocabulary.DISCLAIMER.match(head) or len(set(vocabulary.legal(unit.plain[:3000]))) > 1:
            legal = True
            marking.mark(at, StretchKind.DISCLAIMER)
        elif vocabulary.ABOUT_AUTHOR.match(head) or _life(unit, people, marking.share(at)):
            marking.mark(at, StretchKind.BIO)
        elif vocabulary.FOOTER.match(head) and (unit.words <= _CAPTION_WORDS // 2):
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
        elif marking.share(at) > _TAIL_SHARE and len(raw) < 600 and _LINKS_ONLY.fullmatch(raw):
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
        if units[at].terminated or units[at].plain.endswith(":") or _TWEET.search(units[at].plain):
            break
        tail.append(at)
    headlines = [at for at in tail if units[at].words in _LINK_WORDS and _titled(units[at])]
    announced = bool(tail) and tail[-1] > 0 and units[tail[-1] - 1].plain.endswith(":")
    itemised = any(_ITEM.match(marking.text, units[at].start) for at in tail)
    if announced or itemised or len(tail) > _TAIL_LINES:
        return
    for at in tail:
        if _listed(units[at]):
            marking.mark(at, StretchKind.TAGS)
        elif at in headlines and len(headlines) > 1:
            marking.mark(at, StretchKind.RELATED_LINKS)


def _listed(unit: Unit) -> bool:
    """Whether it is a list of names: many commas, few words between them, no sentence."""
    items = unit.plain.split(",")
    return len(items) >= _TAG_ITEMS and not unit.terminated and unit.words / len(items) <= 5


def _titled(unit: Unit) -> bool:
    """Whether most of its words begin as in a headline: with a capital."""
    return len(_CAPITAL.findall(unit.plain)) >= 0.4 * unit.words
