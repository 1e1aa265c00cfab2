"""Shared text of news from many outlets' web pages.

In:   a folder with ``articles.jsonl.gz`` (doc, publisher, text, silver_cluster, tokens_body) and
      ``silver_pairs.jsonl`` (a, b, label: dup, excerpt, partial, quote).
Out:  recall of each kind of pair, near-duplicates, clusters.

Labels were made without the blocks that one outlet repeats.  An article in which nothing was left
(``tokens_body`` 0) has no label, so pairs and clusters are also measured without those.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import comb
from pathlib import Path
from typing import Final

from graphx.evaluation.figures import Figure
from graphx.evaluation.labelled import rows
from graphx.evaluation.shared_text import (
    Pair,
    SharedText,
    find_shared_text,
    labelled_pairs,
    recall,
)

_RECALLS: Final = (("dup", 0.99), ("excerpt", 1.0), ("partial", 0.97), ("quote", 0.95))
_NEAR_DUPLICATE_F1: Final = 0.93
_RAND_INDEX: Final = 0.95


def score_web_news(folders: Sequence[Path]) -> list[Figure]:
    """Measure every folder, each a set of its own."""
    return [figure for folder in folders for figure in _score(folder)]


def _score(folder: Path) -> list[Figure]:
    articles = list(rows(folder / "articles.jsonl.gz"))
    gold = labelled_pairs(folder / "silver_pairs.jsonl")
    found = find_shared_text(
        {"id": row["doc"], "outlet": row["publisher"], "text": row["text"]} for row in articles
    )
    clusters = {str(row["doc"]): str(row["silver_cluster"]) for row in articles}
    read = {str(row["doc"]) for row in articles if row.get("tokens_body") != 0}
    name = folder.name
    figures = [
        recall(name, f"{label}, recall", found.relations, gold.get(label, ()), reach)
        for label, reach in _RECALLS
    ]
    figures += _near_duplicates(name, "", found.near_duplicates, gold.get("dup", set()), reach=None)
    figures += _near_duplicates(
        name,
        ", labelled articles",
        {pair for pair in found.near_duplicates if read.issuperset(pair)},
        gold.get("dup", set()),
        reach=_NEAR_DUPLICATE_F1,
    )
    figures.append(_clusters(name, "", found, clusters, reach=None))
    kept = {article: cluster for article, cluster in clusters.items() if article in read}
    figures.append(_clusters(name, ", labelled articles", found, kept, reach=_RAND_INDEX))
    return figures


def _near_duplicates(
    name: str, of: str, found: set[Pair], wanted: set[Pair], *, reach: float | None
) -> list[Figure]:
    right = len(found & wanted)
    both = len(found) + len(wanted)
    return [
        Figure(
            set=name,
            name=f"near-duplicates, precision{of}",
            value=right / len(found) if found else None,
            count=len(found),
        ),
        Figure(
            set=name,
            name=f"near-duplicates, F1{of}",
            value=2 * right / both if both else None,
            count=len(wanted),
            reach=reach,
        ),
    ]


def _clusters(
    name: str, of: str, found: SharedText, wanted: Mapping[str, str], *, reach: float | None
) -> Figure:
    return Figure(
        set=name,
        name=f"clusters, adjusted Rand index{of}",
        value=adjusted_rand_index({one: found.cluster_of[one] for one in wanted}, wanted),
        count=len(wanted),
        reach=reach,
    )


def adjusted_rand_index(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Agreement of two groupings of the same things: 1 when equal, about 0 by chance.

    Hubert & Arabie, Comparing partitions (1985).

    Examples
    --------
    >>> adjusted_rand_index({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "y"})
    1.0
    """
    together = _pairs_within((one[name], other[name]) for name in one)
    left, right = _pairs_within(one.values()), _pairs_within(other.values())
    by_chance = left * right / max(1, comb(len(one), 2))
    most = (left + right) / 2
    return (together - by_chance) / (most - by_chance) if most != by_chance else 1.0


def _pairs_within(groups: Iterable[Hashable]) -> int:
    return sum(comb(size, 2) for size in Counter(groups).values())
