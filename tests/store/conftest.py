"""What the tests of the workspace share."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from graphx.store.snapshot import Snapshot
from graphx.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create_or_open(tmp_path / "news")


@pytest.fixture
def graph(workspace: Workspace, small_graph: Mapping[str, pa.Table]) -> Iterator[Snapshot]:
    """The small graph, committed and held."""
    with workspace.writer() as writer:
        for name, table in small_graph.items():
            writer.append(name, table.to_batches())
        writer.commit()
    with workspace.snapshot() as snapshot:
        yield snapshot
