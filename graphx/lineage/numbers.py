"""The edges of a story as numbers.

In:   `Possible` edges, a weight for each.
Out:  `Numbers`: all of them as `graphx.lineage.tree` sums them, and those of each family as
      `graphx.lineage.kin` does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.families import Family
from graphx.lineage.kin import Kin, breadth, handed, likely_heads
from graphx.lineage.kin_places import KinPlaces
from graphx.lineage.polarity import Changes
from graphx.lineage.possible import Edge, Possible
from graphx.lineage.text_clues import felt, felt_each, nearer_by_kin
from graphx.lineage.tree import Sources


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
    date_weights: NDArray[np.float64],
    root_weights: NDArray[np.float64],
    priors: Mapping[str, float],
) -> Numbers:
    """Lay edges out for summing.

    ``bare_weights`` are those without what the texts say, ``date_weights`` the part of them that
    dates say; see `Kin`.
    """
    pairs = [edge.pair for edge in possible.edges]
    given = Sources(
        sources=np.array([place[pair.source.article_id] for pair in pairs], np.int64),
        copies=np.array([place[pair.copy.article_id] for pair in pairs], np.int64),
        weights=weights,
        root_weights=root_weights.copy(),
    )
    stubs = np.array([not pair.source.collected for pair in pairs], bool)
    naming = sorted(possible.naming)
    story = _Story(possible, naming, place, given, stubs, bare_weights, date_weights, priors)
    told = zip(possible.families, possible.lost, lost_weights, possible.changes, strict=True)
    return Numbers(given, [_placed(story, *family) for family in told])


class _Story(NamedTuple):
    """What is known of all edges.

    Parameters
    ----------
    possible : Possible
    naming : sequence of str
        Sorted: `Possible.naming`.
    place : mapping of str to int
        Of every article and stub.
    given : Sources
        What a lost text pulls on members is added to its ``root_weights``, family by family.
    stubs : ndarray of bool, shape (n_edges,)
        Whether the source of each is a stub.
    bare, dates : ndarray of float64, shape (n_edges,)
    priors : mapping of str to float
    """

    possible: Possible
    naming: Sequence[str]
    place: Mapping[str, int]
    given: Sources
    stubs: NDArray[np.bool_]
    bare: NDArray[np.float64]
    dates: NDArray[np.float64]
    priors: Mapping[str, float]


class _Into(NamedTuple):
    """Edges into the members of a family.

    Parameters
    ----------
    members : ndarray of int64, shape (n_members,)
        Their places.
    at : ndarray of int64, shape (n_places,)
        Which member stands at each place; -1 where none does.
    inner, outer : ndarray of int64
        Edges from members, and from all others but stubs.
    texts : sequence of ndarray of int64
        Edges from each stub.
    """

    members: NDArray[np.int64]
    at: NDArray[np.int64]
    inner: NDArray[np.int64]
    outer: NDArray[np.int64]
    texts: Sequence[NDArray[np.int64]]

    @classmethod
    def of(cls, story: _Story, members: NDArray[np.int64]) -> "_Into":
        """Find the edges into the members at these places."""
        sources, copies = story.given.sources, story.given.copies
        at = np.full(len(story.place), -1)
        at[members] = np.arange(members.size)
        into = np.flatnonzero(at[copies] >= 0)
        inside, unread = at[sources[into]] >= 0, into[story.stubs[into]]
        return cls(
            members,
            at,
            into[inside],
            into[~inside & ~story.stubs[into]],
            [unread[sources[unread] == stub] for stub in np.unique(sources[unread])],
        )

    def row(self, copies: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Write values to the members at the places of some copies, and -inf to all others."""
        row = np.full(self.members.size, -np.inf)
        row[self.at[copies]] = values
        return row


class _Unread(NamedTuple):
    """Texts whose words are unknown, stubs and the lost text behind them: see `Kin`."""

    rows: list[NDArray[np.float64]]
    bare: list[NDArray[np.float64]]
    credited: list[list[bool]]
    there: list[bool]


class _Pulls(NamedTuple):
    """What a lost text does to each member: see `Kin` and `KinPlaces`."""

    firsts: NDArray[np.float64]
    strays: NDArray[np.float64]
    headed: NDArray[np.float64]


