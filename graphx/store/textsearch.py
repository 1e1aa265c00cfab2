"""Search articles by words: title, text, id, url and outlet.

In:   the rows of one snapshot that hold words, and what somebody typed.
Out:  article ids, best first, with the place in the text.

The index is SQLite's FTS5, which is part of Python; DuckDB's own would have to be fetched from a
host.  It is made by the first search and not by the commit, because most snapshots are never
searched and an index costs a pass over all texts.  The file is named by the parts it was made
from, so that snapshots with the same texts share it; a lock lets one process make it while others
wait; it appears under its name only when it is whole, and never changes.  Where the workspace may
not be written, it is made in a temporary directory.

Ranking is Okapi bm25 with FTS5's own constants (k1 = 1.2, b = 0.75), all columns alike.
Robertson, Walker et al., Okapi at TREC-3, 1994.
"""

import contextlib
import hashlib
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

import pyarrow as pa

from graphx.errors import InvalidValueError, StoreError
from graphx.store import durable
from graphx.store.embedded import Database
from graphx.store.lock import FileLock
from graphx.store.manifest import SEARCH, Manifest

HIT: Final = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("score", pa.float64(), nullable=False),  # bm25; larger is better
        pa.field("snippet", pa.string()),  # null when the article has no text
        pa.field("start", pa.int64()),  # where the snippet lies in the stored text
        pa.field("end", pa.int64()),
        pa.field(  # the words, as offsets into the stored text; none when the title has them
            "spans",
            pa.list_(pa.struct([pa.field("start", pa.int64()), pa.field("end", pa.int64())])),
            nullable=False,
        ),
    ]
)
"""One article that was found."""

MOST_WORDS: Final = 64
"""More words are a text, and a text is compared, not searched for."""

SNIPPET_CHARS: Final = 240  # three lines of a result list

_BATCH_ROWS: Final = 1_024
_SOURCES: Final = ("articles", "documents", "texts")


@cache
def query_text(name: str) -> str:
    """Text of ``sqlite/<name>.sql``."""
    return resources.files("graphx.store").joinpath("sqlite", f"{name}.sql").read_text("utf-8")


def index_name(manifest: Manifest) -> str:
    """Name the index by the parts it is made from."""
    parts = [part.name for table in _SOURCES for part in manifest.parts(table)]
    return f"{hashlib.blake2b(' '.join(parts).encode('ascii'), digest_size=16).hexdigest()}.sqlite"


class TextIndex:
    """The word index of one snapshot; safe to ask from several threads.

    Parameters
    ----------
    directory : Path
        The workspace.
    manifest : Manifest
        The snapshot.
    database : Database
        Where its rows are read when the index must be made.

    Raises
    ------
    StoreError
        There is no room for the index.
    """

    def __init__(self, directory: Path, manifest: Manifest, database: Database) -> None:
        self._private: tempfile.TemporaryDirectory[str] | None = None
        folder = directory / SEARCH
        self._path = folder / index_name(manifest)
        if self._path.exists():
            return
        try:
            durable.make_directory(folder)
            lock = FileLock.acquire(folder / "lock", shared=False, wait=True, create=True)
        except OSError:
            self._private = tempfile.TemporaryDirectory(prefix="graphx-search-")
            self._path = Path(self._private.name) / self._path.name
            _make(self._path, database)
            return
        try:
            if not self._path.exists():  # another process may have made it while this one waited
                _make(self._path, database)
        finally:
            lock.release()

    def find(
        self, words: str, limit: int, after: tuple[float, str] | None
    ) -> list[tuple[str, float]]:
        """Return ids and scores of articles that have every word, best first."""
        match = match_expression(words)
        if not match:
            return []
        after_score, after_id = (None, None) if after is None else after
        try:
            with contextlib.closing(_open(self._path)) as connection:
                found: list[tuple[str, float]] = connection.execute(
                    query_text("search"),
                    {
                        "words": match,
                        "after_score": after_score,
                        "after_id": after_id,
                        "limit": limit,
                    },
                ).fetchall()
        except sqlite3.Error as error:
            sentence = f"cannot search {self._path}: {error}; remove the file, it is made again"
            raise StoreError(sentence) from error
        return found

    def close(self) -> None:
        """Remove the index if it was made for this snapshot alone."""
        if self._private is not None:
            self._private.cleanup()


