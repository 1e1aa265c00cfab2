"""Everything a document says of where its text came from or went.

In:   an `Article`, and the `Page` it was extracted from when it was HTML.
Out:  claims, in the order of the text, then those of the markup.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from graphx.entities.outlets import OutletRegistry
from graphx.model import Article, Claim, ClaimRole, CreditKind, StretchKind
from graphx_ingest.credits.draft import Draft, judge, publisher_of
from graphx_ingest.credits.line_rules import line_drafts
from graphx_ingest.credits.markup_rules import markup_drafts
from graphx_ingest.credits.mention_rules import mention_drafts
from graphx_ingest.credits.phrase_rules import phrase_drafts
from graphx_ingest.credits.reading import read
from graphx_ingest.credits.tag_rules import tag_drafts
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
    reading = read(article.text, ignored)
    drafts = _settled(
        [*line_drafts(reading), *phrase_drafts(reading), *mention_drafts(reading)], article.text
    )
    drafts.extend(tag_drafts(article))
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
        reading = read(margin)
        drafts = _settled([*line_drafts(reading), *phrase_drafts(reading)], margin)
        claims = (judge(draft, publisher) for draft in drafts if not _is_caption(draft))
        if any(claim.role is not ClaimRole.MENTION for claim in claims):
            found.append(index)
    return tuple(found)


def _is_caption(draft: Draft) -> bool:
    """Whether a form may as well credit a picture, as it does in blocks outside a text."""
    if draft.rule == "agency_byline":
        return draft.author is not None and _BY.match(draft.quote) is None
    if draft.rule == "source_line":
        known = draft.name is not None and OutletRegistry.packaged().knows(draft.name)
        return not known and draft.url is None
    return False


def _settled(drafts: Iterable[Draft], text: str) -> list[Draft]:
    """Keep one draft a place: of those that overlap, the surest, then the longest."""
    kept: list[Draft] = []
    ordered = sorted(drafts, key=_rank)
    for draft in ordered:
        clash = [other for other in kept if _overlap(draft, other)]
        if not clash:
            kept.append(draft)
    kept = _without_repeats(kept)
    kept = [_recast(draft, text, kept) for draft in kept]
    kept = [draft for draft in kept if not _is_title(draft, text, kept)]
    named = [draft for draft in kept if draft.role is ClaimRole.CREDIT and draft.name]
    kept = [
        draft
        for draft in kept
        if draft.name
        or draft.role is not ClaimRole.CREDIT
        or not any(_absorbs(text, other, draft) for other in named)
    ]
    kept.sort(key=lambda draft: (draft.start or 0, draft.end or 0))
    return kept


_WIRE_FORMS = (
    "byline_with_person",
    "dateline",
    "end_tag",
    "copyright",
    "agency_byline",
    "bare_dateline",
)
_TRANSLATED = re.compile(
    r"translated\s+(?:by|from)|translation\s*:|übersetz(?:t|ung)\s*(?:von|:|aus)|traduit|traduction\s*:|traducid[oa]|traducción|"
    r"original\s+en\s+(?:inglés|francés)|traduzid[oa]|tradução|tradotto|traduzione|перевод|переклад|译者|翻译|編譯|编译|翻訳|"
    r"tłumacz|vertaald|çevir|ترجمة",
    re.IGNORECASE,
)
_EXCERPTED = re.compile(
    r"(?<!\w)(?:excerpt\w*|adapted|extract\w*\s+from|from the book|from the forthcoming|auszug|extrait)(?!\w)",
    re.IGNORECASE,
)
_TITLE_WORDS = 4
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_BY = re.compile(r"(?:by|von|por|par|di|door|af|av)\s", re.IGNORECASE)
_RECAST_CHARS = 300


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Keep the surest of the forms in which one agency is credited: byline, dateline, end tag."""
    registry = OutletRegistry.packaged()
    best: dict[str, Draft] = {}
    for draft in drafts:
        if draft.kind is CreditKind.WIRE and draft.role is ClaimRole.CREDIT and draft.name:
            key = registry.resolve(draft.name.partition(";")[0]).outlet_id
            if key not in best or _form(draft) < _form(best[key]):
                best[key] = draft
    return [
        draft
        for draft in drafts
        if draft.kind is not CreditKind.WIRE
        or draft.role is not ClaimRole.CREDIT
        or not draft.name
        or any(draft is one for one in best.values())
    ]


def _form(draft: Draft) -> tuple[int, int]:
    form = draft.rule
    if form == "agency_byline" and draft.author:
        form = "byline_with_person"
    return (_WIRE_FORMS.index(form) if form in _WIRE_FORMS else len(_WIRE_FORMS), draft.start or 0)


def _recast(draft: Draft, text: str, drafts: list[Draft]) -> Draft:
    """See a republication as the translation or the excerpt that its surroundings say it is."""
    if draft.kind is not CreditKind.REPUBLICATION or draft.role is not ClaimRole.CREDIT:
        return draft
    if draft.start is None or draft.end is None:
        return draft
    before = text[max(0, draft.start - _RECAST_CHARS) : draft.start]
    after = text[draft.end : draft.end + _RECAST_CHARS]
    near = before.rpartition("\n\n")[2] + text[draft.start : draft.end] + after.partition("\n\n")[0]
    if draft.rule in _PERMISSIONS and _EXCERPTED.search(near):
        return replace(draft, kind=CreditKind.EXCERPT)
    if _TRANSLATED.search(near):
        return replace(draft, kind=CreditKind.TRANSLATION)
    if draft.rule in _ORIGINALS and _foreign_title(draft):
        return replace(draft, kind=CreditKind.TRANSLATION)
    return draft


def _foreign_title(draft: Draft) -> bool:
    """Whether the original is linked by a headline in another script."""
    title = draft.quote.partition("[")[2].partition("]")[0]
    return len(title.split()) >= _TITLE_WORDS and not _CYRILLIC.search(title)


_PERMISSIONS = frozenset({"republished_with_permission", "copyright", "republished_from"})
_ORIGINALS = frozenset({"original_stati", "oryhinal_statti", "original_article"})


def _is_title(draft: Draft, text: str, drafts: list[Draft]) -> bool:
    """Whether an excerpt names the work, while a permission beside it names who published it."""
    return draft.rule == "excerpted_from" and any(
        other is not draft and other.rule in _PERMISSIONS and _same_paragraph(text, draft, other)
        for other in drafts
    )


def _absorbs(text: str, named: Draft, anonymous: Draft) -> bool:
    """Whether "reprinted with permission" only completes a credit that names its source."""
    if not _same_paragraph(text, named, anonymous):
        return False
    if anonymous.kind is not CreditKind.CROSS_POST:
        return True
    first = min(named.end or 0, anonymous.end or 0)
    return "\n" not in text[first : max(named.start or 0, anonymous.start or 0)]


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
