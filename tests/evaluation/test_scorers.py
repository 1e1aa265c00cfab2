"""Folders of labelled data, measured."""

import json

import pytest

from graphx.cli.main import main
from graphx.errors import UnreadableSourceError
from graphx.evaluation.scorers import measure_folder

TEXT = "Bridge reopens.\n\nThis article was originally published by North Wire."
SPAN = (TEXT.index("This"), len(TEXT))


def label(kind: str, name: str, start: int, end: int) -> dict[str, object]:
    return {
        "kind": kind, "source_name": name, "source_url": None, "span_start": start, "span_end": end,
    }  # fmt: skip


@pytest.fixture
def labelled(tmp_path):
    folder = tmp_path / "credit_sentences"
    folder.mkdir()
    (tmp_path / "weather").mkdir()
    rows = [
        {"id": "1", "text": TEXT, "gold": [label("republication", "North Wire", *SPAN)]},
        {"id": "2", "text": TEXT, "gold": []},
        {"id": "3", "text": "No credit.", "gold": [label("wire", "South Wire", 0, 10)]},
        {"id": "4", "text": TEXT, "gold": [], "skip": True},
    ]
    lines = "\n".join(json.dumps({"publisher_host": None} | row) for row in rows)
    (folder / "gold.jsonl").write_text(lines, "utf-8")
    return tmp_path


def test_a_folder_is_measured_and_what_nothing_measures_is_named(labelled):
    measured = measure_folder(labelled)
    values = {f.name: (f.value, f.count) for f in measured.figures if f.set == "credit_sentences"}
    assert values["precision"] == (0.5, 2)
    assert values["recall"] == (0.5, 2)
    assert values["source name right"] == (1.0, 1)
    assert measured.unknown == ("weather",)


def test_a_set_may_be_given_itself(labelled):
    assert measure_folder(labelled / "credit_sentences").figures[0].set == "credit_sentences"


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(UnreadableSourceError):
        measure_folder(tmp_path / "absent")


def test_the_command_prints_one_table_and_names_the_rest_on_stderr(labelled, capsys):
    with pytest.raises(SystemExit, match="1"):
        main(["eval", str(labelled)])
    told = capsys.readouterr()
    assert told.out.splitlines()[0].split() == ["set", "figure", "value", "to", "reach", "cases"]
    first = ["credit_sentences", "precision", "0.500", "≥", "0.95", "2", "NO"]
    assert told.out.splitlines()[1].split() == first
    assert told.err == "not measured: weather\n"


def test_the_command_writes_records(labelled, capsys):
    with pytest.raises(SystemExit, match="1"):
        main(["eval", str(labelled), "--json"])
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["set"], first["name"], first["value"]) == ("credit_sentences", "precision", 0.5)


def test_a_line_that_is_no_object_is_named(labelled):
    (labelled / "credit_sentences" / "gold.jsonl").write_text("[1, 2]", "utf-8")
    with pytest.raises(UnreadableSourceError, match=r"gold\.jsonl:1: the line is no JSON object"):
        measure_folder(labelled)
