"""How claim and evidence of one derivation stand to one another, with the reason in words."""

from datetime import timedelta
from typing import Final

from graphx.lineage.date_clues import published_later
from graphx.lineage.evidence import Pair, names
from graphx.lineage.possible import Edge
from graphx.lineage.sightings import Sighting
from graphx.lineage.weighing import Edges
from graphx.model import Credit, CreditKind, Status

_SLIP: Final = timedelta(days=1)
_FAR_CLOSER: Final = 0.9
_FAR_FROM: Final = 0.05
_FARTHER_PLACES: Final = 2


def status_of(edge: Edge, credit: Credit | None, edges: Edges) -> tuple[Status, str]:
    """Reconcile what the copy says with what was found.

    Parameters
    ----------
    edge : Edge
    credit : Credit or None
        The copy's credit that names the source.
    edges : mapping of (str, str) to Edge
        Every possible edge into the copy by (copy, source).

    Returns
    -------
    status : Status
    reason : str
        One sentence without a full stop.
    """
    pair = edge.pair
    if credit is None:
        return Status.UNCREDITED, f"the texts match and no credit was found{_or_a_twin(edge.twins)}"
    source = credit.source_outlet_name or pair.source.name
    if not pair.source.collected:
        # What is known of its date are words of other pages: too little to speak against a credit.
        return Status.CLAIMED, f"the copy credits {source}, whose text was not found here"
    later = published_later(pair)
    if later is not None and not _within_a_day(pair):
        return Status.CONTRADICTED, (
            f"dates disagree: the copy credits {source}, but {later.detail}"
        )
    if pair.translation is not None:
        note = _dated_anew(later)
        return Status.CONFIRMED, (
            f"the copy credits {source}, whose text is in another language, "
            f"and {pair.translation.words}{note}"
        )
    if pair.match is None:
        if credit.kind is CreditKind.TRANSLATION:
            return Status.CLAIMED, f"the copy says it is translated from {source}"
        if _in_two_languages(pair):
            return Status.CLAIMED, (
                f"the copy credits {source}, whose text is in another language and was not compared"
            )
        return Status.CONTRADICTED, (
            f"the texts differ: the copy credits {source}, but shares no text with it"
        )
    closer = _far_closer(edge, edges)
    if closer is not None:
        return Status.CONTRADICTED, (
            f"another article is the far closer match: the copy credits {source}, "
            f"but its text is that of {closer}"
        )
    return Status.CONFIRMED, f"the copy credits {source} and the texts match{_dated_anew(later)}"


def _dated_anew(later: Sighting | None) -> str:
    """Tell that the source is dated later than its copy, and why that may be."""
    return f", though {later.detail}: pages are often dated anew" if later is not None else ""


def _or_a_twin(twins: int) -> str:
    """Tell that word-for-word twins of the source are as possible."""
    if twins <= 1:
        return ""
    others = "another text is" if twins == 2 else f"{twins - 1} other texts are"
    return f"; {others} the same word for word, so it may be from there"


def _in_two_languages(pair: Pair) -> bool:
    source, copy = pair.source.language, pair.copy.language
    return source is not None and copy is not None and source != copy


def _within_a_day(pair: Pair) -> bool:
    """Whether a wrong clock or a page dated anew explains how two dates disagree."""
    source, copy = pair.source.published, pair.copy.published
    if pair.match is None and pair.translation is None:
        return False
    if source is None or copy is None:
        return False
    return source.bounds()[0] - copy.bounds()[1] <= _SLIP


def _far_closer(edge: Edge, edges: Edges) -> str | None:
    """Name the source the evidence points to, where it leaves the credited one far behind."""
    overlap = edge.pair.overlap
    if overlap is None or edge.version > _FAR_FROM:
        return None
    if overlap.places - overlap.nearest_places < _FARTHER_PLACES:
        return None
    copy = edge.pair.copy
    for other in edges.values():
        if other.version >= _FAR_CLOSER and names(copy.credits, other.pair.source) is None:
            return other.pair.source.name
    return None
