"""What graphx finds in a set of texts: matches, passages, clusters.

In:   articles as input rows.
Out:  `SharedText`, by the ids that were given.

The texts go the way of any input: read, understood, built in a workspace that is thrown away.
"""

import json
import tempfile
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphx import pipeline
from graphx.errors import UnreadableSourceError
from graphx.evaluation.figures import Figure
from graphx.evaluation.labelled import rows
from graphx.model import Relation, Span
from graphx.store.snapshot import Snapshot
from graphx.store.workspace import Workspace

Pair = tuple[str, str]
"""Two ids as given, the smaller first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """What was found, and what it cost.

    Parameters
    ----------
    relations : mapping of pair to Relation
    passages : mapping of pair to sequence of Span
        Offsets into the texts as given; left is the smaller id.
    cluster_of : mapping of str to str
    read_seconds, build_seconds : float
        CPU seconds of understanding the texts, and of everything between them.
    """

    relations: Mapping[Pair, Relation]
    passages: Mapping[Pair, Sequence[Span]]
    cluster_of: Mapping[str, str]
    read_seconds: float
    build_seconds: float

    @property
    def near_duplicates(self) -> set[Pair]:
        """Pairs called near-duplicates."""
        return {pair for pair, name in self.relations.items() if name is Relation.NEAR_DUPLICATE}


def find_shared_text(articles: Iterable[Mapping[str, object]]) -> SharedText:
    """Find what texts the articles share; each is a row of input with an ``id`` and a ``text``."""
    with tempfile.TemporaryDirectory(prefix="graphx-eval-") as folder:
        given, place = Path(folder) / "articles.jsonl", Path(folder) / "w.graphx"
        given.write_text("".join(json.dumps(row) + "\n" for row in articles), "utf-8")
        times = [time.process_time()]
        pipeline.ingest([str(given)], place)
        times.append(time.process_time())
        pipeline.build(place)
        times.append(time.process_time())
        with Workspace.open(place).snapshot() as snapshot:
            return _found(snapshot, times[1] - times[0], times[2] - times[1])


def _found(snapshot: Snapshot, read_seconds: float, build_seconds: float) -> SharedText:
    articles = snapshot.table("articles", ["article_id", "id", "cluster_id"]).to_pylist()
    ids = {row["article_id"]: row["id"] for row in articles}
    passages: dict[Pair, list[Span]] = {}
    for row in snapshot.table("passages").to_pylist():
        left, right = ids[row.pop("left_id")], ids[row.pop("right_id")]
        span = Span(**row)
        passages.setdefault(in_order(left, right), []).append(
            span if left <= right else _mirrored(span)
        )
    return SharedText(
        relations={
            in_order(ids[row["left_id"]], ids[row["right_id"]]): Relation(row["relation"])
            for row in snapshot.table("matches", ["left_id", "right_id", "relation"]).to_pylist()
        },
        passages=passages,
        cluster_of={row["id"]: row["cluster_id"] for row in articles if row["id"] is not None},
        read_seconds=read_seconds,
        build_seconds=build_seconds,
    )


def _mirrored(span: Span) -> Span:
    return Span(
        left_start=span.right_start,
        left_end=span.right_end,
        right_start=span.left_start,
        right_end=span.left_end,
    )


def in_order(one: str, other: str) -> Pair:
    """Name a pair the smaller id first."""
    return (one, other) if one <= other else (other, one)


def labelled_pairs(path: Path) -> dict[str, set[Pair]]:
    """Read rows of ``a, b, label``: the pairs of each label.

    Raises
    ------
    UnreadableSourceError
        A row has no such fields.
    """
    pairs: dict[str, set[Pair]] = {}
    for row in rows(path):
        if not {"a", "b", "label"} <= row.keys():
            raise UnreadableSourceError(str(path), "a row lacks a, b or label")
        pairs.setdefault(str(row["label"]), set()).add(in_order(str(row["a"]), str(row["b"])))
    return pairs


def recall(
    name: str, figure: str, found: Collection[Pair], wanted: Collection[Pair], reach: float | None
) -> Figure:
    """Share of the wanted pairs that were found."""
    met = sum(pair in found for pair in wanted)
    return Figure(
        set=name,
        name=figure,
        value=met / len(wanted) if wanted else None,
        count=len(wanted),
        reach=reach,
    )
