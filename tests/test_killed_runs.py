"""A run may end at any moment: the snapshot before stays whole and the next run is right."""

import contextlib
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graphx import pipeline, schema
from graphx.errors import StoreError
from graphx.store import durable
from graphx.store.workspace import Workspace

SEEDS = sorted((Path(__file__).parents[1] / "seeds" / "articles").glob("*.txt"))
BEFORE, AFTER = [str(path) for path in SEEDS[:2]], [str(path) for path in SEEDS]

Content = dict[str, list[dict[str, object]]]


def content(workspace: Path, *, of_build: bool) -> Content:
    """Tables of the last build, or all; the history tells runs apart on purpose."""
    ingested = {"documents", "texts", "claims", "problems"}
    with Workspace.open(workspace).snapshot() as snapshot:
        return {
            name: snapshot.table(name).to_pylist()
            for name in schema.TABLES
            if name != "history" and not (of_build and name in ingested)
        }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("before") / "w.graphx"
    pipeline.run(BEFORE, workspace)
    return workspace


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("after") / "w.graphx"
    pipeline.run(AFTER, workspace)
    return workspace


@pytest.mark.slow
def test_runs_killed_at_ten_random_moments(before: Path, after: Path, tmp_path: Path) -> None:
    dice = random.Random(20)
    command = [sys.executable, "-m", "graphx.cli", "run", *AFTER, "-w"]
    started = time.monotonic()
    shutil.copytree(before, tmp_path / "whole")
    subprocess.run([*command, str(tmp_path / "whole")], check=True, capture_output=True)
    seconds = time.monotonic() - started
    states = [content(before, of_build=True), content(after, of_build=True)]
    killed = 0
    for attempt in range(10):
        workspace = tmp_path / f"{attempt}.graphx"
        shutil.copytree(before, workspace)
        with subprocess.Popen(
            [*command, str(workspace)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as run:
            try:
                run.wait(dice.uniform(0.3, 1.0) * seconds)
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                killed += 1
        assert content(workspace, of_build=True) in states
        pipeline.run(AFTER, workspace)
        assert content(workspace, of_build=False) == content(after, of_build=False)
    assert killed >= 5


class Disk:
    """Fails at the n-th thing that is written, renamed or removed."""

    def __init__(self, patch: pytest.MonkeyPatch, fails_at: int) -> None:
        self.done = 0
        self.fails_at = fails_at
        for name in ("create", "write", "sync", "rename", "sync_directory", "unlink"):
            patch.setattr(durable, name, self._watched(getattr(durable, name)))

    def _watched(self, operation: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object) -> object:
            self.done += 1
            if self.done == self.fails_at:
                raise OSError(28, "No space left on device")
            return operation(*arguments)

        return run


@pytest.mark.slow
def test_a_fault_at_every_write_of_a_run(tmp_path: Path) -> None:
    """Every one of them, on articles small enough to run a hundred times."""
    words = [
        "the",
        "river",
        "rose",
        "over",
        "the",
        "bridge",
        "and",
        "the",
        "town",
        "waited",
        "for",
        "the",
        "flood",
        "to",
        "pass",
    ]
    text = " ".join(words[i % len(words)] + str(i % 7) for i in range(60))
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(text, "utf-8")
    second.write_text(f"{text}\n\nOriginally published by North Wire.\n", "utf-8")
    inputs = [str(first), str(second)]

    pipeline.run(inputs[:1], tmp_path / "before")
    pipeline.run(inputs, tmp_path / "after")
    states = [content(tmp_path / name, of_build=True) for name in ("before", "after")]
    complete = content(tmp_path / "after", of_build=False)

    moment, refused = 0, 1
    while refused:  # until a moment lies beyond the last write
        moment += 1
        workspace = tmp_path / "w.graphx"
        shutil.copytree(tmp_path / "before", workspace)
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, moment)
            with contextlib.suppress(StoreError):
                pipeline.run(inputs, workspace)
            refused = disk.done >= moment
        assert content(workspace, of_build=True) in states, moment
        pipeline.run(inputs, workspace)
        assert content(workspace, of_build=False) == complete, moment
        shutil.rmtree(workspace)
    assert moment > 50
