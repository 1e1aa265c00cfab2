"""Tables of one document at a time, and the batches that ingest hands on.

In:   nothing.
Out:  schemas of what was given, what was understood of it, what it says of its source.
"""

from typing import Final

import pyarrow as pa

from graphx.schema.fields import ARTICLE_ID, DATE_COLUMNS, TIME, column

STRETCH: Final = pa.struct(
    [
        column("kind", pa.string(), "what the stretch is: title, comments, tags, …"),
        column("start", pa.int64(), "first code point"),
        column("end", pa.int64(), "one past the last code point"),
    ]
)

_CLAIM_COLUMNS: Final = (
    column("role", pa.string(), "credit, mention, outgoing or possible"),
    column("kind", pa.string(), "republication, syndication, wire, cross_post, …"),
    column("field", pa.string(), "where it was read: text, byline, url, canonical, meta, jsonld"),
    column("start", pa.int64(), "first code point in the text", null=True),
    column("end", pa.int64(), "one past the last code point", null=True),
    column("quote", pa.string(), "the words that say it"),
    column("rule", pa.string(), "name of the rule that read it"),
    column("confidence", pa.float64(), "how likely the reading is right, 0 to 1"),
    column("source_name", pa.string(), "the source as written", null=True),
    column("source_domain", pa.string(), "host the words or the link name", null=True),
    column("source_url", pa.string(), "link inside the words", null=True),
    column("author", pa.string(), "author the credit names", null=True),
    column("date", pa.string(), "date the credit names, as ISO 8601 where it is plain", null=True),
)

SOURCE: Final = pa.schema(
    [
        column("id", pa.string(), "id as given, or the file's name without its endings"),
        column("source", pa.string(), "where it was read: path, '-', path:line"),
        column("content", pa.string(), "the characters of the document", null=True),
        column("markup", pa.string(), "text, markdown or html"),
        column("url", pa.string(), "where the document was fetched", null=True),
        column("title", pa.string(), "title as given", null=True),
        column("outlet", pa.string(), "publisher as given", null=True),
        column("byline", pa.string(), "byline as given", null=True),
        column("authors", pa.list_(pa.string()), "authors as given"),
        column("published", pa.string(), "publication date as given", null=True),
        column("fetched_at", pa.string(), "time of the fetch as given", null=True),
        column("language", pa.string(), "language as given", null=True),
    ]
)
"""One document as a reader hands it over; the columns of `graphx.model.Document`."""

DOCUMENT: Final = pa.schema(
    [
        ARTICLE_ID,
        column("document_digest", pa.string(), "digest of everything that was given"),
        column("id", pa.string(), "id as given, or the file's name without its endings"),
        column("source", pa.string(), "where it was read"),
        column("markup", pa.string(), "text, markdown or html"),
        column("url", pa.string(), "where the document was fetched", null=True),
        column("canonical_url", pa.string(), "canonical link of the page", null=True),
        column("title", pa.string(), "headline", null=True),
        column("outlet_name", pa.string(), "publisher as the document names it", null=True),
        column("outlet_domain", pa.string(), "host of the url", null=True),
        column("byline", pa.string(), "byline as written", null=True),
        column("authors", pa.list_(pa.string()), "people named as authors"),
        *DATE_COLUMNS,
        column("fetched_at", TIME, "time of the fetch", null=True),
        column("language", pa.string(), "ISO 639-1", null=True),
        column("words", pa.int64(), "words of the body"),
    ]
)

TEXT: Final = pa.schema(
    [
        ARTICLE_ID,
        column("text", pa.string(), "the stored text all offsets refer to"),
        column("stretches", pa.list_(STRETCH), "parts that are no body, sorted, disjoint"),
    ]
)

CLAIM: Final = pa.schema([ARTICLE_ID, *_CLAIM_COLUMNS])

PROBLEM: Final = pa.schema(
    [
        column("source", pa.string(), "file or stream"),
        column("line", pa.int64(), "line of the row, from 1", null=True),
        column("stage", pa.string(), "read, extract, match, …"),
        column("error", pa.string(), "name of the error"),
        column("message", pa.string(), "what is wrong, in a sentence"),
    ]
)

UNDERSTOOD: Final = pa.schema(
    [
        *DOCUMENT,
        TEXT.field("text"),
        TEXT.field("stretches"),
        column("claims", pa.list_(pa.struct(_CLAIM_COLUMNS)), "what it says of its source"),
        column("problem", pa.struct(list(PROBLEM)), "why it was not understood", null=True),
    ]
)
"""One document understood: the stage's output, split into the four tables above.

A row with a problem has no text and no claims; it is no document.
"""
