"""Weigh every possible source of every article of one story.

In:   a `Story`, the shingles of its texts.
Out:  `Weighed`: possible edges with their clues and probabilities, and for every article the
      probability that its source is not among them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.columns import Shingles
from graphx.lineage.kin import Bonds
from graphx.lineage.numbers import numbers_of
from graphx.lineage.possible import Edge, Possible, possible_edges
from graphx.lineage.stories import Story
from graphx.lineage.sums import story_sums
from graphx.lineage.texts import StoryTexts
from graphx.lineage.weights import PRIORS, WEIGHTS

BONDS: Final = Bonds(
    stray=PRIORS["known_kin"], hub=PRIORS["from_the_head"], misdated=PRIORS["misdated"]
)
"""What holds families together."""

_NONE: Final = 1e-9

Edges = Mapping[tuple[str, str], Edge]
"""Edges by (copy, source)."""


@dataclass(frozen=True, slots=True)
class LostText:
    """A text that may be behind some articles.

    ``probability`` is that it stands at their head; ``shares`` that it was an article's direct
    source.
    """

    probability: float
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """All possible edges of a story, and P(source unobserved) of every article.

    ``heads`` are the probabilities that an article is the first text of its near-duplicates, and
    ``hubs`` the log-odds that it was taken from the first, where another is that.  By (copy,
    source), ``undone`` is in how many places the copy would have undone what the source had
    changed and ``repeated`` in how many it has the same, on average over the texts that may be the
    first; ``fetched`` are those where the copy, if it has its text from there, is the first of its
    near-duplicates. ``redated`` is the share of an edge's probability where the source's date is
    wrong.
    """

    edges: Edges
    origins: Mapping[str, float]
    heads: Mapping[str, float]
    hubs: Mapping[str, float]
    undone: Mapping[tuple[str, str], float]
    repeated: Mapping[tuple[str, str], float]
    fetched: Collection[tuple[str, str]]
    redated: Mapping[tuple[str, str], float]
    lost: Sequence[LostText]
    possible: Possible


def weigh(story: Story, rows: Mapping[str, Shingles] | None = None) -> Weighed:
    """Work out how probable every source of every article is.

    Parameters
    ----------
    story : Story
    rows : mapping of str to ndarray of uint64, optional
        Shingles of the articles in order; what is missing is not compared place by place.
    """
    here = {witness.article_id for witness in story.witnesses}
    texts = StoryTexts(
        {name: row for name, row in (rows or {}).items() if name in here}, outlets_of(story)
    )
    possible = possible_edges(story, texts)
    found = probabilities(
        story,
        possible,
        [edge.weight() for edge in possible.edges],
        [edge.of_dates() for edge in possible.edges],
    )
    told = found.edges.tolist()
    hidden = dict(zip((w.article_id for w in story.witnesses), found.roots.tolist(), strict=True))
    for text in found.lost:
        for name, share in text.shares.items():
            hidden[name] += share
    for edge, probability in zip(possible.edges, told, strict=True):
        if edge.is_open:
            hidden[edge.pair.copy.article_id] += probability
    return Weighed(
        edges=_versions(possible.edges, told, texts.versions()),
        origins={name: min(1.0, share) for name, share in hidden.items()},
        heads=found.heads,
        hubs=found.hubs,
        undone=_counted(possible.edges, found.undone),
        repeated=_counted(possible.edges, found.repeated),
        redated=_counted(possible.edges, found.redated / np.maximum(found.edges, _NONE)),
        fetched={
            (edge.pair.copy.article_id, edge.pair.source.article_id)
            for edge, part, whole in zip(possible.edges, found.fetched.tolist(), told, strict=True)
            if 2.0 * part > whole
        },
        lost=found.lost,
        possible=possible,
    )


def _counted(edges: Sequence[Edge], amounts: NDArray[np.float64]) -> dict[tuple[str, str], float]:
    return {
        (edge.pair.copy.article_id, edge.pair.source.article_id): count
        for edge, count in zip(edges, amounts.tolist(), strict=True)
        if count > 0.0
    }


def outlets_of(story: Story) -> dict[str, str]:
    """Outlets of a story's articles by article id, where they are known."""
    return {w.article_id: w.outlet_id for w in story.witnesses if w.outlet_id is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Probabilities:
    """What the sums over all trees say; the nouns are those of `Weighed`.

    Parameters
    ----------
    edges, undone, repeated, fetched, redated : ndarray of float64, shape (n_edges,)
        ``fetched`` is the part of ``edges`` where the copy is the first of its near-duplicates,
        ``redated`` that where the source is, and its date is wrong.
    roots : ndarray of float64, shape (n_witnesses,)
        Of a source that nobody knows.
    lost : list of LostText
    heads, hubs : dict of str to float
    """

    edges: NDArray[np.float64]
    undone: NDArray[np.float64]
    repeated: NDArray[np.float64]
    fetched: NDArray[np.float64]
    redated: NDArray[np.float64]
    roots: NDArray[np.float64]
    lost: list[LostText]
    heads: dict[str, float]
    hubs: dict[str, float]


def probabilities(
    story: Story, possible: Possible, weights: Sequence[float], of_dates: Sequence[float]
) -> Probabilities:
    """Sum over all trees of a story, each edge of this log-odds, and so much of it of dates."""
    place = {witness.article_id: i for i, witness in enumerate(story.witnesses)}
    numbers = numbers_of(
        possible,
        place,
        np.array(weights, np.float64),
        np.array(weights, np.float64) - [edge.of_texts() for edge in possible.edges],
        [np.array([edge.weight() for edge in lost]) for lost in possible.lost],
        np.array(of_dates, np.float64),
        np.zeros(len(place)),
        {**WEIGHTS, **PRIORS},
    )
    sums = story_sums(numbers, BONDS)
    lost = [
        LostText(
            probability=float(found.heads[-1]),
            shares=dict(zip(family.members, found.texts[-1].tolist(), strict=True)),
        )
        for family, edges, found in zip(
            possible.families, possible.lost, sums.families, strict=True
        )
        if edges
    ]
    heads = {
        name: share
        for family, found in zip(possible.families, sums.families, strict=True)
        for name, share in zip(family.members, found.heads.tolist(), strict=False)
    }
    return Probabilities(
        edges=sums.all.edges,
        undone=sums.undone / PRIORS["undoes_changes"],
        repeated=sums.repeated / PRIORS["repeats_changes"],
        fetched=sums.fetched,
        redated=sums.redated,
        roots=sums.all.roots,
        lost=lost,
        heads=heads,
        hubs={
            name: BONDS.hub + more
            for family, places in zip(possible.families, numbers.kin, strict=True)
            for name, more in zip(family.members, places.kin.handed.tolist(), strict=True)
        },
    )


def _versions(edges: Sequence[Edge], told: Sequence[float], versions: Mapping[str, int]) -> Edges:
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
        (edge.pair.copy.article_id, edge.pair.source.article_id): Edge(
            pair=edge.pair,
            sightings=edge.sightings,
            priors=edge.priors,
            probability=probability,
            version=min(1.0, sums[key]),
            twins=counts[key],
        )
        for edge, probability, key in zip(edges, told, keys, strict=True)
    }
