"""Between Arrow tables and the nouns of lineage.

In:   documents, resolved claims, matches and clusters as tables.
Out:  witnesses and matches for `stories`; articles, stories, derivations, siblings, undecided
      pairs and clues as tables, each sorted by its key.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields

import pyarrow as pa

from graphx import schema
from graphx.lineage.evidence import Witness
from graphx.lineage.judge import Judgement
from graphx.lineage.stories import Story
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

_AT_HOME_ARTICLES = 3

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
        for row in batch.to_pylist():
            name = row["article_id"]
            outlet_id, outlet_name = outlets.get(name, (None, None))
            yield Witness(
                article_id=name,
                outlet_id=outlet_id,
                outlet_name=outlet_name,
                url=row["url"],
                title=row["title"],
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


def lineage_tables(
    documents: Iterable[pa.RecordBatch],
    judged: Sequence[tuple[Story, Judgement]],
    quotations: Iterable[Sibling],
) -> LineageTables:
    """Write stories and their judgements as tables.

    Parameters
    ----------
    documents : iterable of RecordBatch
        `schema.DOCUMENT`.
    judged : sequence of (Story, Judgement)
    quotations : iterable of Sibling
        Pairs that share a quotation and nothing else.
    """
    siblings = [pair for _, judgement in judged for pair in judgement.siblings]
    siblings = sorted([*siblings, *quotations], key=lambda pair: (pair.left_id, pair.right_id))
    derivations = sorted(
        (edge for _, judgement in judged for edge in judgement.derivations),
        key=lambda edge: (edge.copy_id, edge.source_id),
    )
    undecided = sorted(
        (pair for _, judgement in judged for pair in judgement.undecided),
        key=lambda pair: (pair.left_id, pair.right_id),
    )
    articles = _articles(documents, judged)
    return LineageTables(
        articles=articles,
        stories=_stories(articles),
        derivations=_table((_flat(edge) for edge in derivations), schema.DERIVATION),
        siblings=_table((_flat(pair) for pair in siblings), schema.SIBLING),
        undecided=_table((asdict(pair) for pair in undecided), schema.UNDECIDED),
        clues=_clues(derivations, siblings),
    )


def _table(rows: Iterable[Mapping[str, object]], shape: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema=shape)


def _flat(edge: Derivation | Sibling) -> Row:
    return {
        field.name: getattr(edge, field.name) for field in fields(edge) if field.name != "clues"
    }


def _articles(
    documents: Iterable[pa.RecordBatch], judged: Sequence[tuple[Story, Judgement]]
) -> pa.Table:
    places = {
        witness.article_id: (witness, story.story_id, judgement.origins[witness.article_id])
        for story, judgement in judged
        for witness in story.witnesses
    }
    rows = [
        _stub_row(witness) | {"story_id": story_id, "origin_probability": origin}
        for witness, story_id, origin in places.values()
        if not witness.collected
    ]
    names = [name for name in schema.ARTICLE.names if name in schema.DOCUMENT.names]
    for batch in documents:
        for row in batch.select(names).to_pylist():
            witness, story_id, origin = places[row["article_id"]]
            row |= {
                "outlet_id": witness.outlet_id,
                "outlet_name": witness.outlet_name,
                "collected": True,
                "cluster_id": witness.cluster_id,
                "story_id": story_id,
                "origin_probability": origin,
            }
            rows.append(row)
    rows.sort(key=lambda row: str(row["article_id"]))
    return _table(rows, schema.ARTICLE)


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


def _stories(articles: pa.Table) -> pa.Table:
    members: dict[str, list[Row]] = defaultdict(list)
    for row in articles.to_pylist():
        members[row["story_id"]].append(row)
    return _table(
        (_story(story_id, members[story_id]) for story_id in sorted(members)), schema.STORY
    )


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
