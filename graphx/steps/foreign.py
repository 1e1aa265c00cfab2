"""Which articles credit an outlet of another language, and what of it they may translate.

In:   documents with their outlets, resolved credits, matches.
Out:  `Foreign`: a copy, the outlet, and the articles of that outlet nearest to the copy in time.

Articles are looked up as columns: of a large outlet only what is compared is made a witness.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx.lineage.evidence import address
from graphx.lineage.translations import may_be_translated
from graphx.model import CreditKind, Relation

Places = NDArray[np.int64]
Moments = NDArray[np.datetime64]

MOST_CANDIDATES: Final = 400
"""Articles that a copy is compared with: some days of a large outlet."""

_SLACK: Final = np.timedelta64(3, "D")
"""What begins later than this after the copy is not even looked at; zones and slips are less."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A copy that credits an outlet for its text, and articles of that it may translate: ids."""

    copy_id: str
    outlet_id: str
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Articles:
    """Collected articles as columns.

    Parameters
    ----------
    documents : pyarrow.Table
        `schema.DOCUMENT`, sorted by ``article_id``.
    told : pyarrow.Table
        ``article_id``, ``outlet_id``, ``outlet_name`` and ``cluster_id`` of the same articles, in
        the same order.
    """

    documents: pa.Table
    told: pa.Table

    @cached_property
    def ids(self) -> pa.Array:
        """Ids of all articles."""
        return self.told["article_id"].combine_chunks()

    @cached_property
    def outlets(self) -> pa.Array:
        """Outlet of each, null where unknown."""
        return self.told["outlet_id"].combine_chunks()

    @cached_property
    def languages(self) -> pa.Array:
        """Language of each, null where unknown."""
        return self.documents["language"].combine_chunks()

    @cached_property
    def spoken(self) -> Mapping[str, set[str]]:
        """Languages of each outlet's articles."""
        table = pa.table({"outlet": self.outlets, "language": self.languages}).drop_null()
        found: dict[str, set[str]] = defaultdict(set)
        for row in table.group_by(["outlet", "language"]).aggregate([]).to_pylist():
            found[row["outlet"]].add(row["language"])
        return dict(found)

    @cached_property
    def codes(self) -> NDArray[np.int32]:
        """Language of each as a number, -1 where unknown."""
        indices = self.languages.dictionary_encode().indices
        codes: NDArray[np.int32] = indices.fill_null(-1).to_numpy()
        return codes

    @cached_property
    def begins(self) -> Moments:
        """The first moment each may have been published at; NaT where unknown."""
        return self._moments("published_earliest")

    @cached_property
    def known_by(self) -> Moments:
        """The last moment at which each was published or, where unknown, when it was fetched."""
        ends, fetched = self._moments("published_latest"), self._moments("fetched_at")
        return np.where(np.isnat(ends), fetched, ends)

    @cached_property
    def _of_outlet(self) -> dict[str, Places]:
        return {}

    def of_outlet(self, outlet_id: str) -> Places:
        """Return the places of an outlet's articles."""
        if outlet_id not in self._of_outlet:
            here = pc.fill_null(pc.equal(self.outlets, outlet_id), False)
            self._of_outlet[outlet_id] = np.flatnonzero(here.to_numpy(zero_copy_only=False))
        return self._of_outlet[outlet_id]

    def named(self, places: Places) -> tuple[str, ...]:
        """Return the ids of the articles at these places."""
        return tuple(self.ids.take(pa.array(places)).to_pylist())

    def _moments(self, name: str) -> Moments:
        moments: Moments = self.documents[name].to_numpy().astype("datetime64[us]")
        return moments


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one article says of one outlet that it credits."""

    place: int
    kinds: set[CreditKind]
    addresses: set[str]


def foreign_credits(
    articles: Articles, credits: pa.Table, matches: Iterable[pa.RecordBatch]
) -> Iterator[Foreign]:
    """Say which articles of a credited outlet a copy may translate.

    Parameters
    ----------
    articles : Articles
    credits : pyarrow.Table
        `schema.CREDIT`.
    matches : iterable of RecordBatch
        `schema.MATCH`.

    Yields
    ------
    Foreign
        Sorted by copy and outlet; none where an article of that outlet shares text with the copy.
    """
    if len(articles.languages.drop_null().unique()) < 2:
        return
    claims = _claims(articles, credits)
    foreign = [key for key, claim in sorted(claims.items()) if _is_foreign(articles, key[1], claim)]
    answered = _answered(articles, {copy_id for copy_id, _ in foreign}, matches)
    for copy_id, outlet_id in foreign:
        if (copy_id, outlet_id) not in answered:
            candidates = _candidates(articles, outlet_id, claims[copy_id, outlet_id])
            if candidates:
                yield Foreign(copy_id, outlet_id, candidates)


def _claims(articles: Articles, credits: pa.Table) -> dict[tuple[str, str], _Claim]:
    """Credits of collected outlets, by copy and outlet."""
    credits = credits.filter(pc.is_valid(credits["source_outlet_id"]))
    places = pc.index_in(credits["article_id"], value_set=articles.ids).to_pylist()
    names = ("article_id", "source_outlet_id", "kind", "source_url")
    columns = (credits[name].to_pylist() for name in names)
    found: dict[tuple[str, str], _Claim] = {}
    for place, copy_id, outlet_id, kind, url in zip(places, *columns, strict=True):
        if place is None or outlet_id not in articles.spoken:
            continue
        claim = found.setdefault((copy_id, outlet_id), _Claim(place, set(), set()))
        claim.kinds.add(CreditKind(kind))
        if url is not None:
            claim.addresses.add(address(url))
    return found


def _is_foreign(articles: Articles, outlet_id: str, claim: _Claim) -> bool:
    if articles.outlets[claim.place].as_py() == outlet_id:
        return False
    language = articles.languages[claim.place].as_py()
    spoken = articles.spoken[outlet_id]
    return language is not None and may_be_translated(claim.kinds, language, spoken)


def _answered(
    articles: Articles, copies: set[str], matches: Iterable[pa.RecordBatch]
) -> set[tuple[str, str | None]]:
    """Name copies with an outlet of which an article shares their text: it needs no other."""
    found: set[tuple[str, str | None]] = set()
    if not copies:
        return found
    named = pa.array(sorted(copies), pa.string())
    for batch in matches:
        told = batch.filter(pc.not_equal(batch.column("relation"), Relation.QUOTATION.value))
        for here, there in (("left_id", "right_id"), ("right_id", "left_id")):
            mine = told.filter(pc.is_in(told.column(here), value_set=named))
            places = pc.index_in(mine.column(there), value_set=articles.ids)
            outlets = articles.outlets.take(places).to_pylist()
            found.update(zip(mine.column(here).to_pylist(), outlets, strict=True))
    return found


def _candidates(articles: Articles, outlet_id: str, claim: _Claim) -> tuple[str, ...]:
    """Return the article at a credited address, else those nearest in time, undated ones last."""
    places, copy = articles.of_outlet(outlet_id), claim.place
    if claim.addresses:
        urls = articles.documents["url"].take(pa.array(places)).to_pylist()
        there = [url is not None and address(url) in claim.addresses for url in urls]
        if any(there):
            return articles.named(places[np.array(there)])
    codes, begins = articles.codes, articles.begins
    possible = (codes[places] >= 0) & (codes[places] != codes[copy])
    # Whatever is compared with an unknown moment is not later.
    possible &= ~(begins[places] > articles.known_by[copy] + _SLACK)
    places = places[possible]
    moment = begins[copy] if not np.isnat(begins[copy]) else articles.known_by[copy]
    distance = np.abs(begins[places] - moment)
    unknown = np.isnat(distance)
    order = np.lexsort((places, np.where(unknown, np.timedelta64(0, "us"), distance), unknown))
    return articles.named(places[order[:MOST_CANDIDATES]])
