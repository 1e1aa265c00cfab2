"""Credits in raw markup that stands in a text: a fragment of a page that was given as text.

In:   a text with tags or JSON-LD in it.
Out:  drafts with offsets, each spanning the address or the name.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from graphx.entities.domains import host_of, registered_domain
from graphx.entities.outlets import OutletRegistry
from graphx.model import Article, ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.markup_rules import is_mirror

_CANONICAL = re.compile(
    r"<link\b[^<>]{0,300}?rel\s*=\s*[\"']?canonical[\"']?[^<>]{0,300}?href\s*=\s*[\"'](?P<url>https?://[^\"'<>\s]{4,1000})",
    re.IGNORECASE,
)
_OG_URL = re.compile(
    r"<meta\b[^<>]{0,300}?property\s*=\s*[\"']og:url[\"'][^<>]{0,300}?content\s*=\s*[\"'](?P<url>https?://[^\"'<>\s]{4,1000})",
    re.IGNORECASE,
)
_SOURCE_META = re.compile(
    r"<meta\b[^<>]{0,300}?(?:name|property)\s*=\s*[\"'](?P<key>syndication-source|original-source|source|dc\.source)[\"']"
    r"[^<>]{0,300}?content\s*=\s*[\"'](?P<value>[^\"'<>\n]{2,1000})",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"\"(?P<key>syndication_domain|isBasedOn|isBasedOnUrl)\"\s*:\s*\"(?P<value>[^\"\n]{2,1000})\"",
    re.IGNORECASE,
)
_KEYED = re.compile(r'"\s*:')
_SIGNS = ('rel="canonical"', "rel='canonical'", "<meta", "isbasedon", "syndication_domain")


def tag_drafts(article: Article) -> list[Draft]:
    """Drafts of the markup in an article's text."""
    text = article.text
    if "<" not in text and _KEYED.search(text) is None:
        return []
    low = text.lower()
    if not any(sign in low for sign in _SIGNS):
        return []
    own = [place for place in (article.url, article.outlet_domain) if place]
    og = _OG_URL.search(text)
    if og is not None:
        own.append(og["url"])
    return list(_drafts(article, own))


def _drafts(article: Article, own: list[str]) -> Iterator[Draft]:
    registry = OutletRegistry.packaged()
    text = article.text
    for pattern, rule in (
        (_CANONICAL, "canonical"),
        (_SOURCE_META, "source_meta"),
        (_FACT, "json_fact"),
    ):
        match = pattern.search(text)
        if match is None:
            continue
        group = "url" if rule == "canonical" else "value"
        value = match[group].replace("\\/", "/")
        domain = registered_domain(value)
        if domain is None and rule != "source_meta":
            continue
        if domain is not None and _is_own(domain, own, alone=rule == "json_fact"):
            continue
        if domain and any(is_mirror(value, place) for place in own):
            continue
        outlet = registry.resolve(None if domain else value, value if domain else None)
        kind = CreditKind.SYNDICATION if domain else CreditKind.REPUBLICATION
        if outlet.is_agency and rule == "json_fact":
            kind = CreditKind.WIRE
        start, end = match.span(group)
        yield Draft(
            role=ClaimRole.CREDIT,
            kind=kind,
            rule=rule,
            quote=text[start:end],
            confidence=0.75,
            start=start,
            end=end,
            name=host_name(value) if domain else value,
            domain=domain,
            url=value if domain and "//" in value else None,
        )


def _is_own(domain: str, own: list[str], *, alone: bool) -> bool:
    """Whether a domain is the page's; unknown pages own all but what a fact names alone."""
    if not own:
        return not alone
    return any(registered_domain(place) == domain for place in own)


def host_name(address: str) -> str:
    """Host of an address, as the name of a source nobody named."""
    return host_of(address) or urlsplit(address).netloc
