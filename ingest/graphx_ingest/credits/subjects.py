"""Whether a phrase speaks of the text it stands in.

In:   a sentence as far as it stands before a phrase.
Out:  yes or no, and where the sentence's subject begins.

"This article was first published in …" is a credit; "the novel was first published in …" and
"if you republish it with permission from …" are not.
"""

import re
from collections.abc import Iterator

from graphx_ingest.credits.names import Name
from graphx_ingest.credits.phrases import Phrase
from graphx_ingest.credits.vocabulary import alternatives, pattern

_SENTENCE_CHARS = 200
_NEAR_CHARS = 60
_PROSE_CHARS = 280  # a note of its own is shorter; from reading pages
_SENTENCE_END = re.compile(r"[.!?…。！？](?=[\s\"'”’)\]])|[\n|]")
_CLAUSE_END = re.compile(r"[:;]\s")
_THIS_TEXT = re.compile(
    rf"(?<!\w)(?:{alternatives('determiner')}|quest[’']|l[’'])\s*(?:\w+\s){{0,2}}?"
    rf"(?:{alternatives('text')})(?!\w)",
    re.IGNORECASE,
)
_OTHERS_TEXT = re.compile(
    rf"(?<!\w)(?:{alternatives('possessive')}|\w+[’']s)\s+(?:\w+\s){{0,2}}?"
    rf"(?:{alternatives('text')})(?!\w)",
    re.IGNORECASE,
)
_PLURAL_RELATIVE = re.compile(
    r"(?:items|articles|stories|posts|works|pieces|papers)\W.{0,60}(?:that|which)\s*(?:were|are)?\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
# What may stand between the beginning of a sentence and a phrase that says "published" of it.
_OPENING = re.compile(
    r"""[\W_]*+
    (?:(?:editor|author|note|ed|hinweis|nota|notiz|n\.?d\.?l\.?r)\W[^.:\n]{0,20}:\s*)?
    (?:the|an?|and|this|it|that|originally|first|initially|was|is|has|been|also|which|not|here|re
      |article|updated?|und|wurde|ist|ursprünglich|dieser|et|cet|y|e|è|stato|fue|foi|este|esta
      |questo|dit|был[аои]?)?[\s:*_]*
    (?:was|is|has|been|wurde|ist|zuerst|stato|a\sété|fue|foi|werd)?\s*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_LETTER = re.compile(r"[^\W\d_]")
_SUBJECT = re.compile(
    rf"(?:the|an?|{alternatives('determiner')})\s+[^.\n]{{0,60}}\Z", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\w,\s+(?:(?:which|that|die|der|das|qui|que|che)\s+)?(?:(?:was|were|had\s+been|wurde)\s+)?\Z",
    re.IGNORECASE,
)
_COMMA_AFTER = re.compile(r"\W{0,2},\s+\w")
_DETERMINER = re.compile(r"(?<!\w)(?:this|the|an?)\s+\Z", re.IGNORECASE)
# "… and was": what a sentence says before it has a phrase, and a span, of its own.
_JOINED = re.compile(
    r"(?:[,;]|(?<!\w)(?:and|but|und|et|y|e|i|и|та|en|ve))\s+(?:\w{2,5}\s+)?\Z", re.IGNORECASE
)
# "Reposted from North Wire, where it was": said of the text that was reposted.
_WHERE_IT = re.compile(
    r"[,;(]\s*(?:where|wo|où|donde|onde|dove|waar|где|де|gdzie)\s+(?:\w+\s+){0,3}\Z", re.IGNORECASE
)
# "South Post may": a word for a text that is half of a name.
_IN_NAME = re.compile(r"(?P<before>[^\W\d_a-z][\w’'-]*)\s+\Z")
_NAMING = frozenset(
    {"post", "news", "report", "review", "blog", "story", "column", "feature", "letter"}
)
_OPENERS = frozenset({"this", "the", "that", "a", "an", "our", "my", "these", "note"})


def sentence_before(words: str, place: int) -> str:
    """Return what stands before a place in its sentence, at most 200 characters of it.

    Examples
    --------
    >>> sentence_before("Rain fell. This article was", 27)
    ' This article was'
    """
    start = last = max(0, place - _SENTENCE_CHARS)
    for end in _SENTENCE_END.finditer(words, start, place):
        last = end.end()
    return words[last:place]


def speaks_of_itself(text: str) -> bool:
    """Whether words name the text they stand in: "this article", "dieser Beitrag"."""
    return _THIS_TEXT.search(text) is not None


def sentences_of_this_text(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of an interval that name the text they stand in: "this essay", "dieser Artikel".

    Examples
    --------
    >>> list(sentences_of_this_text("Ada writes. This essay is hers. Buy it.", 0, 39))
    [(11, 31)]
    """
    while (found := _THIS_TEXT.search(text, start, end)) is not None:
        first = last = start
        for stop in _SENTENCE_END.finditer(text, start, end):
            last = stop.end()
            if last > found.start():
                break
            first = last
        last = last if last > found.start() else end
        yield first, last
        start = last


def speaks_of_this_text(phrase: Phrase, before: str, matched: str, name: Name | None) -> bool:
    """Whether the sentence before a phrase lets it speak of the text it stands in.

    Parameters
    ----------
    phrase : Phrase
    before : str
        What `sentence_before` returned.
    matched : str
        The phrase's own words.  A sentence that begins with them begins with a capital; a line
        that does not is the rest of a sentence.
    name : Name or None
        The source, when the phrase led to one.
    """
    if pattern("offer").search(before[-_NEAR_CHARS:]) or _PLURAL_RELATIVE.search(before):
        return False
    first = _LETTER.search(before + matched)
    opens = (first is None or not first[0].islower()) and any(
        _OPENING.match(part) for part in (before, _CLAUSE_END.split(before)[-1])
    )
    text, other = _last("text", before), _last("other", before)
    match phrase.subject:
        case "no":
            return True
        case "line" | "whole":
            return opens
        case "strict" | "outlet" | "this":
            if opens and name is not None and name.url is not None:
                return True
            if phrase.subject == "this" and _THIS_TEXT.search(before) is None:
                return False
            return other < text and len(before) < _SENTENCE_CHARS / 2
    if _OTHERS_TEXT.search(before) and not _THIS_TEXT.search(before):
        return False
    if (opens and other < 0) or _THIS_TEXT.search(before) or (text >= 0 and text >= other):
        return True
    if other < 0 and _WHERE_IT.search(before):
        return True
    if name is None or other >= 0:
        return False
    return name.url is not None or (name.domain is not None and len(before) < _NEAR_CHARS)


def speaks_of_a_picture(before: str) -> bool:
    """Whether what stands right before a phrase is a picture and no text."""
    near = before[-_NEAR_CHARS:]
    return pattern("picture").search(near) is not None and pattern("text").search(near) is None


def is_aside(before: str, after: str) -> bool:
    """Whether a phrase stands between commas, aside of what a sentence says of another text.

    Parameters
    ----------
    before : str
        What `sentence_before` returned.
    after : str
        What follows the name.

    Examples
    --------
    >>> is_aside(" The report, ", ", said the bridge was unsafe.")
    True
    >>> is_aside(" This report, ", ", was amended."), is_aside(" The report was ", ".")
    (False, False)
    """
    return bool(
        _ASIDE.search(before) and _COMMA_AFTER.match(after) and not _THIS_TEXT.search(before)
    )


def speaks_in_passing(text: str, start: int, before: str) -> bool:
    """Whether "the report was first published by …" stands amid prose, of a report it tells of.

    Parameters
    ----------
    text : str
    start : int
        Where the phrase, or its subject, begins in `text`.
    before : str
        What `sentence_before` returned.
    """
    if _LETTER.search(before) is None or _THIS_TEXT.search(before):
        return False
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    if last < 0 or last - first < _PROSE_CHARS:
        return False
    return bool(text[:first].strip()) and bool(text[last:].strip())


def subject_chars(before: str, *, whole: bool) -> int:
    """How many characters before a phrase belong to it: "This article was ".

    Parameters
    ----------
    before : str
        What `sentence_before` returned.
    whole : bool
        Take the whole subject, not only an article that stands right before the phrase.
    """
    joined = whole and _JOINED.search(before) is not None
    subject = _DETERMINER.search(before) or (
        _SUBJECT.search(before) if whole and not joined else None
    )
    return len(before) - subject.start() if subject is not None else 0


def _last(name: str, words: str) -> int:
    place = -1
    for match in pattern(name).finditer(words):
        if not _is_half_a_name(match[0], words[: match.start()]):
            place = match.start()
    return place


def _is_half_a_name(word: str, before: str) -> bool:
    if not word[0].isupper() or word.casefold() not in _NAMING:
        return False
    first = _IN_NAME.search(before)
    return first is not None and first["before"].casefold() not in _OPENERS
