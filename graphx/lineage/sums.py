"""The edges of a story as numbers, and their sums over every tree.

In:   `Possible` edges, a weight for each.
Out:  the probability of every edge, of the unobserved source, of every family's lost text.

Near-duplicates are summed family by family, under every head they may have
(`graphx.lineage.families`); everything else, and families too large for that, in one go.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.families import Bonds, Kin, KinSums, breadth, handed, kin_sums, likely_heads
from graphx.lineage.polarity import Changes
from graphx.lineage.possible import Possible
from graphx.lineage.text_clues import felt, felt_each, nearer_by_kin
from graphx.lineage.tree import Sources, TreeSums, sparse_source_probabilities


@dataclass(frozen=True, slots=True)
class KinPlaces:
    """One family in numbers, and where its numbers stand among a story's edges.

    ``inner`` and ``outer`` are edges into members, from members and from all others but stubs, and
    ``relief`` what is added to the latter where the copy is the head;
    ``texts`` are edges from each stub; ``members`` the places of the members; ``headed`` marks
    those under the headline of most.
    """

    kin: Kin
    members: NDArray[np.int64]
    inner: NDArray[np.int64]
    outer: NDArray[np.int64]
    relief: NDArray[np.float64]
    texts: Sequence[NDArray[np.int64]]
    has_lost: bool
    headed: NDArray[np.float64]
    has_headline: bool

    def spread(self, found: KinSums, told: "StorySums", given: Sources) -> None:
        """Write what was found of the family into a story's probabilities."""
        edges, roots = told.all.edges, told.all.roots
        at = {int(v): i for i, v in enumerate(self.members)}
        stem = {int(v): i for i, v in enumerate(self.members[self.kin.stems])}
        copies = np.array([at[int(v)] for v in given.copies[self.inner]], np.int64)
        sources = np.array([stem.get(int(v), -1) for v in given.sources[self.inner]], np.int64)
        edges[self.inner] = np.where(sources < 0, 0.0, found.inner[sources, copies])
        told.undone[self.inner] = np.where(sources < 0, 0.0, found.undone[sources, copies])
        told.repeated[self.inner] = np.where(sources < 0, 0.0, found.repeated[sources, copies])
        told.fetched[self.outer] = self._fetched(found, given)
        edges[self.outer] = self._strayed(found, given) + told.fetched[self.outer]
        for row, stub in zip(found.texts, self.texts, strict=False):
            edges[stub] = row[[at[int(v)] for v in given.copies[stub]]]
        first = given.root_weights[self.members] - self.kin.strays + self.kin.firsts
        roots[self.members] = self.stray_roots(found, given)
        roots[self.members] += found.first_outside * np.exp(first - self.kin.first_outside)

    def stray_roots(self, found: KinSums, given: Sources) -> NDArray[np.float64]:
        """Return the probabilities of a source nobody knows where a member is not the head."""
        own = given.root_weights[self.members] - self.kin.outside
        taken: NDArray[np.float64] = found.outside * np.exp(own)
        return taken

    def _strayed(self, found: KinSums, given: Sources) -> NDArray[np.float64]:
        """Return the probabilities of ``outer`` edges where the copy is not the head."""
        copies = self._copies(given)
        weights = given.weights[self.outer] - self.kin.outside[copies]
        taken: NDArray[np.float64] = found.outside[copies] * np.exp(weights)
        return taken

    def _fetched(self, found: KinSums, given: Sources) -> NDArray[np.float64]:
        """Return the probabilities of ``outer`` edges where the copy is the head."""
        copies = self._copies(given)
        weights = given.weights[self.outer] + self.relief + self.kin.firsts[copies]
        taken: NDArray[np.float64] = found.first_outside[copies] * np.exp(
            weights - self.kin.first_outside[copies]
        )
        return taken

    def _copies(self, given: Sources) -> NDArray[np.int64]:
        """Return which members the copies of ``outer`` edges are."""
        place = np.zeros(given.root_weights.size, np.int64)
        place[self.members] = np.arange(self.members.size)
        copies: NDArray[np.int64] = place[given.copies[self.outer]]
        return copies

    def unread_counts(
        self, found: KinSums, seen: NDArray[np.float64], given: Sources
    ) -> NDArray[np.float64]:
        """How often clues are seen on edges from texts whose words are unknown.

        Parameters
        ----------
        found : KinSums
        seen : ndarray of float64, shape (n_edges, n_clues)
        given : Sources
        """
        at = {int(v): i for i, v in enumerate(self.members)}
        counts = np.zeros(seen.shape[1])
        for row, stub in zip(found.unread + found.behind, self.texts, strict=False):
            counts += row[[at[int(v)] for v in given.copies[stub]]] @ seen[stub]
        return counts

    def under_one_head(self, given: Sources, bonds: Bonds) -> Sources:
        """Give a family too large for more its likeliest head, and lay its bonds on the edges."""
        taken = np.full(given.root_weights.size, -np.inf)
        np.logaddexp.at(taken, given.copies[self.inner], given.weights[self.inner])
        head = self.members[np.argmin(taken[self.members])]
        weights, roots = given.weights.copy(), given.root_weights.copy()
        into = self.inner[given.sources[self.inner] == head]
        place = np.zeros(given.root_weights.size, np.int64)
        place[self.members] = np.arange(self.members.size)
        weights[into] += bonds.hub + self.kin.handed[place[given.copies[into]]]
        weights[self.outer[given.copies[self.outer] != head]] += bonds.stray
        roots[self.members[self.members != head]] += bonds.stray
        return replace(given, weights=weights, root_weights=roots)

    def unsummed(self) -> KinSums:
        """Return nothing found, in the shape of what is."""
        m, k = self.members.size, self.kin.priors.size
        return KinSums(
            inner=np.zeros((0, 0)),
            outside=np.zeros(m),
            first_outside=np.zeros(m),
            texts=np.zeros((k, m)),
            unread=np.zeros((k, m)),
            behind=np.zeros((k, m)),
            heads=np.zeros(m + k),
            undone=np.zeros((0, 0)),
            repeated=np.zeros((0, 0)),
            strays=0.0,
            from_head=0.0,
            against=0.0,
            alike=0.0,
        )


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is weighed in one story, as numbers."""

    sources: Sources
    kin: Sequence[KinPlaces]


def numbers_of(
    possible: Possible,
    place: Mapping[str, int],
    weights: NDArray[np.float64],
    bare_weights: NDArray[np.float64],
    lost_weights: Sequence[NDArray[np.float64]],
    root_weights: NDArray[np.float64],
    priors: Mapping[str, float],
) -> Numbers:
    """Lay edges out for summing.

    ``bare_weights`` are those without what the texts say; see `Kin`.
    """
    sources = np.array([place[edge.pair.source.article_id] for edge in possible.edges], np.int64)
    copies = np.array([place[edge.pair.copy.article_id] for edge in possible.edges], np.int64)
    stubs = np.array([not edge.pair.source.collected for edge in possible.edges], bool)
    roots = root_weights.copy()
    given = Sources(sources=sources, copies=copies, weights=weights, root_weights=roots)
    naming = sorted(possible.naming)
    kin = []
    for family, lost, own, changes in zip(
        possible.families, possible.lost, lost_weights, possible.changes, strict=True
    ):
        members = np.array([place[name] for name in family.members], np.int64)
        m = members.size
        at = np.full(len(place), -1)
        at[members] = np.arange(m)
        into = np.flatnonzero(at[copies] >= 0)
        inner = into[at[sources[into]] >= 0]
        outer = into[(at[sources[into]] < 0) & ~stubs[into]]
        stems = np.array([at[place[name]] for name in family.stems], np.int64)
        stem = np.full(m, -1)
        stem[stems] = np.arange(stems.size)
        from_stems = inner[stem[at[sources[inner]]] >= 0]
        # A family too large to be summed under several heads needs no table of numbers.
        matrix = np.full((stems.size, m if stems.size else 0), -np.inf)
        matrix[stem[at[sources[from_stems]]], at[copies[from_stems]]] = weights[from_stems]
        firsts, strays, headed = np.zeros(m), np.zeros(m), np.zeros(m)
        for edge in lost:
            if (overlap := edge.pair.overlap) is not None:
                copy = at[place[edge.pair.copy.article_id]]
                firsts[copy] = -felt(overlap.nearest_places)
                strays[copy] = felt(overlap.places - overlap.nearest_places)
                headed[copy] = any(seen.name == "same_headline" for seen in edge.sightings)
        firsts *= priors["another_is_nearer"]
        strays = strays * priors["another_is_nearer"] + headed * priors["same_headline"]
        overlaps = (possible.edges[i].pair.overlap for i in outer)
        relief = np.array([nearer_by_kin(overlap) for overlap in overlaps], np.float64)
        relief *= -priors["another_is_nearer"]
        first_outside = roots[members].copy()
        np.logaddexp.at(first_outside, at[copies[outer]], weights[outer] + relief)
        roots[members] += strays
        outside = roots[members].copy()
        np.logaddexp.at(outside, at[copies[outer]], weights[outer])
        texts, rows, bare, credited = [], [], [], []
        for stub in np.unique(sources[into[stubs[into]]]):
            edges = into[sources[into] == stub]
            row = np.full(m, -np.inf)
            row[at[copies[edges]]] = weights[edges]
            texts.append(edges)
            rows.append(row)
            bare.append(np.full(m, -np.inf))
            bare[-1][at[copies[edges]]] = bare_weights[edges]
            credited.append(np.zeros(m, bool))
            credited[-1][at[copies[edges]]] = [not possible.edges[i].is_open for i in edges]
        if lost:
            row = np.full(m, -np.inf)
            row[[at[place[edge.pair.copy.article_id]] for edge in lost]] = own
            rows.append(row)
            bare.append(np.full(m, -np.inf))
            credited.append(np.zeros(m, bool))
        tried = likely_heads(matrix[:, stems], outside[stems])
        undone, repeated, made = _changed(
            changes, (*stems[tried].tolist(), m), matrix.shape, priors
        )
        # The headline of a text nobody has was made up once, as that of a member was.
        there = np.array([True] * len(texts) + [False] * bool(lost), bool)
        kin.append(
            KinPlaces(
                kin=Kin(
                    stems=stems,
                    inner=matrix,
                    outside=outside,
                    firsts=firsts,
                    first_outside=first_outside + firsts,
                    strays=strays,
                    texts=np.array(rows).reshape(-1, m),
                    bare=np.array(bare).reshape(-1, m),
                    credited=np.array(credited, bool).reshape(-1, m),
                    tried=tried,
                    undone=undone,
                    repeated=repeated,
                    made=made,
                    priors=np.where(there, priors["stub_is_head"], priors["lost_text"])
                    - priors["same_headline"] * (family.headline is not None)
                    + priors["run_by_many"] * breadth(m),
                    there=there,
                    handed=handed(m, np.isin(family.members, naming)),
                ),
                members=members,
                inner=inner,
                outer=outer,
                relief=relief,
                texts=texts,
                has_lost=bool(lost),
                headed=headed,
                has_headline=family.headline is not None,
            )
        )
    return Numbers(given, kin)


def _changed(
    changes: Changes | None,
    heads: Sequence[int],
    shape: tuple[int, ...],
    priors: Mapping[str, float],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Weigh what was changed under each of `heads`: `Kin.undone`, `Kin.repeated`, `Kin.made`."""
    undone = np.zeros((len(heads), *shape))
    repeated, made = np.zeros_like(undone), np.zeros(len(heads))
    if changes is not None:
        for under, head in enumerate(heads):
            undone[under] = priors["undoes_changes"] * felt_each(changes.undone(head))
            repeated[under] = priors["repeats_changes"] * felt_each(changes.repeated(head))
            made[under] = -priors["repeats_changes"] * felt_each(changes.made(head)).sum()
    return undone, repeated, made


@dataclass(frozen=True, slots=True)
class StorySums:
    """Sums over all edges of a story, and what was found in each family.

    ``undone`` is what speaks against each edge because it undoes changes, over all heads,
    ``repeated`` what speaks for it because both have them;
    ``fetched`` the part of each edge's probability where the copy is the head of its family.
    """

    all: TreeSums
    families: Sequence[KinSums]
    undone: NDArray[np.float64]
    repeated: NDArray[np.float64]
    fetched: NDArray[np.float64]


def story_sums(numbers: Numbers, bonds: Bonds) -> StorySums:
    """Sum over every tree of a story."""
    given = numbers.sources
    for kin in numbers.kin:
        if not kin.kin.stems.size:
            given = kin.under_one_head(given, bonds)
    families = [
        kin_sums(kin.kin, bonds) if kin.kin.stems.size else kin.unsummed() for kin in numbers.kin
    ]
    every, none = sparse_source_probabilities(given), np.zeros(given.weights.size)
    sums = StorySums(every, families, undone=none, repeated=none.copy(), fetched=none.copy())
    for kin, found in zip(numbers.kin, families, strict=True):
        if kin.kin.stems.size:
            kin.spread(found, sums, numbers.sources)
    return sums
