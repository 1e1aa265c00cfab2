"""Which articles a copy may translate, and what becomes of the one it does."""

from collections.abc import Callable, Mapping

import pytest

from graphx.lineage.anchors import Anchor, AnchorKind
from graphx.lineage.evidence import Translation, Witness
from graphx.lineage.judge import judge
from graphx.lineage.likeness import Anchors
from graphx.lineage.stories import group_stories
from graphx.lineage.translations import Sought, may_be_translated, sought_translation
from graphx.model import Credit, CreditKind, Derivation, Match, Status

Make = Callable[..., Witness]
MakeMatch = Callable[..., Match]
MakeCredit = Callable[..., Credit]

HOME = "home.example"


def candidates(sought: Sought | None) -> list[str]:
    return [] if sought is None else [one.article_id for one in sought.candidates]


def anchors(*figures: int) -> Anchors:
    return tuple(Anchor(AnchorKind.FIGURE, (str(one),), str(one)) for one in figures)


def translation(copy: str, source: str) -> Translation:
    return Translation(
        copy_id=copy,
        source_id=source,
        shared=14,
        ordered=12,
        possible=17,
        copy_quote="Tarrow, 2.300",
        source_quote="Tarrow, 2,300",
    )


@pytest.mark.parametrize(
    ("kind", "spoken", "may"),
    [
        (CreditKind.TRANSLATION, {"en"}, True),
        (CreditKind.TRANSLATION, {"en", "de"}, True),
        (CreditKind.TRANSLATION, {"de"}, False),
        (CreditKind.TRANSLATION, set(), False),
        (CreditKind.REPUBLICATION, {"en"}, True),
        (CreditKind.REPUBLICATION, {"en", "de"}, False),
        (CreditKind.QUOTE_SOURCE, {"en"}, False),
    ],
)
def test_a_german_copy_may_translate_an_outlet(
    kind: CreditKind, spoken: set[str], may: bool
) -> None:
    assert may_be_translated({kind}, "de", spoken) is may


def test_what_is_in_its_own_language_or_came_later_is_not_translated(
    witness: Make, crediting: MakeCredit
) -> None:
    copy = witness("c", "2026-03-05", language="de", credits=(crediting("c", "home"),))
    fields = {"outlet_id": HOME, "language": "en"}
    articles = [
        witness("before", "2026-03-01", **fields),
        witness("undated", **fields),
        witness("dated-anew", "2026-03-06", **fields),
        witness("after", "2026-03-09", **fields),
        witness("german", "2026-03-01", **(fields | {"language": "de"})),
        witness("unread", "2026-03-01", **(fields | {"language": None})),
        witness("taken", "2026-03-01", credits=(crediting("taken", "c"),), **fields),
    ]
    found = candidates(sought_translation(copy, HOME, articles))
    assert found == ["before", "dated-anew", "undated"]


@pytest.mark.parametrize(
    "stated", [{"author": "Ada Example"}, {"date": "2026-03-02"}], ids=["author", "date"]
)
def test_what_the_credit_states_narrows(
    witness: Make, crediting: MakeCredit, stated: Mapping[str, str]
) -> None:
    credit = crediting("c", "home", kind=CreditKind.TRANSLATION, **stated)
    copy = witness("c", "2026-03-05", language="de", credits=(credit,))
    fields = {"outlet_id": HOME, "language": "en"}
    meant = witness("meant", "2026-03-02", authors=("Ada Example",), **fields)
    other = witness("other", "2026-03-04", authors=("Bo Example",), **fields)
    assert candidates(sought_translation(copy, HOME, [meant, other])) == ["meant"]
    assert candidates(sought_translation(copy, HOME, [other])) == ["other"]


def test_the_answer_is_told_in_the_words_of_both(witness: Make, crediting: MakeCredit) -> None:
    copy = witness("c", language="de", credits=(crediting("c", "home"),))
    articles = [witness(n, language="en", outlet_id=HOME, cluster_id=n) for n in ("a", "s")]
    sought = sought_translation(copy, HOME, articles)
    assert sought is not None
    texts = {
        "c": anchors(1480, 27, 612, 3905, 88),
        "a": anchors(55, 1611, 304, 9021),
        "s": anchors(1480, 27, 612, 3905, 88),
    }
    found = sought.answer(texts.__getitem__)
    assert found is not None
    assert (found.copy_id, found.source_id) == ("c", "s")
    assert found.words == (
        "5 of 5 names and figures stand in both texts, 5 of them in the same order"
    )
    assert found.copy_quote == found.source_quote == "1480, 27, 612, 3905, 88"
    assert sought.answer({**texts, "s": ()}.__getitem__) is None


def told(
    witnesses: list[Witness], matches: list[Match], *translations: Translation
) -> list[Derivation]:
    [story] = group_stories(witnesses, matches, translations)
    return [*judge(story).derivations]


def test_a_found_translation_is_confirmed_and_needs_no_stub(
    witness: Make, crediting: MakeCredit
) -> None:
    credit = crediting("c", "home")
    copy = witness("c", "2026-03-05", language="de", cluster_id="k2", credits=(credit,))
    source = witness("home", "2026-03-01", language="en")
    [edge] = told([copy, source], [], translation("c", "home"))
    assert (edge.source_id, edge.kind, edge.status) == (
        "home",
        CreditKind.TRANSLATION,
        Status.CONFIRMED,
    )
    assert edge.probability > 0.9
    assert "14 of 17 names and figures" in edge.reason
    [clue] = [one for one in edge.clues if one.name == "reads_translated"]
    assert (clue.left_quote, clue.right_quote) == ("Tarrow, 2.300", "Tarrow, 2,300")


def test_a_translation_of_what_came_a_week_later_is_contradicted(
    witness: Make, crediting: MakeCredit
) -> None:
    credit = crediting("c", "home", kind=CreditKind.TRANSLATION)
    copy = witness("c", "2026-03-01", language="de", cluster_id="k2", credits=(credit,))
    late = witness("home", "2026-03-09", language="en")
    [edge] = told([copy, late], [], translation("c", "home"))
    assert edge.status is Status.CONTRADICTED
    dated_anew = witness("home", "2026-03-02", language="en")
    [edge] = told([copy, dated_anew], [], translation("c", "home"))
    assert edge.status is Status.CONFIRMED


def test_a_copy_of_a_translation_goes_to_the_nearer_text(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    fields = {"language": "de", "cluster_id": "k2"}
    first, again = (
        witness(
            name, date, credits=(crediting(name, "home", kind=CreditKind.TRANSLATION),), **fields
        )
        for name, date in (("first", "2026-03-03"), ("again", "2026-03-08"))
    )
    home = witness("home", "2026-03-01", language="en")
    both = [translation("first", "home"), translation("again", "home")]
    for found in (both, both[:1]):
        edges = told([again, first, home], [match("again", "first", jaccard=0.98)], *found)
        best = max((one for one in edges if one.copy_id == "again"), key=lambda e: e.probability)
        assert best.source_id == "first"
        [direct] = [one for one in edges if one.copy_id == "first"]
        assert (direct.source_id, direct.status) == ("home", Status.CONFIRMED)
        assert direct.probability > 0.8
