"""A trace as a tree that a person can read.

In:   a `Trace`.
Out:  lines of text: every article under its most probable source, with how sure that is and why.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import exp
from typing import Final, TypeVar

from graphx.cli.wording import (
    describe_article,
    describe_date,
    describe_edits,
    describe_lag,
    describe_number,
    describe_probability,
    shorten,
)
from graphx.lineage.audit import CreditFate
from graphx.model import Clue, Sibling, Status, Undecided
from graphx.views.rows import ArticleRow, TracedDerivation
from graphx.views.trace import Trace

_MOST_PAIRS: Final = 20

Pair = TypeVar("Pair", Sibling, Undecided)


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
    yield from drawn.lines()
    if trace.siblings:
        yield ""
        yield "Common source (both took the words from a third text; neither from the other):"
        for pair in _first_own(trace.siblings, trace):
            left, right = names[pair.left_id], names[pair.right_id]
            probability = describe_probability(pair.probability)
            yield f"  {describe_article(left)} — {describe_article(right)}  {probability}"
            yield from _clue_lines(pair.clues, "      ")
        yield from _rest(trace.siblings)
    if trace.undecided:
        yield ""
        yield "Undecided (the texts match; who came first cannot be told):"
        for open_pair in _first_own(trace.undecided, trace):
            left, right = names[open_pair.left_id], names[open_pair.right_id]
            yield f"  {describe_article(left)} — {describe_article(right)}"
            yield (
                f"      first is source {describe_probability(open_pair.left_is_source)}, "
                f"second is source {describe_probability(open_pair.right_is_source)}, "
                f"neither from the other {describe_probability(open_pair.common_source)}"
            )
        yield from _rest(trace.undecided)
    if trace.changes:
        yield ""
        yield "What later arrivals did to claims:"
        for change in trace.changes:
            yield f"  {change.at:%Y-%m-%d}  {describe_article(names[change.subject])}"
            yield f"      {change.detail}"


def _first_own(pairs: Sequence[Pair], trace: Trace) -> Sequence[Pair]:
    """Return the pairs to print: those of the article asked for first."""
    here = trace.article.article_id
    own = sorted(pairs, key=lambda pair: here not in (pair.left_id, pair.right_id))
    return own[:_MOST_PAIRS]


def _rest(pairs: Sequence[Pair]) -> Iterator[str]:
    if len(pairs) > _MOST_PAIRS:
        yield f"  … and {len(pairs) - _MOST_PAIRS:,} more pairs; --json lists them all"


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
    for cluster in trace.clusters:
        held = "all" if cluster.cohesion == 1 else f"{cluster.cohesion:.0%}"
        yield f"  near-duplicates: {cluster.articles} articles, {held} of their pairs match"
    if story.articles > 1:
        yield f"  independent origins behind them: {describe_number(trace.independent_origins())}"


class _Forest:
    """Articles under their most probable sources; under a dotted line where that is undecided."""

    def __init__(self, trace: Trace) -> None:
        self._here = trace.article.article_id
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
        # A stack, because a chain may be longer than the interpreter recurses.
        waiting = [(a, 0) for a in reversed(self._members) if a.article_id not in self._branch]
        while waiting:
            article, depth = waiting.pop()
            yield from self._article_lines(article, "   " * depth)
            children = self._children.get(article.article_id, ())
            waiting.extend((self._by_id[child], depth + 1) for child in reversed(children))

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
        facts = [edge.kind.value, edge.status.value]
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
    yield from _clue_lines(edge.clues, indent)
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


def _clue_lines(clues: tuple[Clue, ...], indent: str) -> Iterator[str]:
    for clue in clues:
        quotes = [f"“{shorten(quote)}”" for quote in (clue.left_quote, clue.right_quote) if quote]
        seen = ": " + " / ".join(quotes) if quotes else ""
        yield f"{indent}{clue.weight:+.1f} {clue.detail}{seen}"
