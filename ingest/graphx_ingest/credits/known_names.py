"""Tell at a glance that no listed name begins or ends with a word.

In:   a word as written, or several.
Out:  whether a listed name may begin, or end, with it.

Looking a name up means trying every row of words that may be one; most words of a text begin none
and end none, and one look in a sorted list says so.  Yes means only that it is worth trying.
"""

from bisect import bisect_left
from functools import cache, lru_cache

from graphx.entities.outlets import OutletRegistry
from graphx.entities.spellings import GENERIC_TAILS, name_key

_THE = "the"
_PARTS = tuple(tail[:3] for tail in GENERIC_TAILS)


@lru_cache(maxsize=16384)
def may_begin_name(words: str) -> bool:
    """Whether a listed name may begin with words.

    Examples
    --------
    >>> may_begin_name("Moon"), may_begin_name("Moonlighting")
    (True, False)
    """
    key = _key(words)
    if any(map(key.__contains__, _PARTS)):
        return True
    keys = {key, key.removeprefix(_THE), _key(words.rstrip("'’s")).removeprefix(_THE)}
    return any(_holds(_beginnings(), key) for key in keys)


@lru_cache(maxsize=16384)
def may_end_name(word: str) -> bool:
    """Whether a listed name may end with a word.

    Examples
    --------
    >>> may_end_name("Alabama"), may_end_name("councillor")
    (True, False)
    """
    key = _key(word)
    if any(tail.endswith(key) or key.endswith(tail) for tail in GENERIC_TAILS):
        return True
    return _holds(_endings(), key[::-1]) or OutletRegistry.packaged().knows(word)


def _key(word: str) -> str:
    """Key of a word inside a name, where "The" is no article."""
    return name_key("x " + word)[1:]


def _holds(keys: list[str], beginning: str) -> bool:
    place = bisect_left(keys, beginning)
    return place < len(keys) and keys[place].startswith(beginning)


@cache
def _beginnings() -> list[str]:
    return sorted(OutletRegistry.packaged().keys())


@cache
def _endings() -> list[str]:
    return sorted(key[::-1] for key in _beginnings())
