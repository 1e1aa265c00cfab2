"""Editions of old books and codes of law, every pair of them counted in full.

In:   a folder of folders of plain texts.
Out:  whether the pairs found are those that share text by counting all their shingles.

Short quotations are met by a sample of their shingles, so a few are missed; nothing else is.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from graphx.evaluation.figures import Figure, Tally
from graphx.evaluation.shared_text import Pair, find_shared_text, in_order
from graphx.model import Relation
from graphx.reuse.relation import RelationLimits, relate
from graphx.reuse.resemblance import shingles
from graphx.text.words import words


def score_editions(folders: Sequence[Path]) -> list[Figure]:
    """Measure every folder, each a set of its own."""
    return [figure for folder in folders for figure in _score(folder)]


def _score(folder: Path) -> list[Figure]:
    reused, quoted, apart, relations = Tally(), Tally(), Tally(), Tally()
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        paths = sorted(part.glob("*.txt"))
        texts = {path.stem: path.read_text("utf-8", "replace") for path in paths}
        shared = find_shared_text({"id": name, "text": text} for name, text in texts.items())
        for pair, relation in _counted(texts).items():
            told = shared.relations.get(pair)
            if relation is None:
                apart.add(told is None)
                continue
            (quoted if relation is Relation.QUOTATION else reused).add(told is not None)
            if told is not None:
                relations.add(told is relation)
    return [
        Figure(set=folder.name, name=name, value=tally.share, count=tally.count, reach=reach)
        for name, tally, reach in (
            ("pairs that share a quarter or more, found", reused, 1.0),
            ("pairs that share a quotation, found", quoted, 0.95),
            ("pairs that share none, left apart", apart, 1.0),
            ("relation right, of those found", relations, 1.0),
        )
    ]


def _counted(texts: Mapping[str, str]) -> dict[Pair, Relation | None]:
    """Relation of every pair by all its word 5-grams."""
    grams = {name: shingles(words(text).texts, 5) for name, text in texts.items()}
    return {
        in_order(one, other): relate(
            len(grams[one] & grams[other]), len(grams[one]), len(grams[other]), RelationLimits()
        )
        for one, other in combinations(texts, 2)
    }
