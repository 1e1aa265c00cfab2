"""Every source that an article of a story may have, with what speaks for and against it.

In:   a `Story`, its texts.
Out:  `Possible`: edges with their clues, and for each family those from a text nobody knows.

In a large story only the likeliest sources of each article are weighed: those it credits or that
credit it, and the texts most like it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graphx.lineage.clues import OF_DATES, OF_TEXTS, TEXTUAL, sightings_of
from graphx.lineage.compared import compared
from graphx.lineage.date_clues import of_one_outlet
from graphx.lineage.evidence import Overlap, Pair, Witness, names
from graphx.lineage.families import Family, families_of
from graphx.lineage.polarity import Changes
from graphx.lineage.sightings import Sighting
from graphx.lineage.stories import Story
from graphx.lineage.texts import StoryTexts
from graphx.lineage.weights import PRIORS, WEIGHTS
from graphx.model import CreditKind, Relation

MOST_SOURCES: Final = 24
"""Matching articles that are weighed as the source of one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One possible source of one copy.

    ``probability`` is that of this very source; ``version`` that of its words: the sum over its
    word-for-word twins, which no text can tell apart.  ``twins`` counts them, itself included.
    """

    pair: Pair
    sightings: tuple[Sighting, ...]
    priors: tuple[str, ...]
    probability: float = 0.0
    version: float = 0.0
    twins: int = 1

    @property
    def prior(self) -> float:
        """Log-odds before any clue."""
        return sum(PRIORS[name] for name in self.priors)

    def weight(self) -> float:
        """Log-odds of the edge."""
        return self.prior + sum(WEIGHTS[seen.name] * seen.strength for seen in self.sightings)

    def of_texts(self) -> float:
        """Log-odds that the texts alone give."""
        return sum(
            WEIGHTS[seen.name] * seen.strength for seen in self.sightings if seen.name in TEXTUAL
        )

    def of_dates(self) -> float:
        """Log-odds that dates give which may be wrong."""
        if not self.has_two_clocks:
            return 0.0
        return sum(
            WEIGHTS[seen.name] * seen.strength for seen in self.sightings if seen.name in OF_DATES
        )

    @property
    def has_two_clocks(self) -> bool:
        """Whether both have a date, and of two outlets: so one of these may be wrong by itself."""
        copy, source = self.pair.copy, self.pair.source
        return not (copy.published is None or source.published is None or of_one_outlet(self.pair))

    @property
    def is_open(self) -> bool:
        """Whether the source is a stub that the copy itself does not credit."""
        return not self.pair.source.collected and not names(
            self.pair.copy.credits, self.pair.source
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """Everything that is weighed in one story.

    ``lost`` holds, for each of ``families``, the edges from its possible lost text; ``changes``
    what its stems changed, unless there are too many.
    """

    edges: Sequence[Edge]
    lost: Sequence[Sequence[Edge]]
    families: Sequence[Family]
    changes: Sequence[Changes | None]

    @property
    def naming(self) -> frozenset[str]:
        """Articles that name a collected one, with which they share text, as their source."""
        return frozenset(
            edge.pair.copy.article_id
            for edge in self.edges
            if edge.pair.source.collected
            and edge.pair.match is not None
            and names(edge.pair.copy.credits, edge.pair.source) is not None
        )


def possible_edges(story: Story, texts: StoryTexts) -> Possible:
    """Every edge that is weighed, sorted by copy and source."""
    families = families_of(story, texts.versions())
    common = {
        name: overlap
        for family in families
        for name, overlap in texts.common(family.members).items()
    }
    headlines = {name: family.headline for family in families for name in family.members}
    pairs = compared(_likeliest(story, families), texts, common, headlines)
    lost = [
        [
            Edge(
                pair=(pair := _from_lost(known[name], seen, family)),
                sightings=(
                    *(told for rule in OF_TEXTS if (told := rule(pair)) is not None),
                    *_was_there(pair),
                ),
                priors=(Relation.NEAR_DUPLICATE,),
            )
            for name in family.members
            if (seen := pairs.common.get(name)) is not None
        ]
        for known in [{w.article_id: w for w in story.witnesses}]
        for family in families
    ]
    return Possible(
        edges=[
            Edge(pair=pair, sightings=sightings_of(pair), priors=_priors(pair))
            for pair in pairs.pairs
        ],
        lost=lost,
        families=families,
        changes=[
            texts.changes(family.members, family.stems) if family.stems else None
            for family in families
        ],
    )


def _from_lost(copy: Witness, seen: Overlap, family: Family) -> Pair:
    return Pair(
        copy=copy, source=_NOBODYS, match=None, overlap=seen, common_headline=family.headline
    )


def _was_there(pair: Pair) -> Iterator[Sighting]:
    """Tell that a lost text was there before its copies: dates speak for it as for any other."""
    if pair.copy.published is not None:
        yield Sighting(name="published_earlier", detail="a text that was copied was there before")


_NOBODYS: Final = Witness(article_id="", outlet_id=None, collected=False)


def _priors(pair: Pair) -> tuple[str, ...]:
    if pair.match is not None and pair.match.relation is Relation.NEAR_DUPLICATE:
        return (pair.match.relation,)
    if not pair.source.collected:
        credited = names(pair.copy.credits, pair.source) is not None
        return ("credited_stub" if credited else "open_stub",)
    if pair.match is not None:
        return (pair.match.relation,)
    credit = names(pair.copy.credits, pair.source)
    translated = pair.translation is not None or (
        credit is not None and credit.kind is CreditKind.TRANSLATION
    )
    return ("credited_stub" if translated else "address",)


def _likeliest(story: Story, families: Sequence[Family]) -> list[Pair]:
    """Both directions of every pair that may be an edge, the likeliest of each copy.

    A stub may be the source of every near-duplicate of an article that credits it.
    """
    known = {witness.article_id: witness for witness in story.witnesses}
    by_copy: dict[str, list[tuple[bool, float, str, Pair]]] = defaultdict(list)
    for given in story.pairs:
        for pair in (given, Pair(copy=given.source, source=given.copy, match=given.match)):
            if not pair.copy.collected:
                continue
            credited = names(pair.copy.credits, pair.source) is not None
            if pair.match is None and not credited:
                continue
            alike = pair.match.jaccard if pair.match is not None else 1.0
            by_copy[pair.copy.article_id].append(
                (not credited, -alike, pair.source.article_id, pair)
            )
    for family in families:
        for stub in family.stubs:
            for name in family.members:
                pair = Pair(copy=known[name], source=known[stub], match=None)
                if names(pair.copy.credits, pair.source) is None:
                    by_copy[name].append((False, -1.0, stub, pair))
    chosen = []
    for copy in sorted(by_copy):
        several = by_copy[copy]
        if len(several) > MOST_SOURCES:
            several = _earliest_of(several)
        chosen.extend(sorted((entry[3] for entry in several), key=lambda p: p.source.article_id))
    return chosen


def _earliest_of(
    several: list[tuple[bool, float, str, Pair]],
) -> list[tuple[bool, float, str, Pair]]:
    """Keep the credited, then the most alike; of word-for-word twins the earliest."""

    def order(entry: tuple[bool, float, str, Pair]) -> tuple[bool, float, float, str]:
        published = entry[3].source.published
        moment = published.earliest.timestamp() if published is not None else float("inf")
        return entry[0], entry[1], moment, entry[2]

    return sorted(several, key=order)[:MOST_SOURCES]
