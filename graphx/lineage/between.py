"""Who stands between a copy and the source it names: a nearer text that names it as well.

In:   the pairs of a story, how their texts differ.
Out:  whether a credit or a mention may have come with the text of somebody else.

A copy of a copy often keeps the words that name the first source.  They say where the text came
from in the end, and less of where this copy took it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from graphx.lineage.evidence import Overlap, Pair, Witness, address, existed_before, names
from graphx.lineage.sides import PARAGRAPH_WORDS

Differences = Mapping[tuple[str, str], Overlap]
"""How texts differ, by (copy, source)."""


@dataclass(frozen=True, slots=True)
class Between:
    """Possible sources of every copy, and which outlets and addresses any of them names."""

    differences: Differences
    sources: Mapping[str, Sequence[Witness]]
    outlets: Collection[str | None]
    addresses: Collection[str]

    @classmethod
    def of(cls, pairs: Sequence[Pair], differences: Differences) -> Self:
        """Gather what the sources of `pairs` name."""
        sources: dict[str, list[Witness]] = defaultdict(list)
        for pair in pairs:
            is_there = not existed_before(pair.copy, pair.source)
            if pair.source.collected and pair.match is not None and is_there:
                sources[pair.copy.article_id].append(pair.source)
        said = [c for pair in pairs for c in (*pair.source.credits, *pair.source.mentions)]
        return cls(
            differences,
            sources,
            {claim.source_outlet_id for claim in said} - {None},
            {address(claim.source_url) for claim in said if claim.source_url is not None},
        )

    def hands_on(self, pair: Pair, overlap: Overlap | None) -> bool:
        """Whether another source of the copy names this one too, and may have handed that on.

        Parameters
        ----------
        pair : Pair
        overlap : Overlap or None
            How the two texts differ.  Of a credited text nobody has that is not known: there, one
            the copy credits as well stands between.
        """
        copy, source = pair.copy, pair.source
        if not self._is_named(source):
            return False
        others = self.sources.get(copy.article_id, ())
        if names(copy.credits, source) is None:
            return any(
                names(one.mentions, source) is not None and self._is_nearer(copy, one, overlap)
                for one in others
                if one.mentions and one is not source
            )
        crediting = [
            one
            for one in others
            if one.credits and one is not source and names(one.credits, source) is not None
        ]
        if pair.match is None and source.collected:
            # Nobody translates a text twice into the same words; who has more of it is nearer.
            return any(
                one.language == copy.language and (one in crediting or self._goes_on(copy, one))
                for one in others
                if one is not source
            )
        if not source.collected:
            return any(names(copy.credits, one) is not None for one in crediting)
        return any(self._is_nearer(copy, one, overlap) for one in crediting)

    def _goes_on(self, copy: Witness, other: Witness) -> bool:
        """Whether the other text goes on for a paragraph or more where the copy ends."""
        seen = self.differences.get((copy.article_id, other.article_id))
        return (
            seen is not None
            and seen.source_foot_words >= PARAGRAPH_WORDS
            and seen.copy_foot_words < PARAGRAPH_WORDS
        )

    def _is_named(self, one: Witness) -> bool:
        if one.outlet_id in self.outlets:
            return True
        return one.url is not None and address(one.url) in self.addresses

    def _is_nearer(self, copy: Witness, other: Witness, overlap: Overlap | None) -> bool:
        seen = self.differences.get((copy.article_id, other.article_id))
        return seen is not None and overlap is not None and seen.places < overlap.places
