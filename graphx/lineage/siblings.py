"""Articles that share text though neither has it from the other.

In:   a `Story`, what was weighed and decided.
Out:  siblings, whose words come from a third text, and pairs whose direction stays open.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np

from graphx.lineage.ancestry import Ancestry, matching
from graphx.lineage.clues import shared_quotation
from graphx.lineage.evidence import Pair, Witness
from graphx.lineage.stories import Story
from graphx.lineage.weighing import Edges, Weighed
from graphx.lineage.weights import DECIDED
from graphx.model import Clue, Derivation, Match, Sibling, Undecided

_EXPLAINED_ARTICLES: Final = 100
"""In a larger story siblings carry no clues: their derivations from one stub do."""

_NEITHER: Final = 0.7
"""Two texts of which neither was taken from the other, so probably, share a source."""

_FIRST: Final = 0.9
"""From this probability on, a near-duplicate of the first text goes back to it, by whatever way."""


def quotation_sibling(left: Witness, right: Witness, match: Match) -> Sibling | None:
    """Judge two articles that share a quotation and nothing else.

    Returns
    -------
    Sibling or None
        None when one of them names the other: then it quotes it, and no third text is needed.
    """
    clue = shared_quotation(Pair(copy=left, source=right, match=match))
    if clue is None:
        return None
    probability = 1.0 / (1.0 + float(np.exp(-clue.weight)))
    return Sibling(
        left_id=match.left_id, right_id=match.right_id, probability=probability, clues=(clue,)
    )


def unexplained(
    story: Story, weighed: Weighed, derivations: Iterable[Derivation]
) -> tuple[tuple[Sibling, ...], tuple[Undecided, ...]]:
    """Return what is left of the matching pairs that no derivation accounts for."""
    linked = {frozenset((edge.copy_id, edge.source_id)) for edge in derivations}
    above = Ancestry(story, derivations, weighed)
    roots = weighed.origins
    explained = len(story.witnesses) <= _EXPLAINED_ARTICLES

    family = {
        name: family.members for family in weighed.possible.families for name in family.members
    }
    siblings, undecided = [], []
    for left, right in sorted(matching(story)):
        if frozenset((left, right)) in linked:
            continue
        shared = above.shared(left, right)
        if shared is not None:
            # One uncollected text behind both makes siblings of them; an observed one, or one of
            # the two, is already drawn as derivations.
            if above.is_stub(shared):
                clues = _through(shared, left, right, weighed.edges) if explained else ()
                probability = above.probability(left) * above.probability(right)
                siblings.append(
                    Sibling(left_id=left, right_id=right, probability=probability, clues=clues)
                )
            continue
        heads = above.head(left), above.head(right)
        if heads != (left, right) and not above.shares_text(*heads):
            continue  # each has some of its text from elsewhere, and that is told
        both_alone = max(0.0, sum(roots.get(head, 1.0) for head in heads) - 1.0)
        apart = DECIDED
        if not above.is_stub(heads[0]) and not above.is_stub(heads[1]):
            apart = both_alone
            related = max(above.relates(left, right), above.relates(*heads))
            if 1.0 - related >= _NEITHER:
                apart = max(apart, 1.0 - related)
        first = 0.0
        if right in family.get(left, ()):
            first = sum(weighed.heads.get(head, 0.0) for head in heads)
        if apart >= DECIDED and first < _FIRST:
            siblings.append(Sibling(left_id=left, right_id=right, probability=apart))
        elif heads == (left, right):
            undecided.append(_open(left, right, weighed.edges))
    return tuple(siblings), tuple(undecided)


def _open(left: str, right: str, edges: Edges) -> Undecided:
    left_is_source, right_is_source = (
        edges[key].probability if key in edges else 0.0 for key in ((right, left), (left, right))
    )
    return Undecided(
        left_id=left,
        right_id=right,
        left_is_source=left_is_source,
        right_is_source=right_is_source,
        common_source=max(0.0, 1.0 - left_is_source - right_is_source),
    )


def _through(stub: str, left: str, right: str, edges: Edges) -> tuple[Clue, ...]:
    """Return what ties two copies to one text that nobody collected."""
    return tuple(
        seen.weighed()
        for copy in (left, right)
        if (copy, stub) in edges
        for seen in edges[copy, stub].sightings
    )
