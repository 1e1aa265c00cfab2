"""How many independent origins stand behind some articles.

In:   ids of articles, derivations, siblings, undecided pairs.
Out:  `Origins`: the texts they go back to, with an interval for how many there are.

Two articles have one origin when derivations lead both to one text, collected or credited, or
when the texts they lead to are known to share a source nobody collected, or share text in an order
nobody can tell.  The interval comes from
drawing every derivation and every sibling pair anew by its probability.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graphx.lineage.arborescence import most_probable_tree
from graphx.model import Derivation, Sibling, Status, Undecided

_DRAWS: Final = 200
_SEED: Final = "origins"
_TAIL: Final = 0.05
_FORESTS: Final = 6  # what hangs by six pairs of p = .6 falls apart once in 250 draws


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
    likely = most_probable_tree({key: p for key, p in edges.items() if p >= 0.5})
    pairs = [(pair.left_id, pair.right_id, pair.probability) for pair in siblings]
    pairs += [(pair.left_id, pair.right_id, 1.0) for pair in undecided]
    joining = _joining(sorted(pairs, key=lambda pair: (-pair[2], *pair)), likely)
    groups = _groups(wanted, likely, [(left, right) for left, right, p in joining if p >= 0.5])
    dice = random.Random(_SEED)
    by_copy: dict[str, list[tuple[str, float]]] = {}
    for (copy, source), probability in sorted(edges.items()):
        by_copy.setdefault(copy, []).append((source, probability))
    counts = sorted(
        len(
            _groups(
                wanted,
                _drawn(by_copy, dice),
                [(left, right) for left, right, p in joining if dice.random() < p],
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


@dataclass(slots=True)
class _Sets:
    """Names that belong together (union-find)."""

    leader: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> str:
        """Return the name that stands for all that belong to `name`."""
        top = name
        while (above := self.leader.get(top, top)) != top:
            top = above
        while name != top:
            self.leader[name], name = top, self.leader[name]
        return top

    def join(self, left: str, right: str) -> bool:
        """Put two together; false when they were."""
        low, high = sorted((self.find(left), self.find(right)))
        self.leader[high] = low
        return low != high


def _heads(source_of: Mapping[str, str]) -> Callable[[str], str]:
    """Return what finds the text an article goes back to in the end."""
    known: dict[str, str] = {}

    def head(name: str) -> str:
        if name in known:
            return known[name]
        path = [name]
        while path[-1] not in known and source_of.get(path[-1], path[0]) not in path:
            path.append(source_of[path[-1]])
        top = known.get(path[-1], path[-1])
        known.update(dict.fromkeys(path, top))
        return top

    return head


def _joining(
    pairs: Sequence[tuple[str, str, float]], likely: Mapping[str, str]
) -> list[tuple[str, str, float]]:
    """Keep as many pairs as it takes to say what belongs together, the surest first.

    A thousand copies of one text nobody collected are half a million pairs of siblings.  Pairs of
    one head say nothing that derivations do not say, and of the others a few spanning forests hold
    all there is to know: whatever they leave apart, so do all pairs, and what they hold together
    hangs by several pairs wherever so many do (Nagamochi & Ibaraki, 1992).
    """
    head = _heads(likely)
    forests = [_Sets() for _ in range(_FORESTS)]
    kept = []
    for left, right, probability in pairs:
        one, other = head(left), head(right)
        enough = forests if probability < 1.0 else forests[:1]
        # What the last forest holds together, all before it do: nearly every pair ends here.
        if one == other or enough[-1].find(one) == enough[-1].find(other):
            continue
        if any(forest.join(one, other) for forest in enough):
            kept.append((left, right, probability))
    return kept


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
    wanted: Sequence[str], source_of: Mapping[str, str], pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Members by the heads they share."""
    head = _heads(source_of)
    sets = _Sets()
    for left, right in pairs:
        sets.join(head(left), head(right))
    merged: dict[str, tuple[set[str], list[str]]] = {}
    for name in wanted:
        top = head(name)
        texts, members = merged.setdefault(sets.find(top), (set(), []))
        texts.add(top)
        members.append(name)
    return {tuple(sorted(texts)): tuple(members) for texts, members in merged.values()}
