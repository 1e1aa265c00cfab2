"""Project a snapshot of a workspace into a Neo4j server.

In:   the tables of one snapshot, and a store on the server.
Out:  the same graph as labelled nodes and typed edges, and a count of what was written.

Constraints come first, then nodes, then edges, in batches of ``UNWIND $rows … MERGE``; every
element carries the snapshot's number, and what carries an older one is removed at the end.  The
node ``(:Projection)`` says ``loading`` until all of that is done, so that a load which was
interrupted is seen by whoever asks, and completed by loading again.  Loading twice changes
nothing.

Nodes have the columns of their table as properties, null left out, and some for the indexes:
``size`` and ``listed_at`` are what lists are ordered by, ``id_start``, ``url_start`` and
``canonical_url_start`` how names begin that may be longer than an index takes, ``title_folded`` the
title in lower case, ``title_is_long`` where it holds only how the title begins.

A credit leads to the outlet it names.  One whose words name no known outlet leads to an
``(:UnnamedSource)`` of its own: two articles "reprinted with permission" share no source.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

import pyarrow as pa

from graphx.engine.progress import Progress, silent
from graphx.errors import InvalidValueError, StoreError
from graphx.store.neo4j_store import LAYOUT, Neo4jStore
from graphx.store.opening import Credentials
from graphx.store.projection_steps import LABELS, STEPS, Beside, Step

BATCH_ROWS: Final = 10_000
"""Rows a transaction; a server with a heap of 1 GB takes them, and larger ones were no faster."""

_INDEX_SECONDS: Final = 300


class ProjectionSource(Protocol):
    """What is read of a snapshot."""

    @property
    def snapshot(self) -> int:
        """Number of the snapshot."""

    def batches(self, name: str, /) -> Iterator[pa.RecordBatch]:
        """Stream a table of the workspace."""

    def fetch(self, name: str, /, **parameters: object) -> pa.Table:
        """Answer a question of the workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectionSummary:
    """What a load did: elements written, also by label or type, and older ones removed."""

    snapshot: int
    nodes: int
    edges: int
    kinds: Mapping[str, int]
    removed_nodes: int
    removed_edges: int


_HELD: Final = pa.schema(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("held", pa.int64(), nullable=False),
    ]
)


def load_into(
    url: str,
    credentials: Credentials | None,
    snapshot: ProjectionSource,
    *,
    batch_rows: int = BATCH_ROWS,
    progress: Progress = silent,
) -> ProjectionSummary:
    """Open the server at `url`, `project` the snapshot into it, and let go of it."""
    with Neo4jStore.open(url, credentials) as store:
        return project(snapshot, store, batch_rows=batch_rows, progress=progress)


def project(
    snapshot: ProjectionSource,
    store: Neo4jStore,
    *,
    batch_rows: int = BATCH_ROWS,
    progress: Progress = silent,
) -> ProjectionSummary:
    """Make the server hold exactly this snapshot.

    Parameters
    ----------
    snapshot : ProjectionSource
        A snapshot of a workspace, or anything with its number, tables and questions.
    store : Neo4jStore
        Where to; its answers come from the new snapshot as soon as this returns.
    batch_rows : int
        Rows a transaction.
    progress : Progress
        Called after every batch with the step and its rows so far.

    Returns
    -------
    ProjectionSummary

    Raises
    ------
    InvalidValueError
        `batch_rows` is less than 1.
    StoreError
        The server refused, or a row names an article, an author, a story or an outlet that is in
        no table.

    Notes
    -----
    Memory holds one batch.  Elements of other labels and types, and elements without a
    ``snapshot`` property, are left alone.
    """
    if batch_rows < 1:
        raise InvalidValueError("batch_rows", batch_rows, "at least 1")
    load = _Load(snapshot, store, batch_rows, progress)
    load.prepare()
    load.run("projection/begin", layout=LAYOUT)
    written = load.write()
    removed_edges, removed_nodes = load.remove_stale()
    if load.held() != written:
        # What is too much came from another workspace whose snapshot has the same number.
        load.mark_stale()
        written = load.write()
        again = load.remove_stale()
        removed_edges, removed_nodes = removed_edges + again[0], removed_nodes + again[1]
    load.run("projection/complete", layout=LAYOUT)
    return ProjectionSummary(
        snapshot=snapshot.snapshot,
        nodes=sum(count for kind, count in written.items() if kind in LABELS),
        edges=sum(count for kind, count in written.items() if kind not in LABELS),
        kinds=written,
        removed_nodes=removed_nodes,
        removed_edges=removed_edges,
    )


