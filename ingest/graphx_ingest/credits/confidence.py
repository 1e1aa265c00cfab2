"""How sure a credit of each rule is: the share of its credits that labelled data agree with.

In:   ``confidence.csv`` beside this module: families of rules, credits found, credits right.
Out:  a probability for a rule.

A family is a rule, or all phrases that ask the same of what stands before them (``phrase yes``): a
single phrase is seen too seldom to be counted alone.  The share is smoothed as Laplace did, towards
`EXPECTED` with the weight of `WEIGHT` credits.  A family the data do not have keeps the number its
rule was written with.

The counts are those of `graphx.evaluation.credit_confidence` on the open halves of labelled
sentences, pages and rows (digests in ``tests/quality/test_credits.py``).
"""

import csv
from functools import cache, lru_cache
from importlib import resources
from io import StringIO
from typing import Final

from graphx_ingest.credits.phrases import phrases

EXPECTED: Final = 0.9
WEIGHT: Final = 4
"""Sweep over EXPECTED .5 .8 .9 .95 .97 and WEIGHT 2 4 8, each fifth of 133 credits told from the
others: calibration error .003 to .197, log loss .131 to .298; this one .021 and .134.  Those above
.9 are a little better here, and would be too sure of the texts of other outlets."""

SUREST: Final = 0.985
"""No rule is surer: hundreds of rows of one outlet say little of others."""


def family_of(rule: str) -> str:
    """Family a rule is counted in.

    Examples
    --------
    >>> family_of("originally_published"), family_of("dateline")
    ('phrase yes', 'dateline')
    """
    subject = _subjects().get(rule)
    return rule if subject is None else f"phrase {subject}"


@lru_cache(maxsize=1024)
def fitted(rule: str, written: float) -> float:
    """Probability that a credit of `rule` is one.

    Parameters
    ----------
    rule : str
    written : float
        The number the rule was written with, for a family that was never counted.

    Examples
    --------
    >>> fitted("a rule nobody counted", 0.6)
    0.6
    """
    counted = _counts().get(family_of(rule))
    if counted is None:
        return written
    return smoothed(*counted)


def smoothed(right: int, count: int) -> float:
    """Share of credits that are right, of which `right` of `count` were.

    Examples
    --------
    >>> smoothed(0, 0), smoothed(10, 10)
    (0.9, 0.971)
    """
    return min(SUREST, round((right + WEIGHT * EXPECTED) / (count + WEIGHT), 3))


@cache
def _subjects() -> dict[str, str]:
    return {phrase.rule: phrase.subject for phrase in phrases()}


@cache
def _counts() -> dict[str, tuple[int, int]]:
    text = resources.files(__package__).joinpath("confidence.csv").read_text("utf-8")
    return {
        row["family"]: (int(row["right"]), int(row["count"]))
        for row in csv.DictReader(StringIO(text))
    }
