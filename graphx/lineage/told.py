"""What judgements say, as rows of tables.

In:   stories and their judgements, pairs that share a quotation and nothing else.
Out:  `Told`: rows of derivations, siblings, undecided pairs, clues and stubs, and which article
      is in which story.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import islice
from typing import Final

import pyarrow as pa

from graphx import schema
from graphx.lineage.evidence import Witness
from graphx.lineage.judge import Judgement
from graphx.lineage.stories import Story
from graphx.model import Clue, Derivation, Sibling

_STORIES_AT_ONCE: Final = 200
"""Judgements that are held at once, with their clues."""

Row = dict[str, object]
"""One row of an Arrow table by column."""

PLACE: Final = pa.schema(
    [schema.ARTICLE.field(name) for name in ("article_id", "story_id", "origin_probability")]
)
"""What a judgement says of each article of its story."""

_STORY_ID: Final = pa.schema([schema.STORY.field("story_id")])


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
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


def told(judged: Iterable[tuple[Story, Judgement]], quotations: Sequence[Sibling]) -> Told:
    """Write judgements as tables.

    Parameters
    ----------
    judged : iterable of (Story, Judgement)
        Taken some at a time: as rows they take a tenth of the room.
    quotations : sequence of Sibling
        Pairs that share a quotation and nothing else.
    """
    stream = iter(judged)
    parts = [_told_of((), quotations)]
    while some := list(islice(stream, _STORIES_AT_ONCE)):
        parts.append(_told_of(some, ()))
    return told_together(parts)


def told_together(parts: Iterable[Told]) -> Told:
    """Put together what judgements of several groups of stories say."""
    held = [_told_of((), ()), *parts]
    columns = {
        field.name: pa.concat_tables([getattr(part, field.name) for part in held])
        for field in fields(Told)
    }
    return Told(**columns)


def _told_of(judged: Sequence[tuple[Story, Judgement]], quotations: Sequence[Sibling]) -> Told:
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
    return Told(
        stories=table_of(({"story_id": story.story_id} for story, _ in judged), _STORY_ID),
        places=table_of(places, PLACE),
        stubs=table_of(stubs, schema.ARTICLE),
        derivations=table_of(map(_flat, derivations), schema.DERIVATION),
        siblings=table_of(map(_flat, siblings), schema.SIBLING),
        undecided=table_of(map(asdict, undecided), schema.UNDECIDED),
        clues=_clues(derivations, siblings),
    )


def table_of(rows: Iterable[Mapping[str, object]], shape: pa.Schema) -> pa.Table:
    """Write rows as a table of this shape."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=shape)


def _flat(edge: Derivation | Sibling) -> Row:
    return {
        field.name: getattr(edge, field.name) for field in fields(edge) if field.name != "clues"
    }


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
    return table_of(rows, schema.CLUE)


def _clue(edge: str, left_id: str, right_id: str, position: int, clue: Clue) -> Row:
    return {"edge": edge, "left_id": left_id, "right_id": right_id, "position": position} | asdict(
        clue
    )
