"""The truth about a simulated article, written and read back."""

import json
from pathlib import Path

import pytest

from graphx.errors import UnreadableSourceError
from graphx.simulation.articles import Simulated
from graphx.simulation.fates import Fate, read_fates
from graphx.simulation.habits import SimulationConfig
from graphx.simulation.records import write_corpus
from graphx.simulation.spread import simulate


@pytest.fixture(scope="module")
def corpus() -> tuple[Simulated, ...]:
    return simulate(SimulationConfig(articles=150), seed=4)


def test_what_is_written_is_read_back(corpus: tuple[Simulated, ...], tmp_path: Path) -> None:
    write_corpus(corpus, tmp_path / "a.jsonl", tmp_path / "t.jsonl")
    assert list(read_fates(tmp_path / "t.jsonl")) == [Fate.of(article) for article in corpus]


def test_twins_and_nobody_else_have_one_wording(corpus: tuple[Simulated, ...]) -> None:
    wordings = {article.paragraphs: Fate.of(article).wording for article in corpus}
    assert len(wordings) < len(corpus)
    assert len(set(wordings.values())) == len(wordings)


@pytest.mark.parametrize(
    "line",
    [b"no JSON", b"[1, 2]", b'{"id": "s1-0", "text": "Words."}', b"\xff", None],
)
def test_what_is_no_truth_is_named_with_its_line(
    corpus: tuple[Simulated, ...], tmp_path: Path, line: bytes | None
) -> None:
    good = json.dumps(Fate.of(corpus[0]).record()).encode()
    edited = json.dumps(Fate.of(corpus[0]).record() | {"edits": ["burnt"]}).encode()
    (tmp_path / "t.jsonl").write_bytes(good + b"\n" + (line or edited))
    with pytest.raises(UnreadableSourceError, match=r"t\.jsonl:2.*truth that graphx simulate"):
        list(read_fates(tmp_path / "t.jsonl"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="absent"):
        list(read_fates(tmp_path / "absent.jsonl"))
