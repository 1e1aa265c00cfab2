"""Clues of the texts themselves.

In:   a `Pair`.
Out:  a `Sighting`, or nothing; see `graphx.lineage.clues`.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.evidence import Overlap, Pair
from graphx.lineage.sides import PARAGRAPH_WORDS
from graphx.lineage.sightings import Sighting
from graphx.model import Relation

FULL_PLACES: Final = 5
"""Places that say each as much as the first; of many more each says less."""

MOST_PASSAGES: Final = 2
"""The same for whole passages."""

_PARTS: Final = frozenset({Relation.PARTIAL, Relation.QUOTATION})

_MUCH: Final = 0.3
_PREFACE_WORDS: Final = 8


def is_contained(pair: Pair) -> Sighting | None:
    """The copy is a part of the longer source: nearly all of its words stand there."""
    if pair.match is None or pair.match.relation is not Relation.EXCERPT:
        return None
    copy, source = pair.copy_containment, pair.source_containment
    if copy is None or source is None or copy <= source:
        return None
    return Sighting(
        name="is_contained", detail=f"{copy:.0%} of the copy's text stands in the source"
    )


def mostly_unlike(pair: Pair) -> Sighting | None:
    """Both texts have much that the other lacks: they may quote a third text at length."""
    if pair.match is None or pair.overlap is None:
        return None
    own = min(pair.overlap.copy_own_share, pair.overlap.source_own_share)
    if own < _MUCH:
        return None
    return Sighting(
        name="mostly_unlike",
        strength=own,
        detail=f"at least {own:.0%} of each text is not in the other",
    )


def another_is_nearer(pair: Pair) -> Sighting | None:
    """Another text that may be the source differs from the copy in fewer places."""
    overlap = pair.overlap
    if overlap is None or overlap.places <= overlap.nearest_places:
        return None
    return Sighting(
        name="another_is_nearer",
        strength=felt(overlap.places - overlap.nearest_places),
        detail=(
            f"it differs from the copy in {describe_places(overlap.places)}, "
            f"another text in {describe_places(overlap.nearest_places)}"
        ),
    )


def nearer_by_kin(overlap: Overlap | None) -> float:
    """Return how much of `another_is_nearer` is due to near-duplicates of the copy alone.

    Examples
    --------
    >>> nearer_by_kin(Overlap(places=4, nearest_places=1, nearest_outside=3))
    2.0
    """
    if overlap is None:
        return 0.0
    beside = overlap.nearest_places, overlap.nearest_outside
    kin, outside = (felt(max(0, overlap.places - places)) for places in beside)
    return kin - outside


def felt(places: int) -> float:
    """Return how much so many places say: who changes a text at all changes it in many.

    Examples
    --------
    >>> felt(3), round(felt(20), 1)
    (3.0, 7.0)
    """
    if places <= FULL_PLACES:
        return float(places)
    return FULL_PLACES + math.log2(places / FULL_PLACES)


def felt_each(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the same of many counts."""
    many = FULL_PLACES + np.log2(np.maximum(places, FULL_PLACES) / FULL_PLACES)
    return np.where(places <= FULL_PLACES, places, many)


def adds_passages(pair: Pair) -> Sighting | None:
    """The copy has whole passages that the supposed source lacks; copies rather leave out."""
    overlap = pair.overlap
    if overlap is None or (pair.match is not None and pair.match.relation in _PARTS):
        return None
    count = overlap.copy_passages + (overlap.copy_foot_words >= PARAGRAPH_WORDS)
    if not count:
        return None
    return Sighting(
        name="adds_passages",
        strength=min(MOST_PASSAGES, count),
        detail=f"the copy has {count} passage{'s' * (count > 1)} that the supposed source lacks",
    )


def preface_added(pair: Pair) -> Sighting | None:
    """One of the two has words of its own before the shared text: that is mostly the copy."""
    overlap = pair.overlap
    if overlap is None:
        return None
    copy, source = overlap.copy_head_words, overlap.source_head_words
    echoed = overlap.echoed_head_words >= _PREFACE_WORDS
    if copy >= _PREFACE_WORDS and not source and not echoed:
        return Sighting(
            name="preface_added", detail=f"the copy puts {copy} words before the shared text"
        )
    if source >= _PREFACE_WORDS and not copy:
        return Sighting(
            name="preface_added",
            strength=-1.0,
            detail=f"the supposed source has {source} words before the shared text",
        )
    return None


def begins_alike(pair: Pair) -> Sighting | None:
    """Both begin with words that others lack: one has them from the other."""
    overlap = pair.overlap
    if overlap is None or not pair.source.collected:
        return None
    count = overlap.joint_head_words
    if count < _PREFACE_WORDS or overlap.copy_head_words >= _PREFACE_WORDS:
        return None
    return Sighting(
        name="begins_alike", detail=f"both begin with {count} words that another text lacks"
    )


def cut_from_the_end(pair: Pair) -> Sighting | None:
    """The source goes on for a paragraph or more where the copy ends."""
    overlap = pair.overlap
    if overlap is None or overlap.source_foot_words < PARAGRAPH_WORDS or overlap.copy_foot_words:
        return None
    return Sighting(
        name="cut_from_the_end",
        detail=f"the source goes on for {overlap.source_foot_words} words where the copy ends",
    )


def footer_added(pair: Pair) -> Sighting | None:
    """One of the two has a few words of its own after the shared text: that is mostly the copy."""
    overlap = pair.overlap
    if overlap is None:
        return None
    copy, source = overlap.copy_foot_words, overlap.source_foot_words
    if _PREFACE_WORDS <= copy < PARAGRAPH_WORDS and not source:
        return Sighting(
            name="footer_added", detail=f"the copy puts {copy} words after the shared text"
        )
    if _PREFACE_WORDS <= source < PARAGRAPH_WORDS and not copy:
        return Sighting(
            name="footer_added",
            strength=-1.0,
            detail=f"the supposed source has {source} words after the shared text",
        )
    return None


def corrected_later(pair: Pair) -> Sighting | None:
    """One of the two says that it was corrected, and the other does not: it is the later text."""
    copy, source = pair.copy.correction, pair.source.correction
    if pair.match is None or (copy is None) == (source is None):
        return None
    if copy is not None:
        return Sighting(
            name="corrected_later",
            detail="the copy carries a correction that the source lacks",
            left_quote=copy,
        )
    return Sighting(
        name="corrected_later",
        strength=-1.0,
        detail="the supposed source carries a correction that the copy lacks",
        right_quote=source,
    )


def same_headline(pair: Pair) -> Sighting | None:
    """Both run under the same headline."""
    here = pair.copy.title
    there = pair.source.title if pair.source.collected else pair.common_headline
    if not here or not there or here.casefold().split() != there.casefold().split():
        return None
    known = pair.source.collected
    detail = "both have one headline" if known else "it has the headline most of them have"
    return Sighting(name="same_headline", detail=detail, left_quote=here)


def describe_places(count: int) -> str:
    """Write a number of places.

    Examples
    --------
    >>> describe_places(1), describe_places(2)
    ('1 place', '2 places')
    """
    return f"{count} place" + ("" if count == 1 else "s")
