"""Which stories an addition touches."""

from collections.abc import Sequence

import pyarrow as pa
import pytest

from graphx import schema
from graphx.lineage.touched import Known, Tied, Ties, touched_articles
from graphx.model import CreditKind, Relation

Row = dict[str, object]

_SHAPE = pa.schema(
    [
        schema.ARTICLE.field(name)
        for name in ("article_id", "authors", "outlet_id", "outlet_name", "cluster_id")
    ]
)


def known(names: str, *, credits: Sequence[Row] = (), **other: Row) -> Known:
    """Articles named by one letter each; `other` says what is not as usual of some."""
    usual: Row = {"authors": [], "outlet_id": "o.example", "outlet_name": "O"}
    rows = [
        usual | {"article_id": name, "cluster_id": f"k{name}"} | other.get(name, {})
        for name in names
    ]
    nothing = pa.Table.from_pylist([], schema=schema.CREDIT)
    written = pa.Table.from_pylist([dict(credit) for credit in credits], schema=schema.CREDIT)
    return Known(
        articles=pa.Table.from_pylist(rows, schema=_SHAPE), claims=(written, nothing, nothing)
    )


def credit(article: str, kind: CreditKind = CreditKind.REPUBLICATION, **fields: object) -> Row:
    return {
        "credit_id": f"c{article}",
        "article_id": article,
        "kind": kind.value,
        "field": "text",
        "quote": "By the Example Wire",
        "rule": "test",
        "confidence": 0.9,
    } | fields


def ties(
    names: str,
    *pairs: str,
    relation: Relation = Relation.EXCERPT,
    translated: Sequence[str] = (),
) -> Ties:
    """Pairs as two letters each; article ``a`` stands at ``https://o.example/a``."""
    matches = pa.table(
        {
            "left_id": pa.array([pair[0] for pair in pairs], pa.string()),
            "right_id": pa.array([pair[1] for pair in pairs], pa.string()),
            "relation": pa.array([relation.value for _ in pairs], pa.string()),
        }
    )
    return Ties(
        urls=pa.chunked_array([[f"https://o.example/{one}" for one in names]]),
        matches=matches,
        translations=pa.table(
            {
                "copy_id": pa.array([pair[0] for pair in translated], pa.string()),
                "source_id": pa.array([pair[1] for pair in translated], pa.string()),
            }
        ),
    )


def touched(
    before: Known, stories: str, now: Known, tied: Ties, changed: Sequence[str] = ()
) -> str:
    together = Tied.of(now, tied)
    found = touched_articles(before, pa.chunked_array([list(stories)]), now, together, changed)
    return "".join(sorted(found.to_pylist()))


def test_what_nothing_happened_to_stays() -> None:
    same = known("abcd")
    assert touched(same, "1123", same, ties("abcd", "ab")) == ""


def test_a_copy_and_what_it_translates_are_tied() -> None:
    same = known("abc")
    assert touched(same, "123", same, ties("abc", translated=["ab"]), "b") == "ab"


def test_an_arrival_touches_whatever_it_is_tied_to_by_way_of_others() -> None:
    tied = ties("abcdx", "ab", "bx", "cd")
    assert touched(known("abcd"), "1122", known("abcdx"), tied, ["x", "b"]) == "abx"


def test_whoever_goes_touches_those_it_held_together() -> None:
    assert touched(known("abcd"), "1112", known("acd"), ties("acd")) == "ac"


def test_a_story_that_falls_apart_is_touched_on_both_sides() -> None:
    assert touched(known("abcd"), "1112", known("abcd"), ties("abcd", "ab"), ["b"]) == "abc"


@pytest.mark.parametrize(
    "told", [{"outlet_id": None}, {"outlet_name": "Other"}, {"cluster_id": "ka"}]
)
def test_another_outlet_or_cluster_touches(told: Row) -> None:
    assert touched(known("abc"), "112", known("abc", b=told), ties("abc", "ab")) == "ab"


def test_an_unknown_outlet_that_stays_unknown_touches_nothing() -> None:
    nobody = known("ab", a={"outlet_id": None, "outlet_name": None})
    assert touched(nobody, "12", nobody, ties("ab")) == ""


@pytest.mark.parametrize(
    "claims", [[], [credit("b", quote="Words")], [credit("b", author="Ada Example")]]
)
def test_a_claim_that_comes_goes_or_reads_otherwise_touches(claims: list[Row]) -> None:
    before = known("abc", credits=[credit("b")])
    assert touched(before, "112", known("abc", credits=claims), ties("abc", "ab")) == "ab"


def test_an_author_who_found_a_home_touches_all_she_wrote() -> None:
    by: Row = {"authors": ["Ada Example"]}
    before = known("abcd", a=by, b=by)
    assert touched(before, "1234", known("abcd", a=by, b=by, c=by), ties("abcd"), ["c"]) == "abc"


def test_a_credited_address_ties_wherever_it_stands() -> None:
    link = credit("a", source_url="http://www.o.example/b/")
    before = known("abc", credits=[link])
    assert touched(before, "112", before, ties("abc"), ["b"]) == "ab"


def test_a_shared_quotation_ties_only_where_an_excerpt_is_credited() -> None:
    tied = ties("ab", "ab", relation=Relation.QUOTATION)
    assert touched(known("ab"), "12", known("ab"), tied, ["a"]) == "a"
    credited = known("ab", credits=[credit("b", CreditKind.EXCERPT)])
    assert touched(credited, "12", credited, tied, ["a"]) == "ab"


@pytest.mark.parametrize("most", [1, 2, 3, 4, 9])
def test_no_story_is_in_two_groups_and_none_is_left_out(most: int) -> None:
    tied = Tied.of(known("abcdefghx"), ties("abcdefghx", "ah", "hd", "cb", "fg", "gd"))
    groups = ["".join(group.to_pylist()) for group in tied.groups(tied.names, most)]
    assert sorted("".join(groups)) == list("abcdefghx")
    for together in ("adfgh", "bc"):
        assert sum(bool(set(together) & set(group)) for group in groups) == 1
    sizes = [len(set(group)) for group in groups]
    assert max(sizes) < most + len("adfgh")


def test_only_what_is_touched_is_in_a_group() -> None:
    tied = Tied.of(known("abcd"), ties("abcd", "ac"))
    assert [group.to_pylist() for group in tied.groups(pa.array(["c", "a"]), 9)] == [["a", "c"]]
    assert list(tied.groups(pa.array([], pa.string()), 9)) == []
