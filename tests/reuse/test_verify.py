import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx import schema
from graphx.model import Relation
from graphx.reuse.boilerplate import Boilerplate, unit_of
from graphx.reuse.reading import Reading
from graphx.reuse.relation import RelationLimits, relate
from graphx.reuse.shingles import word_hashes
from graphx.reuse.verify import Verifying, comparable, compare
from graphx.text.words import words

TEXTS = st.lists(st.sampled_from("abcdefgh"), max_size=60).map(" ".join)


def ready(text, outlet_id=None, boilerplate=None):
    reading = Reading(article_id="x", outlet_id=outlet_id, text=text, body=((0, len(text)),))
    return comparable(reading, boilerplate or Boilerplate.nothing(), 5)


def grams(text):
    found = words(text).texts
    width = min(5, len(found))
    return {tuple(found[n : n + width]) for n in range(len(found) - width + 1)} if found else set()


@given(TEXTS, TEXTS)
def test_figures_are_those_of_sets_of_word_five_grams(left, right):
    match = compare(ready(left), ready(right))
    one, other = grams(left), grams(right)
    if match is None:
        assert len(one & other) < 15
        return
    assert match.jaccard == pytest.approx(len(one & other) / len(one | other))
    assert match.left_containment == pytest.approx(len(one & other) / len(one))
    assert match.right_containment == pytest.approx(len(one & other) / len(other))
    assert 1 <= match.longest_words <= match.shared_words


def covered(text, shared):
    """Places of the words that lie in a shared five-gram."""
    found = words(text).texts
    width = min(5, len(found))
    starts = [n for n in range(len(found) - width + 1) if tuple(found[n : n + width]) in shared]
    return {start + offset for start in starts for offset in range(width)}


def longest_common(left, right):
    """Words of the longest row of words both have, by the table of all pairs of places."""
    one, other = words(left).texts, words(right).texts
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, word in enumerate(one):
        for j, another in enumerate(other):
            table[i + 1][j + 1] = table[i][j] + 1 if word == another else 0
    return max(map(max, table))


@given(TEXTS, TEXTS)
def test_words_are_those_a_naive_count_finds(left, right):
    match = compare(ready(left), ready(right))
    if match is None:
        return
    shared = grams(left) & grams(right)
    sides = [(len(words(text)), len(covered(text, shared))) for text in (left, right)]
    assert match.shared_words == min(sides)[1]
    if min(len(words(left)), len(words(right))) >= 5:
        assert match.longest_words == longest_common(left, right)


def test_figures_of_excerpts_quotations_and_edits_are_those_of_a_naive_count(write, as_pairs):
    whole = write(1, 120).split()
    texts = {
        "a": " ".join(whole),
        "b": " ".join(whole[:50]),
        "c": " ".join(["added" if n % 23 == 11 else word for n, word in enumerate(whole)]),
        "d": " ".join([*write(2, 90).split(), *whole[30:55], *whole[70:95], *write(3, 40).split()]),
        "e": write(4, 100),
    }
    asked = [(one, other) for one in texts for other in texts if one < other]
    [batch] = Verifying(compiled=False)(
        as_pairs([(name, None, text) for name, text in texts.items()], asked)
    )
    found = batch.to_pylist()
    assert {row["left_id"] + row["right_id"] for row in found} == {
        "ab",
        "ac",
        "ad",
        "bc",
        "bd",
        "cd",
    }
    for row in found:
        left, right = texts[row["left_id"]], texts[row["right_id"]]
        shared = grams(left) & grams(right)
        sides = [(len(words(text)), len(covered(text, shared))) for text in (left, right)]
        assert row["shared_words"] == min(sides)[1]
        assert row["longest_words"] == longest_common(left, right)
        assert row["jaccard"] == pytest.approx(len(shared) / len(grams(left) | grams(right)))
        assert row["left_containment"] == pytest.approx(len(shared) / len(grams(left)))
        assert row["right_containment"] == pytest.approx(len(shared) / len(grams(right)))


@given(TEXTS, TEXTS)
def test_swapping_the_sides_mirrors_the_match(left, right):
    there = compare(ready(left), ready(right))
    back = compare(ready(right), ready(left))
    assert (there is None) == (back is None)
    if there is None or back is None:
        return
    assert (there.relation, there.jaccard) == (back.relation, back.jaccard)
    assert there.left_containment == back.right_containment
    assert there.right_containment == back.left_containment
    assert (there.shared_words, there.longest_words) == (back.shared_words, back.longest_words)
    spans = sorted((s.right_start, s.right_end, s.left_start, s.left_end) for s in there.spans)
    assert spans == sorted(
        (s.left_start, s.left_end, s.right_start, s.right_end) for s in back.spans
    )


