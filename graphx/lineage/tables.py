"""Write what a build finds of lineage as tables.

In:   documents, outlets and clusters of articles, what judgements say of their stories.
Out:  articles, stories, derivations, siblings, undecided pairs and clues as tables; those of
      stories that are as they were come from the build before.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.lineage.stories import story_id_of
from graphx.lineage.told import PLACE, Row, Told, table_of

_STORIES_AT_ONCE: Final = 4096
"""Stories whose articles are held as rows of Python's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageTables:
    """What a build writes of lineage."""

    articles: pa.Table
    stories: pa.Table
    derivations: pa.Table
    siblings: pa.Table
    undecided: pa.Table
    clues: pa.Table


def kept_rows(before: LineageTables, stories: pa.Array, untouched: pa.Array) -> LineageTables:
    """Return the rows of the build before that stay.

    Parameters
    ----------
    before : LineageTables
    stories : pyarrow.Array of string
        Stories that stay as they are; pairs within one stay.
    untouched : pyarrow.Array of string
        Articles that are as they were, and so is every story they are in: pairs of two stay, in
        whichever stories they are.
    """
    articles, named, derivations = (
        table.filter(pc.is_in(table["story_id"], value_set=stories))
        for table in (before.articles, before.stories, before.derivations)
    )
    names, homes = (articles[name].combine_chunks() for name in ("article_id", "story_id"))
    told = {name: getattr(before, name) for name in ("siblings", "undecided", "clues")}
    # One look-up for all pairs: each makes a table of all articles first.
    sides = [
        pa.chunked_array(
            chain.from_iterable(pairs[side].chunks for pairs in told.values()), pa.string()
        )
        for side in ("left_id", "right_id")
    ]
    left, right = (
        homes.take(pc.index_in(side.combine_chunks(), value_set=names)) for side in sides
    )
    as_before = pc.and_(*(pc.is_in(side.combine_chunks(), value_set=untouched) for side in sides))
    stays = pc.or_(as_before, pc.fill_null(pc.equal(left, right), False))
    kept, first = {}, 0
    for name, pairs in told.items():
        kept[name] = pairs.filter(stays.slice(first, pairs.num_rows))
        first += pairs.num_rows
    return LineageTables(articles=articles, stories=named, derivations=derivations, **kept)


def lineage_tables(
    documents: pa.Table,
    known: pa.Table,
    said: Told,
    kept: LineageTables,
) -> LineageTables:
    """Write stories and their judgements as tables, in no order.

    Parameters
    ----------
    documents : pyarrow.Table
        `schema.DOCUMENT` of the articles that are not as they were; one in no story given here is
        a story of its own.
    known : pyarrow.Table
        ``article_id``, ``outlet_id``, ``outlet_name`` and ``cluster_id`` of these at least.
    said : Told
        Of stories that are not as they were.
    kept : LineageTables
        Rows of stories that are as they were.
    """
    articles = _articles(documents, known, said, kept.articles)
    stories = _stories(articles, said.stories["story_id"].combine_chunks(), kept.stories)
    edges = {
        name: pa.concat_tables([getattr(kept, name), getattr(said, name)])
        for name in ("derivations", "siblings", "undecided", "clues")
    }
    return LineageTables(
        articles=articles, stories=pa.concat_tables([kept.stories, stories]), **edges
    )


def _articles(documents: pa.Table, known: pa.Table, said: Told, kept: pa.Table) -> pa.Table:
    names = documents["article_id"]
    stays = kept.filter(pc.invert(pc.is_in(kept["article_id"], value_set=names.combine_chunks())))
    places = pa.concat_tables([said.places, kept.select(PLACE.names)])
    at = pc.index_in(names, value_set=places["article_id"].combine_chunks()).combine_chunks()
    stories, origins = (places[name].combine_chunks().take(at) for name in PLACE.names[1:])
    alone = [
        None if there else story_id_of(name)
        for name, there in zip(names.to_pylist(), at.is_valid().to_pylist(), strict=True)
    ]
    rows = pc.index_in(names, value_set=known["article_id"].combine_chunks())
    made = {name: known[name].take(rows) for name in ("outlet_id", "outlet_name", "cluster_id")} | {
        "collected": pa.array([True] * len(names), pa.bool_()),
        "story_id": pc.coalesce(stories, pa.array(alone, pa.string())),
        "origin_probability": pc.fill_null(origins, 1.0),
    }
    collected = pa.Table.from_arrays(
        [made[name] if name in made else documents[name] for name in schema.ARTICLE.names],
        schema=schema.ARTICLE,
    )
    return pa.concat_tables([collected, stays, said.stubs])


def _stories(articles: pa.Table, several: pa.Array, kept: pa.Table) -> pa.Table:
    """Rows of the stories that are not kept: `several` have two articles and more."""
    rows = [schema.STORY.empty_table()]
    there = articles.filter(pc.is_in(articles["story_id"], value_set=several))
    for start in range(0, len(several), _STORIES_AT_ONCE):
        some = several.slice(start, _STORIES_AT_ONCE)
        members: dict[str, list[Row]] = defaultdict(list)
        for row in there.filter(pc.is_in(there["story_id"], value_set=some)).to_pylist():
            members[row["story_id"]].append(row)
        found = (_story(name, sorted(held, key=_article_id)) for name, held in members.items())
        rows.append(table_of(found, schema.STORY))
    others = pa.concat_arrays([several, kept["story_id"].combine_chunks()])
    alone = articles.filter(pc.invert(pc.is_in(articles["story_id"], value_set=others)))
    return pa.concat_tables([*rows, _alone(alone)])


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
