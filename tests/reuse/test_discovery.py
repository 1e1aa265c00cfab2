import random

import numpy as np
import pyarrow as pa
import pytest

from graphx import schema
from graphx.reuse.candidates import Proposing
from graphx.reuse.discovery import Discovering
from graphx.reuse.engine import ReuseEngine
from graphx.reuse.learning import learn_boilerplate
from graphx.reuse.recipes import RECIPES
from graphx.reuse.sketch import Sketching

FOOTER = "The North Wire is funded by readers like you.\nPlease donate today to keep us going!"


@pytest.fixture(scope="module")
def corpus(write):
    """Articles of two outlets with their footers and of nobody; copies, excerpts, an empty one."""
    rows = []
    for number in range(24):
        outlet = [None, "north.example", "south.example"][number % 3]
        text = write(number, 150)
        rows.append((f"x{number:02d}", outlet, f"{text}\n{FOOTER}" if outlet else text))
    words = rows[0][2].split()
    rows += [
        ("copy", "north.example", " ".join([*words[:50], "changed", *words[51:]]) + f"\n{FOOTER}"),
        ("part", None, " ".join(words[40:100])),
        ("empty", "north.example", ""),
    ]
    return rows


def three_steps(batches):
    known = learn_boilerplate(batches)
    sketches = Sketching(boilerplate=known)(batches)
    pairs = pa.Table.from_batches(Proposing()(sketches), schema=schema.CANDIDATE)
    return pairs, {outlet: units.tolist() for outlet, units in known.units.items()}


def one_step(batches, **fields):
    found = Discovering(**fields)(batches)
    pairs = pa.Table.from_batches(found.candidates(), schema=schema.CANDIDATE)
    return pairs, {outlet: units.tolist() for outlet, units in found.boilerplate.units.items()}


@pytest.mark.parametrize("compiled", [False, True])
def test_one_reading_finds_what_three_steps_find(corpus, as_readings, compiled):
    wanted = three_steps(as_readings(corpus))
    assert {tuple(row.values()) for row in wanted[0].to_pylist()} >= {
        ("copy", "part"),
        ("copy", "x00"),
        ("part", "x00"),
    }
    assert set(wanted[1]) == {"north.example", "south.example"}
    proposing = Proposing(compiled=compiled)
    assert one_step(as_readings(corpus), proposing=proposing) == wanted


def test_neither_order_nor_batches_matter(corpus, as_readings):
    wanted = one_step(as_readings(corpus))
    shuffled = random.Random(3).sample(corpus, len(corpus))
    for size in (1, 4, 100):
        assert one_step(as_readings(shuffled, size=size)) == wanted


def test_near_duplicates_alone_need_no_postings(corpus, as_readings):
    batches = as_readings(corpus)
    pairs, known = one_step(batches, passages=False)
    sketches = list(Sketching(passages=False)(batches))
    assert not any(len(batch.column("hashes").flatten()) for batch in sketches)
    assert pairs == pa.Table.from_batches(Proposing()(sketches), schema=schema.CANDIDATE)
    assert {"left_id": "copy", "right_id": "x00"} in pairs.to_pylist()
    assert known == {}


@pytest.mark.parametrize("recipe", ["words", "ocr"])
def test_the_engine_proposes_the_same_in_one_reading(corpus, as_readings, recipe):
    batches = as_readings(corpus)
    engine = ReuseEngine(RECIPES[recipe])
    sketches = engine.sketch(batches, engine.learn_boilerplate(batches))
    wanted = pa.Table.from_batches(engine.candidates(sketches), schema=schema.CANDIDATE)
    found = pa.Table.from_batches(engine.discover(batches).candidates(), schema=schema.CANDIDATE)
    assert found == wanted
    assert found.num_rows


def test_nothing_to_read(as_readings):
    assert one_step([])[0].num_rows == 0
    found = Discovering()(as_readings([("a", None, ""), ("b", "north.example", "")]))
    assert found.pairs.shape == (0, 2)
    assert found.pairs.dtype == np.int64