@given(TEXTS.filter(bool))
def test_a_text_is_a_near_duplicate_of_itself(text):
    match = compare(ready(text), ready(text))
    assert match.relation is Relation.NEAR_DUPLICATE
    assert match.jaccard == 1.0
    assert match.shared_words == match.longest_words == len(words(text))


@pytest.mark.parametrize(
    ("shared", "left", "right", "relation"),
    [
        (50, 75, 75, Relation.NEAR_DUPLICATE),
        (80, 100, 250, Relation.NEAR_DUPLICATE),
        (80, 100, 251, Relation.EXCERPT),
        (79, 100, 1000, Relation.PARTIAL),
        (25, 100, 1000, Relation.PARTIAL),
        (24, 100, 1000, Relation.QUOTATION),
        (15, 1000, 1000, Relation.QUOTATION),
        (14, 1000, 1000, None),
        (0, 0, 10, None),
        (1, 1, 1, Relation.NEAR_DUPLICATE),
    ],
)
def test_relations(shared, left, right, relation):
    assert relate(shared, left, right, RelationLimits()) is relation
    assert relate(shared, right, left, RelationLimits()) is relation


def test_a_quotation_tells_its_words(write):
    passage = write(5, 30)
    left = f"{write(1, 200)} {passage} {write(2, 100)}"
    right = f"{write(3, 300)} {passage} {write(4, 100)}"
    match = compare(ready(left), ready(right))
    assert match.relation is Relation.QUOTATION
    assert (match.shared_words, match.longest_words) == (30, 30)
    (span,) = match.spans
    assert left[span.left_start : span.left_end].strip() == passage
    assert right[span.right_start : span.right_end].strip() == passage


def test_boilerplate_weighs_nothing_in_its_own_outlet_only(write):
    footer = write(9, 40)
    known = Boilerplate.from_table(
        pa.Table.from_pylist(
            [
                {
                    "outlet_id": "north.example",
                    "text": sentence,
                    "articles": 3,
                    "unit": unit_of(sentence),
                }
                for sentence in footer.split(". ")
            ],
            schema=schema.BOILERPLATE,
        )
    )
    left, right = f"{write(1, 100)}\n{footer}", f"{write(2, 100)}\n{footer}"
    assert compare(ready(left), ready(right)) is not None
    for outlets in (("north.example", "north.example"), ("north.example", "south.example")):
        one, other = (
            ready(text, outlet, known) for text, outlet in zip((left, right), outlets, strict=True)
        )
        assert compare(one, other) is None
    both_other = (ready(text, "south.example", known) for text in (left, right))
    assert compare(*both_other) is not None
    assert word_hashes([]).size == 0


def test_the_stage_leaves_out_pairs_that_share_too_little(write, as_pairs):
    text = write(1, 100)
    rows = [("a", None, text), ("b", None, text), ("c", None, write(2, 100)), ("d", None, "")]
    asked = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "d")]
    found = pa.Table.from_batches(Verifying()(as_pairs(rows, asked)), schema=schema.MATCHED)
    assert [(row["left_id"], row["right_id"]) for row in found.to_pylist()] == [("a", "b")]
    again = pa.Table.from_batches(Verifying()(as_pairs(rows, asked, size=1)), schema=schema.MATCHED)
    assert again.equals(found)
    found.validate(full=True)


@pytest.fixture
def three_batches(write, as_pairs):
    text = write(5, 200)
    rows = [(name, None, text) for name in "abcd"]
    pairs = [(one, other) for one in "abcd" for other in "abcd" if one < other]
    return as_pairs(rows, pairs, 2)


def test_kernels_that_take_over_midway_change_nothing(three_batches):
    told, plain = (
        pa.Table.from_batches(verifying(three_batches), schema.MATCHED)
        for verifying in (Verifying(compiled=False, patience=1), Verifying(compiled=False))
    )
    assert plain.num_rows == 6
    assert told == plain


@pytest.mark.parametrize(
    ("patience", "ways"), [(None, ["_plain"]), (2, ["_plain", "_compiled"]), (6, ["_plain"])]
)
def test_kernels_take_over_when_patience_is_at_an_end(three_batches, monkeypatch, patience, ways):
    made = []
    for way in ("_plain", "_compiled"):
        monkeypatch.setattr(Verifying, way, lambda _, way=way: made.append(way) or (lambda b: b))
    monkeypatch.setattr("graphx.reuse.kernels.usable", lambda wanted=True: wanted)
    assert len(list(Verifying(compiled=False, patience=patience)(three_batches))) == 3
    assert made == ways
