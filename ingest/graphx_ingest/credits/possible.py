"""Bylines that may name another outlet: "By Ada Example, North Wire" when no list knows it.

In:   an article, the drafts that rules made of it.
Out:  drafts that are credits if the name is an outlet that is collected, and nothing otherwise.

One document cannot say whether "North Wire" is an outlet, a town or a desk.  The collection can:
where its own articles name their outlet so, a byline that ends with the name on another outlet's
page says whose text it is (`graphx.entities.resolution`).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from graphx.entities.authors import people_in_byline
from graphx.model import Article, ClaimField, ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.suppliers import BYLINE, byline_body, has_masthead

_OPENING_LINES: Final = 6
_MAX_LINE_CHARS: Final = 120
_MAX_NAME_WORDS: Final = 6
_CONFIDENCE: Final = 0.7
_LAST = re.compile(
    r"(?P<who>.*?)\s*(?:[,|/•·(]|\s[-–—]|\s(?:for|für|pour|para|per|voor|для|dla))\s*"
    r"(?P<name>[^,|/•·()]{2,60})\)?\Z",
    re.DOTALL,
)
_OPENS_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿа-я]|\w+\.\w")


def possible_bylines(article: Article, drafts: Iterable[Draft]) -> list[Draft]:
    """Draft what bylines in fields and first lines may credit, where nothing credits already.

    Examples
    --------
    >>> from graphx.model import Markup
    >>> article = Article(article_id="a1", id="1", source="-", markup=Markup.TEXT,
    ...                   text="", byline="By Ada Example, North Wire")
    >>> [draft.name for draft in possible_bylines(article, ())]
    ['North Wire']
    """
    drafts = list(drafts)
    taken = [(draft.start or 0, draft.end or 0) for draft in drafts]
    read = {draft.quote for draft in drafts if draft.field is ClaimField.BYLINE}
    named: dict[str, Draft] = {}
    for draft in (*_in_fields(article, read), *_in_text(article.text, taken)):
        named.setdefault(draft.name or "", draft)
    return list(named.values())


def _in_fields(article: Article, read: Collection[str]) -> Iterator[Draft]:
    for byline in dict.fromkeys((article.byline, *article.authors)):
        if byline and byline not in read and len(byline) <= _MAX_LINE_CHARS:
            yield from _read(byline, opened=True)


def _in_text(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Draft]:
    for start, end in _opening_lines(text):
        if end - start > _MAX_LINE_CHARS or any(a < end and start < b for a, b in taken):
            continue
        for draft in _read(text[start:end], opened=False):
            yield replace(draft, field=ClaimField.TEXT, start=start, end=end)


def _opening_lines(text: str) -> Iterator[tuple[int, int]]:
    """Bounds of the first lines that have words, without the space around them."""
    at, found = 0, 0
    while at < len(text) and found < _OPENING_LINES:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if bare := line.strip():
            start = at + line.index(bare)
            found += 1
            yield start, start + len(bare)
        at = end + 1


def _read(line: str, *, opened: bool) -> Iterator[Draft]:
    """Read one byline; `opened` when it needs no "By" to be one."""
    match = BYLINE.match(line)
    if match is None:
        return
    body = byline_body(match["rest"])
    opened = opened or match["by"] is not None
    last = _LAST.match(body)
    who = people_in_byline(last["who"]) if last else ()
    if last is not None and len(who) > 0:
        name = last["name"].strip(" .:*_")
    elif opened and (has_masthead(body) or not people_in_byline(body)):
        name, who = body, ()
    else:
        return
    if len(name.split()) > _MAX_NAME_WORDS or _OPENS_NAME.match(name) is None:
        return
    yield Draft(
        role=ClaimRole.POSSIBLE,
        kind=CreditKind.SYNDICATION,
        rule="outlet_byline",
        quote=line,
        confidence=_CONFIDENCE,
        field=ClaimField.BYLINE,
        name=name,
        author=" and ".join(who) or None,
    )
