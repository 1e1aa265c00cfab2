"""What becomes of credits, and how many origins stand behind articles."""

from collections.abc import Mapping
from itertools import combinations
from statistics import median

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.lineage.audit import (
    CreditFate,
    audit_tables,
    credit_fate,
    median_interval,
    wilson_interval,
)
from graphx.lineage.origins import independent_origins
from graphx.model import Derivation, Relation, Sibling, Status, Undecided
from tests.rows import credit, rows


@pytest.mark.parametrize(
    ("source", "copy", "fate"),
    [
        ("x", "x", CreditFate.KEPT),
        ("x", "y", CreditFate.REPLACED),
        ("x", "", CreditFate.ABSENT),
        ("", "y", CreditFate.ADDED),
        ("", "", CreditFate.NONE),
    ],
)
def test_a_credit_is_kept_replaced_absent_or_added(
    source: str, copy: str, fate: CreditFate
) -> None:
    assert credit_fate(frozenset(source), frozenset(copy)) is fate


def test_the_audit_counts_copies_by_outlet(small_graph: Mapping[str, pa.Table]) -> None:
    tables = (small_graph[name] for name in ("articles", "derivations", "credits"))
    chains, audit = audit_tables(*tables)
    rows = {row["outlet_id"]: row for row in audit.to_pylist()}
    assert (rows["south.example"]["taken"], rows["south.example"]["credited"]) == (1, 1)
    assert rows["south.example"]["median_lag_seconds"] == 21600.0
    east = rows["east.example"]
    assert (east["taken"], east["credited"], east["misnamed"]) == (1, 1, 1)
    assert chains.num_rows == 3


def test_a_credit_that_names_no_known_outlet_is_a_credit_too(
    small_graph: Mapping[str, pa.Table],
) -> None:
    nobody = {"source_outlet_id": None, "source_name": None, "author": "Cy Example"}
    credits = rows("credits", credit("c1", "a1", **nobody), credit("c2", "a2", **nobody))
    chains, _ = audit_tables(small_graph["articles"], small_graph["derivations"], credits)
    fates = {(row["copy_id"], row["source_id"]): row["fate"] for row in chains.to_pylist()}
    assert fates == {("a2", "a1"): "kept", ("a3", "a1"): "absent", ("a3", "z1"): "none"}


def test_an_interval_narrows_with_the_count() -> None:
    few, many = wilson_interval(1, 2), wilson_interval(100, 200)
    assert few[0] < many[0] < 0.5 < many[1] < few[1]
    assert wilson_interval(0, 0) == (0.0, 1.0)


@given(st.lists(st.floats(-1e6, 1e6), max_size=600))
def test_a_median_lies_in_its_interval(values: list[float]) -> None:
    found = median_interval(values)
    assert (found is None) == (len(values) < 6)
    if found is not None:
        assert found[0] <= median(values) <= found[1]


def test_the_interval_of_a_median_has_the_ranks_of_the_binomial() -> None:
    ranks = {6: (1, 6), 10: (2, 9), 20: (6, 15), 100: (40, 61)}
    for count, bounds in ranks.items():
        assert median_interval(range(1, count + 1)) == bounds


def edge(copy: str, source: str, probability: float = 0.95) -> Derivation:
    return Derivation(
        copy_id=copy,
        source_id=source,
        story_id="s",
        kind=Relation.NEAR_DUPLICATE,
        status=Status.UNCREDITED,
        reason="",
        probability=probability,
    )


def test_a_stub_behind_two_articles_is_one_origin() -> None:
    found = independent_origins(["a", "b"], [edge("a", "z"), edge("b", "z")], [])
    assert found.count == 1
    assert found.origins[0].heads == ("z",)
    assert found.origins[0].members == ("a", "b")
    assert found.low == 1 <= found.high


def test_siblings_are_one_origin_and_strangers_two() -> None:
    siblings = [Sibling(left_id="a", right_id="b", probability=1.0)]
    assert independent_origins(["a", "b", "c"], [], siblings).count == 2
    assert independent_origins(["a", "c"], [], siblings).count == 2


def test_what_nobody_can_order_has_one_origin_even_through_others() -> None:
    doubts = [
        Undecided(left_id=a, right_id=b, left_is_source=0.4, right_is_source=0.4, common_source=0.2)
        for a, b in (("a", "b"), ("b", "c"))
    ]
    found = independent_origins(["a", "c"], [], [], doubts)
    assert (found.count, found.low, found.high) == (1, 1, 1)


def test_hundreds_of_siblings_are_counted_soon_and_surely() -> None:
    names = [f"a{number:03}" for number in range(150)]
    pairs = [
        Sibling(left_id=left, right_id=right, probability=0.6)
        for left, right in combinations(names, 2)
    ]
    found = independent_origins(names, [], pairs)
    assert (found.count, found.low) == (1, 1)
    assert found.high <= 3
    behind = independent_origins(names, [edge(name, "z") for name in names], pairs)
    assert behind.origins[0].heads == ("z",)


def test_a_circle_of_credits_ends() -> None:
    found = independent_origins(["a", "b"], [edge("a", "b", 0.9), edge("b", "a", 0.6)], [])
    assert found.count == 1


def test_doubtful_derivations_widen_the_interval() -> None:
    sure = independent_origins(["a", "b", "c"], [edge("b", "a", 1.0), edge("c", "a", 1.0)], [])
    open_ = independent_origins(["a", "b", "c"], [edge("b", "a", 0.55), edge("c", "a", 0.55)], [])
    assert (sure.low, sure.high) == (1, 1)
    assert open_.high > open_.low
