"""A writer may stop at any moment: the last snapshot stays whole and the next run is right."""

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from graphx import schema
from graphx.errors import StoreError
from graphx.store import durable
from graphx.store.history import Event
from graphx.store.workspace import Workspace
from tests import running

OPERATIONS = ("create", "write", "sync", "rename", "sync_directory", "unlink", "make_directory")

Content = dict[str, list[dict[str, object]]]


class Disk:
    """Counts what is done to the disk, and fails at one moment, once or from then on."""

    def __init__(self, patch: pytest.MonkeyPatch, fails_at: int, *, for_good: bool) -> None:
        self.done = 0
        self.fails_at = fails_at
        self.for_good = for_good
        for name in OPERATIONS:
            patch.setattr(durable, name, self.watched(getattr(durable, name)))

    def watched(self, operation: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object) -> object:
            self.done += 1
            if self.done == self.fails_at or (self.for_good and self.done > self.fails_at):
                raise OSError(28, "No space left on device")
            return operation(*arguments)

        return run


def siblings(*ids: str) -> list[pa.RecordBatch]:
    rows = [{"left_id": name, "right_id": "z", "probability": 0.5} for name in ids]
    return [pa.RecordBatch.from_pylist(rows, schema=schema.SIBLING)]


def texts(*ids: str) -> list[pa.RecordBatch]:
    rows = [{"article_id": name, "text": f"text of {name}", "stretches": []} for name in ids]
    return [pa.RecordBatch.from_pylist(rows, schema=schema.TEXT)]


def first_run(path: Path) -> None:
    with Workspace.create_or_open(path).writer() as writer:
        writer.append("siblings", siblings("a", "b", "c"))
        writer.append("texts", texts("a", "b"))
        writer.set("run", "first")
        writer.commit()


def second_run(path: Path) -> int:
    with Workspace.create_or_open(path).writer() as writer:
        writer.remove("siblings", "left_id", ["b"])
        writer.append("siblings", siblings("d"))
        writer.replace("texts", texts("a", "d"))
        writer.set("run", "second")
        return writer.commit([Event(event="built", subject="all", detail="d")])


def content(path: Path) -> Content:
    with Workspace.open(path).snapshot() as snapshot:
        return {
            "siblings": snapshot.table("siblings").to_pylist(),
            "texts": snapshot.table("texts").to_pylist(),
            "settings": [dict(snapshot.settings)],
        }


def stray(path: Path) -> list[str]:
    """Files that no snapshot needs."""
    with Workspace.open(path).snapshot() as snapshot:
        known = {"CURRENT", "lock", f"snapshots/{snapshot.snapshot}.json", "search/lock"}
    files = {str(file.relative_to(path)) for file in path.rglob("*") if file.is_file()}
    return sorted(file for file in files - known if not file.startswith("parts/"))


@pytest.fixture
def states(tmp_path: Path) -> tuple[Content, Content, int]:
    path = tmp_path / "reference"
    first_run(path)
    before = content(path)
    second_run(path)
    return before, content(path), len(list((path / "parts").iterdir()))


@pytest.mark.slow
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
def test_a_disk_that_fails_at_any_moment_of_a_commit(tmp_path, states, for_good):
    before, after, most_parts = states
    first_run(tmp_path / "start")
    moment = 0
    while True:
        moment += 1
        path = tmp_path / str(moment)
        shutil.copytree(tmp_path / "start", path)
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, moment, for_good=for_good)
            said = ""
            try:
                second_run(path)
            except StoreError as error:
                said = str(error)
        finished = not said
        assert finished or "No space left" in said
        found = content(path)
        assert found == after if finished else found in (before, after)
        number = second_run(path)
        assert content(path) == after
        assert second_run(path) == number
        with Workspace.open(path).writer() as writer:
            writer.set("next", "commit")
            writer.commit()
        assert stray(path) == []
        assert len(list((path / "parts").iterdir())) <= most_parts + 1  # one more line of history
        if disk.done < moment:
            break
    assert finished
    assert moment > 30  # the loop met every moment, not none


def test_a_disk_that_fails_at_any_moment_of_the_creation(tmp_path):
    moment = 0
    while True:
        moment += 1
        path = tmp_path / str(moment)
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, moment, for_good=False)
            try:
                Workspace.create_or_open(path)
            except StoreError:
                assert disk.done == moment
        first_run(path)
        assert content(path)["settings"] == [{"run": "first"}]
        if disk.done < moment:
            break
    assert moment > 10


_LOOP = """
import itertools, sys
import pyarrow as pa
from graphx import schema
from graphx.store.workspace import Workspace

workspace = Workspace.create_or_open(sys.argv[1])
with workspace.snapshot() as snapshot:
    start = int(snapshot.settings.get("step", "0")) + 1
for step in itertools.count(start):
    with workspace.writer() as writer:
        ids = [f"a{row}" for row in range(step % 9 + 1)]
        rows = [{"left_id": name, "right_id": str(step), "probability": 0.5} for name in ids]
        writer.replace("siblings", [pa.RecordBatch.from_pylist(rows, schema=schema.SIBLING)])
        texts = [{"article_id": name, "text": str(step), "stretches": []} for name in ids]
        writer.remove("texts", "article_id", [f"a{row}" for row in range(9)])
        writer.append("texts", [pa.RecordBatch.from_pylist(texts, schema=schema.TEXT)])
        writer.set("step", str(step))
        writer.commit()
    if step == start:
        print("ready", flush=True)
"""


def committed_step(path: Path) -> int:
    """Check that all tables are of one commit, and return which."""
    with Workspace.open(path).snapshot() as snapshot:
        step = int(snapshot.settings["step"])
        assert snapshot.table("siblings").column("right_id").to_pylist() == [str(step)] * (
            step % 9 + 1
        )
        assert snapshot.table("texts").column("text").to_pylist() == [str(step)] * (step % 9 + 1)
        return step


@pytest.mark.slow
def test_a_writer_killed_at_random_moments_loses_nothing(tmp_path):
    path = tmp_path / "w"
    moments = random.Random(20_261_122)
    last = 0
    for _ in range(10):
        with running.python(_LOOP, str(path)) as writer:
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0.0, 0.12))  # the moment is the test, not a wait
            last = max(last, committed_step(path))
        step = committed_step(path)
        assert step >= last
        last = step
    first_run(path)
    assert content(path)["siblings"]
    assert stray(path) == []
