"""Which articles have something else that is boilerplate is what a naive comparison says."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from graphx import schema
from graphx.reuse.boilerplate import Boilerplate, hidden_shingles
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


Units = list[tuple[int, int]]  # which unit, and how many words it has


def hidden(units: Units, outlet: str | None, known: Known) -> list[bool]:
    return [outlet is not None and unit in known.get(outlet, ()) for unit, _ in units]


def shingles(units: Units, outlet: str | None, known: Known, width: int) -> list[bool]:
    words = np.repeat(hidden(units, outlet, known), [count for _, count in units])
    return hidden_shingles(words.astype(bool), width).tolist()


@given(
    articles=st.lists(
        st.tuples(
            st.lists(st.tuples(st.integers(1, 9), st.integers(1, 4)), max_size=6),
            st.sampled_from([None, *OUTLETS]),
            st.sampled_from([None, *OUTLETS]),
        )
    ),
    before=known_units,
    now=known_units,
    width=st.integers(1, 6),
)
def test_articles_with_another_hidden_shingle_are_told(
    articles: list[tuple[Units, str | None, str | None]], before: Known, now: Known, width: int
) -> None:
    rows = [
        {
            "article_id": f"a{place}",
            "hashes": [unit for unit, _ in units],
            "words": [count for _, count in units],
        }
        for place, (units, _, _) in enumerate(articles)
    ]
    units = ArticleUnits.of(pa.Table.from_pylist(rows, schema=schema.UNITS).to_batches())
    then, outlets = ([row[side] for row in articles] for side in (1, 2))

    found = units.hidden_anew(then, learned(before), outlets, learned(now), width)

    for said, (own, was, home) in zip(found.tolist(), articles, strict=True):
        assert said == (shingles(own, was, before, width) != shingles(own, home, now, width))


def test_a_short_unit_by_itself_hides_no_shingle() -> None:
    row = {"article_id": "a", "hashes": [1, 2, 3], "words": [9, 2, 3]}
    units = ArticleUnits.of(pa.Table.from_pylist([row], schema=schema.UNITS).to_batches())
    home, nothing = ["north.example"], Boilerplate.nothing()

    short, both = (
        units.hidden_anew(home, nothing, home, learned({"north.example": frozenset(own)}), 5)
        for own in ({2}, {2, 3})
    )

    assert short.tolist() == [False]
    assert both.tolist() == [True]


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
