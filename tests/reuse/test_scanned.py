"""Copies in texts a machine read from paper."""

import random

import pyarrow as pa
import pytest

from graphx.errors import RecipeMismatchError, UnknownNameError
from graphx.model import Relation
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseEngine
from graphx.reuse.recipes import RECIPES, reuse_named

LOOKS = {"l": "1", "i": "l", "o": "0", "e": "c", "c": "e", "s": "5", "n": "u", "m": "rn", "h": "b"}


def scanned(text: str, share: float, seed: int = 1) -> str:
    """Read `text` with one wrong letter in 1 / `share`, most of them look-alikes."""
    source = random.Random(seed)
    return "".join(
        LOOKS.get(char, source.choice("abcdefgh")) if source.random() < share else char
        for char in text
    )


@pytest.fixture
def found(as_readings, as_pairs):
    def find(recipe: str, texts: dict[str, str]) -> dict[tuple[str, str], dict[str, object]]:
        engine = ReuseEngine(reuse_named(recipe)).sized_for(2)
        rows = [(name, None, text) for name, text in texts.items()]
        [candidates] = engine.candidates(engine.sketch(as_readings(rows))) or [None]
        pairs = [(row["left_id"], row["right_id"]) for row in candidates.to_pylist()]
        matched = engine.verify(as_pairs(rows, pairs), Boilerplate.nothing())
        return {(row["left_id"], row["right_id"]): row for b in matched for row in b.to_pylist()}

    return find


def prose(write, seed: int, words: int) -> str:
    """Words of the fixture have digits; these have letters, as print has."""
    return "".join(
        char if not char.isdigit() else "aeioumnrst"[int(char)] for char in write(seed, words)
    )


@pytest.mark.parametrize("share", [0.01, 0.04, 0.08])
def test_a_scanned_copy_is_a_near_duplicate(found, write, share):
    text = prose(write, 1, 200)
    texts = {"a": text, "b": scanned(text, share), "c": prose(write, 2, 200)}
    matches = found("ocr", texts)
    assert set(matches) == {("a", "b")}
    assert matches["a", "b"]["relation"] == Relation.NEAR_DUPLICATE
    assert matches["a", "b"]["left_containment"] > 0.9


def test_words_lose_what_letters_find(found, write):
    text = prose(write, 1, 200)
    texts = {"a": text, "b": scanned(text, 0.08), "c": text}
    words = found("words", texts)
    assert words["a", "c"]["relation"] == Relation.NEAR_DUPLICATE
    assert words.get(("a", "b"), {}).get("relation") != Relation.NEAR_DUPLICATE


def test_passages_lie_in_the_stored_texts(found, write):
    quoted = prose(write, 1, 40)
    texts = {
        "a": f"{prose(write, 2, 90)} {quoted} {prose(write, 3, 90)}",
        "b": f"“{prose(write, 4, 90)}” {scanned(quoted, 0.03)} {prose(write, 5, 90)}",
    }
    match = found("ocr", texts)["a", "b"]
    assert match["relation"] == Relation.QUOTATION
    [span] = match["spans"]
    told = texts["a"][span["left_start"] : span["left_end"]]
    assert abs(len(told) - len(quoted)) < 20
    assert set(told.split()[2:-2]) <= set(quoted.split())
    assert 30 <= match["longest_words"] == match["shared_words"] <= 45


def test_a_body_with_stretches_cut_out_keeps_its_places(as_pairs, write):
    text = prose(write, 1, 80)
    rows = [("a", None, f"## {text}"), ("b", None, text)]
    [pairs] = as_pairs(rows, [("a", "b")])
    cut = pa.array([[{"start": 3, "end": len(text) + 3}]], pairs.schema.field("left_body").type)
    pairs = pairs.set_column(
        pairs.schema.names.index("left_body"), pairs.schema.field("left_body"), cut
    )
    [matched] = ReuseEngine(reuse_named("ocr")).verify([pairs], Boilerplate.nothing())
    [match] = matched.to_pylist()
    [span] = match["spans"]
    assert (span["left_start"], span["right_start"]) == (3, 0)
    assert match["jaccard"] == 1.0


def test_sketches_of_two_recipes_never_meet(as_readings, write):
    batches = as_readings([("a", None, write(1, 100)), ("b", None, write(1, 100))])
    sketches = list(ReuseEngine(reuse_named("words")).sized_for(2).sketch(batches))
    with pytest.raises(RecipeMismatchError, match="sketch both with one"):
        list(ReuseEngine(reuse_named("ocr")).candidates(sketches))


def test_recipes_have_names_and_digests_of_their_own():
    assert len({config.recipe.digest for config in RECIPES.values()}) == len(RECIPES)
    with pytest.raises(UnknownNameError, match="words, ocr"):
        reuse_named("braille")
