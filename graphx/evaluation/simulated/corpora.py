"""A corpus somebody made up, and how far the workspace they read it into tells the truth of it.

In:   the file of truth that `graphx simulate` wrote; a snapshot of the workspace.
Out:  figures, without a number to reach: what can be reached depends on the rates that were chosen.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from graphx.errors import InvalidValueError, NotFoundError
from graphx.evaluation.figures import Figure
from graphx.evaluation.simulated.found import Found
from graphx.evaluation.simulated.score import Score
from graphx.evaluation.simulated.truth import Truth
from graphx.simulation.fates import read_fates
from graphx.store.snapshot import Snapshot


def score_corpus(file: Path, snapshot: Snapshot) -> list[Figure]:
    """Hold what a workspace says against the truth; articles of no such corpus are passed over.

    Raises
    ------
    UnreadableSourceError
        The file is no truth about simulated articles.
    NotFoundError
        An article that was collected is not in the workspace.
    InvalidValueError
        Two articles of the workspace go by one id: it holds two corpora.
    """
    truth = Truth(read_fates(file))
    ids = Counter(snapshot.table("articles", ["id"])["id"].to_pylist())
    for name, article in truth.by_id.items():
        if article.collected and not ids[name]:
            raise NotFoundError("simulated article", name)
        if ids[name] > 1:
            raise InvalidValueError("id", name, "one article of that id in the workspace")
    score = Score.empty(file.name)
    score.add(truth, Found.of(snapshot))
    return [replace(figure, reach=None) for figure in score.figures()]
