"""The projection into a real server: whole, repeatable, interruptible, without leftovers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest
from neo4j import Driver, GraphDatabase

from graphx import schema
from graphx.errors import InvalidValueError, StoreError
from graphx.store.bolt import text
from graphx.store.neo4j_store import Neo4jStore
from graphx.store.opening import Credentials
from graphx.store.projection import load_into, project
from graphx.store.projection_steps import STEPS
from graphx.store.snapshot import Snapshot
from graphx.store.workspace import Workspace
from tests.neo4j_server.server import Server
from tests.rows import article, credit, outlet, rows

pytestmark = pytest.mark.neo4j

Tables = Mapping[str, pa.Table]
Dump = tuple[list[str], list[str]]


class UnpluggedError(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def login(neo4j_server: Server) -> Credentials:
    return Credentials(username=neo4j_server.username, password=neo4j_server.password)


@pytest.fixture
def driver(neo4j_server: Server) -> Iterator[Driver]:
    """Somebody else's way into the same database, which is empty at the start."""
    address = neo4j_server.url.removesuffix("/neo4j")
    with GraphDatabase.driver(
        address,
        auth=(neo4j_server.username, neo4j_server.password),
        warn_notification_severity="OFF",
    ) as driver:
        driver.execute_query("MATCH (node) DETACH DELETE node")
        yield driver


@pytest.fixture
def store(neo4j_server: Server, login: Credentials, driver: Driver) -> Iterator[Neo4jStore]:
    with Neo4jStore.open(neo4j_server.url, login) as store:
        yield store


@pytest.fixture
def committed(tmp_path: Path) -> Iterator[Callable[..., Snapshot]]:
    """Commit tables to a workspace, in place of what it held, and hold that snapshot."""
    held: list[Snapshot] = []

    def commit(tables: Tables, name: str = "news") -> Snapshot:
        workspace = Workspace.create_or_open(tmp_path / name)
        with workspace.writer() as writer:
            for table in schema.TABLES:
                if table in tables:
                    writer.replace(table, tables[table].to_batches())
            writer.commit()
        held.append(workspace.snapshot())
        return held[-1]

    yield commit
    for snapshot in held:
        snapshot.close()


@dataclass
class Failing:
    """A snapshot whose derivations cannot be read to the end."""

    whole: Snapshot

    @property
    def snapshot(self) -> int:
        return self.whole.snapshot

    def fetch(self, name: str, /, **parameters: object) -> pa.Table:
        return self.whole.fetch(name, **parameters)

    def batches(self, name: str, /) -> Iterator[pa.RecordBatch]:
        yield from self.whole.batches(name)
        if name == "derivations":
            raise StoreError("the disk is gone")


def dump(driver: Driver) -> Dump:
    """Everything in the database, in an order of its own."""
    nodes = driver.execute_query(
        "MATCH (n) WHERE NOT n:Projection RETURN labels(n) AS labels, properties(n) AS properties"
    ).records
    edges = driver.execute_query(
        "MATCH (a)-[e]->(b) RETURN type(e) AS type, properties(e) AS properties, "
        "properties(a) AS a, properties(b) AS b"
    ).records
    return sorted(map(_told, nodes)), sorted(map(_told, edges))


def _told(record: Mapping[str, object]) -> str:
    told = {}
    for key in record.keys():  # noqa: SIM118 - a record iterates over its values
        value = record[key]
        told[key] = sorted(value.items()) if isinstance(value, dict) else value
    return repr(told)


def changed(tables: Tables, **others: pa.Table) -> Tables:
    return {**tables, **others}


def later(tables: Tables) -> Tables:
    """The small graph some time later: less of everything, and other values in what is left."""
    articles = [row for row in tables["articles"].to_pylist() if row["article_id"] != "b2"]
    articles[0] |= {"title": None, "url": None, "outlet_id": "east.example"}
    return changed(
        tables,
        articles=pa.Table.from_pylist(articles, schema=schema.ARTICLE),
        matches=tables["matches"].slice(0, 1),
        undecided=schema.UNDECIDED.empty_table(),
        credits=tables["credits"].slice(0, 2),
        mentions=schema.CREDIT.empty_table(),
        authors=tables["authors"].slice(0, 1),
        authorships=tables["authorships"].slice(0, 2),
    )


def test_the_graph_has_the_promised_shape(store, driver, committed, small_graph):
    project(committed(small_graph), store)
    edges = driver.execute_query(
        "MATCH (a)-[e]->(b) RETURN labels(a)[0] + ' ' + type(e) + ' ' + labels(b)[0] AS shape, "
        "count(*) AS edges ORDER BY shape"
    ).records
    assert {edge["shape"]: edge["edges"] for edge in edges} == {
        "Article ALSO_RAN_AT Outlet": 1,
        "Article COMMON_SOURCE Article": 1,
        "Article CREDITS Outlet": 3,
        "Article CREDITS UnnamedSource": 1,
        "Article DERIVED_FROM Article": 3,
        "Article MENTIONS Outlet": 1,
        "Article PART_OF Story": 6,
        "Article PUBLISHED_BY Outlet": 5,
        "Article SHARES_TEXT Article": 4,
        "Article UNDECIDED Article": 1,
        "Article WRITTEN_BY Author": 3,
        "Outlet EDITION_OF Outlet": 1,
    }


