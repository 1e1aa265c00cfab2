"""How far what the pipeline says agrees with what happened.

In:   `Truth` and `Found` of one corpus after the other.
Out:  `Score`: cases counted together, and their figures with what each is to reach.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphx.evaluation.figures import Figure, Tally, expected_calibration_error
from graphx.evaluation.simulated.found import Found
from graphx.evaluation.simulated.truth import Truth
from graphx.evaluation.simulated.verdicts import expected_status, origin_is_unobserved, told_status
from graphx.lineage.weights import DECIDED
from graphx.simulation.edits import Edit
from graphx.simulation.fates import Fate


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
    credited: bool = False

    @classmethod
    def empty(cls, name: str) -> "Score":
        """Nothing counted yet."""
        return cls(
            name, Tally(), Tally(), Tally(), 0.0, defaultdict(Tally), [], [], Tally(), [], Tally()
        )

    def add(self, truth: Truth, found: Found) -> None:
        """Count one corpus; articles that are none of it are passed over."""
        known = truth.by_id.keys()
        self.credited |= any(article.credits for article in truth.by_id.values())
        for copy in truth.copies():
            self._add_copy(truth, found, copy)
        for story in truth.stories.values():
            self._add_story(truth, story, found)
        for pair in found.matching:
            if not pair <= known:
                continue
            left, right = (truth.by_id[name] for name in sorted(pair))
            self.common.append((truth.relation(left, right), pair in found.siblings))
        for name, rows in found.derivations.items():
            for row in rows:
                source = str(row["source"])
                if {name, source} <= known and row["status"] != "contradicted":
                    one, other = truth.by_id[name], truth.by_id[source]
                    self.foreign.add(truth.relation(one, other) == "other")

    def _add_copy(self, truth: Truth, found: Found, copy: Fate) -> None:
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
        expected = expected_status(truth, copy)
        if expected is not None:
            told = told_status(truth, copy, found)
            if told is not None or copy.credits is not None:
                self.statuses.add(told == expected)

    def _add_story(self, truth: Truth, story: Sequence[Fate], found: Found) -> None:
        first = story[0]
        here = [one for one in story if one.collected and Edit.TRANSLATED not in one.edits]
        if len(here) < 2:
            return
        best = max(here, key=lambda one: float(str(found.articles[one.id]["origin_probability"])))
        if first.collected:
            self.origins[first.date_is].add(best.wording == first.wording)
        if first.collected or not truth.has_twin(first):
            self.unobserved.append((not first.collected, origin_is_unobserved(here, found)))

    def figures(self) -> list[Figure]:
        """Return every figure, with what it is to reach."""
        flagged = [truth for truth, told in self.unobserved if told]
        missing = [told for truth, told in self.unobserved if truth]
        siblings = [truth != "copying" for truth, told in self.common if told]
        third = [told for truth, told in self.common if truth == "unobserved"]
        made = [
            self._figure(
                "source right, where it speaks", self.spoken, 0.95 if self.credited else None
            ),
            self._figure(
                "share of copies where it speaks", self.covered, 0.9 if self.credited else None
            ),
            self._figure("source right, of all copies", self.all_right, None),
        ]
        if not self.credited and self.best and self.all_right.count:
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