def match_expression(words: str) -> str:
    """Quote what somebody typed, so that none of it is read as syntax of FTS5.

    Raises
    ------
    InvalidValueError
        More than `MOST_WORDS` words.

    Examples
    --------
    >>> match_expression('flood NOT "title: bridge*')
    '"flood" "NOT" "title:" "bridge*"'
    """
    asked = _asked(words)
    if len(asked) > MOST_WORDS:
        raise InvalidValueError("words", f"{len(asked)} words", f"at most {MOST_WORDS} words")
    return " ".join('"' + word + '"' for word in asked)


def hits(found: Sequence[tuple[str, float]], texts: pa.Table, words: str) -> pa.Table:
    """Show where in its text each article has the words."""
    text_of = dict(
        zip(texts.column("article_id").to_pylist(), texts.column("text").to_pylist(), strict=True)
    )
    rows = [
        {"article_id": article_id, "score": score, **_snippet(text_of.get(article_id), words)}
        for article_id, score in found
    ]
    return pa.Table.from_pylist(rows, schema=HIT)


def _make(path: Path, database: Database) -> None:
    temporary = durable.temporary_name(path.parent)
    try:
        with durable.refusals(path.parent):
            with contextlib.closing(sqlite3.connect(temporary)) as connection:
                connection.executescript(query_text("create"))
                _fill(connection, database.stream("search_rows", _BATCH_ROWS))
            with temporary.open("rb") as file:
                durable.sync(file)
            durable.rename(temporary, path)
            durable.sync_directory(path.parent)
    except sqlite3.Error as error:
        raise StoreError(f"cannot make the word index {path}: {error}; free some space") from error
    finally:
        temporary.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, batches: Iterator[pa.RecordBatch]) -> None:
    number = 0
    with connection:
        for batch in batches:
            rows = [
                row | {"number": place} for place, row in enumerate(batch.to_pylist(), number + 1)
            ]
            number += len(rows)
            connection.executemany(query_text("insert_name"), rows)
            connection.executemany(query_text("insert_words"), rows)


def _open(path: Path) -> sqlite3.Connection:
    # The file never changes, so SQLite need not lock it; a read-only directory is enough.
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)


def _asked(words: str) -> list[str]:
    printable = words.replace("\0", " ").replace('"', " ").encode("utf-8", "ignore").decode("utf-8")
    return [word for word in printable.split() if any(map(str.isalnum, word))]


def _snippet(text: str | None, words: str) -> dict[str, object]:
    if text is None:
        return {"snippet": None, "start": None, "end": None, "spans": []}
    patterns = [r"\W+".join(re.findall(r"[^\W_]+", fold(word))) for word in _asked(words)]
    alternatives = "|".join(sorted(filter(None, patterns), key=len, reverse=True))
    places = list(re.finditer(rf"(?<![^\W_])(?:{alternatives})(?![^\W_])", fold(text)))
    first = places[0].start() if places else 0
    start = max(0, first - SNIPPET_CHARS // 4)
    end = min(len(text), start + SNIPPET_CHARS)
    return {
        "snippet": text[start:end],
        "start": start,
        "end": end,
        "spans": [
            {"start": place.start(), "end": place.end()} for place in places if place.end() <= end
        ],
    }


def fold(text: str) -> str:
    """Lower case without diacritics, one code point for each, so that offsets stay.

    Examples
    --------
    >>> fold("Ünïted İstanbul")
    'united istanbul'
    """
    return text.lower() if text.isascii() else "".join(map(_fold_one, text))


@lru_cache(maxsize=4_096)
def _fold_one(character: str) -> str:
    return unicodedata.normalize("NFKD", character)[0].lower()[0]
