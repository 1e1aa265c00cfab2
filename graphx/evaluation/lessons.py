"""Stories to learn weights from: simulated ones, their true sources known.

In:   a `SimulationConfig`, seeds.
Out:  a `Lesson` for each story of two articles or more; fitted weights.
"""

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx import pipeline
from graphx.entities.outlets import OutletRegistry
from graphx.evaluation.simulated.truth import Truth
from graphx.lineage.clues import CLUES
from graphx.lineage.columns import Shingles
from graphx.lineage.fitting import Lesson, fit
from graphx.lineage.possible import Edge, possible_edges
from graphx.lineage.stories import Story
from graphx.lineage.texts import StoryTexts
from graphx.lineage.weighing import outlets_of
from graphx.lineage.weights import PRIORS, WEIGHTS
from graphx.simulation.articles import Simulated
from graphx.simulation.habits import SimulationConfig
from graphx.simulation.records import write_corpus
from graphx.simulation.spread import simulate
from graphx.steps.entities import Entities
from graphx.steps.lineage_input import Evidence, LineageSource, told_of_articles
from graphx.store.workspace import Workspace

FITTED_SEEDS: Final = (1, 2, 3, 4, 5, 6, 7, 8)
"""Seeds of the corpora that weights are fitted on; half of them without any credit."""

HELD: Final = frozenset(
    {
        "same_headline",
        "names_the_other",
        "is_contained",
        "excerpt",
        "quotation",
        "address",
        "reads_translated",
    }
)
"""Weights that stay: the simulator's habits are too much its own there, or it has no cases."""

_CLUES: Final = tuple(rule.__name__ for rule in CLUES)
NAMES: Final = (*_CLUES, *PRIORS)
"""What is fitted: a weight for each clue, and the priors."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by name, before and after."""

    before: Mapping[str, float]
    after: Mapping[str, float]
    stories: int


def starting_weights() -> dict[str, float]:
    """Return the weights as they stand."""
    return {name: WEIGHTS[name] for name in _CLUES} | dict(PRIORS)


def fit_weights(articles: int = 200, seeds: Sequence[int] = FITTED_SEEDS) -> Fitted:
    """Fit on simulated corpora: half of them of the usual habits, half of any, half uncredited."""
    lessons = [
        lesson
        for place, seed in enumerate(seeds)
        for lesson in lessons_of(simulate(_world(place, seed, articles), seed))
    ]
    before = starting_weights()
    after = fit(lessons, before, signed=WEIGHTS, held=HELD)
    return Fitted(before, {name: round(value, 2) for name, value in after.items()}, len(lessons))


def _world(place: int, seed: int, articles: int) -> SimulationConfig:
    usual = SimulationConfig(articles=articles)
    world = SimulationConfig.drawn(random.Random(seed), articles) if place % 4 > 1 else usual
    return world.without_credits() if place % 2 else world


def lessons_of(corpus: Sequence[Simulated]) -> Iterator[Lesson]:
    """Read a corpus through the pipeline, and set the truth beside its stories."""
    truth = Truth.of(corpus)
    with tempfile.TemporaryDirectory(prefix="graphx-fit-") as folder:
        place = Path(folder)
        write_corpus(corpus, place / "a.jsonl", place / "truth.jsonl")
        pipeline.run([str(place / "a.jsonl")], place / "w.graphx")
        with Workspace.open(place / "w.graphx").snapshot() as base:
            rows = base.table("articles", ["article_id", "id", "cluster_id"]).to_pylist()
            entities = Entities.of(base, OutletRegistry.packaged())
            articles = told_of_articles(
                base.table("documents", ["article_id", "authors"]),
                entities.published_by,
                {row["article_id"]: row["cluster_id"] for row in rows},
            )
            source = LineageSource.of(base, articles, entities.claims, Evidence.of(base))
            given = source.whole()
            names = {row["article_id"]: row["id"] for row in rows}
            for story, texts in given.texts.beside(given.stories()):
                if len(story.witnesses) > 1:
                    yield _lesson(story, texts, truth, names)


def _lesson(
    story: Story, rows: Mapping[str, Shingles], truth: Truth, names: Mapping[str, str]
) -> Lesson:
    possible = possible_edges(story, StoryTexts(rows, outlets_of(story)))
    edges = possible.edges
    place = {witness.article_id: i for i, witness in enumerate(story.witnesses)}
    true_edges = np.array([_is_true(edge, truth, names) for edge in edges], bool)
    copies = np.array([place[edge.pair.copy.article_id] for edge in edges], np.int64)
    true_roots = np.ones(len(place), bool)
    true_roots[copies[true_edges]] = False
    for name, i in place.items():
        copy = truth.by_id.get(names.get(name, ""))
        if copy is not None and copy.source is not None:
            # Where the true source was not collected, a twin of it may be named as well.
            true_roots[i] |= not truth.is_observable(copy)
    return Lesson(
        possible=possible,
        place=place,
        seen=_seen(edges),
        true_edges=true_edges,
        two_clocks=np.array([edge.has_two_clocks for edge in possible.edges], bool),
        true_roots=true_roots,
        lost_seen=[_seen(lost) for lost in possible.lost],
        true_lost=[
            np.array(
                [
                    true_roots[place[name := edge.pair.copy.article_id]]
                    and truth.by_id[names[name]].source is not None
                    for edge in lost
                ],
                bool,
            )
            for lost in possible.lost
        ],
    )


def _is_true(edge: Edge, truth: Truth, names: Mapping[str, str]) -> bool:
    copy, source = truth.by_id[names[edge.pair.copy.article_id]], edge.pair.source
    if copy.source is None:
        return False
    named = names.get(source.article_id) or source.article_id
    return truth.source_is(
        copy, named, {"outlet_id": source.outlet_id, "outlet_name": source.outlet_name}
    )


def _seen(edges: Sequence[Edge]) -> NDArray[np.float64]:
    rows = np.zeros((len(edges), len(NAMES)))
    for row, edge in zip(rows, edges, strict=True):
        for seen in edge.sightings:
            row[NAMES.index(seen.name)] = seen.strength
        for name in edge.priors:
            row[NAMES.index(name)] += 1.0
    return rows
