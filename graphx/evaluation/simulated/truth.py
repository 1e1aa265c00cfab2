"""What really happened in a simulated corpus, and what any method could know of it.

In:   the fate of every simulated text, collected or not.
Out:  `Truth`: sources, relations of pairs, and a bound on what can be told without credits.

Word-for-word twins cannot be told apart, so naming either counts: where a text was not collected,
nobody credits it and a twin of it is at hand, neither answer is wrong and the case is left out.
The best any method could reach without credits is bounded from above: the bound knows the true tree
without the direction of its edges, and how often copies are taken from the first text; it names for
each copy the neighbour that is most often its source over all first texts that dates and losses of
text allow.  Whoever knows less cannot name more sources on average.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graphx.entities.spellings import name_key
from graphx.evaluation.simulated.found import Row
from graphx.model import DateBasis, DateInterval
from graphx.simulation.articles import Simulated
from graphx.simulation.edits import Edit
from graphx.simulation.fates import Fate

_LOSSES: Final = frozenset({Edit.CUT, Edit.EXCERPT, Edit.TRANSLATED})


class Truth:
    """What really happened, and what could be known of it."""

    def __init__(self, fates: Iterable[Fate]) -> None:
        self.by_id = {article.id: article for article in fates}
        self.stories: dict[str, list[Fate]] = defaultdict(list)
        self._bounds: dict[str, Mapping[str, float]] = {}
        for article in self.by_id.values():
            self.stories[article.story].append(article)

    @classmethod
    def of(cls, corpus: Iterable[Simulated]) -> "Truth":
        """Return the truth about a corpus that was just made up."""
        return cls(map(Fate.of, corpus))

    def copies(self) -> Iterator[Fate]:
        """Yield collected articles that were taken from another."""
        for article in self.by_id.values():
            if article.collected and article.source is not None:
                yield article

    def source_is(self, copy: Fate, named: str, row: Row | None) -> bool:
        """Whether `named` is the source of `copy`, a twin of it, or its stub."""
        source = self.by_id[str(copy.source)]
        if named in self.by_id:
            other = self.by_id[named]
            return other is source or (other is not copy and other.wording == source.wording)
        if row is None or (source.collected and Edit.TRANSLATED not in copy.edits):
            return False
        return is_outlet(source.host, row)

    def is_observable(self, copy: Fate) -> bool:
        """Whether the source was collected, or is credited."""
        source = self.by_id[str(copy.source)]
        return source.collected or copy.credit_is == "source"

    def ancestors(self, article: Fate) -> list[str]:
        """Texts it goes back to, itself first; those of merged paragraphs come last."""
        chain = [article.id]
        while (source := self.by_id[chain[-1]].source) is not None:
            chain.append(source)
        merged = [name for one in chain for name in self.by_id[one].added]
        return chain + [up for name in merged for up in self.ancestors(self.by_id[name])]

    def relation(self, left: Fate, right: Fate) -> str:
        """Say ``copying``, ``observed``, ``unobserved`` or ``either`` for a third text, ``other``.

        ``either`` is a third text that was not collected, while a twin of it was.
        """
        above, beside = self.ancestors(left), self.ancestors(right)
        if right.id in above or left.id in beside:
            return "copying"
        if left.id in right.added or right.id in left.added:
            return "copying"
        shared = [name for name in above if name in set(beside)]
        if not shared:
            return "unobserved" if set(left.public_texts) & set(right.public_texts) else "other"
        if any(self.by_id[name].collected for name in shared):
            return "observed"
        return "either" if self.has_twin(self.by_id[shared[0]]) else "unobserved"

    def has_twin(self, lost: Fate) -> bool:
        """Whether a word-for-word twin of a text nobody collected or credits was collected."""
        story = [one for one in self.stories[lost.story] if one.collected]
        if any(one.credits == lost.host for one in story):
            return False
        return any(one.wording == lost.wording for one in story)

    def reachable(self, copy: Fate) -> float:
        """Bound on the chance that any method names the source of an uncredited copy."""
        if not self.by_id[str(copy.source)].collected:
            return 0.0
        if copy.story not in self._bounds:
            self._bounds[copy.story] = self._reachable(copy.story)
        return self._bounds[copy.story][copy.id]

    def _reachable(self, story: str) -> Mapping[str, float]:
        """For each copy, how probable its likeliest neighbour is as its source."""
        members = self.stories[story]
        beside: dict[str, list[str]] = defaultdict(list)
        for one in members:
            if one.source is not None:
                beside[one.id].append(one.source)
                beside[one.source].append(one.id)
        known = sum(one.source == members[0].id for one in members)
        hub = (known + 1) / (len(members) + 1)
        total: dict[tuple[str, str], float] = defaultdict(float)
        for first in members:
            sources = self._rooted(first.id, beside)
            if sources is None:
                continue
            far = max(0.0, len(sources) - len(beside[first.id]))
            weight = hub ** len(beside[first.id]) * (1.0 - hub) ** far
            for name, source in sources.items():
                total[name, source] += weight
            total["", ""] += weight
        best: dict[str, float] = defaultdict(float)
        for (name, _), weight in total.items():
            best[name] = max(best[name], weight / total["", ""])
        return best

    def _rooted(self, first: str, beside: Mapping[str, Sequence[str]]) -> dict[str, str] | None:
        """Return everybody else's source if `first` came first; None where it cannot have."""
        sources: dict[str, str] = {}
        waiting = [first]
        while waiting:
            source = waiting.pop()
            for name in beside[source]:
                if name == sources.get(source):
                    continue
                if not self._may_follow(self.by_id[name], self.by_id[source]):
                    return None
                sources[name] = source
                waiting.append(name)
        return sources

    def _may_follow(self, copy: Fate, source: Fate) -> bool:
        if source.source == copy.id and _LOSSES & set(source.edits):
            return False  # what was lost is not found again
        if copy.source == source.id or "wrong" in (copy.date_is, source.date_is):
            return True
        here, there = _date(copy), _date(source)
        return here is None or there is None or not here.certainly_before(there)


def is_outlet(host: str, row: Row) -> bool:
    """Whether a row of ``articles`` is of that outlet; one nobody collected goes by its name."""
    label = host.partition(".")[0]
    return host == row["outlet_id"] or name_key(label) == name_key(str(row["outlet_name"]))


def _date(article: Fate) -> DateInterval | None:
    if article.published is None:
        return None
    return DateInterval.of_iso(article.published, DateBasis.GIVEN)
