"""Which credited texts get a stub."""

from collections.abc import Callable, Sequence

import pytest

from graphx.lineage.evidence import Witness
from graphx.lineage.judge import judge
from graphx.lineage.stories import Story, group_stories
from graphx.model import Credit, CreditKind, Match, Status

Make = Callable[..., Witness]
MakeMatch = Callable[..., Match]
MakeCredit = Callable[..., Credit]


def story_of(witnesses: Sequence[Witness], matches: Sequence[Match]) -> Story:
    [story] = group_stories(witnesses, matches)
    return story


def stubs(story: Story) -> list[str | None]:
    return [one.outlet_id for one in story.witnesses if not one.collected]


def test_a_later_copy_at_the_credited_outlet_is_not_the_credited_text(
    witness: Make, match: MakeMatch, crediting: MakeCredit
) -> None:
    copies = [witness(n, "2026-03-01", credits=(crediting(n, "home"),)) for n in ("a", "b")]
    late = witness("home", "2026-03-09")
    pairs = [match("a", "b"), match("a", "home"), match("b", "home")]
    story = story_of([*copies, late], pairs)
    assert stubs(story) == ["home.example"]
    told = {(edge.copy_id, edge.status) for edge in judge(story).derivations}
    assert {("a", Status.CLAIMED), ("b", Status.CLAIMED)} <= told
    assert Status.CONTRADICTED not in {status for _, status in told}


@pytest.mark.parametrize(("credits_a_third", "found"), [(False, []), (True, ["home.example"])])
def test_one_earlier_copy_is_not_enough_unless_the_later_one_credits_a_third(
    witness: Make, match: MakeMatch, crediting: MakeCredit, credits_a_third: bool, found: list[str]
) -> None:
    own = (crediting("home", "b"),) if credits_a_third else ()
    a = witness("a", "2026-03-01", credits=(crediting("a", "home"),))
    b, late = witness("b", "2026-03-01"), witness("home", "2026-03-09", credits=own)
    story = story_of([a, b, late], [match("a", "b"), match("a", "home"), match("b", "home")])
    assert stubs(story) == found


def test_a_credited_address_that_was_collected_needs_no_stub(
    witness: Make, crediting: MakeCredit
) -> None:
    there = witness("there", url="https://there.example/x")
    credit = crediting(
        "here", "there", source_url="https://there.example/x", kind=CreditKind.TRANSLATION
    )
    here = witness("here", cluster_id="k2", credits=(credit,))
    story = story_of([here, there], [])
    assert stubs(story) == []
    [edge] = judge(story).derivations
    assert (edge.source_id, edge.status) == ("there", Status.CLAIMED)
    assert edge.probability > 0.7


@pytest.mark.parametrize(
    ("stated", "date"), [("2026-02-27", "2026-02-27"), ("2026-02", "2026-02"), ("2027", None)]
)
def test_a_stub_has_the_date_of_a_credit_unless_that_is_after_the_copy(
    witness: Make, crediting: MakeCredit, stated: str, date: str | None
) -> None:
    copy = witness("a", "2026-03-01", credits=(crediting("a", "home", date=stated),))
    [stub] = [one for one in story_of([copy], []).witnesses if not one.collected]
    assert (stub.published and stub.published.iso()) == date
