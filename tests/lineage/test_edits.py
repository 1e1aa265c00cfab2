"""What was done to a text, and where: each kind of edit, alone and with others."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.lineage.edits import EditedText, EditKind, TypedEdit, typed_edits
from graphx.model import CreditKind, Derivation, Match, Relation, Status

WORDS = [f"word{number}" for number in range(300)]
TEXT = " ".join(WORDS)


def edited(text: str, title: str | None = None, outlet: str | None = None) -> EditedText:
    return EditedText.of(text, [(0, len(text))], title, outlet)


def edge(kind: CreditKind | Relation = Relation.NEAR_DUPLICATE) -> Derivation:
    return Derivation(
        copy_id="b",
        source_id="a",
        story_id="s",
        kind=kind,
        status=Status.UNCREDITED,
        reason="",
        probability=0.9,
    )


def match(relation: Relation = Relation.NEAR_DUPLICATE) -> Match:
    return Match(
        left_id="a",
        right_id="b",
        relation=relation,
        jaccard=0.9,
        left_containment=0.9,
        right_containment=0.9,
        shared_words=200,
        longest_words=100,
    )


def passages(copy: str, source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """One passage from the first to the last five words both have, as the reuse engine aligns."""
    fives = [" ".join(copy.split()[i : i + 5]) for i in range(len(copy.split()) - 4)]
    shared = [five for five in fives if five in source]
    first, last = shared[0], shared[-1]
    return [
        (
            (copy.index(first), copy.index(last) + len(last)),
            (source.index(first), source.index(last) + len(last)),
        )
    ]


def made(new: str, old: str = TEXT, **fields: object) -> list[TypedEdit]:
    given = {"match": match(), "copy": edited(new), "source": edited(old)} | fields
    if "passages" not in given:
        given["passages"] = passages(new, old)
    return list(typed_edits(edge(), **given))  # type: ignore[arg-type]


def kinds(edits: list[TypedEdit]) -> set[EditKind]:
    return {done.edit for done in edits}


def test_the_same_words_are_verbatim_whatever_their_punctuation() -> None:
    loud = TEXT.replace("word9 ", "Word9, ").upper()
    whole = [((0, len(loud)), (0, len(TEXT)))]
    assert made(loud, passages=whole) == [TypedEdit(edit=EditKind.VERBATIM)]


@pytest.mark.parametrize("place", [0, 2, 150, 298])
@pytest.mark.parametrize("new", ["other", "two more", ""])
def test_a_changed_word_is_shown_where_it_stands(place: int, new: str) -> None:
    if place == 0 and new == "":
        return  # nothing stands before the rest then, and nothing is told of it
    words = [*WORDS[:place], *new.split(), *WORDS[place + 1 :]]
    copy = " ".join(words)
    [done] = made(copy)
    assert done.edit is EditKind.LIGHT
    assert done.source is not None
    assert TEXT[slice(*done.source)] == WORDS[place]
    assert (copy[slice(*done.copy)] if done.copy else "") == new


def test_a_preface_is_shown_and_the_rest_is_verbatim() -> None:
    preface = "The desk of South Post says this before it all."
    edits = made(f"{preface} {TEXT}")
    assert kinds(edits) == {EditKind.PREFACE, EditKind.VERBATIM}
    shown = next(done.copy for done in edits if done.edit is EditKind.PREFACE)
    assert shown == (0, len(preface) - 1)


def test_the_end_left_out_is_a_cut() -> None:
    [done] = made(" ".join(WORDS[:200]))
    assert done.edit is EditKind.CUT
    assert done.source is not None
    assert TEXT[slice(*done.source)].split() == WORDS[200:]


def test_the_beginning_left_out_makes_an_excerpt() -> None:
    [done] = made(" ".join(WORDS[100:250]))
    assert done.edit is EditKind.EXCERPT
    assert done.source is not None
    assert TEXT[slice(*done.source)].split() == WORDS[100:250]


def test_much_text_of_another_source_is_a_merge() -> None:
    other = " ".join(f"other{number}" for number in range(150))
    edits = made(f"{TEXT} {other}")
    assert kinds(edits) == {EditKind.MERGED}
    assert edits[0].copy == (len(TEXT) + 1, len(TEXT) + 1 + len(other))


def test_another_headline_is_told_and_another_case_is_not() -> None:
    for title, told in (("Bridge reopens!", False), ("Bridge closes", True)):
        edits = made(TEXT, copy=edited(TEXT, title), source=edited(TEXT, "BRIDGE REOPENS"))
        assert (EditKind.HEADLINE in kinds(edits)) is told


def test_an_outlets_own_notice_is_no_part_of_what_was_handed_on() -> None:
    notice = "South Post is read by people who like their news and their coffee in the morning. "
    source = f"{TEXT}\n\n{notice * 3}"
    assert kinds(made(TEXT, source, source=edited(source, outlet="South Post"))) == {
        EditKind.VERBATIM
    }
    assert kinds(made(TEXT, source)) == {EditKind.CUT}


def test_only_a_credit_makes_a_translation() -> None:
    told = typed_edits(edge(CreditKind.TRANSLATION), None, [], edited("palabras"), edited(TEXT))
    assert kinds(list(told)) == {EditKind.TRANSLATED}
    assert list(typed_edits(edge(), None, [], edited(TEXT), None)) == []


@given(st.integers(0, 1_000), st.integers(1, 12))
def test_every_change_lies_within_what_is_shown(seed: int, changes: int) -> None:
    dice = random.Random(seed)
    words = list(WORDS)
    for place in dice.sample(range(20, 280), changes):
        words[place] = f"new{place}"
    copy = " ".join(words)
    edits = made(copy)
    shown = " ".join(copy[slice(*done.copy)] for done in edits if done.copy)
    assert {word for word in words if word.startswith("new")} <= set(shown.split())
    assert kinds(edits) == {EditKind.LIGHT}
