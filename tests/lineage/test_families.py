"""Families of near-duplicates, and who may be a source in them."""

from collections.abc import Callable

from graphx.lineage.evidence import Witness
from graphx.lineage.families import MOST_STEMS, families_of
from graphx.lineage.stories import group_stories
from graphx.model import Match


def test_later_twins_stand_behind_the_first_of_each_version(
    witness: Callable[..., Witness], match: Callable[..., Match]
) -> None:
    names = [f"a{number:03}" for number in range(MOST_STEMS + 50)]
    pairs = [match(names[0], name) for name in names[1:]]
    [story] = group_stories([witness(name) for name in names], pairs)
    changed = dict.fromkeys(names[-2:], 1)
    [family] = families_of(story, dict.fromkeys(names, 0) | changed)
    assert family.members == tuple(names)
    assert family.stems == (*names[: MOST_STEMS - 2], *names[-2:])
    [family] = families_of(story, {})
    assert family.stems == ()  # each is a version of its own
