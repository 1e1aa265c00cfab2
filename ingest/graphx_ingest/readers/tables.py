"""Tables as spreadsheets write them: a document a row, the first row naming the fields.

In:   the bytes of a CSV or TSV file; of whatever encoding, since spreadsheets write several.
Out:  documents and problems as for JSON Lines; the line is where a row begins.

The fields have the names they have in JSON Lines, in capitals or not.  Cells are parted by commas,
semicolons or tabs, whichever parts the first row into the most fields that are known.  A file is
read whole: what does not fit into memory is better kept as JSON Lines.

RFC 4180.
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from graphx.errors import InputError, UnreadableSourceError
from graphx.model import Document, Problem
from graphx_ingest.problems import problem_of
from graphx_ingest.readers.decoding import decode
from graphx_ingest.readers.fields import KNOWN_NAMES, TEXT_NAMES, Fields
from graphx_ingest.readers.json_lines import document_of

_DELIMITERS: Final = (",", ";", "\t")


def read_table(
    stream: BinaryIO, source: str, name: str, given: Fields
) -> Iterator[Document | Problem]:
    """Read the rows of a table; a broken one is a problem and the next one is read."""
    del name, given  # rows carry their own
    try:
        text = decode(stream.read(), source)
        delimiter, names = _heading(text, source)
    except InputError as error:
        yield problem_of(error, stage="read", source=source)
        return
    for line, cells in _rows(text, delimiter):
        try:
            row = _named(cells, names, source)
        except UnreadableSourceError as broken:
            yield problem_of(broken, stage="read", source=source, line=line)
            continue
        if line > 1 and any(cell.strip() for cell in row.values()):
            yield from document_of(row, source, line)


def _named(cells: list[str] | csv.Error, names: list[str], source: str) -> dict[str, str]:
    if isinstance(cells, csv.Error):
        raise UnreadableSourceError(source, f"not CSV: {cells}")
    if len(cells) > len(names):
        reason = f"a row has {len(cells)} cells, the first one names {len(names)}"
        raise UnreadableSourceError(source, reason)
    # Of two columns of one name the first counts.
    return dict(reversed(list(zip(names, cells, strict=False))))


def _heading(text: str, source: str) -> tuple[str, list[str]]:
    """Return what parts the cells, and the names of the columns."""

    def names(delimiter: str) -> list[str]:
        cells = next((cells for _, cells in _rows(text, delimiter)), [])
        return [] if isinstance(cells, csv.Error) else [cell.strip().lower() for cell in cells]

    def known(delimiter: str) -> int:
        return len(KNOWN_NAMES.intersection(names(delimiter)))

    best = max(_DELIMITERS, key=known)
    if not TEXT_NAMES.intersection(names(best)):
        reason = f"its first row names no column of texts: {' or '.join(sorted(TEXT_NAMES))}"
        raise UnreadableSourceError(source, reason)
    return best, names(best)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    # The module's limit on a cell holds for the process; an article may well be longer.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except csv.Error as error:
            yield line, error
        except StopIteration:
            return
