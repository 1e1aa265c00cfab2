"""A JSON file that stands alone: one row, a list of rows, or rows one after another.

In:   the bytes of the file.
Out:  documents and problems as for JSON Lines; the line is where a row begins.
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from graphx.errors import InputError, UnreadableSourceError
from graphx.model import Document, Problem
from graphx_ingest.problems import problem_of
from graphx_ingest.readers.decoding import decode
from graphx_ingest.readers.fields import Fields
from graphx_ingest.readers.json_lines import document_of

_SPACE = re.compile(r"[\s,]*")
_LIST = re.compile(r"\s*\[")
_LIST_END = re.compile(r"\s*\]\s*")


def read_json_document(
    stream: BinaryIO, source: str, name: str, given: Fields
) -> Iterator[Document | Problem]:
    """Read the rows of a JSON file; the rows before a broken place are read."""
    del name, given  # rows carry their own
    try:
        text = decode(stream.read(), source)
    except InputError as error:
        yield problem_of(error, stage="read", source=source)
        return
    for line, row in _rows(text, source):
        if isinstance(row, InputError):
            yield problem_of(row, stage="read", source=source, line=line)
        else:
            yield from document_of(row, source, line)


def _rows(text: str, source: str) -> Iterator[tuple[int, object]]:
    decoder = json.JSONDecoder()
    opening = _LIST.match(text)
    at = opening.end() if opening else 0
    line, counted = 1, 0
    while True:
        at = _end(_SPACE, text, at)
        line, counted = line + text.count("\n", counted, at), at
        if at == len(text):
            if opening:
                yield line, UnreadableSourceError(source, "not JSON: the list is not closed")
            return
        if opening and text[at] == "]":
            if _LIST_END.fullmatch(text, at) is None:
                reason = "not JSON: something follows the list"
                yield line, UnreadableSourceError(source, reason)
            return
        try:
            row, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield _broken(error, line, source)
            return
        yield line, row


def _broken(error: Exception, line: int, source: str) -> tuple[int, InputError]:
    if isinstance(error, json.JSONDecodeError):
        reason = f"not JSON: {error.msg} at column {error.colno}"
        return error.lineno, UnreadableSourceError(source, reason)
    return line, UnreadableSourceError(source, "not usable JSON: it nests too deeply")


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
