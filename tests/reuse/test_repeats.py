"""A text that very many articles run."""

from dataclasses import dataclass, field

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx import schema
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseConfig, ReuseEngine
from graphx.reuse.postings import PostingLimits
from graphx.reuse.repeats import VerifyingOnce
from graphx.reuse.verify import Verifying

TEXTS = ("a b c d e f g h", "a b c d e f g x", "x y z a b c d e", "a b é d e f g h")


@dataclass
class Counted:
    """The stage inside, and how many pairs it was given."""

    inner: Verifying = field(default_factory=lambda: Verifying(compiled=False))
    pairs: int = 0
    name: str = "counted"
    reads: pa.Schema = schema.PAIR
    writes: pa.Schema = schema.MATCHED

    def __call__(self, batches):
        for batch in batches:
            self.pairs += batch.num_rows
            yield from self.inner([batch])


def rows_of(stage, batches):
    return [row for batch in stage(batches) for row in batch.to_pylist()]


SHIFTS = st.sampled_from(["", "#", "é", "…"])


@given(
    st.lists(
        st.tuples(st.sampled_from(TEXTS), SHIFTS, SHIFTS, st.booleans()), min_size=2, max_size=6
    ),
    st.integers(1, 7),
)
def test_rows_are_those_of_comparing_every_pair(drawn, size):
    rows = [
        {
            "id": str(number),
            "text": before + text + after,
            "body": [
                {"start": len(before), "end": len(before) + 7},
                {"start": len(before) + 7 + cut, "end": len(before + text)},
            ],
        }
        for number, (text, before, after, cut) in enumerate(drawn)
    ]
    pairs = [
        {"left_id": left["id"], "right_id": right["id"]}
        | {
            f"{side}_{name}": value
            for side, row in (("left", left), ("right", right))
            for name, value in {
                "outlet_id": None,
                "language": None,
                "text": row["text"],
                "body": row["body"],
            }.items()
        }
        for left in rows
        for right in rows
        if left["id"] < right["id"]
    ]
    batches = [
        pa.RecordBatch.from_pylist(pairs[start : start + size], schema=schema.PAIR)
        for start in range(0, len(pairs), size)
    ]
    plain = Verifying(compiled=False)
    assert rows_of(VerifyingOnce(inner=plain), batches) == rows_of(plain, batches)


def test_a_batch_may_be_empty_and_so_may_texts(as_pairs):
    rows = [(name, None, "") for name in "abc"]
    [batch] = as_pairs(rows, [("a", "b"), ("b", "c")])
    assert (
        rows_of(VerifyingOnce(inner=Verifying()), [batch.slice(0, 0), batch, batch.slice(1)]) == []
    )


def test_one_text_is_another_where_its_outlet_repeats_part_of_it(as_pairs, write):
    text = write(1, 60)
    rows = [("a", "north.example", text), ("b", "south.example", text), ("c", None, text)]
    units = [{"outlet_id": "north.example", "text": "", "articles": 3, "unit": 0}]
    known = Boilerplate.from_table(pa.Table.from_pylist(units, schema=schema.BOILERPLATE))
    counted = Counted()
    once = VerifyingOnce(inner=counted, outlets=frozenset(known.units))
    assert len(rows_of(once, as_pairs(rows, [("a", "b"), ("a", "c"), ("b", "c")]))) == 3
    assert counted.pairs == 2


@pytest.mark.parametrize("copies", [60, pytest.param(500, marks=pytest.mark.slow)])
def test_hundreds_of_copies_and_some_edits_are_one_cluster(as_readings, as_pairs, write, copies):
    text, edits = write(1, 60), 12
    rows = [(f"{number:03d}", None, text) for number in range(copies)]
    for number in range(edits):
        words = text.split()
        words[5 * number] = "edited"
        rows.append((f"e{number:02d}", None, " ".join(words)))
    engine = ReuseEngine().sized_for(len(rows))
    candidates = [
        (row["left_id"], row["right_id"])
        for batch in engine.candidates(engine.sketch(as_readings(rows)))
        for row in batch.to_pylist()
    ]
    everyone = len(rows) * (len(rows) - 1) // 2
    assert len(candidates) == everyone
    counted = Counted()
    matched = list(VerifyingOnce(inner=counted)(as_pairs(rows, candidates, size=512)))
    assert sum(batch.num_rows for batch in matched) == everyone
    assert counted.pairs <= 1 + 2 * edits + edits * edits
    sample = candidates[:: everyone // 40]
    wanted = rows_of(Verifying(compiled=False), as_pairs(rows, sample))
    found = {(r["left_id"], r["right_id"]): r for b in matched for r in b.slice(0).to_pylist()}
    assert [found[pair] for pair in sample] == wanted
    clusters = engine.clusters(matched, [row[0] for row in rows]).clusters
    [cluster] = clusters
    assert (len(cluster.members), cluster.cohesion) == (len(rows), 1.0)


def test_a_wire_story_is_one_cluster_though_its_lists_are_set_aside(as_readings, as_pairs, write):
    copies, words = 60, write(1, 80).split()
    rows = [
        (f"o{number:03d}", f"other{number % 9}.example", write(100 + number, 60))
        for number in range(150)
    ]
    for number in range(copies):
        text = [*words[: number % 79], f"edit{number}", *words[number % 79 + 1 :]]
        rows.append((f"w{number:03d}", f"paper{number}.example", " ".join(text)))
    tight = PostingLimits(always_linked=4, pairs_floor=0, pairs_per_article=1)
    engine = ReuseEngine(ReuseConfig(postings=tight, compiled=False))
    found = engine.discover(as_readings(rows))
    pairs = [
        (row["left_id"], row["right_id"])
        for batch in found.candidates()
        for row in batch.to_pylist()
    ]
    clusters = engine.clusters(
        engine.verify(as_pairs(rows, pairs), found.boilerplate), [row[0] for row in rows]
    ).clusters
    wire = [cluster for cluster in clusters if cluster.members[-1].startswith("w")]
    assert [len(cluster.members) for cluster in wire] == [copies]
