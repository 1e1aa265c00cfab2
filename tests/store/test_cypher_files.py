import re
from importlib import resources

import pytest

from graphx.store.bolt import text
from graphx.store.projection_steps import STEPS
from graphx.store.queries import QUERIES, Query

FOLDER = resources.files("graphx.store").joinpath("neo4j")


def header(name: str) -> dict[str, tuple[str, ...]]:
    """What the comment at the top of a file lists, by label."""
    lines = []
    for line in text(name).splitlines():
        if not line.startswith("//"):
            break
        lines.append(line.removeprefix("//").strip())
    listed = re.findall(r"(parameters|columns): (.*?)(?= columns: |$)", " ".join(lines))
    return {label: tuple(() if names == "none" else names.split(", ")) for label, names in listed}


def body(name: str) -> str:
    return re.sub(r"(?m)//.*$", "", text(name))


def test_every_query_has_a_file_and_every_file_a_query():
    files = {entry.name for entry in FOLDER.iterdir() if entry.is_file()}
    assert files == {f"{name}.cypher" for name in QUERIES}


def test_every_step_has_a_file():
    files = {entry.name for entry in FOLDER.joinpath("projection").iterdir()}
    assert {f"{step.statement}.cypher" for step in STEPS} <= files


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_header_and_the_catalogue_agree(query: Query):
    assert header(query.name) == {
        "parameters": query.parameters,
        "columns": tuple(query.returns.names),
    }


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_the_file_takes_exactly_the_parameters(query: Query):
    assert set(re.findall(r"\$(\w+)", body(query.name))) == set(query.parameters)


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_changes_nothing(name: str):
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD)\b", body(name))
