import pyarrow as pa
import pytest

from graphx import schema
from graphx.reuse.reading import read_body
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.sketch import Sketching, sketch_body


def whole(text):
    return read_body(text, ((0, len(text)),))


def test_a_batch_of_any_cut_gives_the_same_rows(write, as_readings):
    rows = [(f"a{n}", None, write(n, 40 + n)) for n in range(9)] + [("a9", None, "")]
    once = pa.Table.from_batches(Sketching()(as_readings(rows)))
    again = pa.Table.from_batches(Sketching()(as_readings(rows, size=2)))
    assert once.schema.equals(schema.SKETCH, check_metadata=True)
    assert once.to_pylist() == again.to_pylist()
    once.validate(full=True)


def test_no_batches_no_rows():
    assert list(Sketching()([])) == []


@pytest.mark.parametrize(
    ("text", "shingles"), [("", 0), ("... --", 0), ("one", 1), ("a b c d", 1), ("a b c d e f", 2)]
)
def test_short_texts(text, shingles):
    sketch = sketch_body(whole(text), SketchRecipe())
    assert sketch.shingles == shingles
    assert (sketch.signature == 0xFFFFFFFF).all() == (shingles == 0)


def test_a_stretch_that_is_cut_out_is_bridged(write):
    text = write(1, 60)
    cut = text.index(" ", 150)
    page = text[:cut] + " [Photo: Ada Example] " + text[cut:]
    body = read_body(page, ((0, cut), (cut + 22, len(page))))
    assert (
        sketch_body(body, SketchRecipe()).hashes == sketch_body(whole(text), SketchRecipe()).hashes
    ).all()
    assert [page[s:e] for s, e in zip(body.starts, body.ends, strict=True)] == [
        text[s:e] for s, e in zip(whole(text).starts, whole(text).ends, strict=True)
    ]


def test_a_word_never_joins_across_a_cut():
    text = "inforNOISEmation"
    assert len(read_body(text, ((0, 5), (10, 16)))) == 2


def test_kept_hashes_are_one_in_scale(write):
    body = whole(write(3, 8000))
    counts = {
        scale: sketch_body(body, SketchRecipe(scale=scale)).hashes.size for scale in (1, 2, 5)
    }
    assert counts[1] == sketch_body(body, SketchRecipe()).shingles
    assert counts[1] / 3 < counts[2] < counts[1] / 1.5
    assert counts[1] / 6 < counts[5] < counts[1] / 4
