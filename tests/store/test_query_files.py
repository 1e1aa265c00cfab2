import re
from importlib import resources

import pytest

from graphx import schema
from graphx.store.queries import QUERIES, Query
from graphx.store.workspace_queries import WORKSPACE_QUERIES

ALL = {**QUERIES, **WORKSPACE_QUERIES}
FOLDER = resources.files("graphx.store").joinpath("duckdb")


def text(name: str) -> str:
    return FOLDER.joinpath(f"{name}.sql").read_text("utf-8")


def header(name: str) -> dict[str, tuple[str, ...]]:
    """What the comment at the top of a file lists, by label."""
    lines = []
    for line in text(name).splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    listed = re.findall(r"(parameters|columns): (.*?)(?= columns: |$)", " ".join(lines))
    return {label: tuple(() if names == "none" else names.split(", ")) for label, names in listed}


def test_every_query_has_a_file_and_every_file_a_query():
    files = {entry.name for entry in FOLDER.iterdir() if entry.is_file()}
    assert files == {f"{name}.sql" for name in ALL}


def test_no_name_means_two_things():
    assert not set(QUERIES) & set(WORKSPACE_QUERIES)


@pytest.mark.parametrize("query", ALL.values(), ids=ALL)
def test_the_header_and_the_catalogue_agree(query: Query):
    assert header(query.name) == {
        "parameters": query.parameters,
        "columns": tuple(query.returns.names),
    }


@pytest.mark.parametrize("query", ALL.values(), ids=ALL)
def test_the_file_takes_exactly_the_parameters(query: Query):
    body = re.sub(r"(?m)^--.*$", "", text(query.name))
    assert set(re.findall(r"\$(\w+)", body)) == set(query.parameters)


@pytest.mark.parametrize("query", ALL.values(), ids=ALL)
def test_without_values_an_empty_workspace_answers_in_the_declared_types(workspace, query: Query):
    with workspace.snapshot() as snapshot:
        answer = snapshot.fetch(query.name)
    assert answer.schema.equals(query.returns)
    assert answer.num_rows == (1 if query.name == "counts" else 0)


@pytest.mark.parametrize("query", ALL.values(), ids=ALL)
def test_the_small_graph_is_answered_in_the_declared_types(graph, query: Query):
    values: dict[str, object] = {
        "article_id": "a2",
        "story_id": "s1",
        "outlet_id": "south.example",
        "left_id": "a1",
        "right_id": "a2",
        "name": "a1",
        "limit": 3,
    }
    asked = {name: values.get(name) for name in query.parameters}
    assert graph.fetch(query.name, **asked).schema.equals(query.returns)


def test_every_table_is_declared_with_a_key_of_its_columns():
    assert set(schema.KEYS) == set(schema.TABLES)
    for table, keys in schema.KEYS.items():
        assert set(keys) <= set(schema.TABLES[table].names)
