"""Lines that may name another outlet: "By Ada Example, North Wire" when no list knows it.

In:   an article, the drafts that rules made of it.
Out:  drafts that are credits if the collection knows the outlet, and nothing otherwise.

One document cannot say whether "North Wire" is an outlet, a town or a desk.  The collection can:
where its own articles name their outlet so, or several credit it, a byline that ends with the name,
a copyright line, a dateline, an address alone, or "From North Wire:" on another outlet's page says
whose text it is (`graphx.entities.resolution`).  Such lines stand above or below a text, so only
its first and last ones are read.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Final

from graphx.entities.authors import people_in_byline
from graphx.model import Article, ClaimField, ClaimRole, CreditKind, StretchKind
from graphx_ingest.credits.agency_rules import OPENED, is_sentence
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.lines import PROSE_CHARS
from graphx_ingest.credits.possible_addresses import says_nothing, without_address
from graphx_ingest.credits.possible_shapes import (
    EDGE_LINES,
    MAX_LINE_CHARS,
    OPENS_NAME,
    shapes,
)
from graphx_ingest.credits.possible_tags import closing_name, opening_name
from graphx_ingest.credits.stated_dates import before_date
from graphx_ingest.credits.suppliers import BYLINE, byline_body, has_masthead
from graphx_ingest.credits.view import TextLink
from graphx_ingest.credits.vocabulary import alternatives, pattern

_MAX_NAME_WORDS: Final = 6
_MAX_OWNERS: Final = 2
_CONFIDENCE: Final = 0.7
_COPYRIGHT_PARTS = re.compile(r"\s*(?:[,|;/]|\.\s|\b\d{4}\b|\s[-–—]\s)\s*")
_LINE = re.compile(r"\S[^\n]*(?<=\S)")
_DIGIT = re.compile(r"\d")
_DATE_CHARS: Final = 20  # a date at the end of a line, with a clock behind it
_MAX_ADDRESS_CHARS: Final = 300
_UNREAD: Final = frozenset(
    {
        StretchKind.COMMENTS,
        StretchKind.RELATED_LINKS,
        StretchKind.TAGS,
        StretchKind.NAVIGATION,
    }
)
_ARTICLE = re.compile(rf"\A(?:{alternatives('article')})\s+")
_SHAPES: Final = shapes()
_KINDS: Final = ((CreditKind.EXCERPT, _SHAPES.frames), (CreditKind.REPUBLICATION, _SHAPES.lines))
_OPENS_NAME = re.compile(OPENS_NAME)

_Edge = tuple[int, int, bool]  # bounds of a line, and whether it is one of the first


def possible_credits(
    article: Article, drafts: Iterable[Draft], links: Sequence[TextLink] = ()
) -> list[Draft]:
    """Draft what bylines, first lines and last lines may credit, where nothing credits already.

    Parameters
    ----------
    article : Article
    drafts : iterable of Draft
        What the rules made of it.
    links : sequence of TextLink
        Links of its page in its text.

    Examples
    --------
    >>> from graphx.model import Markup
    >>> article = Article(article_id="a1", id="1", source="-", markup=Markup.TEXT,
    ...                   text="", byline="By Ada Example, North Wire")
    >>> [draft.name for draft in possible_credits(article, ())]
    ['North Wire']
    """
    drafts = list(drafts)
    taken = [
        (draft.start or 0, draft.end or 0)
        for draft in drafts
        if draft.role is not ClaimRole.MENTION
        or (draft.kind is CreditKind.PHOTO_CREDIT and draft.rule != "source_line")
    ]
    read = {draft.quote for draft in drafts if draft.field is ClaimField.BYLINE}
    named: dict[str, Draft] = {}
    closed = [*taken, *((s.start, s.end) for s in article.stretches if s.kind in _UNREAD)]
    edges = [
        (start, end, opening)
        for start, end, opening in _edge_lines(article.text)
        if not _overlaps(start, end, closed)
    ]
    found = (
        _in_fields(article, read),
        _in_lines(article.text, edges, links),
        _around(article.text, edges),
    )
    for draft in chain.from_iterable(found):
        named.setdefault(draft.name or draft.url or "", draft)
    return list(named.values())


def possible_owners(block: str) -> list[Draft]:
    """Read a visible block beside a text as a copyright notice, and name its owners.

    A notice of many parts ("© 2026 North Wire | Privacy | Terms") belongs to the page: it has none.

    Examples
    --------
    >>> [draft.name for draft in possible_owners("© 2026 Ada Example, North Wire")]
    ['Ada Example', 'North Wire']
    >>> possible_owners("© 2026 North Wire | Privacy | Terms")
    []
    """
    if len(block) > MAX_LINE_CHARS or (notice := _SHAPES.notice.match(block)) is None:
        return []
    owners = list(_owners(notice, block))
    return owners if len(owners) <= _MAX_OWNERS else []


def _in_fields(article: Article, read: Collection[str]) -> Iterator[Draft]:
    for byline in dict.fromkeys((article.byline, *article.authors)):
        if byline and byline not in read and len(byline) <= MAX_LINE_CHARS:
            yield from _read(byline, opened=True)


def _in_lines(text: str, edges: Sequence[_Edge], links: Sequence[TextLink]) -> Iterator[Draft]:
    """Read short lines above and below a text."""
    for start, end, opening in edges:
        if end - start > MAX_LINE_CHARS + _MAX_ADDRESS_CHARS:
            continue
        line, url = without_address(text[start:end])
        linked = {link.url for link in links if start <= link.start and link.end <= end}
        if len(linked) == 1:
            url = linked.pop()
        if len(line) > MAX_LINE_CHARS:
            continue
        prose = end - start > PROSE_CHARS and is_sentence(text, start, end)
        drafts = [*(_read(line, opened=False) if opening and not prose else ()), *_introduced(line)]
        if url is not None and not drafts and says_nothing(line):
            drafts.append(_possible(None, line, "possible_address"))
        for draft in drafts:
            yield replace(
                draft,
                field=ClaimField.TEXT,
                start=start,
                end=end,
                quote=text[start:end],
                url=url,
            )


def _around(text: str, edges: Sequence[_Edge]) -> Iterator[Draft]:
    """Read the datelines of the first lines of prose and the tags that close the last."""
    prose = [line for line in edges if line[1] - line[0] > PROSE_CHARS]
    opening = (opening_name(text, start, end) for start, end, first in prose if first)
    closing = (closing_name(text, start, end) for start, end, _ in prose[-EDGE_LINES:])
    for rule, found in (("possible_dateline", opening), ("possible_tag", closing)):
        for name, start, end in filter(None, found):
            draft = _possible(name, text[start:end], rule)
            yield replace(draft, kind=CreditKind.WIRE, start=start, end=end)


def _overlaps(start: int, end: int, others: Iterable[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in others)


def _edge_lines(text: str) -> Iterator[_Edge]:
    """Bounds of the first and last lines that have words, and whether a line is a first one."""
    stop = -1
    for _ in range(EDGE_LINES):
        line = _LINE.search(text, stop + 1)
        if line is None:
            return
        yield *line.span(), True
        stop = line.end()
    last: list[_Edge] = []
    end = len(text)
    while end > stop and len(last) < EDGE_LINES:
        start = text.rfind("\n", stop, end) + 1 or stop
        line = _LINE.search(text, start, end)
        if line is not None:
            last.append((*line.span(), False))
        end = start - 1
    yield from reversed(last)


def _introduced(line: str) -> Iterator[Draft]:
    """Read "© 2026 North Wire", "From North Wire:", "originally at North Wire", "— North Wire"."""
    if (notice := _SHAPES.notice.match(line)) is not None:
        yield from _owners(notice, line)
    small = line.lower()
    for kind, shapes_of_kind in _KINDS:
        for shape, signs in shapes_of_kind:
            if any(map(small.__contains__, signs)) and (match := shape.match(line)) is not None:
                for draft in _named(before_date(match["name"]), line, "possible_source"):
                    yield replace(draft, kind=kind)


def _owners(notice: re.Match[str], line: str) -> Iterator[Draft]:
    for part in _COPYRIGHT_PARTS.split(notice["rest"]):
        if pattern("rights").search(part):
            continue
        yield from _named(part, line, "possible_copyright")


def _named(name: str, line: str, rule: str) -> Iterator[Draft]:
    name = _ARTICLE.sub("", name.strip(" .,:*_").removeprefix("by "))
    name = _SHAPES.day.sub("", name)
    if name and len(name.split()) <= _MAX_NAME_WORDS and _OPENS_NAME.match(name) is not None:
        yield _possible(name, line, rule)


def _possible(name: str | None, quote: str, rule: str) -> Draft:
    return Draft(
        role=ClaimRole.POSSIBLE,
        kind=CreditKind.REPUBLICATION,
        rule=rule,
        quote=quote,
        confidence=_CONFIDENCE,
        name=name,
    )


def _read(line: str, *, opened: bool) -> Iterator[Draft]:
    """Read one byline; `opened` when it needs no "By" to be one."""
    named = _byline(line, opened) if opened or _may_be_byline(line) else None
    if named is None:
        return
    name, author = named
    draft = _possible(name, line, "outlet_byline")
    yield replace(draft, kind=CreditKind.SYNDICATION, field=ClaimField.BYLINE, author=author)


def _may_be_byline(line: str) -> bool:
    """Tell at a glance whether a name follows a comma, a date ends the line, or "By" opens it."""
    return bool(
        _SHAPES.parted.search(line) or _DIGIT.search(line[-_DATE_CHARS:]) or OPENED.match(line)
    )


@lru_cache(maxsize=4096)
def _byline(line: str, opened: bool) -> tuple[str, str | None] | None:
    """Name behind the person of a byline, and the person; authors write more than once."""
    match = BYLINE.match(line)
    if match is None:
        return None
    body = byline_body(match["rest"])
    opened = opened or match["by"] is not None
    dated = before_date(match["rest"]) != match["rest"]
    last = _SHAPES.last.match(body)
    who = people_in_byline(last["who"]) if last else ()
    if last is not None and len(who) > 0:
        name = last["name"].strip(" .:*_")
    elif dated or (opened and (has_masthead(body) or not people_in_byline(body))):
        name, who = body, ()
    else:
        return None
    if len(name.split()) > _MAX_NAME_WORDS or _OPENS_NAME.match(name) is None:
        return None
    return name, " and ".join(who) or None
