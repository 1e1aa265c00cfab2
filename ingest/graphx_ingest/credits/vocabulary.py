"""Lists of words that rules ask for, as data.

In:   ``vocabulary.csv`` beside this module: list, language, word.
Out:  a list as a set, or as one pattern that finds any of its words.

A ``*`` at either end of a word stands for any letters.  Case makes no difference to a pattern.
"""

import csv
import re
from functools import cache
from importlib import resources
from io import StringIO

from graphx.errors import UnknownNameError


@cache
def words(name: str) -> frozenset[str]:
    """Words of a list, as written.

    Raises
    ------
    UnknownNameError
        There is no such list.

    Examples
    --------
    >>> "blog" in words("lower_tail")
    True
    """
    lists = _lists()
    if name not in lists:
        raise UnknownNameError("list of words", name, known=tuple(lists))
    return lists[name]


@cache
def alternatives(name: str) -> str:
    """Words of a list as the alternatives of a pattern, the longest first."""
    ordered = sorted(words(name), key=lambda word: (-len(word), word))
    return "|".join(_expression(word) for word in ordered)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Pattern that finds any word of a list as a whole word.

    Examples
    --------
    >>> pattern("picture").search("Photographs: North Wire")[0]
    'Photographs'
    """
    return re.compile(rf"(?<!\w)(?:{alternatives(name)})(?!\w)", re.IGNORECASE)


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = resources.files(__package__).joinpath("vocabulary.csv").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(StringIO(text)):
        found.setdefault(row["list"], set()).add(row["word"])
    return {name: frozenset(members) for name, members in found.items()}


def _expression(word: str) -> str:
    bare = r"\s+".join(re.escape(part) for part in word.strip("*").split())
    front = r"\w*" if word.startswith("*") else ""
    back = r"\w*" if word.endswith("*") else ""
    return front + bare + back
