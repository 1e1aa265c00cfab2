"""Wrong use of any command: one sentence on stderr, nothing on stdout, status two."""

from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, Graphx


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "nowhere.txt", "-w", "{tmp}/w.graphx"), "nowhere.txt"),
        (("run", "{seeds}"), "--workspace"),
        (("run", "{seeds}", "-w", "{seeds}"), "is not a workspace"),
        (("trace", "x", "-w", "{tmp}/none.graphx"), "none.graphx"),
        (("trace", "x"), "name a workspace with -w DIR"),
        (("trace", "x", "--store", "mysql://localhost"), "unknown store 'mysql'"),
        (("outlets", "--wrong"), "--wrong"),
        (("export", "pdf", "-w", "{workspace}"), "pdf"),
        (("export", "jsonl", "--store", "neo4j://localhost:1"), "from a workspace"),
        (("serve", "-w", "{tmp}/none.graphx"), "none.graphx"),
        (("serve", "-w", "{workspace}", "--store", "neo4j://127.0.0.1:1"), "no Neo4j server"),
        (("load", "neo4j://127.0.0.1:1", "-w", "{workspace}"), "no Neo4j server"),
        (("serve", "-w", "{workspace}", "--port", "99999"), "--port"),
        (("simulate", "{tmp}/none/x.jsonl"), "none/x.jsonl: No such file"),
        (("simulate", "{tmp}/x.jsonl", "--articles", "0"), "--articles"),
        (("simulate", "{tmp}/x.jsonl", "--rate", "credit"), "credit=0.2"),
        (("simulate", "{tmp}/x.jsonl", "--rate", "credits=0.2"), "unknown rate 'credits'"),
        (("simulate", "{tmp}/x.jsonl", "--rate", "wire=2"), "a share from 0 to 1"),
        (("simulate", "{tmp}/x.jsonl", "--rate", "most_copies=1.5"), "a whole number"),
        (("trace", " ", "-w", "{workspace}"), "expected an id, a URL or words of a title"),
        (("eval", "nowhere"), "unknown set or folder 'nowhere'"),
        (("eval", "{tmp}"), "can be measured"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_two(
    graphx: Graphx, tmp_path: Path, workspace: Path, arguments: tuple[str, ...], told: str
) -> None:
    places = {"tmp": tmp_path, "seeds": SEEDS, "workspace": workspace}
    said = graphx(*(argument.format(**places) for argument in arguments))
    assert said.status == 2
    assert told in said.err
    assert "Traceback" not in said.err
    assert said.out == ""
