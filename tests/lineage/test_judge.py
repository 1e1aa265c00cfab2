"""What is said of small stories, and what is left open."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphx.lineage.columns import Shingles
from graphx.lineage.evidence import Witness
from graphx.lineage.judge import Judgement, judge
from graphx.lineage.siblings import quotation_sibling
from graphx.lineage.stories import group_stories
from graphx.model import (
    Credit,
    CreditKind,
    DateBasis,
    DateInterval,
    Match,
    Relation,
    Status,
)

Make = Callable[..., Witness]
MakeMatch = Callable[..., Match]
MakeCredit = Callable[..., Credit]


DAYS = tuple(DateInterval.of_iso(f"2026-03-0{day}", DateBasis.GIVEN) for day in (1, 2, 3))


def judged(witnesses: Sequence[Witness], matches: Sequence[Match]) -> list[Judgement]:
    return [judge(story) for story in group_stories(witnesses, matches)]


def test_credit_and_text_confirm(witness: Make, match: MakeMatch, crediting: MakeCredit) -> None:
    a, b = witness("a"), witness("b", credits=(crediting("b", "a"),))
    [told] = judged([a, b], [match("a", "b")])
    [edge] = told.derivations
    assert (edge.copy_id, edge.source_id, edge.status) == ("b", "a", Status.CONFIRMED)
    assert edge.probability > 0.9
    assert edge.clues[0].left_quote == "Originally appeared at a"
    assert edge.kind is CreditKind.REPUBLICATION


def test_credit_of_an_uncollected_text_is_claimed_from_a_stub(
    witness: Make, crediting: MakeCredit
) -> None:
    [told] = judged([witness("b", credits=(crediting("b", "a", date="2016"),))], [])
    [edge] = told.derivations
    assert (edge.copy_id, edge.status) == ("b", Status.CLAIMED)
    assert edge.source_id.startswith("z")
    assert "was not found here" in edge.reason


def test_three_credits_of_one_outlet_are_one_derivation(
    witness: Make, crediting: MakeCredit
) -> None:
    several = tuple(replace(crediting("b", "a"), credit_id=f"c{i}") for i in range(3))
    [told] = judged([witness("b", credits=several)], [])
    assert len(told.derivations) == 1


def of_one_hour(count: int, witness: Make) -> list[Witness]:
    return [
        witness(f"o{number:03}", f"2024-05-01T10:{number % 60:02}:00Z") for number in range(count)
    ]


@pytest.mark.parametrize(("count", "is_handed_out"), [(10, False), (200, True)])
def test_what_hundreds_run_in_one_hour_was_handed_to_all_of_them(
    count: int, is_handed_out: bool, witness: Make, match: MakeMatch
) -> None:
    outlets = of_one_hour(count, witness)
    names = [one.article_id for one in outlets]
    pairs = [match(one, two) for i, one in enumerate(names) for two in names[i + 1 :]]
    words = np.arange(200, dtype=np.uint64)
    [story] = group_stories(outlets, pairs)
    told = judge(story, dict.fromkeys(names, words))
    assert (len(told.siblings) == len(pairs)) == is_handed_out
    assert bool(told.derivations) != is_handed_out


def test_one_that_names_its_source_was_not_handed_what_hundreds_run(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    late = witness("late", "2024-05-03T10:00:00Z", credits=(crediting("late", "o007"),))
    names = [f"o{number:03}" for number in range(200)]
    pairs = [match(one, two) for i, one in enumerate(names) for two in names[i + 1 :]]
    pairs += [match("late", name) for name in names]
    [story] = group_stories([*of_one_hour(200, witness), late], pairs)
    [told] = judge(story, dict.fromkeys([*names, "late"], np.arange(200, dtype="u8"))).derivations
    assert (told.copy_id, told.source_id, told.status) == ("late", "o007", Status.CONFIRMED)
    assert told.probability > 0.8


def test_ten_outlets_crediting_one_agency_share_a_stub_and_are_siblings(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    names = [f"o{i}" for i in range(10)]
    copies = [witness(name, credits=(crediting(name, "agency"),)) for name in names]
    pairs = [match(one, two) for i, one in enumerate(names) for two in names[i + 1 :]]
    [told] = judged(copies, pairs)
    assert {edge.status for edge in told.derivations} == {Status.CLAIMED}
    assert len({edge.source_id for edge in told.derivations}) == 1
    assert len(told.siblings) == len(pairs)
    assert told.undecided == ()


def test_an_earlier_date_tells_the_direction(witness: Make, match: MakeMatch) -> None:
    a, b = witness("a", "2026-03-06"), witness("b", "2026-03-05")
    [told] = judged([a, b], [match("a", "b")])
    [edge] = told.derivations
    assert (edge.copy_id, edge.source_id, edge.status) == ("a", "b", Status.UNCREDITED)
    assert edge.lag_seconds == 86400
    assert edge.kind is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (None, None),
        ("2026-03-05", None),
        ("2026-03-05", "2026-03-05"),
        ("2026-03-05T10:00", "2026-03-05T18:00Z"),
        ("2026-03", "2026-03-05"),
    ],
)
def test_without_an_order_of_dates_twins_stay_undecided(
    witness: Make, match: MakeMatch, left: str | None, right: str | None
) -> None:
    [told] = judged([witness("a", left), witness("b", right)], [match("a", "b")])
    assert told.derivations == ()
    [pair] = told.undecided
    total = pair.left_is_source + pair.right_is_source + pair.common_source
    assert total == pytest.approx(1.0)
    assert pair.left_is_source == pytest.approx(pair.right_is_source)


def test_dates_that_exclude_a_credited_source_contradict_it(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    a = witness("a", "2026-04-01")
    b = witness("b", "2026-03-01", credits=(crediting("b", "a"),))
    [told] = judged([a, b], [match("a", "b")])
    [edge] = [edge for edge in told.derivations if edge.copy_id == "b"]
    assert edge.status is Status.CONTRADICTED
    assert edge.reason.startswith("dates disagree")


def test_a_credited_source_dated_some_hours_later_is_confirmed_with_a_note(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    a = witness("a", "2026-03-01T14:00Z")
    b = witness("b", "2026-03-01T10:00Z", credits=(crediting("b", "a"),))
    [told] = judged([a, b], [match("a", "b")])
    [edge] = [edge for edge in told.derivations if edge.copy_id == "b"]
    assert edge.status is Status.CONFIRMED
    assert "4 hours later" in edge.reason


def test_a_date_from_another_pages_credit_speaks_against_none(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    credited = [crediting(name, "w", date="2026-04-01" if name == "a" else None) for name in "ab"]
    a = witness("a", "2026-04-02", credits=(credited[0],))
    b = witness("b", "2026-03-01", credits=(credited[1],))
    [told] = judged([a, b], [match("a", "b")])
    claimed = [edge for edge in told.derivations if edge.source_id not in {"a", "b"}]
    assert {edge.copy_id for edge in claimed} == {"a", "b"}
    assert {edge.status for edge in claimed} == {Status.CLAIMED}


def test_a_credited_address_in_another_language_is_not_compared(
    witness: Make, crediting: MakeCredit
) -> None:
    a = witness("a", url="https://a.example/x", language="en")
    b = witness("b", credits=(crediting("b", "a", source_url="http://a.example/x"),), language="de")
    told = judged([a, b], [])
    [edge] = [e for t in told for e in t.derivations if e.source_id == "a"]
    assert edge.status is Status.CLAIMED
    assert "another language" in edge.reason


def test_a_credited_address_with_another_text_contradicts(
    witness: Make, crediting: MakeCredit
) -> None:
    a = witness("a", url="https://a.example/x")
    b = witness("b", credits=(crediting("b", "a", source_url="http://www.a.example/x/"),))
    told = judged([a, b], [])
    [edge] = [e for t in told for e in t.derivations if e.source_id == "a"]
    assert edge.status is Status.CONTRADICTED
    assert edge.reason.startswith("the texts differ")


def test_a_shared_quotation_joins_no_story_and_is_a_common_source(
    witness: Make, match: MakeMatch
) -> None:
    a, b = witness("a"), witness("b")
    quotation = match("a", "b", relation=Relation.QUOTATION, jaccard=0.02)
    assert len(judged([a, b], [quotation])) == 2
    pair = quotation_sibling(a, b, quotation)
    assert pair is not None
    assert pair.probability > 0.5


def test_one_that_credits_somebody_unknown_is_no_sibling_of_the_first_text(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    first = witness("a", "2026-03-01")
    copies = [witness(f"c{i}", "2026-03-02", credits=(crediting(f"c{i}", "a"),)) for i in range(8)]
    stray = witness("s", "2026-03-03", credits=(crediting("s", "unknown"),))
    pairs = [match("a", one.article_id) for one in (*copies, stray)]
    [told] = judged([first, *copies, stray], pairs)
    assert told.siblings == ()


def test_two_first_texts_that_quote_a_third_at_length_share_a_source(
    witness: Make, match: MakeMatch
) -> None:
    one, other = np.arange(300, dtype="u8"), np.arange(1000, 1300, dtype="u8")
    other[100:160] = one[100:160]
    texts = {"a": one, "b": one, "c": other, "d": other}
    [story] = group_stories(
        [
            witness(name, f"2026-03-{day}")
            for name, day in {"a": "01", "b": "02", "c": "20", "d": "21"}.items()
        ],
        [match("a", "b"), match("c", "d")]
        + [
            match(*pair, relation=Relation.PARTIAL, jaccard=0.1, left_containment=0.2)
            for pair in (("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"))
        ],
    )
    told = judge(story, texts)
    assert {edge.copy_id: edge.source_id for edge in told.derivations} == {"b": "a", "d": "c"}
    assert [(pair.left_id, pair.right_id) for pair in told.siblings] == [
        ("a", "c"),
        ("a", "d"),
        ("b", "c"),
        ("b", "d"),
    ]


def test_a_text_merged_from_two_makes_no_siblings_of_them(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    one, other = witness("a", "2026-03-01"), witness("b", "2026-03-01", cluster_id="k2")
    merged = witness("m", "2026-03-04", cluster_id="k3", credits=(crediting("m", "a"),))
    part = match("b", "m", relation=Relation.PARTIAL, jaccard=0.3)
    [told] = judged([one, other, merged], [match("a", "m"), part])
    assert {(edge.copy_id, edge.source_id) for edge in told.derivations} == {("m", "a")}
    assert told.siblings == ()


def test_quoting_an_outlet_by_name_needs_no_third_text(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    mention = crediting("b", "a", kind=CreditKind.QUOTE_SOURCE)
    a, b = witness("a"), witness("b", mentions=(mention,))
    quotation = match("a", "b", relation=Relation.QUOTATION, jaccard=0.02)
    assert quotation_sibling(a, b, quotation) is None


def test_the_longer_text_is_the_likelier_source_of_an_excerpt(
    witness: Make, match: MakeMatch
) -> None:
    excerpt = match(
        "a", "b", relation=Relation.EXCERPT, left_containment=0.95, right_containment=0.2
    )
    [told] = judged([witness("a"), witness("b")], [excerpt])
    [edge] = told.derivations
    assert (edge.copy_id, edge.source_id) == ("a", "b")
    assert edge.probability < 0.8


DATES = st.one_of(
    st.none(),
    st.dates().map(lambda day: DateInterval.of_day(day, DateBasis.GIVEN)),
)


@given(left=DATES, right=DATES)
def test_the_judgement_mirrors_when_the_sides_are_swapped(
    left: DateInterval | None, right: DateInterval | None
) -> None:
    pair = Match(
        left_id="a",
        right_id="b",
        relation=Relation.NEAR_DUPLICATE,
        jaccard=0.8,
        left_containment=0.9,
        right_containment=0.9,
        shared_words=50,
        longest_words=50,
    )

    def told(of_a: DateInterval | None, of_b: DateInterval | None) -> set[tuple[str, str]]:
        a = Witness(article_id="a", outlet_id=None, published=of_a)
        b = Witness(article_id="b", outlet_id=None, published=of_b)
        [judgement] = judged([a, b], [pair])
        return {(edge.copy_id, edge.source_id) for edge in judgement.derivations}

    mirror = {"a": "b", "b": "a"}
    assert told(left, right) == {(mirror[c], mirror[s]) for c, s in told(right, left)}


def test_the_order_of_articles_and_matches_changes_nothing(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    articles = [
        witness("a", "2026-03-05"),
        witness("b", credits=(crediting("b", "w"),)),
        witness("c", "2026-03-06"),
        witness("d", cluster_id="k2"),
    ]
    pairs = [match("a", "b"), match("a", "c"), match("b", "c")]
    assert judged(articles, pairs) == judged(articles[::-1], pairs[::-1])


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_what_is_told_goes_round_in_no_circle(data: st.DataObject) -> None:
    """Word for word twins of a few texts, under headlines and dates of their own."""
    count = data.draw(st.integers(2, 7))
    texts = [np.arange(200, dtype="u8"), np.arange(190, dtype="u8"), np.arange(5, 200, dtype="u8")]
    names = [f"a{number}" for number in range(count)]
    rows = {name: data.draw(st.sampled_from(texts)) for name in names}
    witnesses = [
        Witness(
            article_id=name,
            outlet_id=f"{name}.example",
            cluster_id="k1",
            title=data.draw(st.sampled_from(["", "One", "Two"])),
            published=data.draw(st.sampled_from([None, *DAYS])),
        )
        for name in names
    ]
    pairs = [
        Match(
            left_id=left,
            right_id=right,
            relation=Relation.NEAR_DUPLICATE,
            jaccard=0.95,
            left_containment=0.97,
            right_containment=0.97,
            shared_words=190,
            longest_words=190,
        )
        for left, right in combinations(names, 2)
    ]
    [story] = group_stories(witnesses, pairs)
    told = judge(story, rows).derivations
    assert nx.is_directed_acyclic_graph(nx.DiGraph((row.source_id, row.copy_id) for row in told))


def test_a_copy_of_an_excerpt_is_no_nearer_source_of_it(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    whole = np.arange(300, dtype="u8")
    excerpt = whole[100:200].copy()
    for place in (10, 30, 50, 70, 90):  # the excerpt is edited, and copied as it is
        excerpt[place : place + 5] += 1000
    texts = {"a": whole, "b": excerpt, "c": excerpt, "d": excerpt}
    shorter = {"relation": Relation.EXCERPT, "jaccard": 0.2, "left_containment": 0.25}
    [story] = group_stories(
        [
            witness("a", "2026-03-01T10:00Z"),
            witness("b", "2026-03-02T10:00Z", credits=(crediting("b", "a"),)),
            witness("c", "2026-03-03T10:00Z", credits=(crediting("c", "b"),)),
            witness("d", "2026-03-03T12:00Z", credits=(crediting("d", "b"),)),
        ],
        [match("b", "c"), match("b", "d"), match("c", "d")]
        + [match("a", name, **shorter, right_containment=0.75) for name in "bcd"],
    )
    told = {(edge.copy_id, edge.source_id): edge for edge in judge(story, texts).derivations}
    assert told["b", "a"].probability > 0.7
    assert "another_is_nearer" not in {clue.name for clue in told["b", "a"].clues}
    assert told["c", "b"].probability > 0.9


def test_texts_that_share_a_change_have_it_from_one_another(
    witness: Make, match: MakeMatch
) -> None:
    whole = np.arange(300, dtype="u8")

    def changed(*places: int) -> Shingles:
        text = whole.copy()
        for place in places:
            text[place : place + 5] += 1000
        return text

    texts = {
        "a": whole,
        "b": changed(50, 100),
        "c": changed(50, 100, 150),
        "d": changed(200),
        "e": whole,
    }
    [story] = group_stories(
        [witness(name, f"2026-03-0{day}T10:00Z") for day, name in enumerate("abcde", 1)],
        [match(left, right) for left, right in combinations("abcde", 2)],
    )
    told = {edge.copy_id: edge for edge in judge(story, texts).derivations}
    assert {copy: edge.source_id for copy, edge in told.items()} == {
        "b": "a",
        "c": "b",
        "d": "a",
        "e": "a",
    }
    [shared] = [clue for clue in told["c"].clues if clue.name == "repeats_changes"]
    assert "in 2 places" in shared.detail


def test_a_page_dated_anew_stays_the_first_text(witness: Make, match: MakeMatch) -> None:
    whole = np.arange(300, dtype="u8")
    texts = {"a": whole}
    for number, name in enumerate("bcd"):
        texts[name] = whole.copy()
        for place in range(20 + 90 * number, 110 + 90 * number, 30):
            texts[name][place : place + 5] += 1000
    [story] = group_stories(
        [witness("a", "2026-03-20T10:00Z")]
        + [witness(name, f"2026-03-0{day}T10:00Z") for day, name in enumerate("bcd", 1)],
        [match(left, right) for left, right in combinations("abcd", 2)],
    )
    told = {edge.copy_id: edge for edge in judge(story, texts).derivations}
    assert {copy: edge.source_id for copy, edge in told.items()} == dict.fromkeys("bcd", "a")
    [wrong] = [clue for clue in told["b"].clues if clue.name == "misdated"]
    [later] = [clue for clue in told["b"].clues if clue.name == "published_later"]
    assert wrong.weight == pytest.approx(-later.weight, rel=0.1)


def test_an_agency_that_nobody_read_has_each_version_that_two_credit_to_it(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    first = np.arange(300, dtype="u8")
    second = first.copy()
    for place in (50, 100, 150):  # the agency's own changes
        second[place : place + 5] += 1000
    texts = dict.fromkeys("abcd", first) | dict.fromkeys("efg", second)
    [story] = group_stories(
        [
            witness(name, f"2026-03-0{day}", credits=(crediting(name, "agency"),))
            for day, name in enumerate("abcdefg", 1)
            if name != "e"
        ]
        + [witness("e", "2026-03-05")],
        [match(left, right) for left, right in combinations("abcdefg", 2)],
    )
    told = {edge.copy_id: edge for edge in judge(story, texts).derivations}
    stub = told["a"].source_id
    assert [told[name].source_id for name in "fg"] == [stub, stub]
    assert "another_is_nearer" not in {clue.name for clue in told["g"].clues}
