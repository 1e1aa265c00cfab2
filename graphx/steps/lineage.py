"""Judge who took it from whom.

In:   documents, resolved claims, matches, clusters.
Out:  the tables from ``articles`` to ``clues`` that lineage fills.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.engine.code import code_digest
from graphx.engine.progress import Progress
from graphx.entities.outlets import Outlet
from graphx.entities.resolution import ResolvedClaims
from graphx.lineage.tables import LineageTables, kept_rows, lineage_tables
from graphx.lineage.told import told_together
from graphx.lineage.touched import Known, Tied, Ties, touched_articles
from graphx.reuse.clusters import Clusters
from graphx.steps.foreign import Articles
from graphx.steps.found import JUDGED_BY, SKETCHED_BY, Found
from graphx.steps.judging import Judging
from graphx.steps.lineage_input import Evidence, LineageSource, told_of_articles
from graphx.steps.translations import find_translations
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer

GROUP_ARTICLES: Final = 16_384
"""Articles whose stories are put together at once; a larger story is put together whole."""

_KEPT: Final = ("articles", "stories", "derivations", "siblings", "undecided", "clues")


def judge_lineage(
    base: Snapshot,
    writer: Writer,
    published_by: Mapping[str, Outlet],
    claims: ResolvedClaims,
    found: Found,
    progress: Progress,
) -> None:
    """Group stories, judge those that are not as they were, write what was found."""
    documents = base.table("documents")
    articles = told_of_articles(documents, published_by, found.clusters.cluster_of)
    made_by = _made_by(writer)
    columns = Articles(documents, articles)
    translated = find_translations(base, writer, columns, claims, found.changed, made_by)
    evidence = Evidence.of(writer)
    now = _known(articles, claims)
    tied = Tied.of(
        now,
        Ties(urls=documents["url"], matches=evidence.matches, translations=evidence.translations),
    )
    touched = tied.names
    if writer.settings.get(JUDGED_BY) == made_by:
        anew = {*found.changed, *found.matched_anew, *translated}
        touched = _touched(base, now, tied, anew)
    writer.set(JUDGED_BY, made_by)
    folder = writer.scratch
    source = LineageSource.of(base, articles, claims, evidence, documents=documents, folder=folder)
    judged_before = base.table("judgements")
    judging = Judging(
        made_by=made_by,
        known=frozenset(judged_before["inputs"].to_pylist()),
        changed=frozenset(found.changed),
        touched=frozenset(touched.to_pylist()),
        progress=progress,
    )
    # Told a group at a time, so that the witnesses of one alone are held at once.
    said = told_together(
        [judging.told(source.among(group)) for group in tied.groups(touched, GROUP_ARTICLES)]
    )
    del source, evidence, now, tied
    writer.give_back()
    anew = pc.is_in(documents["article_id"], value_set=touched)
    untouched = documents["article_id"].filter(pc.invert(anew)).combine_chunks()
    before = LineageTables(**{name: base.table(name) for name in _KEPT})
    stories = _staying(before.articles, untouched, judging.same)
    judgements = judged_before.filter(pc.is_in(judged_before["story_id"], value_set=stories))
    new = pa.RecordBatch.from_pylist(judging.inputs, schema=schema.JUDGEMENT)
    writer.replace("judgements", [*judgements.to_batches(), new])
    kept = kept_rows(before, stories, untouched)
    tables = lineage_tables(documents.filter(anew), articles, said, kept)
    del before, kept, said, judging, columns, documents, articles
    writer.give_back()  # a table that is written is there twice
    for name in _KEPT:
        writer.replace(name, getattr(tables, name).to_batches())
    writer.replace("clusters", _cluster_rows(found.clusters, tables))
    count = tables.stories.num_rows
    progress("stories judged", count, count)


def _made_by(writer: Writer) -> str:
    """Name the code that judges, and how what it judges was found."""
    code = code_digest("graphx.lineage", "graphx.reuse", "graphx.steps", "graphx.text")
    return f"{code} {writer.settings.get(SKETCHED_BY)}"


def _known(articles: pa.Table, claims: ResolvedClaims) -> Known:
    return Known(articles=articles, claims=(claims.credits, claims.mentions, claims.outgoing))


def _touched(base: Snapshot, now: Known, tied: Tied, changed: Iterable[str]) -> pa.Array:
    """Articles whose stories may not be as they were."""
    columns = now.articles.column_names
    before = base.table("articles", [*columns, "story_id", "collected"])
    before = before.filter(before["collected"])
    credits, mentions, outgoing = (base.table(name) for name in ("credits", "mentions", "outgoing"))
    known = Known(articles=before.select(columns), claims=(credits, mentions, outgoing))
    return touched_articles(known, before["story_id"], now, tied, changed)


def _staying(articles: pa.Table, untouched: pa.Array, same: Sequence[str]) -> pa.Array:
    """Ids of the stories that stay as they are.

    ``articles`` are those of the build before; stories of the `untouched` ones stay, and so do
    those that are the `same`.
    """
    others = articles.filter(pc.is_in(articles["article_id"], value_set=untouched))["story_id"]
    return pc.unique(pa.concat_arrays([others.combine_chunks(), pa.array(same, pa.string())]))


def _cluster_rows(clusters: Clusters, tables: LineageTables) -> list[pa.RecordBatch]:
    collected = tables.articles.filter(tables.articles["collected"])
    several = pa.array([cluster.cluster_id for cluster in clusters.clusters], pa.string())
    cohesion = pa.array([cluster.cohesion for cluster in clusters.clusters], pa.float64())
    rows = collected.group_by("cluster_id").aggregate(
        [("article_id", "min"), ("article_id", "count")]
    )
    names, stories = (collected[name].combine_chunks() for name in ("article_id", "story_id"))
    told = cohesion.take(pc.index_in(rows["cluster_id"].combine_chunks(), value_set=several))
    columns = {
        "cluster_id": rows["cluster_id"].combine_chunks(),
        "story_id": stories.take(
            pc.index_in(rows["article_id_min"].combine_chunks(), value_set=names)
        ),
        "articles": rows["article_id_count"].combine_chunks(),
        "cohesion": pc.fill_null(told, 1.0),
    }
    shape = schema.CLUSTER
    return [pa.RecordBatch.from_arrays([columns[name] for name in shape.names], schema=shape)]
