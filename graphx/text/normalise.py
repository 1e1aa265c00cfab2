"""A normalised view of a text, with offsets back to the original.

In:   any Unicode text.
Out:  `View`: the characters that matching sees, and for each the code point it came from.

Every code point is folded on its own, so the view can be cut, joined and cached freely:
compatibility forms are decomposed (NFKD, Unicode Standard Annex 15), case is folded, accents are
removed, soft hyphens and other invisible marks are dropped, no-break spaces become spaces,
typographic quotation marks and dashes become ASCII ones, ligatures are spelled out.  What marks
mean more than an accent (vowel signs of Indic scripts, tone marks of Thai, voicing of kana) stays.

The outcome is a fixed point: the view of a view's text is itself.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

NORMALISER_VERSION: Final = "1"
"""Changes whenever one character may be folded otherwise than before."""

LAST_CODE_POINT: Final = 0x10FFFF

_SPELLED: Final = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŧ": "t",
    # Trade marks are set against a word without a space; their letters are no part of it.
    "™": " ",
    "℠": " ",
}
_QUOTES: Final = dict.fromkeys("‘’‚‛ʹʻʼʽˈ′‵‹›´\u1ffd`｀＇", "'") | dict.fromkeys(
    "“”„‟«»″‶〝〞〟＂", '"'
)
_DASHES: Final = dict.fromkeys("‐‑‒–—―−﹘﹣－⸺⸻", "-")
_FOLDED: Final = _SPELLED | _QUOTES | _DASHES

_INVISIBLE: Final = frozenset(
    chr(point)
    for first, last in (
        (0x034F, 0x034F),  # combining grapheme joiner
        (0x0640, 0x0640),  # tatweel, which stretches an Arabic word and says nothing
        (0x115F, 0x1160),  # Hangul fillers
        (0x17B4, 0x17B5),  # Khmer inherent vowels
        (0x180B, 0x180F),  # Mongolian selectors
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),  # variation selectors
        (0xFFA0, 0xFFA0),
        (0xE0100, 0xE01EF),
    )
    for point in range(first, last + 1)
)

# Canonical combining classes that carry meaning: nukta, kana voicing, virama, and the numbered
# classes of Telugu, Thai, Lao and Tibetan (UAX 44, table 15).  All other non-zero classes are
# accents, pointing or overlays.
_MEANINGFUL_MARKS: Final = frozenset({7, 8, 9, 84, 91, 103, 107, 118, 122, 129, 130, 132})


def _dropped(char: str) -> bool:
    kind = unicodedata.category(char)
    if kind in ("Cf", "Me") or char in _INVISIBLE:
        return True
    marks = unicodedata.combining(char)
    return kind == "Mn" and marks != 0 and marks not in _MEANINGFUL_MARKS


@cache
def fold(char: str) -> str:
    r"""Fold one code point; the empty string drops it.

    Examples
    --------
    >>> fold("É"), fold("ﬁ"), fold("\u00ad"), fold("”"), fold("が")
    ('e', 'fi', '', '"', 'か\u3099')
    """
    text = char
    while True:
        # Upper case first: letters that share a capital (ı and i, ς and σ) must meet.
        cased = "".join(_FOLDED.get(c, c) for c in text).upper().casefold()
        plain = unicodedata.normalize("NFKD", cased)
        spaced = (" " if unicodedata.category(c) == "Zs" else c for c in plain)
        folded = "".join(_FOLDED.get(c, c) for c in spaced if not _dropped(c))
        if folded == text:
            return folded
        text = folded


class _Folding(dict[int, str]):
    """Table for `str.translate` that folds a character when it first meets it."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = fold(chr(point))
        return folded


_FOLDING: Final = _Folding()
_UNKNOWN: Final = 255
_LENGTHS: Final = np.full(LAST_CODE_POINT + 1, _UNKNOWN, np.uint8)


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code points of `text`, shape (len(text),); lone surrogates are let through."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A text as matching sees it.

    Parameters
    ----------
    text : str
        The folded characters.
    origins : ndarray of int64, shape (len(text) + 1,)
        The code point of the original that each folded character came from, never falling; the
        last entry is the length of the original.
    """

    text: str
    origins: NDArray[np.int64]


def normalise(text: str) -> View:
    r"""Fold `text` for matching.

    Examples
    --------
    >>> view = normalise("L’E\u0301t\u00adÉ")
    >>> view.text, view.origins.tolist()
    ("l'ete", [0, 1, 2, 4, 6, 7])
    """
    if text.isascii():
        # ASCII folds one to one: lower case, and "`" to "'".
        return View(text.lower().replace("`", "'"), np.arange(len(text) + 1))
    folded = text.translate(_FOLDING)
    points = code_points(text)
    lengths = _LENGTHS[points]
    if lengths.max() == _UNKNOWN:
        for point in np.unique(points[lengths == _UNKNOWN]).tolist():
            _LENGTHS[point] = len(fold(chr(point)))
        lengths = _LENGTHS[points]
    origins = np.repeat(np.arange(len(text)), lengths)
    return View(folded, np.append(origins, len(text)))
