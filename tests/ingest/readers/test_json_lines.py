"""Rows: their fields under all names, their faults."""

import io
import json
from collections.abc import Iterator

import pytest

from graphx.model import Document, Markup, Problem
from graphx_ingest.readers import read_documents


def rows(*written: object) -> list:
    lines = (one if isinstance(one, str) else json.dumps(one) for one in written)
    return list(read_documents(["-"], stdin=io.BytesIO("\n".join(lines).encode())))


def row(**fields: object) -> Document:
    (document,) = rows({"id": "1", "text": "Rain."} | fields)
    return document


def test_the_contracts_names() -> None:
    document = row(
        url="https://north.example/a",
        title="Rain",
        outlet="North Wire",
        byline="By Ada Example",
        authors=["Ada Example"],
        published="2026-03-05T10:00:00Z",
        fetched_at="2026-03-06",
        language="en",
    )
    assert document == Document(
        id="1",
        source="-:1",
        content="Rain.",
        markup=Markup.TEXT,
        url="https://north.example/a",
        title="Rain",
        outlet="North Wire",
        byline="By Ada Example",
        authors=("Ada Example",),
        published="2026-03-05T10:00:00Z",
        fetched_at="2026-03-06",
        language="en",
    )


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("content", "content"),
        ("body", "content"),
        ("source", "outlet"),
        ("series", "outlet"),
        ("author", "byline"),
        ("date", "published"),
        ("published_utc", "published"),
    ],
)
def test_foreign_names(name: str, field: str) -> None:
    (document,) = rows({"id": "1", name: "2026-03-05"})
    assert getattr(document, field) == "2026-03-05"


@pytest.mark.parametrize(
    ("own", "foreign", "field"),
    [
        ("text", "content", "content"),
        ("outlet", "source", "outlet"),
        ("byline", "author", "byline"),
        ("published", "date", "published"),
        ("published", "published_utc", "published"),
    ],
)
def test_the_contracts_own_name_wins(own: str, foreign: str, field: str) -> None:
    (document,) = rows({"id": "1", foreign: "2026-03-06", own: "2026-03-05"})
    assert getattr(document, field) == "2026-03-05"
    (document,) = rows({"id": "1", foreign: "2026-03-06", own: None})
    assert getattr(document, field) == "2026-03-06"


@pytest.mark.parametrize(
    ("given", "byline", "authors"),
    [
        ({"authors": "Ada and Bo Example"}, "Ada and Bo Example", ()),
        ({"authors": ["Ada Example", None, "Bo Example"]}, None, ("Ada Example", "Bo Example")),
        ({"authors": [{"name": "Ada Example"}]}, None, ("Ada Example",)),
        ({"author": ["Ada Example"]}, None, ("Ada Example",)),
        ({"byline": '["Ada Example"]'}, None, ("Ada Example",)),
        ({"byline": "[]"}, None, ()),
        ({"byline": "[Ada Example]"}, "[Ada Example]", ()),
        ({"byline": "By Ada", "authors": "Ada Example"}, "By Ada", ("Ada Example",)),
    ],
)
def test_people_come_as_a_string_or_a_list(
    given: dict, byline: str | None, authors: tuple[str, ...]
) -> None:
    document = row(**given)
    assert (document.byline, document.authors) == (byline, authors)


@pytest.mark.parametrize(
    ("given", "id_"), [(7, "7"), (7.0, "7"), (0.5, "0.5"), ("7", "7"), (10**30, str(10**30))]
)
def test_an_id_may_be_a_number(given: object, id_: str) -> None:
    assert row(id=given).id == id_


@pytest.mark.parametrize(
    ("given", "published"),
    [
        (2016, "2016"),
        (20160210, "20160210"),
        (1455100200, "2016-02-10T10:30:00+00:00"),
        (1455100200000, "2016-02-10T10:30:00+00:00"),
        ("26-FEB-1987 15:01:01.79", "26-FEB-1987 15:01:01.79"),
        ("", None),
    ],
)
def test_a_date_may_be_a_number(given: object, published: str | None) -> None:
    assert row(published=given).published == published


