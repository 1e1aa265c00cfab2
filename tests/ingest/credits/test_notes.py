"""Notes as pages have them, in many languages: what they credit, and what credits nothing.

``notes.csv`` holds them, a row a credit; its outlets are invented, its agencies are not.  A row
with a date asks for that date too.
"""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from graphx.model import ClaimRole, Document, Markup
from graphx_ingest.understand import understand

BODY = (
    "Rain fell on the valley for a third day and the bridge stayed closed to all traffic while the "
    "crews worked on the second pier of the old crossing.\n\n"
)
Expected = list[tuple[str, str, str | None]]


def notes() -> list[tuple[str, Expected, list[str]]]:
    with Path(__file__).with_name("notes.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    read = []
    for text, group in groupby(rows, key=lambda row: row["text"]):
        same = list(group)
        credits = [
            (row["kind"], row["name"], row["date"] or None)
            for row in same
            if row["role"] == ClaimRole.CREDIT
        ]
        read.append((text, credits, [r["name"] for r in same if r["role"] == ClaimRole.OUTGOING]))
    return read


@pytest.mark.parametrize(
    ("text", "credits", "outgoing"), notes(), ids=lambda value: str(value)[:40]
)
def test_a_note_says_what_it_says(text: str, credits: Expected, outgoing: list[str]) -> None:
    document = Document(
        id="1",
        source="-",
        markup=Markup.TEXT,
        content=2 * BODY + text,
        url="https://south.example/bridge",
    )
    _, claims = understand(document)
    found = [claim for claim in claims if claim.role is ClaimRole.CREDIT]
    assert [(claim.kind, claim.source_name) for claim in found] == [
        (kind, name) for kind, name, _ in credits
    ]
    stated = [date for _, _, date in credits]
    assert [
        claim.date if date else None for claim, date in zip(found, stated, strict=True)
    ] == stated
    assert [c.source_name for c in claims if c.role is ClaimRole.OUTGOING] == outgoing


def test_there_are_traps_and_languages_enough() -> None:
    every = notes()
    assert sum(not credits and not outgoing for _, credits, outgoing in every) > 100
    assert sum(not text.isascii() for text, _, _ in every) > 60
