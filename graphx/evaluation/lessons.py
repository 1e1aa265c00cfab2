"""Stories to learn weights from: simulated ones, their true sources known.

In:   a `SimulationConfig`, seeds.
Out:  a `Lesson` for each story of two articles or more; fitted weights.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from graphx import pipeline
from graphx.entities.outlets import OutletRegistry
from graphx.evaluation.simulated import Truth, without_credits
from graphx.lineage.clues import CLUES
from graphx.lineage.fitting import Lesson, fit, weights_table
from graphx.lineage.stories import Story
from graphx.lineage.texts import Shingles, StoryTexts
from graphx.lineage.weighing import Edge, possible_edges
from graphx.lineage.weights import ADDRESS_PRIOR, RELATION_PRIOR, STUB_PRIOR, WEIGHTS
from graphx.simulation.habits import SimulationConfig
from graphx.simulation.records import write_corpus
from graphx.simulation.spread import Simulated, simulate
from graphx.steps.entities import Entities
from graphx.steps.lineage import Evidence, LineageInput
from graphx.store.workspace import Workspace

FITTED_SEEDS: Final = (1, 2, 3, 4)
"""Seeds of the corpora the weights are fitted on; half of them without any credit."""

_CLUES: Final = tuple(rule.__name__ for rule in CLUES)
_PRIORS: Final = (
    *(f"prior {relation}" for relation in RELATION_PRIOR),
    "prior stub",
    "prior address",
)
NAMES: Final = (*_CLUES, *_PRIORS)
"""What is fitted: a weight for each clue, and the priors."""

_HELD: Final = frozenset({"prior quotation", "prior address"})
"""Priors the simulator has no cases for."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by name, before and after."""

    before: Mapping[str, float]
    after: Mapping[str, float]
    stories: int


def starting_weights() -> dict[str, float]:
    """Return the weights as they stand."""
    priors = [*RELATION_PRIOR.values(), STUB_PRIOR, ADDRESS_PRIOR]
    return {name: WEIGHTS[name] for name in _CLUES} | dict(zip(_PRIORS, priors, strict=True))


def fit_weights(articles: int = 400, seeds: Sequence[int] = FITTED_SEEDS) -> Fitted:
    """Fit on simulated corpora, every second of them without credits."""
    plain = SimulationConfig(articles=articles)
    lessons = [
        lesson
        for place, seed in enumerate(seeds)
        for lesson in lessons_of(simulate(without_credits(plain) if place % 2 else plain, seed))
    ]
    before = starting_weights()
    start = np.array([before[name] for name in NAMES])
    return Fitted(before, weights_table(NAMES, fit(lessons, start)), len(lessons))


def lessons_of(corpus: Sequence[Simulated]) -> Iterator[Lesson]:
    """Read a corpus through the pipeline, and set the truth beside its stories."""
    truth = Truth(corpus)
    with tempfile.TemporaryDirectory(prefix="graphx-fit-") as folder:
        place = Path(folder)
        write_corpus(corpus, place / "a.jsonl", place / "truth.jsonl")
        pipeline.run([str(place / "a.jsonl")], place / "w.graphx")
        with Workspace.open(place / "w.graphx").snapshot() as base:
            rows = base.table("articles", ["article_id", "id", "cluster_id"]).to_pylist()
            entities = Entities.of(base, OutletRegistry.packaged())
            given = LineageInput.of(
                base,
                entities.published_by,
                entities.claims,
                {row["article_id"]: row["cluster_id"] for row in rows},
                Evidence.of(base),
            )
            names = {row["article_id"]: row["id"] for row in rows}
            for story, texts in given.texts.beside(given.stories()):
                if len(story.witnesses) > 1:
                    yield _lesson(story, texts, truth, names)


def _lesson(
    story: Story, rows: Mapping[str, Shingles], truth: Truth, names: Mapping[str, str]
) -> Lesson:
    edges = possible_edges(story, StoryTexts(rows))
    place = {witness.article_id: i for i, witness in enumerate(story.witnesses)}
    true_edges = np.array([_is_true(edge, truth, names) for edge in edges], bool)
    copies = np.array([place[edge.pair.copy.article_id] for edge in edges], np.int64)
    true_roots = np.ones(len(place), bool)
    true_roots[copies[true_edges]] = False
    return Lesson(
        sources=np.array([place[edge.pair.source.article_id] for edge in edges], np.int64),
        copies=copies,
        seen=np.array([_seen(edge) for edge in edges], np.float64).reshape(-1, len(NAMES)),
        true_edges=true_edges,
        true_roots=true_roots,
    )


def _is_true(edge: Edge, truth: Truth, names: Mapping[str, str]) -> bool:
    copy, source = truth.by_id[names[edge.pair.copy.article_id]], edge.pair.source
    if copy.source is None:
        return False
    named = names.get(source.article_id) or source.article_id
    return truth.source_is(
        copy, named, {"outlet_id": source.outlet_id, "outlet_name": source.outlet_name}
    )


def _seen(edge: Edge) -> list[float]:
    strengths = {seen.name: seen.strength for seen in edge.sightings}
    if edge.pair.match is not None:
        prior = f"prior {edge.pair.match.relation}"
    else:
        prior = "prior address" if edge.pair.source.collected else "prior stub"
    return [strengths.get(name, 0.0) for name in _CLUES] + [
        float(name == prior) for name in _PRIORS
    ]
