"""What the pipeline says of a simulated corpus.

In:   the articles of a simulator.
Out:  `Found`: its derivations and pairs, by the ids the simulator gave.
"""

import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphx import pipeline
from graphx.simulation.articles import Simulated
from graphx.simulation.records import write_corpus
from graphx.store.snapshot import Snapshot
from graphx.store.workspace import Workspace

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Found:
    """What the pipeline said of a simulated corpus, by the ids the simulator gave."""

    articles: Mapping[str, Row]
    derivations: Mapping[str, Sequence[Row]]
    siblings: frozenset[frozenset[str]]
    matching: frozenset[frozenset[str]]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Found":
        """Read what the workspace of a corpus says."""
        tables = {
            name: snapshot.table(name).to_pylist()
            for name in ("articles", "derivations", "siblings", "matches")
        }
        names = {row["article_id"]: row["id"] or row["article_id"] for row in tables["articles"]}
        edges: dict[str, list[Row]] = defaultdict(list)
        for row in tables["derivations"]:
            edges[names[row["copy_id"]]].append(row | {"source": names[row["source_id"]]})
        return cls(
            articles={names[row["article_id"]]: row for row in tables["articles"]},
            derivations={
                copy: sorted(found, key=lambda row: -float(str(row["probability"])))
                for copy, found in edges.items()
            },
            siblings=_pairs(tables["siblings"], names),
            matching=_pairs(tables["matches"], names),
        )


def trace_corpus(corpus: Sequence[Simulated]) -> Found:
    """Run the pipeline on `corpus`."""
    with tempfile.TemporaryDirectory(prefix="graphx-eval-") as folder:
        place = Path(folder)
        write_corpus(corpus, place / "a.jsonl", place / "truth.jsonl")
        pipeline.run([str(place / "a.jsonl")], place / "w.graphx")
        with Workspace.open(place / "w.graphx").snapshot() as snapshot:
            return Found.of(snapshot)


def _pairs(rows: Sequence[Row], names: Mapping[str, str]) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((names[str(row["left_id"])], names[str(row["right_id"])])) for row in rows
    )
