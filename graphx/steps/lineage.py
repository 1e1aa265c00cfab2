"""Judge who took it from whom.

In:   documents, resolved claims, matches, clusters.
Out:  the tables from ``articles`` to ``clues`` that lineage fills.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.engine.code import code_digest
from graphx.engine.progress import Progress
from graphx.entities.outlets import Outlet
from graphx.entities.resolution import ResolvedClaims
from graphx.lineage.evidence import Witness
from graphx.lineage.inputs import inputs_digest
from graphx.lineage.judge import Judgement, judge, quotation_sibling
from graphx.lineage.stories import Story, group_stories
from graphx.lineage.tables import LineageTables, kept_rows, lineage_tables
from graphx.lineage.told import Row
from graphx.lineage.witnesses import (
    author_homes,
    claims_by_article,
    connected,
    matches,
    witnesses,
)
from graphx.model import Match, Relation, Sibling
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
    """What is judged: witnesses, their matches, and how their texts are read.

    Articles that nothing connects with any other are no witnesses: each is a story of its own.
    """

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
        concerned = connected(base.batches("documents"), evidence.matches, claims.credits)
        known = witnesses(
            concerned,
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


_KEPT: Final = ("articles", "stories", "derivations", "siblings", "undecided", "clues")


def judge_lineage(
    base: Snapshot,
    writer: Writer,
    published_by: Mapping[str, Outlet],
    claims: ResolvedClaims,
    found: Found,
    progress: Progress,
) -> pa.Array:
    """Group stories, judge those that are not as they were, write what was found.

    Returns
    -------
    pyarrow.Array of string
        Stories of two articles and more that are judged as before.
    """
    clusters = found.clusters
    given = LineageInput.of(
        base, published_by, claims, clusters.cluster_of, Evidence.of(writer), writer.scratch
    )
    sorted_out = _sorted_out(base, writer, given, found.changed)
    before = LineageTables(**{name: base.table(name) for name in _KEPT})
    as_before = sorted_out.kept.column("story_id").combine_chunks()
    kept = kept_rows(before, as_before)
    tables = lineage_tables(
        base.table("documents"),
        {name: (outlet.outlet_id, outlet.name) for name, outlet in published_by.items()},
        clusters.cluster_of,
        _watched(_judged(writer, given, sorted_out), progress),
        _quotations(given, kept),
        kept,
    )
    for name in _KEPT:
        writer.replace(name, getattr(tables, name).to_batches())
    writer.replace("clusters", _cluster_rows(clusters, tables))
    stories = tables.stories.num_rows
    progress("stories judged", stories, stories)
    return as_before


@dataclass(frozen=True, slots=True)
class _SortedOut:
    """Stories of two articles and more, stubs among them.

    ``kept`` holds what the unchanged ones were judged from (`schema.JUDGEMENT`), ``changed`` the
    others, each with the digest of its inputs.
    """

    kept: pa.Table
    changed: list[tuple[Story, str]]


def _sorted_out(
    base: Snapshot, writer: Writer, given: LineageInput, changed_texts: Sequence[str]
) -> _SortedOut:
    """Tell stories whose inputs are those of the build before from the others."""
    before = base.table("judgements")
    known = set(before.column("inputs").to_pylist())
    texts = frozenset(changed_texts)
    code = code_digest("graphx.lineage", "graphx.reuse", "graphx.steps", "graphx.text")
    made_by = f"{code} {writer.settings.get(SKETCHED_BY)}"
    kept: list[str] = []
    changed: list[tuple[Story, str]] = []
    for story in given.stories():
        if story.pairs:
            inputs = inputs_digest(story, made_by)
            if inputs in known and texts.isdisjoint(one.article_id for one in story.witnesses):
                kept.append(inputs)
            else:
                changed.append((story, inputs))
    same = pc.is_in(before.column("inputs"), value_set=pa.array(kept, pa.string()))
    return _SortedOut(before.filter(same), changed)


def _judged(
    writer: Writer, given: LineageInput, stories: _SortedOut
) -> Iterator[tuple[Story, Judgement]]:
    """Judge the stories that are not as they were; write what all were judged from."""
    inputs = {story.story_id: digest for story, digest in stories.changed}
    rows: list[Row] = []
    for story, texts in given.texts.beside(story for story, _ in stories.changed):
        rows.append({"story_id": story.story_id, "inputs": inputs[story.story_id]})
        yield story, judge(story, texts)
    new = pa.RecordBatch.from_pylist(rows, schema=schema.JUDGEMENT)
    writer.replace("judgements", [*stories.kept.to_batches(), new])


def _watched(
    judged: Iterable[tuple[Story, Judgement]], progress: Progress
) -> Iterator[tuple[Story, Judgement]]:
    for done, one in enumerate(judged, 1):
        yield one
        progress("stories judged", done)


def _quotations(given: LineageInput, kept: LineageTables) -> list[Sibling]:
    """Pairs that share a quotation and nothing else, but for those within a kept story."""
    columns = (kept.articles[name].to_pylist() for name in ("article_id", "story_id"))
    home = dict(zip(*columns, strict=True))
    known = given.witnesses
    return [
        sibling
        for match in given.matches
        if match.relation is Relation.QUOTATION
        and (match.left_id not in home or home[match.left_id] != home.get(match.right_id))
        and (sibling := quotation_sibling(known[match.left_id], known[match.right_id], match))
    ]


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
