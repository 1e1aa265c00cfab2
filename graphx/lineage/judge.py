"""Judge one story: every possible source of every article, weighed against one another.

In:   a `Story`, the shingles of its texts.
Out:  a `Judgement`: derivations with status and clues, siblings, undecided pairs, and for every
      article the probability that its source is not among them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from graphx.lineage.clues import sightings_of
from graphx.lineage.columns import Shingles
from graphx.lineage.date_clues import published_later
from graphx.lineage.evidence import names
from graphx.lineage.possible import Edge
from graphx.lineage.siblings import unexplained
from graphx.lineage.sightings import Sighting
from graphx.lineage.stability import stability_of
from graphx.lineage.status import status_of
from graphx.lineage.stories import Story
from graphx.lineage.text_clues import describe_places
from graphx.lineage.weighing import Edges, Weighed, weigh
from graphx.lineage.weights import DECIDED, PRIORS
from graphx.model import Clue, CreditKind, Derivation, Relation, Sibling, Undecided

_TOLD_SHARE: Final = 0.1
"""Probability of being the first text from which on it is told as a clue."""

_TOLD_PLACES: Final = 0.1
"""The same of places where changes were undone or repeated."""

_UNDOES: Final = (
    "the copy has the first text's words in {} where the supposed source has changed them"
)
_REPEATS: Final = "both differ from the first text in the same words in {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found in one story."""

    story_id: str
    derivations: tuple[Derivation, ...]
    siblings: tuple[Sibling, ...]
    undecided: tuple[Undecided, ...]
    origins: Mapping[str, float] = field(default_factory=dict)


def judge(story: Story, rows: Mapping[str, Shingles] | None = None) -> Judgement:
    """Work out who probably took it from whom.

    Parameters
    ----------
    story : Story
    rows : mapping of str to ndarray of uint64, optional
        Shingles of the articles in order; without them texts are compared by their matches only.

    Returns
    -------
    Judgement
        Derivations sorted by copy and source; pairs sorted by left and right.
    """
    if not story.pairs:  # one article alone
        origins = {witness.article_id: 1.0 for witness in story.witnesses}
        return Judgement(
            story_id=story.story_id, derivations=(), siblings=(), undecided=(), origins=origins
        )
    weighed = weigh(story, rows)
    stability = stability_of(story, weighed)
    by_copy = _by_copy(weighed.edges)
    derivations = [
        _derivation(story.story_id, edge, weighed, by_copy[key[0]], stability.get(key))
        for key, edge in sorted(_told(by_copy).items())
    ]
    siblings, undecided = unexplained(story, weighed, derivations)
    return Judgement(
        story_id=story.story_id,
        derivations=tuple(derivations),
        siblings=siblings,
        undecided=undecided,
        origins=weighed.origins,
    )


def _by_copy(edges: Edges) -> dict[str, dict[tuple[str, str], Edge]]:
    """Edges into each copy, as they are in `edges`."""
    found: dict[str, dict[tuple[str, str], Edge]] = defaultdict(dict)
    for key, edge in edges.items():
        found[key[0]][key] = edge
    return found


def _told(by_copy: Mapping[str, Edges]) -> dict[tuple[str, str], Edge]:
    """Edges that become derivations: the most probable source if it is, and each credited one."""
    told = dict(_best(by_copy))
    for copy, edges in by_copy.items():
        several = [(source, edge) for (_, source), edge in edges.items()]
        several.sort(key=_order)
        credited: set[str] = set()
        claimed = {(e.pair.source.outlet_id, e.pair.source.collected) for _, e in several}
        for source, edge in several:
            credit = names(edge.pair.copy.credits, edge.pair.source)
            if credit is None:
                continue
            outlet = edge.pair.source.outlet_id or source
            if (outlet, False) in claimed and published_later(edge.pair) is not None:
                continue  # what is credited is an earlier text of that outlet
            if edge.pair.match is None or outlet not in credited:
                told[copy, source] = edge
            if edge.pair.match is not None:
                credited.add(outlet)
    return told


