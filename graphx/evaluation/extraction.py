r"""Extraction from HTML, on labelled pages.

In:   a folder with ``gold.jsonl`` and pages.
Out:  figures: body, title, authors, date.

Body: F1 of word tokens (``\w+`` of the NFKC, case-folded text) as multisets, averaged over pages.
Title: the same tokens in the same order.  Authors: F1 of the sets of names, 1 when both are empty,
averaged.  Date: the same calendar day, in UTC or as the label writes it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from graphx.errors import UnreadableSourceError
from graphx.evaluation.figures import Figure
from graphx.evaluation.labelled import rows
from graphx.model import Article, Document
from graphx_ingest.extract import extract
from graphx_ingest.readers import read_documents

REACH: Final[Mapping[str, float]] = {"body": 0.955, "title": 0.90, "authors": 0.88, "date": 0.965}
"""What each mean is to reach."""

_NAMES: Final = {
    "body": "body, token F1",
    "title": "title right",
    "authors": "authors, set F1",
    "date": "date right to the day",
}


def tokens(text: str | None) -> list[str]:
    """Words of a text, in one spelling."""
    plain = unicodedata.normalize("NFKC", text or "").casefold().replace("\N{SOFT HYPHEN}", "")
    return re.findall(r"\w+", plain)


def multiset_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """F1 of two bags of words.

    Examples
    --------
    >>> round(multiset_f1(["a", "a", "b"], ["a", "b", "b"]), 3)
    0.667
    """
    shared = sum((Counter(gold) & Counter(found)).values())
    return 2 * shared / (len(gold) + len(found)) if shared else 0.0


def set_f1(gold: Collection[str], found: Collection[str]) -> float:
    """F1 of two sets; 1 when both are empty.

    Examples
    --------
    >>> set_f1(set(), set()), round(set_f1({"a"}, {"a", "b"}), 3)
    (1.0, 0.667)
    """
    if not gold and not found:
        return 1.0
    return 2 * len(set(gold) & set(found)) / (len(gold) + len(found))


def page_scores(row: Mapping[str, object], article: Article) -> dict[str, float]:
    """Hold what was extracted against what is labelled."""
    measured = {"body": multiset_f1(tokens(str(row["body"])), tokens(article.text))}
    if row["title"]:
        measured["title"] = float(tokens(str(row["title"])) == tokens(article.title))
        measured["authors"] = set_f1(_names(row["authors"]), _names(article.authors))
    if row["date"]:
        measured["date"] = float(_same_day(str(row["date"]), article))
    return measured


def _names(people: object) -> set[str]:
    every = people if isinstance(people, list | tuple) else ()
    return {" ".join(tokens(str(person))) for person in every}


def _same_day(gold: str, article: Article) -> bool:
    if article.published is None:
        return False
    moment = datetime.fromisoformat(gold)
    days = {gold[:10], moment.astimezone(UTC).date().isoformat() if moment.tzinfo else gold[:10]}
    return article.published.iso()[:10] in days


def read_page(folder: Path, row: Mapping[str, object]) -> Document:
    """Read the page of a row, as fetched from its address.

    Raises
    ------
    UnreadableSourceError
        The file is no single HTML page.
    """
    path = folder / str(row["file"])
    found = [one for one in read_documents([str(path)]) if isinstance(one, Document)]
    if len(found) != 1:
        raise UnreadableSourceError(str(path), "is not one page")
    (page,) = found
    return Document(
        id=str(row["id"]),
        source=page.source,
        content=page.content,
        markup=page.markup,
        url=str(row["url"]),
    )


@cache
def read_extraction(folder: Path) -> Mapping[str, Sequence[float]]:
    """Score every page of a folder; once a process."""
    measured: dict[str, list[float]] = {name: [] for name in REACH}
    for row in rows(folder / "gold.jsonl"):
        for name, value in page_scores(row, extract(read_page(folder, row)).article).items():
            measured[name].append(value)
    return measured


def score_extraction(folders: Sequence[Path]) -> list[Figure]:
    """Measure extraction from labelled pages."""
    return [
        Figure(
            set=folder.name,
            name=_NAMES[name],
            value=sum(values) / len(values) if values else None,
            count=len(values),
            reach=REACH[name],
        )
        for folder in folders
        for name, values in read_extraction(folder).items()
    ]
