"""Passages planted in documents, some word for word and some disguised.

In:   a folder of ``suspicious-document*.xml`` beside their texts, and ``source-document*.txt``.
Out:  how much of what was copied is told, and how much of what is told was copied.

Potthast, Stein, Barrón-Cedeño & Rosso, An evaluation framework for plagiarism detection (2010),
for precision, recall, granularity and plagdet; each detection and each case counts alike.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from graphx.errors import UnreadableSourceError
from graphx.evaluation.figures import Figure
from graphx.evaluation.shared_text import SharedText, find_shared_text

_VERBATIM: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of a document that came from a source; half-open code points."""

    document: str
    start: int
    end: int
    source: str
    source_start: int
    source_end: int
    disguise: str | None = None

    def meets(self, other: "Passage") -> bool:
        """Whether the two overlap on both sides."""
        return (
            (self.document, self.source) == (other.document, other.source)
            and self.start < other.end
            and other.start < self.end
            and self.source_start < other.source_end
            and other.source_start < self.source_end
        )


def score_passages(folders: Sequence[Path]) -> list[Figure]:
    """Measure every folder, each a set of its own."""
    return [figure for folder in folders for figure in _score(folder)]


def _score(folder: Path) -> list[Figure]:
    texts = {
        path.name: path.read_text("utf-8", "replace")
        for pattern in ("source-document*.txt", "suspicious-document*.txt")
        for path in sorted(folder.rglob(pattern))
    }
    cases = [
        case for path in sorted(folder.rglob("suspicious-document*.xml")) for case in _cases(path)
    ]
    shared = find_shared_text({"id": name, "text": text} for name, text in texts.items())
    told = list(_told(shared))
    verbatim = [case for case in cases if case.disguise == _VERBATIM]
    precision, recall = mean_covered(told, cases), mean_covered(cases, told)
    covered = sum(_covered(case, told) for case in verbatim)
    total = sum(case.end - case.start for case in verbatim)
    figures = (
        ("copied word for word, characters told", covered / total if total else None, total, 1.0),
        ("precision", precision, len(told), None),
        ("recall", recall, len(cases), None),
        ("granularity", granularity(cases, told), len(cases), None),
        ("plagdet", plagdet(precision, recall, granularity(cases, told)), len(cases), None),
    )
    return [
        Figure(set=folder.name, name=name, value=value, count=count, reach=reach)
        for name, value, count, reach in figures
    ]


def _cases(path: Path) -> Iterator[Passage]:
    try:
        features = list(ElementTree.parse(path).getroot().iter("feature"))
        for feature in features:
            if feature.get("source_reference"):
                start, source_start = (
                    int(feature.attrib[f"{s}_offset"]) for s in ("this", "source")
                )
                yield Passage(
                    document=path.with_suffix(".txt").name,
                    start=start,
                    end=start + int(feature.attrib["this_length"]),
                    source=feature.attrib["source_reference"],
                    source_start=source_start,
                    source_end=source_start + int(feature.attrib["source_length"]),
                    disguise=feature.get("obfuscation"),
                )
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise UnreadableSourceError(str(path), str(error)) from error


def _told(shared: SharedText) -> Iterator[Passage]:
    """Passages of suspicious documents that are in sources."""
    for (source, document), spans in shared.passages.items():
        # By name, sources stand before suspicious documents.
        if source.startswith("source") and document.startswith("suspicious"):
            for span in spans:
                yield Passage(
                    document=document,
                    start=span.right_start,
                    end=span.right_end,
                    source=source,
                    source_start=span.left_start,
                    source_end=span.left_end,
                )


def _covered(passage: Passage, by: Iterable[Passage]) -> int:
    """Characters of a passage that lie in those of the others that meet it."""
    marked: set[int] = set()
    for other in by:
        if passage.meets(other):
            marked.update(range(max(passage.start, other.start), min(passage.end, other.end)))
    return len(marked)


def mean_covered(passages: Sequence[Passage], by: Sequence[Passage]) -> float | None:
    """Mean share of each passage that the others cover; None of no passage."""
    if not passages:
        return None
    return sum(_covered(one, by) / (one.end - one.start) for one in passages) / len(passages)


def granularity(cases: Sequence[Passage], told: Sequence[Passage]) -> float:
    """In how many pieces a case is told on average, of those told at all; 1 at the best."""
    pieces = [sum(case.meets(one) for one in told) for case in cases]
    met = [count for count in pieces if count]
    return sum(met) / len(met) if met else 1.0


def plagdet(precision: float | None, recall: float | None, pieces: float) -> float | None:
    """F1 over the logarithm of the granularity.

    Examples
    --------
    >>> plagdet(1.0, 1.0, 1.0)
    1.0
    """
    if precision is None or recall is None:
        return None
    if not precision + recall:
        return 0.0
    return 2 * precision * recall / (precision + recall) / math.log2(1 + pieces)
