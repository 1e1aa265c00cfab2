"""Which outlet is meant: by address, by name, by an alias somebody wrote down.

In:   a name as written, an address, or both; packaged lists; a workspace's ``aliases.csv``.
Out:  an `Outlet` whose id is its registered domain, or ``~`` and the name when no list knows it.

Lists hold facts only (names, addresses, countries); `SOURCES.md` says whose.  A name that belongs
to several outlets of a list belongs to none of them here.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from graphx.entities.domains import host_of, registered_domain
from graphx.entities.lists import LISTS, ListedOutlet, listed_rows, own_rows
from graphx.entities.spellings import (
    GENERIC_TAILS,
    bounded,
    keys_of,
    name_key,
    slug_of,
)
from graphx.errors import InvalidValueError, UnreadableSourceError

# Hosts that carry other people's pages: a name beside such an address says more than it.
# fmt: off
CARRIERS: Final = frozenset({
    "ampproject.org", "archive.is", "archive.org", "archive.ph", "archive.today", "bit.ly",
    "buff.ly", "dlvr.it", "doi.org", "facebook.com", "fb.me", "feedburner.com",
    "feedproxy.google.com", "flip.it", "flipboard.com", "github.com", "goo.gl", "google.com",
    "instagram.com", "linkedin.com", "lnkd.in", "ow.ly", "pinterest.com", "reddit.com", "t.co",
    "t.me", "tinyurl.com", "twitter.com", "vk.com", "whatsapp.com", "x.com", "youtu.be",
    "youtube.com",
})
# fmt: on
_SHORTEST_WITH_TAIL = 8
_BRACKET = re.compile(r"(?<=\w)\s*\([^()]*\)\s*\Z")
_DOMAIN_LIKE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?\Z|https?://\S+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Somebody who publishes or supplies articles.

    ``outlet_id`` is the registered domain; the host for an edition with a host of its own; ``~``
    and the name for an outlet whose domain nobody knows.  ``name`` has at most `MAX_NAME_CHARS`
    characters.
    """

    outlet_id: str
    name: str
    domain: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str = "outlet"
    parent_id: str | None = None
    country: str | None = None

    @property
    def is_agency(self) -> bool:
        """Whether other outlets are its usual readers."""
        return self.kind == "agency"


