"""A trace as a tree that a person can read.

In:   a `Trace`.
Out:  lines of text: every article under its most probable source, with how sure that is and why.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from graphx.cli.forest import clue_lines, forest_lines
from graphx.cli.wording import (
    describe_article,
    describe_date,
    describe_number,
    describe_probability,
)
from graphx.model import Sibling, Undecided
from graphx.views.common_sources import CommonSource
from graphx.views.rows import ArticleRow
from graphx.views.trace import Trace

_MOST: Final = 20
"""Pairs, or articles of one source, that are listed where nobody asks for all."""

Pair = TypeVar("Pair", Sibling, Undecided)


def trace_lines(trace: Trace, *, everything: bool = False) -> Iterator[str]:
    """Draw `trace`.

    Parameters
    ----------
    trace : Trace
    everything : bool
        List every article and every pair, however many say the same.

    Yields
    ------
    str
        Lines without a newline.
    """
    names = {article.article_id: article for article in trace.articles}
    yield from _heading(trace)
    yield ""
    most = None if everything else _MOST
    yield from forest_lines(trace, most)
    if trace.siblings:
        yield ""
        yield "Common source (both took the words from a third text; neither from the other):"
        sources = [] if everything else [s for s in trace.common_sources() if s.is_large]
        for source in sources:
            yield from _shared_lines(source, names, trace.article.article_id)
        pairs = trace.siblings if everything else trace.told_pairs()
        for pair in _first_own(pairs, trace, most):
            left, right = names[pair.left_id], names[pair.right_id]
            probability = describe_probability(pair.probability)
            yield f"  {describe_article(left)} — {describe_article(right)}  {probability}"
            yield from clue_lines(pair.clues, "      ")
        yield from _rest(pairs, most)
    if trace.undecided:
        yield ""
        yield "Undecided (the texts match; who came first cannot be told):"
        for open_pair in _first_own(trace.undecided, trace, most):
            left, right = names[open_pair.left_id], names[open_pair.right_id]
            yield f"  {describe_article(left)} — {describe_article(right)}"
            yield (
                f"      first is source {describe_probability(open_pair.left_is_source)}, "
                f"second is source {describe_probability(open_pair.right_is_source)}, "
                f"neither from the other {describe_probability(open_pair.common_source)}"
            )
        yield from _rest(trace.undecided, most)
    if trace.changes:
        yield ""
        yield "What later arrivals did to claims:"
        for change in trace.changes:
            yield f"  {change.at:%Y-%m-%d}  {describe_article(names[change.subject])}"
            yield f"      {change.detail}"


def _shared_lines(
    source: CommonSource, names: Mapping[str, ArticleRow], here: str
) -> Iterator[str]:
    """Tell of many articles that share one text, without a line for each pair."""
    members = set(source.articles)
    first = next(article for name, article in names.items() if name in members)
    told = [describe_probability(p) for p in (source.low, source.high)]
    sure = told[0] if told[0] == told[1] else f"{told[0]} to {told[1].removeprefix('p = ')}"
    among = ", this one among them" if here in members else ""
    possible = len(members) * (len(members) - 1) // 2
    pairs = f"{source.pairs:,} of their {possible:,} pairs"
    yield f"  {len(members):,} articles{among}: {pairs}, {sure}; --all lists them"
    yield f"      the first of them: {describe_article(first)}  [{describe_date(first)}]"


def _first_own(pairs: Sequence[Pair], trace: Trace, most: int | None) -> Sequence[Pair]:
    """Return the pairs to print: those of the article asked for first."""
    here = trace.article.article_id
    own = sorted(pairs, key=lambda pair: here not in (pair.left_id, pair.right_id))
    return own[:most]


def _rest(pairs: Sequence[Pair], most: int | None) -> Iterator[str]:
    if most is not None and len(pairs) > most:
        yield f"  … and {len(pairs) - most:,} more pairs; --all lists them"


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
