"""Which language a text is in.

In:   a text.
Out:  its ISO 639-1 code, or nothing when it is too short to tell.

py3langid (Lui and Baldwin, langid.py, 2012), restricted to languages news is published in: with
all its 97 a short English text is too often Latin or Esperanto.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from graphx.engine.kept import kept_arrays
from graphx.model import content_id

if TYPE_CHECKING:
    import numpy as np
    from py3langid.langid import LanguageIdentifier

_MIN_WORDS: Final = 6
_MIN_LETTERS: Final = 30
_READ_CHARS: Final = 1200
_PIECES: Final = 3
_PIECE_CHARS: Final = 100
_SURE: Final = 20.0
"""Log-odds at which three pieces decide for the whole sample.

Of 2,404 texts in 24 languages three pieces were as sure of all but one in a thousand, and never of
another language than the whole sample's; the surest wrong answer of one piece had 11.
"""
_MIDDLE_CHARS: Final = 120
_CERTAIN: Final = 60.0
"""Log-odds at which the middle of a sample decides alone.

Of 3,652 texts in two dozen languages it did so for nine in ten, and never for another language than
the three pieces; the surest wrong answer had 53, a list of place names.
"""
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_DENSE = re.compile(r"[\u2e80-\ud7ff]")
_ADDRESS = re.compile(r"https?://\S{1,2000}|\S{1,100}@\S{1,100}")
# fmt: off
_LANGUAGES: Final = (
    "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa",
    "fi", "fr", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "lt", "lv",
    "mk", "ml", "mr", "ms", "nl", "no", "pa", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv",
    "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "zh",
)
# fmt: on


def language_of(text: str) -> str | None:
    """Name the language of `text`.

    Examples
    --------
    >>> language_of("Rain fell on the town all night, and the old bridge was closed.")
    'en'
    >>> language_of("Bridge reopens") is None
    True
    """
    sample = text[:_READ_CHARS]
    if "@" in sample or "http" in sample:
        sample = _ADDRESS.sub(" ", sample)
    return (_by_pieces(sample) or _classified(sample)[0]) if _is_enough(sample) else None


def _is_enough(sample: str) -> bool:
    words = sum(1 for _ in islice(_WORD.finditer(sample), _MIN_LETTERS))
    if words >= _MIN_LETTERS:
        return True  # a letter each, at least
    letters = len(_LETTER.findall(sample))
    if _DENSE.search(sample):
        return letters >= _MIN_LETTERS // 3
    return letters >= _MIN_LETTERS and words >= _MIN_WORDS


def _by_pieces(sample: str) -> str | None:
    """Name the language by a piece of a sample, or three, or nothing when they leave a doubt."""
    if len(sample) <= _PIECES * _PIECE_CHARS:
        return None
    middle = (len(sample) - _MIDDLE_CHARS) // 2
    label, margin = _classified(sample[middle : middle + _MIDDLE_CHARS])
    if margin >= _CERTAIN:
        return label
    step = (len(sample) - _PIECE_CHARS) // (_PIECES - 1)
    pieces = (sample[at * step : at * step + _PIECE_CHARS] for at in range(_PIECES))
    label, margin = _classified(" ".join(pieces))
    return label if margin >= _SURE else None


def _classified(sample: str) -> tuple[str, float]:
    """Name the likeliest language, and how far in log-odds the next one is behind."""
    (label, score), (_, second), *_ = _identifier().rank(sample)  # type: ignore[no-untyped-call]
    return str(label), float(score - second)


@cache
def _identifier() -> "LanguageIdentifier":
    # Nobody waits for the model who reads no text.
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    packed = (MODEL_DIR / MODEL_FILE).stat()
    name = content_id("l", str(packed.st_size), str(packed.st_mtime_ns), *_LANGUAGES)
    # Unpacking takes most of a second; what is unpacked is read where a text leads, in no time.
    features, priors, classes, moves, rows, outputs = kept_arrays(f"languages-{name}", _unpacked)
    return LanguageIdentifier(  # type: ignore[no-untyped-call]
        features,
        priors,
        classes.tolist(),
        # Numbers, not NumPy's: the walk through a text takes one for each of its bytes.
        moves.data,
        outputs.tolist(),
        tk_row=rows.tolist(),
    )


def _unpacked() -> Sequence["np.ndarray[tuple[int, ...], np.dtype[Any]]"]:
    """Parts of py3langid's model, of these languages alone."""
    import numpy as np
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)  # type: ignore[no-untyped-call]
    whole.set_languages(_LANGUAGES)
    return (
        # A feature's row is read as one piece of memory, not as one from each language's column.
        np.ascontiguousarray(whole.nb_ptc),
        np.asarray(whole.nb_pc),
        np.array(whole.nb_classes),
        np.asarray(whole.tk_nextmove),
        np.asarray(whole.tk_row),
        np.array(whole.tk_output),
    )
