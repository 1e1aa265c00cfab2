"""Between Arrow tables and the nouns of lineage.

In:   documents, resolved claims, matches and clusters as tables.
Out:  witnesses and matches for `stories`; articles, stories, derivations, siblings, undecided
      pairs and clues as tables; those of stories that are as they were come from the build before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import islice
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.lineage.evidence import Witness, address
from graphx.lineage.judge import Judgement
from graphx.lineage.stories import Story, story_id_of
from graphx.model import (
    ClaimField,
    Clue,
    Credit,
    CreditKind,
    DateBasis,
    DateInterval,
    DatePrecision,
    Derivation,
    Match,
    Relation,
    Sibling,
)

_AT_HOME_ARTICLES: Final = 3

_TOLD_OF: Final = [
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

_STORIES_AT_ONCE: Final = 200
"""Judgements that are held at once, with their clues."""

Row = dict[str, object]
"""One row of an Arrow table by column."""


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
    documents: Iterable[pa.RecordBatch], matches: pa.Table, credits: pa.Table
) -> Iterator[pa.RecordBatch]:
    """Pass on the documents that match another, credit something or stand at a credited address.

    Parameters
    ----------
    documents : iterable of RecordBatch
        `schema.DOCUMENT`.
    matches : pyarrow.Table
        `schema.MATCH`.
    credits : pyarrow.Table
        `schema.CREDIT`.
    """
    columns = matches["left_id"], matches["right_id"], credits["article_id"]
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
        for row in batch.select(_TOLD_OF).to_pylist():
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


def author_homes(
    documents: Iterable[pa.RecordBatch], outlets: Mapping[str, tuple[str, str]]
) -> dict[str, str]:
    """Outlet each author usually writes for: most of three articles or more.

    Parameters
    ----------
    documents : iterable of RecordBatch
        `schema.DOCUMENT`.
    outlets : mapping of str to (str, str)
        Outlet id and name by article id.
    """
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for batch in documents:
        columns = (batch.column(name).to_pylist() for name in ("article_id", "authors"))
        for article_id, authors in zip(*columns, strict=True):
            if article_id in outlets:
                for author in authors:
                    written[author.casefold()][outlets[article_id][0]] += 1
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


def matches(table: pa.Table) -> Iterator[Match]:
    """Read `schema.MATCH`."""
    for row in table.to_pylist():
        relation = Relation(row.pop("relation"))
        yield Match(relation=relation, **row)


# ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageTables:
    """What a build writes of lineage."""

    articles: pa.Table
    stories: pa.Table
    derivations: pa.Table
    siblings: pa.Table
    undecided: pa.Table
    clues: pa.Table


def kept_rows(before: LineageTables, stories: pa.Array) -> LineageTables:
    """Return the rows of the build before that lie in these stories, and in one of them each."""
    articles, named, derivations = (
        table.filter(pc.is_in(table["story_id"], value_set=stories))
        for table in (before.articles, before.stories, before.derivations)
    )
    names, homes = (articles[name].combine_chunks() for name in ("article_id", "story_id"))

    def within(pairs: pa.Table) -> pa.Table:
        left, right = (
            homes.take(pc.index_in(pairs[side].combine_chunks(), value_set=names))
            for side in ("left_id", "right_id")
        )
        return pairs.filter(pc.fill_null(pc.equal(left, right), False))

    return LineageTables(
        articles=articles,
        stories=named,
        derivations=derivations,
        siblings=within(before.siblings),
        undecided=within(before.undecided),
        clues=within(before.clues),
    )


def lineage_tables(
    documents: pa.Table,
    outlets: Mapping[str, tuple[str, str]],
    clusters: Mapping[str, str],
    judged: Iterable[tuple[Story, Judgement]],
    quotations: Sequence[Sibling],
    kept: LineageTables,
) -> LineageTables:
    """Write stories and their judgements as tables, in no order.

    Parameters
    ----------
    documents : pyarrow.Table
        `schema.DOCUMENT`; an article in no story given here is a story of its own.
    outlets : mapping of str to (str, str)
        Outlet id and name by article id.
    clusters : mapping of str to str
        Cluster id by article id.
    judged : iterable of (Story, Judgement)
        Stories that are not as they were; some of them are held at once.
    quotations : sequence of Sibling
        Pairs that share a quotation and nothing else, but for those within a kept story.
    kept : LineageTables
        Rows of stories that are as they were.
    """
    told = _told(judged, quotations)
    articles = _articles(documents, outlets, clusters, told, kept.articles)
    stories = _stories(articles, told.stories["story_id"].combine_chunks(), kept.stories)
    edges = {
        name: pa.concat_tables([getattr(kept, name), getattr(told, name)])
        for name in ("derivations", "siblings", "undecided", "clues")
    }
    return LineageTables(
        articles=articles, stories=pa.concat_tables([kept.stories, stories]), **edges
    )


_PLACE: Final = pa.schema(
    [schema.ARTICLE.field(name) for name in ("article_id", "story_id", "origin_probability")]
)
_STORY_ID: Final = pa.schema([schema.STORY.field("story_id")])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What judgements say, as tables.

    Parameters
    ----------
    stories, places : pyarrow.Table
        Ids of the stories; for each of their articles its story, and how likely it is an origin.
    stubs : pyarrow.Table
        `schema.ARTICLE`.
    derivations, siblings, undecided, clues : pyarrow.Table
        As in `LineageTables`.
    """

    stories: pa.Table
    places: pa.Table
    stubs: pa.Table
    derivations: pa.Table
    siblings: pa.Table
    undecided: pa.Table
    clues: pa.Table