def _best(by_copy: Mapping[str, Edges]) -> Iterable[tuple[tuple[str, str], Edge]]:
    """Tell the most probable source of each copy if it is, the surest first, never in a circle.

    Of word-for-word twins any may be the source; one that goes back to the copy is not.
    """
    sure = []
    for copy, edges in by_copy.items():
        several = sorted(((source, edge) for (_, source), edge in edges.items()), key=_order)
        best = several[0][1].version
        twins = [(source, edge) for source, edge in several if edge.version == best]
        if best >= DECIDED and not twins[0][1].is_open:
            sure.append((-twins[0][1].probability, copy, twins))
    source_of: dict[str, str] = {}
    for _, copy, twins in sorted(sure, key=lambda item: item[:2]):
        for source, edge in twins:
            above: str | None = source
            while above is not None and above != copy:
                above = source_of.get(above)
            if above is None:
                source_of[copy] = source
                yield (copy, source), edge
                break


def _order(item: tuple[str, Edge]) -> tuple[float, float, str, str]:
    """Put the most probable words first, then the most probable of twins."""
    source, edge = item
    return -edge.version, *_rank(edge), source


def _rank(edge: Edge) -> tuple[float, str]:
    """Of twins, the more probable one, then the earlier."""
    published = edge.pair.source.published
    return -round(edge.probability, 9), published.earliest.isoformat() if published else "9"


def _derivation(
    story_id: str, edge: Edge, weighed: Weighed, beside: Edges, stability: float | None
) -> Derivation:
    credit = names(edge.pair.copy.credits, edge.pair.source)
    status, reason = status_of(edge, credit, beside)
    source, copy = edge.pair.source.published, edge.pair.copy.published
    lag = None
    if source and copy and (source.certainly_before(copy) or copy.certainly_before(source)):
        # Dates that overlap have an unknown order, so the distance of their middles says nothing.
        lag = (copy.middle - source.middle).total_seconds()
    match = edge.pair.match
    kind = credit.kind if credit is not None else (match.relation if match else Relation.PARTIAL)
    if edge.pair.translation is not None:
        kind = CreditKind.TRANSLATION  # whatever the credit calls it
    return Derivation(
        copy_id=edge.pair.copy.article_id,
        source_id=edge.pair.source.article_id,
        story_id=story_id,
        kind=kind,
        status=status,
        reason=reason,
        probability=edge.version,
        lag_seconds=lag,
        stability=stability,
        prior=edge.prior,
        clues=(
            *(seen.weighed() for seen in _seen(edge, weighed)),
            *_misdated(edge, weighed),
            *_first(edge, weighed),
            *_changes(edge, weighed),
        ),
    )


def _seen(edge: Edge, weighed: Weighed) -> Sequence[Sighting]:
    """Tell what speaks for an edge as it was weighed.

    Near-duplicates of a copy that is the first of them have their words from it: they are no
    nearer sources.
    """
    overlap = edge.pair.overlap
    key = edge.pair.copy.article_id, edge.pair.source.article_id
    if overlap is None or key not in weighed.fetched:
        return edge.sightings
    beside = replace(overlap, nearest_places=overlap.nearest_outside)
    return sightings_of(replace(edge.pair, overlap=beside))


def _misdated(edge: Edge, weighed: Weighed) -> Iterable[Clue]:
    """Tell that the source's date is probably wrong, and how much less dates weigh for that."""
    share = weighed.redated.get((edge.pair.copy.article_id, edge.pair.source.article_id), 0.0)
    if share >= _TOLD_SHARE:
        yield Clue(
            name="misdated",
            weight=-edge.of_dates() * share,
            detail=f"the date of the source is probably wrong (p = {share:.2f}): it does not fit "
            "what others have of its text",
        )


def _first(edge: Edge, weighed: Weighed) -> Iterable[Clue]:
    """Tell that the source is probably the first text: most copies are taken from that."""
    share = weighed.heads.get(edge.pair.source.article_id, 0.0)
    if edge.pair.copy.article_id in weighed.heads and share >= _TOLD_SHARE:
        yield Clue(
            name="from_the_head",
            weight=weighed.hubs[edge.pair.copy.article_id] * share,
            detail=f"the source is the first of these texts (p = {share:.2f}), as most sources are",
        )


def _changes(edge: Edge, weighed: Weighed) -> Iterable[Clue]:
    """Tell where the copy would have undone what the source had changed, and where it has it."""
    key = edge.pair.copy.article_id, edge.pair.source.article_id
    for name, counted, detail in (
        ("undoes_changes", weighed.undone, _UNDOES),
        ("repeats_changes", weighed.repeated, _REPEATS),
    ):
        places = counted.get(key, 0.0)
        if places >= _TOLD_PLACES:
            words = detail.format(describe_places(max(1, round(places))))
            yield Clue(name=name, weight=PRIORS[name] * places, detail=words)
