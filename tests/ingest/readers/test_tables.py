"""Tables as spreadsheets write them: whatever parts the cells, whatever the encoding."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.model import Document, Problem
from graphx_ingest.readers import read_documents
from graphx_ingest.readers.fields import NO_FIELDS
from graphx_ingest.readers.tables import read_table


def read(text: str | bytes, name: str = "a.csv") -> list[Document | Problem]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_table(io.BytesIO(data), name, "a", NO_FIELDS))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_are_documents_with_the_names_of_the_first_row(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "news.csv"
    lines = [
        ["ID", "Headline", "text", "Date", "source"],
        ["7", "Rain, and", "It\nrains.", "2026-03-05", "North Wire"],
    ]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(
            [*lines, [], ["8", "", "It; snows,\tthen.", "", ""]]
        )
    rain, snow = read_documents([str(file)])
    assert isinstance(rain, Document)
    assert isinstance(snow, Document)
    assert (rain.id, rain.title, rain.content) == ("7", "Rain, and", "It\nrains.")
    assert (rain.published, rain.outlet, rain.source) == ("2026-03-05", "North Wire", f"{file}:2")
    assert (snow.id, snow.content, snow.title) == ("8", "It; snows,\tthen.", None)
    assert snow.source == f"{file}:5"


def test_a_spreadsheet_of_another_encoding_is_read() -> None:
    rows = "id,text\n1,Le café de la société a déjà fermé à cause de la grève générale\n"
    [found] = read(rows.encode("cp1252"))
    assert isinstance(found, Document)
    assert "café de la société" in (found.content or "")


def test_a_text_may_be_longer_than_the_module_allows() -> None:
    [found] = read("id,text\n1," + "rain " * 60_000 + "\n")
    assert isinstance(found, Document)
    assert len(found.content or "") == 300_000


def test_a_broken_row_is_a_problem_and_the_others_are_read() -> None:
    first, long, date, kept, last = read(
        'id,text,published\n1,Rain.,\n2,Snow.,2026,more\n3,Hail.,32 May\n4,"Fog" is,\n'
    )
    assert isinstance(first, Document)
    assert isinstance(long, Problem)
    assert (long.line, long.message) == (
        3,
        "cannot read a.csv: a row has 4 cells, the first one names 3",
    )
    assert isinstance(date, Problem)
    assert "32 May" in date.message
    assert isinstance(kept, Document)
    assert (kept.id, kept.published) == ("3", None)
    assert isinstance(last, Problem)
    assert last.line == 5
    assert "not CSV" in last.message


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "title\nRain\n", "just words\n"])
def test_a_table_without_texts_says_which_column_is_missing(text: str) -> None:
    [problem] = read(text)
    assert isinstance(problem, Problem)
    assert "names no column of texts: body or content or html or text" in problem.message


def test_nothing_and_a_heading_alone() -> None:
    [problem] = read("")
    assert isinstance(problem, Problem)
    assert read("id,text\n") == []


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
            str.strip
        ),
        min_size=1,
    )
)
def test_what_was_written_is_what_is_read(texts: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id", "text"], *([str(n), text] for n, text in enumerate(texts))])
    found = read(out.getvalue())
    assert [each.content for each in found if isinstance(each, Document)] == texts