def test_a_row_without_id_is_named_by_what_it_says_not_by_where_it_stands() -> None:
    rain, snow = {"text": "Rain."}, {"text": "Snow."}
    there = {one.content: one.id for one in rows(rain, snow)}
    back = {one.content: one.id for one in rows(snow, rain)}
    assert there == back
    assert len(set(there.values())) == 2


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_a_row_without_text_is_a_document_when_it_says_something_else(empty: object) -> None:
    document, problem = rows({"id": "1", "text": empty, "byline": "AP"}, {"id": "2", "text": empty})
    assert (document.content, document.byline) == (None, "AP")
    assert (problem.error, problem.line) == ("EmptyTextError", 2)


def test_html_is_taken_where_there_is_no_text() -> None:
    assert row(text=None, html="<p>Rain.").markup is Markup.HTML
    assert row(html="<p>Rain.").markup is Markup.TEXT


def test_half_a_surrogate_pair_keeps_its_place() -> None:
    (document,) = rows('{"id": "1", "text": "a\\ud83db"}')
    assert document.content == "a\N{REPLACEMENT CHARACTER}b"


BAD_ROWS = [
    ("{", "not JSON"),
    ('{"id": 1,}', "not JSON"),
    ("[1, 2]", "list"),
    ("7", "int"),
    ("null", "NoneType"),
    ('{"id": 1}', "no text"),
    ('{"text": 7}', "text is 7"),
    ('{"text": ["Rain."]}', "text is ['Rain.']"),
    ('{"text": "a", "id": true}', "id is True"),
    ('{"text": "a", "id": NaN}', "id is nan"),
    ('{"text": "a", "id": {}}', "id is {}"),
    ('{"text": "a", "title": 5}', "title is 5"),
    ('{"text": "a", "url": ["a", "b"]}', "url is ['a', 'b']"),
    ('{"text": "a", "authors": 5}', "authors is 5"),
    ('{"text": "a", "authors": [5]}', "authors is 5"),
    ('{"text": "a", "published": true}', "published is True"),
    ('{"text": "a", "published": 1e300}', "published is 1e+300"),
    ('{"text": "a", "x": ' + "[" * 100_000, "nests too deeply"),
    ('{"text": "a", "id": ' + "9" * 5000 + "}", "not usable JSON"),
]


@pytest.mark.parametrize(("written", "reason"), BAD_ROWS, ids=[reason for _, reason in BAD_ROWS])
def test_a_bad_row_is_a_problem_with_its_line_and_the_next_one_is_read(
    written: str, reason: str
) -> None:
    before, problem, after = rows({"text": "Rain."}, "", written, {"text": "Snow."})
    assert isinstance(problem, Problem)
    assert (problem.source, problem.line, problem.stage) == ("-", 3, "read")
    assert reason in problem.message
    assert len(problem.message) < 400
    assert (before.content, after.content) == ("Rain.", "Snow.")


def test_a_date_that_is_none_costs_the_date_not_the_text() -> None:
    problem, document = rows({"id": "1", "text": "Rain.", "date": "03/04/2016"})
    assert (problem.error, problem.line) == ("InvalidValueError", 1)
    assert "date is '03/04/2016'" in problem.message
    assert (document.content, document.published) == ("Rain.", None)


def test_a_line_that_is_no_utf8_costs_that_line() -> None:
    data = b'{"text": "Rain."}\n{"text": "caf\xe9"}\n{"text": "Snow."}\n'
    found = list(read_documents(["-"], stdin=io.BytesIO(data)))
    assert [type(one).__name__ for one in found] == ["Document", "Problem", "Document"]
    assert found[1].line == 2


def test_rows_are_read_one_at_a_time() -> None:
    taken = 0

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            nonlocal taken
            data = (b'{"text": "Rain fell on the town."}\n' * 40)[: len(buffer)]
            buffer[: len(data)] = data
            taken += len(data)
            return len(data)

    stream: Iterator = read_documents(["-"], stdin=io.BufferedReader(Endless()))
    assert next(stream).content == "Rain fell on the town."
    assert taken < 100_000


def test_a_line_of_a_megabyte_is_a_row() -> None:
    assert len(row(text="Rain. " * 200_000).content or "") == 1_200_000
