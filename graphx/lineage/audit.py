"""Is the credit honest: what becomes of it from source to copy, and what each outlet does.

In:   articles, derivations and resolved credits of a build.
Out:  `schema.CHAIN`, the fate of the credit on every derivation; `schema.AUDIT`, shares and lags
      of every outlet that took something, with the counts they rest on.

Shares carry a 95 % interval (Wilson, Probable inference, 1927), so that an outlet with two texts
is not called worse than one with two hundred; a median lies between two of its own values
(Thompson, On confidence ranges for the median, 1936).
"""

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import comb, sqrt
from statistics import median
from typing import Final

import pyarrow as pa

from graphx import schema
from graphx.lineage.weights import DECIDED
from graphx.model import Status

_Z95: Final = 1.959964
_TAIL: Final = 0.025
_MANY: Final = 500  # lags from which on the binomial is as good as normal


class CreditFate(enum.StrEnum):
    """What became of the source's credit in the copy."""

    KEPT = "kept"  # the copy prints the credit its source printed
    REPLACED = "replaced"  # the source credits one outlet, the copy another
    ABSENT = "absent"  # the source credits an outlet, the copy nobody
    ADDED = "added"  # the source credits nobody, the copy somebody
    NONE = "none"  # neither credits anybody


def credit_fate(source: AbstractSet[str], copy: AbstractSet[str]) -> CreditFate:
    """Compare whom source and copy credit.

    Examples
    --------
    >>> credit_fate({"a.example"}, set())
    <CreditFate.ABSENT: 'absent'>
    """
    if source & copy:
        return CreditFate.KEPT
    if source:
        return CreditFate.REPLACED if copy else CreditFate.ABSENT
    return CreditFate.ADDED if copy else CreditFate.NONE


def wilson_interval(hits: int, count: int) -> tuple[float, float]:
    """Interval that holds a share with 95 % confidence; the whole range where nothing was seen.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson_interval(8, 10)]
    [0.49, 0.943]
    """
    if not count:
        return 0.0, 1.0
    share = hits / count
    spread = 1 + _Z95**2 / count
    middle = (share + _Z95**2 / (2 * count)) / spread
    half = _Z95 * sqrt(share * (1 - share) / count + _Z95**2 / (4 * count**2)) / spread
    return max(0.0, middle - half), min(1.0, middle + half)


def median_interval(values: Iterable[float]) -> tuple[float, float] | None:
    """Two of the values between which the median lies with 95 % confidence.

    Returns
    -------
    (float, float) or None
        None for fewer than six values: no two of them are that far apart.

    Examples
    --------
    >>> median_interval([1, 2, 3, 4, 5, 6, 7, 8, 9])
    (2, 8)
    >>> median_interval([1, 2, 3, 4, 5]) is None
    True
    """
    ordered = sorted(values)
    rank = _lowest_rank(len(ordered))
    return (ordered[rank - 1], ordered[-rank]) if rank else None


def _lowest_rank(count: int) -> int:
    """Rank of the value that the median exceeds with 97.5 %; 0 where there is none.

    How many values lie below the median is a toss of as many coins.
    """
    if count >= _MANY:
        return int(count / 2 - _Z95 * sqrt(count) / 2)
    below, rank = 0, 0
    while below + comb(count, rank) <= _TAIL * 2.0**count:
        below += comb(count, rank)
        rank += 1
    return rank


@dataclass(slots=True)
class _Practice:
    """What one outlet did with what it took."""

    credited: set[str] = field(default_factory=set)
    uncredited: set[str] = field(default_factory=set)
    misnamed: set[str] = field(default_factory=set)
    fates: dict[CreditFate, int] = field(default_factory=lambda: defaultdict(int))
    lags: list[float] = field(default_factory=list)


