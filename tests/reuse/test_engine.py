from pathlib import Path

import pyarrow as pa
import pytest

from graphx import schema
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseConfig, ReuseEngine
from graphx.reuse.recipe import SketchRecipe

SAMPLES = Path(__file__).parents[2] / "seeds" / "articles"


@pytest.fixture
def run(as_readings, as_pairs):
    def through(rows, config=None):
        engine = ReuseEngine(config)
        readings = as_readings(rows)
        boilerplate = engine.learn_boilerplate(readings)
        pairs = [
            (row["left_id"], row["right_id"])
            for batch in engine.candidates(engine.sketch(readings, boilerplate))
            for row in batch.to_pylist()
        ]
        matches = list(engine.verify(as_pairs(rows, pairs), boilerplate))
        rows_found = pa.Table.from_batches(matches, schema=schema.MATCHED).to_pylist()
        return rows_found, engine.clusters(matches, [row[0] for row in rows])

    return through


def test_the_samples_share_one_quotation_and_nothing_else(run):
    rows = [
        (path.name[:3], None, path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.txt"))
    ]
    assert len(rows) == 5
    found, clusters = run(rows)
    assert [(row["left_id"], row["right_id"], row["relation"]) for row in found] == [
        ("002", "004", "quotation")
    ]
    texts = {row[0]: row[2] for row in rows}
    passage = found[0]["spans"][0]
    quoted = texts["004"][passage["right_start"] : passage["right_end"]]
    assert "Al-Nusra Front" in quoted
    assert clusters.clusters == ()
    assert len(set(clusters.cluster_of.values())) == 5


def test_from_articles_to_clusters(run, write):
    text = write(1, 300)
    words = text.split()
    footer = (
        "Read more at the South Post and support independent reporting with a small gift today."
    )
    rows = [
        ("a", "north.example", text),
        ("b", "south.example", f"{' '.join([*words[:150], 'new', *words[150:]])}\n{footer}"),
        ("c", "east.example", " ".join(words[20:80])),
        *((f"s{n}", "south.example", f"{write(10 + n, 150)}\n{footer}") for n in range(4)),
    ]
    found, clusters = run(rows)
    assert {(row["left_id"], row["right_id"]): row["relation"] for row in found} == {
        ("a", "b"): "near_duplicate",
        ("a", "c"): "excerpt",
        ("b", "c"): "excerpt",
    }
    near = next(row for row in found if row["right_id"] == "b")
    assert near["left_containment"] == pytest.approx(1 - 4 / 296)
    assert near["right_containment"] > 0.97  # the gift is no part of the figures
    assert clusters.cluster_of["a"] == clusters.cluster_of["b"] != clusters.cluster_of["c"]


def test_boilerplate_proposes_no_pairs(write, as_readings):
    footer = f"{write(70, 12)}\n{write(71, 40)}"
    readings = as_readings(
        [(f"s{n}", "south.example", f"{write(n, 150)}\n{footer}") for n in range(4)]
    )
    engine = ReuseEngine()
    boilerplate = engine.learn_boilerplate(readings)
    assert list(engine.candidates(engine.sketch(readings))) != []
    assert list(engine.candidates(engine.sketch(readings, boilerplate))) == []


def test_choices_reach_every_step(run, write):
    engine = ReuseEngine(ReuseConfig(recipe=SketchRecipe(scale=5)))
    assert engine.config.recipe.scale == 5
    assert list(engine.candidates([])) == []
    assert list(engine.verify([], Boilerplate.nothing())) == []


def test_a_few_long_texts_are_much_text_too():
    def compiled(articles: int, words: int = 0) -> bool:
        return ReuseEngine().sized_for(articles, words).config.compiled

    assert not compiled(8)
    assert not compiled(8, 100_000)
    assert compiled(8, 4_000_000)
    assert compiled(100_000)
    plain = ReuseEngine(ReuseConfig(compiled=False))
    assert not plain.sized_for(8, 4_000_000).config.compiled
