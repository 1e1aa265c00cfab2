import random

import pyarrow as pa
import pytest

from graphx import schema
from graphx.errors import RecipeMismatchError
from graphx.reuse.candidates import Proposing
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.sketch import Sketching


@pytest.fixture(scope="module")
def corpus(write):
    """Twelve articles alone; b copies a, c is an excerpt of a, d quotes thirty words of a."""
    rows = [(f"x{n:02d}", None, write(100 + n, 300)) for n in range(12)]
    text = write(1, 400)
    words = text.split()
    rows += [
        ("a", None, text),
        ("b", None, " ".join([*words[:50], "changed", *words[51:]])),
        ("c", None, " ".join(words[100:180])),
        ("d", None, f"{write(7, 200)} {' '.join(words[200:240])} {write(8, 150)}"),
        ("e", None, ""),
        ("f", None, "..."),
        ("g", None, "short note"),
        ("h", None, "Short note!"),
    ]
    return rows


def propose(batches, **fields):
    return pa.Table.from_batches(Proposing(**fields)(batches), schema=schema.CANDIDATE)


def test_copies_excerpts_and_quotations_meet(corpus, as_readings):
    found = propose(Sketching()(as_readings(corpus))).to_pylist()
    pairs = [(row["left_id"], row["right_id"]) for row in found]
    assert pairs == sorted(pairs)
    assert set(pairs) == {("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("g", "h")}


def test_neither_order_nor_batches_matter(corpus, as_readings):
    wanted = propose(Sketching()(as_readings(corpus)))
    shuffled = random.Random(3).sample(corpus, len(corpus))
    for size in (1, 3, 100):
        assert propose(Sketching()(as_readings(shuffled, size=size))).equals(wanted)


def test_sketches_of_another_recipe_are_refused(corpus, as_readings):
    with pytest.raises(RecipeMismatchError):
        propose(Sketching(recipe=SketchRecipe(scale=5))(as_readings(corpus)))


def test_nothing_to_compare(as_readings):
    assert propose([]).num_rows == 0
    assert propose(Sketching()(as_readings([("a", None, "one text alone")]))).num_rows == 0
    assert propose(Sketching()(as_readings([("a", None, ""), ("b", None, "")]))).num_rows == 0
