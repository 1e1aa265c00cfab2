"""From names as written to outlets: who published an article, whom its claims mean.

In:   documents and claims (`schema.DOCUMENT`, `schema.CLAIM`), a registry.
Out:  the publisher of every article; credits, mentions and outgoing notes (`schema.CREDIT`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.entities.domains import registered_domain
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.model import ClaimRole, CreditKind, content_id

PUBLISHED: Final = ("article_id", "outlet_name", "outlet_domain")
"""What of a document its publisher is told by."""

NAMED: Final = ("article_id", "role", "source_name", "source_domain")
"""What of a claim is needed to learn names from credits."""

OFTEN: Final = 2
"""Outlets that must credit a name until it is known: one may have misread a line."""

Row = dict[str, object]
"""One row of an Arrow table by column; its schema is named where it is used."""


@dataclass(frozen=True, slots=True)
class ResolvedClaims:
    """Claims with their outlets; three tables of `schema.CREDIT`, sorted by ``credit_id``."""

    credits: pa.Table
    mentions: pa.Table
    outgoing: pa.Table


def publishing(documents: Iterable[pa.RecordBatch], registry: OutletRegistry) -> Counter[Outlet]:
    """Count the articles of every outlet, as far as they name it or have an address.

    Parameters
    ----------
    documents : iterable of RecordBatch
        `PUBLISHED` of `schema.DOCUMENT` at least.
    registry : OutletRegistry
    """
    written: Counter[tuple[str | None, str | None]] = Counter()
    for batch in documents:
        written.update(zip(*(batch[name].to_pylist() for name in PUBLISHED[1:]), strict=True))
    found: Counter[Outlet] = Counter()
    for (name, domain), articles in written.items():
        if name or domain:
            found[registry.resolve(name, domain)] += articles
    return found


def crediting(
    claims: Iterable[pa.RecordBatch], published_by: Mapping[str, Outlet]
) -> dict[str, set[str]]:
    """Who credits each name that sure credits give without an address.

    Parameters
    ----------
    claims : iterable of RecordBatch
        `NAMED` of `schema.CLAIM` at least.
    published_by : mapping of str to Outlet
        What `publishers` returned.

    Returns
    -------
    dict of str to set of str
        By name as written, the outlets whose articles credit it; an article that says nothing of
        its outlet stands for itself.
    """
    found: dict[str, set[str]] = {}
    for batch in claims:
        named = pa.table(batch).filter(
            (pc.field("role") == ClaimRole.CREDIT.value)
            & pc.field("source_name").is_valid()
            & pc.field("source_domain").is_null()
        )
        pairs = zip(named["source_name"].to_pylist(), named["article_id"].to_pylist(), strict=True)
        for name, article_id in pairs:
            publisher = published_by.get(article_id)
            found.setdefault(name, set()).add(
                publisher.outlet_id if publisher is not None else article_id
            )
    return found


def known_outlets(
    published_by: Mapping[str, Outlet],
    credited_by: Mapping[str, Collection[str]],
    registry: OutletRegistry,
) -> frozenset[str]:
    """Ids of the outlets that are known in a collection: collected ones, and often credited ones.

    Of outlets that a list has the rules for one document say already what a credit of them is:
    that others credit them adds nothing.

    Parameters
    ----------
    published_by : mapping of str to Outlet
        What `publishers` returned.
    credited_by : mapping of str to collection of str
        What `crediting` returned.
    registry : OutletRegistry
        One that knows the names.
    """
    listed = OutletRegistry.packaged()
    by: dict[str, set[str]] = {}
    for name, some in credited_by.items():
        outlet = registry.find(name)
        if outlet is not None and not listed.lists(outlet.outlet_id):
            by.setdefault(outlet.outlet_id, set()).update(some)
    often = {outlet_id for outlet_id, outlets in by.items() if len(outlets) >= OFTEN}
    return frozenset(often | {outlet.outlet_id for outlet in published_by.values()})


def publishers(documents: Iterable[pa.RecordBatch], registry: OutletRegistry) -> dict[str, Outlet]:
    """Outlet of every article that names its publisher or has an address.

    Parameters
    ----------
    documents : iterable of RecordBatch
        `PUBLISHED` of `schema.DOCUMENT` at least.
    registry : OutletRegistry

    Returns
    -------
    dict of str to Outlet
        By article id; an article that says nothing of its publisher is missing.
    """
    found = {}
    known: dict[tuple[str | None, str | None], Outlet] = {}
    for batch in documents:
        columns = (batch[name].to_pylist() for name in PUBLISHED)
        for article_id, *named in zip(*columns, strict=True):
            name, domain = named
            if name or domain:
                if (name, domain) not in known:
                    known[name, domain] = registry.resolve(name, domain)
                found[article_id] = known[name, domain]
    return found


def resolve_claims(
    claims: Iterable[pa.RecordBatch],
    published_by: Mapping[str, Outlet],
    known: Collection[str],
    registry: OutletRegistry,
) -> ResolvedClaims:
    """Resolve what every claim means.

    A credit that turns out to mean the article's own publisher is a mention of kind ``self``: an
    outlet is no source of itself.  A possible credit is one when it names an outlet that is known
    in the collection, and is dropped otherwise.

    Parameters
    ----------
    claims : iterable of RecordBatch
        `schema.CLAIM`.
    published_by : mapping of str to Outlet
        What `publishers` returned.
    known : collection of str
        What `known_outlets` returned.
    registry : OutletRegistry
    """
    rows: dict[ClaimRole, dict[str, Row]] = {role: {} for role in ClaimRole}
    for batch in claims:
        for claim in batch.to_pylist():
            publisher = published_by.get(claim["article_id"])
            row, role = resolve_claim(claim, publisher, registry, known)
            rows[role][str(row["credit_id"])] = row
    return ResolvedClaims(
        credits=_table(rows[ClaimRole.CREDIT]),
        mentions=_table(rows[ClaimRole.MENTION]),
        outgoing=_table(rows[ClaimRole.OUTGOING]),
    )


def resolve_claim(
    claim: Mapping[str, object],
    publisher: Outlet | None,
    registry: OutletRegistry,
    known: Collection[str] = (),
) -> tuple[Row, ClaimRole]:
    """Resolve one claim, a row of `schema.CLAIM`, to a row of `schema.CREDIT` and its role.

    A possible credit is one when it names one of the `known` outlets, by id, and the article's
    publisher is known to be another; its role stays ``possible`` otherwise.
    """
    role = ClaimRole(str(claim["role"]))
    row = {name: claim.get(name) for name in schema.CREDIT.names if name in claim}
    if role is ClaimRole.POSSIBLE:
        outlet = _possible_source(claim, registry)
        if outlet is not None and outlet.outlet_id in known and publisher is not None:
            role = ClaimRole.CREDIT
    else:
        outlet = _source(claim, registry)
    if outlet is None and role is ClaimRole.CREDIT and claim["author"]:
        # "With permission from Harbour Lights" may be a person's; a known outlet's it is not.
        outlet = registry.find(str(claim["author"]))
        if outlet is not None:
            row |= {"source_name": claim["author"], "author": None}
    row["source_outlet_name"] = outlet.name if outlet else None
    row["source_outlet_id"] = outlet.outlet_id if outlet else None
    row["source_domain"] = outlet.domain if outlet else None
    if (
        role is ClaimRole.CREDIT
        and outlet is not None
        and publisher is not None
        and outlet.outlet_id == publisher.outlet_id
    ):
        role = ClaimRole.MENTION
        row["kind"] = CreditKind.SELF.value
    named = ("article_id", "kind", "rule", "field", "start", "end", "quote", "source_name")
    row["credit_id"] = content_id("c", role, *(claim.get(name) for name in named))
    return row, role


def _possible_source(claim: Mapping[str, object], registry: OutletRegistry) -> Outlet | None:
    """Outlet a possible credit names: by a name that is known, or by an address."""
    name, url = claim["source_name"], claim["source_url"]
    outlet = registry.find(str(name)) if name is not None else None
    place = url if name is None else name
    if outlet is None and place is not None and registered_domain(str(place)):
        return registry.resolve(None, str(place))
    return outlet


def _source(claim: Mapping[str, object], registry: OutletRegistry) -> Outlet | None:
    name, place = claim["source_name"], claim["source_domain"] or claim["source_url"]
    if not name and not place:
        return None
    return registry.resolve(str(name) if name else None, str(place) if place else None)


def _table(rows: Mapping[str, Row]) -> pa.Table:
    return pa.Table.from_pylist([rows[name] for name in sorted(rows)], schema=schema.CREDIT)
