"""Judge one story: every possible source of every article, weighed against one another.

In:   a `Story`.
Out:  a `Judgement`: derivations with status and clues, siblings, undecided pairs, and for every
      article the probability that its source is not among them.

The direction is first told by credit, then by dates with their precision, then by containment;
where those do not tell, the pair stays undecided.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from graphx.lineage.clues import clues_of, shared_quotation
from graphx.lineage.evidence import Pair, Witness, names
from graphx.lineage.status import status_of
from graphx.lineage.stories import Story
from graphx.lineage.tree import source_probabilities
from graphx.lineage.weights import DECIDED, RELATION_PRIOR, STUB_PRIOR
from graphx.model import Clue, Derivation, Match, Relation, Sibling, Undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found in one story."""

    story_id: str
    derivations: tuple[Derivation, ...]
    siblings: tuple[Sibling, ...]
    undecided: tuple[Undecided, ...]
    origins: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """One possible source of one copy."""

    pair: Pair
    clues: tuple[Clue, ...]
    probability: float = 0.0


def judge(story: Story) -> Judgement:
    """Work out who probably took it from whom.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Judgement
        Derivations sorted by copy and source; pairs sorted by left and right.
    """
    edges, origins = _weigh(story)
    derivations = sorted(
        (
            derivation
            for edge in edges.values()
            if (derivation := _derivation(story.story_id, edge)) is not None
        ),
        key=lambda derivation: (derivation.copy_id, derivation.source_id),
    )
    siblings, undecided = _unexplained(story, edges, derivations)
    return Judgement(
        story_id=story.story_id,
        derivations=tuple(derivations),
        siblings=siblings,
        undecided=undecided,
        origins=origins,
    )


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


def _weigh(story: Story) -> tuple[dict[tuple[str, str], _Edge], dict[str, float]]:
    """Return every possible edge by (copy, source), and P(source unobserved) of every article."""
    place = {witness.article_id: i for i, witness in enumerate(story.witnesses)}
    weights = np.full((len(place), len(place)), -np.inf)
    edges: dict[tuple[str, str], _Edge] = {}
    for given in story.pairs:
        for pair in (given, Pair(copy=given.source, source=given.copy, match=given.match)):
            if not _possible(pair):
                continue
            clues = clues_of(pair)
            prior = STUB_PRIOR if pair.match is None else RELATION_PRIOR[pair.match.relation]
            copy, source = pair.copy.article_id, pair.source.article_id
            weights[place[source], place[copy]] = prior + sum(clue.weight for clue in clues)
            edges[copy, source] = _Edge(pair=pair, clues=clues)
    told, roots = source_probabilities(weights, np.zeros(len(place)))
    weighed = {
        (copy, source): _Edge(
            pair=edge.pair, clues=edge.clues, probability=float(told[place[source], place[copy]])
        )
        for (copy, source), edge in edges.items()
    }
    return weighed, {name: float(roots[i]) for name, i in place.items()}


def _possible(pair: Pair) -> bool:
    """Whether the copy may have this source: a stub has none, an unmatched pair needs a credit."""
    if not pair.copy.collected:
        return False
    return pair.match is not None or names(pair.copy.credits, pair.source) is not None


def _derivation(story_id: str, edge: _Edge) -> Derivation | None:
    credit = names(edge.pair.copy.credits, edge.pair.source)
    if credit is None and edge.probability < DECIDED:
        return None
    status, reason = status_of(edge.pair, credit)
    source, copy = edge.pair.source.published, edge.pair.copy.published
    lag = None
    if source and copy and (source.certainly_before(copy) or copy.certainly_before(source)):
        # Dates that overlap have an unknown order, so the distance of their middles says nothing.
        lag = (copy.middle - source.middle).total_seconds()
    match = edge.pair.match
    kind = credit.kind if credit is not None else (match.relation if match else Relation.PARTIAL)
    return Derivation(
        copy_id=edge.pair.copy.article_id,
        source_id=edge.pair.source.article_id,
        story_id=story_id,
        kind=kind,
        status=status,
        reason=reason,
        probability=edge.probability,
        lag_seconds=lag,
        clues=edge.clues,
    )


def _unexplained(
    story: Story, edges: Mapping[tuple[str, str], _Edge], derivations: Iterable[Derivation]
) -> tuple[tuple[Sibling, ...], tuple[Undecided, ...]]:
    """Return what is left of the matching pairs that no derivation accounts for."""
    told: dict[str, str] = {}
    linked = set()
    for derivation in derivations:
        linked.add(frozenset((derivation.copy_id, derivation.source_id)))
        if derivation.probability >= DECIDED:
            told[derivation.copy_id] = derivation.source_id
    stubs = {witness.article_id for witness in story.witnesses if not witness.collected}

    siblings, undecided = [], []
    for left, right in sorted(_matching(story)):
        if frozenset((left, right)) in linked:
            continue
        left_is_source = _probability(edges, right, left)
        right_is_source = _probability(edges, left, right)
        common = max(0.0, 1.0 - left_is_source - right_is_source)
        if left in told and right in told:
            # Both have a source of their own.  One uncollected text behind both makes siblings of
            # them; an observed one is already drawn as two derivations.
            if told[left] == told[right] and told[left] in stubs:
                siblings.append(_through(told[left], left, right, edges))
            continue
        if common >= DECIDED:
            siblings.append(Sibling(left_id=left, right_id=right, probability=common))
        else:
            undecided.append(
                Undecided(
                    left_id=left,
                    right_id=right,
                    left_is_source=left_is_source,
                    right_is_source=right_is_source,
                    common_source=common,
                )
            )
    return tuple(siblings), tuple(undecided)


def _matching(story: Story) -> set[tuple[str, str]]:
    return {(pair.match.left_id, pair.match.right_id) for pair in story.pairs if pair.match}


def _probability(edges: Mapping[tuple[str, str], _Edge], copy: str, source: str) -> float:
    edge = edges.get((copy, source))
    return edge.probability if edge is not None else 0.0


def _through(stub: str, left: str, right: str, edges: Mapping[tuple[str, str], _Edge]) -> Sibling:
    """Two copies of one text that both credit and nobody collected."""
    by_place: dict[str, list[Clue]] = defaultdict(list)
    for copy in (left, right):
        by_place[copy].extend(edges[copy, stub].clues)
    return Sibling(
        left_id=left,
        right_id=right,
        probability=edges[left, stub].probability * edges[right, stub].probability,
        clues=tuple(by_place[left] + by_place[right]),
    )
