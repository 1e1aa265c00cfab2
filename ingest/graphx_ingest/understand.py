"""Understand one document: what it is, and what it says of where its text came from.

In:   documents (`graphx.schema.SOURCE`).
Out:  articles with their claims (`graphx.schema.UNDERSTOOD`), a row for every document; one that
      could not be understood has its problem in the row.

Extraction and credits do not know one another; here they meet.  Two things need both: a note
outside a page's text that holds a credit joins the stored text, so that the credit has a place in
it, and a line that is nothing but a credit is no body.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import accumulate
from typing import Any, ClassVar, Final

import pyarrow as pa

from graphx import schema
from graphx.entities.authors import people_among
from graphx.errors import EmptyTextError, InputError
from graphx.model import (
    Article,
    Claim,
    ClaimRole,
    CreditKind,
    Document,
    Markup,
    Problem,
    Stretch,
    StretchKind,
    content_id,
)
from graphx_ingest.credits import credit_margins, find_claims
from graphx_ingest.extract import extract
from graphx_ingest.page import Page
from graphx_ingest.problems import encodable, problem_of
from graphx_ingest.word_count import count_words

_STAGE: Final = "understand"
_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\r\n]+")
_ROW = re.compile(r"(?P<source>.+):(?P<line>\d+)", re.DOTALL)
_Span = tuple[int, int, bool]  # where a claim stands, and whether it is a wire's dateline
_SPEAKING: Final = frozenset({ClaimRole.CREDIT, ClaimRole.OUTGOING})
_CREDIT_LINE_SHARE: Final = 0.7  # of a line's letters that are the credit's words
_CREDIT_LINE_REST: Final = 4  # words beside them


def understand(document: Document) -> tuple[Article, tuple[Claim, ...]]:
    r"""Say what `document` is and what it claims.

    A document without text (``content`` null) is understood from its other fields and has the text
    ``""``.

    Raises
    ------
    EmptyTextError
        There is a text, but no word in it.
    InvalidValueError
        A given field cannot be what it means.

    Examples
    --------
    >>> article, claims = understand(Document(id="1", source="-", markup=Markup.TEXT,
    ...     content="Rain fell.\n\nOriginally published by North Wire."))
    >>> [claim.source_name for claim in claims]
    ['North Wire']
    >>> [article.text[start:end].strip() for start, end in article.body()]
    ['Rain fell.']
    """
    extraction = extract(document)
    article, page = extraction.article, extraction.page
    if document.content is not None and _WORD.search(article.text) is None:
        raise EmptyTextError(document.source)
    if page is not None and page.margins:
        article = _with_margins(article, page)
    claims = find_claims(article, page)
    return _with_credit_lines(article, claims), claims


def document_digest(document: Document) -> str:
    """Digest everything that was given, so that a mended field is seen to be new.

    Where the document was read is nothing given: the same article from another folder is known.
    """
    names = (field.name for field in fields(document) if field.name != "source")
    return content_id("g", *(getattr(document, name) for name in names))


def body_words(article: Article) -> int:
    """Count the words of an article's body."""
    return sum(count_words(article.text[start:end]) for start, end in article.body())


