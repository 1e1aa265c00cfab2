"""Everything a document says of where its text came from or went.

In:   an `Article`, and the `Page` it was extracted from when it was HTML.
Out:  claims, in the order of the text, then those of the markup.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from graphx.model import Article, Claim, ClaimRole, CreditKind, StretchKind
from graphx_ingest.credits.draft import Draft, judge, publisher_of
from graphx_ingest.credits.line_rules import line_drafts
from graphx_ingest.credits.markup_rules import markup_drafts
from graphx_ingest.credits.phrase_rules import phrase_drafts
from graphx_ingest.page import Page

SILENT: Final = frozenset(
    {
        StretchKind.COMMENTS,
        StretchKind.RELATED_LINKS,
        StretchKind.TAGS,
        StretchKind.NAVIGATION,
        StretchKind.DISCLAIMER,
        StretchKind.BIO,
        StretchKind.DONATION,
    }
)
"""Stretches in which a credit's words credit nothing of this article."""


def find_claims(article: Article, page: Page | None = None) -> tuple[Claim, ...]:
    """Claims of one document, from itself alone.

    Parameters
    ----------
    article : Article
        Its own name, domain and address decide what is `self`; credits in stretches of `SILENT`
        kinds are passed over.
    page : Page or None
        Markup of the page, for canonical links, meta fields, JSON-LD and counting pixels.

    Returns
    -------
    tuple of Claim
        Those with offsets first, in the order of the text.  ``quote == text[start:end]``.

    Examples
    --------
    >>> from graphx.model import Markup
    >>> article = Article(article_id="a1", id="1", source="-", markup=Markup.TEXT,
    ...                   text="Bridge reopens.\\n\\nOriginally appeared at NorthWire")
    >>> [(claim.kind.value, claim.source_name, claim.quote) for claim in find_claims(article)]
    [('republication', 'NorthWire', 'Originally appeared at NorthWire')]
    """
    publisher = publisher_of(article)
    ignored = [
        (stretch.start, stretch.end) for stretch in article.stretches if stretch.kind in SILENT
    ]
    drafts = _settled(
        [*line_drafts(article.text, ignored), *phrase_drafts(article.text, ignored)], article.text
    )
    drafts.extend(markup_drafts(article, page))
    claims = dict.fromkeys(judge(draft, publisher) for draft in drafts)
    return tuple(claims)


def credit_margins(article: Article, margins: Sequence[str]) -> tuple[int, ...]:
    """Which visible blocks outside the article's text hold a credit of it.

    Parameters
    ----------
    article : Article
        The article the blocks stand around.
    margins : sequence of str
        Visible blocks, as `Page.margins` has them.

    Returns
    -------
    tuple of int
        Indices of the blocks, ascending; a block with the publisher's own credit is none.
    """
    publisher = publisher_of(article)
    found = []
    for index, margin in enumerate(margins):
        drafts = _settled([*line_drafts(margin, ()), *phrase_drafts(margin, ())], margin)
        claims = (judge(draft, publisher) for draft in drafts)
        if any(claim.role is not ClaimRole.MENTION for claim in claims):
            found.append(index)
    return tuple(found)


def _settled(drafts: Iterable[Draft], text: str) -> list[Draft]:
    """Keep one draft a place: of those that overlap, the surest, then the longest."""
    kept: list[Draft] = []
    ordered = sorted(drafts, key=_rank)
    for draft in ordered:
        clash = [other for other in kept if _overlap(draft, other)]
        if not clash:
            kept.append(draft)
    named = [draft for draft in kept if draft.role is ClaimRole.CREDIT and draft.name]
    kept = [
        draft
        for draft in kept
        if draft.name
        or draft.role is not ClaimRole.CREDIT
        or not any(_same_paragraph(text, draft, other) for other in named)
    ]
    kept.sort(key=lambda draft: (draft.start or 0, draft.end or 0))
    return kept


_ROLE_RANK = {ClaimRole.CREDIT: 0, ClaimRole.OUTGOING: 0, ClaimRole.MENTION: 1}


def _rank(draft: Draft) -> tuple[int, int, float, int, int]:
    photo = 0 if draft.kind is CreditKind.PHOTO_CREDIT else 1
    start, end = draft.start or 0, draft.end or 0
    return (
        0 if draft.name else 1,
        _ROLE_RANK[draft.role] if photo else 0,
        -draft.confidence,
        start - end,
        start,
    )


def _overlap(left: Draft, right: Draft) -> bool:
    if left.start is None or right.start is None or left.end is None or right.end is None:
        return False
    return left.start < right.end and right.start < left.end


def _same_paragraph(text: str, left: Draft, right: Draft) -> bool:
    if left.start is None or right.start is None or left.end is None or right.end is None:
        return False
    first, last = min(left.end, right.end), max(left.start, right.start)
    return last - first < 300 and "\n\n" not in text[first:last]


