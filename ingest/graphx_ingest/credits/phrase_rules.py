"""Credits and mentions that a phrase announces: "originally published by …", "according to …".

In:   an article's text, and the intervals of it that hold nobody's credit.
Out:  drafts, in the order of the text.

A text is first asked for the literal stems of the phrases; only stretches around a stem are read
further, and only a bounded number of them, so that the time grows with the text and no faster.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graphx.entities.authors import people_in_byline
from graphx.entities.domains import registered_domain
from graphx.entities.outlets import OutletRegistry
from graphx.model import ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.names import DATE, Name, read_name
from graphx_ingest.credits.phrases import Phrase, phrases
from graphx_ingest.credits.reading import Reading
from graphx_ingest.credits.view import View, view_of

_BEFORE_CHARS = 240
_AFTER_CHARS = 420
# An article that repeats one phrase more often is a list or an attack, not an article.
MAX_HITS_A_STEM: Final = 24

_SENTENCE_END = re.compile(r"[.!?…。！？](?=[\s\"'”’)\]])|\n|\|")
_CLAUSE_END = re.compile(r"[:;]\s")
_THIS_TEXT = re.compile(
    r"(?<!\w)(?:this|the following|dies(?:er|es|e)|der|questo|quest[’']|l[’']|este|esta|cet|cette|dit|эта|этот|ця|цей|"
    r"ten|bu)\s*(?:\w+\s){0,2}?(?:article|story|post|piece|column|essay|report|op-ed|interview|text|beitrag|artikel|text|"
    r"articolo|post|testo|artículo|texto|nota|noticia|artigo|matéria|texte|tribune|stuk|bericht|статья|текст|материал|"
    r"стаття|artykuł|tekst)(?!\w)",
    re.IGNORECASE,
)
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
_PLURAL_RELATIVE = re.compile(
    r"(?:items|articles|stories|posts|works|pieces|papers)\W.{0,60}(?:that|which)\s*(?:were|are)?\s*\Z",
    re.I | re.S,
)
_OPENING = re.compile(r"[\s\"'“”„«*_(\[>|•©\-–—:]*(?:(?:editor|author|note|ed|hinweis|nota|notiz|n\.?d\.?l\.?r)\W[^.:\n]{0,20}:\s*)?(?:the|an?|and|this|it|that|ursprünglich|originally|first|initially|was|is|has|been|also|which|und|et|y|e|è|stato|wurde|ist|fue|foi|был[аои]?|este|esta|dieser|questo|cet|dit|not|also|here|re|reprinted|article|originally|updated?)?[\s:*_]*(?:was|is|has|been|wurde|ist|stato|a été|fue|foi|werd|zuerst|is)?\s*\Z", re.I)  # fmt: skip
# Places of papers and standards: a link there is a reference, not where a text ran before.
_REFERENCES = frozenset({"arxiv.org", "doi.org", "jstor.org", "ssrn.com"})
_THEIRS = re.compile(r"(?<!\w)(?:their|his|her)(?!\w)", re.IGNORECASE)
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
_PERMISSION_RULES = frozenset(
    {"republished_with_permission", "republished_courtesy", "cortesia", "mit_genehmigung",
     "aimable_autorisation", "gentile_concessione", "republished_from"}
)  # fmt: skip
_CONFIDENCE = {"no": 0.9, "yes": 0.88, "strict": 0.75, "line": 0.8}


def phrase_drafts(reading: Reading) -> list[Draft]:
    """Drafts of all phrases in a text, outside the ignored intervals."""
    drafts: list[Draft] = []
    views: dict[tuple[int, int], View] = {}
    for phrase in phrases():
        places = _places(reading, phrase)
        if not places:
            continue
        for start, end in _windows(reading.text, places):
            view = views.get((start, end))
            if view is None:
                view = views[start, end] = view_of(reading.text, start, end)
            drafts.extend(_drafts(reading.text, view, phrase))
    drafts.sort(key=lambda draft: (draft.start or 0, draft.end or 0))
    return drafts


def _places(reading: Reading, phrase: Phrase) -> list[int]:
    """Where the rarest of a phrase's literals occurs; nowhere when another one is missing."""
    if phrase.unspaced:
        if not reading.unspaced:
            return []
        present = [[stem for stem in stems if stem in reading.lowered] for stems in phrase.required]
    else:
        present = [reading.words.intersection(stems) for stems in phrase.required]  # type: ignore[misc]
    if not present or not all(present):
        return []
    best: list[int] | None = None
    for stems in sorted(present, key=len):
        found = sorted(p for stem in stems for p in reading.places(stem, MAX_HITS_A_STEM))
        if best is None or len(found) < len(best):
            best = found
        if len(best) <= 1:
            break
    return best or []


