"""What a copy does to the text it takes.

In:   paragraphs, a source of chance.
Out:  paragraphs of the copy.  Every edit is named by `Edit`.
"""

import enum
import random
from collections.abc import Callable


class Edit(enum.StrEnum):
    """What was done to a text on its way."""

    VERBATIM = "verbatim"
    LIGHT = "lightly_edited"
    HEADLINE = "headline_changed"
    PREFACE = "preface_added"
    FOOTER = "footer_added"
    CORRECTED = "corrected"
    CUT = "cut"
    MERGED = "merged"
    EXCERPT = "excerpted"
    TRANSLATED = "translated"


def edit_lightly(
    dice: random.Random, paragraphs: list[str], word: Callable[[], str]
) -> tuple[list[str], int]:
    """Replace, drop and insert single words; one to eight of them.

    Returns
    -------
    paragraphs : list of str
    edits : int
    """
    split = [paragraph.split(" ") for paragraph in paragraphs]
    count = dice.randint(1, 8)
    for _ in range(count):
        row = dice.choice(split)
        place = dice.randrange(len(row))
        match dice.choice(("replace", "drop", "insert")):
            case "replace":
                row[place] = word()
            case "drop" if len(row) > 4:
                del row[place]
            case _:
                row.insert(place, word())
    return [" ".join(row) for row in split], count


def correct(dice: random.Random, paragraphs: list[str]) -> tuple[list[str], str, str] | None:
    """Put one number right; nothing where there is none.

    Returns
    -------
    paragraphs : list of str
    old, new : str
    """
    places = [
        (i, word)
        for i, paragraph in enumerate(paragraphs)
        for word in paragraph.split(" ")
        if word.isdecimal()
    ]
    if not places:
        return None
    i, old = dice.choice(places)
    new = str(int(old) + dice.randint(1, 40))
    words = [new if word == old else word for word in paragraphs[i].split(" ")]
    return [*paragraphs[:i], " ".join(words), *paragraphs[i + 1 :]], old, new


def cut_end(dice: random.Random, paragraphs: list[str]) -> list[str]:
    """Leave the last paragraphs away, at most half of them."""
    keep = dice.randint((len(paragraphs) + 1) // 2, max(1, len(paragraphs) - 1))
    return paragraphs[:keep]


def excerpt(dice: random.Random, paragraphs: list[str]) -> list[str]:
    """Keep one to three paragraphs in a row."""
    count = min(len(paragraphs), dice.randint(1, 3))
    start = dice.randint(0, len(paragraphs) - count)
    return paragraphs[start : start + count]


def translate(paragraphs: list[str]) -> list[str]:
    """Exchange every word for another, one for one: a language nobody else writes."""
    return [
        " ".join(word[::-1].lower() + "o" for word in paragraph.split(" "))
        for paragraph in paragraphs
    ]
