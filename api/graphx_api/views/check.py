"""A text somebody pasted: its credits, and where its passages appear.

In:   the workspace and the text.
Out:  a `graphx_api.answers.CheckReport`.
"""

from dataclasses import asdict

from graphx.check import CheckedMatch as Found
from graphx_api import models
from graphx_api.answers import CheckedMatch, CheckReport
from graphx_api.sources import Sources


def checked(sources: Sources, text: str) -> CheckReport:
    """Check `text` against the workspace.

    Raises
    ------
    EmptyTextError
        There is no word in it.
    """
    found = sources.checker().check(text)
    return CheckReport(
        credits=[models.Claim.model_validate(credit) for credit in found.claims.credits],
        mentions=[models.Claim.model_validate(credit) for credit in found.claims.mentions],
        outgoing=[models.Claim.model_validate(credit) for credit in found.claims.outgoing],
        matches=[_match(match, found.article.text, match.text) for match in found.matches],
    )


def _match(match: Found, text: str, other: str) -> CheckedMatch:
    return CheckedMatch(
        article=models.Article.model_validate(match.article),
        relation=match.relation,
        jaccard=match.jaccard,
        text_containment=match.left_containment,
        article_containment=match.right_containment,
        shared_words=match.shared_words,
        longest_words=match.longest_words,
        passages=[
            models.Passage(
                **asdict(span),
                left_text=text[span.left_start : span.left_end],
                right_text=other[span.right_start : span.right_end],
            )
            for span in match.spans
        ],
    )
