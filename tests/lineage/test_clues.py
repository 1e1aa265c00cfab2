"""Each clue: when it speaks, which way, with which words."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graphx.lineage import clues
from graphx.lineage.corrections import correction_note
from graphx.lineage.evidence import Overlap, Pair, Witness
from graphx.lineage.weights import WEIGHTS
from graphx.model import Credit, CreditKind, Match, Relation

Make = Callable[..., Witness]
MakeMatch = Callable[..., Match]
MakeCredit = Callable[..., Credit]

NOTE = "Correction: it is 40 metres, not 14."


def test_every_clue_has_a_weight_and_a_sentence() -> None:
    for rule in clues.CLUES:
        assert rule.__name__ in WEIGHTS
        assert (rule.__doc__ or "").strip().endswith(".")


def test_a_correction_makes_the_text_that_carries_it_the_later_one(
    witness: Make, match: MakeMatch
) -> None:
    a, b = witness("a"), witness("b", correction=NOTE)
    told = clues.corrected_later(Pair(copy=b, source=a, match=match("a", "b")))
    mirrored = clues.corrected_later(Pair(copy=a, source=b, match=match("a", "b")))
    assert told is not None
    assert mirrored is not None
    assert (told.strength, told.left_quote) == (1.0, NOTE)
    assert (mirrored.strength, mirrored.right_quote) == (-1.0, NOTE)


@pytest.mark.parametrize(
    ("published", "least", "most"), [("2026-03-05T10:30Z", 0.3, 0.4), ("2026-03-15", 0.9, 1.0)]
)
def test_the_later_the_supposed_source_the_more_it_says(
    witness: Make, match: MakeMatch, published: str, least: float, most: float
) -> None:
    a, b = witness("a", published), witness("b", "2026-03-05T10:00Z")
    told = clues.published_later(Pair(copy=b, source=a, match=match("a", "b")))
    assert told is not None
    assert least < told.strength < most


def test_one_outlets_clock_orders_its_own_texts(witness: Make, match: MakeMatch) -> None:
    early, late = (
        witness(name, f"2026-03-05T10:0{minute}Z", outlet_id="south.example")
        for minute, name in enumerate("ab")
    )
    forward = Pair(copy=late, source=early, match=match("a", "b"))
    backward = Pair(copy=early, source=late, match=match("a", "b"))
    assert clues.own_earlier_version(forward) is not None
    assert clues.own_earlier_version(backward) is None
    told = clues.published_later(backward)
    assert told is not None
    assert told.strength > 1.0
    elsewhere = witness("b", "2026-03-05T10:01Z", outlet_id="north.example")
    assert clues.own_earlier_version(replace(forward, copy=elsewhere)) is None
    quoting = replace(forward, match=replace(match("a", "b"), relation=Relation.QUOTATION))
    assert clues.own_earlier_version(quoting) is None


def test_a_credit_that_both_carry_was_kept(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    a, b = (witness(name, credits=(crediting(name, "third"),)) for name in "ab")
    pair = Pair(copy=b, source=a, match=match("a", "b"))
    assert clues.keeps_the_credit(pair) is not None
    assert clues.credits_somebody_else(pair) is None


def test_a_credit_that_a_nearer_text_prints_as_well_counts_less(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    a, b = witness("a"), witness("b", credits=(crediting("b", "a"),))
    pair = Pair(copy=b, source=a, match=match("a", "b"))
    direct = clues.credits_the_other(pair)
    handed_on = clues.credits_the_other(replace(pair, is_handed_on=True))
    assert direct is not None
    assert handed_on is not None
    assert handed_on.strength < direct.strength


def test_two_corrections_say_nothing(witness: Make, match: MakeMatch) -> None:
    a, b = witness("a", correction=NOTE), witness("b", correction=NOTE)
    assert clues.corrected_later(Pair(copy=b, source=a, match=match("a", "b"))) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The wall fell.\n\nUpdated: the mayor resigned.", True),
        ("This article has been corrected to give the mayor's name.", True),
        ("UPDATE (10 March): two more arrests.", True),
        ("The council updated its rules. Corrections officers were there.", False),
        ("The correct answer was given by the mayor.", False),
    ],
)
def test_correction_notes_are_lines_of_their_own(text: str, found: bool) -> None:
    assert (correction_note(text) is not None) == found


def test_an_agencys_dateline_comes_from_where_it_stands(
    witness: Make, crediting: MakeCredit
) -> None:
    def kept(name: str) -> Witness:
        line = crediting(name, "agency", kind=CreditKind.WIRE, rule="dateline")
        return witness(name, credits=(line,))

    both = clues.agency_dateline_kept(Pair(copy=kept("b"), source=kept("a"), match=None))
    lacking = clues.agency_dateline_kept(Pair(copy=kept("b"), source=witness("a"), match=None))
    assert both is not None
    assert lacking is not None
    assert (both.strength, lacking.strength) == (1.0, -1.0)
    agency = witness("agency")
    assert clues.agency_dateline_kept(Pair(copy=kept("b"), source=agency, match=None)) is None


def test_a_credited_author_who_wrote_the_source(witness: Make, crediting: MakeCredit) -> None:
    copy = witness("b", credits=(crediting("b", "a", author="Ada Example"),))
    told = clues.credits_the_author(
        Pair(copy=copy, source=witness("a", authors=("ada example",)), match=None)
    )
    assert told is not None
    assert "Ada Example" in told.detail
    assert clues.credits_the_author(Pair(copy=copy, source=witness("a"), match=None)) is None


@pytest.mark.parametrize(
    ("rule", "field", "words"),
    [
        (clues.preface_added, "copy_head_words", 12),
        (clues.footer_added, "copy_foot_words", 12),
    ],
)
def test_words_put_around_a_text_are_the_copys(
    witness: Make, rule: clues.Rule, field: str, words: int
) -> None:
    a, b = witness("a"), witness("b")
    added = rule(Pair(copy=b, source=a, match=None, overlap=Overlap(**{field: words})))
    mirror = field.replace("copy", "source")
    lacked = rule(Pair(copy=b, source=a, match=None, overlap=Overlap(**{mirror: words})))
    assert added is not None
    assert lacked is not None
    assert (added.strength, lacked.strength) == (1.0, -1.0)
    assert f"{words} words" in added.detail


def test_a_preface_that_another_text_has_as_well_is_not_the_copys_own(witness: Make) -> None:
    a, b = witness("a"), witness("b")
    overlap = Overlap(copy_head_words=20, echoed_head_words=20)
    assert clues.preface_added(Pair(copy=b, source=a, match=None, overlap=overlap)) is None
    joint = Overlap(joint_head_words=20)
    told = clues.begins_alike(Pair(copy=b, source=a, match=None, overlap=joint))
    assert told is not None
    assert told.weighed().weight > 0
    assert "20 words" in told.detail
    own = Overlap(copy_head_words=9, joint_head_words=20)
    assert clues.begins_alike(Pair(copy=b, source=a, match=None, overlap=own)) is None


def test_passages_speak_against_the_text_that_lacks_them(witness: Make, match: MakeMatch) -> None:
    overlap = Overlap(places=1, copy_passages=1)
    pair = Pair(copy=witness("b"), source=witness("a"), match=match("a", "b"), overlap=overlap)
    told = clues.adds_passages(pair)
    assert told is not None
    assert told.weighed().weight < 0
    assert clues.cut_from_the_end(pair) is None
