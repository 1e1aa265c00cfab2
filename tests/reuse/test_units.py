"""Which articles have another part that is boilerplate is what a naive comparison says."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from graphx import schema
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.units import ArticleUnits, is_among

OUTLETS = ("north.example", "south.example", "east.example")

Known = dict[str, frozenset[int]]

known_units = st.dictionaries(st.sampled_from(OUTLETS), st.frozensets(st.integers(1, 9)))


def learned(known: Known) -> Boilerplate:
    rows = [
        {"outlet_id": outlet, "text": str(unit), "articles": 3, "unit": unit}
        for outlet, units in known.items()
        for unit in units
    ]
    return Boilerplate.from_table(pa.Table.from_pylist(rows, schema=schema.BOILERPLATE))


def hidden(units: Sequence[int], outlet: str | None, known: Known) -> list[bool]:
    return [outlet is not None and unit in known.get(outlet, ()) for unit in units]


@given(
    articles=st.lists(
        st.tuples(
            st.lists(st.integers(1, 9), max_size=4),
            st.sampled_from([None, *OUTLETS]),
            st.sampled_from([None, *OUTLETS]),
        )
    ),
    before=known_units,
    now=known_units,
)
def test_no_article_of_which_another_part_is_boilerplate_is_passed_over(
    articles: list[tuple[list[int], str | None, str | None]], before: Known, now: Known
) -> None:
    rows = [
        {"article_id": f"a{place}", "hashes": units, "words": [2] * len(units)}
        for place, (units, _, _) in enumerate(articles)
    ]
    units = ArticleUnits.of(pa.Table.from_pylist(rows, schema=schema.UNITS).to_batches())
    then, outlets = ([row[side] for row in articles] for side in (1, 2))

    anew = units.masked_anew(then, learned(before), outlets, learned(now))

    for said, (own, was, home) in zip(anew.tolist(), articles, strict=True):
        other = hidden(own, was, before) != hidden(own, home, now)
        assert said or not other
        if was == home:
            assert said == other


@given(values=st.lists(st.integers(0, 9)), others=st.sets(st.integers(0, 9)))
def test_what_is_among_sorted_numbers_is_in_them(values: list[int], others: set[int]) -> None:
    given = np.array(values, np.int64), np.array(sorted(others), np.int64)
    assert is_among(*given).tolist() == [value in others for value in values]


@given(
    st.lists(st.integers(0, 2**64 - 1), max_size=3, unique=True),
    st.lists(st.integers(0, 2**64 - 1), max_size=120),
)
def test_few_are_found_among_many_as_bisection_finds_them(wanted, values):
    others = np.array(sorted(wanted), np.uint64)
    given_values = np.array([*values, *wanted], np.uint64)
    found = is_among(given_values, others)
    assert found.tolist() == [value in set(wanted) for value in given_values.tolist()]
