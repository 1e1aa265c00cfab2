"""Names of sources in labelled credits: do they lead to the right registered domain.

In:   folders of labelled sentences and pages; beside them, a folder ``outlet_lists`` with lists of
      names and domains, of which facts alone are read.
Out:  figures: names that resolve, of those whose domain is known.

The domain of a labelled name is known from the page's label; from the link written beside it; from
the name, when it is an address; from a list that has the name, or a domain whose first label is the
name.  A name that stands beside a link is resolved with it, as a reader of the credit would; how
often the name alone would have done is told apart.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graphx.entities.domains import host_of, registered_domain
from graphx.entities.outlets import CARRIERS
from graphx.entities.spellings import name_key
from graphx.evaluation.figures import Figure
from graphx.evaluation.labelled import Label, figures_of, leads_to, rows

_LISTS: Final = "outlet_lists"
_EXTERNAL: Final = frozenset({"republication", "wire", "derived", "outgoing"})
_SHORTEST_LABEL: Final = 4


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A name as labelled, the link beside it, and the domain it is to lead to."""

    name: str
    link: str | None
    domain: str


def named_sources(folder: Path) -> Iterator[NamedSource]:
    """Yield the names in a folder's labels whose domain is known."""
    listed = _listed_domains(folder.parent / _LISTS)
    for row in rows(folder / "gold.jsonl"):
        if "gold" in row and isinstance(row["gold"], list):
            for label in Label.edges_of(row):
                yield from _of_label(label, listed)
        elif row["label"] in _EXTERNAL and row["origin_name"] and row["origin_domain"]:
            yield NamedSource(str(row["origin_name"]), None, str(row["origin_domain"]))


def _of_label(label: Label, listed: Mapping[str, str]) -> Iterator[NamedSource]:
    for name in (label.name or "").split("; "):
        link = label.url if label.url and registered_domain(label.url) else None
        domain = link or registered_domain(name) or listed.get(name_key(name))
        if name and domain and host_of(domain):
            yield NamedSource(name, link, domain)


@cache
def _listed_domains(folder: Path) -> Mapping[str, str]:
    """Domain of each name that the lists of a folder give one domain alone."""
    names: dict[str, set[str]] = defaultdict(set)
    for path in sorted([*folder.glob("*.csv"), *folder.glob("*.tsv")]):
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
            delimiter = "\t" if path.suffix == ".tsv" else ","
            for row in csv.DictReader(lines, delimiter=delimiter):
                address = row.get("domain") or row.get("website") or row.get("Domain") or ""
                domain = registered_domain(address)
                if domain is None or domain in CARRIERS:
                    continue
                name = row.get("name") or row.get("Name") or row.get("station") or ""
                first = domain.partition(".")[0]
                for key in (name_key(name), first if len(first) >= _SHORTEST_LABEL else ""):
                    if key:
                        names[key].add(domain)
    return {key: min(domains) for key, domains in names.items() if len(domains) == 1}


def score_names(folders: Sequence[Path]) -> list[Figure]:
    """Measure names of credits, over all folders together."""
    sources = [source for folder in folders for source in named_sources(folder)]
    read = [leads_to(one.name, one.link, one.domain) for one in sources]
    unlinked = [leads_to(one.name, None, one.domain) for one in sources if one.link is None]
    alone = [leads_to(one.name, None, one.domain) for one in sources]
    return figures_of(
        "credit_names",
        [
            ("lead to the right domain", read, 0.95),
            ("… of those without a link", unlinked, None),
            ("… by the name alone, links hidden", alone, None),
        ],
    )
