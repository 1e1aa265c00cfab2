"""Credits that a dateline makes: ``LONDON (Reuters) –``, ``/PRNewswire/``, ``【ワシントン共同】``.

In:   a `Line`.
Out:  a draft, or nothing.
"""

import re

from graphx.model import CreditKind
from graphx_ingest.credits.draft import Draft, credit
from graphx_ingest.credits.lines import Line
from graphx_ingest.credits.suppliers import is_agency, supplier_in_brackets
from graphx_ingest.credits.view import View
from graphx_ingest.credits.vocabulary import pattern

_DATELINE = re.compile(
    r"""\s*(?P<span>(?P<city>[^\W\d_a-zß-öø-ÿа-я][^()\n]{0,60}?)?\s*[-–—,.]?\s*
    (?:[(\[（](?P<round>[^()\[\]\n（）]{2,40})[)\]）]|/(?P<slash>[^/\n()]{2,40})/)
    \s*(?P<dash>[-–—―]+|\.\s?[-–—]|:|(?<=/)\.|(?=[A-ZÀ-Þ“"])))""",
    re.VERBOSE,
)
_HEAD_CHARS = 160
_CLOSED = re.compile(
    r"[)\]）/]\s*(?:[^\s\w,;)]|[A-ZÀ-Þ])"
)  # what ends a dateline, or stands before it
_PLACE = re.compile(
    r"[^\W\d_a-zß-öø-ÿа-я][\w.'’\-]*(?:[\s,./\-–—]+[\w.'’\-]+){0,8}[,.:]?\s*[-–—]?\s*\Z"
)
_MAX_PLACE_WORDS = 8
_BARE_DATELINE = re.compile(
    r"""\s*(?P<span1>[A-ZÀ-Þ][\w.'’\- ]{1,30}?(?:,\s*|\s+[-–—/]\s*|\s+)
    (?:\d{1,2}\s?\w{3,9}\.?[,\s]\s?)?(?P<agency1>[A-Z]{2,8})\s*[-–—]{1,2})\s
    |\s*(?P<span2>(?P<agency2>[A-Z]{2,8})\s+[-–—]{1,2})\s+[A-ZÀ-Þ“"]
    |\s*(?P<span3>[^\W\d_a-zа-я][\w.\- ]{1,25},\s+\d{1,2}\s+\w{3,9}\s*[-–—,]{1,2}\s*
      (?P<agency3>[^\W\d_a-zа-я][\w «»]{1,24}?)\s*(?:\.|[-–—]))\s
    |\s*(?P<span4>[^\W\d_a-zа-я][\w\- ]{1,25}\.\s\d{1,2}\s\w{3,9}\.\s
      (?P<agency4>[^\W\d_a-zа-яі][\w «»]{1,24}?))\s*[.–—-]\s
    |\s*(?P<span5>[A-ZÀ-Þ][A-ZÀ-Þ.\- ]{2,25}\s(?:[a-z]{2,5}/)?(?P<agency5>[a-z]{2,5}))\s*\|\s
    """,
    re.VERBOSE,
)
_FORMS = range(1, 6)
_WIRE_SERVICE = re.compile(r".*wire", re.IGNORECASE)
_TELEGRAM = re.compile(
    r"\s*(?P<span>(?P<agency>[\u3400-\u9fff]{2,5}?[社网網])\S{0,14}?\d{1,2}日[电電讯訊])"
)
# "Place, day, telegram (agency's reporter …)": the agency stands in the brackets behind.
_REPORTED_TELEGRAM = re.compile(
    r"\s*(?P<span>[\u3400-\u9fff]{2,10}?(?:\d{1,2}月)?\d{1,2}日[电電讯訊]\s*"
    r"[(（](?P<agency>[\u3400-\u9fff]{2,5}?[社网網])[^()（）\n]{0,40}[)）])"
)
_KOREAN = re.compile(
    r"\s*(?P<span>[(\[](?P<place>[\uac00-\ud7af]{2,8})=(?P<agency>[\uac00-\ud7afA-Za-z]{2,16})[)\]])"
)
_JOINTS = " ＝=・"  # between the place and the agency
_EASTERN = re.compile(r"\s*(?P<span>[【\[［](?P<body>[^】\]］\n]{2,40})[】\]］])")


def dateline(line: Line) -> Draft | None:
    """``CITY (AGENCY) –`` or ``(AGENCY) -`` opens the line."""
    if _CLOSED.search(line.text, line.start, min(line.end, line.start + _HEAD_CHARS)) is None:
        return None
    view = line.view(line.start, min(line.end, line.start + _HEAD_CHARS))
    match = _DATELINE.match(view.words)
    if match is None:
        return None
    city = match["city"] or ""
    if city and (not _PLACE.match(city) or len(city.split()) > _MAX_PLACE_WORDS):
        return None
    shouted = city.partition(",")[0].isupper()
    written = (match["round"] or match["slash"]).strip()
    plain = (match["round"] is not None or shouted) and match["dash"] != ""
    supplier = supplier_in_brackets(written, any_name=shouted and plain)
    if supplier is None or not (plain or is_agency(supplier) or _WIRE_SERVICE.match(supplier)):
        return None
    return credit(view, match.span("span"), line.text, CreditKind.WIRE, "dateline", supplier, 0.93)


def bare_dateline(line: Line) -> Draft | None:
    """``London, AFP -`` opens the line."""
    head = line.head(80)
    if not any(stop in head for stop in "-–—.|"):
        return None
    view = line.view(line.start, line.start + len(head))
    match = _BARE_DATELINE.match(view.words)
    if match is None:
        return None
    place = next(number for number in _FORMS if match[f"span{number}"])
    name = match[f"agency{place}"]
    if not is_agency(name):
        return None
    span = match.span(f"span{place}")
    return credit(view, span, line.text, CreditKind.WIRE, "bare_dateline", name, 0.8)


def eastern_dateline(line: Line) -> Draft | None:
    """``【ワシントン共同】`` or ``新华社北京5月5日电`` opens the line."""
    if line.text[line.start : line.start + 40].isascii():
        return None
    view = line.view(line.start, min(line.end, line.start + 80))
    telegram = _TELEGRAM.match(view.words) or _REPORTED_TELEGRAM.match(view.words)
    if telegram is not None and is_agency(telegram["agency"]):
        span, name = telegram.span("span"), telegram["agency"]
        return credit(view, span, line.text, CreditKind.WIRE, "dateline", name, 0.9)
    korean = _KOREAN.match(view.words)
    if korean is not None and is_agency(korean["agency"]):
        if pattern("photo").search(korean["place"]):
            return None
        span, name = korean.span("span"), korean["agency"]
        return credit(view, span, line.text, CreditKind.WIRE, "dateline", name, 0.9)
    match = _EASTERN.match(line.text, line.start, line.end)
    if match is None:
        return None
    body = match["body"].strip()
    if pattern("photo").search(body):
        return None
    tails = (body[place:].strip(_JOINTS) for place in range(max(0, len(body) - 10), len(body) - 1))
    name = next((tail for tail in tails if not tail.isascii() and is_agency(tail)), None)
    if name is None:
        return None
    view = View(line.words, line.start)
    span = (match.start("span") - line.start, match.end("span") - line.start)
    return credit(view, span, line.text, CreditKind.WIRE, "dateline", name, 0.85)