def _placed(
    story: _Story,
    family: Family,
    lost: Sequence[Edge],
    lost_weights: NDArray[np.float64],
    changes: Changes | None,
) -> KinPlaces:
    """Lay the edges into one family out."""
    given, priors = story.given, story.priors
    into = _Into.of(story, np.array([story.place[name] for name in family.members], np.int64))
    members, m = into.members, into.members.size
    stems = np.array([into.at[story.place[name]] for name in family.stems], np.int64)
    inner = _from_stems(given, into, stems, given.weights, -np.inf)
    pulls = _pulls(story, into, lost)
    overlaps = (story.possible.edges[i].pair.overlap for i in into.outer)
    relief = np.array([nearer_by_kin(overlap) for overlap in overlaps], np.float64)
    relief *= -priors["another_is_nearer"]
    first_outside = _from_outside(given, into, relief)
    given.root_weights[members] += pulls.strays
    outside = _from_outside(given, into, np.zeros_like(relief))
    unread = _unread(story, into, lost, lost_weights)
    tried = likely_heads(inner[:, stems], outside[stems])
    undone, repeated, made = _changed(changes, (*stems[tried].tolist(), m), inner.shape, priors)
    kin = Kin(
        stems=stems,
        inner=inner,
        outside=outside,
        firsts=pulls.firsts,
        first_outside=first_outside + pulls.firsts,
        strays=pulls.strays,
        texts=np.array(unread.rows).reshape(-1, m),
        bare=np.array(unread.bare).reshape(-1, m),
        credited=np.array(unread.credited, bool).reshape(-1, m),
        tried=tried,
        undone=undone,
        repeated=repeated,
        made=made,
        # The headline of a text nobody has was made up once, as that of a member was.
        priors=np.where(unread.there, priors["stub_is_head"], priors["lost_text"])
        - priors["same_headline"] * (family.headline is not None)
        + priors["run_by_many"] * breadth(m),
        there=np.array(unread.there, bool),
        handed=handed(m, np.isin(family.members, story.naming)),
        dates=_from_stems(given, into, stems, story.dates, 0.0),
    )
    return KinPlaces(
        kin=kin,
        members=members,
        inner=into.inner,
        outer=into.outer,
        relief=relief,
        texts=into.texts,
        has_lost=bool(lost),
        headed=pulls.headed,
        has_headline=family.headline is not None,
    )


def _from_stems(
    given: Sources,
    into: _Into,
    stems: NDArray[np.int64],
    values: NDArray[np.float64],
    absent: float,
) -> NDArray[np.float64]:
    """Return the value of each stem's edge to each member, shape (n_stems, n_members).

    A family too large to be summed under several heads has no stems, and needs no table.
    """
    stem = np.full(into.members.size, -1)
    stem[stems] = np.arange(stems.size)
    rows = stem[into.at[given.sources[into.inner]]]
    edges = into.inner[rows >= 0]
    table = np.full((stems.size, into.members.size if stems.size else 0), absent)
    table[rows[rows >= 0], into.at[given.copies[edges]]] = values[edges]
    return table


def _from_outside(given: Sources, into: _Into, relief: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weight of all sources outside the family, for each member."""
    taken = given.root_weights[into.members]
    np.logaddexp.at(taken, into.at[given.copies[into.outer]], given.weights[into.outer] + relief)
    return taken


def _pulls(story: _Story, into: _Into, lost: Sequence[Edge]) -> _Pulls:
    """Weigh how near each member is to the text that nobody collected."""
    firsts, strays, headed = np.zeros((3, into.members.size))
    for edge in lost:
        if (overlap := edge.pair.overlap) is not None:
            copy = into.at[story.place[edge.pair.copy.article_id]]
            firsts[copy] = -felt(overlap.nearest_places)
            strays[copy] = felt(overlap.places - overlap.nearest_places)
            headed[copy] = any(seen.name == "same_headline" for seen in edge.sightings)
    nearer, headline = story.priors["another_is_nearer"], story.priors["same_headline"]
    return _Pulls(firsts * nearer, strays * nearer + headed * headline, headed)


def _unread(
    story: _Story, into: _Into, lost: Sequence[Edge], lost_weights: NDArray[np.float64]
) -> _Unread:
    """Lay out the edges from texts whose words are unknown; the lost one stands last."""
    found = _Unread([], [], [], [])
    nobody = [False] * into.members.size
    for edges in into.texts:
        copies = story.given.copies[edges]
        credited = list(nobody)
        for edge, copy in zip(edges, into.at[copies], strict=True):
            credited[copy] = not story.possible.edges[edge].is_open
        found.rows.append(into.row(copies, story.given.weights[edges]))
        found.bare.append(into.row(copies, story.bare[edges]))
        found.credited.append(credited)
        found.there.append(True)
    if lost:
        copies = np.array([story.place[edge.pair.copy.article_id] for edge in lost], np.int64)
        found.rows.append(into.row(copies, lost_weights))
        found.bare.append(np.full(into.members.size, -np.inf))
        found.credited.append(nobody)
        found.there.append(False)
    return found


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
