"""Judge who took it from whom.

In:   documents, resolved claims, matches, clusters.
Out:  the tables from ``articles`` to ``clues`` that lineage fills.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyarrow as pa

from graphx import schema
from graphx.engine.code import code_digest
from graphx.engine.progress import Progress, counted
from graphx.entities.outlets import Outlet
from graphx.entities.resolution import ResolvedClaims
from graphx.lineage.evidence import Witness
from graphx.lineage.judge import Judgement, judge, quotation_sibling
from graphx.lineage.judgements import inputs_digest, read, written
from graphx.lineage.stories import Story, group_stories
from graphx.lineage.tables import (
    LineageTables,
    Row,
    author_homes,
    claims_by_article,
    lineage_tables,
    matches,
    witnesses,
)
from graphx.model import Match, Relation
from graphx.reuse.clusters import Clusters
from graphx.steps.found import SKETCHED_BY, Found
from graphx.steps.story_texts import StoryReadings
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Evidence:
    """Matches and boilerplate of a build: `schema.MATCH`, `schema.BOILERPLATE`."""

    matches: pa.Table
    boilerplate: pa.Table

    @classmethod
    def of(cls, tables: Snapshot | Writer) -> Self:
        """Read them."""
        return cls(
            *(
                pa.Table.from_batches(tables.batches(name), schema.TABLES[name])
                for name in ("matches", "boilerplate")
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageInput:
    """What is judged: witnesses, their matches, and how their texts are read."""

    witnesses: Mapping[str, Witness]
    matches: tuple[Match, ...]
    texts: StoryReadings

    @classmethod
    def of(
        cls,
        base: Snapshot,
        published_by: Mapping[str, Outlet],
        claims: ResolvedClaims,
        cluster_of: Mapping[str, str],
        evidence: Evidence,
        folder: Path | None = None,
    ) -> Self:
        """Join documents, claims, clusters and matches; texts are laid out in `folder`."""
        outlets = {name: (outlet.outlet_id, outlet.name) for name, outlet in published_by.items()}
        known = witnesses(
            base.batches("documents"),
            claims_by_article(claims.credits, claims.mentions, claims.outgoing),
            outlets,
            cluster_of,
            author_homes(base.batches("documents"), outlets),
        )
        return cls(
            witnesses={witness.article_id: witness for witness in known},
            matches=tuple(matches(evidence.matches)),
            texts=StoryReadings.of(base, evidence.boilerplate, outlets, folder),
        )

    def stories(self) -> Iterator[Story]:
        """Group the articles."""
        return group_stories(list(self.witnesses.values()), self.matches)


def judge_lineage(
    base: Snapshot,
    writer: Writer,
    published_by: Mapping[str, Outlet],
    claims: ResolvedClaims,
    found: Found,
    progress: Progress,
) -> None:
    """Group stories, judge those that are not as they were, write what was found."""
    clusters = found.clusters
    given = LineageInput.of(
        base, published_by, claims, clusters.cluster_of, Evidence.of(writer), writer.scratch
    )
    judged = list(counted(_judged(base, writer, given, found.masks), "stories judged", progress))
    known = given.witnesses
    quotations = [
        sibling
        for match in given.matches
        if match.relation is Relation.QUOTATION
        and (sibling := quotation_sibling(known[match.left_id], known[match.right_id], match))
    ]
    tables = lineage_tables(base.batches("documents"), judged, quotations)
    for name in ("articles", "stories", "derivations", "siblings", "undecided", "clues"):
        writer.replace(name, getattr(tables, name).to_batches())
    writer.replace("clusters", _cluster_rows(clusters, tables))


def _judged(
    base: Snapshot, writer: Writer, given: LineageInput, masks: Mapping[str, int]
) -> Iterator[tuple[Story, Judgement]]:
    """Judge every story; one whose inputs are those of the build before is found as it was."""
    before = base.table("judgements", ["inputs", "found"])
    row_of = {name: row for row, name in enumerate(before.column("inputs").to_pylist())}
    columns = base.table("documents", ["article_id", "document_digest"]).columns
    texts = {
        name: f"{digest} {masks.get(name, 0)}"
        for name, digest in zip(*(column.to_pylist() for column in columns), strict=True)
    }
    code = code_digest("graphx.lineage", "graphx.reuse", "graphx.steps", "graphx.text")
    made_by = f"{code} {writer.settings.get(SKETCHED_BY)}"
    inputs: dict[str, str] = {}
    changed: list[Story] = []
    kept: list[Row] = []
    for story in given.stories():
        if not story.pairs:
            yield story, judge(story)
            continue
        inputs[story.story_id] = inputs_digest(story, texts, made_by)
        row = row_of.get(inputs[story.story_id])
        if row is None:
            changed.append(story)
            continue
        text = before.column("found")[row].as_py()
        kept.append({"story_id": story.story_id, "inputs": inputs[story.story_id], "found": text})
        yield story, read(text)
    for story, rows in given.texts.beside(changed):
        judgement = judge(story, rows)
        key = inputs[story.story_id]
        kept.append({"story_id": story.story_id, "inputs": key, "found": written(judgement)})
        yield story, judgement
    writer.replace("judgements", [pa.RecordBatch.from_pylist(kept, schema=schema.JUDGEMENT)])


def _cluster_rows(clusters: Clusters, tables: LineageTables) -> list[pa.RecordBatch]:
    story_of = dict(
        zip(
            tables.articles["article_id"].to_pylist(),
            tables.articles["story_id"].to_pylist(),
            strict=True,
        )
    )
    rows = [
        {
            "cluster_id": cluster.cluster_id,
            "story_id": story_of[cluster.members[0]],
            "articles": len(cluster.members),
            "cohesion": cluster.cohesion,
        }
        for cluster in clusters.clusters
    ]
    return [pa.RecordBatch.from_pylist(rows, schema=schema.CLUSTER)]
