"""A trace as a tree that a person can read.

In:   a `Trace`.
Out:  lines of text: every article under its most probable source, with how sure that is and why.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from graphx.model import Clue, Derivation
from graphx.views.rows import ArticleRow
from graphx.views.trace import Trace


def trace_lines(trace: Trace) -> Iterator[str]:
    """Draw `trace`.

    Yields
    ------
    str
        Lines without a newline.
    """
    names = {article.article_id: article for article in trace.articles}
    yield from _heading(trace)
    yield ""
    drawn = _Forest(trace)
    for root in drawn.roots():
        yield from drawn.lines(root)
    if trace.siblings:
        yield ""
        yield "Common source (both took the words from a third text; neither from the other):"
        for pair in trace.siblings:
            left, right = names[pair.left_id], names[pair.right_id]
            yield f"  {_named(left)} — {_named(right)}  {_p(pair.probability)}"
            yield from _clue_lines(pair.clues, "      ")
    if trace.undecided:
        yield ""
        yield "Undecided (the texts match; who came first cannot be told):"
        for open_pair in trace.undecided:
            left, right = names[open_pair.left_id], names[open_pair.right_id]
            yield f"  {_named(left)} — {_named(right)}"
            yield (
                f"      first is source {_p(open_pair.left_is_source)}, "
                f"second is source {_p(open_pair.right_is_source)}, "
                f"common source {_p(open_pair.common_source)}"
            )


def _heading(trace: Trace) -> Iterator[str]:
    article = trace.article
    yield article.label
    facts = [article.outlet_name or "outlet unknown", describe_date(article)]
    if article.authors:
        facts.append("by " + ", ".join(article.authors))
    yield "  " + " · ".join(facts)
    if article.url:
        yield f"  {article.url}"
    story = trace.story
    yield f"  id {article.id or '–'} · {article.article_id}"
    collected = f"{story.articles} article" + ("s" if story.articles != 1 else "")
    stubs = f", {story.stubs} credited but not collected" if story.stubs else ""
    yield f"  story {story.story_id}: {collected}{stubs}"
    behind = trace.independent_origins()
    if story.articles > 1:
        number = (
            f"{behind.count}"
            if behind.low == behind.high
            else f"{behind.count} ({behind.low} to {behind.high})"
        )
        yield f"  independent origins behind them: {number}"


class _Forest:
    """Articles under their most probable sources."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._members = [a for a in trace.articles if a.story_id == trace.story.story_id]
        self._by_id = {article.article_id: article for article in trace.articles}
        edges: dict[str, list[Derivation]] = defaultdict(list)
        for edge in trace.derivations:
            edges[edge.copy_id].append(edge)
        self._edges = {
            copy: sorted(found, key=lambda e: (-e.probability, e.source_id))
            for copy, found in edges.items()
        }
        self._children: dict[str, list[str]] = defaultdict(list)
        for article in self._members:
            if article.article_id in self._edges:
                source = self._edges[article.article_id][0].source_id
                self._children[source].append(article.article_id)

    def roots(self) -> Iterator[ArticleRow]:
        for article in self._members:
            if article.article_id not in self._edges:
                yield article

    def lines(self, article: ArticleRow, depth: int = 0) -> Iterator[str]:
        indent = "   " * depth
        arrow = "└─ " if depth else ""
        mark = "●" if article.collected else "○"
        here = "  ← this article" if article.article_id == self._trace.article.article_id else ""
        yield f"{indent}{arrow}{mark} {_named(article)}  [{describe_date(article)}]{here}"
        for place, edge in enumerate(self._edges.get(article.article_id, ())):
            yield from self._edge_lines(edge, indent + "      ", other=place > 0)
        for child in self._children.get(article.article_id, ()):
            yield from self.lines(self._by_id[child], depth + 1)

    def _edge_lines(self, edge: Derivation, indent: str, *, other: bool) -> Iterator[str]:
        source = self._by_id[edge.source_id]
        start = f"or from {_named(source)}: " if other else ""
        lag = f" · {describe_lag(edge.lag_seconds)}" if edge.lag_seconds is not None else ""
        held = edge.stability
        stable = "" if held is None or held >= 1.0 else f" · held in {held:.0%} of date changes"
        yield f"{indent}{start}{edge.kind} · {edge.status} · {_p(edge.probability)}{lag}{stable}"
        yield f"{indent}because {edge.reason}"
        yield from _waterfall(edge.clues, indent + "  ")


def _waterfall(clues: tuple[Clue, ...], indent: str) -> Iterator[str]:
    """Each clue with what it weighs; where there are several, what they come to."""
    yield from _clue_lines(clues, indent)
    if len(clues) > 1:
        yield f"{indent}{sum(clue.weight for clue in clues):+.1f} in all"


def _clue_lines(clues: tuple[Clue, ...], indent: str) -> Iterator[str]:
    for clue in clues:
        quotes = [f"“{_short(quote)}”" for quote in (clue.left_quote, clue.right_quote) if quote]
        seen = ": " + " / ".join(quotes) if quotes else ""
        yield f"{indent}{clue.weight:+.1f} {clue.detail}{seen}"


def _named(article: ArticleRow) -> str:
    return f"{article.outlet_name or 'outlet unknown'}: {article.label}"


def _short(quote: str, length: int = 80) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def _p(probability: float) -> str:
    """Write a probability as the page does, never as certainty.

    Examples
    --------
    >>> _p(0.934), _p(0.9999)
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
