"""Judge who took it from whom.

In:   documents, resolved claims, matches, clusters.
Out:  the tables from ``articles`` to ``clues`` that lineage fills.
"""

from collections.abc import Mapping

import pyarrow as pa

from graphx import schema
from graphx.engine.progress import Progress, counted
from graphx.entities.outlets import Outlet
from graphx.entities.resolution import ResolvedClaims
from graphx.lineage.judge import judge, quotation_sibling
from graphx.lineage.stories import group_stories
from graphx.lineage.tables import (
    LineageTables,
    claims_by_article,
    lineage_tables,
    matches,
    witnesses,
)
from graphx.model import Relation
from graphx.reuse.clusters import Clusters
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer


def judge_lineage(
    base: Snapshot,
    writer: Writer,
    published_by: Mapping[str, Outlet],
    claims: ResolvedClaims,
    clusters: Clusters,
    progress: Progress,
) -> None:
    """Group stories, judge each, write what was found."""
    known = {
        witness.article_id: witness
        for witness in witnesses(
            base.batches("documents"),
            claims_by_article(claims.credits, claims.mentions, claims.outgoing),
            {name: (outlet.outlet_id, outlet.name) for name, outlet in published_by.items()},
            clusters.cluster_of,
        )
    }
    found = list(matches(pa.Table.from_batches(writer.batches("matches"), schema.MATCH)))
    stories = group_stories(list(known.values()), found)
    judged = [(story, judge(story)) for story in counted(stories, "stories judged", progress)]
    quotations = [
        sibling
        for match in found
        if match.relation is Relation.QUOTATION
        and (sibling := quotation_sibling(known[match.left_id], known[match.right_id], match))
    ]
    tables = lineage_tables(base.batches("documents"), judged, quotations)
    for name in ("articles", "stories", "derivations", "siblings", "undecided", "clues"):
        writer.replace(name, getattr(tables, name).to_batches())
    writer.replace("clusters", _cluster_rows(clusters, tables))


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
