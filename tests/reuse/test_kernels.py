"""Every compiled kernel gives what its plain twin gives, on any text."""

import logging
from unittest import mock

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx import schema
from graphx.reuse import kernels
from graphx.reuse.align import AlignLimits, longest_run
from graphx.reuse.boilerplate import Boilerplate, BoilerplateLimits, batch_units, unit_of
from graphx.reuse.gathering import Gathering
from graphx.reuse.learning import learn_boilerplate, repeated_units
from graphx.reuse.reading import read_body, text_column
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.relation import NOT_RELATED, RELATIONS, RelationLimits, relate
from graphx.reuse.shingles import stir_many
from graphx.reuse.sketch import Sketching, sketch_columns
from graphx.reuse.survey import survey_articles, visible_hashes
from graphx.reuse.verify import Verifying

pytest.importorskip("numba", reason="numba is not installed: there are no kernels to compare")

MIXED = st.text(
    st.one_of(
        st.sampled_from(
            "abcAB .,!?#|\n\t_'’“é½ﬁß™\u00ad\u0301\u200b\u3099東京のขาก่\u0e33काİŉ㍿。…\u00a0"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
WORDY = st.lists(
    st.sampled_from(["one", "two", "three", "four.", "five\n", "ÉTÉ", "extraordinarily", "x"]),
    max_size=50,
).map(" ".join)
TEXTS = st.one_of(MIXED, WORDY)
OUTLETS = ["north.example", "south.example", None]
SCALES = st.integers(1, 5)


@st.composite
def bodies(draw):
    text = draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    if draw(st.booleans()):
        edges = [0, len(text)]
    return text, list(zip(edges[::2], edges[1::2], strict=False))


def batch_of(drawn, outlets=None):
    return pa.RecordBatch.from_pylist(
        [
            {
                "article_id": f"a{number:03d}",
                "outlet_id": outlets[number % len(outlets)] if outlets else None,
                "language": None,
                "text": text,
                "body": [{"start": start, "end": end} for start, end in intervals],
            }
            for number, (text, intervals) in enumerate(drawn)
        ],
        schema=schema.READING,
    )


@st.composite
def articles(draw, min_size=0, max_size=6):
    """Bodies, and some of their sentences as boilerplate of the first outlet."""
    drawn = draw(st.lists(bodies(), min_size=min_size, max_size=max_size))
    sentences = [text[start:end] for text, intervals in drawn for start, end in intervals]
    known = draw(st.lists(st.sampled_from(sentences), max_size=2)) if sentences else []
    rows = [
        {"outlet_id": OUTLETS[0], "text": text, "articles": 3, "unit": unit_of(text)}
        for text in known
        if len(read_body(text, ((0, len(text)),)))
    ]
    table = pa.Table.from_pylist(rows, schema=schema.BOILERPLATE)
    return drawn, Boilerplate.from_table(table)


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(0, 0x2FFFF))
def test_characters_that_no_table_knows(text, known):
    from graphx.reuse.kernels.folding import unknown_chars

    first = np.full(0x110000, -1, np.int32)
    first[:known] = 0
    found = np.empty(len(text) + 1, np.int64)
    met = unknown_chars(np.frombuffer(text.encode(), np.uint8), first, found)
    assert found[:met].tolist() == [ord(char) for char in text if ord(char) >= max(known, 128)]


@given(articles(), st.integers(1, 3), st.integers(0, 3), SCALES)
def test_sketches(drawn, threads, skipped, scale):
    from graphx.reuse.kernels.sketch import compiled_sketch_columns

    batch = batch_of(drawn[0], OUTLETS).slice(skipped)
    recipe = SketchRecipe(scale=scale)
    fast = compiled_sketch_columns(batch, recipe, drawn[1], threads)
    for plain, quick in zip(sketch_columns(batch, recipe, drawn[1]), fast, strict=True):
        assert quick.reshape(-1).tolist() == plain.tolist()


@given(articles(min_size=1), st.integers(1, 3), st.booleans(), SCALES)
def test_surveys_and_what_of_them_shows(drawn, threads, passages, scale):
    from graphx.reuse.kernels.flat import known_units
    from graphx.reuse.kernels.sketch import compiled_visible
    from graphx.reuse.kernels.survey import compiled_survey

    batch = batch_of(drawn[0], OUTLETS)
    recipe = SketchRecipe(scale=scale)
    plain = survey_articles(batch, recipe, passages=passages)
    quick = compiled_survey(batch, recipe, threads, passages=passages, units=passages)
    for one, other in zip(plain, quick, strict=True):
        assert other.tolist() == one.tolist()
    outlets = batch.column("outlet_id")
    known = [drawn[1].units_of(outlet) for outlet in outlets.to_pylist()]
    fast = compiled_visible(quick, known_units(drawn[1], outlets), recipe, threads)
    for one, other in zip(visible_hashes(plain, known, recipe), fast, strict=True):
        assert other.tolist() == one.tolist()


@given(
    st.lists(bodies(), min_size=1, max_size=12),
    st.integers(1, 5),
    st.integers(1, 3),
    st.sampled_from([1, 1 << 16]),
    SCALES,
    st.randoms(use_true_random=False),
)
def test_what_is_gathered_and_its_index(drawn, size, threads, chunks, scale, source):
    from graphx.reuse.kernels import dealing
    from graphx.reuse.kernels.gathering import CompiledGathering

    batch = batch_of(drawn, OUTLETS)
    recipe = SketchRecipe(scale=scale)
    limits = BoilerplateLimits(min_articles=2, alike_share=1.1)
    outlet_of = np.arange(len(drawn)) % len(OUTLETS)
    outlet_of[outlet_of == OUTLETS.index(None)] = -1
    order = np.array(source.sample(range(len(drawn)), len(drawn)))
    found = []
    for gathered in (
        Gathering(recipe, passages=True),
        CompiledGathering(recipe, threads, passages=True),
    ):
        with mock.patch.object(dealing, "_PIECE_CHUNKS", chunks):  # one, or a piece for each
            for first in range(0, len(drawn), size):
                gathered.add(batch.slice(first, size))
        repeated = gathered.repeated(outlet_of, limits)
        index = gathered.inverted(order[gathered.words()[order] > 0])
        found.append([gathered.words(), gathered.signatures(), *repeated, *index])
    for plain, quick in zip(*found, strict=True):
        assert quick.tolist() == plain.tolist()


@given(st.lists(bodies(), min_size=1, max_size=5), st.integers(1, 3))
def test_units(drawn, threads):
    from graphx.reuse.kernels.boilerplate import compiled_units

    plain, quick = batch_units(batch_of(drawn)), compiled_units(batch_of(drawn), threads)
    assert quick.counts.tolist() == plain.counts.tolist()
    for name in ("hashes", "firsts", "words"):
        assert getattr(quick.units, name).tolist() == getattr(plain.units, name).tolist()
    for number in range(plain.units.hashes.size):
        assert quick.passage(number) == plain.passage(number)


def pairs_of(drawn, outlets):
    rows = batch_of(drawn, outlets).to_pylist()
    return pa.RecordBatch.from_pylist(
        [
            {
                f"{side}_{name.removeprefix('article_')}": value
                for side, row in (("left", left), ("right", right))
                for name, value in row.items()
            }
            for number, left in enumerate(rows)
            for right in rows[number + 1 :]
        ],
        schema=schema.PAIR,
    )


@given(articles(min_size=2, max_size=4), st.integers(1, 3))
def test_verified_pairs(drawn, threads):
    batch = pairs_of(drawn[0], OUTLETS)
    plain, quick = (
        list(Verifying(boilerplate=drawn[1], compiled=compiled, threads=threads)([batch]))
        for compiled in (False, True)
    )
    assert quick[0].to_pylist() == plain[0].to_pylist()


@given(st.lists(st.sampled_from("abc"), min_size=60, max_size=160), st.integers(0, 100))
def test_texts_that_repeat_themselves_too_often_to_seed(letters, cut):
    left, right = " ".join(letters), " ".join(letters[cut:] + letters[:cut])
    whole = [(text, [(0, len(text))]) for text in (left, right)]
    batch = pairs_of(whole, [None])
    plain, quick = (list(Verifying(compiled=compiled)([batch])) for compiled in (False, True))
    assert quick[0].to_pylist() == plain[0].to_pylist()


@given(articles(min_size=2, max_size=4))
def test_rows_that_were_forgotten_are_read_again(drawn):
    from graphx.reuse.kernels.verify import PairVerifier

    batch = pairs_of(drawn[0], OUTLETS)
    choices = (drawn[1], SketchRecipe().shingle_words, RelationLimits(), AlignLimits(), 1)
    names = ("boilerplate", "shingle_words", "relations", "alignment", "threads")
    kept, forgetful = (
        PairVerifier(**dict(zip(names, choices, strict=True)), most_words=words)
        for words in (1 << 19, 0)
    )
    wanted = kept.matched(batch)
    assert forgetful.matched(batch).equals(wanted)
    assert forgetful.matched(batch).equals(wanted)  # with the memory of the last batch


FRAMES = st.text(
    st.sampled_from("ab .,!?\t\n\u00a0\u3000-–—'’‘\"“”™\u0301\u00ad㍿`Éß·"), max_size=8
)


@given(FRAMES, FRAMES, FRAMES, FRAMES, FRAMES, FRAMES, st.data())
def test_what_stands_around_shared_words(one, two, three, four, five, six, data):
    middle = "uno dos tres cuatro cinco seis siete ocho"
    texts = [
        f"{before}{middle}{between}{' '.join(reversed(middle.split()))}{after}"
        for before, between, after in ((one, two, three), (four, five, six))
    ]
    drawn = []
    for text in texts:
        edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
        whole = [(0, len(text))]
        drawn.append((text, list(zip(edges[::2], edges[1::2], strict=False)) or whole))
    batch = pairs_of(drawn, [None])
    plain, quick = (list(Verifying(compiled=compiled)([batch])) for compiled in (False, True))
    assert quick[0].to_pylist() == plain[0].to_pylist()


@given(st.lists(st.integers(0, 3), max_size=40), st.lists(st.integers(0, 3), max_size=40))
def test_longest_runs(left, right):
    from graphx.reuse.kernels.runs import longest_run as compiled_longest

    rows = [np.array(row, np.int32) for row in (left, right)]
    wanted = longest_run(*(row.astype(np.uint64) for row in rows))
    assert compiled_longest(*rows, 0) == wanted
    assert compiled_longest(*rows, wanted) == wanted


@given(st.integers(0, 40), st.integers(1, 80), st.integers(1, 80))
def test_relations(shared, left, right):
    from graphx.reuse.kernels.compare import related

    shared = min(shared, left, right)
    for limits in (RelationLimits(), RelationLimits(quotation_shingles=1, contained=1)):
        number = related(shared, left, right, limits.numbers)
        wanted = relate(shared, left, right, limits)
        assert (None if number == NOT_RELATED else RELATIONS[number]) is wanted


@given(st.lists(bodies(), max_size=8))
def test_learned_boilerplate(drawn):
    batch = batch_of(drawn, ["north.example"])
    plain, quick = (learn_boilerplate([batch], compiled=compiled) for compiled in (False, True))
    assert quick.table.equals(plain.table)


@given(
    st.lists(st.lists(st.integers(0, 9), max_size=12), max_size=40),
    st.integers(1, 3),
    st.integers(1, 3),
)
def test_repeated_units(articles, outlets, threads):
    counts = [len(units) for units in articles]
    columns = (
        np.arange(len(articles)) % outlets,
        np.repeat(np.arange(len(articles), dtype=np.int32), counts),
        stir_many(np.array([unit for units in articles for unit in units], np.uint64)),
        np.array([unit + 1 for units in articles for unit in units], np.int32),
        BoilerplateLimits(common_articles=6, alike_articles=4),
    )
    plain = repeated_units(*columns, compiled=False)
    for quick, wanted in zip(repeated_units(*columns, threads=threads), plain, strict=True):
        assert quick.tolist() == wanted.tolist()


def test_the_engine_works_without_numba_and_says_so_once(monkeypatch, caplog, as_readings, write):
    batches = as_readings([("a", None, write(1, 50))])
    wanted = list(Sketching()(batches))
    kernels._installed.cache_clear()
    monkeypatch.setattr(kernels, "find_spec", lambda name: None)
    try:
        with caplog.at_level(logging.WARNING):
            assert list(Sketching()(batches)) == wanted
            assert list(Sketching()(batches)) == wanted
    finally:
        kernels._installed.cache_clear()
    assert [record.message.split(":")[0] for record in caplog.records] == ["numba is not installed"]


def test_compiled_code_can_be_kept_elsewhere(monkeypatch, tmp_path):
    import numba

    monkeypatch.setattr(numba.config, "CACHE_DIR", numba.config.CACHE_DIR)
    kernels.keep_compiled_in(tmp_path)
    from graphx.reuse.kernels.jit import compiled

    assert compiled(_double)(21) == 42
    assert list(tmp_path.rglob("*.nbi"))


def test_where_nothing_can_be_written_kernels_are_compiled_all_the_same(monkeypatch):
    import numba.core.caching

    from graphx.reuse.kernels.jit import compiled

    monkeypatch.setattr(numba.core.caching.CacheImpl, "_locator_classes", [])
    assert compiled(_double)(4) == 8


def _double(value: int) -> int:
    return 2 * value


@given(st.lists(st.one_of(MIXED, st.text(st.characters(codec="utf-8"), max_size=200)), max_size=5))
def test_strings(texts):
    plain = text_column(texts, compiled=False)
    assert text_column(texts).equals(plain)


def test_half_of_a_surrogate_pair_is_no_text():
    with pytest.raises(UnicodeEncodeError):
        text_column(["whole", "half \ud800"])
