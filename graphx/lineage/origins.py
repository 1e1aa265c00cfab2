"""How many independent origins stand behind some articles.

In:   ids of articles, derivations, siblings, undecided pairs.
Out:  `Origins`: the texts they go back to, with an interval for how many there are.

Two articles have one origin when derivations lead both to one text, collected or credited, or
when the texts they lead to are known to share a source nobody collected, or share text in an order
nobody can tell.  The interval comes from
drawing every derivation and every sibling pair anew by its probability.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graphx.lineage.tree import most_probable_tree
from graphx.model import Derivation, Sibling, Status, Undecided

_DRAWS: Final = 200
_SEED: Final = "origins"
_TAIL: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One origin: the texts at its head, and which of the articles go back to it."""

    heads: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Origins of a set of articles; ``low`` and ``high`` hold their number with 90 %."""

    origins: tuple[Origin, ...]
    low: int
    high: int

    @property
    def count(self) -> int:
        """Origins in the most probable reading."""
        return len(self.origins)


def independent_origins(
    article_ids: Iterable[str],
    derivations: Iterable[Derivation],
    siblings: Iterable[Sibling],
    undecided: Iterable[Undecided] = (),
) -> Origins:
    """Count the origins behind `article_ids`.

    Parameters
    ----------
    article_ids : iterable of str
        Any articles; stubs and agencies' texts stand behind them, and count.
    derivations : iterable of Derivation
        All of the stories these articles lie in; contradicted ones are passed over.
    siblings : iterable of Sibling
    undecided : iterable of Undecided
        Whoever of the two came first, they have one origin.
    """
    wanted = sorted(set(article_ids))
    edges = {
        (edge.copy_id, edge.source_id): edge.probability
        for edge in derivations
        if edge.status is not Status.CONTRADICTED and edge.probability > 0.0
    }
    pairs = sorted((pair.left_id, pair.right_id, pair.probability) for pair in siblings)
    pairs += sorted((pair.left_id, pair.right_id, 1.0) for pair in undecided)
    likely = {key: p for key, p in edges.items() if p >= 0.5}
    groups = _groups(
        wanted,
        most_probable_tree(likely),
        [(left, right) for left, right, p in pairs if p >= 0.5],
    )
    dice = random.Random(_SEED)
    by_copy: dict[str, list[tuple[str, float]]] = {}
    for (copy, source), probability in sorted(edges.items()):
        by_copy.setdefault(copy, []).append((source, probability))
    counts = sorted(
        len(
            _groups(
                wanted,
                _drawn(by_copy, dice),
                [(left, right) for left, right, p in pairs if dice.random() < p],
            )
        )
        for _ in range(_DRAWS)
    )
    cut = int(_TAIL * _DRAWS)
    return Origins(
        origins=tuple(
            Origin(heads=heads, members=members) for heads, members in sorted(groups.items())
        ),
        low=min(counts[cut], len(groups)),
        high=max(counts[-1 - cut], len(groups)),
    )


def _drawn(
    by_copy: Mapping[str, Sequence[tuple[str, float]]], dice: random.Random
) -> dict[str, str]:
    chosen = {}
    for copy, several in by_copy.items():
        at = dice.random()
        for source, probability in several:
            if at < probability:
                chosen[copy] = source
                break
            at -= probability
    return chosen


def _groups(
    wanted: Sequence[str], source_of: Mapping[str, str], siblings: Iterable[tuple[str, str]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Members by the heads they share."""

    def head(name: str) -> str:
        seen = {name}
        while name in source_of and source_of[name] not in seen:
            name = source_of[name]
            seen.add(name)
        return name

    heads = {name: head(name) for name in wanted}
    leader = {name: name for name in heads.values()}

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for left, right in siblings:
        one, other = head(left), head(right)
        if one in leader and other in leader:
            low, high = sorted((find(one), find(other)))
            leader[high] = low
    merged: dict[str, tuple[set[str], list[str]]] = {}
    for name, top in heads.items():
        texts, members = merged.setdefault(find(top), (set(), []))
        texts.add(top)
        members.append(name)
    return {tuple(sorted(texts)): tuple(members) for texts, members in merged.values()}
