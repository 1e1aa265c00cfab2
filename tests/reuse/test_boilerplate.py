import random

import pytest

from graphx.reuse.boilerplate import Boilerplate, hidden_stretches, unit_of
from graphx.reuse.learning import learn_boilerplate
from graphx.reuse.reading import read_body

FOOTER = "The North Wire is funded by readers like you. Please donate today!\nAll rights reserved"
FOLDED = [
    "all rights reserved",
    "please donate today",
    "the north wire is funded by readers like you",
]


@pytest.fixture
def outlet(write):
    return [(f"n{n}", "north.example", f"{write(n, 120)}\n\n{FOOTER}") for n in range(5)]


def learned(rows, as_readings, size=100):
    return learn_boilerplate(as_readings(rows, size=size))


def test_what_an_outlet_repeats_is_learned(outlet, as_readings):
    table = learned(outlet, as_readings).table.to_pylist()
    assert [row["text"] for row in table] == FOLDED
    assert {(row["outlet_id"], row["articles"]) for row in table} == {("north.example", 5)}


def test_two_articles_are_no_habit(outlet, as_readings):
    assert learned(outlet[:2], as_readings).table.num_rows == 0


def test_two_outlets_do_not_add_up(outlet, as_readings):
    mixed = [(i, f"{n % 3}.example", text) for n, (i, _, text) in enumerate(outlet)]
    assert learned(mixed, as_readings).table.num_rows == 0


def test_articles_of_nobody_teach_nothing(outlet, as_readings):
    assert learned([(i, None, text) for i, _, text in outlet], as_readings).table.num_rows == 0


def test_a_story_updated_again_and_again_is_no_boilerplate(outlet, write, as_readings):
    story = write(77, 200)
    updates = [
        (f"u{n}", "north.example", f"{write(90 + n, 20 * n)} {story}\n{FOOTER}") for n in range(5)
    ]
    texts = [row["text"] for row in learned(outlet + updates, as_readings).table.to_pylist()]
    assert texts == FOLDED


def test_a_footer_longer_than_its_articles_is_still_found(write, as_readings):
    footer = write(50, 150)
    rows = [(f"s{n:02d}", "south.example", f"{write(n, 40)}\n{footer}") for n in range(12)]
    found = learned(rows, as_readings)
    body = read_body(rows[0][2], ((0, len(rows[0][2])),))
    assert found.hidden_words("south.example", body).sum() == 150


def test_order_and_batches_do_not_matter(outlet, write, as_readings):
    rows = [*outlet, ("x", "east.example", write(60, 50)), ("y", None, write(61, 50))]
    wanted = learned(rows, as_readings)
    shuffled = random.Random(5).sample(rows, len(rows))
    for size in (1, 2, 100):
        assert learned(shuffled, as_readings, size).table.equals(wanted.table)


def test_only_the_outlets_own_articles_are_touched(outlet, as_readings):
    found = learned(outlet, as_readings)
    text = outlet[0][2]
    body = read_body(text, ((0, len(text)),))
    hidden = found.hidden_words("north.example", body)
    first = len(text) - len(FOOTER)
    assert hidden.tolist() == (body.starts >= first).tolist()
    assert not found.hidden_words("south.example", body).any()
    assert not found.hidden_words(None, body).any()


def test_what_was_learned_survives_its_table(outlet, as_readings):
    found = learned(outlet, as_readings)
    again = Boilerplate.from_table(found.table)
    assert {k: v.tolist() for k, v in again.units.items()} == {
        k: v.tolist() for k, v in found.units.items()
    }
    assert Boilerplate.from_table(Boilerplate.nothing().table).units == {}


def test_what_was_learned_comes_back_from_its_table(outlet, as_readings):
    known = learned(outlet, as_readings)
    assert [row["unit"] for row in known.table.to_pylist()] == [unit_of(text) for text in FOLDED]
    again = Boilerplate.from_table(known.table)
    assert {name: units.tolist() for name, units in again.units.items()} == {
        "north.example": sorted(map(unit_of, FOLDED))
    }
    assert Boilerplate.from_table(Boilerplate.nothing().table).units == {}


@pytest.mark.parametrize("compiled", [True, False])
def test_stretches_of_phrases_only_are_found_where_they_stand(outlet, as_readings, compiled):
    told = learned(outlet, as_readings)
    notices = "All rights reserved. Please donate today"
    text = f"«Ärger» in Köln.\n\n{notices}!\nMehr: Please donate today"
    rows = [("a", "north.example", text), ("b", "south.example", text)]
    [batch] = as_readings(rows, size=10)
    found, other = hidden_stretches(batch, told, 5, compiled=compiled)
    assert [text[start:end] for start, end in found] == [notices]
    assert other == []
