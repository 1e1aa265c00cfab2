"""Names as written become outlets."""

import pyarrow as pa
import pytest

from graphx import schema
from graphx.entities.learning import with_credited, with_publishers
from graphx.entities.outlets import OutletRegistry
from graphx.entities.resolution import (
    crediting,
    known_outlets,
    publishers,
    publishing,
    resolve_claims,
)


def documents(*rows: tuple[str, str | None, str | None]) -> list[pa.RecordBatch]:
    full = [
        dict.fromkeys(schema.DOCUMENT.names)
        | {
            "article_id": article_id,
            "document_digest": "g",
            "id": article_id,
            "source": "-",
            "markup": "text",
            "authors": [],
            "words": 1,
            "outlet_name": name,
            "outlet_domain": domain,
        }
        for article_id, name, domain in rows
    ]
    return [pa.RecordBatch.from_pylist(full, schema=schema.DOCUMENT)]


def claim(article_id: str, **fields: object) -> dict[str, object]:
    return (
        dict.fromkeys(schema.CLAIM.names)
        | {
            "article_id": article_id,
            "role": "credit",
            "kind": "republication",
            "field": "text",
            "start": 0,
            "end": 9,
            "quote": "from them",
            "rule": "r",
            "confidence": 0.9,
        }
        | fields
    )


def claims(*rows: dict[str, object]) -> list[pa.RecordBatch]:
    return [pa.RecordBatch.from_pylist(list(rows), schema=schema.CLAIM)]


REGISTRY = OutletRegistry.packaged()


def test_an_article_that_names_no_publisher_has_none() -> None:
    found = publishers(documents(("a", None, None), ("b", "The AP", None)), REGISTRY)
    assert set(found) == {"b"}
    assert found["b"].name == "Associated Press"


@pytest.mark.parametrize("written", ["MoonOfAlabama", "Moon of Alabama", "moonofalabama.org"])
def test_spellings_of_one_outlet_are_one_outlet(written: str) -> None:
    resolved = resolve_claims(claims(claim("a", source_name=written)), {}, (), REGISTRY)
    [row] = resolved.credits.to_pylist()
    assert row["source_outlet_id"] == "moonofalabama.org"
    assert row["source_name"] == written


def test_a_credit_of_the_publisher_itself_is_a_mention() -> None:
    published_by = publishers(documents(("a", "Reuters", None)), REGISTRY)
    resolved = resolve_claims(claims(claim("a", source_name="REUTERS")), published_by, (), REGISTRY)
    assert resolved.credits.num_rows == 0
    [row] = resolved.mentions.to_pylist()
    assert row["kind"] == "self"


def test_a_credit_that_names_nobody_has_no_outlet() -> None:
    [row] = resolve_claims(claims(claim("a")), {}, (), REGISTRY).credits.to_pylist()
    assert row["source_outlet_id"] is None
    assert row["source_outlet_name"] is None


def test_three_credits_keep_three_ids_and_equal_ones_one() -> None:
    rows = [claim("a", source_name="X", start=n, end=n + 1) for n in (1, 2, 3, 3)]
    resolved = resolve_claims(claims(*rows), {}, (), REGISTRY)
    assert resolved.credits.num_rows == 3
    ids = resolved.credits["credit_id"].to_pylist()
    assert ids == sorted(set(ids))


def test_roles_become_tables() -> None:
    rows = [
        claim("a", source_name="X"),
        claim("a", source_name="Y", role="mention", kind="quote_source"),
        claim("a", source_name="Z", role="outgoing"),
    ]
    resolved = resolve_claims(claims(*rows), {}, (), REGISTRY)
    tables = (resolved.credits, resolved.mentions, resolved.outgoing)
    assert [table["source_name"].to_pylist() for table in tables] == [["X"], ["Y"], ["Z"]]
    assert all(table.schema == schema.CREDIT for table in tables)


