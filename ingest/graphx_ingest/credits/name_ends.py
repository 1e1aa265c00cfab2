"""Where the name of a source ends.

In:   a text and the place where a name begins.
Out:  the place where it ends.

Names of outlets follow no grammar.  What ends one is known better than what belongs to it:
punctuation, a new clause, a word in lower case that no outlet carries in its name.
"""

import re
from itertools import islice
from typing import Final

from graphx.entities.domains import registered_domain
from graphx.entities.outlets import OutletRegistry
from graphx_ingest.credits.known_names import may_begin_name
from graphx_ingest.credits.stated_dates import date_at
from graphx_ingest.credits.vocabulary import alternatives, words

_MAX_WORDS = 9
_MAX_KNOWN_WORDS = 6
# "blog de X", "site of X": a name that begins in lower case.
_PLACE_OF = re.compile(
    rf"(?:{alternatives('place_of')})\s+(?:de|del|di|of|du|von|da|do)\s+(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
DOMAIN: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?\Z", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z])\.(?=[A-Z][a-z])|(?<=[A-Z]\.)(?=[A-Z][a-z]{3})")
_ABBREVIATION = re.compile(
    r"(?:[A-Z]\.)+|(?:St|Dr|Mr|Mrs|Ms|Inc|Co|Corp|Ltd|No|vs|Prof|Sen|Rep|Jr|Gov)\."
)
_AND_COMPANY = re.compile(r",\s+(?:[A-Z]\w+,?\s+)?(?:and|&)\s+(?:Co\.|Company|Sons|Brothers)(?!\w)")
_OWNERS = re.compile(r"\w+s['’]")
_CAPITAL_AFTER = re.compile(r"[^\S\n](?=[^\W\d_a-zß-öø-ÿа-я])")
_POSSESSIVE = re.compile(r"['’]s\Z")
TAIL: Final = ".,;:!?)]}\"”»'’*_…(。，、！？；：）】》」"
_OPENING = "(|[–—-<{"


def known_end(text: str, place: int, limit: int) -> int | None:
    """Return the end of the longest listed name that begins at `place`."""
    ends = []
    for match in islice(_WORD.finditer(text, place, limit), _MAX_KNOWN_WORDS):
        if not may_begin_name(text[place : match.end()].rstrip(TAIL)):
            break
        ends.append(match.end())
    for end in reversed(ends):
        name = text[place:end].rstrip(TAIL)
        if "\n" in name or len(name) < 2:
            continue
        if not (name[0].isupper() or not name.isascii() or DOMAIN.match(name)):
            outlet = OutletRegistry.packaged().find(name)
            if outlet is None or name not in (outlet.name, *outlet.aliases):
                continue  # only what is written small by its owner: "dpa", "taz"
        if is_listed(name):
            return place + len(name)
        if _POSSESSIVE.search(name) and is_listed(name[:-2]):
            return place + len(name) - 2
    return None


def end_of_name(text: str, place: int, limit: int) -> int:
    """Return where the words that look like a name end; `place` when the first does not."""
    opening = _PLACE_OF.match(text, place, limit)
    first = opening.end() if opening is not None else place
    end = pending = first
    count = 0
    for match in _WORD.finditer(text, first, limit):
        word = _unglued(match[0])
        bare = word.rstrip(TAIL)
        if not bare or word[0] in _OPENING or count >= _MAX_WORDS:
            break
        if count and ("\n" in text[pending : match.start()] or word[0] in '“„«"'):
            break
        if count and not bare.isupper() and date_at(text, match.start(), limit):
            break
        pending = match.start() + len(bare)
        low = "" if _capital(bare) else bare.casefold()
        if not low:
            end = pending
        elif count and low in words("lower_tail"):
            return pending
        elif not count or not _joins(low, text, pending, limit):
            break
        count += 1
        stopped = word == bare + "." and _ABBREVIATION.fullmatch(word) is not None
        if word != bare and not stopped and not _owned(word, text, match.end(), limit):
            company = _AND_COMPANY.match(text, end, limit)
            return company.end() if company is not None else end
    return end if count else place


def _owned(word: str, text: str, place: int, limit: int) -> bool:
    """Whether an apostrophe is the genitive of several: "Lenders' Review"."""
    return bool(_OWNERS.fullmatch(word) and _CAPITAL_AFTER.match(text, place, limit))


def _joins(low: str, text: str, place: int, limit: int) -> bool:
    """Whether a word in lower case may stand inside a name, with more of it to come."""
    if low == "and":
        following = _WORD.search(text, place, limit)
        return following is not None and following[0][0].isupper()
    return low in words("joining") or low in words("lower_middle")


def _unglued(word: str) -> str:
    """First of two sentences that lost the space between them: "CoinDesk.Recent"."""
    glued = _GLUED.search(word) if "." in word[:-1] else None
    if glued is not None and registered_domain(word.rstrip(".,;:")) is None:
        return word[: glued.end()]
    return word


def _capital(bare: str) -> bool:
    """Whether a word may begin or carry a name: a capital, a digit, a script without capitals."""
    first = bare[0]
    if first.isupper() or first.isdigit() or (not first.isascii() and not first.islower()):
        return True
    if bare != bare.lower():
        return True
    return "." in bare and DOMAIN.match(bare) is not None


def is_listed(text: str) -> bool:
    """Whether a list has a name."""
    return OutletRegistry.packaged().knows(text)
