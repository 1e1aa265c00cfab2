"""Agency copy told from an address, an outlet and a byline alone.

In:   a folder with a ``wire_labels_*.jsonl`` of rows that a reviewer marked wire or not.
Out:  figures: recall of both, and whether each credit quotes the field that says so.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graphx.errors import UnreadableSourceError
from graphx.evaluation.figures import Figure
from graphx.evaluation.labelled import Judged, credits_of, figures_of, rows, text_of
from graphx.model import Article, Claim, ClaimField, Markup
from graphx_ingest.credits import find_claims


@dataclass(frozen=True, slots=True)
class RowScore:
    """Every case of a folder, right or not."""

    wire: list[bool] = field(default_factory=list)
    not_wire: list[bool] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def add(self, row: Mapping[str, object]) -> None:
        """Hold the credits of one row against its label."""
        article, wire = _article(row), row["label"] == "wire"
        claims = credits_of(find_claims(article))
        (self.wire if wire else self.not_wire).append(bool(claims) is wire)
        self.quoted.extend(_quotes_its_field(claim, article) for claim in claims)
        self.judged.extend(Judged(one.rule, one.confidence, wire) for one in claims)


def _article(row: Mapping[str, object]) -> Article:
    byline = text_of(row, "byline")
    if byline and byline.startswith("["):
        byline = ", ".join(json.loads(byline)) or None
    return Article(
        article_id="a1",
        id="1",
        source="-",
        markup=Markup.TEXT,
        text="",
        url=text_of(row, "url"),
        outlet_name=text_of(row, "outlet"),
        byline=byline,
    )


def _quotes_its_field(claim: Claim, article: Article) -> bool:
    said = {ClaimField.BYLINE: article.byline, ClaimField.URL: article.url}.get(claim.field)
    return said is not None and claim.quote != "" and claim.quote in said


@cache
def read_rows(folder: Path) -> RowScore:
    """Read every reviewed row of a folder; once a process.

    Raises
    ------
    UnreadableSourceError
        The folder has no file of reviewed rows.
    """
    found = [p for p in sorted(folder.glob("wire_labels_*.jsonl")) if "unreviewed" not in p.name]
    if not found:
        raise UnreadableSourceError(str(folder), "has no wire_labels_*.jsonl")
    score = RowScore()
    for path in found:
        for row in rows(path):
            score.add(row)
    return score


def score_rows(folders: Sequence[Path]) -> list[Figure]:
    """Measure credits of rows without a text."""
    made = []
    for folder in folders:
        score = read_rows(folder)
        made += figures_of(
            folder.name,
            [
                ("recall of wire", score.wire, 0.82),
                ("recall of not wire", score.not_wire, 0.98),
                ("credits that quote their field", score.quoted, 1.0),
            ],
        )
    return made
