"""``graphx simulate``."""

import json
from pathlib import Path

from tests.cli.conftest import SEEDS, Graphx


def test_simulated_outlets_have_the_rates_that_are_asked_for(
    graphx: Graphx, tmp_path: Path
) -> None:
    listed = graphx("simulate", "--rates")
    assert listed.status == 0
    assert "credit" in listed.out
    made = tmp_path / "x.jsonl"
    few = ("--articles", "60", "--rate", "missing=1", "--rate", "day_only=0", "--rate", "credit=0")
    assert graphx("simulate", made, *few, "--rate", "mirror=0").status == 0
    truth = [json.loads(line) for line in (tmp_path / "x.truth.jsonl").read_text().splitlines()]
    assert all(row["published"] is None for row in truth if row["collected"])


def test_the_story_that_is_kept_is_what_its_command_writes(graphx: Graphx, tmp_path: Path) -> None:
    kept = SEEDS.parent / "simulated"
    told = (kept / "README.md").read_text("utf-8").replace("\n", " ")
    command = told.partition("`graphx ")[2].partition("`")[0].split()
    assert command[:2] == ["simulate", "seeds/simulated/story.jsonl"]
    graphx("simulate", tmp_path / "story.jsonl", *command[2:])
    for name in ("story.jsonl", "story.truth.jsonl"):
        assert (tmp_path / name).read_bytes() == (kept / name).read_bytes()
