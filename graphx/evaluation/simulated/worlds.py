"""The worlds lineage is measured in.

In:   how many articles, and seeds.
Out:  figures of each world: usual habits and other ones, with credits and without.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graphx.evaluation.figures import Figure
from graphx.evaluation.simulated.found import trace_corpus
from graphx.evaluation.simulated.score import Score
from graphx.evaluation.simulated.truth import Truth
from graphx.simulation.habits import SimulationConfig
from graphx.simulation.spread import simulate

MEASURED_SEEDS: Final = (101, 102, 103, 104)
"""Other seeds than those the weights were fitted on."""


def shifted(config: SimulationConfig) -> SimulationConfig:
    """Return a world of other habits: fewer credits, more edits, slower, more hubs."""
    habits = replace(
        config.habits, credit=0.5, preface=0.25, cut=0.25, light_edit=0.65, headline=0.6
    )
    spread = replace(config.spread, mean_copies=7.0, from_origin=0.4, median_lag_hours=16.0)
    return replace(config, habits=habits, spread=spread)


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
        "simulated, no credits": plain.without_credits(),
        "simulated, habits shifted": shifted(plain),
        "simulated, shifted, no credits": shifted(plain).without_credits(),
    }
    made = []
    for name, config in worlds.items():
        score = Score.empty(name)
        for seed in seeds:
            corpus = simulate(config, seed)
            score.add(Truth.of(corpus), trace_corpus(corpus))
        made.extend(score.figures())
    return made
