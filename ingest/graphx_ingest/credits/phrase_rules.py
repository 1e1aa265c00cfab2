"""Credits and mentions that a phrase announces: "originally published by …", "according to …".

In:   a `Reading`.
Out:  drafts, in the order of the text.

Where the phrases stand is for `phrase_search` to find; here each is read: whom it names, and
whether it speaks of the text it stands in.
"""

import re
from dataclasses import replace

from graphx.entities.authors import people_in_byline
from graphx.entities.domains import registered_domain
from graphx.model import ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.names import Name, read_name, says_outlet
from graphx_ingest.credits.phrase_search import found_phrases
from graphx_ingest.credits.phrases import Phrase
from graphx_ingest.credits.reading import Reading
from graphx_ingest.credits.references import (
    REFERENCE_PLACES,
    is_history,
    is_older_than_the_web,
    is_reference,
    is_stamp,
)
from graphx_ingest.credits.stated_dates import DATE, find_date
from graphx_ingest.credits.subjects import (
    is_aside,
    sentence_before,
    speaks_in_passing,
    speaks_of_a_picture,
    speaks_of_this_text,
    subject_chars,
)
from graphx_ingest.credits.suppliers import has_masthead, listed
from graphx_ingest.credits.view import View
from graphx_ingest.credits.vocabulary import pattern, words

_REACH_CHARS = 220  # between a phrase and an address that belongs to it
_CONFIDENCE = {
    "no": 0.9, "yes": 0.88, "strict": 0.75, "outlet": 0.75, "this": 0.75, "line": 0.8,
    "whole": 0.75,
}  # fmt: skip
_MENTION_CONFIDENCE = 0.7
_ASKS_FOR_AN_OUTLET = frozenset({"outlet", "this"})
_ASKS_FOR_A_TEXT = frozenset({"yes", "strict"}) | _ASKS_FOR_AN_OUTLET
_PERMISSION_RULES = frozenset(
    {"republished_with_permission", "republished_courtesy", "cortesia", "mit_genehmigung",
     "aimable_autorisation", "gentile_concessione", "republished_from"}
)  # fmt: skip
_THEIRS = re.compile(r"(?<!\w)(?:their|his|her)(?!\w)", re.IGNORECASE)
_BY_AUTHOR = re.compile(r"\W{0,4}(?:by|von|por|par|di)\s+(?P<who>[A-ZÀ-Þ][^.;()\n]{2,80})")
_ON_DATE = re.compile(r"\W{0,3}\s(?:(?:on|am|le|el|em|il|op|den)\s+)?")
_LOOSE = frozenset({"the", "our", "its", "their"})  # belong to no name, however they are written
_ARTICLES = "|".join(sorted(word.capitalize() for word in words("article") - _LOOSE))
_CAPITAL_ARTICLE = re.compile(rf"(?<!\w)(?:{_ARTICLES})\s*\Z")
_MAX_ARTICLE_CHARS = 8
_ADDRESS_BESIDE = re.compile(r"\s{0,2}\((?P<url>[^()\s]{4,300})\)")
_THEN_PLACE = re.compile(r"\s+(?:at|on|in|for)\s+(?=\S)")
_LINE_END = re.compile(r"[\s.*_)]*(?:\Z|\n)")


def phrase_drafts(reading: Reading) -> list[Draft]:
    """Drafts of all phrases in a text, outside the ignored intervals."""
    drafts = [
        draft
        for phrase, match in found_phrases(reading)
        if (draft := _draft(reading, phrase, match)) is not None
    ]
    drafts.sort(key=lambda draft: (draft.start or 0, draft.end or 0))
    return drafts


def _draft(reading: Reading, phrase: Phrase, match: re.Match[str]) -> Draft | None:
    rule = _mention if phrase.role is ClaimRole.MENTION else _credit
    return rule(reading.text, reading.view, phrase, match)


def _mention(text: str, view: View, phrase: Phrase, match: re.Match[str]) -> Draft | None:
    name = _name(view, phrase, match, outlet=True)
    if name is None or not _names_an_outlet(name):
        return None
    start, end = view.span(match.start(), max(match.end(), name.end))
    return Draft(
        role=ClaimRole.MENTION,
        kind=phrase.kind,
        rule=phrase.rule,
        quote=text[start:end],
        confidence=_MENTION_CONFIDENCE,
        start=start,
        end=end,
        name=name.written,
        domain=name.domain,
        url=name.url,
    )


