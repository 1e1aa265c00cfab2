"""JSON Lines: a document a line, read one line at a time however long the file is.

In:   a stream of bytes.
Out:  a document for each row, a problem for each row that is none; the line is in both.
"""

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from graphx.errors import InputError, UnreadableSourceError
from graphx.model import Document, Problem
from graphx_ingest.problems import problem_of
from graphx_ingest.readers.decoding import MARKS
from graphx_ingest.readers.fields import Fields, document_of_row
from graphx_ingest.readers.streams import joined


def read_json_lines(
    stream: BinaryIO, source: str, name: str, given: Fields
) -> Iterator[Document | Problem]:
    """Read the rows of a stream; a broken one is a problem and the next one is read."""
    del name, given  # rows carry their own
    for line, written in _lines(stream, source):
        if isinstance(written, InputError):
            yield problem_of(written, stage="read", source=source, line=line)
        elif written.strip():
            yield from read_row(written, source, line)


def read_row(written: str, source: str, line: int) -> Iterator[Document | Problem]:
    """Read one row as written in JSON."""
    try:
        row = parse(written, source)
    except UnreadableSourceError as error:
        yield problem_of(error, stage="read", source=source, line=line)
    else:
        yield from document_of(row, source, line)


def document_of(row: object, source: str, line: int) -> Iterator[Document | Problem]:
    """Make a document of one parsed row, and a problem of each part that could not be used."""
    try:
        if not isinstance(row, dict):
            reason = f"a row is an object with a text, this is {type(row).__name__}"
            raise UnreadableSourceError(source, reason)
        document, complaints = document_of_row(row, f"{source}:{line}")
    except InputError as error:
        yield problem_of(error, stage="read", source=source, line=line)
        return
    for complaint in complaints:
        yield problem_of(complaint, stage="read", source=source, line=line)
    yield document


def parse(written: str, source: str) -> object:
    """Parse JSON.

    Raises
    ------
    UnreadableSourceError
        It does not parse, or nests deeper than Python follows.
    """
    try:
        return json.loads(written)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        reason = f"not JSON: {error.msg} at {line}column {error.colno}"
    except RecursionError:
        reason = "not usable JSON: it nests too deeply"
    except ValueError as error:  # a number of more digits than Python converts
        reason = f"not usable JSON: {error}"
    raise UnreadableSourceError(source, reason)


def _lines(stream: BinaryIO, source: str) -> Iterator[tuple[int, str | InputError]]:
    buffered = joined(b"", stream)
    head = buffered.peek(4)[:4]
    codec = next((codec for mark, codec in MARKS if head.startswith(mark)), "utf-8")
    if codec.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(buffered, source, codec)
        return
    for line, data in enumerate(buffered, 1):
        try:
            yield line, data.rstrip(b"\r\n").decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError as error:
            reason = (
                f"not UTF-8, which JSON Lines is written in: byte {error.start + 1} of the line"
            )
            yield line, UnreadableSourceError(source, reason)


def _wide_lines(
    stream: io.BufferedReader, source: str, codec: str
) -> Iterator[tuple[int, str | InputError]]:
    # Lines of UTF-16 cannot be cut before decoding; a broken byte ends the file.
    line = 0
    try:
        for line, text in enumerate(io.TextIOWrapper(stream, codec, newline="\n"), 1):
            yield line, text
    except UnicodeError as error:
        yield line + 1, UnreadableSourceError(source, f"not {codec}: {error}")
