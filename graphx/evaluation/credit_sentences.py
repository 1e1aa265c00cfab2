"""Credits in labelled sentences.

In:   a folder with ``gold.jsonl``: short texts of many languages, credits and traps by offset.
Out:  figures: precision, recall, source name, kind.

A credit counts as found when its span overlaps the labelled span of a kind that makes an edge; one
that overlaps no labelled span of such a kind is false.  Of those found, the name is right when it
is the labelled one as written or leads to the same outlet, the kind when it is the same.  A note
that the text is the outlet's own, or ran elsewhere afterwards, is read backwards when it makes a
credit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graphx.entities.domains import registered_domain
from graphx.evaluation.figures import Figure
from graphx.evaluation.labelled import (
    Judged,
    Label,
    credits_of,
    figures_of,
    never,
    rows,
    same_source,
    text_of,
)
from graphx.model import Article, Claim, Markup
from graphx_ingest.credits import find_claims


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """Every case of a folder, right or not."""

    found: list[bool] = field(default_factory=list)
    names: list[bool] = field(default_factory=list)
    kinds: list[bool] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    backwards: list[bool] = field(default_factory=list)

    def add(
        self, claims: Sequence[Claim], labels: Sequence[Label], origins: Sequence[Label] = ()
    ) -> None:
        """Hold the credits of one text against its labels, and against those of its own origin."""
        for origin in origins:
            credited = any(overlap(claim, origin) for claim in claims)
            self.backwards.append(credited and not any(meets(origin, label) for label in labels))
        used: set[int] = set()
        for label in labels:
            hit = next((c for c in claims if overlap(c, label) and id(c) not in used), None)
            self.found.append(hit is not None)
            if hit is not None:
                used.add(id(hit))
                self.names.append(same_source(hit, label.name, label.url))
                self.kinds.append(hit.kind == label.kind)
        for claim in claims:
            right = any(overlap(claim, label) for label in labels)
            self.judged.append(Judged(claim.rule, claim.confidence, right))

    @property
    def precise(self) -> list[bool]:
        """One case for every label found, one for every false credit."""
        return [True] * sum(self.found) + [False] * sum(not one.right for one in self.judged)


def overlap(claim: Claim, label: Label) -> bool:
    """Whether a credit stands where a label stands."""
    if claim.start is None or claim.end is None:
        return False
    return claim.start < label.end and label.start < claim.end


def meets(left: Label, right: Label) -> bool:
    """Whether two labels share a place."""
    return left.start < right.end and right.start < left.end


@cache
def read_sentences(folder: Path) -> SentenceScore:
    """Read every sentence of a folder; once a process."""
    score = SentenceScore()
    for row in rows(folder / "gold.jsonl"):
        claims = [c for c in credits_of(find_claims(sentence(row))) if c.start is not None]
        score.add(claims, Label.edges_of(row), Label.origins_of(row))
    return score


def sentence(row: Mapping[str, object]) -> Article:
    """Return the text of a row as an article of its publisher."""
    host = text_of(row, "publisher_host")
    return Article(
        article_id="a1",
        id=str(row["id"]),
        source="-",
        markup=Markup.TEXT,
        text=str(row["text"]),
        url=f"https://{host}/" if host and registered_domain(host) else None,
        outlet_domain=host,
    )


def score_sentences(folders: Sequence[Path]) -> list[Figure]:
    """Measure credits in labelled sentences."""
    made = []
    for folder in folders:
        score = read_sentences(folder)
        made += figures_of(
            folder.name,
            [
                ("precision", score.precise, 0.95),
                ("recall", score.found, 0.90),
                ("source name right", score.names, 0.95),
                ("kind right", score.kinds, 0.88),
            ],
        )
        made.append(never(folder.name, "own and outgoing notes read backwards", score.backwards))
    return made
