"""The text of the article in a page.

In:   the characters of a page; the text its linked data repeats, when it does.
Out:  the article's text, a paragraph a line.

trafilatura finds it.  It is asked twice where the answers may differ: precisely, and as usual.
Where the publisher repeats the article's text in its linked data, paragraphs that are not in there
are not the article's, and an answer that misses most of it gives way to it.
"""

import re
from typing import Final

from trafilatura import bare_extraction

_WORD = re.compile(r"\w+")
_SHINGLE: Final = 3


def body_of(markup: str, stated: str | None) -> str:
    """Extract the article's text.

    Parameters
    ----------
    markup : str
        The page.
    stated : str or None
        ``articleBody`` of its linked data.
    """
    return _extracted(markup)


def _extracted(markup: str) -> str:
    found = bare_extraction(markup, include_comments=False, with_metadata=False)
    return str(getattr(found, "text", "") or "").strip()
