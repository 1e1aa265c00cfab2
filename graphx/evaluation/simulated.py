"""Lineage on simulated stories whose truth is known.

In:   a `SimulationConfig` and a seed; the whole pipeline runs on them in a temporary workspace.
Out:  figures: sources, origins, common sources, statuses, calibration.

Word-for-word twins cannot be told apart, so naming either counts: where a text was not collected,
nobody credits it and a twin of it is at hand, neither answer is wrong and the case is left out.
The best any method could reach without credits is bounded from above: the bound knows the true tree
without the direction of its edges, and how often copies are taken from the first text; it names for
each copy the neighbour that is most often its source over all first texts that dates and losses of
text allow.  Whoever knows less cannot name more sources on average.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from graphx import pipeline
from graphx.evaluation.figures import Figure, Tally, expected_calibration_error
from graphx.lineage.weights import DECIDED
from graphx.model import DateBasis, DateInterval
from graphx.simulation.edits import Edit
from graphx.simulation.habits import SimulationConfig
from graphx.simulation.records import write_corpus
from graphx.simulation.spread import Simulated, SimulatedOutlet, simulate
from graphx.store.workspace import Workspace

Row = Mapping[str, object]

MEASURED_SEEDS: Final = (101, 102, 103, 104)
"""Other seeds than those the weights were fitted on."""

_LOSSES: Final = frozenset({Edit.CUT, Edit.EXCERPT, Edit.TRANSLATED})


def without_credits(config: SimulationConfig) -> SimulationConfig:
    """Return the same world in which nobody credits anybody."""
    habits = replace(config.habits, credit=0.0, mirror=0.0, translate=0.0, dateline=0.0)
    return replace(config, habits=habits)


def shifted(config: SimulationConfig) -> SimulationConfig:
    """Return a world of other habits: fewer credits, more edits, slower, more hubs."""
    habits = replace(
        config.habits, credit=0.5, preface=0.25, cut=0.25, light_edit=0.65, headline=0.6
    )
    spread = replace(config.spread, mean_copies=7.0, from_origin=0.4, median_lag_hours=16.0)
    return replace(config, habits=habits, spread=spread)


@dataclass(frozen=True, slots=True)
class Found:
    """What the pipeline said of a simulated corpus, by the ids the simulator gave."""

    articles: Mapping[str, Row]
    names: Mapping[str, str]
    derivations: Mapping[str, Sequence[Row]]
    siblings: frozenset[frozenset[str]]
    matching: frozenset[frozenset[str]]


def trace_corpus(corpus: Sequence[Simulated]) -> Found:
    """Run the pipeline on `corpus`."""
    with tempfile.TemporaryDirectory(prefix="graphx-eval-") as folder:
        place = Path(folder)
        write_corpus(corpus, place / "a.jsonl", place / "truth.jsonl")
        pipeline.run([str(place / "a.jsonl")], place / "w.graphx")
        with Workspace.open(place / "w.graphx").snapshot() as snapshot:
            tables = {
                name: snapshot.table(name).to_pylist()
                for name in ("articles", "derivations", "siblings", "matches")
            }
    names = {row["article_id"]: row["id"] or row["article_id"] for row in tables["articles"]}
    edges: dict[str, list[Row]] = defaultdict(list)
    for row in tables["derivations"]:
        edges[names[row["copy_id"]]].append(row | {"source": names[row["source_id"]]})
    return Found(
        articles={names[row["article_id"]]: row for row in tables["articles"]},
        names=names,
        derivations={
            copy: sorted(found, key=lambda row: -float(str(row["probability"])))
            for copy, found in edges.items()
        },
        siblings=_pairs(tables["siblings"], names),
        matching=_pairs(tables["matches"], names),
    )


def _pairs(rows: Sequence[Row], names: Mapping[str, str]) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((names[str(row["left_id"])], names[str(row["right_id"])])) for row in rows
    )


class Truth:
    """What really happened, and what could be known of it."""

    def __init__(self, corpus: Sequence[Simulated]) -> None:
        self.by_id = {article.id: article for article in corpus}
        self.stories: dict[str, list[Simulated]] = defaultdict(list)
        self._bounds: dict[str, Mapping[str, float]] = {}
        for article in corpus:
            self.stories[article.story].append(article)

    def copies(self) -> Iterator[Simulated]:
        """Yield collected articles that were taken from another."""
        for article in self.by_id.values():
            if article.collected and article.source is not None:
                yield article

    def source_is(self, copy: Simulated, named: str, row: Row | None) -> bool:
        """Whether `named` is the source of `copy`, a twin of it, or its stub."""
        source = self.by_id[str(copy.source)]
        if named in self.by_id:
            other = self.by_id[named]
            return other is source or (other is not copy and other.paragraphs == source.paragraphs)
        if row is None or (source.collected and Edit.TRANSLATED not in copy.edits):
            return False
        return is_outlet(source.outlet, row)

    def is_observable(self, copy: Simulated) -> bool:
        """Whether the source was collected, or is credited."""
        source = self.by_id[str(copy.source)]
        return source.collected or copy.credit_is == "source"

    def ancestors(self, article: Simulated) -> list[str]:
        """Texts it goes back to, itself first; those of merged paragraphs come last."""
        chain = [article.id]
        while (source := self.by_id[chain[-1]].source) is not None:
            chain.append(source)
        merged = [name for one in chain for name in self.by_id[one].added]
        return chain + [up for name in merged for up in self.ancestors(self.by_id[name])]

    def relation(self, left: Simulated, right: Simulated) -> str:
        """Say ``copying``, ``observed``, ``unobserved`` or ``either`` for a third text, ``other``.

        ``either`` is a third text that was not collected, while a twin of it was.
        """
        above, beside = self.ancestors(left), self.ancestors(right)
        if right.id in above or left.id in beside:
            return "copying"
        if left.id in right.added or right.id in left.added:
            return "copying"
        shared = [name for name in above if name in set(beside)]
        if not shared:
            return "unobserved" if set(left.public_texts) & set(right.public_texts) else "other"
        if any(self.by_id[name].collected for name in shared):
            return "observed"
        return "either" if self.has_twin(self.by_id[shared[0]]) else "unobserved"

    def has_twin(self, lost: Simulated) -> bool:
        """Whether a word-for-word twin of a text nobody collected or credits was collected."""
        story = [one for one in self.stories[lost.story] if one.collected]
        if any(one.credits == lost.outlet.host for one in story):
            return False
        return any(one.paragraphs == lost.paragraphs for one in story)

    def reachable(self, copy: Simulated) -> float:
        """Bound on the chance that any method names the source of an uncredited copy."""
        if not self.by_id[str(copy.source)].collected:
            return 0.0
        if copy.story not in self._bounds:
            self._bounds[copy.story] = self._reachable(copy.story)
        return self._bounds[copy.story][copy.id]

    def _reachable(self, story: str) -> Mapping[str, float]:
        """For each copy, how probable its likeliest neighbour is as its source."""
        members = self.stories[story]
        beside: dict[str, list[str]] = defaultdict(list)
        for one in members:
            if one.source is not None:
                beside[one.id].append(one.source)
                beside[one.source].append(one.id)
        known = sum(one.source == members[0].id for one in members)
        hub = (known + 1) / (len(members) + 1)
        total: dict[tuple[str, str], float] = defaultdict(float)
        for first in members:
            sources = self._rooted(first.id, beside)
            if sources is None:
                continue
            far = max(0.0, len(sources) - len(beside[first.id]))
            weight = hub ** len(beside[first.id]) * (1.0 - hub) ** far
            for name, source in sources.items():
                total[name, source] += weight
            total["", ""] += weight
        best: dict[str, float] = defaultdict(float)
        for (name, _), weight in total.items():
            best[name] = max(best[name], weight / total["", ""])
        return best

    def _rooted(self, first: str, beside: Mapping[str, Sequence[str]]) -> dict[str, str] | None:
        """Return everybody else's source if `first` came first; None where it cannot have."""
        sources: dict[str, str] = {}
        waiting = [first]
        while waiting:
            source = waiting.pop()
            for name in beside[source]:
                if name == sources.get(source):
                    continue
                if not self._may_follow(self.by_id[name], self.by_id[source]):
                    return None
                sources[name] = source
                waiting.append(name)
        return sources

    def _may_follow(self, copy: Simulated, source: Simulated) -> bool:
        if source.source == copy.id and _LOSSES & set(source.edits):
            return False  # what was lost is not found again
        if copy.source == source.id or "wrong" in (copy.date_is, source.date_is):
            return True
        here, there = _date(copy), _date(source)
        return here is None or there is None or not here.certainly_before(there)


