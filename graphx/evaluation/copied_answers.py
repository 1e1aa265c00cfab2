"""Short answers that were copied, rewritten or written without their source.

In:   a folder with a table of answer, source, level (0 own words, 1 heavily revised, 2 lightly
      revised, 3 cut and pasted); no head.
Out:  how well what an answer shares with the source tells copied from own, and tells the levels.

Clough & Stevenson, Developing a corpus of plagiarised short answers (2011).
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scipy.stats import spearmanr

from graphx.evaluation.figures import Figure
from graphx.reuse.resemblance import containment, graded_containment
from graphx.text.words import words

_MEASURES: Final = (
    ("graded containment", graded_containment, 0.97),
    ("containment of 5 words", containment, None),
)


def score_answers(folders: Sequence[Path]) -> list[Figure]:
    """Measure every folder, each a set of its own."""
    return [figure for folder in folders for figure in _score(folder)]


def _score(folder: Path) -> list[Figure]:
    cases = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            cases += [
                (words(a).texts, words(b).texts, int(level)) for a, b, level in csv.reader(lines)
            ]
    levels = [level for _, _, level in cases]
    figures = []
    for name, measure, reach in _MEASURES:
        shares = [measure(answer, source) for answer, source, _ in cases]
        figures += [
            Figure(
                set=folder.name,
                name=f"{name}, AUC",
                value=area_under_curve(shares, [level > 0 for level in levels]),
                count=len(cases),
                reach=reach,
            ),
            Figure(
                set=folder.name,
                name=f"{name}, rank correlation with level",
                value=float(spearmanr(shares, levels).statistic),
                count=len(cases),
            ),
        ]
    return figures


def area_under_curve(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Chance that a positive case scores above a negative one, ties counting half.

    None where there are not both.

    Examples
    --------
    >>> area_under_curve([0.9, 0.5, 0.5, 0.1], [True, True, False, False])
    0.875
    """
    cases = list(zip(scores, positive, strict=True))
    above = [score for score, is_positive in cases if is_positive]
    below = [score for score, is_positive in cases if not is_positive]
    if not above or not below:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in above for b in below)
    return wins / (len(above) * len(below))
