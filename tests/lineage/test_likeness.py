"""Which text a copy translates, and when that is not clear."""

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from graphx.lineage.anchors import Anchor, AnchorKind
from graphx.lineage.likeness import Candidates, longest_ascent


def figures(*values: int) -> tuple[Anchor, ...]:
    return tuple(Anchor(AnchorKind.FIGURE, (str(one),), str(one)) for one in values)


def names(*values: str) -> tuple[Anchor, ...]:
    return tuple(Anchor(AnchorKind.NAME, (one[:5].casefold(),), one) for one in values)


def others(count: int) -> dict[str, tuple[Anchor, ...]]:
    dice = random.Random(5)
    return {f"o{number}": figures(*dice.sample(range(1000, 9000), 9)) for number in range(count)}


SOURCE = figures(1480, 27, 612, 3905, 88, 7341) + names("Tarrow", "Halvor", "Example")


def test_a_text_with_the_same_figures_in_the_same_order_is_found() -> None:
    candidates = Candidates.of({"s": SOURCE, **others(30)})
    found = candidates.translated(SOURCE[:2] + SOURCE[3:])
    assert found is not None
    source, seen = found
    assert (source, len(seen.shared), seen.ordered, seen.possible) == ("s", 8, 8, 8)


def test_without_the_source_nothing_is_said() -> None:
    assert Candidates.of(others(30)).translated(SOURCE) is None
    assert Candidates.of({}).translated(SOURCE) is None
    assert Candidates.of({"empty": ()}).translated(SOURCE) is None
    assert Candidates.of({"s": SOURCE}).translated(()) is None


def test_figures_in_another_order_are_another_report() -> None:
    mixed = tuple(SOURCE[place] for place in (8, 3, 0, 7, 2, 6, 1, 5, 4))
    assert Candidates.of({"s": mixed, **others(30)}).translated(SOURCE) is None


def test_what_every_report_of_that_outlet_has_shows_nothing() -> None:
    usual = names("Tarrow", "Halvor", "Example", "Brest", "Council")
    reports = {name: usual + told for name, told in others(30).items()}
    assert Candidates.of(reports).translated(usual) is None


def test_two_texts_as_alike_are_undecided_unless_they_are_versions_of_one() -> None:
    candidates = Candidates.of({"s": SOURCE, "t": SOURCE, **others(30)})
    assert candidates.translated(SOURCE) is None
    found = candidates.translated(SOURCE, {"s": "k", "t": "k"})
    assert found is not None
    assert found[0] in {"s", "t"}


def test_names_that_only_one_language_writes_with_capitals_do_not_count_against() -> None:
    nouns = names(*(f"{a}{b}ung" for a in ("Bal", "Dor", "Kel", "Mun") for b in "abdefgklmn"))
    found = Candidates.of({"s": SOURCE, **others(30)}).translated(SOURCE + nouns)
    assert found is not None
    assert found[0] == "s"


@given(st.lists(st.integers(0, 20), max_size=9, unique=True))
def test_the_longest_ascent_is_the_longest(places: list[int]) -> None:
    longest = max(
        size
        for size in range(len(places) + 1)
        if any(list(some) == sorted(some) for some in combinations(places, size))
    )
    assert longest_ascent(places) == longest
