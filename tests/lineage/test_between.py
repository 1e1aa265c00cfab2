"""Who stands between a copy and the source it names."""

from collections.abc import Callable
from dataclasses import replace

from graphx.lineage.between import Between
from graphx.lineage.evidence import Overlap, Pair, Witness
from graphx.model import Credit, Match

Make, MakeMatch, MakeCredit = Callable[..., Witness], Callable[..., Match], Callable[..., Credit]


def story(
    witness: Make, match: MakeMatch, crediting: MakeCredit, **fields: object
) -> tuple[Pair, Pair]:
    """A copy of a nearer text b, which credits a as well; the pairs of the copy with both."""
    a = witness("a")
    b = witness("b", **({"credits": (crediting("b", "a"),)} | fields))
    copy = witness("c", "2026-03-05T12:00Z", credits=(crediting("c", "a"),))
    return (
        Pair(copy=copy, source=a, match=match("a", "c")),
        Pair(copy=copy, source=b, match=match("b", "c")),
    )


def hands_on(pairs: tuple[Pair, Pair], places_to_b: int, places_to_a: int = 5) -> bool:
    differences = {
        ("c", "a"): Overlap(places=places_to_a),
        ("c", "b"): Overlap(places=places_to_b),
    }
    return Between.of(pairs, differences).hands_on(pairs[0], differences["c", "a"])


def test_a_nearer_text_with_the_same_credit_stands_between(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    pairs = story(witness, match, crediting)
    assert hands_on(pairs, places_to_b=1)
    assert not hands_on(pairs, places_to_b=5)


def test_one_that_credits_nobody_or_came_later_does_not(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    assert not hands_on(story(witness, match, crediting, credits=()), places_to_b=1)
    a, b = story(witness, match, crediting)
    later = witness("b", "2026-03-06T12:00Z", credits=b.source.credits)
    assert not hands_on((a, replace(b, source=later)), places_to_b=1)


def test_a_mention_comes_with_the_text_of_a_nearer_one_that_has_it_too(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    a, b = story(witness, match, crediting, credits=(), mentions=(crediting("b", "a"),))
    copy = replace(a.copy, credits=(), mentions=a.copy.credits)
    pairs = replace(a, copy=copy), replace(b, copy=copy)
    assert hands_on(pairs, places_to_b=1)
    assert not hands_on(pairs, places_to_b=5)


def test_before_a_text_nobody_has_stands_one_that_the_copy_credits_too(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    a, b = story(witness, match, crediting)
    stub = replace(a, source=replace(a.source, collected=False), match=None)
    assert not hands_on((stub, b), places_to_b=1)
    both = replace(a.copy, credits=(*a.copy.credits, crediting("c", "b")))
    assert hands_on((replace(stub, copy=both), replace(b, copy=both)), places_to_b=1)


def test_before_a_text_in_another_language_stands_one_that_credits_it_or_has_more_of_it(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    a = witness("a", language="en")
    copy = witness("c", language="de", credits=(crediting("c", "a"),))
    across = Pair(copy=copy, source=a, match=None)

    def handed_on(copy_foot_words: int = 0, source_foot_words: int = 0, **fields: object) -> bool:
        b = witness("b", **({"language": "de"} | fields))
        there = match("b", "c")
        pairs = (
            across,
            Pair(copy=copy, source=b, match=there),
            Pair(copy=b, source=copy, match=there),
        )
        seen = Overlap(copy_foot_words=copy_foot_words, source_foot_words=source_foot_words)
        return Between.of(pairs, {("c", "b"): seen}).hands_on(across, None)

    assert handed_on(credits=(crediting("b", "a"),))
    assert handed_on(source_foot_words=30)
    assert not handed_on()
    assert not handed_on(source_foot_words=30, copy_foot_words=30)
    assert not handed_on(source_foot_words=30, language="fr")