def test_a_derivation_leads_from_the_copy_to_its_source(store, driver, committed, small_graph):
    project(committed(small_graph), store)
    found = driver.execute_query(
        "MATCH (c:Article {article_id: 'a2'})-[e:DERIVED_FROM]->(s) RETURN s.article_id, e"
    ).records[0]
    assert found[0] == "a1"
    assert set(found["e"]) == {
        *("story_id", "kind", "status", "reason", "probability", "lag_seconds", "stability"),
        *("prior", "fate", "clues", "edits", "snapshot"),
    }


def test_null_is_left_out(store, driver, committed, small_graph):
    project(committed(small_graph), store)
    stub = driver.execute_query("MATCH (a:Article {article_id: 'z1'}) RETURN a").records[0]["a"]
    assert "title" not in stub
    assert stub["collected"] is False
    assert stub["authors"] == []


def test_every_element_carries_the_snapshot(store, driver, committed, small_graph):
    committed(later(small_graph))
    snapshot = committed(small_graph)
    project(snapshot, store)
    found = driver.execute_query(
        "MATCH (n) OPTIONAL MATCH (n)-[e]->() "
        "RETURN collect(DISTINCT n.snapshot) AS nodes, collect(DISTINCT e.snapshot) AS edges"
    ).records[0]
    assert (found["nodes"], found["edges"]) == ([2], [2])
    assert store.snapshot == snapshot.snapshot == 2


def test_the_summary_counts_what_is_there(store, driver, committed, small_graph):
    summary = project(committed(small_graph), store)
    nodes, edges = dump(driver)
    assert (summary.nodes, summary.edges) == (len(nodes), len(edges))
    assert (summary.removed_nodes, summary.removed_edges) == (0, 0)
    assert summary.kinds["CREDITS"] == store.fetch("counts")["credits"][0].as_py()


@pytest.mark.parametrize("batch_rows", [1, 3])
def test_the_size_of_a_batch_leaves_no_trace(store, driver, committed, small_graph, batch_rows):
    snapshot = committed(small_graph)
    summary = project(snapshot, store)
    once = dump(driver)
    driver.execute_query("MATCH (node) DETACH DELETE node")
    assert project(snapshot, store, batch_rows=batch_rows) == summary
    assert dump(driver) == once


def test_a_batch_of_no_rows_is_refused(store, committed, small_graph):
    with pytest.raises(InvalidValueError, match="batch_rows is 0"):
        project(committed(small_graph), store, batch_rows=0)


def test_loading_twice_changes_nothing(store, driver, committed, small_graph):
    snapshot = committed(small_graph)
    first = project(snapshot, store)
    once = dump(driver)
    assert project(snapshot, store) == first
    assert dump(driver) == once


@pytest.mark.parametrize("number", range(0, len(STEPS) - 4, 3))
def test_an_interrupted_load_is_refused_and_completed_by_another(
    store, driver, committed, small_graph, number
):
    before, after = committed(small_graph), committed(later(small_graph))
    project(after, store)
    whole = dump(driver)
    project(before, store)
    calls = iter(range(1000))

    def unplug(stage: str, done: int, total: int | None = None) -> None:
        if next(calls) == number:
            raise UnpluggedError

    with pytest.raises(UnpluggedError):
        project(after, store, progress=unplug)
    with pytest.raises(StoreError, match=r"part of snapshot 2.*graphx load"):
        store.fetch("counts")
    with pytest.raises(StoreError, match="part of snapshot 2"):
        _ = store.snapshot
    project(after, store)
    assert dump(driver) == whole
    assert store.snapshot == 2


def test_a_source_that_fails_leaves_a_load_that_another_completes(
    store, driver, committed, small_graph
):
    snapshot = committed(small_graph)
    project(snapshot, store)
    whole = dump(driver)

    with pytest.raises(StoreError, match="the disk is gone"):
        project(Failing(snapshot), store)
    with pytest.raises(StoreError, match="graphx load"):
        store.fetch("counts")
    project(snapshot, store)
    assert dump(driver) == whole


def test_what_an_older_snapshot_left_is_removed(store, driver, committed, small_graph):
    first, second = committed(small_graph), committed(later(small_graph))
    project(second, store)
    alone = dump(driver)
    driver.execute_query("MATCH (node) DETACH DELETE node")
    project(first, store)
    summary = project(second, store)
    assert dump(driver) == alone
    assert summary.removed_nodes == 3  # an article, an author, an unnamed source
    assert store.fetch("article", article_id="a1")["title"].to_pylist() == [None]


def test_an_older_snapshot_can_be_loaded_again(store, driver, committed, small_graph):
    first, second = committed(small_graph), committed(later(small_graph))
    project(first, store)
    alone = dump(driver)
    project(second, store)
    project(first, store)
    assert dump(driver) == alone


