"""What the simulator promises: everything from its seed, rates as stated, truth that fits."""

import json
import random
from pathlib import Path

import pytest

from graphx.errors import InvalidValueError
from graphx.simulation.articles import Simulated
from graphx.simulation.edits import Edit
from graphx.simulation.fates import Fate
from graphx.simulation.habits import Dating, Habits, SimulationConfig, Spread
from graphx.simulation.records import article_record, write_corpus
from graphx.simulation.spread import simulate


@pytest.fixture(scope="module")
def corpus() -> tuple[Simulated, ...]:
    return simulate(SimulationConfig(articles=1500), seed=3)


def test_a_seed_says_everything() -> None:
    config = SimulationConfig(articles=40)
    assert simulate(config, 5) == simulate(config, 5)
    assert simulate(config, 5) != simulate(config, 6)


def test_outlets_are_invented_and_rows_say_so(corpus: tuple[Simulated, ...]) -> None:
    for article in corpus:
        record = article_record(article)
        assert record["simulated"] is True
        assert str(record["url"]).split("/")[2].endswith(".example")


def test_the_default_rates_hold(corpus: tuple[Simulated, ...]) -> None:
    copies = [one for one in corpus if one.source is not None]
    firsts = [one for one in corpus if one.source is None and not one.outlet.agency]
    coarse = sum(one.published is None or len(one.published) == 10 for one in corpus)
    assert coarse / len(corpus) == pytest.approx(0.2, abs=0.04)
    own = [one for one in copies if one.dateline is None and one.canonical is None]
    assert sum(one.credits is None for one in own) / len(own) == pytest.approx(0.4, abs=0.07)
    missing = sum(not one.collected for one in firsts) / len(firsts)
    assert missing == pytest.approx(0.25, abs=0.08)
    light = sum(Edit.LIGHT in one.edits for one in copies) / len(copies)
    assert light == pytest.approx(0.5, abs=0.08)


def test_a_copy_comes_after_its_source_and_names_one_that_exists(
    corpus: tuple[Simulated, ...],
) -> None:
    by_id = {one.id: one for one in corpus}
    for one in corpus:
        if one.source is not None:
            source = by_id[one.source]
            assert source.time < one.time
            assert source.story == one.story
            if one.credit_is == "source":
                assert one.credits == source.outlet.host


def test_truth_covers_what_was_not_collected(tmp_path: Path) -> None:
    corpus = simulate(SimulationConfig(articles=60), seed=2)
    write_corpus(corpus, tmp_path / "a.jsonl", tmp_path / "t.jsonl")
    read, truth = (
        [json.loads(line) for line in (tmp_path / name).read_text("utf-8").splitlines()]
        for name in ("a.jsonl", "t.jsonl")
    )
    assert {row["id"] for row in read} == {row["id"] for row in truth if row["collected"]}
    assert any(not row["collected"] for row in truth)
    assert truth == [Fate.of(one).record() for one in corpus]


def test_stories_may_begin_with_given_texts() -> None:
    base = "A first paragraph about the harbour wall.\n\nA second one about the tide."
    corpus = simulate(
        SimulationConfig(articles=12, spread=Spread(public_text=0.0)), 1, base_texts=[base]
    )
    firsts = [one for one in corpus if one.source is None]
    assert all(one.paragraphs == tuple(base.split("\n\n")) for one in firsts)


@pytest.mark.parametrize("rates", [{"credit": 1.2}, {"cut": -0.1}])
def test_a_rate_is_a_share(rates: dict[str, float]) -> None:
    with pytest.raises(InvalidValueError):
        Habits(**rates)
    with pytest.raises(InvalidValueError):
        Dating(missing=2.0)


def test_one_outlet_cannot_copy_itself() -> None:
    with pytest.raises(InvalidValueError):
        simulate(SimulationConfig(outlets=1), 1)


def test_a_correction_changes_a_number_and_says_so(corpus: tuple[Simulated, ...]) -> None:
    by_id = {one.id: one for one in corpus}
    corrected = [one for one in corpus if Edit.CORRECTED in one.edits]
    assert corrected
    for one in corrected:
        assert one.correction is not None
        assert one.correction in one.text()
        assert one.paragraphs != by_id[str(one.source)].paragraphs


def test_drawn_worlds_differ() -> None:
    first, second = (SimulationConfig.drawn(random.Random(seed), 20) for seed in (1, 2))
    assert first.habits != second.habits
    assert first.spread != second.spread
