"""The outlets and authors of a workspace, counted.

In:   articles, resolved claims and derivations of a build.
Out:  `schema.OUTLET`, `schema.AUTHOR`, `schema.AUTHORSHIP`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter

import pyarrow as pa

from graphx import schema
from graphx.entities.authors import author_id
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.entities.resolution import ResolvedClaims
from graphx.model import Status


def outlet_table(
    articles: pa.Table,
    claims: ResolvedClaims,
    derivations: pa.Table,
    published_by: Mapping[str, Outlet],
    registry: OutletRegistry,
) -> pa.Table:
    """Every outlet that published or is named, with what it took and gave.

    Parameters
    ----------
    articles : pyarrow.Table
        `schema.ARTICLE`, stubs included.
    claims : ResolvedClaims
    derivations : pyarrow.Table
        `schema.DERIVATION`; contradicted ones count nowhere.
    published_by : mapping of str to Outlet
    registry : OutletRegistry

    Returns
    -------
    pyarrow.Table
        `schema.OUTLET`, sorted by id.
    """
    outlets, spellings = _seen(claims, published_by, registry)
    collected: Counter[str] = Counter()
    stubs: Counter[str] = Counter()
    home: dict[str, str] = {}
    columns = ("article_id", "outlet_id", "collected")
    for name, outlet_id, is_collected in zip(
        *(articles[c].to_pylist() for c in columns), strict=True
    ):
        if outlet_id is not None:
            home[name] = outlet_id
            (collected if is_collected else stubs)[outlet_id] += 1

    taken: dict[str, set[str]] = defaultdict(set)
    given: Counter[str] = Counter()
    columns = ("copy_id", "source_id", "status")
    for copy, source, status in zip(*(derivations[c].to_pylist() for c in columns), strict=True):
        if status == Status.CONTRADICTED:
            continue
        if copy in home:
            taken[home[copy]].add(copy)
        if source in home:
            given[home[source]] += 1

    return pa.Table.from_pylist(
        [
            {
                "outlet_id": outlet_id,
                "name": outlet.name,
                "domain": outlet.domain,
                "aliases": sorted((spellings[outlet_id] | set(outlet.aliases)) - {outlet.name}),
                "kind": outlet.kind,
                "parent_id": outlet.parent_id,
                "country": outlet.country,
                "articles": collected[outlet_id],
                "taken": len(taken[outlet_id]),
                "given": given[outlet_id],
                "stub_articles": stubs[outlet_id],
            }
            for outlet_id, outlet in sorted(outlets.items())
        ],
        schema=schema.OUTLET,
    )


def _seen(
    claims: ResolvedClaims, published_by: Mapping[str, Outlet], registry: OutletRegistry
) -> tuple[dict[str, Outlet], dict[str, set[str]]]:
    """Outlets that occur, parents included, and the names they were written by."""
    outlets: dict[str, Outlet] = {}
    spellings: dict[str, set[str]] = defaultdict(set)
    named = {(outlet.outlet_id, outlet.name): outlet for outlet in published_by.values()}
    for (outlet_id, _), outlet in sorted(named.items(), key=itemgetter(0)):
        outlets.setdefault(outlet_id, outlet)
    columns = ("source_name", "source_domain", "source_outlet_id", "source_outlet_name")
    for table in (claims.credits, claims.mentions, claims.outgoing):
        for name, domain, outlet_id, outlet_name in zip(
            *(table[c].to_pylist() for c in columns), strict=True
        ):
            if outlet_id is None:
                continue
            if outlet_id not in outlets or outlets[outlet_id].name > outlet_name:
                outlets[outlet_id] = registry.resolve(outlet_name, domain)
            if name:
                spellings[outlet_id].add(" ".join(name.split()))
    for outlet in list(outlets.values()):
        if outlet.parent_id is not None and outlet.parent_id not in outlets:
            outlets[outlet.parent_id] = registry.resolve(None, outlet.parent_id)
    return outlets, spellings


def author_tables(
    documents: Iterable[pa.RecordBatch], published_by: Mapping[str, Outlet]
) -> tuple[pa.Table, pa.Table]:
    """Return the people in bylines and who wrote what.

    Returns
    -------
    authors : pyarrow.Table
        `schema.AUTHOR`, sorted by id.
    authorships : pyarrow.Table
        `schema.AUTHORSHIP`, sorted by article and place.
    """
    names: dict[str, Counter[str]] = defaultdict(Counter)
    homes: dict[str, str | None] = {}
    works: dict[str, set[str]] = defaultdict(set)
    wrote: list[dict[str, object]] = []
    for batch in documents:
        columns = ("article_id", "authors")
        for article_id, people in zip(*(batch[c].to_pylist() for c in columns), strict=True):
            outlet = published_by.get(article_id)
            home = outlet.outlet_id if outlet else None
            for position, name in enumerate(people):
                person = author_id(name, home)
                names[person][name] += 1
                homes[person] = home
                works[person].add(article_id)
                wrote.append({"article_id": article_id, "author_id": person, "position": position})
    authors = [
        {
            "author_id": person,
            "name": min(spelt, key=lambda name: (-spelt[name], name)),
            "outlet_id": homes[person],
            "articles": len(works[person]),
        }
        for person, spelt in sorted(names.items())
    ]
    wrote.sort(key=lambda row: (str(row["article_id"]), row["position"]))
    return (
        pa.Table.from_pylist(authors, schema=schema.AUTHOR),
        pa.Table.from_pylist(wrote, schema=schema.AUTHORSHIP),
    )
