"""From what a person names to the documents in it.

In:   files, folders, patterns, ``-``.
Out:  documents and problems, in the order named, folders sorted.
"""

import glob
import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from graphx.errors import InputError, NotFoundError, UnreadableSourceError
from graphx.model import Document, Problem
from graphx_ingest.problems import problem_of
from graphx_ingest.readers.decoding import decode
from graphx_ingest.readers.fields import NO_FIELDS, Fields, fields_of
from graphx_ingest.readers.formats import (
    COMPRESSED,
    PROSE,
    READERS,
    open_file,
    reader_of_head,
    split_name,
)
from graphx_ingest.readers.json_lines import parse
from graphx_ingest.readers.streams import joined

STDIN: Final = "-"
_PATTERN: Final = frozenset("*?[")
_HEAD_BYTES: Final = 4096


def read_documents(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None
) -> Iterator[Document | Problem]:
    """Read every document in `inputs`, one at a time.

    Parameters
    ----------
    inputs : sequence of str
        Files; folders, read with all folders in them, sorted, hidden names left out; patterns
        (``news/*.txt``, ``news/**/*.html``) the shell did not expand; ``-`` for `stdin`.
    stdin : binary stream, optional
        What ``-`` reads: JSON Lines when it begins with ``{``, HTML when with a tag, else text.

    Yields
    ------
    Document or Problem
        A problem for each file or row that could not be used; reading goes on behind it.

    Raises
    ------
    NotFoundError
        A path or pattern leads to nothing, found out before anything is read; ``-`` without
        `stdin`.
    """
    named = [_expanded(given, stdin) for given in inputs]
    return (found for paths in named for path in paths for found in _read_named(path, stdin))


def _expanded(given: str, stdin: BinaryIO | None) -> tuple[str, ...]:
    if given == STDIN:
        if stdin is None:
            raise NotFoundError("standard input", given)
        return (given,)
    if "\0" not in given and Path(given).exists():
        return (given,)
    if _PATTERN.intersection(given):
        found = tuple(sorted(glob.glob(given, recursive=True)))  # noqa: PTH207  Path.glob takes no absolute pattern
        if found:
            return found
    raise NotFoundError("file, folder or pattern", given)


def _read_named(given: str, stdin: BinaryIO | None) -> Iterator[Document | Problem]:
    if given == STDIN and stdin is not None:
        yield from _read_stream(stdin, STDIN, STDIN)
        return
    path = Path(given)
    if path.is_dir():
        yield from _read_folder(path, given)
    elif path.suffix:
        yield from _read_file(path, given)
    else:
        yield from _guarded(path, given, _read_stream)


def _read_folder(folder: Path, given: str) -> Iterator[Document | Problem]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield _problem(UnreadableSourceError(given, error.strerror or str(error)), given)
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if not path.is_dir():
            yield from _read_file(path, str(path))
        elif not path.is_symlink():  # a link to a folder above would never end
            yield from _read_folder(path, str(path))


def _read_file(path: Path, source: str) -> Iterator[Document | Problem]:
    name, ending = split_name(path)
    if ending not in READERS:
        known = ", ".join(READERS)
        reason = f"no reader for the ending {ending!r}; known are {known}, each also with .gz"
        yield _problem(UnreadableSourceError(source, reason), source)
        return
    if ending == ".json" and _has_text_beside(path):
        return
    given = NO_FIELDS
    if ending in PROSE:
        sidecar = path.with_name(f"{name}.json")
        try:
            given, complaints = _read_sidecar(sidecar)
        except InputError as error:
            yield _problem(error, str(sidecar))
            return
        for complaint in complaints:
            yield _problem(complaint, str(sidecar))

    def read(stream: BinaryIO, source: str, name: str) -> Iterator[Document | Problem]:
        return READERS[ending](stream, source, name, given)

    yield from _guarded(path, source, read)


def _has_text_beside(path: Path) -> bool:
    name = path.name[: -len(".json")]
    return path.suffix == ".json" and any(
        path.with_name(f"{name}{ending}{packed}").is_file()
        for ending in PROSE
        for packed in ("", COMPRESSED)
    )


def _read_sidecar(path: Path) -> tuple[Fields, tuple[InputError, ...]]:
    if not path.is_file():
        return NO_FIELDS, ()
    source = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(source, error.strerror or str(error)) from None
    row = parse(decode(data, source), source)
    if not isinstance(row, dict):
        reason = "the fields of the text beside it are one JSON object"
        raise UnreadableSourceError(source, reason)
    return fields_of(row)


def _guarded(path: Path, source: str, read: "_StreamReader") -> Iterator[Document | Problem]:
    """Read a file; what the disk or the packing refuses becomes its last problem."""
    try:
        with open_file(path) as stream:
            yield from read(stream, source, split_name(path)[0])
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield _problem(UnreadableSourceError(source, f"broken gzip: {error}"), source)
    except OSError as error:
        yield _problem(UnreadableSourceError(source, error.strerror or str(error)), source)


def _read_stream(stream: BinaryIO, source: str, name: str) -> Iterator[Document | Problem]:
    """Read a stream that has no ending to go by."""
    head = b""
    while not head.strip() and (more := stream.read(_HEAD_BYTES)):
        head += more
    yield from reader_of_head(head)(joined(head, stream), source, name, NO_FIELDS)


class _StreamReader(Protocol):
    def __call__(
        self, stream: BinaryIO, source: str, name: str
    ) -> Iterator[Document | Problem]: ...


def _problem(error: InputError, source: str) -> Problem:
    return problem_of(error, stage="read", source=source)