def is_outlet(outlet: SimulatedOutlet, row: Row) -> bool:
    """Whether a row of ``articles`` is of that outlet; one nobody collected goes by its name."""
    if row["outlet_id"] == outlet.host:
        return True
    return str(row["outlet_name"]).casefold() == outlet.name.casefold()


def _date(article: Simulated) -> DateInterval | None:
    if article.published is None:
        return None
    return DateInterval.of_iso(article.published, DateBasis.GIVEN)


@dataclass(slots=True)
class Score:
    """Cases of one or several corpora, counted together."""

    set: str
    spoken: Tally
    covered: Tally
    all_right: Tally
    best: float
    origins: dict[str, Tally]
    unobserved: list[tuple[bool, bool]]
    common: list[tuple[str, bool]]
    statuses: Tally
    stated: list[tuple[float, bool]]
    foreign: Tally

    @classmethod
    def empty(cls, name: str) -> "Score":
        """Nothing counted yet."""
        return cls(
            name, Tally(), Tally(), Tally(), 0.0, defaultdict(Tally), [], [], Tally(), [], Tally()
        )

    def add(self, corpus: Sequence[Simulated], found: Found) -> None:
        """Count one corpus."""
        truth = Truth(corpus)
        for copy in truth.copies():
            self._add_copy(truth, found, copy)
        for story in truth.stories.values():
            self._add_story(truth, story, found)
        for pair in found.matching:
            left, right = (truth.by_id[name] for name in sorted(pair))
            self.common.append((truth.relation(left, right), pair in found.siblings))
        for name, rows in found.derivations.items():
            for row in rows:
                source = str(row["source"])
                if source in truth.by_id and row["status"] != "contradicted":
                    one, other = truth.by_id[name], truth.by_id[source]
                    self.foreign.add(truth.relation(one, other) == "other")

    def _add_copy(self, truth: Truth, found: Found, copy: Simulated) -> None:
        rows = [
            row for row in found.derivations.get(copy.id, ()) if row["status"] != "contradicted"
        ]
        observable = truth.is_observable(copy)
        best = rows[0] if rows else None
        speaks = best is not None and float(str(best["probability"])) >= DECIDED
        right = best is not None and truth.source_is(
            copy, str(best["source"]), found.articles.get(str(best["source"]))
        )
        if speaks:
            self.spoken.add(right)
        if observable:
            self.covered.add(speaks)
            self.all_right.add(speaks and right)
            self.best += truth.reachable(copy)
        for row in rows:
            named = str(row["source"])
            is_source = truth.source_is(copy, named, found.articles.get(named))
            self.stated.append((float(str(row["probability"])), is_source))
        expected = _expected_status(truth, copy)
        if expected is not None:
            told = _status(truth, copy, found)
            if told is not None or copy.credits is not None:
                self.statuses.add(told == expected)

    def _add_story(self, truth: Truth, story: Sequence[Simulated], found: Found) -> None:
        first = story[0]
        here = [one for one in story if one.collected and Edit.TRANSLATED not in one.edits]
        if len(here) < 2:
            return
        best = max(here, key=lambda one: float(str(found.articles[one.id]["origin_probability"])))
        if first.collected:
            self.origins[first.date_is].add(best.paragraphs == first.paragraphs)
        if first.collected or not truth.has_twin(first):
            self.unobserved.append((not first.collected, _origin_is_unobserved(here, found)))

    def figures(self) -> list[Figure]:
        """Return every figure, with what it is to reach."""
        credited = "no credits" not in self.set
        flagged = [truth for truth, told in self.unobserved if told]
        missing = [told for truth, told in self.unobserved if truth]
        siblings = [truth != "copying" for truth, told in self.common if told]
        third = [told for truth, told in self.common if truth == "unobserved"]
        made = [
            self._figure("source right, where it speaks", self.spoken, 0.95 if credited else None),
            self._figure(
                "share of copies where it speaks", self.covered, 0.9 if credited else None
            ),
            self._figure("source right, of all copies", self.all_right, None),
        ]
        if not credited and self.best and self.all_right.count:
            made.append(
                Figure(
                    set=self.set,
                    name="… of the best any method could reach",
                    value=self.all_right.right / self.best,
                    count=self.all_right.count,
                    reach=0.9,
                )
            )
        made += [
            self._figure(f"origin right, date {kind}", tally, 0.95 if kind == "minute" else None)
            for kind, tally in sorted(self.origins.items())
        ]
        made += [
            self._share("unobserved origin, precision", flagged, 0.85),
            self._share("unobserved origin, recall", missing, 0.85),
            self._share("common source, precision", siblings, 0.9),
            self._share("common source, recall", third, 0.85),
            Figure(
                set=self.set,
                name="expected calibration error",
                value=expected_calibration_error(self.stated),
                count=len(self.stated),
                reach=0.05,
                at_most=True,
            ),
            self._figure("status right", self.statuses, 0.92),
            replace(
                self._figure("derivations between unrelated articles", self.foreign, 0.001),
                at_most=True,
            ),
        ]
        return made

    def _figure(self, name: str, tally: Tally, reach: float | None) -> Figure:
        return Figure(set=self.set, name=name, value=tally.share, count=tally.count, reach=reach)

    def _share(self, name: str, cases: Sequence[bool], reach: float) -> Figure:
        value = sum(cases) / len(cases) if cases else None
        return Figure(set=self.set, name=name, value=value, count=len(cases), reach=reach)


