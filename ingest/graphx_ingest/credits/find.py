"""Everything a document says of where its text came from or went.

In:   an `Article`, and the `Page` it was extracted from when it was HTML.
Out:  claims, in the order of the text, then those of the markup.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graphx.entities.outlets import OutletRegistry
from graphx.model import Article, Claim, ClaimRole, StretchKind
from graphx_ingest.credits.draft import Draft, Publisher, judge, publisher_of
from graphx_ingest.credits.line_rules import line_drafts
from graphx_ingest.credits.markup_rules import markup_drafts
from graphx_ingest.credits.mention_rules import mention_drafts
from graphx_ingest.credits.page_links import text_links
from graphx_ingest.credits.phrase_rules import phrase_drafts
from graphx_ingest.credits.possible import possible_credits, possible_owners
from graphx_ingest.credits.possible_addresses import says_nothing
from graphx_ingest.credits.reading import read
from graphx_ingest.credits.settlement import settle
from graphx_ingest.credits.subjects import sentences_of_this_text, speaks_of_itself
from graphx_ingest.credits.suppliers import is_agency
from graphx_ingest.credits.tag_rules import tag_drafts
from graphx_ingest.credits.view import TextLink
from graphx_ingest.credits.vocabulary import alternatives, pattern
from graphx_ingest.page import Page, PageLink

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
    r"""Claims of one document, from itself alone.

    Parameters
    ----------
    article : Article
        Its own name, domain and address decide what is `self`; credits in stretches of `SILENT`
        kinds are passed over.
    page : Page or None
        Markup of the page, for the links of its text, canonical links, meta fields, JSON-LD and
        counting pixels.

    Returns
    -------
    tuple of Claim
        Those with offsets first, in the order of the text.  ``quote == text[start:end]``.

    Examples
    --------
    >>> from graphx.model import Markup
    >>> article = Article(article_id="a1", id="1", source="-", markup=Markup.TEXT,
    ...                   text="Bridge reopens.\n\nOriginally appeared at NorthWire")
    >>> [(claim.kind.value, claim.source_name, claim.quote) for claim in find_claims(article)]
    [('republication', 'NorthWire', 'Originally appeared at NorthWire')]
    """
    links = text_links(article.text, page.links) if page is not None else ()
    reading = read(article.text, [*_silences(article)], links)
    drafts = settle(
        [*line_drafts(reading), *phrase_drafts(reading), *mention_drafts(reading)], article.text
    )
    drafts.extend(tag_drafts(article))
    drafts.extend(markup_drafts(article, page))
    drafts.extend(possible_credits(article, drafts, links))
    if not drafts:
        return ()
    publisher = publisher_of(article)
    claims = dict.fromkeys(judge(draft, publisher) for draft in drafts)
    return tuple(claims)


def _silences(article: Article) -> Iterator[tuple[int, int]]:
    """Intervals nothing is read in: the silent stretches, but not what a life says of this text.

    "Ada Example is a writer.  A version of this essay appeared in …" credits in its second half.
    """
    for stretch in article.stretches:
        if stretch.kind not in SILENT:
            continue
        start = stretch.start
        if stretch.kind is StretchKind.BIO:
            for first, last in sentences_of_this_text(article.text, stretch.start, stretch.end):
                yield start, first
                start = last
        yield start, stretch.end


def credit_margins(
    article: Article, margins: Sequence[str], links: Sequence[PageLink] = ()
) -> tuple[int, ...]:
    """Which visible blocks outside the article's text hold a credit of it.

    Parameters
    ----------
    article : Article
        The article the blocks stand around.
    margins : sequence of str
        Visible blocks, as `Page.margins` has them.
    links : sequence of PageLink
        Links of the page's visible blocks, these among them.

    Returns
    -------
    tuple of int
        Indices of the blocks, ascending; a block with the publisher's own credit is none.
    """
    publisher = publisher_of(article)
    linked = _by_block(links)
    found = []
    for index, margin in enumerate(margins):
        within = linked.get(margin, ())
        reading = read(margin, links=[TextLink(link.start, link.end, link.url) for link in within])
        drafts = settle([*line_drafts(reading), *phrase_drafts(reading)], margin)
        claims = [
            judge(draft, publisher) for draft in drafts if not _is_caption(draft, margin, within)
        ]
        if (
            any(claim.role is not ClaimRole.MENTION for claim in claims)
            or _is_others(margin, publisher)
            or (any(link.beside for link in within) and says_nothing(margin))
        ):
            found.append(index)
    return tuple(found)


def _by_block(links: Sequence[PageLink]) -> dict[str, list[PageLink]]:
    """Links of each block; a block that the page repeats has its links once."""
    blocks: dict[str, list[PageLink]] = {}
    for link in links:
        others = blocks.setdefault(link.block, [])
        if not others or others[-1].end <= link.start:
            others.append(link)
    return blocks


def _is_others(margin: str, publisher: Publisher) -> bool:
    """Whether a copyright notice names others than the publisher; an agency's is a picture's."""
    owners = possible_owners(margin)
    registry = OutletRegistry.packaged()
    return bool(owners) and not any(
        publisher.is_source(owner, registry) or is_agency(owner.name or "") for owner in owners
    )


_BY = re.compile(rf"(?:{alternatives('byline')})\s", re.IGNORECASE)


_OPENS = re.compile(r"\W*(?:provided|supplied|distributed|made)\b", re.IGNORECASE)


def _is_caption(draft: Draft, margin: str, links: Sequence[PageLink]) -> bool:
    """Whether a form may as well credit a picture or a service, as it does outside a text."""
    beside = any(link.beside for link in links)
    if draft.rule == "linked_line":
        return not beside  # "From The Guardian:" above a list of its headlines
    if draft.rule == "whole_line":
        return True  # "From The Guardian" above what else there is to read
    if draft.rule == "agency_byline":
        return _BY.match(draft.quote) is None
    if draft.rule == "copyright":
        return pattern("rights").search(margin) is None
    if draft.rule == "provided_by":
        return _OPENS.match(margin) is None and not speaks_of_itself(margin)
    if draft.rule == "source_line":
        known = draft.name is not None and OutletRegistry.packaged().knows(draft.name)
        return not known and (draft.url is None or (bool(links) and not beside))
    return False