def _told(judged: Iterable[tuple[Story, Judgement]], quotations: Sequence[Sibling]) -> _Told:
    """Write judgements some at a time: as rows they take a tenth of the room."""
    stream = iter(judged)
    parts = [_told_of((), quotations)]
    while some := list(islice(stream, _STORIES_AT_ONCE)):
        parts.append(_told_of(some, ()))
    columns = {
        field.name: pa.concat_tables([getattr(part, field.name) for part in parts])
        for field in fields(_Told)
    }
    return _Told(**columns)


def _told_of(judged: Sequence[tuple[Story, Judgement]], quotations: Sequence[Sibling]) -> _Told:
    siblings = [*(pair for _, judgement in judged for pair in judgement.siblings), *quotations]
    derivations = [edge for _, judgement in judged for edge in judgement.derivations]
    undecided = (pair for _, judgement in judged for pair in judgement.undecided)
    places: list[Row] = [
        {
            "article_id": witness.article_id,
            "story_id": story.story_id,
            "origin_probability": judgement.origins[witness.article_id],
        }
        for story, judgement in judged
        for witness in story.witnesses
    ]
    stubs = (
        _stub_row(witness)
        | {
            "story_id": story.story_id,
            "origin_probability": judgement.origins[witness.article_id],
        }
        for story, judgement in judged
        for witness in story.witnesses
        if not witness.collected
    )
    return _Told(
        stories=_table(({"story_id": story.story_id} for story, _ in judged), _STORY_ID),
        places=_table(places, _PLACE),
        stubs=_table(stubs, schema.ARTICLE),
        derivations=_table(map(_flat, derivations), schema.DERIVATION),
        siblings=_table(map(_flat, siblings), schema.SIBLING),
        undecided=_table(map(asdict, undecided), schema.UNDECIDED),
        clues=_clues(derivations, siblings),
    )


def _table(rows: Iterable[Mapping[str, object]], shape: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema=shape)


def _flat(edge: Derivation | Sibling) -> Row:
    return {
        field.name: getattr(edge, field.name) for field in fields(edge) if field.name != "clues"
    }


def _articles(
    documents: pa.Table,
    outlets: Mapping[str, tuple[str, str]],
    clusters: Mapping[str, str],
    told: _Told,
    kept: pa.Table,
) -> pa.Table:
    places = pa.concat_tables([told.places, kept.select(_PLACE.names)])
    names = documents["article_id"].to_pylist()
    at = pc.index_in(documents["article_id"], value_set=places["article_id"].combine_chunks())
    at = at.combine_chunks()
    stories, origins = (places[name].combine_chunks().take(at) for name in _PLACE.names[1:])
    alone = [
        None if there else story_id_of(name)
        for name, there in zip(names, at.is_valid().to_pylist(), strict=True)
    ]
    published = [outlets.get(name, (None, None)) for name in names]
    made = {
        "outlet_id": pa.array([outlet_id for outlet_id, _ in published], pa.string()),
        "outlet_name": pa.array([name for _, name in published], pa.string()),
        "collected": pa.array([True] * len(names), pa.bool_()),
        "cluster_id": pa.array([clusters[name] for name in names], pa.string()),
        "story_id": pc.coalesce(stories, pa.array(alone, pa.string())),
        "origin_probability": pc.fill_null(origins, 1.0),
    }
    collected = pa.Table.from_arrays(
        [made[name] if name in made else documents[name] for name in schema.ARTICLE.names],
        schema=schema.ARTICLE,
    )
    return pa.concat_tables([collected, kept.filter(pc.invert(kept["collected"])), told.stubs])


