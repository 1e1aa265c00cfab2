"""Words by which the parts of a page that are no article are known.

Patterns are matched against a whole unit or its beginning, in any case; they are the house words
of web templates and licences, not of any one outlet.
"""

import re
from typing import Final

from graphx_ingest.dates import MONTH, WRITTEN_DAY


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\W*", re.IGNORECASE)


def _opening(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{pattern})", re.IGNORECASE)


AMOUNT: Final = _whole(r"[\d.,]+\s?[$€£₽¥]|[$€£₽¥]\s?[\d.,]+")
MONTH_YEAR: Final = _whole(rf"{MONTH}\s+(?:19|20)\d\d")
APPEAL: Final = _whole(
    r"(?:please )?(?:donate|support|help)(?: to| keep)? (?:us|our .{1,40}|this (?:site|work"
    r"|project)"
    r"|independent .{1,30}|.{0,20}journalism)|donate(?: now| today| here)?|make a donation"
    r"|become an? (?:patron|supporter|subscriber|member)(?: today| now)?|buy (?:me|us) a coffee"
    r"|support the author"
)
SUPPORT_NAME: Final = re.compile(
    r"(?:Support|Donate to) (?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})"
)

CLOCK: Final = re.compile(
    rf"\d{{1,2}}:\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?\s*)?(?:[A-Z]{{2,4}})?\s*{WRITTEN_DAY}?",
    re.IGNORECASE,
)
NAVIGATION: Final = _whole(
    r"listen live|watch live|live|get short url|short url|copy (?:link|url)|share(?: this)?.{0,20}"
    r"|print(?: this)?(?: page| article)?|e-?mail(?: this)?|menu|main menu"
    r"|skip to (?:main )?content"
    r"|search|home(?: page)?|log ?in|sign ?in|sign ?up|register|subscribe(?: now)?|newsletters?"
    r"|facebook|twitter|tweet|whatsapp|telegram|linkedin|reddit|pinterest|flipboard|mastodon"
    r"|follow us(?: on .{1,30})?|next(?: article| story| post)?|previous(?: article| story| post)?"
    r"|back to (?:top|home)|load more|see all|advertisement|sponsored(?: content)?|close"
    r"|views? \d*"
    r"|\d+ (?:shares?|views?)|font size.{0,20}|a a|play(?: video)?|listen to (?:this )?article"
)
LABELLED_TAGS: Final = _opening(
    r"(?:regions?|themes?|topics?|tags?|tagged(?: with| as)?|categor(?:y|ies)|filed under"
    r"|keywords?"
    r"|in-depth reports?|labels?|sections?|more on|posted in|subjects?|schlagw[oö]rter|themen"
    r"|mots[- ]cl[eé]s"
    r"|etiquetas|рубрика|теги)\s*:"
)
LABELLED_LINKS: Final = _opening(
    r"(?:related|read (?:more|also|next)|see also|also read|more from|recommended"
    r"|you may (?:also )?like"
    r"|articles by|latest (?:news|stories)|most (?:read|popular)|don['’]t miss|trending"
    r"|further reading"
    r"|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|leia também|leggi anche"
    r"|lees ook"
    r"|читайте также)\b"
)
FOOTER: Final = _opening(
    r"community standards|terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)"
    r"|cookie(?:s| policy| settings)|all rights reserved|contact us|about us|advertise with"
    r"|discussion$|(?:copyright )?(?:©|\(c\)) ?(?:19|20)\d\d\b|copyright\b|powered by|subscribe to"
    r"|sign up (?:for|to)|for media inquiries"
)
COMMENTS: Final = _opening(
    r"notify of\b|inline feedbacks|view (?:all )?comments?|leave a (?:reply|comment)"
    r"|post a comment"
    r"|add a comment|\d+ (?:comments?|responses?|replies)(?: on .{1,150})?\W*$"
    r"|(?:comments?|responses?|replies)(?: \(?\d+\)?)?\W*$"
    r"|newest (?:most voted|first)|sort by|join the (?:discussion|conversation)"
    r"|be the first to comment"
    r"|comments (?:are )?closed|(?:\d+ )?kommentare?\W*$|commentaires?\W*$|comentarios?\W*$"
    r"|комментари[ий]\w*\W*$"
)
ANSWER: Final = re.compile(
    r"\W*(?:reply|antworten|répondre|responder|rispondi|ответить|відповісти|odpowiedz|reageer|svara"
    r"|svar|beantwoorden|yanıtla|cevapla|返信|回复|回覆|답글|رد)(?:\W*(?:\d+|like|share|report))*\W*",
    re.IGNORECASE,
)
"""The button under a reader's comment."""
SAYS: Final = re.compile(
    r".{2,60}\b(?:says|wrote|sagt|schreibt|dit|a écrit|dice|diz|disse|пишет|говорит|pisze|schreef"
    r"|skriver)\s*:",
    re.IGNORECASE,
)
"""The line above a reader's comment, and above its date: "Ada says:"."""
TRUNCATED: Final = re.compile(r"(?:read|show|see) more\W*", re.IGNORECASE)
EDITOR_NOTE: Final = _opening(
    r"(?:the )?(?:editor|ed|publisher|translator|author)(?:['’]?s['’]?|ial|s)?\.? (?:note"
    r"|introduction|comment)\b"
    r"|note from the (?:editor|publisher|author)|note to readers|(?:correction"
    r"|clarification)s?\s*:"
    r"|the (?:article|text|piece|report|analysis|interview|translation|post|essay|story) below\b"
    r"|(?:the following|below is|what follows is|here follows)\b.{0,60}"
    r"\b(?:article|text|piece|report|analysis|interview|translation|post|essay|story|transcript"
    r"|excerpt)\b"
    r"|we (?:are )?(?:republish|reproduc|reprint|bring)\w*\b|anmerkung der redaktion"
    r"|note de la rédaction"
    r"|nota del (?:editor|director)|от редакции"
)
DISCLAIMER: Final = _opening(
    r"disclaimer\b|(?:the )?(?:views|opinions)(?: and opinions)? expressed\b"
    r"|the contents of this article"
    r"|this (?:article|site|website|material) contains copyrighted"
)
_LEGAL: Final = re.compile(
    r"fair use|copyright(?:ed)? (?:owner|material|holder)|not (?:be )?responsible for"
    r"|sole responsibility"
    r"|(?:not|n['’]t) necessarily (?:reflect|represent)|permission to cross-post|grants permission"
    r"|creative commons|without profit|educational purposes|all rights reserved"
    r"|may not be (?:re)?published",
    re.IGNORECASE,
)
_LEGAL_WORDS: Final = (
    "fair use", "copyright", "responsib", "necessarily", "permission", "creative commons", "profit",
    "educational", "all rights", "may not be",
)  # fmt: skip


