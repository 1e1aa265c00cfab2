"""Which units of a plain text are captions: by a photo credit beside them, by place, by layout.

In:   a `Marking`.
Out:  marks.

Captions break the rhythm of a text: they stand between paragraphs, inside a sentence, even inside a
word.
"""

from typing import Final

from graphx.model import StretchKind
from graphx_ingest.extract import vocabulary
from graphx_ingest.extract.marking import CAPTION_WORDS, SHORT_WORDS, TWEET, Marking, is_list
from graphx_ingest.extract.units import Unit

_BREAK_WORDS: Final = 80  # of captions that interrupt a sentence
_HEADING_WORDS: Final = 14  # unterminated and longer: hardly a heading


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
        if marking.free(below) and units[below].gap == 0 and units[below].words <= CAPTION_WORDS:
            marking.mark(below, StretchKind.CAPTION)


def _is_image_name(unit: Unit) -> bool:
    return unit.words <= SHORT_WORDS and not unit.terminated


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
        if at <= marking.first_prose or unit.words > CAPTION_WORDS or TWEET.search(unit.plain):
            continue
        opened = spaced and unit.gap > 0 and units[before].prose
        touching = after == at + 1 and units[at + 1].gap == 0 and units[at + 1].prose
        if opened and touching and unit.prose and unit.sentences == 1:
            marking.mark(at, StretchKind.CAPTION)
        elif not unit.terminated and unit.plain[-1:] not in ':;,”"»–—-':
            dated = vocabulary.AS_OF.search(unit.plain[-60:]) is not None
            follows = units[after].prose if after is not None else at + 1 < len(units)
            between = units[before].prose and follows
            long = unit.words > _HEADING_WORDS and unit.sentences == 1 and not is_list(unit)
            if dated or (between and long):
                marking.mark(at, StretchKind.CAPTION)
