"""Credits and mentions that a phrase announces: "originally published by …", "according to …".

In:   an article's text, and the intervals of it that hold nobody's credit.
Out:  drafts, in the order of the text.

A text is first asked for the literal stems of the phrases; only stretches around a stem are read
further, and only a bounded number of them, so that the time grows with the text and no faster.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from graphx.entities.outlets import OutletRegistry
from graphx.entities.authors import people_in_byline
from graphx.model import ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.names import DATE, Name, read_name
from graphx_ingest.credits.phrases import Phrase, phrases
from graphx_ingest.credits.view import View, view_of

_BEFORE_CHARS = 240
_AFTER_CHARS = 420
# An article that repeats one phrase more often is a list or an attack, not an article.
MAX_HITS_A_STEM: Final = 24

_SENTENCE_END = re.compile(r"[.!?…。！？](?=[\s\"'”’)\]])|\n|[:;]\s|\|")
_TEXT_WORD = re.compile(
    r"""(?<!\w)(?:
    article|story|stories|post|blogpost|piece|column|essay|report|op-ed|editorial|interview|commentary|analysis|
    version|text|content|news|feature|translation|excerpt|review|blog|original|transcript|opinion|letter|press release|
    artikel|beitrag|text|kommentar|bericht|interview|meldung|gastbeitrag|essay|reportage|analyse|er|
    article|texte|tribune|billet|entretien|dépêche|enquête|
    artículo|articulo|texto|nota|noticia|columna|entrevista|reportaje|publicación|
    artigo|texto|matéria|reportagem|coluna|notícia|entrevista|postagem|
    articolo|testo|intervista|post|contributo|
    stuk|verhaal|bericht|opiniestuk|tekst|
    статья|материал|текст|интервью|пост|колонка|новость|публикация|заметка|
    стаття|статтю|матеріал|колонка|допис|
    artykuł|tekst|wywiad|felieton|wpis
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_OTHER_SUBJECT = re.compile(
    r"""(?<!\w)(?:
    book|books|novel|album|song|film|movie|game|law|bill|act|study|studies|paper|research|photo|photos|photograph|
    picture|image|images|video|graphic|map|chart|cartoon|meme|cases?|data|magazine|newspaper|series|edition|episode|
    organi[sz]ation|poem|memoir|dictionary|software|tool|dataset|findings?|survey|poll|quote|quotes|tweet|figures?|
    illustration|table|recipe|character|buch|roman|studie|foto|bild|film|livre|roman|étude|photo|libro|estudio|foto|
    livro|estudo|libro|studio|boek|onderzoek|книга|роман|исследование|фото|książka|enfoque|git
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_OFFER = re.compile(
    r"""(?<!\w)(?:
    may\s+not|must\s+not|cannot|can\s+not|may\s+be|can\s+be|could\s+be|should\s+be|must\s+be|to\s+be|if\s+you|if\s+it|
    free\s+to|available\s+to|permission\s+to|grants?|allowed|want\s+to|would\s+like\s+to|feel\s+free|please|whenever|
    whether|will\s+be|would\s+be|before\s+republishing|not\s+be|never\s+been|hasn't|wasn't|unless|without|do\s+not|don't|
    darf|dürfen|kann|können|peut|peuvent|puede|pueden|pode|podem|può|possono
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_PHOTO = re.compile(
    r"""(?<!\w)(?:photos?|photograph\w*|images?|pictures?|picture|foto\w*|bild\w*|abbildung|figure|chart|graphic|map|
    video|illustration|infographic|screenshot|credit|imagen|imagem|immagine|фото|zdjęcie|grafik|drawing|cartoon|artwork|
    footage|quote|quotes|audio|logo)(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_PLURAL_RELATIVE = re.compile(r"(?:items|articles|stories|posts|works|pieces|papers)\W.{0,60}(?:that|which)\s*(?:were|are)?\s*\Z", re.I | re.S)
_OPENING = re.compile(r"[\s\"'“”„«*_(\[>|•\-–—:]*(?:(?:editor|author|note|ed|hinweis|nota|notiz|n\.?d\.?l\.?r)\W[^.:\n]{0,20}:\s*)?(?:and|this|it|that|was|is|has|been|also|which|und|et|y|e|è|stato|wurde|ist|fue|foi|был[аои]?|este|esta|dieser|questo|cet|dit|not|also|here|re|reprinted|article|originally|updated?)?[\s:*_]*(?:was|is|has|been|wurde|ist|stato|a été|fue|foi|werd|zuerst|is)?\s*\Z", re.I)  # fmt: skip
_BY_AUTHOR = re.compile(r"\W{0,4}(?:by|von|por|par|di)\s+(?P<who>[A-ZÀ-Þ][^.;()\n]{2,80})")
_TAIL_BY = re.compile(r",?\s+(?:and|y|et|und)\s+(?:is|has|republished|reprinted)")
_AUTHORITIES = re.compile(
    r"\b(?:ministry|government|police|minister|president|officials?|department|sheriff|court|mayor|spokes\w+|senator|"
    r"university|professor|doctor|dr|bank|committee|council|association|institute of health|act|law|rules?|plan|"
    r"investigators?|prosecutors?|sources?|experts?|analysts?|census|congress|parliament|commission)\b",
    re.IGNORECASE,
)
_OUTLET_WORD = re.compile(
    r"\b(?:news|times|post|journal|tribune|herald|gazette|daily|weekly|press|chronicle|telegraph|observer|magazine|"
    r"radio|tv|television|newspaper|agency|broadcasting|wire|review|monitor|register|dispatch|courier|mail|mirror|"
    r"independent|globe|star|today|zeitung|tageblatt|nachrichten|rundfunk|presse|agentur|журнал|новости|газета|"
    r"agence|agencia|agência|agenzia|journal|diario|periódico|giornale|eye|blog|website|media)\b|\.(?:com|org|net|ru|de)\b",
    re.IGNORECASE,
)
_CONFIDENCE = {"no": 0.9, "yes": 0.88, "strict": 0.75, "line": 0.8}


def phrase_drafts(text: str, ignored: Sequence[tuple[int, int]]) -> list[Draft]:
    """Drafts of all phrases in a text, outside the ignored intervals."""
    drafts: list[Draft] = []
    hits = _hits(text, ignored)
    for start, end, found in _windows(text, hits):
        view = view_of(text, start, end)
        for phrase in found:
            drafts.extend(_drafts(text, view, phrase))
    return drafts


def _hits(text: str, ignored: Sequence[tuple[int, int]]) -> list[tuple[int, tuple[Phrase, ...]]]:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    hits: list[tuple[int, tuple[Phrase, ...]]] = []
    ascii_only = text.isascii()
    for stem, owners in _owners().items():
        if (ascii_only and not stem.isascii()) or stem not in lowered:
            continue
        place = -1
        for _ in range(MAX_HITS_A_STEM):
            place = lowered.find(stem, place + 1)
            if place < 0:
                break
            if not any(start <= place < end for start, end in ignored):
                hits.append((place, owners))
    hits.sort(key=lambda hit: hit[0])
    return hits


@cache
def _owners() -> dict[str, tuple[Phrase, ...]]:
    owners: dict[str, list[Phrase]] = {}
    for phrase in phrases():
        for stem in phrase.stems:
            owners.setdefault(stem, []).append(phrase)
    return {stem: tuple(found) for stem, found in owners.items()}


def _windows(
    text: str, hits: Iterable[tuple[int, tuple[Phrase, ...]]]
) -> Iterator[tuple[int, int, tuple[Phrase, ...]]]:
    """Merge hits that lie close into one stretch; cut it at blank lines."""
    merged: list[tuple[int, int, dict[Phrase, None]]] = []
    for place, owners in hits:
        start = max(0, place - _BEFORE_CHARS)
        blank = text.rfind("\n\n", start, place)
        start = blank + 2 if blank >= 0 else start
        end = min(len(text), place + _AFTER_CHARS)
        if merged and start <= merged[-1][1]:
            first, last, found = merged[-1]
            found.update(dict.fromkeys(owners))
            merged[-1] = (first, max(last, end), found)
        else:
            merged.append((start, end, dict.fromkeys(owners)))
    for start, end, found in merged:
        yield start, end, tuple(found)


def _drafts(text: str, view: View, phrase: Phrase) -> Iterator[Draft]:
    for count, match in enumerate(phrase.expression.finditer(view.words)):
        if count >= MAX_HITS_A_STEM:
            return
        draft = _draft(text, view, phrase, match)
        if draft is not None:
            yield draft


def _draft(text: str, view: View, phrase: Phrase, match: re.Match[str]) -> Draft | None:
    words = view.words
    name: Name | None = None
    if phrase.names_source:
        if phrase.source_inside:
            name = read_name(view, match.start("source"), match.end("source"))
        else:
            name = read_name(view, match.end())
        if name is None:
            return None
    before = _sentence_before(words, match.start())
    if phrase.role is ClaimRole.MENTION:
        if name is None or not _names_an_outlet(name):
            return None
    elif not _fits(phrase, before, name, match):
        return None
    role, kind = phrase.role, phrase.kind
    if phrase.role is ClaimRole.CREDIT and _PHOTO.search(before[-60:]) and not _TEXT_WORD.search(before[-60:]):
        role, kind = ClaimRole.MENTION, CreditKind.PHOTO_CREDIT
    begin = _subject_start(words, match.start(), before) if phrase.subject in {"yes", "strict"} else match.start()
    stop = max(match.end(), name.end if name is not None else 0)
    start, end = view.span(begin, stop)
    author = _author(words, stop) if name is not None and role is ClaimRole.CREDIT else None
    return Draft(
        role=role,
        kind=kind,
        rule=phrase.rule,
        quote=text[start:end],
        confidence=_CONFIDENCE[phrase.subject] if role is ClaimRole.CREDIT else 0.7,
        start=start,
        end=end,
        name=_name_of(name),
        domain=name.domain if name else None,
        url=name.url if name else None,
        author=author,
        date=_date(words, match.end(), stop) if role is ClaimRole.CREDIT else None,
        wire_if_agency=kind is CreditKind.SYNDICATION,
    )


def _name_of(name: Name | None) -> str | None:
    if name is None:
        return None
    return name.text or name.domain


def _sentence_before(words: str, place: int) -> str:
    """What stands before a phrase in its sentence, at most 200 characters of it."""
    start = max(0, place - 200)
    last = start
    for end in _SENTENCE_END.finditer(words, start, place):
        last = end.end()
    return words[last:place]


def _fits(phrase: Phrase, before: str, name: Name | None, match: re.Match[str]) -> bool:
    """Whether what stands before a phrase lets it speak of this text."""
    offered = _OFFER.search(before[-60:])
    if offered is not None:
        return False
    if _PLURAL_RELATIVE.search(before):
        return False
    if phrase.subject == "no":
        return True
    opening = _OPENING.match(before) is not None
    if phrase.subject == "line":
        return opening
    text_word = _last(_TEXT_WORD, before)
    other = _last(_OTHER_SUBJECT, before)
    if phrase.subject == "strict":
        return text_word >= 0 and text_word > other and len(before) < 100
    if opening and other < 0:
        return True
    if text_word >= 0 and text_word >= other:
        return True
    if name is None or other >= 0:
        return False
    return name.url is not None or (name.domain is not None and len(before) < 60)


def _last(pattern: re.Pattern[str], words: str) -> int:
    place = -1
    for match in pattern.finditer(words):
        place = match.start()
    return place


_SUBJECT = re.compile(r"(?:this|the|a|an|dieser|der|cet|cette|este|esta|este|questo|dit|эта|этот|ta|ten)\s+[^.\n]{0,60}\Z", re.I)


def _subject_start(words: str, place: int, before: str) -> int:
    """Begin the span with "This article was", as far as the sentence has it."""
    subject = _SUBJECT.search(before)
    if subject is None or len(before) - subject.start() > 80:
        return place
    return place - (len(before) - subject.start())


def _names_an_outlet(name: Name) -> bool:
    text = name.text
    if text is None:
        return False
    if OutletRegistry.packaged().knows(text):
        return len(text) > 1
    return _OUTLET_WORD.search(text) is not None and _AUTHORITIES.search(text) is None


def _author(words: str, place: int) -> str | None:
    match = _BY_AUTHOR.match(words, place)
    if match is None:
        return None
    people = people_in_byline(match["who"])
    return " and ".join(people) or None


def _date(words: str, place: int, stop: int) -> str | None:
    match = DATE.search(words, place, stop)
    if match is None:
        after = re.compile(r"\W{0,3}\s?(?:on|am|le|el|em|il|op)\s+").match(words, stop)
        match = DATE.match(words, after.end()) if after else None
    return match[0] if match is not None else None
