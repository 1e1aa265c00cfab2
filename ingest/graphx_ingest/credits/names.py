"""Read the name of a source where a phrase says it stands, and tell a name from other words.

In:   a `View` and a place in it.
Out:  the name as written, where it stands, and the address behind it.
"""

import re
from dataclasses import dataclass
from typing import Final

from graphx.entities.domains import registered_domain
from graphx_ingest.credits.name_ends import DOMAIN, end_of_name, is_listed, known_end
from graphx_ingest.credits.stated_dates import date_at, is_date
from graphx_ingest.credits.view import Link, View
from graphx_ingest.credits.vocabulary import alternatives, pattern, words

MAX_NAME_CHARS: Final = 90
_MAX_LINK_WORDS = 6  # a longer link is a headline, not a name
_REACH_CHARS = 400

_LEAD = re.compile(r"[\s:\-–—]*")
_QUOTES = {
    "“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'", "《": "》", "「": "」", "‹": "›",
    "『": "』", "»": "«", "”": "”",
}  # fmt: skip
# With a capital both belong to the name ("El Norte", "Daily Wire"), but for "The" and "Our", but
# before quotes, and but for German, whose nouns all have one ("in der Zeitschrift Talblick").
_ARTICLE = re.compile(
    rf"(?:{alternatives('article')})\s+|(?:The|THE|Our|OUR|Its|Their)\s+|[lL]['’]\s?"
)
_DESCRIPTOR = re.compile(
    rf"""(?:[a-zäöüß-]{{3,25}}\s+){{0,2}}(?:{alternatives("descriptor")})\s+(?=\W?[A-ZÀ-ÞА-Я])
      |(?i:{alternatives("descriptor")})\s*(?=[{re.escape("".join(_QUOTES))}])
      |(?:(?<=\bd[aei][smnre]\s)|(?<=\b(?:im|am)\s)|(?<=\b(?:vom|auf|aus|zum)\s)|(?<=\bbeim\s))
       (?:[a-zäöüß-]{{3,25}}\s+){{0,2}}(?i:{alternatives("descriptor")})\s+(?=\W?[A-ZÀ-ÞА-Я])""",
    re.VERBOSE,
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_UNSPACED_NAME = re.compile(r"[^\s，。、；：！？,;:!?|()（）\[\]【】]{1,40}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'）)\]，。]+", re.IGNORECASE)
_URL_LETTERS: Final = frozenset("hHwW")
_OUTLET_DOMAIN = re.compile(r"\.(?:com|org|net|ru|de)\b")
_LONE_WORD = re.compile(r"(?P<word>[^\W\d_][\w.-]{3,40})[\s.*_)]*(?=\n|\Z)")
_AFTER_DATE = re.compile(
    r"[\s,]*(?:and\s+)?(?:in|on|at|by|bei|auf|im|sur|dans|en|em|no|na|su|op|на|в)\s+", re.IGNORECASE
)
_ON_PLATFORM = re.compile(
    r"\s+on\s+(?P<platform>Medium|LinkedIn|Substack|Facebook|Tumblr|YouTube)\b"
)
_NUMBER = re.compile(r"\d+(?:[.:]\d+)?(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a view; ``text`` is null when only an address names the source."""

    text: str | None
    start: int
    end: int
    url: str | None = None

    @property
    def domain(self) -> str | None:
        """Registered domain of the address, or of a name that is one."""
        if self.url and (domain := registered_domain(self.url)):
            return domain
        return registered_domain(self.text) if self.text and DOMAIN.match(self.text) else None

    @property
    def written(self) -> str | None:
        """What to call the source: its name, or the domain when only an address is there."""
        return self.text or self.domain


def read_name(
    view: View,
    place: int,
    limit: int | None = None,
    *,
    loose: bool = False,
    outlet: bool = False,
) -> Name | None:
    """Name that begins at `place`, after spaces, quotes, an article or a date.

    Parameters
    ----------
    view : View
    place : int
        Where the phrase ends.
    limit : int, optional
        Where the name must end at the latest; the end of the view by default.
    loose : bool
        Accept a lone word in lower case, as a line that says "Source: northwire" has it.
    outlet : bool
        Read no name that is neither listed nor linked nor says of itself that it is an outlet's:
        most that follow "told" are people's.

    Returns
    -------
    Name or None
        None when what stands there does not look like the name of a source.

    Examples
    --------
    >>> from graphx_ingest.credits.view import view_of
    >>> read_name(view_of("published by the North Wire under a licence"), 12).text
    'North Wire'
    >>> read_name(view_of("published in 2023 and since"), 12) is None
    True
    """
    limit = min(len(view.words) if limit is None else limit, place + _REACH_CHARS)
    lead = _LEAD.match(view.words, place, limit)
    place = lead.end() if lead else place
    dated = date_at(view.words, place, limit)
    if dated is not None:
        again = _AFTER_DATE.match(view.words, dated.end(), limit)
        if again is None:
            return None
        place = again.end()
    name = _read(view, place, limit, 2, outlet)
    if name is None and loose:
        word = _LONE_WORD.match(view.words, place, limit)
        if word is not None and not is_generic(word["word"]):
            return Name(word["word"], *word.span("word"))
    return name


def is_generic(text: str) -> bool:
    """Whether words name a kind of place and no place.

    Examples
    --------
    >>> is_generic("here"), is_generic("the author's blog"), is_generic("North Blog")
    (True, True, False)
    """
    found = re.split(r"[\s'’]+", text.casefold().strip(" .:*_"))
    found = [word for word in found if word not in {"the", "s", "a", "an", "of", "by", ""}]
    if not found or found[0] in words("edition"):
        return True
    return all(word in words("generic") for word in found)


def _read(view: View, place: int, limit: int, articles: int, outlet: bool) -> Name | None:
    link = view.link_at(place)
    if link is not None and link.start == place:
        return _linked(view, link, limit)
    if link is not None and link.end > place + 1:
        inner = _read_words(view, place, min(limit, link.end), articles, False)
        url = link.url if registered_domain(link.url) else None
        return Name(inner.text, inner.start, inner.end, inner.url or url) if inner else None
    return _read_words(view, place, limit, articles, outlet)


def _read_words(view: View, place: int, limit: int, articles: int, outlet: bool) -> Name | None:
    text = view.words
    first = text[place : place + 1]
    url = _URL.match(text, place, limit) if first in _URL_LETTERS else None
    if url is not None:
        address = url[0].rstrip(".,;:!?*_)")
        return Name(None, place, place + len(address), address)
    quote = _QUOTES.get(first)
    if quote is not None:
        return _quoted(view, place, limit, quote, articles, outlet)
    known = known_end(text, place, limit)
    article = _ARTICLE.match(text, place, limit)
    # "The Daily Example" is not "The Daily".
    if article and known and known >= end_of_name(text, article.end(), limit):
        return Name(text[place:known], place, known)
    if articles:
        for opening in (article, _DESCRIPTOR.match(text, place, limit)):
            if opening is not None and opening.end() < limit:
                inner = _read(view, opening.end(), limit, articles - 1, outlet)
                if inner is not None:
                    return inner
    if not first.isascii() and _UNSPACED.match(text, place, limit):
        unspaced = _UNSPACED_NAME.match(text, place, limit)
        return _checked(unspaced[0], *unspaced.span(), None) if unspaced else None
    end = end_of_name(text, place, limit)
    if outlet and known is None and not says_outlet(text[place:end]):
        return None
    if known is not None and known >= end:
        return Name(text[place:known], place, known, _url_inside(view, place, known))
    if end <= place:
        return None
    return _checked(text[place:end], place, end, _url_inside(view, place, end))


def says_outlet(name: str) -> bool:
    """Whether a name has a word or a domain that only outlets have.

    Examples
    --------
    >>> says_outlet("Harbour Post"), says_outlet("harbour.org"), says_outlet("Ada Example")
    (True, True, False)
    """
    return bool(pattern("outlet").search(name) or _OUTLET_DOMAIN.search(name))


def _linked(view: View, link: Link, limit: int) -> Name | None:
    url = link.url if registered_domain(link.url) else None
    text = view.words[link.start : link.end].strip(" \n\"'“”«»„‘’*_")
    article = _ARTICLE.match(text)
    text = text[article.end() :] if article is not None else text
    known = is_listed(text)
    if is_generic(text) or not (_shaped(text) or known) or len(text) > MAX_NAME_CHARS:
        return Name(None, link.start, link.end, url) if url else None
    headline = len(text.split()) > _MAX_LINK_WORDS and not known
    if _URL.match(text) or (headline and url):
        return Name(None, link.start, link.end, url or text)
    platform = _ON_PLATFORM.match(view.words, link.end, limit)
    if platform is not None:
        return Name(f"{text} on {platform['platform']}", link.start, platform.end(), url)
    return Name(text, link.start, link.end, url)


def _quoted(
    view: View, place: int, limit: int, closing: str, articles: int, outlet: bool
) -> Name | None:
    text = view.words
    for end in range(place + 2, min(limit, place + MAX_NAME_CHARS)):
        if text[end] == "\n":
            break
        apostrophe = text[end] in "'’" and text[end + 1 : end + 2].isalnum()
        if text[end] in closing and not apostrophe:
            link = view.link_at(place + 1)
            url = link.url if link is not None and registered_domain(link.url) else None
            name = _checked(text[place + 1 : end], place + 1, end, url, quoted=True)
            return Name(name.text, place, end + 1, name.url) if name else None
    return _read(view, place + 1, limit, articles, outlet)


def _checked(
    text: str, start: int, end: int, url: str | None, *, quoted: bool = False
) -> Name | None:
    text = text.strip()
    if _URL.match(text):
        return Name(None, start, end, text)
    if not text or len(text) > MAX_NAME_CHARS or is_generic(text):
        return Name(None, start, end, url) if url else None
    if not (quoted or _shaped(text) or is_listed(text)):
        return None
    if is_date(text) or _NUMBER.match(text) or text in words("place"):
        return Name(None, start, end, url) if url else None
    return Name(text, start, end, url)


def _shaped(text: str) -> bool:
    """Whether words look like a name: a capital, a domain, or letters that have no case."""
    if len(text) < 2:
        return False
    if text[0].isupper():
        return True
    letters = [c for c in text if c.isalpha()]
    return any(not c.islower() for c in letters) or (
        bool(letters) and (text[0].isdigit() or DOMAIN.match(text) is not None)
    )


def _url_inside(view: View, start: int, end: int) -> str | None:
    for link in view.links:
        if start <= link.start and link.end <= end + 1 and registered_domain(link.url):
            return link.url
    return None
