"""Correction notes: what an article says of having been put right.

In:   the stored text of an article.
Out:  the line that says so, or nothing.
"""

import re
from typing import Final

_MOST: Final = 240
_SIGNS: Final = ("orrect", "larif", "pdate", "mended", "misst", "missp", "miside", "CORR", "UPDATE")
_NOTE: Final = re.compile(
    r"""^[\W_]*
    (?: (?:corrections?|clarifications?|corrected|updated?)\s*(?:\(|:|--?|[–—]|on\b)
      | (?:this|the|an?)\s(?:earlier\s|previous\s)?
        (?:article|story|post|report|version|piece|headline)\b
        [^.\n]{0,80}?\b(?:corrected|amended|updated|clarified|misstated|misspelled|misidentified)\b
      | editor[’']?s\snote:[^.\n]{0,80}?\b(?:corrected|amended|updated|clarified)\b
    )[^\n]*""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)


def correction_note(text: str) -> str | None:
    """Return the line in which a text says that it was corrected or updated.

    Examples
    --------
    >>> correction_note("Correction: the wall is 40 metres long, not 14.")
    'Correction: the wall is 40 metres long, not 14.'
    >>> correction_note("An earlier version of this story misspelled the mayor's name.")
    "An earlier version of this story misspelled the mayor's name."
    >>> correction_note("They corrected the proofs all night.") is None
    True
    """
    if not any(sign in text for sign in _SIGNS):
        return None
    found = _NOTE.search(text)
    return found.group().strip()[:_MOST] if found else None
