"""The words of a text, as matching counts them.

In:   any Unicode text.
Out:  `Words`: folded words with half-open code points in the original.

A word is a run of letters, digits and the marks on them.  Apostrophes, hyphens and underscores
separate, so neither typographic punctuation nor Markdown emphasis changes a word.  Scripts that
write no spaces (Han, kana, Thai, Lao, Khmer, Myanmar) give one word a character with its marks:
segmenting them needs a dictionary, and shingles of characters find the same reuse.
"""

import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.text.normalise import LAST_CODE_POINT, code_points, normalise


class CharClass(IntEnum):
    """What a folded character does to a word."""

    SEPARATOR = 0
    LETTER = 1  # goes on with the word before it
    SOLO = 2  # a word of its own
    MARK = 3  # belongs to the character before it
    UNKNOWN = 255


_SOLO: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3021, 0x312F),  # kana, bopomofo
    (0x31A0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF),  # Myanmar extended
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),
    (0x1AFF0, 0x1B16F),  # kana extended
    (0x20000, 0x3FFFF),  # Han beyond the basic plane
)


@cache
def char_class(char: str) -> CharClass:
    r"""Tell what one folded character does to a word.

    Examples
    --------
    >>> [char_class(c).name for c in "a7_'文\u094d"]
    ['LETTER', 'LETTER', 'SEPARATOR', 'SEPARATOR', 'SOLO', 'MARK']
    """
    if unicodedata.category(char).startswith("M"):
        return CharClass.MARK
    if not char.isalnum():
        return CharClass.SEPARATOR
    if any(first <= ord(char) <= last for first, last in _SOLO):
        return CharClass.SOLO
    return CharClass.LETTER


# Members of an enum take long to look up, and these are looked up for every text.
_SEPARATOR, _LETTER, _SOLO_WORD, _MARK, _UNKNOWN = (np.uint8(kind) for kind in CharClass)

_CLASSES: Final = np.full(LAST_CODE_POINT + 1, CharClass.UNKNOWN, np.uint8)
for _point in range(128):
    _CLASSES[_point] = char_class(chr(_point))


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words of a text in order.

    Parameters
    ----------
    texts : list of str
        The folded words.
    starts, ends : ndarray of int64, shape (n_words,)
        Half-open code points in the original; neither ever falls.  Two words share a code point
        only when one character stands for both (``½`` is 1 and 2).
    """

    texts: list[str]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.texts)


def words(text: str) -> Words:
    r"""Return the words of `text`.

    Examples
    --------
    >>> found = words("Don’t re\u00adprint: 東京")
    >>> found.texts
    ['don', 't', 'reprint', '東', '京']
    >>> [("Don’t re\u00adprint: 東京")[s:e] for s, e in zip(found.starts, found.ends)][2]
    're\xadprint'
    """
    view = normalise(text)
    folded = view.text
    starts, stops = _boundaries(_classes(folded))
    texts = [
        folded[start:stop] for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)
    ]
    if text.isascii():
        return Words(texts, starts, stops)
    origins = view.origins
    # The end is where the next folded character begins, so that accents and invisible marks stay
    # with the word; inside one character that stands for several it is that character's end.
    ends = np.maximum(origins[stops], origins[stops - 1] + 1)
    return Words(texts, origins[starts], ends)


def _classes(folded: str) -> NDArray[np.uint8]:
    if folded.isascii():
        return _CLASSES[np.frombuffer(folded.encode("ascii"), np.uint8)]
    points = code_points(folded)
    classes = _CLASSES[points]
    if classes.max() == _UNKNOWN:
        for point in np.unique(points[classes == _UNKNOWN]).tolist():
            _CLASSES[point] = char_class(chr(point))
        classes = _CLASSES[points]
    return classes


def _boundaries(classes: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Cut a row of classes into words; shapes (n_words,) each."""
    if (classes == _MARK).any():
        classes = _attach_marks(classes)
    before = np.concatenate([[_SEPARATOR], classes[:-1]])
    after = np.concatenate([classes[1:], [_SEPARATOR]])
    # After attaching, a MARK continues the SOLO before it and nothing else.
    opens = (classes == _SOLO_WORD) | ((classes == _LETTER) & (before != _LETTER))
    closes = (classes == _LETTER) & (after != _LETTER)
    closes |= ((classes == _SOLO_WORD) | (classes == _MARK)) & (after != _MARK)
    return np.flatnonzero(opens), np.flatnonzero(closes) + 1


def _attach_marks(classes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Turn a mark into what it is part of: a letter, or nothing at all after a separator."""
    is_mark = classes == _MARK
    owner = np.maximum.accumulate(np.where(is_mark, -1, np.arange(classes.size)))
    owners = np.where(owner >= 0, classes[owner], _SEPARATOR)
    kept = np.where(owners == _SOLO_WORD, _MARK, owners)
    attached: NDArray[np.uint8] = np.where(is_mark, kept, classes)
    return attached
