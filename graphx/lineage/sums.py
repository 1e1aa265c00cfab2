"""Sums over every tree of a story.

In:   `Numbers`.
Out:  the probability of every edge, of the unobserved source, of every family's lost text.

Near-duplicates are summed family by family, under every head they may have
(`graphx.lineage.kin`); everything else, and families too large for that, in one go.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.blocks import sparse_source_probabilities
from graphx.lineage.kin import Bonds, KinSums, kin_sums
from graphx.lineage.kin_places import KinPlaces
from graphx.lineage.numbers import Numbers
from graphx.lineage.tree import Sources, TreeSums


@dataclass(frozen=True, slots=True)
class StorySums:
    """Sums over all edges of a story, and what was found in each family.

    ``undone`` is what speaks against each edge because it undoes changes, over all heads,
    ``repeated`` what speaks for it because both have them;
    ``fetched`` the part of each edge's probability where the copy is the head of its family,
    ``redated`` that where the source is the head and wrongly dated.
    """

    all: TreeSums
    families: Sequence[KinSums]
    undone: NDArray[np.float64]
    repeated: NDArray[np.float64]
    fetched: NDArray[np.float64]
    redated: NDArray[np.float64]


def story_sums(numbers: Numbers, bonds: Bonds) -> StorySums:
    """Sum over every tree of a story."""
    given = numbers.sources
    for kin in numbers.kin:
        if not kin.kin.stems.size:
            given = kin.under_one_head(given, bonds)
    families = [
        kin_sums(kin.kin, bonds) if kin.kin.stems.size else kin.unsummed() for kin in numbers.kin
    ]
    every = sparse_source_probabilities(given)
    sums = StorySums(every, families, *np.zeros((4, given.weights.size)))
    for kin, found in zip(numbers.kin, families, strict=True):
        if kin.kin.stems.size:
            _spread(kin, found, sums, numbers.sources)
    return sums


def _spread(kin: KinPlaces, found: KinSums, told: StorySums, given: Sources) -> None:
    """Write what was found of a family into a story's probabilities."""
    edges, roots = told.all.edges, told.all.roots
    at = {int(v): i for i, v in enumerate(kin.members)}
    stem = {int(v): i for i, v in enumerate(kin.members[kin.kin.stems])}
    copies = np.array([at[int(v)] for v in given.copies[kin.inner]], np.int64)
    sources = np.array([stem.get(int(v), -1) for v in given.sources[kin.inner]], np.int64)
    edges[kin.inner] = np.where(sources < 0, 0.0, found.inner[sources, copies])
    told.undone[kin.inner] = np.where(sources < 0, 0.0, found.undone[sources, copies])
    told.repeated[kin.inner] = np.where(sources < 0, 0.0, found.repeated[sources, copies])
    told.redated[kin.inner] = np.where(sources < 0, 0.0, found.redated[sources, copies])
    told.fetched[kin.outer] = kin.fetched(found, given)
    edges[kin.outer] = kin.strayed(found, given) + told.fetched[kin.outer]
    for row, stub in zip(found.texts, kin.texts, strict=False):
        edges[stub] = row[[at[int(v)] for v in given.copies[stub]]]
    first = given.root_weights[kin.members] - kin.kin.strays + kin.kin.firsts
    roots[kin.members] = kin.stray_roots(found, given)
    roots[kin.members] += found.first_outside * np.exp(first - kin.kin.first_outside)
