"""The command line, run in this process, and the samples worked out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graphx import pipeline
from graphx.cli.main import main

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    def records(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Graphx = Callable[..., Said]


def write_rows(folder: Path, *rows: dict[str, object]) -> Path:
    """Write rows of the input contract; the file is new each time."""
    file = folder / f"rows{len(list(folder.iterdir()))}.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return file


@pytest.fixture
def graphx(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Graphx:
    """Run the command line in this process."""
    for name in ("GRAPHX_WORKSPACE", "GRAPHX_STORE", "NEO4J_PASSWORD", "NEO4J_USERNAME"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Said:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Said(int(left.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(scope="package")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("cli") / "seeds.graphx"
    pipeline.run([str(SEEDS)], place)
    return place
