"""Which ending is read how.

In:   a file's name.
Out:  the reader of its format, and the name without endings.
"""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final, cast

from graphx.model import Document, Problem
from graphx_ingest.readers.fields import Fields
from graphx_ingest.readers.json_document import read_json_document
from graphx_ingest.readers.json_lines import read_json_lines
from graphx_ingest.readers.prose import read_html, read_markdown, read_text
from graphx_ingest.readers.tables import read_table

Reader = Callable[[BinaryIO, str, str, Fields], Iterator[Document | Problem]]
"""Reads ``(stream, source, name without endings, given fields)``."""

PROSE: Final[Mapping[str, Reader]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
"""Formats of one document a file; a NAME.json beside it is its sidecar."""

READERS: Final[Mapping[str, Reader]] = {
    **PROSE,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json_document,
    ".csv": read_table,
    ".tsv": read_table,
}
"""Every ending that is read; each may be followed by ``.gz``."""

COMPRESSED: Final = ".gz"

_ROWS = re.compile(rb"\s*\{")
_TAG = re.compile(rb"\s*<(?:!doctype|!--|\?xml|/?[a-z][a-z0-9-]*[\s/>])", re.IGNORECASE)


def split_name(path: Path) -> tuple[str, str]:
    """Split a file's name into what it is called and its ending, ``.gz`` aside.

    Examples
    --------
    >>> split_name(Path("news/a.b.HTML.gz"))
    ('a.b', '.html')
    """
    name = path.name
    if name.lower().endswith(COMPRESSED):
        name = name[: -len(COMPRESSED)]
    stem, dot, ending = name.rpartition(".")
    return (stem, f".{ending.lower()}") if dot and stem else (name, "")


def reader_of_head(head: bytes) -> Reader:
    """Choose the reader of a stream without a name by how it begins.

    Examples
    --------
    >>> reader_of_head(b' {"id": 1}').__name__, reader_of_head(b"<p>Rain").__name__
    ('read_json_lines', 'read_html')
    """
    head = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe")
    if _ROWS.match(head):
        return read_json_lines
    return read_html if _TAG.match(head) else read_text


def open_file(path: Path) -> BinaryIO:
    """Open a file's bytes, unpacked when its name ends in ``.gz``."""
    if path.name.lower().endswith(COMPRESSED):
        return cast("BinaryIO", gzip.open(path, "rb"))
    return path.open("rb")
