"""Find what texts articles share.

In:   ``documents`` and ``texts`` of a snapshot, sketches made before.
Out:  ``signatures``, ``postings``, ``boilerplate``, ``matches``, ``passages``; the clusters.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyarrow as pa

from graphx import schema
from graphx.engine.progress import Progress
from graphx.entities.outlets import Outlet
from graphx.model import content_id
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.clusters import Clusters
from graphx.reuse.engine import ReuseEngine
from graphx.store.readings import Readings
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer

BATCHES_PER_PART = 64
"""Batches of sketches (256 articles each) that become one part of a table."""


def find_evidence(
    base: Snapshot,
    writer: Writer,
    published_by: Mapping[str, Outlet],
    engine: ReuseEngine,
    progress: Progress,
) -> Clusters:
    """Sketch what is new, propose pairs, verify them, group near-duplicates."""
    documents = base.table("documents", ["article_id", "language"]).to_pydict()
    articles = documents["article_id"]
    engine = engine.sized_for(len(articles))
    readings = Readings(
        snapshot=base,
        outlets={name: outlet.outlet_id for name, outlet in published_by.items()},
        languages=dict(zip(articles, documents["language"], strict=True)),
    )
    boilerplate = engine.learn_boilerplate(readings.all())
    writer.replace("boilerplate", boilerplate.table.to_batches())
    _sketch(writer, readings, engine, boilerplate, progress)
    proposed = list(engine.candidates(_sketches(writer)))
    pairs = _watched(readings.pairs(proposed), sum(b.num_rows for b in proposed), progress)
    verified = list(engine.verify(pairs, boilerplate))
    writer.replace("matches", (batch.select(schema.MATCH.names) for batch in verified))
    writer.replace("passages", map(_passages, verified))
    return engine.clusters(verified, articles)


def _sketch(
    writer: Writer,
    readings: Readings,
    engine: ReuseEngine,
    boilerplate: Boilerplate,
    progress: Progress,
) -> None:
    """Sketch the articles that have no sketch of this recipe and this boilerplate yet.

    Postings leave out what outlets repeat: a footer would propose every pair of an outlet.
    """
    columns = (boilerplate.table.column(name).to_pylist() for name in ("outlet_id", "text"))
    made_by = content_id("r", engine.config.recipe.digest, *zip(*columns, strict=True))
    if writer.settings.get("sketched") != made_by:
        writer.replace("signatures", ())
        writer.replace("postings", ())
        writer.set("sketched", made_by)
    known = {name for batch in writer.batches("signatures", ["article_id"]) for name in _ids(batch)}
    done = 0
    stream = engine.sketch(readings.all(beside=known), boilerplate)
    while chunk := list(islice(stream, BATCHES_PER_PART)):
        done += sum(batch.num_rows for batch in chunk)
        for table in ("signatures", "postings"):
            names = schema.TABLES[table].names
            writer.append(table, [batch.select(names) for batch in chunk])
        progress("articles sketched", done)
    progress("articles sketched", done, done)


def _ids(batch: pa.RecordBatch) -> list[str]:
    names: list[str] = batch.column("article_id").to_pylist()
    return names


def _sketches(writer: Writer) -> Iterator[pa.RecordBatch]:
    """Put signatures and postings together again: `schema.SKETCH`."""
    postings = pa.Table.from_batches(writer.batches("postings"), schema.POSTING)
    signatures = pa.Table.from_batches(writer.batches("signatures"), schema.SIGNATURE)
    # Both tables get the same rows in the same calls; sorting undoes what compaction reordered.
    order = [("article_id", "ascending")]
    hashes = postings.sort_by(order).column("hashes")
    table = signatures.sort_by(order).append_column(schema.SKETCH.field("hashes"), hashes)
    yield from table.cast(schema.SKETCH).to_batches()


def _watched(
    pairs: Iterable[pa.RecordBatch], total: int, progress: Progress
) -> Iterator[pa.RecordBatch]:
    done = 0
    for batch in pairs:
        yield batch
        done += batch.num_rows
        progress("pairs verified", done)
    progress("pairs verified", total, total)


def _passages(verified: pa.RecordBatch) -> pa.RecordBatch:
    rows = [
        {"left_id": row["left_id"], "right_id": row["right_id"]} | span
        for row in verified.select(["left_id", "right_id", "spans"]).to_pylist()
        for span in row["spans"]
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schema.PASSAGE)
