"""A small graph with texts, served from a workspace and, where there is a server, from Neo4j."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient

from graphx.pipeline import run
from graphx.store.neo4j_store import Neo4jStore
from graphx.store.opening import Credentials
from graphx.store.projection import project
from graphx.store.workspace import Workspace
from graphx_api.app import create_app
from graphx_api.settings import Settings
from tests.neo4j_server.server import Server
from tests.rows import rows

LOCAL = "http://localhost"
SEEDS = Path(__file__).parents[2] / "seeds" / "articles"

BODY = "the bridge over the river opened again on thursday morning after eleven weeks of work"
TEXTS = {
    "a1": f"Bridge 🌉 reopens after flood\n\n{BODY}, said the engineer.",
    "a2": f"Originally appeared at NorthWire\n\n{BODY}.",
    "a3": f"{BODY.capitalize()} and a song.",
    "b1": "Resolution 12: all states shall keep their bridges.",
    "b2": "All states shall keep their bridges, says Résolution 12.",
}


def texts() -> pa.Table:
    """Texts of the small graph; the headline of a1 is no body."""
    stretches = {"a1": [{"kind": "title", "start": 0, "end": 28}]}
    return rows(
        "texts",
        *(
            {"article_id": name, "text": text, "stretches": stretches.get(name, [])}
            for name, text in TEXTS.items()
        ),
    )


def passages() -> pa.Table:
    """What a1 and a2 share."""
    left, right = TEXTS["a1"].index(BODY), TEXTS["a2"].index(BODY)
    return rows(
        "passages",
        {
            "left_id": "a1",
            "right_id": "a2",
            "left_start": left,
            "left_end": left + len(BODY),
            "right_start": right,
            "right_end": right + len(BODY),
        },
    )


def fill(directory: Path, tables: Mapping[str, pa.Table]) -> Workspace:
    """Write tables into a new workspace."""
    workspace = Workspace.create_or_open(directory)
    with workspace.writer() as writer:
        for name, table in tables.items():
            writer.append(name, table.to_batches())
        writer.commit()
    return workspace


@pytest.fixture(scope="session")
def tables(small_graph: Mapping[str, pa.Table]) -> Mapping[str, pa.Table]:
    return {**small_graph, "texts": texts(), "passages": passages()}


@pytest.fixture(scope="session")
def directory(tables: Mapping[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("api") / "news.graphx", tables).path


@pytest.fixture(scope="session")
def local(directory: Path) -> Iterator[TestClient]:
    """Answered from a workspace alone."""
    with TestClient(create_app(Settings(workspace=directory)), base_url=LOCAL) as client:
        yield client


@pytest.fixture(scope="module")
def remote(directory: Path, neo4j_server: Server) -> Iterator[TestClient]:
    """Graph queries answered by Neo4j."""
    login = Credentials(username=neo4j_server.username, password=neo4j_server.password)
    with (
        Workspace.open(directory).snapshot() as snapshot,
        Neo4jStore.open(neo4j_server.url, login) as store,
    ):
        project(snapshot, store)
    settings = Settings(workspace=directory, store_url=neo4j_server.url, credentials=login)
    with TestClient(create_app(settings), base_url=LOCAL) as client:
        yield client


@pytest.fixture(scope="module", params=["local", pytest.param("remote", marks=pytest.mark.neo4j)])
def client(request: pytest.FixtureRequest) -> TestClient:
    """Answered from either store."""
    found: TestClient = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The sample articles, worked out for real."""
    workspace = tmp_path_factory.mktemp("samples") / "seeds.graphx"
    run([str(SEEDS)], workspace)
    with TestClient(create_app(Settings(workspace=workspace)), base_url=LOCAL) as client:
        yield client
