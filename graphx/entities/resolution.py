"""From names as written to outlets: who published an article, whom its claims mean.

In:   documents and claims (`schema.DOCUMENT`, `schema.CLAIM`), a registry.
Out:  the publisher of every article; credits, mentions and outgoing notes (`schema.CREDIT`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from graphx import schema
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.model import ClaimRole, CreditKind, content_id

PUBLISHED: Final = ("article_id", "outlet_name", "outlet_domain")
"""What of a document its publisher is told by."""

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
    claims: Iterable[pa.RecordBatch], published_by: Mapping[str, Outlet], registry: OutletRegistry
) -> ResolvedClaims:
    """Resolve what every claim means.

    A credit that turns out to mean the article's own publisher is a mention of kind ``self``: an
    outlet is no source of itself.  A possible credit is one when it names the outlet of another
    article, and is dropped otherwise.

    Parameters
    ----------
    claims : iterable of RecordBatch
        `schema.CLAIM`.
    published_by : mapping of str to Outlet
        What `publishers` returned.
    registry : OutletRegistry
    """
    rows: dict[ClaimRole, dict[str, Row]] = {role: {} for role in ClaimRole}
    collected = {outlet.outlet_id for outlet in published_by.values()}
    for batch in claims:
        for claim in batch.to_pylist():
            publisher = published_by.get(claim["article_id"])
            row, role = resolve_claim(claim, publisher, registry, collected)
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
    collected: Collection[str] = (),
) -> tuple[Row, ClaimRole]:
    """Resolve one claim, a row of `schema.CLAIM`, to a row of `schema.CREDIT` and its role.

    A possible credit is one when it names one of the `collected` outlets, by id, and the article's
    publisher is known to be another; its role stays ``possible`` otherwise.
    """
    role = ClaimRole(str(claim["role"]))
    row = {name: claim.get(name) for name in schema.CREDIT.names if name in claim}
    if role is ClaimRole.POSSIBLE:
        outlet = registry.find(str(claim["source_name"]))
        if outlet is not None and outlet.outlet_id in collected and publisher is not None:
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


def _source(claim: Mapping[str, object], registry: OutletRegistry) -> Outlet | None:
    name, place = claim["source_name"], claim["source_domain"] or claim["source_url"]
    if not name and not place:
        return None
    return registry.resolve(str(name) if name else None, str(place) if place else None)


def _table(rows: Mapping[str, Row]) -> pa.Table:
    return pa.Table.from_pylist([rows[name] for name in sorted(rows)], schema=schema.CREDIT)
