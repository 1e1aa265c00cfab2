"""Find what articles translate that credit an outlet of another language.

In:   documents, texts, resolved claims, matches.
Out:  ``translations``; which articles' translations are not what they were.

Only articles that may be translated are read, and of what they may translate the articles of the
credited outlet nearest in time; what was found from the same articles is not looked for again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from functools import lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.entities.resolution import ResolvedClaims
from graphx.lineage.anchors import anchors_of
from graphx.lineage.evidence import Translation, Witness
from graphx.lineage.likeness import Anchors
from graphx.lineage.told import Row
from graphx.lineage.translations import Sought, sought_translation
from graphx.lineage.witnesses import claims_by_article, witnesses
from graphx.steps.foreign import Articles, Foreign, foreign_credits
from graphx.steps.story_texts import without_claims
from graphx.store.readings import Readings
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer

_READ_AT_ONCE: Final = 4000
"""Articles whose anchors are held at once, some kilobytes each."""

_TOLD: Final = tuple(field.name for field in fields(Translation))

_NOTHING: Final[Row] = {
    "source_id": None,
    "shared": 0,
    "ordered": 0,
    "possible": 0,
    "copy_quote": "",
    "source_quote": "",
}


def find_translations(
    base: Snapshot,
    writer: Writer,
    articles: Articles,
    claims: ResolvedClaims,
    changed: Sequence[str],
    made_by: str,
) -> set[str]:
    """Look for the originals of translations, and write what was found.

    Parameters
    ----------
    base : Snapshot
    writer : Writer
        Holds the matches of this build.
    articles : Articles
    claims : ResolvedClaims
    changed : sequence of str
        Articles whose text is not what it was.
    made_by : str
        What names the code that looks.

    Returns
    -------
    set of str
        Articles on either side of a translation that is told now and was not so before, or was
        and is not now.
    """
    rows_before: list[Row] = base.table("translations").to_pylist()
    before = {(row["copy_id"], row["outlet_id"]): row for row in rows_before}
    texts = frozenset(changed)
    rows: list[Row] = []
    waiting: list[tuple[Sought, str]] = []
    for sought in _sought(writer, articles, claims):
        inputs = sought.inputs(made_by)
        row = before.get((sought.copy.article_id, sought.outlet_id))
        if row is not None and row["inputs"] == inputs and texts.isdisjoint(sought.article_ids):
            rows.append(row)
        else:
            waiting.append((sought, inputs))
    rows += _looked_for(base, writer, waiting)
    writer.replace("translations", [pa.RecordBatch.from_pylist(rows, schema=schema.TRANSLATION)])
    return _changed(rows_before, rows)


def _sought(writer: Writer, articles: Articles, claims: ResolvedClaims) -> Iterator[Sought]:
    foreign = list(foreign_credits(articles, claims.credits, writer.batches("matches")))
    known = _witnesses(articles, claims, foreign)
    for one in foreign:
        candidates = [known[name] for name in one.candidates]
        sought = sought_translation(known[one.copy_id], one.outlet_id, candidates)
        if sought is not None:
            yield sought


def _witnesses(
    articles: Articles, claims: ResolvedClaims, foreign: Sequence[Foreign]
) -> Mapping[str, Witness]:
    """Read the articles that are compared, by their ids."""
    names = {name for one in foreign for name in (one.copy_id, *one.candidates)}
    if not names:
        return {}
    needed = pa.array(sorted(names), pa.string())
    there = pc.is_in(articles.ids, value_set=needed)
    told = articles.told.filter(there).to_pylist()
    credits = claims.credits.filter(pc.is_in(claims.credits["article_id"], value_set=needed))
    none = credits.slice(0, 0)
    found = witnesses(
        articles.documents.filter(there).to_batches(),
        claims_by_article(credits, none, none),
        {
            row["article_id"]: (row["outlet_id"], row["outlet_name"])
            for row in told
            if row["outlet_id"] is not None
        },
        {row["article_id"]: row["cluster_id"] for row in told},
        {},
    )
    return {one.article_id: one for one in found}


def _looked_for(
    base: Snapshot, writer: Writer, waiting: Sequence[tuple[Sought, str]]
) -> Iterator[Row]:
    """Compare copies with what they may translate: rows of `schema.TRANSLATION`."""
    if not waiting:
        return
    copies = {one.copy.article_id: one.copy for one, _ in waiting}
    needed = sorted({name for one, _ in waiting for name in one.article_ids})
    readings = Readings(snapshot=base, outlets={}, languages={})
    with readings.shelf(needed, writer.scratch) as shelf:

        @lru_cache(_READ_AT_ONCE)
        def anchors(name: str) -> Anchors:
            batch = shelf.read([name])
            if name in copies:
                batch = without_claims(batch, copies)
            [row] = batch.to_pylist()
            return anchors_of(row["text"], [(one["start"], one["end"]) for one in row["body"]])

        # The articles of one outlet are read once for all its translations.
        for one, inputs in sorted(waiting, key=lambda item: item[0].outlet_id):
            found = one.answer(anchors)
            told = _NOTHING if found is None else asdict(found)
            yield told | {
                "copy_id": one.copy.article_id,
                "outlet_id": one.outlet_id,
                "inputs": inputs,
            }


def _changed(before: Iterable[Row], now: Iterable[Row]) -> set[str]:
    """Articles of which something else is told."""
    told = [
        {tuple(row[name] for name in _TOLD) for row in rows if row["source_id"] is not None}
        for rows in (before, now)
    ]
    return {str(name) for row in told[0] ^ told[1] for name in row[:2]}
