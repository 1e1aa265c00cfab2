"""Tell a story that is as it was from one that must be judged again.

In:   a story.
Out:  a digest of everything a judgement depends on besides the texts.

A story whose articles, credits, dates, matches and texts are what they were is judged as it was.
"""

from dataclasses import fields
from operator import attrgetter
from typing import Final

from graphx.lineage.evidence import Pair, Translation, Witness
from graphx.lineage.stories import Story
from graphx.model import DateInterval, Match, content_id


def _values_of(shape: type) -> "attrgetter[tuple[object, ...]]":
    return attrgetter(*(field.name for field in fields(shape)))


_WITNESS: Final = _values_of(Witness)
_MATCH: Final = _values_of(Match)
_TRANSLATION: Final = _values_of(Translation)
_INTERVAL: Final = _values_of(DateInterval)


def inputs_digest(story: Story, made_by: str) -> str:
    """Name everything the judgement of `story` depends on, but for the texts of its articles.

    Parameters
    ----------
    story : Story
    made_by : str
        What names the code that judges.
    """
    return content_id(
        "j",
        made_by,
        story.story_id,
        *map(_written, story.witnesses),
        *map(_pair, story.pairs),
    )


def _written(witness: Witness) -> str:
    return repr([_told(value) for value in _WITNESS(witness)])


def _told(value: object) -> object:
    kind = type(value)
    if kind is frozenset:  # the order of a set's members differs from one process to the next
        return sorted(value)  # type: ignore[call-overload]  # it is a set
    return _INTERVAL(value) if kind is DateInterval else value


def _pair(pair: Pair) -> str:
    match = _MATCH(pair.match) if pair.match is not None else None
    translation = _TRANSLATION(pair.translation) if pair.translation is not None else None
    return repr((pair.copy.article_id, pair.source.article_id, match, translation))
