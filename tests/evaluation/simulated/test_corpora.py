"""A corpus that was written, read into a workspace and held against its truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from graphx import pipeline
from graphx.errors import InvalidValueError, NotFoundError
from graphx.evaluation.figures import Figure
from graphx.evaluation.simulated.corpora import score_corpus
from graphx.evaluation.simulated.found import trace_corpus
from graphx.evaluation.simulated.score import Score
from graphx.evaluation.simulated.truth import Truth
from graphx.simulation.articles import Simulated
from graphx.simulation.habits import SimulationConfig
from graphx.simulation.records import write_corpus
from graphx.simulation.spread import simulate
from graphx.store.workspace import Workspace

SAMPLES = Path(__file__).parents[3] / "seeds" / "articles"


@dataclass(frozen=True)
class Written:
    corpus: Sequence[Simulated]
    articles: Path
    truth: Path


def written(folder: Path, config: SimulationConfig, seed: int) -> Written:
    corpus = simulate(config, seed)
    made = Written(corpus, folder / f"{seed}.jsonl", folder / f"{seed}.truth.jsonl")
    write_corpus(corpus, made.articles, made.truth)
    return made


def scored(truth: Path, workspace: Path) -> list[Figure]:
    with Workspace.open(workspace).snapshot() as snapshot:
        return score_corpus(truth, snapshot)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("made"), SimulationConfig(articles=40), seed=6)


@pytest.mark.parametrize("credited", [True, False])
def test_the_files_say_what_the_corpus_said(tmp_path: Path, credited: bool) -> None:
    usual = SimulationConfig(articles=60)
    made = written(tmp_path, usual if credited else usual.without_credits(), seed=5)
    pipeline.run([str(made.articles)], tmp_path / "w.graphx")
    score = Score.empty("here")
    score.add(Truth.of(made.corpus), trace_corpus(made.corpus))
    expected = [(figure.name, figure.value, figure.count) for figure in score.figures()]
    figures = scored(made.truth, tmp_path / "w.graphx")
    assert [(figure.name, figure.value, figure.count) for figure in figures] == expected
    assert {figure.set for figure in figures} == {"5.truth.jsonl"}
    assert not any(figure.reach for figure in figures)
    assert any(name.startswith("…") for name, _, _ in expected) is not credited


def test_other_articles_of_the_workspace_change_nothing(made: Written, tmp_path: Path) -> None:
    pipeline.run([str(made.articles)], tmp_path / "w.graphx")
    alone = scored(made.truth, tmp_path / "w.graphx")
    pipeline.run([str(SAMPLES)], tmp_path / "w.graphx")
    assert scored(made.truth, tmp_path / "w.graphx") == alone


def test_an_article_that_was_not_read_is_named(made: Written, tmp_path: Path) -> None:
    pipeline.run([str(SAMPLES)], tmp_path / "w.graphx")
    with pytest.raises(NotFoundError, match="no simulated article 's"):
        scored(made.truth, tmp_path / "w.graphx")


def test_two_corpora_in_one_workspace_are_refused(made: Written, tmp_path: Path) -> None:
    other = written(tmp_path, SimulationConfig(articles=40), seed=7)
    pipeline.run([str(made.articles), str(other.articles)], tmp_path / "w.graphx")
    with pytest.raises(InvalidValueError, match="one article of that id"):
        scored(other.truth, tmp_path / "w.graphx")


def test_an_outlet_without_an_article_may_be_credited(tmp_path: Path) -> None:
    config = SimulationConfig(articles=12).with_rates({"credit": 1, "credit_wrong": 1, "alone": 0})
    made = written(tmp_path, config, seed=8)
    hosts = {article.outlet.host for article in made.corpus}
    assert any(article.credits not in {None, *hosts} for article in made.corpus)
    pipeline.run([str(made.articles)], tmp_path / "w.graphx")
    figures = {figure.name: figure for figure in scored(made.truth, tmp_path / "w.graphx")}
    assert figures["status right"].value >= 0.9  # type: ignore[operator]