@dataclass(frozen=True, slots=True)
class Understanding:
    """The stage: documents in, articles and claims out, one row each, in order."""

    name: ClassVar[str] = _STAGE
    reads: ClassVar[pa.Schema] = schema.SOURCE
    writes: ClassVar[pa.Schema] = schema.UNDERSTOOD

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Understand each document of each batch; a bad one never breaks its batch."""
        for batch in batches:
            rows = [_row(_document(row)) for row in batch.to_pylist()]
            yield pa.RecordBatch.from_pylist(rows, schema=schema.UNDERSTOOD)


def source_batch(documents: Sequence[Document]) -> pa.RecordBatch:
    """Put documents into a batch of `graphx.schema.SOURCE`."""
    rows = [asdict(document) for document in documents]
    return pa.RecordBatch.from_pylist(rows, schema=schema.SOURCE)


def _document(row: Mapping[str, Any]) -> Document:
    given = {field.name: row[field.name] for field in fields(Document)}
    markup, authors = Markup(row["markup"]), tuple(row["authors"] or ())
    return Document(**(given | {"markup": markup, "authors": authors}))


def _row(document: Document) -> dict[str, object]:
    try:
        article, claims = understand(document)
    except InputError as error:
        return _failed(document, error)
    except Exception as error:  # a parser's fault costs one document, not the run
        return _failed(document, error)
    return {
        **_facts(document, article),
        "claims": [asdict(claim) for claim in claims],
        "problem": None,
    }


def _failed(document: Document, error: Exception) -> dict[str, object]:
    nothing = Article(
        article_id=document.article_id,
        id=document.id,
        source=document.source,
        markup=document.markup,
        text="",
    )
    problem = _problem(document, error)
    return {**_facts(document, nothing), "claims": [], "problem": asdict(problem)}


def _problem(document: Document, error: Exception) -> Problem:
    row = _ROW.fullmatch(document.source)
    source, line = (row["source"], int(row["line"])) if row else (document.source, None)
    if isinstance(error, InputError):
        return problem_of(error, stage=_STAGE, source=source, line=line)
    return Problem(
        source=source,
        line=line,
        stage=_STAGE,
        error=type(error).__name__,
        message=encodable(f"{document.source} could not be understood: {error}"),
    )


def _facts(document: Document, article: Article) -> dict[str, object]:
    date = article.published
    return {
        "article_id": article.article_id,
        "document_digest": document_digest(document),
        "id": article.id,
        "source": article.source,
        "markup": article.markup,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "outlet_name": article.outlet_name,
        "outlet_domain": article.outlet_domain,
        "byline": article.byline,
        "authors": list(people_among(article.authors)),
        "published": date.iso() if date else None,
        "published_earliest": date.earliest if date else None,
        "published_latest": date.latest if date else None,
        "date_precision": date.precision if date else None,
        "date_basis": date.basis if date else None,
        "date_zone_known": date.zone_known if date else None,
        "fetched_at": article.fetched_at,
        "language": article.language,
        "words": body_words(article),
        "text": article.text,
        "stretches": [asdict(stretch) for stretch in article.stretches],
    }


def _with_margins(article: Article, page: Page) -> Article:
    """Append the margins that hold a credit to the text, each a stretch of its own."""
    text = article.text
    stretches = list(article.stretches)
    for at in credit_margins(article, page.margins, page.links):
        margin = page.margins[at]
        text = f"{text}\n\n{margin}"
        start = len(text) - len(margin)
        stretches.append(Stretch(kind=StretchKind.CREDIT_LINE, start=start, end=len(text)))
    return replace(article, text=text, stretches=tuple(stretches))


def _with_credit_lines(article: Article, claims: Sequence[Claim]) -> Article:
    """Take lines out of the body that say hardly more than where the text came from."""
    spans = sorted(
        (claim.start, claim.end, claim.kind is CreditKind.WIRE)
        for claim in claims
        if claim.role in _SPEAKING and claim.start is not None and claim.end is not None
    )
    added = [
        Stretch(kind=StretchKind.CREDIT_LINE, start=start, end=end)
        for start, end, inside in _lines_with(article.text, spans)
        if _is_body(start, end, article.stretches)
        and _is_credit_line(article.text, start, end, inside)
    ]
    stretches = sorted((*article.stretches, *added), key=_start)
    return replace(article, stretches=tuple(stretches))


def _start(stretch: Stretch) -> int:
    return stretch.start


def _lines_with(text: str, spans: Sequence[_Span]) -> Iterator[tuple[int, int, Sequence[_Span]]]:
    """Bounds of each line that spans touch, the space around it left out, and those spans."""
    if not spans:
        return
    starts = [start for start, _, _ in spans]
    reach = list(accumulate((end for _, end, _ in spans), max))
    for line in _LINE.finditer(text):
        # Spans are sorted: those before `last` begin in or before the line, those from `first` on
        # may reach into it.
        last = bisect_left(starts, line.end())
        first = bisect_right(reach, line.start())
        if first < last and line[0].strip():
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            yield start, line.start() + len(line[0].rstrip()), spans[first:last]


def _is_body(start: int, end: int, stretches: Sequence[Stretch]) -> bool:
    at = bisect_left(stretches, end, key=_start)
    return at == 0 or stretches[at - 1].end <= start


def _is_credit_line(text: str, start: int, end: int, spans: Sequence[_Span]) -> bool:
    rest = []
    at = start
    for span_start, span_end, _ in spans:
        if span_end <= at or span_start >= end:
            continue
        rest.append(text[at : max(at, span_start)])
        at = min(end, max(at, span_end))
    rest.append(text[at:end])
    beside = _WORD.findall(" ".join(rest))
    letters = sum(map(len, _WORD.findall(text[start:end])))
    covered = letters - sum(map(len, beside))
    if covered >= _CREDIT_LINE_SHARE * letters:
        return True
    # "LONDON (Reuters) - Rain fell." is a sentence of the article, however short.
    return len(beside) <= _CREDIT_LINE_REST and not any(is_wire for _, _, is_wire in spans)
