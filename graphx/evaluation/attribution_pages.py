"""Credits of labelled pages: does a page say its text came from elsewhere, and from where.

In:   a folder with ``gold.jsonl`` and packed pages, each labelled once.
Out:  figures: precision, recall, origin, direction.

A page counts as credited when it has any credit.  Its origin is right when its surest credit names
it as the label does, in full or in part ("Station / Journal"), or leads to the same outlet.  An
outgoing note is read backwards when a page that is the origin is given one.
"""

import gzip
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from graphx.entities.domains import registered_domain
from graphx.entities.outlets import OutletRegistry
from graphx.entities.spellings import name_key
from graphx.errors import EmptyTextError
from graphx.evaluation.figures import Figure
from graphx.evaluation.labelled import (
    Judged,
    credits_of,
    figures_of,
    leads_to,
    never,
    rows,
    text_of,
)
from graphx.model import Claim, Document, Markup
from graphx_ingest.understand import understand

_EXTERNAL: Final = frozenset({"republication", "wire", "derived"})
_PARTS: Final = re.compile(r"[/(),;]")


@dataclass(frozen=True, slots=True)
class PageScore:
    """Every case of a folder, right or not."""

    precise: list[bool] = field(default_factory=list)
    found: list[bool] = field(default_factory=list)
    found_in_text: list[bool] = field(default_factory=list)
    origins: list[bool] = field(default_factory=list)
    outgoing: list[bool] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def add(self, row: Mapping[str, object], claims: Sequence[Claim]) -> None:
        """Hold the credits of one page against its label."""
        external = row["label"] in _EXTERNAL
        self.judged.extend(Judged(one.rule, one.confidence, external) for one in claims)
        if claims:
            self.precise.append(external)
        if row["label"] == "outgoing":
            self.outgoing.append(bool(claims))
        if not external:
            return
        self.found.append(bool(claims))
        if row["evidence_kind"] != "canonical":
            self.found_in_text.append(bool(claims))
        if claims and row["origin_name"]:
            surest = max(claims, key=lambda claim: claim.confidence)
            self.origins.append(is_origin(surest, row))


def is_origin(claim: Claim, row: Mapping[str, object]) -> bool:
    """Whether a credit names the labelled origin."""
    address = claim.source_domain or claim.source_url
    if not (claim.source_name or address):
        return False
    domain, name = text_of(row, "origin_domain"), str(row["origin_name"])
    if domain and leads_to(claim.source_name, address, domain):
        return True
    keys = {name_key(part) for part in (name, *_PARTS.split(name)) if part.strip()}
    written = claim.source_name or ""
    if keys & {name_key(part) for part in (written, *_PARTS.split(written)) if part.strip()}:
        return True
    registry = OutletRegistry.packaged()
    meant = registry.resolve(claim.source_name, address).outlet_id
    return meant == registry.resolve(name).outlet_id


@cache
def read_pages(folder: Path) -> PageScore:
    """Read every page of a folder; once a process."""
    score = PageScore()
    for row in rows(folder / "gold.jsonl"):
        try:
            _, claims = understand(_document(folder, row))
        except EmptyTextError:  # a page of scripts alone credits nobody
            claims = ()
        score.add(row, credits_of(claims))
    return score


def _document(folder: Path, row: Mapping[str, object]) -> Document:
    page = gzip.decompress((folder / str(row["file"])).read_bytes()).decode("utf-8", "replace")
    url, place = text_of(row, "og_url") or "", str(row["page_domain"])
    if registered_domain(url) != registered_domain(place):
        url = f"https://{place}/"
    return Document(id=str(row["id"]), source="-", content=page, markup=Markup.HTML, url=url)


def score_pages(folders: Sequence[Path]) -> list[Figure]:
    """Measure credits of labelled pages."""
    made = []
    for folder in folders:
        score = read_pages(folder)
        made += figures_of(
            folder.name,
            [
                ("precision", score.precise, 0.92),
                ("recall", score.found, 0.88),
                ("recall, said in its text", score.found_in_text, None),
                ("origin right, where it has a name", score.origins, 0.92),
            ],
        )
        made.append(never(folder.name, "outgoing notes read backwards", score.outgoing))
    return made