def _stub_row(stub: Witness) -> Row:
    row: Row = dict.fromkeys(schema.ARTICLE.names)
    row |= {
        "article_id": stub.article_id,
        "url": stub.url,
        "outlet_id": stub.outlet_id,
        "outlet_name": stub.outlet_name,
        "authors": [],
        "words": 0,
        "collected": False,
        "cluster_id": stub.cluster_id,
    }
    if stub.published is not None:
        row |= {
            "published": stub.published.iso(),
            "published_earliest": stub.published.earliest,
            "published_latest": stub.published.latest,
            "date_precision": stub.published.precision,
            "date_basis": stub.published.basis,
            "date_zone_known": stub.published.zone_known,
        }
    return row


def _stories(articles: pa.Table, several: pa.Array, kept: pa.Table) -> pa.Table:
    """Rows of the stories that are not kept: `several` have two articles and more."""
    members: dict[str, list[Row]] = defaultdict(list)
    for row in articles.filter(pc.is_in(articles["story_id"], value_set=several)).to_pylist():
        members[row["story_id"]].append(row)
    rows = (
        _story(story_id, sorted(members[story_id], key=_article_id)) for story_id in sorted(members)
    )
    others = pa.concat_arrays([several, kept["story_id"].combine_chunks()])
    alone = articles.filter(pc.invert(pc.is_in(articles["story_id"], value_set=others)))
    return pa.concat_tables([_table(rows, schema.STORY), _alone(alone)])


def _article_id(row: Row) -> str:
    return str(row["article_id"])


def _alone(articles: pa.Table) -> pa.Table:
    """Rows of the stories that these articles are, each alone."""
    count = articles.num_rows
    nothing = pa.nulls(count, pa.string())
    titled, dated = pc.not_equal(articles["title"], ""), pc.is_valid(articles["published_earliest"])
    columns = {
        "story_id": articles["story_id"],
        "title": pc.if_else(titled, articles["title"], nothing),
        "articles": pa.array(np.ones(count, np.int64)),
        "stubs": pa.array(np.zeros(count, np.int64)),
        "outlets": pc.cast(pc.is_valid(articles["outlet_id"]), pa.int64()),
        "published_earliest": articles["published_earliest"],
        "published_latest": pc.if_else(
            dated, articles["published_latest"], pa.nulls(count, schema.TIME)
        ),
    }
    return pa.Table.from_arrays([columns[name] for name in schema.STORY.names], schema=schema.STORY)


def _story(story_id: str, members: Sequence[Row]) -> Row:
    collected = [row for row in members if row["collected"]]
    dated = [row for row in collected if row["published_earliest"] is not None]
    dated.sort(key=lambda row: (str(row["published_earliest"]), str(row["article_id"])))
    titled = [row["title"] for row in (*dated, *collected) if row["title"]]
    return {
        "story_id": story_id,
        "title": titled[0] if titled else None,
        "articles": len(collected),
        "stubs": len(members) - len(collected),
        "outlets": len({row["outlet_id"] for row in members if row["outlet_id"] is not None}),
        "published_earliest": dated[0]["published_earliest"] if dated else None,
        "published_latest": max((row["published_latest"] for row in dated), default=None, key=str),
    }


def _clues(derivations: Iterable[Derivation], siblings: Iterable[Sibling]) -> pa.Table:
    rows = [
        _clue("derivation", edge.copy_id, edge.source_id, position, clue)
        for edge in derivations
        for position, clue in enumerate(edge.clues)
    ]
    rows += [
        _clue("sibling", pair.left_id, pair.right_id, position, clue)
        for pair in siblings
        for position, clue in enumerate(pair.clues)
    ]
    return _table(rows, schema.CLUE)


def _clue(edge: str, left_id: str, right_id: str, position: int, clue: Clue) -> Row:
    return {"edge": edge, "left_id": left_id, "right_id": right_id, "position": position} | asdict(
        clue
    )
