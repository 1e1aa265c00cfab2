"""Where extraction and credits meet."""

from dataclasses import replace

import pyarrow as pa
import pytest

from graphx import schema
from graphx.errors import EmptyTextError
from graphx.model import ClaimField, Document, Markup, StretchKind
from graphx_ingest.understand import (
    Understanding,
    body_words,
    document_digest,
    source_batch,
    understand,
)

PARAGRAPH = (
    "Rain fell on the town all night, and the old bridge at the mill was closed by noon, said Ada."
)
CREDIT = "This article was originally published by North Wire."
PAGE = (
    "<!doctype html><html><body><nav>Home</nav><article><h1>Rain closes the mill bridge</h1>"
    + "".join(
        f"<p>{PARAGRAPH[:-1]} {when}.</p>" for when in ("on Tuesday", "at noon", "again", "later")
    )
    + f"</article><footer><p>{CREDIT}</p></footer></body></html>"
)


def document(content: str | None, **fields: object) -> Document:
    return replace(
        Document(id="1", source="a.jsonl:3", content=content, markup=Markup.TEXT), **fields
    )


def stage(*batches: list[Document]) -> list[dict]:
    done = Understanding()(source_batch(documents) for documents in batches)
    return [row for batch in done for row in batch.to_pylist()]


def test_a_line_that_is_only_a_credit_is_no_body() -> None:
    article, claims = understand(document(f"{PARAGRAPH}\n\n{CREDIT}\n\n{PARAGRAPH}"))
    (stretch,) = article.stretches
    assert stretch.kind is StretchKind.CREDIT_LINE
    assert article.text[stretch.start : stretch.end] == CREDIT
    assert claims[0].source_name == "North Wire"


def test_a_credit_inside_a_paragraph_leaves_it_body() -> None:
    article, claims = understand(document(f"{PARAGRAPH} {CREDIT} {PARAGRAPH}"))
    assert claims
    assert article.stretches == ()


def test_a_short_report_of_an_agency_is_body() -> None:
    article, claims = understand(document("LONDON (Reuters) - Rain fell."))
    assert claims
    assert article.stretches == ()


def test_a_note_outside_a_pages_text_joins_it_with_its_credit() -> None:
    article, claims = understand(document(PAGE, markup=Markup.HTML))
    claim = next(claim for claim in claims if claim.field is ClaimField.TEXT)
    assert claim.source_name == "North Wire"
    assert article.text[claim.start : claim.end] == claim.quote
    assert article.stretches[-1].kind is StretchKind.CREDIT_LINE
    assert article.text.endswith(f"\n\n{CREDIT}")
    assert all(CREDIT not in article.text[start:end] for start, end in article.body())


@pytest.mark.parametrize("text", ["", " \n", "… — !", "***"])
def test_a_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(EmptyTextError):
        understand(document(text))


def test_a_document_without_text_is_understood_from_its_fields() -> None:
    article, claims = understand(document(None, byline="By Ada Example, Associated Press"))
    assert article.text == ""
    assert [claim.field for claim in claims] == [ClaimField.BYLINE]


def test_the_digest_knows_a_mended_field_and_the_id_does_not() -> None:
    one = document(PARAGRAPH)
    other = replace(one, published="2026-03-05")
    assert one.article_id == other.article_id
    assert document_digest(one) != document_digest(other)


def test_words_are_words_of_the_body() -> None:
    article, _ = understand(document(f"Rain fell on Ada’s town.\n\n{CREDIT}"))
    assert body_words(article) == 6


def test_the_stage_gives_a_row_for_every_document_in_order_and_keeps_its_schema() -> None:
    documents = [
        document(PARAGRAPH, id="1", published="2026-03-05T10:00:00+01:00", fetched_at="2026-03-06"),
        document("…", id="2"),
        document(None, id="3", byline="AP"),
        document(PAGE, id="4", markup=Markup.HTML),
        document(PARAGRAPH, id="5", published="soon"),
    ]
    batches = list(Understanding()([source_batch(documents)]))
    assert all(batch.schema.equals(schema.UNDERSTOOD) for batch in batches)
    pa.Table.from_batches(batches).validate(full=True)
    rows = stage(documents)
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row["problem"] and row["problem"]["error"] for row in rows] == [
        None,
        "EmptyTextError",
        None,
        None,
        "InvalidValueError",
    ]
    assert rows[1]["problem"] | {"message": ""} == {
        "source": "a.jsonl",
        "line": 3,
        "stage": "understand",
        "error": "EmptyTextError",
        "message": "",
    }
    assert (rows[0]["published"], rows[0]["date_zone_known"]) == ("2026-03-05T09:00:00Z", True)
    assert rows[2]["text"] == ""


def test_batches_change_no_row() -> None:
    documents = [document(f"{PARAGRAPH} {at}", id=str(at)) for at in range(5)]
    assert stage(documents) == stage(documents[:1], [], documents[1:4], documents[4:])


def test_a_fault_of_a_parser_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: Document) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("graphx_ingest.understand.extract", fail)
    (row,) = stage([document(PARAGRAPH)])
    assert row["problem"]["error"] == "RecursionError"
    assert "too deep" in row["problem"]["message"]
    assert row["text"] == ""