def _credit(text: str, view: View, phrase: Phrase, match: re.Match[str]) -> Draft | None:
    before = sentence_before(view.words, match.start())
    addressed = _has_address(view, match)
    if not addressed and not speaks_of_this_text(phrase, before, match[0], None):
        return None  # only an address could still make it one
    name = _name(view, phrase, match)
    if name is None and phrase.names_source:
        return None
    writer = None
    if name is not None and (place := _place_after(view, match, name)) is not None:
        writer, name = name.text, place
    if name is None:
        name = _link_before(view, match, before)
    if name is not None and name.domain in REFERENCE_PLACES:
        return None
    if addressed and not speaks_of_this_text(phrase, before, match[0], name):
        return None
    if phrase.subject == "whole" and not _closes_a_line(view.words, name):
        return None
    if phrase.subject in _ASKS_FOR_AN_OUTLET and not (
        name is not None and (name.url or _names_an_outlet(name))
    ):
        return None
    role, kind = phrase.role, phrase.kind
    if role is ClaimRole.CREDIT and speaks_of_a_picture(before):
        role, kind = ClaimRole.MENTION, CreditKind.PHOTO_CREDIT
    stop = max(match.end(), name.end if name is not None else 0)
    begin = match.start() - subject_chars(before, whole=phrase.subject in _ASKS_FOR_A_TEXT)
    start, end = view.span(begin, stop)
    if is_reference(text, start) or _tells_history(view, match, name, before):
        return None
    if phrase.subject in _ASKS_FOR_A_TEXT and speaks_in_passing(text, start, before):
        return None
    person = _permitting_person(phrase, name) or writer
    return Draft(
        role=role,
        kind=kind,
        rule=phrase.rule,
        quote=text[start:end],
        confidence=_CONFIDENCE[phrase.subject],
        start=start,
        end=end,
        name=name.written if name is not None and (person is None or writer) else None,
        domain=name.domain if name is not None else None,
        url=name.url if name is not None else None,
        author=person or (_author(view.words, stop) if name is not None else None),
        date=_date(view.words, match.start(), stop),
        wire_if_agency=kind is CreditKind.SYNDICATION,
    )


def _name(view: View, phrase: Phrase, match: re.Match[str], *, outlet: bool = False) -> Name | None:
    """Name a phrase leads to, or the link that carries the phrase's own words."""
    name = None
    if phrase.source_inside:
        stop = match.end("source") if phrase.bounded else match.end()
        begin = _with_article(view.words, match.start("source"))
        name = read_name(view, begin, stop, outlet=outlet)
    elif phrase.names_source:
        name = read_name(view, _with_article(view.words, match.end()), outlet=outlet)
    if name is not None:
        return _with_address(view, name)
    link = view.link_at(match.end() - 1)
    if link is None or registered_domain(link.url) is None:
        return None
    return Name(None, min(link.start, match.start()), max(link.end, match.end()), link.url)


def _with_article(words: str, place: int) -> int:
    """Place of an article with a capital right before a name, which belongs to it: "El Norte"."""
    article = _CAPITAL_ARTICLE.search(words, max(0, place - _MAX_ARTICLE_CHARS), place)
    return article.start() if article is not None else place


def _tells_history(view: View, match: re.Match[str], name: Name | None, before: str) -> bool:
    """Whether a phrase tells where a book, another text or another version was published."""
    if name is None or name.text is None:
        return False
    known = name.domain is not None or listed(name.text) is not None
    between = view.words[match.start() : name.start]
    after = view.words[name.end : name.end + _REACH_CHARS]
    if is_history(between, after, known=known) or is_aside(before, after):
        return True
    if is_older_than_the_web(before, between, after):
        return True
    return not known and is_stamp(between, name.text)


def _with_address(view: View, name: Name) -> Name:
    """Name with the address that stands in brackets behind it."""
    beside = _ADDRESS_BESIDE.match(view.words, name.end) if name.url is None else None
    if beside is None or registered_domain(beside["url"]) is None:
        return name
    return replace(name, end=beside.end(), url=beside["url"])


def _place_after(view: View, match: re.Match[str], name: Name) -> Name | None:
    """Outlet of "published by Ada Example at North Wire": the person before it wrote the text."""
    if not match[0].casefold().endswith("by") or name.text is None or name.url:
        return None
    following = _THEN_PLACE.match(view.words, name.end)
    if following is None or people_in_byline(name.text) != (name.text,):
        return None
    return read_name(view, following.end())


def _has_address(view: View, match: re.Match[str]) -> bool:
    reach = match.end() + _REACH_CHARS
    if "." in view.words[match.end() : reach]:
        return True
    return next(view.links_from(match.start() - _REACH_CHARS, reach), None) is not None


def _closes_a_line(words: str, name: Name | None) -> bool:
    """Whether nothing stands behind a listed name in its line."""
    if name is None or not (name.url or (name.text and listed(name.text))):
        return False
    return bool(_LINE_END.match(words, name.end))


def _link_before(view: View, match: re.Match[str], before: str) -> Name | None:
    """Link earlier in the sentence that "their blog" points back to."""
    if not _THEIRS.search(match[0]):
        return None
    earlier = list(view.links_from(match.start() - len(before), match.start()))
    for link in reversed(earlier):
        if link.end <= match.start() and registered_domain(link.url):
            text = view.words[link.start : link.end]
            return Name(text, match.start(), match.end(), link.url)
    return None


def _permitting_person(phrase: Phrase, name: Name | None) -> str | None:
    """Person who gave a permission: that names the author, not an outlet."""
    if name is None or name.text is None or name.url or phrase.rule not in _PERMISSION_RULES:
        return None
    if has_masthead(name.text):
        return None
    return name.text if people_in_byline(name.text) == (name.text,) else None


def _names_an_outlet(name: Name) -> bool:
    if name.text is None:
        return False
    if listed(name.text) is not None:
        return True
    return says_outlet(name.text) and pattern("authority").search(name.text) is None


def _author(words: str, place: int) -> str | None:
    match = _BY_AUTHOR.match(words, place)
    return None if match is None else " and ".join(people_in_byline(match["who"])) or None


def _date(words: str, place: int, stop: int) -> str | None:
    match = find_date(words, place, stop)
    if match is None:
        after = _ON_DATE.match(words, stop)
        match = DATE.match(words, after.end()) if after is not None else None
    return match[0] if match is not None else None
