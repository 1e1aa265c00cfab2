"""Whether credits are as sure as they say.

In:   every credit found in folders of labelled sentences, pages and rows, right or not.
Out:  figures: calibration error, and a table of what was stated and what was right; the counts that
      confidence is fitted on.

Rows of one outlet repeat one form by the hundred; they count, but are told apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from graphx.evaluation.attribution_pages import read_pages
from graphx.evaluation.credit_sentences import read_sentences
from graphx.evaluation.figures import Figure, expected_calibration_error
from graphx.evaluation.labelled import Judged, figures_of
from graphx.evaluation.wire_labels import read_rows
from graphx_ingest.credits.confidence import family_of, smoothed

_SET: Final = "credit_confidence"
_BINS: Final = ((0.0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))
_FOLDS: Final = 5


def judged_credits(folder: Path) -> Sequence[Judged]:
    """Every credit found in a folder, with whether it is right."""
    if folder.name.startswith("attribution"):
        return read_pages(folder).judged
    if folder.name.startswith("wire_labels"):
        return read_rows(folder).judged
    return read_sentences(folder).judged


def counted(credits: Iterable[Judged]) -> Mapping[str, tuple[int, int]]:
    """Credits right, and credits found, of each family of rules."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for one in credits:
        family = family_of(one.rule)
        count[family] += 1
        right[family] += one.right
    return {family: (right[family], count[family]) for family in sorted(count)}


def refitted(credits: Sequence[Judged], folds: int = _FOLDS) -> list[Judged]:
    """Give each credit the confidence that the other folds alone would have given it."""
    made = []
    for fold in range(folds):
        counts = counted(one for place, one in enumerate(credits) if place % folds != fold)
        for one in credits[fold::folds]:
            share = smoothed(*counts.get(family_of(one.rule), (0, 0)))
            made.append(replace(one, confidence=share))
    return made


def score_confidence(folders: Sequence[Path]) -> list[Figure]:
    """Measure calibration over all folders together, and without the rows."""
    credits = [one for folder in folders for one in judged_credits(folder)]
    texts = [
        one
        for folder in folders
        if not folder.name.startswith("wire_labels")
        for one in judged_credits(folder)
    ]
    return [
        _error("expected calibration error", credits, 0.05),
        _error("… of sentences and pages", texts, 0.05),
        _error("… refitted, each fifth on the others", refitted(texts), None),
        *figures_of(_SET, list(_stated(texts))),
    ]


def _error(name: str, credits: Sequence[Judged], reach: float | None) -> Figure:
    stated = [(one.confidence, one.right) for one in credits]
    value = expected_calibration_error(stated)
    return Figure(
        set=_SET, name=name, value=value, count=len(stated), reach=reach, at_most=reach is not None
    )


def _stated(credits: Sequence[Judged]) -> Iterator[tuple[str, list[bool], None]]:
    """Reliability table: of credits that state about the same, how many are right."""
    for low, high in _BINS:
        inside = [one for one in credits if low <= one.confidence < high]
        if inside:
            mean = sum(one.confidence for one in inside) / len(inside)
            yield f"right where {mean:.2f} is stated", [one.right for one in inside], None
