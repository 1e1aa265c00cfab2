"""Lists of words that rules ask for, as data.

In:   ``vocabulary.csv`` beside this module: list, language, word.
Out:  a list as a set, or as one pattern that finds any of its words.

A ``*`` at either end of a word stands for any letters.  Case makes no difference to a pattern.
"""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from io import StringIO
from typing import TypeAlias

from graphx.errors import InvalidValueError, UnknownNameError


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
def first_words(name: str) -> frozenset[str]:
    """First words of a list's entries: what stands where any of them does.

    Raises
    ------
    InvalidValueError
        An entry begins with any letters at all.

    Examples
    --------
    >>> sorted(first_words("kind_of_outlet") & {"news", "think"})
    ['news', 'think']
    """
    found = frozenset(re.split(r"[\W_]", word.lower())[0] for word in words(name))
    if "" in found or any("*" in word for word in words(name)):
        raise InvalidValueError(f"list of words {name}", sorted(words(name)), "words without stars")
    return found


@cache
def telling_words(name: str) -> frozenset[str]:
    """Longest word of each of a list's entries.

    Examples
    --------
    >>> sorted(telling_words("agencies") & {"news", "agencies", "con", "agencias"})
    ['agencias', 'agencies']
    """
    return frozenset(max(re.findall(r"[^\W_]+", word.lower()), key=len) for word in words(name))


@cache
def alternatives(name: str) -> str:
    """Words of a list as the alternatives of a pattern, of two that fit the longer one.

    What words have in common at their beginnings is asked once, so that a pattern of a hundred
    words costs hardly more than one of ten.
    """
    return alternatives_of(words(name))


def alternatives_of(entries: Iterable[str]) -> str:
    r"""Entries as the alternatives of a pattern; a space stands for spaces, a star for letters.

    Examples
    --------
    >>> alternatives_of(["news", "news agency", "newspaper", "dail*"])
    'dail\\w*|news(?:\\s+agency|paper)?'
    """
    tree: _Tree = {}
    for entry in entries:
        node = tree
        for atom in (*map(_atom, " ".join(entry.split())), ""):
            node = node.setdefault(atom, {})
    return "|".join(_branches(tree))


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


_Tree: TypeAlias = dict[str, "_Tree"]
"""What may come first, and what after it; an empty string ends a word."""


def _atom(char: str) -> str:
    return {"*": r"\w*", " ": r"\s+"}.get(char) or re.escape(char)


def _branches(tree: _Tree) -> list[str]:
    """Alternatives of a tree, without the empty one."""
    return [
        atom + _following(following) for atom, following in sorted(tree.items(), key=_order) if atom
    ]


def _order(branch: tuple[str, _Tree]) -> tuple[bool, str]:
    return branch[0] == r"\w*", branch[0]  # what is written out before what may be anything


def _following(tree: _Tree) -> str:
    branches = _branches(tree)
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "")
