"""What many siblings say together, and which of them are still worth a line."""

from itertools import combinations

from graphx.lineage.clues import shared_quotation
from graphx.model import Clue, Sibling
from graphx.views.common_sources import MOST_PAIRS, common_sources, told_pairs

CROWD = [f"w{n:02}" for n in range(12)]
FEW = ["x", "y", "z"]


def pairs(names: list[str], probability: float) -> list[Sibling]:
    return [
        Sibling(left_id=one, right_id=other, probability=probability, clues=())
        for one, other in combinations(names, 2)
    ]


QUOTATION = Sibling(
    left_id="w00",
    right_id="x",
    probability=0.8,
    clues=(Clue(name=shared_quotation.__name__, weight=2.0, detail="52 shared words"),),
)
ALL = [*pairs(CROWD, 0.9), *pairs(FEW, 0.7), QUOTATION]


def test_articles_that_pairs_connect_share_one_source_and_a_quotation_connects_none():
    crowd, few = common_sources(reversed(ALL))
    assert (crowd.articles, crowd.pairs, crowd.low, crowd.high) == (tuple(CROWD), 66, 0.9, 0.9)
    assert (few.articles, few.pairs) == (tuple(FEW), 3)
    assert crowd.pairs > MOST_PAIRS > few.pairs
    assert (crowd.is_large, few.is_large) == (True, False)


def test_pairs_of_a_large_source_are_told_for_the_article_asked_for_alone():
    sources = common_sources(ALL)
    assert told_pairs(ALL, sources, None) == (*pairs(FEW, 0.7), QUOTATION)
    own = told_pairs(ALL, sources, "w03")
    assert len(own) == 11 + 3 + 1
    assert sum("w03" in (pair.left_id, pair.right_id) for pair in own) == 11


def test_nothing_is_nothing():
    assert common_sources([]) == ()
    assert common_sources([QUOTATION]) == ()