def test_an_outlet_that_was_taken_for_a_person_is_an_outlet() -> None:
    held = OutletRegistry.packaged().resolve("Harbour Lights", "harbour-lights.example")
    registry = with_publishers(REGISTRY, {held: 1})
    found = resolve_claims(
        claims(claim("a", author="Harbour Lights"), claim("b", author="Ada Example")),
        {},
        (),
        registry,
    )
    by_article = {row["article_id"]: row for row in found.credits.to_pylist()}
    assert by_article["a"]["source_outlet_id"] == held.outlet_id
    assert (by_article["a"]["source_name"], by_article["a"]["author"]) == ("Harbour Lights", None)
    assert (by_article["b"]["source_outlet_id"], by_article["b"]["author"]) == (None, "Ada Example")


def test_a_byline_credits_an_outlet_that_is_collected() -> None:
    rows = documents(
        ("a", "South Post", "south.example"), ("b", "Harbour Lights", "harbour.example")
    )
    published = publishers(rows, REGISTRY)
    registry = with_publishers(REGISTRY, publishing(rows, REGISTRY))
    possible = [
        claim(article_id, source_name=name, role="possible", kind="syndication")
        for article_id in ("a", "b", "z")  # nobody knows whose page z is
        for name in ("Harbour Lights", "Elsewhere", "The Guardian")
    ]
    found = resolve_claims(
        claims(*possible), published, known_outlets(published, {}, registry), registry
    )
    credits = [(row["article_id"], row["source_outlet_id"]) for row in found.credits.to_pylist()]
    assert credits == [("a", published["b"].outlet_id)]
    assert found.mentions["kind"].to_pylist() == ["self"]
    assert found.outgoing.num_rows == 0


def test_an_outlet_has_the_name_most_of_its_articles_give_it() -> None:
    rows = documents(
        ("a", None, "harbour.example"),
        ("b", None, "harbour.example"),
        ("c", "Harbour Lights", "harbour.example"),
        ("d", "Harbour Lights", "www.harbour.example"),
        ("e", "Lights of the Harbour", "harbour.example"),
    )
    counted = publishing(rows, REGISTRY)
    assert sorted(counted.values()) == [1, 2, 2]
    registry = with_publishers(REGISTRY, counted)
    assert {outlet.name for outlet in publishers(rows, registry).values()} == {"Harbour Lights"}
    assert registry.resolve("Lights of the Harbour").name == "Harbour Lights"
    backwards = with_publishers(REGISTRY, dict(reversed(counted.items())))
    assert publishers(rows, backwards) == publishers(rows, registry)


def test_an_unlisted_name_two_outlets_credit_is_known() -> None:
    rows = documents(
        ("a", "South Post", "south.example"),
        ("b", "Harbour Lights", "harbour.example"),
        ("c", "The Talbot Star", "talbot.example"),
    )
    published = publishers(rows, REGISTRY)
    said = [claim(article_id, source_name="Vale Wire") for article_id in ("a", "b")]
    said += [claim("a", source_name="Once Only"), claim("a", source_name="Reuters")]
    said += [claim("b", source_name="Reuters")]
    maybe = [
        claim("c", source_name=name, role="possible", kind="wire", quote=name)
        for name in ("Vale Wire", "Once Only", "Reuters")
    ]
    everything = claims(*said, *maybe)
    credited = crediting(everything, published)
    registry = with_credited(REGISTRY, frozenset(published.values()), credited)
    known = known_outlets(published, credited, registry)
    found = resolve_claims(everything, published, known, registry).credits.to_pylist()
    names = {row["source_outlet_name"] for row in found if row["article_id"] == "c"}
    assert names == {"Vale Wire"}  # what credits Reuters the rules for one document know


def test_an_address_alone_may_be_a_credit_of_a_collected_outlet() -> None:
    rows = documents(("a", "South Post", "south.example"), ("b", "North Post", "north.example"))
    published = publishers(rows, REGISTRY)
    known = known_outlets(published, {}, REGISTRY)
    maybe = [
        claim("a", role="possible", source_url=f"https://{host}/1", quote=host)
        for host in ("north.example", "elsewhere.example")
    ]
    maybe.append(claim("a", role="possible", source_name="north.example", quote="at north.example"))
    found = resolve_claims(claims(*maybe), published, known, REGISTRY).credits.to_pylist()
    assert [row["source_outlet_id"] for row in found] == ["north.example"] * 2
