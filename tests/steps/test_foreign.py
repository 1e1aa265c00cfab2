"""Which articles of a credited outlet a copy may translate."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from graphx import schema
from graphx.steps import foreign
from graphx.steps.foreign import Articles, foreign_credits

Row = dict[str, object]

START = datetime(2026, 3, 1, tzinfo=UTC)
NORTH, SOUTH = "north.example", "south.example"


def article(name: str, outlet: str, language: str | None, day: float | None) -> Row:
    moment = None if day is None else START + timedelta(days=day)
    return {
        "article_id": name,
        "outlet_id": outlet,
        "language": language,
        "url": f"https://{outlet}/{name}",
        "published_earliest": moment,
        "published_latest": moment,
        "fetched_at": None,
    }


def credit(copy: str, outlet: str, kind: str = "translation", url: str | None = None) -> Row:
    return {"article_id": copy, "source_outlet_id": outlet, "kind": kind, "source_url": url}


def candidates(
    rows: Sequence[Row], credits: Sequence[Row], matches: Sequence[Row] = ()
) -> dict[str, tuple[str, ...]]:
    names = ("article_id", "language", "url", "published_earliest", "published_latest")
    shape = pa.schema([schema.DOCUMENT.field(name) for name in (*names, "fetched_at")])
    rows = sorted(rows, key=lambda row: str(row["article_id"]))
    documents = pa.Table.from_pylist([{k: row[k] for k in shape.names} for row in rows], shape)
    told = pa.table({k: [row[k] for row in rows] for k in ("article_id", "outlet_id")})
    wanted = ("article_id", "source_outlet_id", "kind", "source_url")
    said = pa.schema([schema.CREDIT.field(name) for name in wanted])
    pairs = pa.schema([schema.MATCH.field(name) for name in ("left_id", "right_id", "relation")])
    found = foreign_credits(
        Articles(documents, told),
        pa.Table.from_pylist([*credits], said),
        [pa.RecordBatch.from_pylist([*matches], pairs)],
    )
    return {one.copy_id: one.candidates for one in found}


COPY = article("copy", SOUTH, "de", 5)
BEFORE = [article(f"n{day}", NORTH, "en", day) for day in (1, 4)]


def test_the_nearest_in_time_come_first_and_undated_ones_last() -> None:
    rows = [COPY, *BEFORE, article("a-undated", NORTH, "en", None)]
    assert candidates(rows, [credit("copy", NORTH)]) == {"copy": ("n4", "n1", "a-undated")}


def test_no_more_are_compared_than_a_stated_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MOST_CANDIDATES", 1)
    assert candidates([COPY, *BEFORE], [credit("copy", NORTH)]) == {"copy": ("n4",)}


def test_neither_its_own_language_nor_an_unknown_one_nor_much_later() -> None:
    rows = [
        COPY,
        *BEFORE,
        article("german", NORTH, "de", 4),
        article("unread", NORTH, None, 4),
        article("later", NORTH, "en", 9),
    ]
    assert candidates(rows, [credit("copy", NORTH)]) == {"copy": ("n4", "n1")}


def test_a_copy_of_unknown_date_may_translate_any() -> None:
    rows = [article("copy", SOUTH, "de", None), *BEFORE]
    assert set(candidates(rows, [credit("copy", NORTH)])["copy"]) == {"n1", "n4"}


def test_a_credited_address_is_the_only_one() -> None:
    said = credit("copy", NORTH, url="http://www.north.example/n1/")
    assert candidates([COPY, *BEFORE], [said]) == {"copy": ("n1",)}
    elsewhere = credit("copy", NORTH, url="https://north.example/other")
    assert candidates([COPY, *BEFORE], [elsewhere]) == {"copy": ("n4", "n1")}


@pytest.mark.parametrize(("relation", "found"), [("partial", set()), ("quotation", {"copy"})])
def test_shared_text_with_that_outlet_answers_the_credit(relation: str, found: set[str]) -> None:
    match: Row = {"left_id": "copy", "right_id": "n1", "relation": relation}
    assert set(candidates([COPY, *BEFORE], [credit("copy", NORTH)], [match])) == set(found)


def test_credits_of_its_own_outlet_and_of_outlets_nobody_collected_are_left_alone() -> None:
    rows = [COPY, *BEFORE, article("own", SOUTH, "en", 4)]
    assert candidates(rows, [credit("copy", SOUTH), credit("copy", "west.example")]) == {}


def test_where_all_is_in_one_language_nothing_is_looked_for() -> None:
    rows = [article("copy", SOUTH, "en", 5), *BEFORE]
    assert candidates(rows, [credit("copy", NORTH)]) == {}
