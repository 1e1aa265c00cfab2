"""What a rule saw, before it is decided what it means.

A rule looks at words alone and drafts a claim; `judge` then knows whose page it is: a credit of the
publisher itself is a ``self`` mention, a credit of an agency is a ``wire``.
"""

from dataclasses import dataclass
from functools import lru_cache

from graphx.entities.domains import host_of
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.entities.spellings import name_key
from graphx.model import Article, Claim, ClaimField, ClaimRole, CreditKind
from graphx_ingest.credits.confidence import fitted
from graphx_ingest.credits.names import Name
from graphx_ingest.credits.stated_dates import find_date
from graphx_ingest.credits.view import View

_MENTION_CONFIDENCE = 0.7
_DATE_REACH_CHARS = 40
_WIRE_WHEN_AGENCY = frozenset({"source_line", "copyright"})
_TO_WIRE = frozenset({CreditKind.SYNDICATION, CreditKind.REPUBLICATION})
_MIN_SELF_KEY = 3
_RUN_ON_THE, _SHORTEST_RUN_ON = "the", 8  # an address runs the article on: thenorthwire.example
_OWN_TAILS = ("news", "online", "com", "staff", "redaktion", "newsroom", "website")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim as its words stand; names are as written, offsets in the article's text.

    ``confidence`` ranks drafts of one place; what a reader is told is `confidence.fitted`.
    """

    role: ClaimRole
    kind: CreditKind
    rule: str
    quote: str
    confidence: float
    start: int | None = None
    end: int | None = None
    field: ClaimField = ClaimField.TEXT
    name: str | None = None
    domain: str | None = None
    url: str | None = None
    author: str | None = None
    date: str | None = None
    wire_if_agency: bool = False
    if_elsewhere: bool = False  # a credit only on a page whose publisher is known to be another


def credit(
    view: View, span: tuple[int, int], text: str, kind: CreditKind, rule: str, name: str,
    confidence: float, source: Name | None = None,
) -> Draft:  # fmt: skip
    """Draft a credit that stands at `span` of a view of `text`."""
    start, end = view.span(*span)
    date = find_date(view.words, span[1], span[1] + _DATE_REACH_CHARS)
    return Draft(
        role=ClaimRole.CREDIT,
        kind=kind,
        rule=rule,
        quote=text[start:end],
        confidence=confidence,
        start=start,
        end=end,
        name=name,
        domain=source.domain if source else None,
        url=source.url if source else None,
        date=date[0] if date else None,
        wire_if_agency=rule in _WIRE_WHEN_AGENCY,
    )


def mention(
    view: View, span: tuple[int, int], text: str, kind: CreditKind, rule: str, name: str,
    source: Name | None = None,
) -> Draft:  # fmt: skip
    """Draft a mention that stands at `span` of a view of `text`."""
    start, end = view.span(*span)
    return Draft(
        role=ClaimRole.MENTION,
        kind=kind,
        rule=rule,
        quote=text[start:end],
        confidence=_MENTION_CONFIDENCE,
        start=start,
        end=end,
        name=name,
        domain=source.domain if source else None,
        url=source.url if source else None,
    )


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose page an article is: every outlet its own fields say it is."""

    outlet_ids: frozenset[str]
    keys: frozenset[str]
    listed: bool

    def is_source(self, draft: Draft, registry: OutletRegistry) -> bool:
        """Whether a draft names the publisher itself."""
        if not (draft.name or draft.domain):
            return False
        outlet = registry.resolve(draft.name, draft.domain or draft.url)
        if outlet.outlet_id in self.outlet_ids:
            return True
        key = name_key(draft.name) if draft.name else ""
        if len(key) < _MIN_SELF_KEY or outlet.parent_id in self.outlet_ids:
            return False
        if self.listed and outlet.name != outlet.outlet_id and registry.find(outlet.name):
            return False  # two listed outlets are two, however alike their names
        bare = _bare(key)
        return any(
            bare == _bare(own) or (len(key) > _MIN_SELF_KEY and own.startswith(key))
            for own in self.keys
        )


def _bare(key: str) -> str:
    """Key without what an outlet adds to its own name: "News", "Online", ".com"."""
    for tail in _OWN_TAILS:
        if key.endswith(tail) and len(key) > len(tail) + _MIN_SELF_KEY:
            return key.removesuffix(tail)
    return key


def publisher_of(article: Article) -> Publisher:
    """Collect what an article says of its own outlet: given name, address, domain."""
    given = [place for place in (article.outlet_domain, article.url) if place]
    places = tuple(dict.fromkeys(host_of(place) or place for place in given))
    return _publisher(article.outlet_name or None, places)


@lru_cache(maxsize=4096)
def _publisher(name: str | None, places: tuple[str, ...]) -> Publisher:
    registry = OutletRegistry.packaged()
    outlets: list[Outlet] = []
    if name:
        outlets.append(registry.resolve(name))
    outlets.extend(registry.resolve(None, place) for place in places)
    keys = {name_key(outlet.name) for outlet in outlets}
    keys |= {name_key(outlet.domain.partition(".")[0]) for outlet in outlets if outlet.domain}
    keys |= {name_key(outlet.domain) for outlet in outlets if outlet.domain}
    keys |= {key.removeprefix(_RUN_ON_THE) for key in keys if len(key) > _SHORTEST_RUN_ON}
    if name:
        keys.add(name_key(name))
    return Publisher(
        frozenset(outlet.outlet_id for outlet in outlets),
        frozenset(keys - {""}),
        any(registry.find(outlet.name) is not None for outlet in outlets),
    )


def judge(draft: Draft, publisher: Publisher) -> Claim:
    """Turn a draft into the claim it is on this publisher's page."""
    registry = OutletRegistry.packaged()
    role, kind = draft.role, draft.kind
    if role is not ClaimRole.OUTGOING and publisher.is_source(draft, registry):
        role, kind = ClaimRole.MENTION, CreditKind.SELF
    elif draft.if_elsewhere and not publisher.outlet_ids:
        role, kind = ClaimRole.MENTION, CreditKind.NONE
    elif role is ClaimRole.CREDIT and draft.wire_if_agency and kind in _TO_WIRE and draft.name:
        outlet = registry.find(draft.name)
        if outlet is not None and outlet.is_agency:
            kind = CreditKind.WIRE
    return Claim(
        role=role,
        kind=kind,
        rule=draft.rule,
        quote=draft.quote,
        confidence=fitted(draft.rule, draft.confidence)
        if role is ClaimRole.CREDIT or role is ClaimRole.POSSIBLE
        else draft.confidence,
        field=draft.field,
        start=draft.start,
        end=draft.end,
        source_name=draft.name,
        source_domain=draft.domain,
        source_url=draft.url,
        author=draft.author,
        date=draft.date,
    )
