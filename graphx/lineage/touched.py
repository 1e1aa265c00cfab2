"""Tell which stories may not be what they were.

In:   what lineage is told of articles, of the build before and of this one; matches; which
      articles' texts changed or are matched otherwise.
Out:  articles whose stories are put together again, in groups that share no story; every other
      story stays as it is.

A story is made of its articles, their claims and matches, and of nothing else.  So the stories of
what changed, as they were and as they may be now, are touched, and no other one is.  What ties two
articles is drawn wider here than there: a tie too many costs work, a tie too few a wrong row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx.lineage.evidence import address
from graphx.lineage.witnesses import author_homes
from graphx.model import CreditKind, Relation

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

_NOWHERE = -1

_COMPARED = ("outlet_id", "outlet_name", "cluster_id")
"""What of an article may change although its document does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What lineage is told of collected articles besides their matches and texts.

    Parameters
    ----------
    articles : pyarrow.Table
        ``article_id`` (distinct), ``authors``, ``outlet_id``, ``outlet_name``, ``cluster_id``.
    claims : tuple of pyarrow.Table
        `schema.CREDIT`: credits, mentions, outgoing notes.
    """

    articles: pa.Table
    claims: tuple[pa.Table, pa.Table, pa.Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What may tie two articles to one story, besides a credited address.

    Parameters
    ----------
    urls : pyarrow.ChunkedArray of string
        Of the articles, in their order.
    matches : pyarrow.Table
        ``left_id``, ``right_id`` and ``relation`` of `schema.MATCH`.
    translations : pyarrow.Table
        ``copy_id`` and ``source_id`` of `schema.TRANSLATION`.
    """

    urls: pa.ChunkedArray
    matches: pa.Table
    translations: pa.Table


