"""Shared text of a newswire, where stories are updated and sent again.

In:   a folder with ``docs.jsonl.gz`` (id, body), ``silver_pairs.jsonl`` (a, b, label: dup, near,
      contained) and ``exact_groups.json`` (lists of ids with equal texts).
Out:  recall of each kind of pair, equal texts kept together, CPU seconds.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graphx.evaluation.figures import Figure
from graphx.evaluation.labelled import rows
from graphx.evaluation.shared_text import find_shared_text, labelled_pairs, recall

_RECALLS: Final = (("dup", 0.995), ("near", 0.99), ("contained", 0.98))


def score_newswire(folders: Sequence[Path]) -> list[Figure]:
    """Measure every folder, each a set of its own."""
    return [figure for folder in folders for figure in _score(folder)]


def _score(folder: Path) -> list[Figure]:
    gold = labelled_pairs(folder / "silver_pairs.jsonl")
    stories = [row for row in rows(folder / "docs.jsonl.gz") if row.get("body")]
    found = find_shared_text({"id": str(row["id"]), "text": row["body"]} for row in stories)
    figures = [
        recall(folder.name, f"{label}, recall", found.relations, gold.get(label, ()), reach)
        for label, reach in _RECALLS
    ]
    groups = json.loads((folder / "exact_groups.json").read_text("utf-8"))
    known = [{str(one) for one in group} & found.cluster_of.keys() for group in groups]
    whole = [len({found.cluster_of[one] for one in group}) == 1 for group in known if group]
    figures.append(
        Figure(
            set=folder.name,
            name="equal texts in one cluster",
            value=sum(whole) / len(whole) if whole else None,
            count=len(whole),
            reach=1.0,
        )
    )
    for name, seconds in (("reading", found.read_seconds), ("matching", found.build_seconds)):
        figures.append(
            Figure(set=folder.name, name=f"CPU seconds, {name}", value=seconds, count=len(stories))
        )
    return figures
