"""The same graph in every store there is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import NamedTuple

import pyarrow as pa
import pytest

from graphx.store.neo4j_store import Neo4jStore
from graphx.store.opening import Credentials, open_store
from graphx.store.projection import project
from graphx.store.protocol import GraphStore
from graphx.store.snapshot import Snapshot
from graphx.store.workspace import Workspace
from tests.neo4j_server.server import Server

Tables = Mapping[str, pa.Table]
Fill = Callable[[Tables], GraphStore]

BOTH = ["workspace", pytest.param("neo4j", marks=pytest.mark.neo4j)]


class Twins(NamedTuple):
    """One graph, twice."""

    workspace: GraphStore
    neo4j: GraphStore


@pytest.fixture(scope="module")
def fill_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Snapshot]]:
    """Write tables into a new workspace and open it."""
    with ExitStack() as opened:

        def fill(tables: Tables) -> Snapshot:
            workspace = Workspace.create_or_open(tmp_path_factory.mktemp("workspace") / "news")
            with workspace.writer() as writer:
                for name, table in tables.items():
                    writer.append(name, table.to_batches())
                writer.commit()
            return opened.enter_context(workspace.snapshot())

        yield fill


@pytest.fixture(scope="module")
def fill_neo4j(
    neo4j_server: Server, fill_workspace: Callable[..., Snapshot]
) -> Iterator[Callable[..., GraphStore]]:
    """Load tables into the server, in place of what it holds, and open it."""
    with ExitStack() as opened:

        def fill(tables: Tables) -> GraphStore:
            login = Credentials(username=neo4j_server.username, password=neo4j_server.password)
            store = open_store(neo4j_server.url, login)
            opened.enter_context(store)
            assert isinstance(store, Neo4jStore)
            project(fill_workspace(tables), store)
            return store

        yield fill


@pytest.fixture(scope="module", params=BOTH)
def fill(request: pytest.FixtureRequest) -> Fill:
    """Put tables into the back end the test runs over."""
    found: Fill = request.getfixturevalue(f"fill_{request.param}")
    return found
