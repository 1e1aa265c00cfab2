"""Keep sketches in step with texts and with what outlets repeat.

In:   ``texts`` of a snapshot, sketches and units made before.
Out:  ``units``, ``boilerplate``, ``signatures``, ``postings``; which articles changed.

Only articles that are new, or of which other shingles are boilerplate than before, are sketched.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.engine.code import code_digest
from graphx.engine.memory import give_back
from graphx.engine.progress import Progress
from graphx.model import content_id
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseEngine
from graphx.reuse.recipe import SketchRecipe
from graphx.steps.found import SKETCHED_BY
from graphx.store.readings import Readings
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer

BATCHES_PER_PART: Final = 64
"""Batches of articles (256 each) that become one part of a table."""

_BATCH_BYTES: Final = 4_000_000
"""What sketches of such a batch take while they are written: 64 of them took 270 MB."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What outlets repeat now, and what that changes.

    Parameters
    ----------
    boilerplate : Boilerplate
    changed : sequence of str
        Articles whose figures may have changed: those that were sketched.
    """

    boilerplate: Boilerplate
    changed: Sequence[str]


def refresh_sketches(
    base: Snapshot,
    article_ids: pa.Array,
    writer: Writer,
    readings: Readings,
    engine: ReuseEngine,
    progress: Progress,
) -> Refreshed:
    """Bring sketches up to date; ``article_ids`` are those of all documents of ``base``."""
    before = Boilerplate.from_table(base.table("boilerplate"))
    made_by = content_id("r", code_digest("graphx.reuse", "graphx.text"), engine.config.digest)
    if writer.settings.get(SKETCHED_BY) != made_by:
        for table in ("units", "signatures", "postings", "matches", "misses", "passages"):
            writer.replace(table, ())
        writer.set(SKETCHED_BY, made_by)
        before = Boilerplate.nothing()
    _append(writer, ("units",), engine.units(readings.of(_lacking(article_ids, writer, "units"))))
    boilerplate = _relearned(base, writer, readings, engine, before)
    if engine.config.memory is not None:  # units of all articles were held
        give_back()
    changed = sorted(
        {
            name
            for table in ("signatures", "postings")
            for name in _lacking(article_ids, writer, table)
        }
    )
    sketches = _counted(engine.sketch(readings.of(changed), boilerplate), progress)
    at_once = BATCHES_PER_PART
    if engine.config.memory is not None:
        at_once = max(1, min(at_once, engine.config.memory // (4 * _BATCH_BYTES)))
    _append(writer, ("signatures", "postings"), sketches, at_once)
    return Refreshed(boilerplate, changed)


def _relearned(
    base: Snapshot, writer: Writer, readings: Readings, engine: ReuseEngine, before: Boilerplate
) -> Boilerplate:
    """Learn what outlets repeat; drop the postings of those in which other shingles are."""
    units = writer.article_units()
    names = units.article_ids.to_pylist()
    outlets = [readings.outlets.get(name) for name in names]
    boilerplate = engine.relearn_boilerplate(units, outlets, before, readings.of)
    writer.replace("boilerplate", boilerplate.table.to_batches())
    if not writer.count("postings"):
        return boilerplate

    known = base.table("articles", ["article_id", "outlet_id"])
    places = pc.index_in(units.article_ids, value_set=known["article_id"].combine_chunks())
    outlets_before = known["outlet_id"].combine_chunks().take(places).to_pylist()
    width = min(engine.config.recipe.shingle_words, SketchRecipe().shingle_words)
    # What stories are compared by is found in the texts as they stand too (`story_texts`).
    anew = units.hidden_anew(outlets_before, before, outlets, boilerplate, width)
    writer.remove("postings", "article_id", units.article_ids.filter(pa.array(anew)).to_pylist())
    return boilerplate


def _lacking(article_ids: pa.Array, writer: Writer, table: str) -> list[str]:
    """Ids of the articles that have no row in `table`."""
    known = [batch.column("article_id") for batch in writer.batches(table, ["article_id"])]
    there = pc.is_in(article_ids, value_set=pa.chunked_array(known, pa.string()).combine_chunks())
    lacking: list[str] = article_ids.filter(pc.invert(there)).to_pylist()
    return lacking


def _append(
    writer: Writer,
    tables: Sequence[str],
    batches: Iterable[pa.RecordBatch],
    at_once: int = BATCHES_PER_PART,
) -> None:
    """Add each table's columns of `batches`; rows that are there already stay."""
    stream = iter(batches)
    while chunk := list(islice(stream, at_once)):
        for table in tables:
            writer.append(table, [batch.select(schema.TABLES[table].names) for batch in chunk])


def _counted(sketches: Iterable[pa.RecordBatch], progress: Progress) -> Iterator[pa.RecordBatch]:
    done = 0
    for batch in sketches:
        yield batch
        done += batch.num_rows
        progress("articles sketched", done)
    progress("articles sketched", done, done)
