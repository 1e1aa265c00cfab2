"""Read the name of a source where a phrase says it stands, and tell a name from other words.

In:   a `View` and a place in it.
Out:  the name as written, where it stands, and the address behind it.

Names of outlets follow no grammar.  What ends one is known better than what belongs to it:
punctuation, a new clause, a word in lower case that no outlet carries in its name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graphx.entities.domains import registered_domain
from graphx.entities.outlets import OutletRegistry
from graphx_ingest.credits.view import View

MAX_NAME_CHARS: Final = 90
_MAX_WORDS = 9
_MAX_LINK_WORDS = 6  # a longer link is a headline, not a name

_LEAD = re.compile(r"[\s:\-–—]*")
_QUOTES = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'", "《": "》", "「": "」", "‹": "›",
           "『": "』", "»": "«", "”": "”"}  # fmt: skip
_ARTICLES = re.compile(
    r"(?:the|our|its|their|der|die|das|dem|den|des|le|la|les|el|los|las|il|lo|gli|de|het|o|a|os|"
    r"as|сайте|сайт|газете|издании|журнале|портале|сайті|газеті|виданні|журналі|portalu|dzienniku|"
    r"tygodniku|gazecie|موقع|صحيفة|مجلة|جريدة|وكالة)\s+|l['’]\s?",
    re.IGNORECASE,
)  # fmt: skip
_DESCRIPTOR = re.compile(
    r"(?:[a-zäöüß-]{3,25}\s+){0,2}(?i:tageszeitung|wochenzeitung|zeitung|zeitschrift|magazin|"
    r"nachrichtenagentur|nachrichtenmagazin|blog|portal|website|webseite|online-magazin|newsletter|"
    r"radiosender|onlinemagazin|fachzeitschrift|nachrichtenseite|journal|quotidien|magazine|site|"
    r"revue|hebdomadaire|diario|revista|sitio|portal|periódico|semanario|jornal|quotidiano|rivista|"
    r"sito|giornale|krant|dagblad|weekblad|tijdschrift|website|newspaper|daily|weekly|news agency|"
    r"news site|agencia|agência|agenzia|agence|radio station|радиостанция|агентство|издание|газета|"
    r"телеканал|журнал|портал|сайт)\s+(?=[\W]?[A-ZÄÖÜА-ЯÀ-Ý])",
)
# "blog de X", "site of X": a name that begins in lower case.
_PLACE_OF = re.compile(
    r"(?:blog|site|website|newsletter|sitio|página|canal|sito|channel|portal|weblog)\s+(?:de|del|di|of|du|von|da|do)\s+"
    r"(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CJK_NAME = re.compile(r"[^\s，。、；：！？,;:!?|()（）\[\]【】]{1,40}")
_URL = re.compile(r"https?://[^\s<>\"'）)\]，。]+|www\.[^\s<>\"'）)\]，。]+", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?\Z", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z])\.(?=[A-Z][a-z])|(?<=[A-Z]\.)(?=[A-Z][a-z]{3})")
_LONE_WORD = re.compile(r"(?P<word>[^\W\d_][\w.-]{3,40})[\s.*_)]*(?=\n|\Z)")
_JOINING = frozenset({"of", "de", "del", "della", "di", "do", "da", "des", "du", "for", "&", "der",
                      "für", "van", "the", "la", "le", "el", "les", "los", "al", "+"})  # fmt: skip
_LOWER_TAILS = frozenset(
    ["blog", "blogs", "website", "site", "newsletter", "magazine", "channel", "newspaper", "podcast", "page", "newswire", "journal", "network", "weblog"]
)
_LOWER_MIDDLE = frozenset(["personal", "news", "blog", "official", "tech", "company", "research"])
_ABBREVIATION = re.compile(
    r"(?:[A-Z]\.)+|(?:St|Dr|Mr|Mrs|Ms|Inc|Co|Corp|Ltd|No|vs|Prof|Sen|Rep|Jr|Gov)\."
)
_GENERIC = frozenset(
    ["article", "here", "blog", "post", "website", "site", "page", "link", "original", "originals", "story", "source", "web", "online", "facebook", "twitter", "permission", "author", "authors", "her", "his", "their", "our", "my", "this", "that", "full", "version", "read", "more", "tout", "ici", "lire", "hier", "artikel", "quelle", "weiterlesen", "aquí", "aqui", "original", "original-artikel", "qui", "тут", "здесь", "ссылке", "по_ссылке", "ссылка", "сайте", "источник", "оригинал", "这里", "原文", "链接", "هنا", "こちら", "oryginał", "ausgabe", "heft", "druckausgabe", "printausgabe", "edition", "issue", "print", "numéro", "edición", "edição", "nummer", "news", "agencies", "agency", "staff", "own", "eigene", "agenturen", "agencias", "agences", "edizione", "english", "spanish", "french", "german", "russian", "chinese", "italian", "portuguese", "arabic", "japanese", "turkish", "dutch", "polish", "ukrainian", "hebrew", "persian", "korean", "englischen", "französischen", "spanischen", "russischen", "deutschen", "italienischen", "inglés", "francés", "alemán", "ruso", "inglês", "anglais", "allemand", "russe", "espagnol", "inglese", "tedesco", "francese", "spagnolo", "английского", "немецкого", "французского", "испанского"]
)
_EDITION = frozenset({"ausgabe", "heft", "issue", "print", "printausgabe", "druckausgabe"})
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|märz|mai|juni|juli|okt|dez|janv|"
    r"févr|mars|avr|juin|juil|août|ene|abr|ago|dic|genn|magg|giu|lug|sett|ott|янв|фев|мар|апр|"
    r"мая|июн|июл|авг|сен|окт|ноя|дек)[^\W\d]{0,7}\.?"
)
_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:montag|dienstag|mittwoch|donnerstag|freitag)"
)
DATE: Final = re.compile(
    rf"(?:(?:{_WEEKDAY}),?\s+)?(?:"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?\d{{4}}|"
    rf"\d{{1,2}}[./-]\d{{1,2}}\.?[./-]?\s?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"{_MONTH}\s+(?:de\s+)?\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|(?:19|20)\d{{2}}"
    rf")(?!\w)",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    r"[\s,]*(?:and\s+)?(?:in|on|at|by|bei|auf|im|sur|dans|en|em|no|na|su|op|на|в)\s+", re.IGNORECASE
)
_AND_COMPANY = re.compile(r",\s+(?:[A-Z]\w+,?\s+)?(?:and|&)\s+(?:Co\.|Company|Sons|Brothers)(?!\w)")
_ON_PLATFORM = re.compile(
    r"\s+on\s+(?P<platform>Medium|LinkedIn|Substack|Facebook|Tumblr|YouTube)\b"
)


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
        return registered_domain(self.url or "") or (
            registered_domain(self.text) if self.text and _DOMAIN.match(self.text) else None
        )


def read_name(
    view: View, place: int, limit: int | None = None, *, loose: bool = False
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
    words = view.words
    limit = min(len(words) if limit is None else limit, place + 400)
    place = _LEAD.match(words, place, limit).end()  # type: ignore[union-attr]
    dated = DATE.match(words, place, limit)
    if dated is not None:
        again = _AFTER_DATE.match(words, dated.end(), limit)
        if again is None:
            return None
        place = again.end()
    name = _read(view, place, limit, articles=2)
    if name is None and loose:
        word = _LONE_WORD.match(words, place, limit)
        if word is not None and not is_generic(word["word"]):
            return Name(word["word"], *word.span("word"))
    return name


def _read(view: View, place: int, limit: int, articles: int) -> Name | None:
    words = view.words
    link = view.link_at(place)
    if link is not None and link.start == place and link.end <= limit + 200:
        return _linked(view, place, limit)
    if link is not None and link.end > place + 1:
        inner = _read_words(view, place, min(limit, link.end), articles)
        url = link.url if registered_domain(link.url) else None
        return Name(inner.text, inner.start, inner.end, inner.url or url) if inner else None
    return _read_words(view, place, limit, articles)


def _read_words(view: View, place: int, limit: int, articles: int) -> Name | None:
    words = view.words
    url = _URL.match(words, place, limit)
    if url is not None:
        address = url[0].rstrip(".,;:!?*_)")
        return Name(None, place, place + len(address), address)
    quote = _QUOTES.get(words[place : place + 1])
    if quote is not None:
        return _quoted(view, place, limit, quote, articles)
    if articles:
        for opening in (_ARTICLES, _DESCRIPTOR):
            match = opening.match(words, place, limit)
            if match is not None and match.end() < limit:
                whole = _known_from(words, place, limit)
                if whole is not None and opening is _ARTICLES:
                    return Name(words[place:whole], place, whole)
                inner = _read(view, match.end(), limit, articles - 1)
                if inner is not None:
                    return inner
    if _CJK.match(words, place, limit):
        cjk = _CJK_NAME.match(words, place, limit)
        return _checked(words[place : cjk.end()], place, cjk.end(), None) if cjk else None
    known = _known_from(words, place, limit)
    end = _end_of_name(words, place, limit)
    if known is not None and known >= end:
        return Name(words[place:known], place, known, _url_inside(view, place, known))
    if end <= place:
        return None
    return _checked(words[place:end], place, end, _url_inside(view, place, end))


def _linked(view: View, place: int, limit: int) -> Name | None:
    link = view.link_at(place)
    if link is None:
        return None
    text = view.words[link.start : link.end].strip()
    url = link.url if registered_domain(link.url) else None
    text = _ARTICLES.sub("", text.strip(" \"'“”«»„‘’*_"), count=1)
    if is_generic(text) or not (_shaped(text) or _known(text)) or len(text) > MAX_NAME_CHARS:
        return Name(None, link.start, link.end, url) if url else None
    titled = len(text.split()) > _MAX_LINK_WORDS and not _known(text)
    if _URL.match(text) or (titled and url):
        return Name(None, link.start, link.end, url or text)
    end = link.end
    platform = _ON_PLATFORM.match(view.words, end, limit)
    if platform is not None:
        text, end = f"{text} on {platform['platform']}", platform.end()
    return Name(text, link.start, end, url)


def _quoted(view: View, place: int, limit: int, closing: str, articles: int) -> Name | None:
    words = view.words
    for end in range(place + 2, min(limit, place + MAX_NAME_CHARS)):
        if words[end] in closing and not (
            words[end] in "'’" and words[end + 1 : end + 2].isalnum()
        ):
            inner = words[place + 1 : end].strip()
            link = view.link_at(place + 1)
            url = link.url if link is not None and registered_domain(link.url) else None
            name = _checked(inner, place + 1, end, url, quoted=True)
            return Name(name.text, place, end + 1, name.url) if name else None
        if words[end] == "\n":
            break
    return _read(view, place + 1, limit, articles)


def _known_from(words: str, place: int, limit: int) -> int | None:
    """End of the longest listed name that begins here."""
    ends = [match.end() for match in _islice(_WORD.finditer(words, place, limit), 6)]
    for end in reversed(ends):
        stripped = words[place:end].rstrip(".,;:!?)\"'”’»]*_。，、；：）」")
        if "\n" in stripped:
            continue
        if stripped[:1].isupper() or not stripped.isascii() or _DOMAIN.match(stripped):
            if _known(stripped) and (len(stripped) > 1):
                return place + len(stripped)
            bare = re.sub(r"['’]s\Z", "", stripped)
            if bare != stripped and _known(bare):
                return place + len(bare)
    return None


def _end_of_name(words: str, place: int, limit: int) -> int:
    opening = _PLACE_OF.match(words, place, limit)
    if opening is not None:
        return _end_of_name(words, opening.end(), limit)
    end = place
    pending = place
    count = 0
    for match in _WORD.finditer(words, place, limit):
        if "\n" in words[pending : match.start()] and count:
            break
        word = match[0]
        glued = _GLUED.search(word)
        if glued is not None and registered_domain(word.rstrip(".,;:")) is None:
            word = word[: glued.start()]
        bare = word.rstrip(".,;:!?)]}\"”»'*_…(。，、！？；：）】》」")
        stops = word != bare and not (word == bare + "." and _ABBREVIATION.fullmatch(word))
        low = bare.casefold()
        at = match.start()
        if not bare or word[0] in "(|[–—-<{" or (count and word[0] in '“„«"'):
            break
        capital = (
            bare[0].isupper()
            or bare[0].isdigit()
            or (not bare[0].isascii()
            and not bare[0].islower())
        )
        inner_capital = any(c.isupper() for c in bare[1:]) or _DOMAIN.match(bare) is not None
        if count and DATE.match(words, at, limit) and not bare.isupper():
            break
        if capital or inner_capital:
            count += 1
            end = pending = at + len(bare)
        elif count and (low in _LOWER_TAILS):
            end = pending = at + len(bare)
            count += 1
            stops = True
        elif count and (low in _JOINING or low in _LOWER_MIDDLE or low == "and"):
            pending = at + len(bare)
            if low == "and" and not _capital_follows(words, pending, limit):
                break
        else:
            break
        if stops:
            company = _AND_COMPANY.match(words, end, limit)
            if company is not None:
                end = company.end()
            break
        if count >= _MAX_WORDS:
            break
    return end


def _capital_follows(words: str, place: int, limit: int) -> bool:
    match = _WORD.search(words, place, limit)
    return match is not None and match[0][0].isupper()


def _checked(
    text: str, start: int, end: int, url: str | None, *, quoted: bool = False
) -> Name | None:
    text = text.strip()
    if _URL.match(text):
        return Name(None, start, end, text)
    if not text or len(text) > MAX_NAME_CHARS or is_generic(text):
        return Name(None, start, end, url) if url else None
    if not (quoted or _shaped(text) or _known(text)):
        return None
    if DATE.fullmatch(text) or text.isdigit():
        return None
    return Name(text, start, end, url)


def is_generic(text: str) -> bool:
    """Whether words name a kind of place and no place: "here", "the author's blog"."""
    low = text.casefold().strip(" .:*_")
    words = [
        word
        for word in re.split(r"[\s'’]+", low)
        if word not in {"the", "s", "a", "an", "of", "by"}
    ]
    return not words or words[0] in _EDITION or all(word in _GENERIC for word in words)


def _shaped(text: str) -> bool:
    """Whether words look like a name: a capital, a digit, a domain, or a script without capitals."""
    if len(text) < 2:
        return False
    first = text[0]
    if first.isupper() or any(c.isupper() for c in text) or _DOMAIN.match(text):
        return True
    return (
        any(c.isalpha() and not c.islower() for c in text)
        or (first.isdigit()
        and any(c.isalpha() for c in text))
    )


def _known(text: str) -> bool:
    return OutletRegistry.packaged().knows(text)


def _url_inside(view: View, start: int, end: int) -> str | None:
    for link in view.links:
        if start <= link.start and link.end <= end + 1 and registered_domain(link.url):
            return link.url
    return None


def _islice(matches: Iterable[re.Match[str]], count: int) -> Iterable[re.Match[str]]:
    for index, match in enumerate(matches):
        if index >= count:
            return
        yield match
