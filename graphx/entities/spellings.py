"""What the spellings of one name have in common, and what an id may be made of it.

In:   a name as written.
Out:  its key, equal for all its spellings; a slug; the name cut where it is a paragraph.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from graphx.model import content_id

MAX_NAME_CHARS: Final = 200
"""A longer name is cut: it is a paragraph in the wrong field, and no index holds it whole."""

_MAX_SLUG_CHARS = 120

_WORDY = re.compile(r"[\W_]+")
_SLUG_BREAK = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORDS = re.compile(r"\w[\w'’.&]*")
_PUNCTUATION = {c: None for c in range(128) if not chr(c).isalnum()}
_THE = ("The", "the", "THE")
_SHORTEST_AFTER_THE = 4
_THE_ON_LINES = re.compile(r"^[^\S\n]*(?:The|the|THE)(?=[ A-Z].)", re.MULTILINE)
_SMALL = bytes(range(256)).lower()
_SIGNS = bytes(c for c in range(128) if not chr(c).isalnum() and chr(c) != "\n")

GENERIC_TAILS: Final = (
    "newspaper",
    "newsagency",
    "newswire",
    "magazine",
    "website",
    "blog",
    "daily",
)
"""What may follow a name and say nothing more, as `name_key` has it."""


_AGENCY_TAILS: Final = (
    "news agency",
    "press agency",
    "news service",
    "press service",
    "wire service",
    "newswire",
    "news wire",
    "wire",
    "agency",
    "service",
)
"""What an agency's name ends with and is often called without."""
_SMALL_WORDS: Final = frozenset(
    {"the", "of", "and", "for", "in", "on", "de", "la", "le", "du", "der", "des"}
)
_LEAST_INITIALS: Final = 2
_SHORTEST_SHORT: Final = 4
"""Letters of what is left of an agency's name without its tail: fewer are anybody's."""


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Reduce a name to what its spellings have in common.

    Case, accents, spaces, punctuation and a leading article go.

    Examples
    --------
    >>> name_key("Moon of Alabama") == name_key("MoonOfAlabama")
    True
    >>> name_key("The AP"), name_key("L'Orient-Le Jour"), name_key("L’Orient Le Jour")
    ('ap', 'lorientlejour', 'lorientlejour')
    """
    return key_of(name)


def key_of(name: str) -> str:
    """`name_key` of a name that is met once, and need not be remembered."""
    name = name.strip()
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    fourth = name[3:4]
    if name[:3] in _THE and len(name) > _SHORTEST_AFTER_THE and (fourth == " " or fourth.isupper()):
        name = name[3:]
    bare = name.translate(_PUNCTUATION)
    return bare.lower() if bare.isascii() else _WORDY.sub("", bare).casefold()


def short_keys(name: str) -> frozenset[str]:
    """Return keys of what a name may be called for short: its initials, an agency's first words.

    Examples
    --------
    >>> sorted(short_keys("Northline News Service")), sorted(short_keys("Moon of Alabama"))
    (['nns', 'northline', 'northlinenews'], ['ma', 'moa'])
    >>> short_keys("Reuters")
    frozenset()
    """
    words = [word for word in _WORDS.findall(name) if word not in _THE]
    initials = {
        "".join(word[0] for word in some)
        for some in (words, [word for word in words if word.casefold() not in _SMALL_WORDS])
        if len(some) >= _LEAST_INITIALS
    }
    small = " ".join(words).casefold()
    cut = {name_key(small.removesuffix(f" {tail}")) for tail in _AGENCY_TAILS}
    keys = {name_key(short) for short in initials} | {k for k in cut if len(k) >= _SHORTEST_SHORT}
    return frozenset(keys - {"", name_key(name)})


def keys_of(names: Sequence[str]) -> list[str]:
    """`name_key` of many names without line breaks: one pass over all letters, thrice as fast.

    Examples
    --------
    >>> keys_of(["The AP", "L’Orient Le Jour"])
    ['ap', 'lorientlejour']
    """
    if not names:
        return []
    lines = _THE_ON_LINES.sub("", "\n".join(names)).encode("utf-8", "replace")
    keys = lines.translate(_SMALL, _SIGNS).decode().split("\n")
    return [
        key if key and name.isascii() else key_of(name)
        for key, name in zip(keys, names, strict=True)
    ]


def slug_of(name: str) -> str:
    """Return the name with hyphens, in lower case; letters of every script stay."""
    words = _WORDY.split(_SLUG_BREAK.sub(" ", name.strip()))
    slug = "-".join(word for word in words if word).casefold() or name_key(name) or "unnamed"
    if len(slug) <= _MAX_SLUG_CHARS:
        return slug
    digest = content_id("o", name)[1:9]
    return f"{slug[:_MAX_SLUG_CHARS]}-{digest}"


def bounded(name: str) -> str:
    """Return the name as far as an outlet's may reach, cut at a word."""
    if len(name) <= MAX_NAME_CHARS:
        return name
    return name[:MAX_NAME_CHARS].rpartition(" ")[0] or name[:MAX_NAME_CHARS]
