"""The words that any rule asks a text for, in lower case: what a text is searched for first.

In:   the phrases, the lists of words, the names of agencies.
Out:  one set of words; a text without any of them is asked nothing more of words.

Nothing of it is written here: a row more in the data is a word more in the set.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final

from graphx.entities.outlets import OutletRegistry
from graphx.entities.spellings import name_key
from graphx_ingest.credits.phrases import phrases
from graphx_ingest.credits.vocabulary import first_words, telling_words

VIA: Final = frozenset({"via", "vía"})
"""Words that open a line in which they name its source."""

COPYRIGHT: Final = frozenset({"c"})
"""Letters that stand for its mark, in brackets."""

RELEASE: Final = frozenset({"source"})
"""Words that name, in capitals, who gives a press release out."""

_LETTERS = re.compile(r"[^\W_]+")
_ABBREVIATION = re.compile(r"[A-Z]{3,5}")  # some write it with full stops
_THE = re.compile(r"the\s+", re.IGNORECASE)


@cache
def sign_words() -> frozenset[str]:
    """Words of phrases, verbs of reporting, words for an outlet, words of agencies' names.

    Examples
    --------
    >>> {"republished", "reuters", "said", "tabloid"} <= sign_words(), "rain" in sign_words()
    (True, False)
    """
    spaced = [phrase for phrase in phrases() if not phrase.unspaced]
    return VIA.union(
        COPYRIGHT,
        RELEASE,
        telling_words("agencies"),
        first_words("verb"),
        first_words("kind_of_outlet"),
        *(words for phrase in spaced for words in phrase.required),
        (start.partition(" ")[0] for phrase in spaced for start in phrase.starts),
        *(beside for phrase in spaced for every in phrase.starts.values() for beside in every),
        agency_signs(),
        *(others for names in agency_signs().values() for others in names),
    )


@cache
def agency_signs() -> dict[str, tuple[frozenset[str], ...]]:
    """Most telling word of each agency's name, with the other words of every name it tells.

    Examples
    --------
    >>> [sorted(others) for others in agency_signs()["france"]]
    [['agence', 'presse']]
    """
    names = {
        spelling for name in OutletRegistry.packaged().agency_names() for spelling in _spelt(name)
    }
    counts = Counter(word for name in names for word in name)
    signs: dict[str, list[frozenset[str]]] = {}
    for name in sorted(names, key=sorted):
        word = min(name, key=lambda word: (counts[word], -len(word), word))
        signs.setdefault(word, []).append(name - {word})
    return {
        word: (frozenset(),) if frozenset() in others else tuple(others)
        for word, others in signs.items()
    }


def _spelt(name: str) -> set[frozenset[str]]:
    """Return the sets of words a name is written with."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    written = (_THE.sub("", spelling).lower() for spelling in (name, bare, name_key(name)))
    spelt = {frozenset(_LETTERS.findall(spelling)) for spelling in written} - {frozenset()}
    return spelt | ({frozenset(name.lower())} if _ABBREVIATION.fullmatch(name) else set())
