"""Weigh every possible source of every article of one story.

In:   a `Story`, the shingles of its texts.
Out:  `Weighed`: possible edges with their clues and probabilities, and for every article the
      probability that its source is not among them.

In a large story only the likeliest sources of each article are weighed: those it credits or that
credit it, and the texts most like it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graphx.lineage.clues import Sighting, sightings_of
from graphx.lineage.evidence import Overlap, Pair, existed_before, names
from graphx.lineage.stories import Story
from graphx.lineage.texts import Shingles, StoryTexts
from graphx.lineage.tree import Sources, sparse_source_probabilities
from graphx.lineage.weights import ADDRESS_PRIOR, RELATION_PRIOR, STUB_PRIOR, WEIGHTS

MOST_SOURCES: Final = 24
"""Matching articles that are weighed as the source of one article."""

Edges = Mapping[tuple[str, str], "Edge"]
"""Edges by (copy, source)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One possible source of one copy.

    ``probability`` is that of this very source; ``version`` that of its words: the sum over its
    word-for-word twins, which no text can tell apart.  ``twins`` counts them, itself included.
    """

    pair: Pair
    sightings: tuple[Sighting, ...]
    prior: float
    probability: float = 0.0
    version: float = 0.0
    twins: int = 1

    def weight(self, weights: Mapping[str, float] = WEIGHTS) -> float:
        """Log-odds of the edge."""
        return self.prior + sum(weights[seen.name] * seen.strength for seen in self.sightings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """All possible edges of a story, and P(source unobserved) of every article."""

    edges: Edges
    origins: Mapping[str, float]


def weigh(story: Story, rows: Mapping[str, Shingles] | None = None) -> Weighed:
    """Work out how probable every source of every article is.

    Parameters
    ----------
    story : Story
    rows : mapping of str to ndarray of uint64, optional
        Shingles of the articles in order; what is missing is not compared place by place.
    """
    here = {witness.article_id for witness in story.witnesses}
    texts = StoryTexts({name: row for name, row in (rows or {}).items() if name in here})
    edges = possible_edges(story, texts)
    told, roots = probabilities(story, edges, [edge.weight() for edge in edges])
    return Weighed(
        edges=_versions(edges, told.tolist(), texts.versions()),
        origins=dict(zip((w.article_id for w in story.witnesses), roots.tolist(), strict=True)),
    )


def probabilities(
    story: Story, edges: Sequence[Edge], weights: Sequence[float]
) -> tuple[np.ndarray, np.ndarray]:
    """Probability of every edge, and of the unobserved source of every witness, in order."""
    place = {witness.article_id: i for i, witness in enumerate(story.witnesses)}
    return sparse_source_probabilities(
        Sources(
            sources=np.array([place[edge.pair.source.article_id] for edge in edges], np.int64),
            copies=np.array([place[edge.pair.copy.article_id] for edge in edges], np.int64),
            weights=np.array(weights, np.float64),
            root_weights=np.zeros(len(place)),
        )
    )


def possible_edges(story: Story, texts: StoryTexts) -> list[Edge]:
    """Every edge that is weighed, sorted by copy and source."""
    pairs = _likeliest(story)
    overlaps = texts.overlaps([(p.copy.article_id, p.source.article_id) for p in pairs])
    return [
        Edge(pair=pair, sightings=sightings_of(pair), prior=_prior(pair))
        for pair in _with_nearest(pairs, overlaps)
    ]


def _prior(pair: Pair) -> float:
    if pair.match is not None:
        return RELATION_PRIOR[pair.match.relation]
    return ADDRESS_PRIOR if pair.source.collected else STUB_PRIOR


def _likeliest(story: Story) -> list[Pair]:
    """Both directions of every pair that may be an edge, the likeliest of each copy."""
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


def _with_nearest(
    pairs: Sequence[Pair], overlaps: Mapping[tuple[str, str], Overlap]
) -> Iterable[Pair]:
    nearest: dict[str, int] = {}
    for pair in pairs:
        overlap = overlaps.get((pair.copy.article_id, pair.source.article_id))
        if overlap is not None and not existed_before(pair.copy, pair.source):
            copy = pair.copy.article_id
            nearest[copy] = min(overlap.places, nearest.get(copy, overlap.places))
    for pair in pairs:
        overlap = overlaps.get((pair.copy.article_id, pair.source.article_id))
        if overlap is None:
            yield pair
            continue
        fewest = nearest.get(pair.copy.article_id, overlap.places)
        yield replace(pair, overlap=replace(overlap, nearest_places=fewest))


def _versions(edges: Sequence[Edge], told: Sequence[float], versions: Mapping[str, bytes]) -> Edges:
    """Add up the probabilities of word-for-word twins."""
    sums: dict[tuple[str, object], float] = defaultdict(float)
    counts: dict[tuple[str, object], int] = defaultdict(int)
    keys = []
    for edge, probability in zip(edges, told, strict=True):
        source = edge.pair.source.article_id
        key = edge.pair.copy.article_id, versions.get(source, source)
        keys.append(key)
        sums[key] += probability
        counts[key] += 1
    return {
        (edge.pair.copy.article_id, edge.pair.source.article_id): replace(
            edge, probability=probability, version=min(1.0, sums[key]), twins=counts[key]
        )
        for edge, probability, key in zip(edges, told, keys, strict=True)
    }
