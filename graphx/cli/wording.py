"""Values as words, as the command line prints them.

In:   articles, dates, lags, probabilities, edits.
Out:  a few words each.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from graphx.lineage.edits import EditKind, TypedEdit
from graphx.lineage.origins import Origins
from graphx.views.rows import ArticleRow


def describe_article(article: ArticleRow) -> str:
    """Write whose text it is, and its title."""
    return f"{article.outlet_name or 'outlet unknown'}: {article.label}"


def shorten(quote: str, length: int = 80) -> str:
    """Write a quote on one line, cut where it is long."""
    flat = " ".join(quote.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def spaced(name: str) -> str:
    """Write the name of a kind as words.

    Examples
    --------
    >>> spaced("near_duplicate")
    'near duplicate'
    """
    return name.replace("_", " ")


def describe_probability(probability: float) -> str:
    """Write a probability as the page does, never as certainty.

    Examples
    --------
    >>> describe_probability(0.934), describe_probability(0.9999)
    ('p = .93', 'p > .99')
    """
    if probability > 0.99:
        return "p > .99"
    if probability < 0.01:
        return "p < .01"
    return f"p = {probability:.2f}".replace("0.", ".")


def describe_date(article: ArticleRow) -> str:
    """Write an article's date with what it was read from."""
    if article.published is None:
        return "undated"
    zone = (
        "" if article.date_zone_known or article.date_precision not in _CLOCKS else ", zone unknown"
    )
    return (
        f"{article.published.replace('/', ' to ')} ({_BASIS.get(article.date_basis or '')}{zone})"
    )


_CLOCKS = {"minute", "second"}
_BASIS = {
    "given": "as given",
    "jsonld": "page data",
    "meta": "page data",
    "visible": "as printed",
    "feed": "feed",
    "url": "address",
    "dateline": "dateline",
    "inferred": "inferred",
    "credit": "as credited",
}


def describe_lag(seconds: float) -> str:
    """Write a lag from source to copy.

    Examples
    --------
    >>> describe_lag(21600.0), describe_lag(-60.0)
    ('6 h later', '1 min earlier')
    """
    lag = timedelta(seconds=abs(seconds))
    direction = "later" if seconds >= 0 else "earlier"
    if lag >= timedelta(days=2):
        return f"{lag.days} days {direction}"
    if lag >= timedelta(hours=1):
        return f"{round(lag / timedelta(hours=1))} h {direction}"
    return f"{round(lag / timedelta(minutes=1))} min {direction}"


def describe_edits(edits: Sequence[TypedEdit]) -> str:
    """Write what was done to a text, and where: offsets of characters in the copy.

    Examples
    --------
    >>> light = TypedEdit(edit=EditKind.LIGHT, copy=(3, 9), source=(3, 8))
    >>> describe_edits([light, light, TypedEdit(edit=EditKind.HEADLINE)])
    'lightly edited in 2 places (3 to 9, …), headline changed'
    >>> describe_edits([TypedEdit(edit=EditKind.CUT, source=(400, 900))])
    'cut (400 to 900 of the source)'
    """
    told: dict[EditKind, list[TypedEdit]] = defaultdict(list)
    for done in edits:
        told[done.edit].append(done)
    return ", ".join(_edit_words(kind, told[kind]) for kind in EditKind if kind in told)


def _edit_words(kind: EditKind, several: Sequence[TypedEdit]) -> str:
    words = kind.replace("_", " ")
    if len(several) > 1:
        words += f" in {len(several)} places"
    first = several[0]
    span, whose = (first.copy, "") if first.copy else (first.source, " of the source")
    if span is None:
        return words
    return f"{words} ({span[0]} to {span[1]}{whose}{', …' if len(several) > 1 else ''})"


def describe_number(found: Origins) -> str:
    """Write how many origins there are, with the interval where it is open."""
    if found.low == found.high:
        return f"{found.count}"
    return f"{found.count} ({found.low} to {found.high} with 90 %)"
