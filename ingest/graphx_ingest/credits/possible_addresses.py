"""Addresses in a line that may credit: "Original article: https://north.example/1".

In:   a short line.
Out:  the line without its addresses, and the one it has; whether its other words say anything.
"""

import re
from typing import Final

from graphx.entities.domains import host_of
from graphx_ingest.credits.vocabulary import words

_ADDRESS = re.compile(
    r"\[(?P<name>[^\]\n]*)\]\((?P<in_link>[^)\s]*)\)|\s*[(<\[]?(?P<url>https?://[^\s()<>\[\]]+)[)>\]]?"
)
_WORD = re.compile(r"\w[\w.'’-]*")
_LEADING: Final = frozenset({"at", "on", "via", "from", "by"})


def without_address(line: str) -> tuple[str, str | None]:
    """Take the addresses off a line; the second value is the address if it has one and no other.

    Examples
    --------
    >>> without_address("Via [North Wire](https://north.example/1).")
    ('Via North Wire.', 'https://north.example/1')
    >>> without_address("North Wire (https://north.example/1) has this:")
    ('North Wire has this:', 'https://north.example/1')
    >>> without_address("Via [North Wire](#)")
    ('Via North Wire', None)
    """
    if "://" not in line and "](" not in line:
        return line, None
    written = (match["in_link"] or match["url"] or "" for match in _ADDRESS.finditer(line))
    urls = {address.rstrip(".,;:!?") for address in written if "://" in address}
    line = _ADDRESS.sub(lambda match: match["name"] or "", line).strip()
    return line, urls.pop() if len(urls) == 1 else None


def says_nothing(line: str) -> bool:
    """Whether a line has no word but such as "read the original article at" and addresses.

    Examples
    --------
    >>> says_nothing("Original article"), says_nothing("Via north.example"), says_nothing("Donate")
    (True, True, False)
    >>> says_nothing("Read more:")  # leads to another text as often
    False
    """
    beside = [word.strip(".'’-").casefold() for word in _WORD.findall(without_address(line)[0])]
    known = words("generic") | words("article") | _LEADING
    return "more" not in beside and all(word in known or host_of(word) for word in beside)
