"""Judge who took it from whom.

In:   documents, resolved claims, matches, clusters.
Out:  the tables from ``articles`` to ``clues`` that lineage fills.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.engine.code import code_digest
from graphx.engine.progress import Progress
from graphx.entities.outlets import Outlet
from graphx.entities.resolution import ResolvedClaims
from graphx.lineage.inputs import inputs_digest
from graphx.lineage.judge import Judgement, judge, quotation_sibling
from graphx.lineage.stories import Story
from graphx.lineage.tables import LineageTables, kept_rows, lineage_tables
from graphx.lineage.told import Row
from graphx.lineage.touched import Known, Ties, touched_articles
from graphx.model import Relation, Sibling
from graphx.reuse.clusters import Clusters
from graphx.steps.foreign import Articles
from graphx.steps.found import JUDGED_BY, SKETCHED_BY, Found
from graphx.steps.lineage_input import Evidence, LineageInput, told_of_articles
from graphx.steps.translations import find_translations
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer

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
    if writer.settings.get(JUDGED_BY) == made_by:
        anew = {*found.changed, *found.matched_anew, *translated}
        touched = _touched(base, articles, documents["url"], claims, evidence, anew)
    else:
        touched = documents["article_id"].combine_chunks()
        writer.set(JUDGED_BY, made_by)
    given = LineageInput.of(base, articles, claims, evidence, writer.scratch, touched)
    before = LineageTables(**{name: base.table(name) for name in _KEPT})
    anew = pc.is_in(documents["article_id"], value_set=touched)
    untouched = documents["article_id"].filter(pc.invert(anew)).combine_chunks()
    sorted_out = _sorted_out(base, given, found.changed, made_by, before.articles, untouched)
    kept = kept_rows(before, sorted_out.stories, untouched)
    tables = lineage_tables(
        documents.filter(anew),
        articles,
        _watched(_judged(writer, given, sorted_out), progress),
        _quotations(given, kept),
        kept,
    )
    del given, evidence, before, kept, sorted_out  # a table that is written is there twice
    writer.give_back()
    for name in _KEPT:
        writer.replace(name, getattr(tables, name).to_batches())
    writer.replace("clusters", _cluster_rows(found.clusters, tables))
    stories = tables.stories.num_rows
    progress("stories judged", stories, stories)


def _made_by(writer: Writer) -> str:
    """Name the code that judges, and how what it judges was found."""
    code = code_digest("graphx.lineage", "graphx.reuse", "graphx.steps", "graphx.text")
    return f"{code} {writer.settings.get(SKETCHED_BY)}"


def _touched(
    base: Snapshot,
    articles: pa.Table,
    urls: pa.ChunkedArray,
    claims: ResolvedClaims,
    evidence: Evidence,
    changed: Iterable[str],
) -> pa.Array:
    """Articles whose stories may not be as they were."""
    before = base.table("articles", [*articles.column_names, "story_id", "collected"])
    before = before.filter(before["collected"])
    claims_before = tuple(base.table(name) for name in ("credits", "mentions", "outgoing"))
    return touched_articles(
        Known(articles=before.select(articles.column_names), claims=claims_before),
        before["story_id"],
        Known(articles=articles, claims=(claims.credits, claims.mentions, claims.outgoing)),
        Ties(urls=urls, matches=evidence.matches, translations=evidence.translations),
        changed,
    )


@dataclass(frozen=True, slots=True)
class _SortedOut:
    """Stories, stubs among them.

    ``stories`` are the ids of those that stay as they are; ``kept`` holds what those of two
    articles and more were judged from (`schema.JUDGEMENT`), ``changed`` the other such, each with
    the digest of its inputs.
    """

    stories: pa.Array
    kept: pa.Table
    changed: list[tuple[Story, str]]


def _sorted_out(
    base: Snapshot,
    given: LineageInput,
    changed_texts: Sequence[str],
    made_by: str,
    articles: pa.Table,
    untouched: pa.Array,
) -> _SortedOut:
    """Tell stories whose inputs are those of the build before from the others.

    ``articles`` are those of the build before; stories of the `untouched` ones stay.
    """
    before = base.table("judgements")
    known = set(before.column("inputs").to_pylist())
    texts = frozenset(changed_texts)
    same: list[str] = []
    changed: list[tuple[Story, str]] = []
    for story in given.stories():
        if story.pairs:
            inputs = inputs_digest(story, made_by)
            if inputs in known and texts.isdisjoint(one.article_id for one in story.witnesses):
                same.append(story.story_id)
            else:
                changed.append((story, inputs))
    others = articles.filter(pc.is_in(articles["article_id"], value_set=untouched))["story_id"]
    stories = pc.unique(pa.concat_arrays([others.combine_chunks(), pa.array(same, pa.string())]))
    kept = before.filter(pc.is_in(before.column("story_id"), value_set=stories))
    return _SortedOut(stories, kept, changed)


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