def _windows(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Stretches of whole lines around places; those that meet are one."""
    merged: list[tuple[int, int]] = []
    for place in places:
        start = max(0, place - _BEFORE_CHARS)
        blank = max(text.rfind("\n\n", start, place), text.rfind("\n\r\n", start, place))
        start = blank + 2 if blank >= 0 else start
        end = min(len(text), place + _AFTER_CHARS)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    yield from merged


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
            stop = match.end("source") if phrase.unspaced else match.end()
            name = read_name(view, match.start("source"), stop)
        else:
            name = read_name(view, match.end())
        if name is None:
            name = _link_around(view, match)
        if name is None:
            return None
    elif phrase.role is ClaimRole.CREDIT:
        name = _link_around(view, match)
    before = _sentence_before(words, match.start())
    if name is None and not phrase.names_source:
        name = _link_before(view, match, before)
    if phrase.role is ClaimRole.MENTION:
        if name is None or not _names_an_outlet(name):
            return None
    elif not _fits(phrase, before, name):
        return None
    if name is not None and name.domain in _REFERENCES:
        return None
    role, kind = phrase.role, phrase.kind
    if (
        phrase.role is ClaimRole.CREDIT
        and _PHOTO.search(before[-60:])
        and not _TEXT_WORD.search(before[-60:])
    ):
        role, kind = ClaimRole.MENTION, CreditKind.PHOTO_CREDIT
    begin = _subject_start(words, match.start(), before, whole=phrase.subject in {"yes", "strict"})
    stop = max(match.end(), name.end if name is not None else 0)
    start, end = view.span(begin, stop)
    person = _is_person_source(phrase, name)
    author = (
        name.text
        if person and name
        else _author(words, stop)
        if name is not None and role is ClaimRole.CREDIT
        else None
    )
    return Draft(
        role=role,
        kind=kind,
        rule=phrase.rule,
        quote=text[start:end],
        confidence=_CONFIDENCE[phrase.subject] if role is ClaimRole.CREDIT else 0.7,
        start=start,
        end=end,
        name=None if person else _name_of(name),
        domain=name.domain if name else None,
        url=name.url if name else None,
        author=author,
        date=_date(words, match.end(), stop) if role is ClaimRole.CREDIT else None,
        wire_if_agency=kind is CreditKind.SYNDICATION,
    )


def _is_person_source(phrase: Phrase, name: Name | None) -> bool:
    """Whether a permission was given by a person: that names the author, not an outlet."""
    if name is None or name.text is None or name.url or phrase.rule not in _PERMISSION_RULES:
        return False
    return people_in_byline(name.text) == (name.text,)


def _link_around(view: View, match: re.Match[str]) -> Name | None:
    """Link that the phrase itself, or its last word, carries."""
    link = view.link_at(match.end() - 1)
    if link is None or registered_domain(link.url) is None:
        return None
    return Name(None, min(link.start, match.start()), max(link.end, match.end()), link.url)


def _link_before(view: View, match: re.Match[str], before: str) -> Name | None:
    """Link earlier in the sentence that "their blog" points back to."""
    if not _THEIRS.search(match[0]):
        return None
    for link in reversed(view.links):
        inside = match.start() - len(before) <= link.start and link.end <= match.start()
        if inside and registered_domain(link.url):
            text = view.words[link.start : link.end]
            return Name(text, match.start(), match.end(), link.url)
    return None


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


def _fits(phrase: Phrase, before: str, name: Name | None) -> bool:
    """Whether what stands before a phrase lets it speak of this text."""
    offered = _OFFER.search(before[-60:])
    if offered is not None:
        return False
    if _PLURAL_RELATIVE.search(before):
        return False
    if phrase.subject == "no":
        return True
    clause = _CLAUSE_END.split(before)[-1]
    opening = _OPENING.match(before) is not None or _OPENING.match(clause) is not None
    if phrase.subject == "line":
        return opening
    text_word = _last(_TEXT_WORD, before)
    other = _last(_OTHER_SUBJECT, before)
    if phrase.subject == "strict":
        if opening and name is not None and name.url is not None:
            return True
        return text_word >= 0 and text_word > other and len(before) < 100
    if (opening and other < 0) or _THIS_TEXT.search(before):
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


_SUBJECT = re.compile(
    r"(?:this|the|a|an|dieser|der|cet|cette|este|esta|este|questo|dit|эта|этот|ta|ten)\s+[^.\n]{0,60}\Z",
    re.I,
)


_DETERMINER = re.compile(r"(?<!\w)(?:this|the|an?|this is an?)\s+\Z", re.IGNORECASE)


def _subject_start(words: str, place: int, before: str, *, whole: bool) -> int:
    """Begin the span with "This article was", as far as the sentence has it."""
    determiner = _DETERMINER.search(before)
    if determiner is not None:
        return place - (len(before) - determiner.start())
    if not whole:
        return place
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
