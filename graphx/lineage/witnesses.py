"""Read Arrow tables as the nouns of lineage.

In:   documents, resolved claims and matches as tables, outlets and clusters by article.
Out:  witnesses and matches for `stories`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graphx.lineage.evidence import Translation, Witness, address
from graphx.model import (
    ClaimField,
    Credit,
    CreditKind,
    DateBasis,
    DateInterval,
    DatePrecision,
    Match,
    Relation,
)

_AT_HOME_ARTICLES: Final = 3

TOLD_OF: Final = [
    "article_id",
    "url",
    "title",
    "language",
    "authors",
    "published_earliest",
    "published_latest",
    "date_precision",
    "date_basis",
    "date_zone_known",
    "fetched_at",
]
"""What of a document its witness is made of."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Resolved claims by the article that makes them."""

    credits: Mapping[str, tuple[Credit, ...]]
    mentions: Mapping[str, tuple[Credit, ...]]
    outgoing: Mapping[str, tuple[Credit, ...]]


def claims_by_article(credits: pa.Table, mentions: pa.Table, outgoing: pa.Table) -> Claims:
    """Read three tables of `schema.CREDIT`."""
    return Claims(*(_by_article(table) for table in (credits, mentions, outgoing)))


def _by_article(table: pa.Table) -> dict[str, tuple[Credit, ...]]:
    found: dict[str, list[Credit]] = defaultdict(list)
    for row in table.to_pylist():
        kind, field = CreditKind(row.pop("kind")), ClaimField(row.pop("field"))
        found[row["article_id"]].append(Credit(kind=kind, field=field, **row))
    return {article_id: tuple(claims) for article_id, claims in found.items()}


def connected(
    documents: Iterable[pa.RecordBatch],
    matches: pa.Table,
    credits: pa.Table,
    translations: pa.Table,
) -> Iterator[pa.RecordBatch]:
    """Pass on the documents that match another, credit something or are credited themselves.

    Those that stand at a credited address are, and those that a credited text was translated from.

    Parameters
    ----------
    documents : iterable of RecordBatch
        `schema.DOCUMENT`.
    matches : pyarrow.Table
        `schema.MATCH`.
    credits : pyarrow.Table
        `schema.CREDIT`.
    translations : pyarrow.Table
        `schema.TRANSLATION`.
    """
    columns = (
        *(matches["left_id"], matches["right_id"], credits["article_id"]),
        translations["source_id"].drop_null(),
    )
    named = pc.unique(pa.concat_arrays([column.combine_chunks() for column in columns]))
    credited = {address(url) for url in credits["source_url"].drop_null().to_pylist()}
    for batch in documents:
        urls = batch.column("url").to_pylist() if credited else [None] * batch.num_rows
        there = pa.array([url is not None and address(url) in credited for url in urls], pa.bool_())
        yield batch.filter(pc.or_(there, pc.is_in(batch.column("article_id"), value_set=named)))


def witnesses(
    documents: Iterable[pa.RecordBatch],
    claims: Claims,
    outlets: Mapping[str, tuple[str, str]],
    clusters: Mapping[str, str],
    homes: Mapping[str, str],
) -> Iterator[Witness]:
    """Read articles as witnesses.

    Parameters
    ----------
    documents : iterable of RecordBatch
        `schema.DOCUMENT`.
    claims : Claims
    outlets : mapping of str to (str, str)
        Outlet id and name by article id; missing where the publisher is unknown.
    clusters : mapping of str to str
        Cluster id by article id.
    homes : mapping of str to str
        Outlet id an author usually writes for, by name in lower case; see `author_homes`.
    """
    for batch in documents:
        for row in batch.select(TOLD_OF).to_pylist():
            name = row["article_id"]
            outlet_id, outlet_name = outlets.get(name, (None, None))
            yield Witness(
                article_id=name,
                outlet_id=outlet_id,
                outlet_name=outlet_name,
                url=row["url"],
                title=row["title"],
                language=row["language"],
                authors=tuple(row["authors"]),
                authors_homes=homes_of(row["authors"], homes),
                published=_interval(row),
                fetched_at=row["fetched_at"],
                cluster_id=clusters[name],
                credits=claims.credits.get(name, ()),
                mentions=claims.mentions.get(name, ()),
                outgoing=claims.outgoing.get(name, ()),
            )


def author_homes(articles: pa.Table) -> dict[str, str]:
    """Outlet each author usually writes for: most of three articles or more.

    Parameters
    ----------
    articles : pyarrow.Table
        ``authors`` and ``outlet_id``.
    """
    authors = articles["authors"].combine_chunks()
    outlets = articles["outlet_id"].combine_chunks().take(pc.list_parent_indices(authors))
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for author, outlet_id in zip(
        pc.list_flatten(authors).to_pylist(), outlets.to_pylist(), strict=True
    ):
        if outlet_id is not None:
            written[author.casefold()][outlet_id] += 1
    homes = {}
    for author, places in written.items():
        [(outlet_id, count)] = places.most_common(1)
        if count >= _AT_HOME_ARTICLES and count > 2 * (places.total() - count):
            homes[author] = outlet_id
    return homes


def homes_of(authors: Iterable[str], homes: Mapping[str, str]) -> frozenset[str]:
    """Outlets the authors of one article usually write for."""
    names = (author.casefold() for author in authors)
    return frozenset(homes[name] for name in names if name in homes)


def _interval(row: Mapping[str, object]) -> DateInterval | None:
    if row["published_earliest"] is None:
        return None
    return DateInterval(
        earliest=row["published_earliest"],  # type: ignore[arg-type]  # the schema says datetime
        latest=row["published_latest"],  # type: ignore[arg-type]
        precision=DatePrecision(str(row["date_precision"])),
        basis=DateBasis(str(row["date_basis"])),
        zone_known=bool(row["date_zone_known"]),
    )


def translations(table: pa.Table) -> Iterator[Translation]:
    """Read rows of `schema.TRANSLATION` that have a source."""
    names = [field.name for field in fields(Translation)]
    for row in table.select(names).to_pylist():
        yield Translation(**row)


def matches(table: pa.Table) -> Iterator[Match]:
    """Read `schema.MATCH`."""
    for row in table.to_pylist():
        relation = Relation(row.pop("relation"))
        yield Match(relation=relation, **row)
