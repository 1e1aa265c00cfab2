"""Credits a page makes in its markup, its address and its byline field.

In:   an `Article` and its `Page`.
Out:  drafts without offsets; each quotes what it saw.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

from graphx.entities.authors import people_in_byline
from graphx.entities.domains import host_of, registered_domain
from graphx.entities.outlets import OutletRegistry
from graphx.model import Article, ClaimField, ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.references import REFERENCE_PLACES
from graphx_ingest.credits.suppliers import byline_supplier
from graphx_ingest.page import Page

_NUMERIC_HOST = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\Z")
Rule = Callable[[Article, Page], Iterator[Draft]]

_SOURCE_METAS: Final = (
    "syndication-source",
    "original-source",
    "dc.source",
    "article:original_source",
    "source",
)
_REPUBLICATION = re.compile(r"republi(?:sh|cation)|syndicat", re.IGNORECASE)
_ARCHIVES = frozenset({"archive.org", "archive.is", "archive.ph", "archive.today"})
_HOSTING = (
    "amazonaws.com", "azurewebsites.net", "cloudfront.net", "github.io", "go-vip.co", "go-vip.net",
    "herokuapp.com", "kinsta.cloud", "netlify.app", "pages.dev", "pantheonsite.io", "vercel.app",
    "wordpress.com", "wpengine.com",
)  # fmt: skip


def markup_drafts(article: Article, page: Page | None) -> list[Draft]:
    """Drafts of the byline, the address, and all rules over the page."""
    drafts = [*byline_drafts(article), *address_drafts(article)]
    if page is not None:
        for rule in RULES:
            drafts.extend(rule(article, page))
    return drafts


def byline_drafts(article: Article) -> Iterator[Draft]:
    """Agency in the byline field: "Ada Example, Associated Press"."""
    for byline in dict.fromkeys((article.byline, *article.authors)):
        if not byline:
            continue
        supplier = byline_supplier(byline)
        if supplier is not None:
            people = people_in_byline(byline)
            yield Draft(
                role=ClaimRole.CREDIT,
                kind=CreditKind.WIRE,
                rule="byline",
                quote=byline,
                confidence=0.85,
                field=ClaimField.BYLINE,
                name=supplier,
                author=" and ".join(people) or None,
            )
            return


_SEGMENTS: Final = {
    "ap": "AP",
    "aptoreview": "AP",
    "apnews": "AP",
    "associated-press": "Associated Press",
    "associatedpress": "Associated Press",
    "theconversation": "The Conversation",
    "the-conversation": "The Conversation",
    "npr": "NPR",
    "npr-news": "NPR",
    "states-newsroom": "States Newsroom",
    "bloomberg": "Bloomberg",
    "reuters": "Reuters",
    "afp": "AFP",
    "cnn": "CNN",
    "stacker": "Stacker",
    "upi": "UPI",
}
_NETWORK_PATH = re.compile(r"/(?:19|20)\d\d-\d\d-\d\d/[^/]+/?\Z")
_CALL_SIGN = re.compile(r"[kw][a-z]{2,3}(?:-?(?:fm|am|radio|news))?\Z")
_MAX_SECTION_CHARS = 30  # a longer segment is an article's slug
_MAY_SAY = re.compile(rf"/(?:{'|'.join(_SEGMENTS)})(?=[/_-])|/(?:19|20)\d\d-", re.IGNORECASE)
_SEGMENT_PREFIX = re.compile(r"(?P<agency>ap|cnn|stacker|reuters|afp|upi)[-_](?!\d)")


def address_drafts(article: Article) -> Iterator[Draft]:
    """Agency as a section of the address: ``/ap/``, ``/cnn-sports/``."""
    if not article.url or _MAY_SAY.search(article.url) is None:
        return
    path = urlsplit(article.url).path.casefold()
    name, quote = _section(path)
    if name is None and _NETWORK_PATH.match(path) and _is_station(article):
        # Public radio stations keep the network's stories at the root, their own in a section.
        name, quote = "NPR", path[:11]
    if name is not None:
        yield Draft(
            role=ClaimRole.CREDIT,
            kind=CreditKind.WIRE,
            rule="url_section",
            quote=quote,
            confidence=0.75 if name != "NPR" else 0.6,
            field=ClaimField.URL,
            name=name,
        )


def _section(path: str) -> tuple[str | None, str]:
    for segment in path.split("/")[1:-1]:
        prefix = _SEGMENT_PREFIX.match(segment)
        if segment in _SEGMENTS:
            return _SEGMENTS[segment], f"/{segment}/"
        if prefix and len(segment) < _MAX_SECTION_CHARS:
            return _SEGMENTS[prefix["agency"]], f"/{segment}/"
    return None, ""


def _is_station(article: Article) -> bool:
    host = host_of(article.url or "") or ""
    named = article.outlet_name or ""
    return (
        _CALL_SIGN.match(host.partition(".")[0]) is not None or "public radio" in named.casefold()
    )


def canonical(article: Article, page: Page) -> Iterator[Draft]:
    """Compare the canonical address: it lies in another registered domain than the page."""
    if page.canonical_url:
        yield from _foreign(
            article,
            page,
            page.canonical_url,
            "canonical",
            ClaimField.CANONICAL,
            CreditKind.SYNDICATION,
        )


def og_url(article: Article, page: Page) -> Iterator[Draft]:
    """Compare the address a page gives to be shared with the one it was fetched from."""
    if article.url and page.og_url and not page.canonical_url:
        yield from _foreign(
            article, page, page.og_url, "og_url", ClaimField.META, CreditKind.SYNDICATION
        )


def source_metas(article: Article, page: Page) -> Iterator[Draft]:
    """Read ``syndication-source`` and its kin; they nearly always name the page itself."""
    for key in _SOURCE_METAS:
        for value in page.meta.get(key, ()):
            if registered_domain(value):
                yield from _foreign(
                    article, page, value, key, ClaimField.META, CreditKind.SYNDICATION
                )


def based_on(article: Article, page: Page) -> Iterator[Draft]:
    """JSON-LD ``isBasedOn`` leads elsewhere, and not to a paper."""
    for node in page.linked_data:
        for value in node.based_on:
            if registered_domain(value) not in {None, *REFERENCE_PLACES}:
                yield from _foreign(
                    article, page, value, "is_based_on", ClaimField.JSONLD, CreditKind.REPUBLICATION
                )


def translation_of(article: Article, page: Page) -> Iterator[Draft]:
    """JSON-LD ``translationOfWork`` names another publication's text."""
    for node in page.linked_data:
        if node.translation_of and registered_domain(node.translation_of):
            yield from _foreign(
                article,
                page,
                node.translation_of,
                "translation_of_work",
                ClaimField.JSONLD,
                CreditKind.TRANSLATION,
            )