@dataclass(frozen=True, slots=True)
class _Load:
    """One run of `project`: from where, to where, in what portions."""

    source: ProjectionSource
    store: Neo4jStore
    batch_rows: int
    progress: Progress

    def run(self, statement: str, **parameters: object) -> int:
        return self.store.connection.write(statement, self._numbered(parameters))

    def batched(self, statement: str) -> int:
        return self.store.connection.batched(statement, self._numbered({}))

    def prepare(self) -> None:
        """Make constraints and indexes before the first row needs them."""
        self.store.connection.define("projection/schema")
        self.store.connection.batched(
            "projection/await_indexes", {"timeout_seconds": _INDEX_SECONDS}
        )

    def write(self) -> dict[str, int]:
        """Write every row, and count the elements by label or type."""
        written: dict[str, int] = {}
        for step in STEPS:
            rows = self._write_step(step)
            for kind in step.kinds:
                written[kind] = written.get(kind, 0) + rows
        return written

    def _write_step(self, step: Step) -> int:
        done = 0
        batches = map(step.rows, self.source.batches(step.table))
        for batch in _portions(batches, self.batch_rows):
            rows = _plain(batch)
            for beside in step.beside:
                self._add(beside, rows, batch.column(0), batch.column(1))
            written = self.run(f"projection/{step.statement}", rows=rows)
            if written != len(rows):
                raise StoreError(
                    f"{len(rows) - written} of {len(rows)} rows of {step.table} name something "
                    f"that is in no table of snapshot {self.source.snapshot}; build it again"
                )
            done += len(rows)
            self.progress(step.label, done)
        if done:
            self.progress(step.label, done, done)
        return done

    def _add(
        self, beside: Beside, rows: list[dict[str, object]], left: pa.Array, right: pa.Array
    ) -> None:
        """Give each row of a pair what other tables of the workspace hold of it."""
        pairs = (left.to_pylist(), right.to_pylist())
        asked = dict(zip(beside.asked, pairs, strict=True))
        told = self.source.fetch(beside.query, **asked, **dict(beside.given)).to_pylist()
        known = {tuple(row.values())[:2]: row for row in told}
        for row, pair in zip(rows, zip(*pairs, strict=True), strict=True):
            row |= known.get(pair, dict(beside.otherwise))

    def remove_stale(self) -> tuple[int, int]:
        """Remove what carries another snapshot's number; count edges and nodes."""
        edges = self.batched("projection/remove_stale_edges")
        self.progress("stale edges removed", edges, edges)
        nodes = self.batched("projection/remove_stale_nodes")
        self.progress("stale nodes removed", nodes, nodes)
        return edges, nodes

    def mark_stale(self) -> None:
        """Take the snapshot's number from everything that carries it."""
        self.batched("projection/mark_edges_stale")
        self.batched("projection/mark_nodes_stale")

    def held(self) -> dict[str, int]:
        """Count what carries the snapshot's number, by label or type; every kind has a count."""
        found = {kind: 0 for step in STEPS for kind in step.kinds}
        for statement in ("projection/held_nodes", "projection/held_edges"):
            answer = self.store.connection.read(statement, self._numbered({}), _HELD)
            # A node may have labels that somebody else gave it.
            known = (row for row in answer.to_pylist() if row["kind"] in found)
            found |= {row["kind"]: row["held"] for row in known}
        return found

    def _numbered(self, parameters: Mapping[str, object]) -> dict[str, object]:
        return {"snapshot": self.source.snapshot, **parameters}


def _portions(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
    """Cut a stream of batches anew into batches of `rows` rows; the last one may be smaller."""
    kept: list[pa.RecordBatch] = []
    held = 0
    for batch in batches:
        kept.append(batch)
        held += batch.num_rows
        while held >= rows:
            table = pa.Table.from_batches(kept)
            yield table.slice(0, rows).combine_chunks().to_batches()[0]
            kept = table.slice(rows).to_batches()
            held -= rows
    if held:
        yield pa.Table.from_batches(kept).combine_chunks().to_batches()[0]


def _plain(batch: pa.RecordBatch) -> list[dict[str, object]]:
    """Return rows as the driver takes them.

    Arrow's UTC is a named zone, which Neo4j stores as such: two times equal but for the name of
    their zone are neither before, nor after, nor equal to one another there.
    """
    rows: list[dict[str, object]] = batch.to_pylist()
    for name in (field.name for field in batch.schema if pa.types.is_timestamp(field.type)):
        for row in rows:
            moment = row[name]
            if isinstance(moment, datetime):
                row[name] = moment.astimezone(UTC)
    return rows
