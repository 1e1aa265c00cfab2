"""How sure a credit says it is."""

from hypothesis import given
from hypothesis import strategies as st

from graphx.model import Article, Markup
from graphx_ingest.credits import find_claims
from graphx_ingest.credits.confidence import EXPECTED, SUREST, smoothed


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_of_few_cases_stays_near_what_is_expected(right, wrong):
    share = smoothed(right, right + wrong)
    assert 0 < share <= SUREST
    bare = right / (right + wrong) if right + wrong else EXPECTED
    low, high = min(bare, EXPECTED), max(bare, EXPECTED)
    assert low - 0.001 <= share <= high + 0.001 or share == SUREST


def test_phrases_of_one_family_are_equally_sure():
    texts = ("First published by North Wire.", "Originally appeared on North Wire.")
    stated = set()
    for text in texts:
        article = Article(article_id="a", id="1", source="-", markup=Markup.TEXT, text=text)
        stated |= {claim.confidence for claim in find_claims(article)}
    assert len(stated) == 1
