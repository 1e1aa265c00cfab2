"""Tell what is said of other works from a note on the text it stands in.

In:   a text, and where a phrase of a credit stands in it.
Out:  whether it is an entry of a bibliography, or the history of a book.

"Example, A. (2019). Bridges. Originally published in Valley Review, 12(3), 45-67" says where the
entry's work was published, not where this text was; so does "First published in 1926 by Valley
Press, this novel …".
"""

import re
from typing import Final

from graphx.entities.authors import people_in_byline
from graphx_ingest.credits.vocabulary import alternatives

REFERENCE_PLACES: Final = frozenset({"arxiv.org", "doi.org", "jstor.org", "ssrn.com"})
"""Places of papers and standards: a link there is a reference, not where a text ran before."""

_MAX_ENTRY_CHARS: Final = 700  # a longer line is a paragraph
_FIRST_WEB_YEAR: Final = 1994
"""Newspapers had no pages before: what they printed then was printed on paper."""

_YEAR = r"(?:1[5-9]|20)\d\d"
_YEAR_AFTER = re.compile(
    rf"\W{{0,3}}\s*(?:(?:in|im|en|em|nel|i|w|в|у)\s+)?(?:\w+\s+)?(?P<year>{_YEAR})(?!\w)",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(rf"(?<!\w)(?P<year>{_YEAR})\W{{1,3}}(?:\w+\s+){{0,2}}\Z")
# Surname and initials, then a year: the styles of APA, Chicago and Harvard.
_AUTHOR_YEAR = re.compile(
    rf"""[\W\d_]{{0,12}}[A-ZÀ-ÞА-Я][\w'’-]+,?\s(?:[A-ZÀ-ÞА-Я]\.[\s-]?){{1,3}}[^\n]{{0,120}}?[\s(\[]{_YEAR}
      |[\W\d_]{{0,12}}[A-ZÀ-ÞА-Я][\w'’-]+,\s[A-ZÀ-ÞА-Я][\w'’-]+(?:\s[A-Z]\.)?[.:]\s""",
    re.VERBOSE,
)
# "12(3), 45-67", "vol. 3, pp. 12-19", "1999, 12: 34-56", "12 (1999), S. 34-56".
_PLACE_IN_VOLUME = re.compile(
    rf"""\d{{1,4}}\s?\(\d{{1,4}}\)\s?[,:]\s?\d
      |(?<!\w)(?:vol|bd|tome?|том|jg)\.?\s?\d[^\n]{{0,40}}?\d
      |(?<!\w)(?:pp?|s|с|стр|str)\.\s?\d+\s?[-–—]\s?\d
      |{_YEAR}\)?[,;:]\s?\d{{1,4}}(?:\s?\(\d{{1,3}}\))?\s?:\s?\d
      |(?<!\w)(?:doi|isbn|issn)(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_HEADING = re.compile(
    rf"(?:\A|\n)[^\w\n]{{0,12}}(?:\d{{1,2}}[^\w\n]{{0,4}})?(?:{alternatives('reference_heading')})"
    r"[^\w\n]{0,12}(?=\n)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[\s*_]*(?:\[\d{1,3}\]|\d{1,3}[.)])\s")
# "in 1926 by", with no day: publishers of books say it, publishers of articles know the day.
_YEAR_BY = re.compile(
    rf"published\s+(?:in\s+)?{_YEAR}\W{{0,2}}\s*by\s+(?:the\s+)?\Z", re.IGNORECASE
)
_SUBJECT_AFTER = re.compile(
    rf"""\W{{0,2}},\s+(?:(?:this|that|the|his|her|their|its)\s+(?:\w+\s+){{0,2}}?
      (?:{alternatives("other")})|(?:these|those|his|her|their)\s+(?:\w+\s+){{0,2}}?\w+s)(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# "first appeared in The Bridge, our newsletter": the house's own.
_OUR_OWN = re.compile(
    r"\W{0,2},\s+(?:our|my|unser\w*|notre|nuestr[oa]|nossa?)(?!\w)", re.IGNORECASE
)
_DATED_BY = re.compile(r"\d\W{0,3}\s+by\s+\Z", re.IGNORECASE)
_UPDATED_AFTER = re.compile(
    r"\W{0,3}\s*(?:and\s+)?(?:(?:was|has\sbeen)\s+)?(?:last\s+)?(?:updated|revised|reviewed)(?!\w)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_OF_THIS_TEXT = re.compile(
    rf"(?<!\w)(?:{alternatives('determiner')})\s(?:\w+\s){{0,2}}?(?:{alternatives('text')})(?!\w)",
    re.IGNORECASE,
)


def is_reference(text: str, start: int) -> bool:
    """Whether a phrase that begins at `start` stands in an entry of a bibliography.

    Examples
    --------
    >>> entry = "Example, A. (2019). Bridges. Originally published in Valley Review, 12(3), 45-67."
    >>> is_reference(entry, 29)
    True
    >>> is_reference("Originally published in Valley Review, 3 May 2019.", 0)
    False
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line = text[first : last if last >= 0 else len(text)]
    if len(line) > _MAX_ENTRY_CHARS or _OF_THIS_TEXT.search(line):
        return False
    if _LETTER.search(text, first, start) is None:
        return False  # a note that cites its source in full is a note
    if _AUTHOR_YEAR.match(line) or _PLACE_IN_VOLUME.search(line):
        return True
    return _stands_in_a_list(text, first, line)


def is_history(between: str, after: str, *, known: bool) -> bool:
    """Whether a phrase tells the history of a book or of this page's own versions.

    Parameters
    ----------
    between : str
        What stands from the phrase's own words to the name.
    after : str
        What follows the name.
    known : bool
        Whether the name is a known outlet's, or has an address.

    Examples
    --------
    >>> is_history("First published in 1926 by ", ", this novel tells of a valley.", known=False)
    True
    >>> is_history(" by ", " and updated in May", known=False), is_history(" by ", ".", known=False)
    (True, False)
    """
    if _SUBJECT_AFTER.match(after) or _OUR_OWN.match(after):
        return True
    return not known and bool(_YEAR_BY.search(between) or _UPDATED_AFTER.match(after))


def is_older_than_the_web(before: str, between: str, after: str) -> bool:
    """Whether "a letter by Ada Example was first published in the Gazette in 1840" tells of a text.

    Parameters
    ----------
    before, between, after : str
        What stands before the phrase in its sentence, from it to the name, and behind the name.

    Examples
    --------
    >>> is_older_than_the_web("A letter by Ada Example was ", " in ", " in 1840.")
    True
    >>> is_older_than_the_web("This letter was ", " in ", " in 1840.")
    False
    >>> is_older_than_the_web("", "First published in ", " in 1840.")
    False
    """
    told = _LETTER.search(before) is not None and _OF_THIS_TEXT.search(before) is None
    year = _YEAR_AFTER.match(after) or _YEAR_BEFORE.search(between)
    return told and year is not None and int(year["year"]) < _FIRST_WEB_YEAR


def is_stamp(between: str, name: str) -> bool:
    """Whether "posted 5 May 2026 by Ada Example" stamps a page with its writer.

    Examples
    --------
    >>> is_stamp("Originally posted May 5, 2026 by ", "Ada Example")
    True
    >>> is_stamp("Originally posted May 5, 2026 by ", "North Wire")
    False
    """
    return bool(_DATED_BY.search(between)) and people_in_byline(name) == (name,)


def _stands_in_a_list(text: str, first: int, line: str) -> bool:
    """Whether a heading such as "References" opened what the line belongs to."""
    headings = list(_HEADING.finditer(text, 0, first))
    if not headings:
        return False
    opened = text[headings[-1].end() : first].strip()
    # The first line under it, one of many like it, or one with a number.
    return not opened or _NUMBERED.match(line) is not None or _all_short(opened)


def _all_short(lines: str) -> bool:
    return all(len(line) <= _MAX_ENTRY_CHARS for line in lines.splitlines())