def _expected_status(truth: Truth, copy: Simulated) -> str | None:
    """Status the copy's credit deserves; None where the simulator leaves it open."""
    if copy.credit_is == "wrong":
        return "claimed"  # nothing of that outlet is there that could contradict it
    if copy.credits is None:
        return "uncredited" if truth.by_id[str(copy.source)].collected else None
    chain = truth.ancestors(copy)[1:]
    credited = [one for name in chain if (one := truth.by_id[name]).outlet.host == copy.credits]
    if Edit.TRANSLATED in copy.edits or not any(one.collected for one in credited):
        return "claimed"
    return "confirmed"


def _status(truth: Truth, copy: Simulated, found: Found) -> str | None:
    rows = found.derivations.get(copy.id, ())
    if copy.credits is None:
        told = [row for row in rows if float(str(row["probability"])) >= DECIDED]
        return str(told[0]["status"]) if told else None
    outlets = {one.outlet.host: one.outlet for one in truth.by_id.values()}
    for row in rows:
        if is_outlet(outlets[copy.credits], found.articles[str(row["source"])]):
            return str(row["status"])
    return None


def _origin_is_unobserved(here: Sequence[Simulated], found: Found) -> bool:
    """Whether most of these articles go back to a stub, or to a text nobody has."""
    names = {one.id for one in here}
    above: dict[str, str] = {}
    for name in names:
        rows = [row for row in found.derivations.get(name, ()) if row["status"] != "contradicted"]
        if rows and float(str(rows[0]["probability"])) >= 0.5:
            above[name] = str(rows[0]["source"])

    def root(name: str) -> str:
        seen = set()
        while name in above and name not in seen:
            seen.add(name)
            name = above[name]
        return name

    roots = {name: root(name) for name in names}
    unobserved = {one for one in roots.values() if one not in names}
    for pair in found.siblings:
        if pair <= names and len(ends := {roots[name] for name in pair}) == 2:
            alone = {one for one in ends & names if _is_alone(found.articles[one])}
            if ends <= alone | unobserved:
                unobserved |= ends
    return 2 * sum(one in unobserved for one in roots.values()) > len(names)


def _is_alone(article: Row) -> bool:
    """Whether the source of an article is more probably none that is known."""
    return float(str(article["origin_probability"])) >= 0.5


def score_simulated(articles: int = 400, seeds: Sequence[int] = MEASURED_SEEDS) -> list[Figure]:
    """Measure with credits, without, and with habits shifted.

    Parameters
    ----------
    articles : int
        Collected articles a corpus, at least.
    seeds : sequence of int
        One corpus each.
    """
    plain = SimulationConfig(articles=articles)
    worlds = {
        "simulated": plain,
        "simulated, no credits": without_credits(plain),
        "simulated, habits shifted": shifted(plain),
        "simulated, shifted, no credits": without_credits(shifted(plain)),
    }
    made = []
    for name, config in worlds.items():
        score = Score.empty(name)
        for seed in seeds:
            corpus = simulate(config, seed)
            score.add(corpus, trace_corpus(corpus))
        made.extend(score.figures())
    return made