def legal(words: str) -> list[str]:
    """Find the phrases of legal notices in words.

    Examples
    --------
    >>> legal("© North Wire. All rights reserved; may not be republished.")
    ['All rights reserved', 'may not be republished']
    """
    low = words.lower()
    # One of these is in each; a look for all the phrases takes thirty times as long.
    return _LEGAL.findall(words) if any(map(low.__contains__, _LEGAL_WORDS)) else []


BIO: Final = re.compile(
    r"can be (?:reached|contacted) at|is (?:also )?(?:the )?(?:co-)?author of"
    r"|is an? .{0,60}\b(?:contributor"
    r"|columnist|journalist|writer|reporter|correspondent|professor|analyst|fellow|researcher"
    r"|editor|historian"
    r"|commentator|activist|lecturer|broadcaster)\b|lives in\b|writes (?:for|about|on)\b"
    r"|blogs at\b"
    r"|follow (?:him|her|them|me) on\b|email (?:him|her|them) at\b|has written for\b|teaches\b",
    re.IGNORECASE,
)
ABOUT_AUTHOR: Final = _opening(r"about the (?:author|writer)s?\b|the (?:author|writer) is\b")

PHOTO_CREDIT: Final = re.compile(
    r"(?:©\s?|\(c\)\s)[^\d.!?]{2,60}"
    r"|(?:photo|image|picture|photograph|pic|foto|bild|illustration|graphic|screenshot)s?"
    r"(?: (?:credit|by|courtesy(?: of)?|source|via))?\s?[:/|]\s?.{2,80}"
    r"|\(?(?:photo|image|picture) (?:by|courtesy of) .{2,80}"
    r"|(?:ap|afp|reuters|epa|getty|istock|shutterstock|flickr|wikimedia|alamy|imago|dpa)"
    r"(?: (?:photo|images?|commons))?\s?[/|]\s?.{0,60}"
    r"|(?:getty images|wikimedia commons|shutterstock|ap photo|public domain)(?:[/|].{0,60})?",
    re.IGNORECASE,
)
BYLINE: Final = re.compile(
    r"(?:(?P<english>(?:written |posted |reported |story |words )?by:?|authors?:)|von:?|par:?|por:?"
    r"|door:?|autor(?:in)?(?:[/:*]autor|[/:*]in)?:?|auteurs?:?|автор:?|текст:?)\s+(?=(?-i:[^\W\d_a-zа-я]))",
    re.IGNORECASE,
)
DATED: Final = re.compile(
    r"(?:(?:published|posted|first published|date|dated|updated)(?: on| at)?:?\s+)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*\.?,?\s+)?"
    rf"(?:(?P<outlet>[^\W\d_][^,|]{{1,60}}?)\s*[,|–—]\s*)?(?P<day>{WRITTEN_DAY})"
    r"(?:,?\s*(?:at |- |\| )?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*[A-Z]{0,4})?\W*",
    re.IGNORECASE,
)
UPDATED: Final = re.compile(r"updated\b", re.IGNORECASE)
AS_OF: Final = re.compile(rf"\bas (?:of|at) (?P<day>{WRITTEN_DAY})", re.IGNORECASE)
TODAY: Final = re.compile(
    r"\b(?:today|this (?:morning|afternoon|evening)|tonight)\b", re.IGNORECASE
)
CREDIT: Final = re.compile(
    r"(?:originally|first) (?:published|appeared|posted)|republished|reprinted|cross-?posted"
    r"|reposted"
    r"|this (?:article|story|piece|post)\b|courtesy of|\bsource:|\bvia\b",
    re.IGNORECASE,
)
