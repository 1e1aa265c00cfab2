"""Take documents into a workspace, one at a time.

In:   documents and problems as readers hand them over; what the workspace holds.
Out:  rows of ``documents``, ``texts``, ``claims`` and ``problems``, written a chunk at a time.

A document that is there already with the same fields is passed over; one whose fields changed
replaces its rows.  Given twice in one run with unlike fields, the one with the smallest digest
stays and the others are problems, so that the order of files decides nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice

import pyarrow as pa

from graphx import schema
from graphx.engine.progress import Progress
from graphx.model import Document, Problem
from graphx.store.writer import Writer
from graphx_ingest.understand import Understanding, document_digest, source_batch

CHUNK_DOCUMENTS = 8192
"""Documents that become one part of each table; their texts are held at once."""

BATCH_DOCUMENTS = 256


@dataclass(slots=True)
class Intake:
    """Documents on their way into a workspace.

    ``held`` maps the ids of documents the workspace held before to their digests.
    """

    writer: Writer
    held: Mapping[str, str]
    progress: Progress
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    problems: int = 0
    _taken: dict[str, tuple[str, str]] = field(default_factory=dict)  # id -> digest, source
    _known: set[str] = field(default_factory=set)  # held before, or taken by now
    _forgotten: set[str] = field(default_factory=set)
    _read: int = 0

    def __post_init__(self) -> None:
        self._known.update(self.held)

    def take(self, items: Iterable[Document | Problem]) -> None:
        """Take all of `items` in."""
        stream = iter(items)
        while chunk := list(islice(stream, CHUNK_DOCUMENTS)):
            self._take_chunk(chunk)
        self.progress("documents read", self._read, self._read)

    def _take_chunk(self, chunk: list[Document | Problem]) -> None:
        problems = [item for item in chunk if isinstance(item, Problem)]
        wanted = self._wanted((item for item in chunk if isinstance(item, Document)), problems)
        stale = sorted(name for name in wanted if name in self._known)
        for table in ("documents", "texts", "claims", "units", "signatures", "postings"):
            if stale:
                self.writer.remove(table, "article_id", stale)

        understood = list(self._understood(list(wanted.values()), problems))
        self._count(wanted, understood)
        self._forget_problems(chunk)
        self.problems += len(problems)
        if understood:
            for table, shape in (("documents", schema.DOCUMENT), ("texts", schema.TEXT)):
                self.writer.append(table, [batch.select(shape.names) for batch in understood])
            self.writer.append("claims", map(_claims, understood))
        if problems:
            rows = [asdict(problem) for problem in problems]
            self.writer.append(
                "problems", [pa.RecordBatch.from_pylist(rows, schema=schema.PROBLEM)]
            )

    def _wanted(
        self, documents: Iterable[Document], problems: list[Problem]
    ) -> dict[str, Document]:
        """Return the documents of a chunk that are new or changed, by id."""
        wanted: dict[str, Document] = {}
        for document in documents:
            name, digest = document.article_id, document_digest(document)
            self._read += 1
            before = self._taken.get(name)
            if before is None:
                self._taken[name] = digest, document.source
                if self.held.get(name) == digest:
                    self.unchanged += 1
                else:
                    wanted[name] = document
            elif digest == before[0] == self.held.get(name):
                continue  # the workspace keeps the place it was first read at
            elif (digest, document.source) < before:
                if digest != before[0]:
                    problems.append(_conflict(before[1]))
                self._taken[name] = digest, document.source
                wanted[name] = document
            elif digest != before[0]:
                problems.append(_conflict(document.source))
        return wanted

    def _understood(
        self, documents: list[Document], problems: list[Problem]
    ) -> Iterator[pa.RecordBatch]:
        """Understand documents: batches of `schema.UNDERSTOOD` that have a text."""
        done = self._read - len(documents)
        sources = (
            source_batch(documents[start : start + BATCH_DOCUMENTS])
            for start in range(0, len(documents), BATCH_DOCUMENTS)
        )
        for batch in Understanding()(sources):
            done += batch.num_rows
            self.progress("documents read", done)
            rows = batch.to_pylist()
            problems.extend(Problem(**row["problem"]) for row in rows if row["problem"])
            kept = [row for row in rows if not row["problem"]]
            if kept:
                yield pa.RecordBatch.from_pylist(kept, schema=batch.schema)

    def _count(self, wanted: dict[str, Document], understood: list[pa.RecordBatch]) -> None:
        for batch in understood:
            for name in batch.column("article_id").to_pylist():
                if name in self.held:
                    self.replaced += 1
                elif name not in self._known:
                    self.added += 1
                self._known.add(name)

    def _forget_problems(self, chunk: list[Document | Problem]) -> None:
        """Remove what was wrong with these sources before this run: they were read again."""
        sources = {place for item in chunk for place in _places(item.source)} - self._forgotten
        self._forgotten |= sources
        self.writer.remove("problems", "source", sorted(sources))


def _places(source: str) -> tuple[str, ...]:
    """Return a source, and the file it is a row of.

    Examples
    --------
    >>> _places("news.jsonl:7"), _places("a.txt")
    (('news.jsonl:7', 'news.jsonl'), ('a.txt',))
    """
    file, colon, line = source.rpartition(":")
    return (source, file) if colon and line.isdigit() else (source,)


def _claims(understood: pa.RecordBatch) -> pa.RecordBatch:
    rows = [
        {"article_id": row["article_id"]} | claim
        for row in understood.select(["article_id", "claims"]).to_pylist()
        for claim in row["claims"]
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schema.CLAIM)


def _conflict(source: str) -> Problem:
    return Problem(
        source=source,
        line=None,
        stage="read",
        error="InvalidValueError",
        message="the same document was given twice with unlike fields; this one was left out",
    )
