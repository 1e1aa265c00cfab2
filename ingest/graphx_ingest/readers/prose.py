"""Plain text, Markdown and HTML: one document a file.

In:   the bytes of the file, and the fields of its sidecar.
Out:  the document.
"""

from collections.abc import Iterator
from typing import BinaryIO

from graphx.errors import InputError
from graphx.model import Document, Markup, Problem
from graphx_ingest.problems import problem_of
from graphx_ingest.readers.decoding import decode
from graphx_ingest.readers.fields import Fields


def read_text(
    stream: BinaryIO, source: str, name: str, given: Fields
) -> Iterator[Document | Problem]:
    """Read a file of plain text."""
    yield _read(stream, source, name, given, Markup.TEXT)


def read_markdown(
    stream: BinaryIO, source: str, name: str, given: Fields
) -> Iterator[Document | Problem]:
    """Read a file of Markdown."""
    yield _read(stream, source, name, given, Markup.MARKDOWN)


def read_html(
    stream: BinaryIO, source: str, name: str, given: Fields
) -> Iterator[Document | Problem]:
    """Read a file of HTML, a page or a fragment."""
    yield _read(stream, source, name, given, Markup.HTML)


def _read(
    stream: BinaryIO, source: str, name: str, given: Fields, markup: Markup
) -> Document | Problem:
    try:
        content = decode(stream.read(), source, html=markup is Markup.HTML)
    except InputError as error:
        return problem_of(error, stage="read", source=source)
    return given.document(id=name, source=source, content=content, markup=markup)
