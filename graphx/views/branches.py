"""A story as the tree it most probably grew as.

In:   the derivations and the undecided pairs of a story.
Out:  `Branch` values: for each copy at most one source, without circles.

The tree is the most probable arborescence (Chu & Liu 1965; Edmonds 1967).  What is not decided may
be a branch too, so that texts that belong together stand together, and says that it is undecided.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graphx.lineage.arborescence import most_probable_tree
from graphx.model import Status, Undecided
from graphx.views.rows import TracedDerivation


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Where a copy hangs in the tree; not a statement that it is a copy unless ``decided``."""

    copy: str
    source: str
    probability: float
    decided: bool


def branches(
    derivations: Iterable[TracedDerivation], undecided: Iterable[Undecided]
) -> tuple[Branch, ...]:
    """Choose the tree to draw.

    Parameters
    ----------
    derivations : iterable of TracedDerivation
        Contradicted ones are no branch.
    undecided : iterable of Undecided
        A direction is a possible branch where nothing else is likelier of the two.

    Returns
    -------
    tuple of Branch
        Sorted by copy; an article without one is a root.

    Examples
    --------
    >>> pair = Undecided(left_id="a", right_id="b", left_is_source=0.46, right_is_source=0.4,
    ...                  common_source=0.14)
    >>> [(each.copy, each.source, each.decided) for each in branches([], [pair])]
    [('b', 'a', False)]
    """
    told = {
        (edge.copy_id, edge.source_id): edge
        for edge in derivations
        if edge.status is not Status.CONTRADICTED and edge.probability > 0.0
    }
    possible = {key: edge.probability for key, edge in told.items()}
    for pair in undecided:
        likeliest = max(pair.left_is_source, pair.right_is_source, pair.common_source)
        for key, probability in (
            ((pair.right_id, pair.left_id), pair.left_is_source),
            ((pair.left_id, pair.right_id), pair.right_is_source),
        ):
            if probability == likeliest:
                possible.setdefault(key, probability)
    return tuple(
        Branch(
            copy=copy,
            source=source,
            probability=possible[copy, source],
            decided=(copy, source) in told and told[copy, source].decided,
        )
        for copy, source in sorted(most_probable_tree(possible).items())
    )