def test_another_workspace_with_the_same_number_replaces_the_first(
    store, driver, committed, small_graph
):
    one, other = committed(small_graph, "one"), committed(later(small_graph), "other")
    assert one.snapshot == other.snapshot
    project(other, store)
    alone = dump(driver)
    driver.execute_query("MATCH (node) DETACH DELETE node")
    project(one, store)
    project(other, store)
    assert dump(driver) == alone


def test_what_somebody_else_keeps_there_stays(store, driver, committed, small_graph):
    driver.execute_query("CREATE (:Note {text: 'mine', snapshot: 0})-[:ABOUT]->(:Thing)")
    project(committed(small_graph), store)
    driver.execute_query(
        "MATCH (note:Note), (article:Article {article_id: 'b2'}) CREATE (note)-[:ABOUT]->(article)"
    )
    driver.execute_query("MATCH (article:Article {article_id: 'a1'}) SET article:Starred")
    project(committed(later(small_graph)), store)
    found = driver.execute_query(
        "MATCH (note:Note)-[:ABOUT]->(about) RETURN labels(about)[0] AS about"
    ).records
    assert [row["about"] for row in found] == ["Thing"]
    assert driver.execute_query("MATCH (a:Starred) RETURN a.article_id").records[0][0] == "a1"


def test_a_row_that_names_what_is_not_there_stops_the_load(store, committed, small_graph):
    lost = rows("authorships", {"article_id": "gone", "author_id": "p1", "position": 0})
    snapshot = committed(changed(small_graph, authorships=lost))
    with pytest.raises(StoreError, match="1 of 1 rows of authorships"):
        project(snapshot, store)


def test_two_credits_that_name_nobody_share_no_source(store, driver, committed, small_graph):
    nobody = {
        "source_name": None,
        "source_outlet_name": None,
        "source_outlet_id": None,
        "source_domain": None,
    }
    both = rows("credits", credit("c1", "a1", **nobody), credit("c2", "a2", **nobody))
    project(committed(changed(small_graph, credits=both)), store)
    found = driver.execute_query("MATCH (:Article)-[:CREDITS]->(s) RETURN count(DISTINCT s)")
    assert found.records[0][0] == 2


def test_one_author_twice_in_a_byline_is_two_edges(store, driver, committed, small_graph):
    twice = rows(
        "authorships",
        {"article_id": "a1", "author_id": "p1", "position": 0},
        {"article_id": "a1", "author_id": "p1", "position": 1},
    )
    project(committed(changed(small_graph, authorships=twice)), store)
    found = driver.execute_query(
        "MATCH (:Article)-[w:WRITTEN_BY]->() RETURN w.position ORDER BY w.position"
    )
    assert [row[0] for row in found.records] == [0, 1]


def test_names_longer_than_an_index_key_are_loaded_and_found(store, committed, small_graph):
    long = "https://north.example/" + "\N{NEWSPAPER}é" * 50_000
    also = long + "?"
    one = rows(
        "articles",
        article("a1", url=long, canonical_url=long, title="T" * 50_000, outlet_id="o.example"),
        article("a2", id=also),
    )
    tables = {
        "articles": one,
        "outlets": rows("outlets", outlet("o.example", "O" * 50_000)),
        "stories": small_graph["stories"],
    }
    project(committed(tables), store)
    assert store.fetch("articles_titled", words=["t" * 40_000])["article_id"].to_pylist() == ["a1"]
    assert store.fetch("articles_named", name=long)["article_id"].to_pylist() == ["a1"]
    assert store.fetch("articles_named", name=also)["article_id"].to_pylist() == ["a2"]


def test_titles_are_looked_up_in_an_index(store, driver, committed, small_graph):
    project(committed(small_graph), store)
    plan = driver.execute_query(f"EXPLAIN {text('articles_titled')}", words=["bridge"]).summary.plan
    waiting, used = [plan], set()
    while waiting:
        step = waiting.pop()
        used.add(step["operatorType"].split("@")[0])
        waiting.extend(step.get("children", ()))
    assert "NodeIndexContainsScan" in used
    assert not used & {"NodeByLabelScan", "AllNodesScan"}


def test_an_empty_workspace_is_a_graph_too(store, driver, committed, small_graph):
    project(committed(small_graph), store)
    project(committed({name: table.slice(0, 0) for name, table in small_graph.items()}), store)
    assert dump(driver) == ([], [])
    assert store.fetch("counts").to_pylist() == [
        dict.fromkeys(store.fetch("counts").schema.names, 0)
    ]


def test_load_into_opens_loads_and_closes(neo4j_server, login, store, committed, small_graph):
    told: list[tuple[str, int]] = []
    summary = load_into(
        neo4j_server.url,
        login,
        committed(small_graph),
        progress=lambda stage, done, total=None: told.append((stage, done)),
    )
    assert summary.snapshot == store.snapshot == 1
    assert ("articles loaded", 6) in told