def organization(article: Article, page: Page) -> Iterator[Draft]:
    """JSON-LD names an agency as publisher, source or credit of the text."""
    registry = OutletRegistry.packaged()
    for node in page.linked_data:
        for rule, value in (
            ("publisher", node.publisher),
            ("source_organization", node.source_organization),
        ):
            outlet = registry.find(value) if value else None
            if (
                value
                and outlet is not None
                and outlet.is_agency
                and "image" not in node.kind.casefold()
            ):
                yield Draft(
                    role=ClaimRole.CREDIT,
                    kind=CreditKind.WIRE,
                    rule=rule,
                    quote=value,
                    confidence=0.7,
                    field=ClaimField.JSONLD,
                    name=value,
                )


def pixels(article: Article, page: Page) -> Iterator[Draft]:
    """Find a counting image of a republisher's kit: The Conversation, Republication Tracker."""
    registry = OutletRegistry.packaged()
    for address in page.pixels:
        domain = registered_domain(address)
        if domain is None or domain in _own_domains(article, page):
            continue
        outlet = registry.resolve(None, address)
        known = outlet.name != outlet.outlet_id
        if not known and _REPUBLICATION.search(address) is None:
            continue
        yield Draft(
            role=ClaimRole.CREDIT,
            kind=CreditKind.REPUBLICATION,
            rule="republication_pixel",
            quote=address[:300],
            confidence=0.85,
            field=ClaimField.META,
            domain=domain,
            url=address,
        )


RULES: Final[tuple[Rule, ...]] = (
    canonical,
    og_url,
    source_metas,
    based_on,
    translation_of,
    organization,
    pixels,
)


def _foreign(
    article: Article, page: Page, address: str, rule: str, field: ClaimField, kind: CreditKind
) -> Iterator[Draft]:
    """Draft a credit for an address in a domain that is not the page's own."""
    domain = registered_domain(address)
    own = _own_domains(article, page)
    if domain is None or not own or domain in own or own & _ARCHIVES:
        return
    if any(place.partition(".")[0] == domain.partition(".")[0] for place in own):
        return  # one name under two suffixes: editions of one house
    registry = OutletRegistry.packaged()
    outlet_id = registry.resolve(None, address).outlet_id
    if any(registry.resolve(None, place).outlet_id == outlet_id for place in own):
        return
    if _mirrors(article, page, address):
        return
    yield Draft(
        role=ClaimRole.CREDIT,
        kind=kind,
        rule=rule,
        quote=address,
        confidence=0.8,
        field=field,
        domain=domain,
        url=address,
    )


def _own_domains(article: Article, page: Page) -> frozenset[str]:
    """Collect the registered domains the page is known to live at."""
    places = [article.url, article.outlet_domain]
    if not article.url:
        places.append(page.og_url)
    return frozenset(domain for place in places if place and (domain := registered_domain(place)))


def _mirrors(article: Article, page: Page, address: str) -> bool:
    return any(place and is_mirror(address, place) for place in (article.url, page.og_url))


def is_mirror(address: str, place: str) -> bool:
    """Whether an address is the machine behind a page: the same path at a hosting service.

    Examples
    --------
    >>> is_mirror("https://north.wordpress.com/2013/a/", "https://north.example/2013/a")
    True
    """
    host = host_of(address) or ""
    if _NUMERIC_HOST.match(urlsplit(place).netloc):
        return True
    if not any(host.endswith("." + service) for service in _HOSTING):
        return False
    return urlsplit(address).path.rstrip("/") == urlsplit(place).path.rstrip("/")
