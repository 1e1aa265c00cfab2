"""Articles under their most probable sources, as lines that a person can read.

In:   a `Trace`.
Out:  a line an article, under its source, and below it how sure that is and why.

What many copies of one source have in common is not told a hundred times: where more of them stand
side by side than anybody reads, the rest is counted.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import exp

from graphx.cli.wording import (
    describe_article,
    describe_date,
    describe_edits,
    describe_lag,
    describe_probability,
    shorten,
    spaced,
)
from graphx.lineage.audit import CreditFate
from graphx.model import Clue, Status
from graphx.views.rows import ArticleRow, TracedDerivation
from graphx.views.trace import Trace


def forest_lines(trace: Trace, most: int | None = None) -> Iterator[str]:
    """Draw the story of `trace`.

    Parameters
    ----------
    trace : Trace
    most : int, optional
        Articles that are listed side by side, the article asked for and what it comes from among
        them, then what has copies, then the earliest; all of them by default.

    Yields
    ------
    str
        Lines without a newline.
    """
    return _Forest(trace, most).lines()


class _Forest:
    """Articles under their most probable sources; under a dotted line where that is undecided."""

    def __init__(self, trace: Trace, most: int | None) -> None:
        self._here = trace.article.article_id
        self._most = most
        self._members = [a for a in trace.articles if a.story_id == trace.story.story_id]
        self._by_id = {article.article_id: article for article in trace.articles}
        self._branch = {branch.copy: branch for branch in trace.tree()}
        self._children: dict[str, list[str]] = defaultdict(list)
        for article in self._members:
            if article.article_id in self._branch:
                source = self._branch[article.article_id].source
                self._children[source].append(article.article_id)
        edges: dict[str, list[TracedDerivation]] = defaultdict(list)
        for edge in trace.derivations:
            edges[edge.copy_id].append(edge)
        self._edges = {
            copy: sorted(found, key=lambda e: (e.source_id != self._source(copy), -e.probability))
            for copy, found in edges.items()
        }

    def _source(self, copy: str) -> str | None:
        return self._branch[copy].source if copy in self._branch else None

    def lines(self) -> Iterator[str]:
        """Draw every tree, the one whose first text is earliest first."""
        path = self._path()
        # A stack, because a chain may be longer than the interpreter recurses.
        waiting: list[tuple[ArticleRow | str, int]] = []

        def put(articles: Sequence[ArticleRow], depth: int) -> None:
            shown = self._shown(articles, path)
            left = [article for article in articles if article not in shown]
            if left:
                waiting.append((self._counted(left), depth))
            waiting.extend((article, depth) for article in reversed(shown))

        put([a for a in self._members if a.article_id not in self._branch], 0)
        while waiting:
            item, depth = waiting.pop()
            if isinstance(item, str):
                yield "   " * depth + item
                continue
            yield from self._article_lines(item, "   " * depth)
            put([self._by_id[name] for name in self._children.get(item.article_id, ())], depth + 1)

    def _path(self) -> set[str]:
        """Return the article asked for and everything it goes back to."""
        path, name = {self._here}, self._source(self._here)
        while name is not None and name not in path:
            path.add(name)
            name = self._source(name)
        return path

    def _shown(self, articles: Sequence[ArticleRow], path: set[str]) -> Sequence[ArticleRow]:
        """Choose which of some articles side by side are listed, in their order."""
        if self._most is None or len(articles) <= self._most:
            return articles
        ranked = sorted(
            articles, key=lambda a: (a.article_id not in path, a.article_id not in self._children)
        )
        chosen = {article.article_id for article in ranked[: self._most]}
        return [article for article in articles if article.article_id in chosen]

    def _counted(self, left: Sequence[ArticleRow]) -> str:
        """Tell what is not listed: how many, and when they were published."""
        below = [name for article in left for name in self._children.get(article.article_id, ())]
        for name in below:
            below.extend(self._children.get(name, ()))
        under = f" and {len(below):,} more below them" if below else ""
        days = sorted(
            day.date().isoformat()
            for article in left
            for day in (article.published_earliest, article.published_latest)
            if day is not None
        )
        when = "undated" if not days else " to ".join(dict.fromkeys((days[0], days[-1])))
        articles = "article" if len(left) == 1 else "articles"
        return f"… and {len(left):,} more {articles}{under}  [{when}]; --all lists them"

    def _article_lines(self, article: ArticleRow, indent: str) -> Iterator[str]:
        name = article.article_id
        branch = self._branch.get(name)
        arrow = "" if branch is None else "└─ " if branch.decided else "└┄ "
        mark = "●" if article.collected else "○"
        here = "  ← this article" if name == self._here else ""
        yield f"{indent}{arrow}{mark} {describe_article(article)}  [{describe_date(article)}]{here}"
        inner = indent + "      "
        edges = self._edges.get(name, ())
        if branch is not None and branch.source not in {edge.source_id for edge in edges}:
            probability = describe_probability(branch.probability)
            yield f"{inner}undecided · {probability} that it took the text from there"
        for edge in edges:
            yield from self._edge_lines(edge, inner, drawn=edge.source_id == self._source(name))

    def _edge_lines(self, edge: TracedDerivation, indent: str, *, drawn: bool) -> Iterator[str]:
        source = self._by_id[edge.source_id]
        facts = [spaced(edge.kind), edge.status.value]
        if not edge.decided and edge.status is not Status.CONTRADICTED:
            facts.append("undecided")
        facts.append(describe_probability(edge.probability))
        if edge.lag_seconds is not None:
            facts.append(describe_lag(edge.lag_seconds))
        if edge.stability is not None:
            facts.append(f"held in {edge.stability:.0%} of date changes")
        other = "" if drawn else f"{_beside(edge)} {describe_article(source)}: "
        yield f"{indent}{other}{' · '.join(facts)}"
        yield f"{indent}because {edge.reason}"
        yield from _waterfall(edge, indent + "  ")
        if edge.edits:
            yield f"{indent}changes to the text: {describe_edits(edge.edits)}"
        if edge.fate is not None and source.collected and edge.fate in _FATES:
            yield f"{indent}{_FATES[edge.fate]}"


def _beside(edge: TracedDerivation) -> str:
    return "credits" if edge.status is Status.CONTRADICTED else "or from"


_FATES = {
    CreditFate.KEPT: "repeats the credit its source printed",
    CreditFate.REPLACED: "prints another credit than its source did",
    CreditFate.ABSENT: "leaves out the credit its source printed",
}


def _waterfall(edge: TracedDerivation, indent: str) -> Iterator[str]:
    """Write what was known before any clue, each clue, and what they come to."""
    if edge.prior is not None:
        yield f"{indent}{edge.prior:+.1f} before any clue"
    yield from clue_lines(edge.clues, indent)
    if edge.prior is None:
        return
    total = edge.prior + sum(clue.weight for clue in edge.clues)
    alone = 1.0 / (1.0 + exp(-total))
    words, told = describe_probability(alone), describe_probability(edge.probability)
    if words != told:
        # Twins word for word count as one source; all other possibilities take from it.
        beside = (
            "with its word-for-word twins"
            if edge.probability > alone
            else "beside other possibilities"
        )
        words = f"{words} by itself, {told} {beside}"
    yield f"{indent}{total:+.1f} in all: {words}"


def clue_lines(clues: tuple[Clue, ...], indent: str) -> Iterator[str]:
    """Write each clue with its weight and the words it saw."""
    for clue in clues:
        quotes = [f"“{shorten(quote)}”" for quote in (clue.left_quote, clue.right_quote) if quote]
        seen = ": " + " / ".join(quotes) if quotes else ""
        yield f"{indent}{clue.weight:+.1f} {clue.detail}{seen}"
