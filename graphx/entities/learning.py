"""What a collection teaches about names: who publishes in it, whom it credits, by which short name.

In:   a registry of listed outlets; outlets of collected articles; names that sure credits give.
Out:  a registry that knows them, too.

A list cannot have every outlet.  Whoever is collected is an outlet, whatever its name looks like,
and so is whom several outlets credit in so many words.  Once "Northline News Service" is known,
"NNS" and "Northline" are short for it, unless they are short for another as well.
"""

from collections.abc import Collection, Mapping
from typing import Final

from graphx.entities.lists import ListedOutlet
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.entities.spellings import key_of, name_key, short_keys, slug_of

_SHORTEST_UNSEEN: Final = 3
"""Letters of initials that are a name although no sure credit gives them: "PM" is no agency."""


def with_publishers(registry: OutletRegistry, outlets: Mapping[Outlet, int]) -> OutletRegistry:
    """Learn the names of outlets whose address collected articles gave.

    A name no list has then means that outlet in a credit, too; a name that two addresses go by
    means none of them.  An outlet is called what most of its articles call it; an address is no
    name while there is another.

    Parameters
    ----------
    registry : OutletRegistry
    outlets : mapping of Outlet to int
        How many articles each published.

    Examples
    --------
    >>> registry = OutletRegistry.packaged()
    >>> seen = registry.resolve("North Wire", "northwire.example")
    >>> with_publishers(registry, {seen: 1}).resolve("NorthWire").outlet_id
    'northwire.example'
    >>> unnamed = registry.resolve(None, "thesouthwire.example")
    >>> with_publishers(registry, {unnamed: 1}).resolve("The South Wire").outlet_id
    'thesouthwire.example'
    """
    places: dict[str, set[str]] = {}
    rows: dict[str, ListedOutlet] = {}
    for outlet in sorted(
        outlets, key=lambda outlet: (outlet.name != outlet.domain, outlets[outlet], outlet.name)
    ):
        if outlet.domain is None or registry.lists(outlet.outlet_id):
            continue
        label = outlet.domain.partition(".")[0]
        for key in {key_of(outlet.name), key_of(label), key_of(label.removeprefix("the"))}:
            if key:
                places.setdefault(key, set()).add(outlet.outlet_id)
        rows[outlet.outlet_id] = ListedOutlet(
            name=outlet.name, outlet_id=outlet.outlet_id, kind=outlet.kind
        )
    return registry.extended(rows, _of_one(places), hosts=rows)


def with_credited(
    registry: OutletRegistry,
    published: Collection[Outlet],
    credited_by: Mapping[str, Collection[str]],
) -> OutletRegistry:
    """Learn the names that credits give, and the short names of all.

    A credited name that is short for exactly one other outlet means that; any other is an outlet
    of its own, called what most outlets call it.

    Parameters
    ----------
    registry : OutletRegistry
        What `with_publishers` returned.
    published : collection of Outlet
        The outlets of collected articles.
    credited_by : mapping of str to collection of str
        By name, the outlets that credit it in so many words.

    Examples
    --------
    >>> registry = OutletRegistry.packaged()
    >>> named = {"Northline News Service": ["a", "b"], "NNS": ["a"], "Northline": ["c"]}
    >>> learned = with_credited(registry, (), named)
    >>> {learned.resolve(name).outlet_id for name in named}
    {'~northline-news-service'}
    """
    called: dict[str, str] = {}
    for name in sorted(credited_by, key=lambda name: (-len(credited_by[name]), name)):
        if (key := name_key(name)) and not registry.knows(name):
            called.setdefault(key, name)
    # Of some only a name is known.
    nowhere = [one for one in published if not one.domain and not registry.lists(one.outlet_id)]
    ids = {key: "~" + slug_of(name) for key, name in called.items()}
    ids |= {name_key(outlet.name): outlet.outlet_id for outlet in nowhere}
    names = ids | _short_names(published, called, ids)
    rows = {
        ids[key]: ListedOutlet(name=name, outlet_id=ids[key])
        for key, name in called.items()
        if names[key] == ids[key]
    }
    rows |= {
        outlet.outlet_id: ListedOutlet(outlet.name, outlet.outlet_id, kind=outlet.kind)
        for outlet in nowhere
    }
    return registry.extended(rows, names)


def _short_names(
    published: Collection[Outlet], called: Mapping[str, str], ids: Mapping[str, str]
) -> dict[str, str]:
    """Outlet of every name that is short for one outlet and is no publisher's own."""
    named = {outlet.outlet_id: outlet.name for outlet in published}
    named = {ids[key]: name for key, name in called.items()} | named
    own = {name_key(outlet.name) for outlet in published}
    short: dict[str, set[str]] = {}
    for outlet_id, name in named.items():
        for key in short_keys(name) - own:
            short.setdefault(key, set()).add(outlet_id)
    found: dict[str, str] = {}
    meant: dict[str, str] = {}
    # What is short for two names that mean one outlet means that: longer ones are told first.
    for key in sorted(short, key=lambda key: (-len(key), key)):
        outlets = {meant.get(outlet_id, outlet_id) for outlet_id in short[key]}
        if len(outlets) == 1 and (len(key) >= _SHORTEST_UNSEEN or key in called):
            found[key] = min(outlets)
            if key in called:
                meant[ids[key]] = found[key]
    return found


def _of_one(places: Mapping[str, set[str]]) -> dict[str, str]:
    """Return the names that mean one outlet alone."""
    return {key: min(ids) for key, ids in places.items() if len(ids) == 1}
