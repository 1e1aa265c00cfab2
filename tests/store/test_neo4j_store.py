"""What a server says before it holds a graph, and when it cannot be asked."""

import logging
import socket
import subprocess
import sys
import time
import traceback

import pytest

from graphx.errors import (
    InvalidValueError,
    StoreAccessError,
    StoreError,
    StoreUnavailableError,
    UnknownNameError,
)
from graphx.store.bolt import text
from graphx.store.neo4j_store import LAYOUT, Neo4jStore
from graphx.store.opening import Credentials, open_store

SECRET = "correct horse battery"
STRANGER = Credentials(username="stranger", password=SECRET)


@pytest.fixture
def login(neo4j_server):
    return Credentials(username=neo4j_server.username, password=neo4j_server.password)


@pytest.fixture
def store(neo4j_server, login):
    with Neo4jStore.open(neo4j_server.url, login) as store:
        yield store


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_is_opened_by_its_address(neo4j_server, login, scheme):
    url = neo4j_server.url.replace("neo4j://", f"{scheme}://")
    with open_store(url, login) as store:
        assert store.url == url
        assert isinstance(store, Neo4jStore)


@pytest.mark.neo4j
def test_without_a_database_the_login_has_its_own(neo4j_server, login):
    with open_store(neo4j_server.url.removesuffix("/neo4j"), login) as store:
        assert isinstance(store, Neo4jStore)


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_wrong_password_names_the_variables_and_is_told_nowhere(neo4j_server, caplog, scheme):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(StoreAccessError, match="NEO4J_USERNAME and NEO4J_PASSWORD") as refused:
        Neo4jStore.open(neo4j_server.url.replace("neo4j://", f"{scheme}://"), STRANGER)
    told = "".join(traceback.format_exception(refused.value)) + repr(refused.value) + caplog.text
    assert caplog.text
    assert SECRET not in told


@pytest.mark.neo4j
def test_no_login_is_refused_the_same_way(neo4j_server):
    with pytest.raises(StoreAccessError, match="NEO4J_PASSWORD"):
        Neo4jStore.open(neo4j_server.url)


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_an_unknown_database_is_named(neo4j_server, login, scheme):
    url = neo4j_server.url.replace("neo4j://", f"{scheme}://").replace("/neo4j", "/nowhere")
    with pytest.raises(StoreAccessError, match="'nowhere'"):
        Neo4jStore.open(url, login)


@pytest.mark.neo4j
def test_a_store_and_its_connection_do_not_tell_the_password(store, login):
    assert login.password not in repr(store) + repr(store.connection) + store.url


@pytest.mark.neo4j
def test_an_empty_server_says_how_to_load(store):
    _forget(store)
    with pytest.raises(StoreError, match="holds no graph; run: graphx load neo4j://"):
        store.fetch("counts")
    with pytest.raises(StoreError, match="holds no graph"):
        _ = store.snapshot


@pytest.mark.neo4j
def test_a_graph_of_another_layout_is_loaded_again_not_read(store):
    store.connection.write("projection/complete", {"snapshot": 1, "layout": LAYOUT + 1})
    with pytest.raises(StoreError, match=f"layout {LAYOUT + 1}.*graphx load"):
        store.fetch("counts")
    _forget(store)


@pytest.mark.neo4j
def test_a_closed_store_says_so(neo4j_server, login):
    store = Neo4jStore.open(neo4j_server.url, login)
    store.close()
    store.close()
    with pytest.raises(StoreError):
        store.fetch("counts")


@pytest.mark.parametrize("scheme", ["neo4j", "bolt", "bolt+s", "neo4j+ssc"])
def test_no_server_is_said_at_once(scheme):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    url = f"{scheme}://127.0.0.1:{port}"
    started = time.monotonic()
    with pytest.raises(StoreUnavailableError, match=f"127.0.0.1:{port}"):
        Neo4jStore.open(url, STRANGER)
    assert time.monotonic() - started < 5


def test_a_failure_is_raised_and_not_also_printed():
    script = """
from graphx.errors import StoreUnavailableError
from graphx.store.opening import open_store
try:
    open_store("neo4j://127.0.0.1:9")
except StoreUnavailableError:
    print("raised")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("raised\n", "")


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_port_that_says_nothing_is_no_server(scheme):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        started = time.monotonic()
        with pytest.raises(StoreUnavailableError):
            Neo4jStore.open(f"{scheme}://127.0.0.1:{silent.getsockname()[1]}", STRANGER)
    assert time.monotonic() - started < 15


def test_a_host_nobody_knows_is_no_server():
    with pytest.raises(StoreUnavailableError, match=r"nowhere\.invalid"):
        Neo4jStore.open("neo4j://nowhere.invalid:7687", STRANGER)


@pytest.mark.parametrize(
    "url",
    [
        f"neo4j://reader:{SECRET}@graph.example",
        f"bolt://reader:{SECRET}/with/slashes@graph.example:7687/news",
        f"neo4j://{SECRET}@",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(url):
    with pytest.raises(InvalidValueError, match="NEO4J_PASSWORD") as refused:
        Neo4jStore.open(url)
    assert SECRET not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    "url",
    ["neo4j://", "neo4j://host:port", "neo4j://host:99999", "neo4j://host/a/b", "bolt://[::1"],
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(InvalidValueError, match="neo4j://host:7687/database"):
        Neo4jStore.open(url)


def test_an_unknown_scheme_is_refused_by_name():
    with pytest.raises(UnknownNameError, match="'http'"):
        Neo4jStore.open("http://graph.example")


def _forget(store: Neo4jStore) -> None:
    """Remove the projection's own node, as if nothing had ever been loaded."""
    store.connection._driver.execute_query("MATCH (projection:Projection) DELETE projection")


def test_texts_come_from_files():
    assert text("counts").startswith("// ")
