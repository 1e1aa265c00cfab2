"""Outlets a person should look at.

In:   the outlets of a store, and the registry with the lists and the person's own aliases.
Out:  doubts, each with what was seen.

Nothing is merged here: a person who agrees with a doubt writes a row into ``aliases.csv``.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.entities.spellings import name_key

CLOSE: Final = 0.85
"""Ratio of equal letters from which two names are close: one letter in seven may differ."""

_SHORTEST_KEY: Final = 5  # shorter names are close to many by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """An outlet and why it is doubtful, the strongest reason first."""

    outlet_id: str
    name: str
    domain: str | None
    reasons: tuple[str, ...]


def doubtful(outlets: Iterable[Outlet], registry: OutletRegistry) -> list[Doubt]:
    """Outlets no list knows, with what they resemble; those with most reasons first.

    Examples
    --------
    >>> seen = [Outlet(outlet_id="~the-gaurdian", name="The Gaurdian")]
    >>> for reason in doubtful(seen, OutletRegistry.packaged())[0].reasons:
    ...     print(reason)
    close to The Guardian (theguardian.com), .88
    no address is known
    no list has the name
    """
    unknown = [outlet for outlet in outlets if not registry.lists(outlet.outlet_id)]
    spelled: dict[str, list[Outlet]] = defaultdict(list)
    for outlet in unknown:
        spelled[name_key(outlet.name)].append(outlet)
    known = registry.keys()
    made = [_doubt(outlet, spelled, known, registry) for outlet in unknown]
    return sorted(made, key=lambda doubt: (-len(doubt.reasons), doubt.outlet_id))


def _doubt(
    outlet: Outlet,
    spelled: Mapping[str, Sequence[Outlet]],
    known: Mapping[str, str],
    registry: OutletRegistry,
) -> Doubt:
    key = name_key(outlet.name)
    reasons = []
    twins = [f"{one.name} ({one.outlet_id})" for one in spelled[key] if one is not outlet]
    if twins:
        reasons.append(f"same name as {', '.join(twins)}")
    for other, ratio in _close(key, known):
        found = registry.resolve(None, other) if "." in other else registry.find(other)
        name = other if found is None else f"{found.name} ({found.outlet_id})"
        reasons.append(f"close to {name}, {ratio:.2f}".replace(" 0.", " ."))
    for other_key, ratio in _close(key, {one: one for one in spelled if one != key}):
        names = ", ".join(f"{one.name} ({one.outlet_id})" for one in spelled[other_key])
        reasons.append(f"close to {names}, {ratio:.2f}".replace(" 0.", " ."))
    spellings = sorted({outlet.name, *outlet.aliases})
    if len(spellings) > 1:
        reasons.append(f"several spellings: {', '.join(spellings)}")
    if outlet.domain is None:
        reasons.append("no address is known")
    if not registry.knows(outlet.name):
        reasons.append("no list has the name")
    return Doubt(
        outlet_id=outlet.outlet_id, name=outlet.name, domain=outlet.domain, reasons=tuple(reasons)
    )


def _close(key: str, known: Mapping[str, str]) -> list[tuple[str, float]]:
    """Outlets whose name is close, the closest first, three at most."""
    if len(key) < _SHORTEST_KEY:
        return []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    best: dict[str, float] = {}
    for other, outlet_id in known.items():
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() < CLOSE or matcher.quick_ratio() < CLOSE:
            continue
        ratio = matcher.ratio()
        if ratio >= CLOSE:
            best[outlet_id] = max(ratio, best.get(outlet_id, 0.0))
    return sorted(best.items(), key=lambda item: (-item[1], item[0]))[:3]
