"""Judge one story: every possible source of every article, weighed against one another.

In:   a `Story`, the shingles of its texts.
Out:  a `Judgement`: derivations with status and clues, siblings, undecided pairs, and for every
      article the probability that its source is not among them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.clues import shared_quotation
from graphx.lineage.evidence import Pair, Witness, names
from graphx.lineage.possible import Edge
from graphx.lineage.stability import stability_of
from graphx.lineage.status import status_of
from graphx.lineage.stories import Story
from graphx.lineage.text_clues import published_later
from graphx.lineage.texts import Shingles
from graphx.lineage.weighing import Edges, Weighed, weigh
from graphx.lineage.weights import DECIDED, PRIORS
from graphx.model import Clue, CreditKind, Derivation, Match, Relation, Sibling, Undecided

_TOLD_SHARE: Final = 0.1
"""Probability of being the first text from which on it is told as a clue."""

_TOLD_PLACES: Final = 0.1
"""The same of places where changes were undone."""

_EXPLAINED_ARTICLES: Final = 100
"""In a larger story siblings carry no clues: their derivations from one stub do."""

_NEITHER: Final = 0.7
"""Two texts of which neither was taken from the other, so probably, share a source."""

_FIRST: Final = 0.9
"""From this probability on, what matches the first text of all goes back to it, by whatever way."""

_STEPS: Final = 5
"""Copies of copies that are followed to see whether one text goes back to another."""

_WALKED_ARTICLES: Final = 500
"""In a larger story only direct sources are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found in one story."""

    story_id: str
    derivations: tuple[Derivation, ...]
    siblings: tuple[Sibling, ...]
    undecided: tuple[Undecided, ...]
    origins: Mapping[str, float] = field(default_factory=dict)


def judge(story: Story, rows: Mapping[str, Shingles] | None = None) -> Judgement:
    """Work out who probably took it from whom.

    Parameters
    ----------
    story : Story
    rows : mapping of str to ndarray of uint64, optional
        Shingles of the articles in order; without them texts are compared by their matches only.

    Returns
    -------
    Judgement
        Derivations sorted by copy and source; pairs sorted by left and right.
    """
    if not story.pairs:  # one article alone
        origins = {witness.article_id: 1.0 for witness in story.witnesses}
        return Judgement(
            story_id=story.story_id, derivations=(), siblings=(), undecided=(), origins=origins
        )
    weighed = weigh(story, rows)
    stability = stability_of(story, weighed)
    by_copy = _by_copy(weighed.edges)
    derivations = [
        _derivation(story.story_id, edge, weighed, by_copy[key[0]], stability.get(key))
        for key, edge in sorted(_told(by_copy).items())
    ]
    siblings, undecided = _unexplained(story, weighed, derivations)
    return Judgement(
        story_id=story.story_id,
        derivations=tuple(derivations),
        siblings=siblings,
        undecided=undecided,
        origins=weighed.origins,
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


def _by_copy(edges: Edges) -> dict[str, dict[tuple[str, str], Edge]]:
    """Edges into each copy, as they are in `edges`."""
    found: dict[str, dict[tuple[str, str], Edge]] = defaultdict(dict)
    for key, edge in edges.items():
        found[key[0]][key] = edge
    return found


def _told(by_copy: Mapping[str, Edges]) -> dict[tuple[str, str], Edge]:
    """Edges that become derivations: the most probable source if it is, and each credited one."""
    told = dict(_best(by_copy))
    for copy, edges in by_copy.items():
        several = [(source, edge) for (_, source), edge in edges.items()]
        several.sort(key=_order)
        credited: set[str] = set()
        claimed = {(e.pair.source.outlet_id, e.pair.source.collected) for _, e in several}
        for source, edge in several:
            credit = names(edge.pair.copy.credits, edge.pair.source)
            if credit is None:
                continue
            outlet = edge.pair.source.outlet_id or source
            if (outlet, False) in claimed and published_later(edge.pair) is not None:
                continue  # what is credited is an earlier text of that outlet
            if edge.pair.match is None or outlet not in credited:
                told[copy, source] = edge
            if edge.pair.match is not None:
                credited.add(outlet)
    return told


def _best(by_copy: Mapping[str, Edges]) -> Iterable[tuple[tuple[str, str], Edge]]:
    """Tell the most probable source of each copy if it is, the surest first, never in a circle.

    Of word-for-word twins any may be the source; one that goes back to the copy is not.
    """
    sure = []
    for copy, edges in by_copy.items():
        several = sorted(((source, edge) for (_, source), edge in edges.items()), key=_order)
        best = several[0][1].version
        twins = [(source, edge) for source, edge in several if edge.version == best]
        if best >= DECIDED and not twins[0][1].is_open:
            sure.append((-twins[0][1].probability, copy, twins))
    source_of: dict[str, str] = {}
    for _, copy, twins in sorted(sure, key=lambda item: item[:2]):
        for source, edge in twins:
            above: str | None = source
            while above is not None and above != copy:
                above = source_of.get(above)
            if above is None:
                source_of[copy] = source
                yield (copy, source), edge
                break


def _order(item: tuple[str, Edge]) -> tuple[float, float, str, str]:
    """Put the most probable words first, then the most probable of twins."""
    source, edge = item
    return -edge.version, *_rank(edge), source


def _rank(edge: Edge) -> tuple[float, str]:
    """Of twins, the more probable one, then the earlier."""
    published = edge.pair.source.published
    return -round(edge.probability, 9), published.earliest.isoformat() if published else "9"


def _derivation(
    story_id: str, edge: Edge, weighed: Weighed, beside: Edges, stability: float | None
) -> Derivation:
    credit = names(edge.pair.copy.credits, edge.pair.source)
    status, reason = status_of(edge, credit, beside)
    source, copy = edge.pair.source.published, edge.pair.copy.published
    lag = None
    if source and copy and (source.certainly_before(copy) or copy.certainly_before(source)):
        # Dates that overlap have an unknown order, so the distance of their middles says nothing.
        lag = (copy.middle - source.middle).total_seconds()
    match = edge.pair.match
    kind = credit.kind if credit is not None else (match.relation if match else Relation.PARTIAL)
    if edge.pair.translation is not None:
        kind = CreditKind.TRANSLATION  # whatever the credit calls it
    return Derivation(
        copy_id=edge.pair.copy.article_id,
        source_id=edge.pair.source.article_id,
        story_id=story_id,
        kind=kind,
        status=status,
        reason=reason,
        probability=edge.version,
        lag_seconds=lag,
        stability=stability,
        prior=edge.prior,
        clues=(
            *(seen.weighed() for seen in edge.sightings),
            *_first(edge, weighed),
            *_undone(edge, weighed),
        ),
    )


def _first(edge: Edge, weighed: Weighed) -> Iterable[Clue]:
    """Tell that the source is probably the first text: most copies are taken from that."""
    share = weighed.heads.get(edge.pair.source.article_id, 0.0)
    if edge.pair.copy.article_id in weighed.heads and share >= _TOLD_SHARE:
        yield Clue(
            name="from_the_head",
            weight=weighed.hubs[edge.pair.copy.article_id] * share,
            detail=f"the source is the first of these texts (p = {share:.2f}), as most sources are",
        )


def _undone(edge: Edge, weighed: Weighed) -> Iterable[Clue]:
    """Tell that the copy lacks what the source had changed: copies hardly undo changes."""
    places = weighed.undone.get((edge.pair.copy.article_id, edge.pair.source.article_id), 0.0)
    if places >= _TOLD_PLACES:
        count = max(1, round(places))
        yield Clue(
            name="undoes_changes",
            weight=PRIORS["undoes_changes"] * places,
            detail=(
                f"the copy has the first text's words in {count} place{'s' * (count > 1)} where "
                "the supposed source has changed them"
            ),
        )


def _unexplained(
    story: Story, weighed: Weighed, derivations: Iterable[Derivation]
) -> tuple[tuple[Sibling, ...], tuple[Undecided, ...]]:
    """Return what is left of the matching pairs that no derivation accounts for."""
    linked = {frozenset((edge.copy_id, edge.source_id)) for edge in derivations}
    above = _Ancestry(story, derivations, weighed)
    roots = weighed.origins
    explained = len(story.witnesses) <= _EXPLAINED_ARTICLES

    siblings, undecided = [], []
    for left, right in sorted(_matching(story)):
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
        first = sum(weighed.heads.get(head, 0.0) for head in heads)
        if apart >= DECIDED and first < _FIRST:
            siblings.append(Sibling(left_id=left, right_id=right, probability=apart))
        elif heads == (left, right):
            undecided.append(_open(left, right, weighed.edges))
    return tuple(siblings), tuple(undecided)


class _Ancestry:
    """Who goes back to whom, by the most probable decided derivations."""

    def __init__(self, story: Story, derivations: Iterable[Derivation], weighed: Weighed) -> None:
        self._stubs = {w.article_id for w in story.witnesses if not w.collected}
        self._source: dict[str, tuple[str, float]] = {}
        for told in derivations:
            if told.probability >= DECIDED:
                self._source[told.copy_id] = told.source_id, told.probability
        self._place = {witness.article_id: i for i, witness in enumerate(story.witnesses)}
        self._edges = weighed.edges
        few = len(self._place) <= _WALKED_ARTICLES
        self._reach = _reach(weighed.edges, self._place) if few else None
        for (copy, source), open_edge in weighed.edges.items():
            if open_edge.is_open and open_edge.probability >= DECIDED:
                self._source[copy] = source, open_edge.probability
        for i, lost in enumerate(weighed.lost):
            for copy, share in lost.shares.items():
                if share >= DECIDED:
                    self._source[copy] = f"~{i}", share
                    self._stubs.add(f"~{i}")
        self._chains: dict[str, tuple[str, ...]] = {}
        self._matching = _matching(story)

    def chain(self, name: str) -> tuple[str, ...]:
        """Return the article and everything it goes back to."""
        if name not in self._chains:
            found = [name]
            while found[-1] in self._source and self._source[found[-1]][0] not in found:
                found.append(self._source[found[-1]][0])
            self._chains[name] = tuple(found)
        return self._chains[name]

    def head(self, name: str) -> str:
        """Return the text it goes back to in the end."""
        return self.chain(name)[-1]

    def shared(self, left: str, right: str) -> str | None:
        """Return the nearest text both go back to; one of the two itself counts."""
        beside = set(self.chain(right))
        return next((name for name in self.chain(left) if name in beside), None)

    def relates(self, left: str, right: str) -> float:
        """Bound on the probability that one of the two goes back to the other."""
        return min(1.0, self._leads(left, right) + self._leads(right, left))

    def _leads(self, source: str, copy: str) -> float:
        if self._reach is not None:
            return float(self._reach[self._place[source], self._place[copy]])
        edge = self._edges.get((copy, source))
        return edge.probability if edge is not None else 0.0

    def shares_text(self, left: str, right: str) -> bool:
        """Whether the two match, as far as is known: one of a text nobody has is not."""
        if self.is_stub(left) or self.is_stub(right):
            return True
        return (left, right) in self._matching or (right, left) in self._matching

    def is_stub(self, name: str) -> bool:
        return name in self._stubs

    def probability(self, name: str) -> float:
        """Probability that the article goes back to the head of its chain."""
        product = 1.0
        for step in self.chain(name)[:-1]:
            product *= self._source[step][1]
        return product


def _reach(edges: Edges, place: Mapping[str, int]) -> NDArray[np.float64]:
    """Add up every path of a few steps: a bound on going back to, shape (source, copy)."""
    step = np.zeros((len(place), len(place)))
    for (copy, source), edge in edges.items():
        step[place[source], place[copy]] = edge.probability
    walks = total = step
    for _ in range(_STEPS - 1):
        walks = walks @ step
        total = total + walks
    return total


def _matching(story: Story) -> set[tuple[str, str]]:
    return {(pair.match.left_id, pair.match.right_id) for pair in story.pairs if pair.match}


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
