"""Judge one large story: what each step of `graphx.lineage` costs.

    python benchmarks/story.py [--articles 2000 20000] [--matches 30]

A text is copied and recopied by outlets that cut it, put words before and after it, edit it and
credit their source, an agency nobody collected, or nobody.  Each article matches others that were
published shortly before or after it, as many as are asked for.  Stories are generated as the nouns
of `graphx.lineage`, not as texts; generating is not counted, and each size is a process of its own.
"""

import argparse
import os
import random
import resource
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar
from unittest.mock import patch

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does

import numpy as np
from apart import in_child
from numpy.typing import NDArray

from graphx.engine.collecting import rarely_collected
from graphx.lineage import judge as judging
from graphx.lineage import weighing
from graphx.lineage.columns import Shingles
from graphx.lineage.evidence import Witness
from graphx.lineage.stories import Story, group_stories
from graphx.lineage.texts import StoryTexts
from graphx.model import Credit, CreditKind, DateBasis, DateInterval, Match, Relation

Result = TypeVar("Result")

SIZES = (2_000, 20_000)
WORDS = 420
ARTICLES_OF_AN_OUTLET = 10
NEAR = 100
"""Articles published before one that it may match."""

PHASES = ("texts", "clues", "sums", "stability", "answers")


def generated(articles: int, matches: int) -> tuple[Story, dict[str, Shingles]]:
    """Generate one story and the shingles of its texts; equal arguments give equal stories."""
    dice = random.Random(articles)
    words: list[NDArray[np.int64]] = [_new(dice, WORDS)]
    source = [0]
    outlets = max(3, articles // ARTICLES_OF_AN_OUTLET)
    notices = [_new(dice, 18) for _ in range(outlets)]
    outlet = [dice.randrange(outlets)]
    for number in range(1, articles):
        taken = 0 if dice.random() < 0.5 else dice.randrange(number)
        source.append(taken)
        outlet.append(dice.randrange(outlets))
        words.append(_copied(dice, words[taken]))
    rows = {}
    for number, text in enumerate(words):
        printed = [text, notices[outlet[number]]] if dice.random() < 0.3 else [text]
        rows[_name(number)] = _shingles(np.concatenate(printed))
    witnesses = [
        _witness(dice, number, outlet[number], outlet[source[number]]) for number in range(articles)
    ]
    found = list(_matches(dice, rows, source, matches))
    largest = max(group_stories(witnesses, found), key=lambda story: len(story.witnesses))
    return largest, rows


def _name(number: int) -> str:
    return f"a{number:06d}"


def _new(dice: random.Random, count: int) -> NDArray[np.int64]:
    return np.array([dice.getrandbits(40) for _ in range(count)], np.int64)


def _copied(dice: random.Random, text: NDArray[np.int64]) -> NDArray[np.int64]:
    """Edit a text as who copies it does."""
    copy = text.copy()
    if dice.random() < 0.5:
        for _ in range(dice.randint(1, 8)):
            copy[dice.randrange(copy.size)] = dice.getrandbits(40)
    if dice.random() < 0.15 and copy.size > 200:
        copy = copy[: dice.randint(copy.size // 2, copy.size - 25)]
    if dice.random() < 0.04 and copy.size > 200:
        start = dice.randrange(copy.size // 2)
        copy = copy[start : start + copy.size // 3]
    if dice.random() < 0.1:
        copy = np.concatenate([_new(dice, dice.randint(10, 30)), copy])
    return copy


def _shingles(words: NDArray[np.int64]) -> Shingles:
    """Hash five words in a row."""
    mixed = words.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    found = np.zeros(words.size - 4, np.uint64)
    for place in range(5):
        part = mixed[place : words.size - 4 + place]
        found = found * np.uint64(0x100000001B3) + (part ^ (part >> np.uint64(29)))
    return found


def _witness(dice: random.Random, number: int, outlet: int, source: int) -> Witness:
    moment = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(minutes=7 * number)
    kind = dice.random()
    published = None
    if kind > 0.2:
        published = DateInterval.of_iso(moment.isoformat(), DateBasis.GIVEN)
    elif kind > 0.08:
        published = DateInterval.of_iso(moment.date().isoformat(), DateBasis.GIVEN)
    named = dice.random()
    credits = ()
    if number and named < 0.6 and source != outlet:
        credited = f"outlet{source:04d}" if named < 0.5 else "agency"
        credits = (
            Credit(
                credit_id=f"c{number}",
                article_id=_name(number),
                kind=CreditKind.REPUBLICATION,
                quote=f"Originally published by {credited}",
                rule="originally_published",
                confidence=0.9,
                start=0,
                end=20,
                source_outlet_id=credited,
                source_outlet_name=credited,
            ),
        )
    return Witness(
        article_id=_name(number),
        outlet_id=f"outlet{outlet:04d}",
        outlet_name=f"outlet{outlet:04d}",
        url=f"https://outlet{outlet:04d}.example/{number}",
        title="A title" if dice.random() < 0.6 else f"Another title {number}",
        published=published,
        cluster_id="k1",
        credits=credits,
    )


def _matches(
    dice: random.Random, rows: dict[str, Shingles], source: list[int], matches: int
) -> list[Match]:
    """Match each article with its source and with others before it."""
    # One shingle in four tells how alike two texts are.
    sample = [frozenset(row[row % np.uint64(4) == 0].tolist()) for row in rows.values()]
    found = []
    for number in range(1, len(rows)):
        before = range(max(0, number - NEAR), number)
        others = {source[number], *dice.sample(before, min(len(before), matches // 2 - 1))}
        for other in sorted(others):
            shared = len(sample[number] & sample[other])
            if shared:
                found.append(_match(other, number, shared, sample))
    return found


def _match(left: int, right: int, shared: int, sample: list[frozenset[int]]) -> Match:
    sizes = len(sample[left]), len(sample[right])
    jaccard = shared / (sum(sizes) - shared)
    contained = shared / sizes[0], shared / sizes[1]
    relation = Relation.PARTIAL
    if jaccard >= 0.5:
        relation = Relation.NEAR_DUPLICATE
    elif max(contained) >= 0.7:
        relation = Relation.EXCERPT
    return Match(
        left_id=_name(left),
        right_id=_name(right),
        relation=relation,
        jaccard=jaccard,
        left_containment=contained[0],
        right_containment=contained[1],
        shared_words=4 * shared,
        longest_words=shared,
    )


class Clock:
    """CPU seconds by phase; what one phase calls of another counts for the other."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(PHASES, 0.0)
        self._now: list[str] = []
        self._since = time.process_time()

    def turn(self) -> None:
        """Count what passed for the phase that runs."""
        now = time.process_time()
        if self._now:
            self.spent[self._now[-1]] += now - self._since
        self._since = now

    def counted(self, phase: str, work: Callable[..., Result]) -> Callable[..., Result]:
        """Count what `work` takes for `phase`."""

        def watched(*args: object, **kwargs: object) -> Result:
            self.turn()
            self._now.append(phase)
            try:
                return work(*args, **kwargs)
            finally:
                self.turn()
                self._now.pop()

        return watched


class Run(NamedTuple):
    """What one story took and gave."""

    articles: int
    matches: int
    derivations: int
    spent: dict[str, float]
    megabytes: float


def measured(articles: int, matches: int) -> Run:
    """Judge a story of so many articles with about so many matches each."""
    story, rows = generated(articles, matches)
    clock = Clock()
    pieces = (
        (StoryTexts, "__init__", "texts"),
        (StoryTexts, "overlaps", "texts"),
        (StoryTexts, "common", "texts"),
        (StoryTexts, "versions", "texts"),
        (weighing, "possible_edges", "clues"),
        (weighing, "probabilities", "sums"),
        (judging, "stability_of", "stability"),
    )
    before = _resident()
    with ExitStack() as stack:
        stack.enter_context(rarely_collected())  # as in `graphx.pipeline`
        for owner, name, phase in pieces:
            stack.enter_context(
                patch.object(owner, name, clock.counted(phase, getattr(owner, name)))
            )
        found = clock.counted("answers", judging.judge)(story, rows)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    matched = sum(pair.match is not None for pair in story.pairs)
    return Run(len(story.witnesses), matched, len(found.derivations), clock.spent, most - before)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES)
    parser.add_argument("--matches", type=int, default=30)
    options = parser.parse_args()
    heads = " | ".join(PHASES)
    print(f"| articles | matches | derivations | {heads} | CPU s in all | added MB |")
    print("|" + "---:|" * (len(PHASES) + 5), flush=True)
    for articles in options.articles:
        run = in_child(partial(measured, 50, 10), partial(measured, articles, options.matches))
        phases = " | ".join(f"{run.spent[phase]:.2f}" for phase in PHASES)
        print(
            f"| {run.articles:,} | {run.matches:,} | {run.derivations:,} | {phases} "
            f"| {sum(run.spent.values()):.2f} | {run.megabytes:,.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
