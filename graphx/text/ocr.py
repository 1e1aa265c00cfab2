"""A view of a text in which characters that a scanner confuses are one.

In:   any Unicode text, above all one read from paper by a machine.
Out:  `graphx.text.normalise.View`: each letter and digit a word of its own.

On top of what `normalise` folds, letters and digits that look alike stand for each other (``l``,
``i``, ``1``; ``c``, ``e``; ``n``, ``u``, ``h``), and so do pairs of letters and the one they melt
into (``rn`` and ``m``).  Spaces tell nothing, because a scanner loses and invents them: where
`graphx.text.words` would make one word of a row of letters, here every letter is one.  It is moved
to the plane of ideographs, whose characters are words by themselves, so that whatever reads words
reads this view as it is.

Groups by shape follow the confusions that Kukich counts: Techniques for automatically correcting
words in text (1992), section 1.2.
"""

import re
from typing import Final

import numpy as np

from graphx.text.normalise import View, code_points, normalise
from graphx.text.words import CharClass, char_class

CONFUSABLES_VERSION: Final = "1"
"""Changes whenever one character may be read otherwise than before."""

_ALIKE: Final = ("i1jl|", "o0q", "z2", "s5", "b8", "ce", "g9", "nuh", "vy", "tf")
_MELTED: Final = {"rn": "m", "vv": "w", "ci": "d"}  # by the first of each group
_PAIRS: Final = re.compile("|".join(_MELTED))
_GONE: Final = "\0"
_PLANE: Final = 0x20000
_LAST_MOVED: Final = 0xA6DF  # what stands above these ideographs is no character


class _Standing(dict[int, str]):
    """Table for `str.translate` that moves a character when it first meets it."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        letter = point <= _LAST_MOVED and char_class(char) is CharClass.LETTER
        self[point] = chr(_PLANE + point) if letter else char
        return self[point]


_STANDING: Final = _Standing()
_LOOKS: Final = str.maketrans({char: group[0] for group in _ALIKE for char in group} | {_GONE: " "})


def confusable_view(text: str) -> View:
    r"""Fold what a scanner confuses, and make a word of each letter.

    Examples
    --------
    >>> clean, scanned = confusable_view("Modern claim"), confusable_view("M0dem  c1airn")
    >>> clean.text.replace(" ", "") == scanned.text.replace(" ", "")
    True
    >>> scanned.origins.tolist()
    [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13]
    """
    view = normalise(text)
    melted = _PAIRS.sub(lambda pair: _MELTED[pair[0]] + _GONE, view.text.translate(_LOOKS))
    kept = np.append(code_points(melted) != 0, True)
    return View(melted.replace(_GONE, "").translate(_STANDING), view.origins[kept])
