"""Every set that can be measured, and the one table they are printed in.

In:   names of sets, or folders of labelled data.
Out:  `Figure` values, in the order of `SCORERS`, then of `LABELLED`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphx.errors import UnknownNameError, UnreadableSourceError
from graphx.evaluation.attribution_pages import score_pages
from graphx.evaluation.copied_answers import score_answers
from graphx.evaluation.credit_confidence import score_confidence
from graphx.evaluation.credit_names import score_names
from graphx.evaluation.credit_sentences import score_sentences
from graphx.evaluation.direction import score_direction
from graphx.evaluation.editions import score_editions
from graphx.evaluation.extraction import score_extraction
from graphx.evaluation.figures import Figure
from graphx.evaluation.newswire import score_newswire
from graphx.evaluation.planted_passages import score_passages
from graphx.evaluation.simulated.worlds import score_simulated
from graphx.evaluation.web_news import score_web_news
from graphx.evaluation.wire_labels import score_rows

SCORERS: Final[Mapping[str, Callable[[], list[Figure]]]] = {
    "simulated": score_simulated,
}
"""What measures each set that graphx makes itself, by its name."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A measure of labelled data: which folders it reads, by how their names begin."""

    prefixes: tuple[str, ...]
    score: Callable[[Sequence[Path]], list[Figure]]


LABELLED: Final = (
    Labelled(("credit_sentences",), score_sentences),
    Labelled(("attribution",), score_pages),
    Labelled(("wire_labels",), score_rows),
    Labelled(("credit_sentences", "attribution", "wire_labels"), score_confidence),
    Labelled(("credit_sentences", "attribution"), score_names),
    Labelled(("extraction",), score_extraction),
    Labelled(("helsinki",), score_web_news),
    Labelled(("reuters",), score_newswire),
    Labelled(("clough_stevenson",), score_answers),
    Labelled(("korpus_plagiarisme",), score_passages),
    Labelled(("textreuse",), score_editions),
    Labelled(("reuters",), score_direction),
)
"""What measures folders of labelled data."""

_READ_BESIDE: Final = ("outlet_lists",)


def measure(names: Sequence[str] = ()) -> list[Figure]:
    """Measure the named sets, or all that graphx makes itself.

    Raises
    ------
    UnknownNameError
        There is no such set.
    """
    for name in names:
        if name not in SCORERS:
            raise UnknownNameError("set or folder", name, tuple(SCORERS))
    return [figure for name in names or SCORERS for figure in SCORERS[name]()]


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of a folder, and the names of those in it that nothing measures."""

    figures: tuple[Figure, ...]
    unknown: tuple[str, ...]


def measure_folder(folder: Path) -> Measured:
    """Measure every set of labelled data in a folder, or the one set that it is.

    Parameters
    ----------
    folder : Path
        A set is recognised by how its folder's name begins.

    Raises
    ------
    UnreadableSourceError
        There is no such folder.
    """
    if not folder.is_dir():
        raise UnreadableSourceError(str(folder), "is no folder")
    folder = folder.resolve()
    sets = [folder] if _is_set(folder) else sorted(p for p in folder.iterdir() if p.is_dir())
    figures: list[Figure] = []
    for labelled in LABELLED:
        found = [one for one in sets if one.name.startswith(labelled.prefixes)]
        if found:
            figures.extend(labelled.score(found))
    unknown = [p.name for p in sets if not _is_set(p) and p.name not in _READ_BESIDE]
    return Measured(tuple(figures), tuple(unknown))


def _is_set(folder: Path) -> bool:
    return any(folder.name.startswith(labelled.prefixes) for labelled in LABELLED)