def audit_tables(
    articles: pa.Table, derivations: pa.Table, credits: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Audit a build.

    Parameters
    ----------
    articles, derivations, credits : pyarrow.Table
        `schema.ARTICLE`, `schema.DERIVATION`, `schema.CREDIT`.

    Returns
    -------
    chains : pyarrow.Table
        `schema.CHAIN`, sorted by copy and source.
    audit : pyarrow.Table
        `schema.AUDIT`, sorted by outlet.
    """
    credited = _credited(credits)
    columns = (articles.column(name).to_pylist() for name in ("article_id", "outlet_id"))
    home = dict(zip(*columns, strict=True))
    practices: dict[str, _Practice] = defaultdict(_Practice)
    chains = []
    for row in derivations.to_pylist():
        copy, source, status = row["copy_id"], row["source_id"], Status(row["status"])
        told = row["probability"] >= DECIDED or status is not Status.UNCREDITED
        if not told:
            continue
        practice = practices[home[copy]] if home.get(copy) is not None else _Practice()
        named = credited[copy].outlets if copy in credited else set()
        _count(practice, copy, status, named, home.get(source))
        if status is Status.CONTRADICTED:
            continue
        fate = credit_fate(
            *(credited[one].everybody if one in credited else set() for one in (source, copy))
        )
        chains.append({"copy_id": copy, "source_id": source, "fate": fate.value})
        practice.fates[fate] += 1
        if row["lag_seconds"] is not None:
            practice.lags.append(row["lag_seconds"])
    chains.sort(key=lambda row: (row["copy_id"], row["source_id"]))
    rows = [_row(outlet_id, practices[outlet_id]) for outlet_id in sorted(practices)]
    return (
        pa.Table.from_pylist(chains, schema=schema.CHAIN),
        pa.Table.from_pylist(rows, schema=schema.AUDIT),
    )


def _count(
    practice: _Practice, copy: str, status: Status, named: AbstractSet[str], source: str | None
) -> None:
    match status:
        case Status.CONFIRMED | Status.CLAIMED:
            practice.credited.add(copy)
        case Status.CONTRADICTED:
            practice.misnamed.add(copy)
        case Status.UNCREDITED:
            practice.uncredited.add(copy)
            if named and source not in named:
                practice.misnamed.add(copy)


@dataclass(slots=True)
class _Credited:
    """Whom one article credits: outlets by id, and everybody by what the credit calls them."""

    outlets: set[str] = field(default_factory=set)
    everybody: set[str] = field(default_factory=set)


def _credited(credits: pa.Table) -> Mapping[str, _Credited]:
    """Whom each article credits; a credit that names nobody is still one."""
    found: dict[str, _Credited] = defaultdict(_Credited)
    names = ("article_id", "source_outlet_id", "source_name", "author")
    columns: Iterable[Sequence[str | None]] = (credits.column(name).to_pylist() for name in names)
    for article_id, outlet_id, name, author in zip(*columns, strict=True):
        if article_id is None:
            continue
        if outlet_id is not None:
            found[article_id].outlets.add(outlet_id)
        found[article_id].everybody.add(outlet_id or (name or author or "").casefold())
    return found


def _row(outlet_id: str, practice: _Practice) -> dict[str, object]:
    uncredited = practice.uncredited - practice.credited
    counts = {
        "credited": len(practice.credited),
        "uncredited": len(uncredited),
        "misnamed": len(practice.misnamed),
    }
    taken = len(practice.credited | uncredited | practice.misnamed)
    row: dict[str, object] = {"outlet_id": outlet_id, "taken": taken}
    for name, hits in counts.items():
        low, high = wilson_interval(hits, taken)
        row |= {name: hits, f"{name}_low": low, f"{name}_high": high}
    bounds = median_interval(practice.lags) or (None, None)
    return row | {
        **{fate.value: practice.fates[fate] for fate in CreditFate if fate is not CreditFate.NONE},
        "median_lag_seconds": median(practice.lags) if practice.lags else None,
        "median_lag_low": bounds[0],
        "median_lag_high": bounds[1],
        "lags": len(practice.lags),
    }
