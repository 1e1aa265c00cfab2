"""What stories are compared by: bodies without boilerplate, credits and the style of a house."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa

from graphx import pipeline, schema
from graphx.steps.story_texts import in_plain_style, with_stock_phrases
from graphx.store.workspace import Workspace

NEWS = """\
The defence programme of the US harbour authority will cost 1250000 dollars, said Ada Example, who
has led it since the spring. The unions want it, though three of the five boards have voted against
it, and nobody could say on Monday when the first of the new piers would be ready for the ferries.

A report of 612 pages was handed to the council last week. It says that old pipes below Karlsby were
last looked at in 1987, that nobody has analysed them since, and that the neighbours of the theatre
had written 52 letters about the smell, none of which anybody at the town hall had ever opened.

In Port Meridel, 340 miles away, a plan of the same kind was dropped after two years. Bo Example,
who kept a shop there for 27 years, said that his customers had labelled it a bridge to nowhere and
that 71% of them would do so again. The council meets on November 3, and will hear both of them."""

AMERICAN = {
    "defence programme": "defense program",
    "US harbour": "U.S. harbor",
    "1250000": "1,250,000",
    "analysed": "analyzed",
    "neighbours of the theatre": "neighbors of the theater",
    "labelled": "labeled",
    "71%": "71 percent",
    "November": "Nov.",
}


def test_desks_that_write_alike_have_nothing_from_one_another(tmp_path: Path) -> None:
    american = NEWS
    for british, word in AMERICAN.items():
        american = american.replace(british, word)
    # What one of them alone has left out shows that the others do not have it from there.
    texts = {"us": american} | {
        f"uk{number}": NEWS.replace(left_out, "")
        for number, left_out in enumerate((" last week", " on Monday", " of the same kind"))
    }
    rows = [
        {
            "id": name,
            "url": f"https://{name}.example/a",
            "published": "2026-03-01" if name == "us" else "2026-03-04",
            "text": text,
        }
        for name, text in texts.items()
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    pipeline.run([str(tmp_path / "a.jsonl")], tmp_path / "w.graphx")
    with Workspace.open(tmp_path / "w.graphx").snapshot() as snapshot:
        ids = {row["article_id"]: row["id"] for row in snapshot.table("articles").to_pylist()}
        told = snapshot.table("derivations").to_pylist()
    sources = {ids[row["copy_id"]]: ids[row["source_id"]] for row in told}
    assert sources == dict.fromkeys(("uk0", "uk1", "uk2"), "us")
    assert min(row["probability"] for row in told) > 0.9


def test_bodies_stay_where_they_were() -> None:
    text = "The labour unions.\n[A caption in colour]\nThe defence programme."
    body = [{"start": 0, "end": 19}, {"start": 41, "end": len(text)}]
    row = {"article_id": "a", "outlet_id": None, "text": text, "body": body}
    batch = pa.RecordBatch.from_pylist([row], schema=schema.READING)
    whole, less = in_plain_style(batch, [[(4, 11), (19, 45)]])
    assert _read(whole) == ["The labor unions.\n", "The defense program."]
    assert _read(less) == ["The ", "unions.\n", "defense program."]


def _read(batch: pa.RecordBatch) -> list[str]:
    [row] = batch.to_pylist()
    return [row["text"][stretch["start"] : stretch["end"]] for stretch in row["body"]]


def test_a_stock_phrase_inside_a_shared_text_is_the_texts() -> None:
    text = np.arange(100, dtype=np.uint64)
    shown = np.delete(text, np.s_[40:50])
    plain = with_stock_phrases([(text, shown), (text, text)], ["north", "south"])
    assert [row.tolist() for row in plain] == [text.tolist()] * 2


def test_boilerplate_stays_out_where_no_other_outlet_has_it_or_at_the_ends() -> None:
    text = np.arange(100, dtype=np.uint64)
    inside, at_the_end = np.delete(text, np.s_[40:50]), text[:90]
    for shown, other, outlets in (
        (inside, inside, ["north", "south"]),  # both leave it out
        (inside, text, ["north", "north"]),  # the other is of the same house
        (at_the_end, text, ["north", "south"]),
        (text[:0], text, ["north", "south"]),  # nothing but boilerplate
    ):
        plain = with_stock_phrases([(text, shown), (other, other)], outlets)
        assert plain[0].tolist() == shown.tolist()
        assert plain[1].tolist() == other.tolist()


def test_a_notice_inside_a_text_leaves_no_gap() -> None:
    text = np.arange(100, dtype=np.uint64)
    notice = np.arange(200, 220, dtype=np.uint64)  # and words on both sides of it
    whole = np.concatenate([text[:48], notice, text[52:]])
    plain = with_stock_phrases([(whole, text), (text, text)], ["north", "south"])
    assert [row.tolist() for row in plain] == [text.tolist()] * 2


def test_a_text_that_says_nothing_is_told_nothing() -> None:
    text, nothing = np.arange(9, dtype=np.uint64), np.zeros(0, np.uint64)
    rows = [(nothing, nothing), (text, np.delete(text, np.s_[3:5])), (text, nothing)]
    found = with_stock_phrases(rows, ["north", "south", "south"])
    assert [row.tolist() for row in found] == [[], np.delete(text, np.s_[3:5]).tolist(), []]
