"""One family of near-duplicates among the edges of its story.

In:   `Kin`, and where its numbers stand; what was found of it.
Out:  what that says of the edges.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.kin import Bonds, Kin, KinSums
from graphx.lineage.tree import Sources


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

    def stray_roots(self, found: KinSums, given: Sources) -> NDArray[np.float64]:
        """Return the probabilities of a source nobody knows where a member is not the head."""
        own = given.root_weights[self.members] - self.kin.outside
        taken: NDArray[np.float64] = found.outside * np.exp(own)
        return taken

    def strayed(self, found: KinSums, given: Sources) -> NDArray[np.float64]:
        """Return the probabilities of ``outer`` edges where the copy is not the head."""
        copies = self._copies(given, self.outer)
        weights = given.weights[self.outer] - self.kin.outside[copies]
        taken: NDArray[np.float64] = found.outside[copies] * np.exp(weights)
        return taken

    def fetched(self, found: KinSums, given: Sources) -> NDArray[np.float64]:
        """Return the probabilities of ``outer`` edges where the copy is the head."""
        copies = self._copies(given, self.outer)
        weights = given.weights[self.outer] + self.relief + self.kin.firsts[copies]
        taken: NDArray[np.float64] = found.first_outside[copies] * np.exp(
            weights - self.kin.first_outside[copies]
        )
        return taken

    def _copies(self, given: Sources, edges: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which members the copies of some edges are."""
        place = np.zeros(given.root_weights.size, np.int64)
        place[self.members] = np.arange(self.members.size)
        copies: NDArray[np.int64] = place[given.copies[edges]]
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
        weights[into] += bonds.hub + self.kin.handed[self._copies(given, into)]
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
            redated=np.zeros((0, 0)),
            misdated=0.0,
            strays=0.0,
            from_head=0.0,
            against=0.0,
            alike=0.0,
        )