@dataclass(frozen=True, slots=True, eq=False)
class Tied:
    """Collected articles, and pairs of places of those that may belong to one story.

    Parameters
    ----------
    names : pyarrow.Array of string
    left, right : ndarray of int64, shape (n_pairs,)
    """

    names: pa.Array
    left: Places
    right: Places

    @classmethod
    def of(cls, now: Known, ties: Ties) -> "Tied":
        """Tell which articles may belong to one story."""
        names = now.articles["article_id"].combine_chunks()
        return cls(names, *_ties(names, ties, now.claims[0]))

    def groups(self, touched: pa.Array, most: int) -> Iterator[pa.Array]:
        """Cut touched articles into groups, so that no story has articles of two.

        Parameters
        ----------
        touched : pyarrow.Array of string
            All that is tied to one of them is among them.
        most : int
            Articles of a group, but for what one story needs besides.

        Examples
        --------
        >>> tied = Tied(pa.array(list("abcdef")), np.array([0, 3, 4]), np.array([4, 1, 2]))
        >>> [group.to_pylist() for group in tied.groups(tied.names, 2)]
        [['a', 'c', 'e'], ['b', 'd'], ['f']]
        """
        heads = _heads(len(self.names), self.left, self.right)
        places = np.flatnonzero(_among(self.names, touched))
        places = places[np.argsort(heads[places], kind="stable")]
        opens = np.flatnonzero(np.diff(heads[places], prepend=-1))
        # Where a group is full, the next one begins with the next head.
        cuts = opens[np.flatnonzero(np.diff(opens // most, prepend=-1))]
        for group in np.split(places, cuts[1:]):
            if group.size:
                yield self.names.take(pa.array(np.sort(group)))


def touched_articles(
    before: Known, stories: pa.ChunkedArray, now: Known, tied: Tied, changed: Iterable[str]
) -> pa.Array:
    """Return the ids of the articles whose stories must be put together again.

    Parameters
    ----------
    before, now : Known
    stories : pyarrow.ChunkedArray of string
        Story of each article of the build before, in their order.
    tied : Tied
        The articles now.
    changed : iterable of str
        Articles that are new or whose document, text, boilerplate or matches are not what they
        were.
    """
    names = tied.names
    names_before = before.articles["article_id"].combine_chunks()
    touched = _among(names, pa.array(list(changed), pa.string()))
    touched |= _told_otherwise(before.articles, now.articles)
    for table_before, table in zip(before.claims, now.claims, strict=True):
        touched |= _among(names, _claimants(table_before, table))
    touched |= _at_home_elsewhere(before.articles, now.articles)
    gone = ~_among(names_before, names)
    gone |= _among(names_before, names.filter(pa.array(touched)))
    mates = _among(stories, stories.filter(pa.array(gone)).combine_chunks())
    touched |= _among(names, names_before.filter(pa.array(mates)))
    return names.filter(pa.array(_reached(touched, tied.left, tied.right)))


def _among(values: pa.Array | pa.ChunkedArray, wanted: pa.Array) -> Flags:
    found: Flags = pc.is_in(values, value_set=wanted).to_numpy(zero_copy_only=False)
    return found


def _told_otherwise(before: pa.Table, now: pa.Table) -> Flags:
    """Which articles of `now` have no row in `before`, or another outlet or cluster there."""
    places = pc.index_in(now["article_id"], value_set=before["article_id"].combine_chunks())
    other = pc.is_null(places)
    for name in _COMPARED:
        then, told = before[name].take(places), now[name]
        same = pc.fill_null(pc.equal(then, told), False)
        unknown = pc.and_(pc.is_null(then), pc.is_null(told))
        other = pc.or_(other, pc.invert(pc.or_(same, unknown)))
    flags: Flags = other.to_numpy()
    return flags


def _claimants(before: pa.Table, now: pa.Table) -> pa.Array:
    """Articles with a claim that only one of the two tables has."""
    written, written_before = _written(now), _written(before)
    found = [
        table["article_id"].filter(pc.invert(pc.is_in(rows, value_set=others)))
        for table, rows, others in (
            (now, written, written_before),
            (before, written_before, written),
        )
    ]
    return pa.concat_arrays([column.combine_chunks() for column in found])


def _written(table: pa.Table) -> pa.Array:
    """One text for each row, with all its columns in it."""
    columns = [pc.cast(column, pa.string()) for column in table.columns]
    written = pc.binary_join_element_wise(
        *columns, "\x1f", null_handling="replace", null_replacement="\x00"
    )
    return written.combine_chunks()


def _at_home_elsewhere(before: pa.Table, now: pa.Table) -> Flags:
    """Which articles have an author who usually writes for another outlet than before."""
    then, homes = author_homes(before), author_homes(now)
    moved = {name for name in then.keys() | homes.keys() if then.get(name) != homes.get(name)}
    flags = np.zeros(now.num_rows, bool)
    if moved:
        authors = now["authors"].combine_chunks()
        names = pc.list_flatten(authors).to_pylist()
        rows = pc.list_parent_indices(authors).to_numpy()
        flags[rows[[name.casefold() in moved for name in names]]] = True
    return flags


def _ties(names: pa.Array, ties: Ties, credits: pa.Table) -> tuple[Places, Places]:
    """Pairs of places of articles that may belong to one story."""
    matches = ties.matches
    kinds = credits.filter(pc.equal(credits["kind"], CreditKind.EXCERPT.value))
    quoting = kinds["article_id"].combine_chunks()
    # A shared quotation ties two articles only where one of them credits an excerpt.
    binding = pc.not_equal(matches["relation"], Relation.QUOTATION.value).to_numpy()
    sides = [matches[side] for side in ("left_id", "right_id")]
    for side in sides:
        binding = binding | _among(side, quoting)
    left, right = (_places(side.filter(pa.array(binding)), names) for side in sides)
    linking, linked = _addressed(names, ties.urls, credits)
    copies, sources = (_places(ties.translations[one], names) for one in ("copy_id", "source_id"))
    left = np.concatenate([left, linking, copies])
    right = np.concatenate([right, linked, sources])
    known = (left >= 0) & (right >= 0)
    return left[known], right[known]


def _addressed(names: pa.Array, urls: pa.ChunkedArray, credits: pa.Table) -> tuple[Places, Places]:
    """Places of articles that credit an address, and of the articles that stand at it."""
    credits = credits.filter(pc.is_valid(credits["source_url"]))
    wanted = {address(url) for url in credits["source_url"].to_pylist()}
    if not wanted:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    standing: dict[str, list[int]] = {}
    for place, url in enumerate(urls.to_pylist()):
        if url is not None and (there := address(url)) in wanted:
            standing.setdefault(there, []).append(place)
    linked = [standing.get(address(url), []) for url in credits["source_url"].to_pylist()]
    linking = _places(credits["article_id"], names)
    flat = np.fromiter(chain.from_iterable(linked), np.int64)
    return np.repeat(linking, [len(places) for places in linked]), flat


def _places(column: pa.ChunkedArray, names: pa.Array) -> Places:
    found = pc.fill_null(pc.index_in(column, value_set=names), _NOWHERE)
    places: Places = found.to_numpy().astype(np.int64)
    return places


def _reached(touched: Flags, left: Places, right: Places) -> Flags:
    """Whatever is tied to what is touched is touched."""
    reached = touched.copy()
    while left.size:
        one, other = reached[left], reached[right]
        reached[left[other]] = True
        reached[right[one]] = True
        waiting = ~(one | other)
        if waiting.all():
            break
        left, right = left[waiting], right[waiting]
    return reached


def _heads(count: int, left: Places, right: Places) -> Places:
    """Return the first place that each place is tied to, itself where no earlier one is."""
    heads = np.arange(count)
    while left.size:
        one, other = heads[left], heads[right]
        np.minimum.at(heads, np.maximum(one, other), np.minimum(one, other))
        further = heads[heads]
        while (further != heads).any():
            heads, further = further, further[further]
        apart = heads[left] != heads[right]
        left, right = left[apart], right[apart]
    return heads
