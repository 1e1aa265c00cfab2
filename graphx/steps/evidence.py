"""Find what texts articles share.

In:   ``documents`` and ``texts`` of a snapshot; sketches and compared pairs of builds before.
Out:  ``units``, ``boilerplate``, ``signatures``, ``postings``, ``matches``, ``misses``,
      ``passages``; the clusters.

What two articles share depends on their texts and on what of them is boilerplate, so a pair of
which neither has changed is not compared again, whether it matched or missed.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.engine.memory import give_back
from graphx.engine.progress import Progress
from graphx.entities.outlets import Outlet
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseEngine
from graphx.reuse.passes import SketchPasses
from graphx.reuse.units import is_among
from graphx.reuse.walks import walk_order
from graphx.steps.found import Found
from graphx.steps.pairs import Packed, PairNumbers
from graphx.steps.sketches import refresh_sketches
from graphx.store.readings import Readings, paired, total_words
from graphx.store.snapshot import Snapshot
from graphx.store.spool import Spool
from graphx.store.writer import Writer


def find_evidence(
    base: Snapshot,
    writer: Writer,
    published_by: Mapping[str, Outlet],
    engine: ReuseEngine,
    progress: Progress,
) -> Found:
    """Sketch what changed, propose pairs, verify the new ones, group near-duplicates."""
    documents = base.table("documents", ["article_id", "language"])
    articles = documents.column("article_id").to_pylist()
    engine = engine.sized_for(len(articles), total_words(base))
    readings = Readings(
        snapshot=base,
        outlets={name: outlet.outlet_id for name, outlet in published_by.items()},
        languages=dict(zip(articles, documents.column("language").to_pylist(), strict=True)),
    )
    numbers = PairNumbers(documents.column("article_id").combine_chunks())
    refreshed = refresh_sketches(base, numbers.article_ids, writer, readings, engine, progress)
    proposed = engine.propose(
        SketchPasses(
            article_ids=numbers.article_ids,
            signatures=partial(writer.batches, "signatures"),
            postings=writer.sorted_postings(engine.config.recipe),
            memory=engine.config.memory,
        )
    )
    if engine.config.memory is not None:
        give_back()
    before, missed = (numbers.all_of(writer.batches(name)) for name in ("matches", "misses"))
    known = np.concatenate([before, missed])
    stays = proposed[is_among(proposed, np.sort(numbers.untouched(known, refreshed.changed)))]
    fresh = np.setdiff1d(proposed, stays, assume_unique=True)
    verified = _verified(numbers, fresh, readings, engine, refreshed.boilerplate, writer, progress)
    with verified:
        matches = (batch.select(schema.MATCH.names) for batch in verified)
        for table, new in (("matches", matches), ("passages", map(_passages, verified))):
            writer.replace(table, chain(numbers.among(writer.batches(table), stays), new))
    found = numbers.all_of(writer.batches("matches"))
    writer.replace("misses", numbers.pairs(np.setdiff1d(proposed, found, assume_unique=True)))
    other = np.setxor1d(found, before[is_among(before, stays)], assume_unique=True)
    other = np.concatenate([other, before[~is_among(before, stays)]])
    return Found(
        engine.clusters(writer.batches("matches"), articles),
        refreshed.changed,
        numbers.articles_in(other).to_pylist(),
    )


def _verified(
    numbers: PairNumbers,
    fresh: Packed,
    readings: Readings,
    engine: ReuseEngine,
    boilerplate: Boilerplate,
    writer: Writer,
    progress: Progress,
) -> Spool:
    """Compare pairs in the order of a walk; what matches is set aside on disk."""
    needed = numbers.articles_in(fresh).to_pylist()
    compiled = engine.config.compiled
    order = walk_order(numbers.sides(fresh), len(numbers.article_ids), compiled=compiled)
    with readings.shelf(needed, writer.scratch) as shelf:
        pairs = _watched(paired(numbers.pairs(fresh[order]), shelf), fresh.size, progress)
        return Spool(engine.verify(pairs, boilerplate), schema.MATCHED, writer.scratch)


def _watched(
    pairs: Iterable[pa.RecordBatch], total: int, progress: Progress
) -> Iterator[pa.RecordBatch]:
    done = 0
    for batch in pairs:
        yield batch
        done += batch.num_rows
        progress("pairs verified", done, None if done == total else total)
    progress("pairs verified", total, total)


def _passages(verified: pa.RecordBatch) -> pa.RecordBatch:
    spans = verified.column("spans")
    rows = pc.list_parent_indices(spans)
    columns = [verified.column(side).take(rows) for side in ("left_id", "right_id")]
    columns += [pc.struct_field(spans.flatten(), name) for name in schema.PASSAGE.names[2:]]
    return pa.RecordBatch.from_arrays(columns, schema=schema.PASSAGE)