@dataclass(frozen=True, slots=True)
class OutletRegistry:
    """Known outlets by name and by address.

    Examples
    --------
    >>> registry = OutletRegistry.packaged()
    >>> registry.resolve("MoonOfAlabama").outlet_id
    'moonofalabama.org'
    >>> registry.resolve("North Wire").outlet_id
    '~north-wire'
    >>> registry.resolve(None, "https://www.north.example/bridge").outlet_id
    'north.example'
    """

    _rows: Mapping[str, ListedOutlet]
    _by_name: Mapping[str, str]
    _by_host: Mapping[str, str]
    _overrides: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def packaged(cls) -> "OutletRegistry":
        """Outlets of the packaged lists; read once a process."""
        return _packaged()

    def with_overrides(self, path: Path) -> "OutletRegistry":
        """Add a person's own aliases; they win over every list.

        Parameters
        ----------
        path : Path
            A CSV file with the columns ``alias, outlet_id, name, domain``; the last two may be
            empty for an outlet that is known.

        Raises
        ------
        UnreadableSourceError
            The file cannot be read, lacks a column, or a row lacks its alias or its outlet_id.
        """
        rows, overrides = dict(self._rows), dict(self._overrides)
        hosts = dict(self._by_host)
        for number, row in enumerate(own_rows(path), start=2):
            alias, outlet_id = row["alias"].strip(), row["outlet_id"].strip()
            if not alias or not outlet_id:
                raise UnreadableSourceError(f"{path}:{number}", "needs an alias and an outlet_id")
            old = rows.get(outlet_id, ListedOutlet(name="", outlet_id=outlet_id))
            place = host_of(row["domain"])
            rows[outlet_id] = old._replace(
                name=row["name"].strip() or old.name or alias,
                hosts=place or old.hosts,
                aliases="|".join(dict.fromkeys(filter(None, (*old.aliases.split("|"), alias)))),
            )
            overrides[name_key(alias)] = outlet_id
            for host in (host_of(alias), place):
                if host:
                    hosts[host] = outlet_id
        return OutletRegistry(rows, self._by_name, hosts, overrides)

    def extended(
        self,
        rows: Mapping[str, ListedOutlet],
        names: Mapping[str, str],
        hosts: Collection[str] = (),
    ) -> "OutletRegistry":
        """Add outlets a collection knows; what a list or a person says stays.

        Parameters
        ----------
        rows : mapping of str to ListedOutlet
            By outlet id.
        names : mapping of str to str
            Outlet ids by `name_key`.
        hosts : collection of str
            Hosts that are their outlets' ids.
        """
        by_host = {**{host: host for host in hosts}, **self._by_host}
        return OutletRegistry(
            {**self._rows, **rows}, {**names, **self._by_name}, by_host, dict(self._overrides)
        )

    def knows(self, name: str) -> bool:
        """Whether a list or a person has this name."""
        return self._id_of_name(name) is not None

    def lists(self, outlet_id: str) -> bool:
        """Whether a list or a person has this outlet."""
        return outlet_id in self._rows

    def keys(self) -> Mapping[str, str]:
        """Outlet of every listed name, by `name_key`."""
        return {**self._by_name, **self._overrides}

    def agency_names(self) -> frozenset[str]:
        """Every listed spelling of every agency."""
        return frozenset(
            name
            for row in self._rows.values()
            if row.kind == "agency"
            for name in row.spellings()
            if name
        )

    def find(self, name: str) -> Outlet | None:
        """Outlet of a listed name; None when no list has it."""
        outlet_id = self._id_of_name(name)
        return None if outlet_id is None else self._outlet(outlet_id)

    def resolve(self, name: str | None, domain: str | None = None) -> Outlet:
        """Outlet that is meant by a name, an address, or both.

        Parameters
        ----------
        name : str or None
            As written.
        domain : str or None
            A host or an address.  It decides, unless the host only carries other people's pages.

        Returns
        -------
        Outlet
            A listed one, or a new one that stands for itself alone.

        Raises
        ------
        InvalidValueError
            Neither says anything.
        """
        name = bounded(name.strip()) if name else None
        if name and name_key(name) in self._overrides:
            return self._outlet(self._overrides[name_key(name)])
        if domain:
            host = host_of(domain)
            registered = registered_domain(domain)
            if host and registered and not (name and registered in CARRIERS):
                return self._at(host, registered, name)
        if not name:
            if not (domain and domain.strip()):
                raise InvalidValueError("outlet", (name, domain), "a name or an address")
            name = host_of(domain) or domain.strip()  # a host nobody registered: a test machine
            return Outlet(outlet_id="~" + slug_of(name), name=name)
        outlet_id = self._id_of_name(name)
        if _DOMAIN_LIKE.match(name) and not self._spells(name, outlet_id):
            host = host_of(name)
            registered = registered_domain(name)
            if host and registered:
                return self._at(host, registered, None)
        if outlet_id is not None:
            return self._outlet(outlet_id)
        return Outlet(outlet_id="~" + slug_of(name), name=name)

    def _at(self, host: str, registered: str, name: str | None) -> Outlet:
        for place in (host, registered):
            outlet_id = self._by_host.get(place)
            if outlet_id is not None:
                return self._outlet(outlet_id)
        given = name if name and not _DOMAIN_LIKE.match(name) else None
        return Outlet(outlet_id=registered, name=given or registered, domain=registered)

    def _outlet(self, outlet_id: str) -> Outlet:
        return _outlet_of(self._rows[outlet_id])

    def _spells(self, name: str, outlet_id: str | None) -> bool:
        """Whether an address-like name is a listed spelling, its dots and all ("A.P.")."""
        if outlet_id is None:
            return False
        return name.casefold() in {one.casefold() for one in self._rows[outlet_id].spellings()}

    def _id_of_name(self, name: str) -> str | None:
        key = name_key(name)
        if not key:
            return None
        found = self._overrides.get(key) or self._by_name.get(key)
        if found is None and key.startswith("the"):
            found = self._by_name.get(key[3:])
        if found is None and key.endswith(GENERIC_TAILS):
            for tail in GENERIC_TAILS:
                if key.endswith(tail) and len(key) > _SHORTEST_WITH_TAIL:
                    return self._by_name.get(key.removesuffix(tail))
        if found is None and name.rstrip().endswith(")"):
            bracket = _BRACKET.search(name)
            return self._by_name.get(name_key(name[: bracket.start()])) if bracket else None
        return found


@cache
def _packaged() -> OutletRegistry:
    table = [row for filename in LISTS for row in listed_rows(filename)]
    rows: dict[str, ListedOutlet] = {}
    hosts: dict[str, str] = {}
    names: list[str] = []
    owners: list[str] = []
    for row in table:
        rows[row.outlet_id] = row
        hosts.setdefault(row.outlet_id, row.outlet_id)
        if row.hosts:
            for host in row.hosts.split("|"):
                hosts.setdefault(host, row.outlet_id)
        spellings = row.spellings()
        names += spellings
        owners += [row.outlet_id] * len(spellings)
    # Read from the last, so that the first outlet of a name has it.
    by_name = dict(zip(reversed(keys_of(names)), reversed(owners), strict=True))
    return OutletRegistry(rows, by_name, hosts)


@lru_cache(maxsize=16384)
def _outlet_of(row: ListedOutlet) -> Outlet:
    domain = row.outlet_id
    if domain.startswith("~"):
        domain = (row.hosts and row.hosts.split("|")[0]) or row.parent
    return Outlet(
        outlet_id=row.outlet_id,
        name=row.name,
        domain=registered_domain(domain) if domain else None,
        aliases=row.spellings()[1:],
        kind=row.kind,
        parent_id=row.parent or None,
        country=row.country or None,
    )
