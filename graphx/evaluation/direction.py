"""Direction of newswire pairs whose minute stamps are hidden.

In:   a folder with ``docs.jsonl.gz`` (id, title, body, date) and ``silver_pairs.jsonl`` (a, b).
Out:  how often the earlier story is called the source, beside chance and beside length.

Wire stories are updated, so the longer of two is often the later; no clue but the texts is left.
"""

import gzip
import json
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from graphx import pipeline
from graphx.evaluation.figures import Figure, Tally
from graphx.store.workspace import Workspace

_SET: Final = "newswire direction, dates hidden"
_CLOCK: Final = "%d-%b-%Y %H:%M:%S"
_KINDS: Final = frozenset({"near", "contained"})


def score_direction(folders: Sequence[Path]) -> list[Figure]:
    """Measure on every folder that holds newswire pairs."""
    spoken, longer, shorter, covered = Tally(), Tally(), Tally(), Tally()
    for folder in folders:
        with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
            docs = {str(row["id"]): row for row in map(json.loads, lines) if row.get("body")}
        pairs = [
            json.loads(line)
            for line in (folder / "silver_pairs.jsonl").read_text("utf-8").splitlines()
        ]
        pairs = [p for p in pairs if p["label"] in _KINDS and {p["a"], p["b"]} <= docs.keys()]
        told = _told({name: docs[name] for pair in pairs for name in (pair["a"], pair["b"])})
        for pair in pairs:
            one, other = (_moment(docs[pair[side]]["date"]) for side in ("a", "b"))
            if one is None or other is None or one == other:
                continue
            first, last = (pair["a"], pair["b"]) if one < other else (pair["b"], pair["a"])
            sizes = len(docs[first]["body"]), len(docs[last]["body"])
            longer.add(sizes[0] > sizes[1])
            shorter.add(sizes[0] < sizes[1])
            decided = (last, first) in told or (first, last) in told
            covered.add(decided)
            if decided:
                spoken.add((last, first) in told)
    return [
        Figure(set=_SET, name=name, value=tally.share, count=tally.count)
        for name, tally in (
            ("earlier story is the source, where it speaks", spoken),
            ("share of pairs where it speaks", covered),
            ("the longer story is the earlier one", longer),
            ("the shorter story is the earlier one", shorter),
        )
    ]


def _told(docs: dict[str, dict[str, str]]) -> set[tuple[str, str]]:
    """(copy, source) of every derivation found without any date."""
    with tempfile.TemporaryDirectory(prefix="graphx-eval-") as folder:
        place = Path(folder)
        rows = [
            {"id": name, "title": row.get("title"), "text": row["body"]}
            for name, row in docs.items()
        ]
        (place / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        pipeline.run([str(place / "a.jsonl")], place / "w.graphx")
        with Workspace.open(place / "w.graphx").snapshot() as snapshot:
            articles = snapshot.table("articles", ["article_id", "id"]).to_pylist()
            edges = snapshot.table("derivations", ["copy_id", "source_id"]).to_pylist()
    names = {row["article_id"]: row["id"] for row in articles}
    return {(names[row["copy_id"]], names[row["source_id"]]) for row in edges}


def _moment(written: str) -> datetime | None:
    try:
        return datetime.strptime(written.strip().split(".")[0], _CLOCK)  # noqa: DTZ007 - compared to its like
    except ValueError:
        return None
