"""Labelled data as they lie on a disk, and one credit held against its label.

In:   a folder of a set; rows in JSON Lines, those marked ``skip`` left out.
Out:  rows; `Judged` credits, the common currency of what measures confidence.
"""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from graphx.entities.domains import registered_domain
from graphx.entities.outlets import OutletRegistry
from graphx.entities.spellings import name_key
from graphx.errors import UnreadableSourceError
from graphx.evaluation.figures import Figure
from graphx.model import Claim, ClaimRole, CreditKind

_EDGE_LABELS: Final = frozenset(kind.value for kind in CreditKind if kind.makes_edge)


@dataclass(frozen=True, slots=True)
class Judged:
    """A credit that was found: by which rule, how sure, and whether the label agrees."""

    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A credit as a person labelled it; offsets are those of the row's text."""

    kind: str
    name: str | None
    url: str | None
    start: int
    end: int

    @classmethod
    def edges_of(cls, row: Mapping[str, object]) -> "tuple[Label, ...]":
        """Labels of a row that say its own text came from somewhere."""
        return tuple(
            cls._of(label)
            for label in _gold(row)
            if label["kind"] in _EDGE_LABELS and label.get("direction") != "out"
        )

    @classmethod
    def origins_of(cls, row: Mapping[str, object]) -> "tuple[Label, ...]":
        """Labels of a row that say its own text is the first, or ran elsewhere afterwards."""
        return tuple(
            cls._of(label)
            for label in _gold(row)
            if label["kind"] == CreditKind.SELF.value or label.get("direction") == "out"
        )

    @classmethod
    def _of(cls, label: Mapping[str, Any]) -> "Label":
        return cls(
            kind=label["kind"],
            name=label["source_name"],
            url=label["source_url"],
            start=label["span_start"],
            end=label["span_end"],
        )


def _gold(row: Mapping[str, object]) -> list[Mapping[str, Any]]:
    gold = row["gold"]
    assert isinstance(gold, list)
    return gold


def rows(path: Path) -> Iterator[dict[str, object]]:
    """Yield the rows of a JSON Lines file, gzipped or not, without those marked ``skip``.

    Raises
    ------
    UnreadableSourceError
        The file cannot be read, or a line is no JSON object.
    """
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableSourceError(str(path), str(error)) from error
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UnreadableSourceError(f"{path}:{number}", str(error)) from error
        if not isinstance(row, dict):
            raise UnreadableSourceError(f"{path}:{number}", "the line is no JSON object")
        if not row.get("skip"):
            yield row


def text_of(row: Mapping[str, object], name: str) -> str | None:
    """Field of a row as text; None when it is empty or absent."""
    value = row.get(name)
    return str(value) if value else None


def credits_of(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that say the text came from elsewhere."""
    return [claim for claim in claims if claim.role is ClaimRole.CREDIT]


def same_source(claim: Claim, name: str | None, address: str | None) -> bool:
    """Whether a credit names what the label names, as written or as the same outlet."""
    registry = OutletRegistry.packaged()
    written = claim.source_name or claim.source_domain
    if written is None or name is None:
        return written == name
    if name_key(written) in {name_key(one) for one in name.split("; ")}:
        return True
    left = registry.resolve(claim.source_name, claim.source_domain)
    return left.outlet_id == registry.resolve(name, address).outlet_id


def leads_to(name: str | None, address: str | None, domain: str) -> bool:
    """Whether a name, an address or both mean the outlet at `domain`.

    An outlet at two domains is one outlet.
    """
    registry = OutletRegistry.packaged()
    meant = registry.resolve(name, address)
    if meant.domain == registered_domain(domain):
        return True
    return meant.outlet_id == registry.resolve(None, domain).outlet_id


def figures_of(
    name: str, measured: Sequence[tuple[str, Sequence[bool], float | None]]
) -> list[Figure]:
    """Shares of cases that were right, with what each is to reach."""
    return [
        Figure(
            set=name,
            name=figure,
            value=sum(cases) / len(cases) if cases else None,
            count=len(cases),
            reach=reach,
        )
        for figure, cases, reach in measured
    ]


def never(name: str, figure: str, cases: Sequence[bool]) -> Figure:
    """Share of cases in which something happened that must not: nought is to be reached."""
    (made,) = figures_of(name, [(figure, cases, 0.0)])
    return replace(made, at_most=True)
