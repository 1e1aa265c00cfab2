"""The one tree to draw of all a story may have grown as.

In:   probabilities of edges, as `graphx.lineage.tree` sums them.
Out:  one source for each copy, without circles.

Chu & Liu, On the shortest arborescence of a directed graph (1965); Edmonds, Optimum branchings
(1967).  Circles are contracted all at once, which is what large stories need.
"""

from collections.abc import Mapping, Sequence

import numpy as np


def most_probable_tree(edges: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """Choose one source for each copy, without circles, so that the product is largest.

    Parameters
    ----------
    edges : mapping of (str, str) to float
        Probability by (copy, source), above 0.

    Returns
    -------
    dict of str to str
        Source by copy; a copy all of whose sources would close a circle is missing.

    Notes
    -----
    Chu & Liu (1965), Edmonds (1967), with a root to fall back on that is never better than an
    edge.  Ties go to the smaller source.

    Examples
    --------
    >>> most_probable_tree({("b", "a"): 0.9, ("a", "b"): 0.2, ("c", "b"): 0.5, ("c", "a"): 0.4})
    {'b': 'a', 'c': 'b'}
    """
    names = sorted({name for pair in edges for name in pair})
    place = {name: i + 1 for i, name in enumerate(names)}
    floor = min((np.log(p) for p in edges.values()), default=0.0) * (len(names) + 1) - 1.0
    scores = {
        (place[source], place[copy]): float(np.log(probability))
        for (copy, source), probability in edges.items()
    }
    scores |= {(0, place[name]): float(floor) for name in names}
    chosen = _arborescence(scores)
    return {
        names[copy - 1]: names[source - 1] for copy, source in sorted(chosen.items()) if source != 0
    }


def _arborescence(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Heaviest choice of one source per node that reaches every node from node 0."""
    best: dict[int, int] = {}
    for (source, copy), score in sorted(scores.items()):
        if source != copy and (copy not in best or score > scores[best[copy], copy]):
            best[copy] = source
    circles = _circles(best)
    if not circles:
        return best
    # Each circle becomes one node; entering it at v costs what v's best edge would have brought.
    # All circles at once: the depth of the recursion is logarithmic.
    above = max(max(pair) for pair in scores) + 1
    inside = {node: above + i for i, circle in enumerate(circles) for node in circle}
    contracted: dict[tuple[int, int], float] = {}
    entry: dict[tuple[int, int], tuple[int, int]] = {}
    for (source, copy), score in sorted(scores.items()):
        key = inside.get(source, source), inside.get(copy, copy)
        if key[0] == key[1]:
            continue
        value = score - scores[best[copy], copy] if copy in inside else score
        if key not in contracted or value > contracted[key]:
            contracted[key] = value
            entry[key] = source, copy
    solved = _arborescence(contracted)
    chosen = {copy: best[copy] for copy in inside}
    for copy, source in solved.items():
        real_source, real_copy = entry[source, copy]
        chosen[real_copy] = real_source
    return chosen


def _circles(best: Mapping[int, int]) -> list[Sequence[int]]:
    """Every circle of a choice of one source per node; no two share a node."""
    circles: list[Sequence[int]] = []
    met: dict[int, int] = {}
    for start in best:
        path, node = [], start
        while node in best and node not in met:
            met[node] = start
            path.append(node)
            node = best[node]
        if met.get(node) == start:
            circles.append(path[path.index(node) :])
    return circles
