"""Say what became of texts and credits on their way.

In:   articles, derivations, credits, matches, passages and texts of a build.
Out:  ``chains``, ``audit``, ``edits``; what arrivals did to claims, for the history.

What was done to a text is read again only where its story was judged anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.lineage.audit import audit_tables
from graphx.lineage.changes import upgrades
from graphx.lineage.edits import EditedText, Interval, typed_edits
from graphx.lineage.witnesses import matches
from graphx.model import CreditKind, Derivation, Match, Relation, Status
from graphx.store.readings import Readings
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Event, Writer

_TEXTS_AT_ONCE: Final = 200


def audit_lineage(base: Snapshot, writer: Writer, as_before: pa.Array) -> list[Event]:
    """Write the audit and the edits of a build; return what its arrivals did to claims.

    ``as_before`` holds the ids of the stories that are judged as before: there, texts, matches
    and passages are the same.
    """
    articles, derivations, credits = (
        _table(writer, name) for name in ("articles", "derivations", "credits")
    )
    chains, audit = audit_tables(articles, derivations, credits)
    writer.replace("chains", chains.to_batches())
    writer.replace("audit", audit.to_batches())
    writer.replace("edits", _edits(base, writer, articles, derivations, as_before))
    changed = upgrades(base.table("articles"), base.table("derivations"), articles, derivations)
    return [
        Event(event=upgrade.status.value, subject=upgrade.copy_id, detail=upgrade.detail)
        for upgrade in changed
    ]


def _table(tables: Writer, name: str) -> pa.Table:
    return pa.Table.from_batches(tables.batches(name), schema.TABLES[name])


def _edits(
    base: Snapshot,
    writer: Writer,
    articles: pa.Table,
    derivations: pa.Table,
    as_before: pa.Array,
) -> Iterator[pa.RecordBatch]:
    unchanged = derivations.filter(pc.is_in(derivations["story_id"], value_set=as_before))
    copies = unchanged["copy_id"].combine_chunks()
    for batch in base.batches("edits"):
        yield batch.filter(pc.is_in(batch.column("copy_id"), value_set=copies))
    derivations = derivations.filter(pc.invert(pc.is_in(derivations["copy_id"], value_set=copies)))
    edges = [_derivation(row) for row in derivations.to_pylist()]
    wanted = {frozenset((edge.copy_id, edge.source_id)) for edge in edges}
    matched = {
        frozenset((match.left_id, match.right_id)): match
        for match in matches(_of_both(_table(writer, "matches"), derivations))
        if frozenset((match.left_id, match.right_id)) in wanted
    }
    passages = _passages(writer, matched)
    named = articles.filter(pc.is_in(articles["article_id"], value_set=_ends(derivations)))
    columns = (named[name].to_pylist() for name in ("article_id", "title", "outlet_name"))
    known = {name: (title, outlet) for name, title, outlet in zip(*columns, strict=True)}
    collected = named.filter(named["collected"])["article_id"].to_pylist()
    told = [edge for edge in edges if edge.status is not Status.CONTRADICTED]
    readings = Readings(snapshot=base, outlets={}, languages={})
    with readings.shelf(collected, writer.scratch) as shelf:
        there = frozenset(collected)
        for start in range(0, len(told), _TEXTS_AT_ONCE):
            some = told[start : start + _TEXTS_AT_ONCE]
            ends = {name for edge in some for name in (edge.copy_id, edge.source_id)}
            bodies = {
                row["article_id"]: _edited_text(row, *known[row["article_id"]])
                for row in shelf.read(sorted(ends & there)).to_pylist()
            }
            rows = [row for edge in some for row in _rows(edge, matched, passages, bodies)]
            yield pa.RecordBatch.from_pylist(rows, schema=schema.EDIT)


def _ends(derivations: pa.Table) -> pa.Array:
    """Ids of the articles that are a copy or a source."""
    sides = [derivations[side].combine_chunks() for side in ("copy_id", "source_id")]
    return pc.unique(pa.concat_arrays(sides))


def _of_both(rows: pa.Table, derivations: pa.Table) -> pa.Table:
    """Return the rows whose left and right article are a copy or a source."""
    ends = _ends(derivations)
    sides = (pc.is_in(rows[side], value_set=ends) for side in ("left_id", "right_id"))
    return rows.filter(pc.and_(*sides))


def _derivation(row: Mapping[str, object]) -> Derivation:
    kind = str(row["kind"])
    return Derivation(
        copy_id=str(row["copy_id"]),
        source_id=str(row["source_id"]),
        story_id=str(row["story_id"]),
        kind=CreditKind(kind) if kind in set(CreditKind) else Relation(kind),
        status=Status(str(row["status"])),
        reason=str(row["reason"]),
        probability=float(str(row["probability"])),
    )


def _passages(
    writer: Writer, wanted: Mapping[frozenset[str], Match]
) -> dict[frozenset[str], list[tuple[Interval, Interval]]]:
    """Aligned passages of the wanted pairs, left first."""
    found: dict[frozenset[str], list[tuple[Interval, Interval]]] = defaultdict(list)
    ends = pa.array(sorted({name for pair in wanted for name in pair}), pa.string())
    for batch in writer.batches("passages"):
        batch = batch.filter(pc.is_in(batch.column("left_id"), value_set=ends))
        ids = (batch.column(name).to_pylist() for name in ("left_id", "right_id"))
        places = (batch.column(name).to_pylist() for name in schema.PASSAGE.names[2:])
        for left, right, *at in zip(*ids, *places, strict=True):
            key = frozenset((left, right))
            if key in wanted:
                found[key].append(((at[0], at[1]), (at[2], at[3])))
    return found


def _edited_text(reading: Mapping[str, Any], title: str | None, outlet: str | None) -> EditedText:
    """Prepare a row of `schema.READING`."""
    body = [(kept["start"], kept["end"]) for kept in reading["body"]]
    return EditedText.of(reading["text"], body, title, outlet)


def _rows(
    edge: Derivation,
    matched: Mapping[frozenset[str], Match],
    passages: Mapping[frozenset[str], list[tuple[Interval, Interval]]],
    bodies: Mapping[str, EditedText],
) -> Iterator[dict[str, object]]:
    key = frozenset((edge.copy_id, edge.source_id))
    match = matched.get(key)
    aligned = passages.get(key, [])
    if match is not None and match.left_id != edge.copy_id:
        aligned = [(there, here) for here, there in aligned]
    source = bodies.get(edge.source_id)
    for done in typed_edits(edge, match, sorted(aligned), bodies[edge.copy_id], source):
        copy, origin = done.copy or (None, None), done.source or (None, None)
        yield {
            "copy_id": edge.copy_id,
            "source_id": edge.source_id,
            "edit": done.edit.value,
            "copy_start": copy[0],
            "copy_end": copy[1],
            "source_start": origin[0],
            "source_end": origin[1],
        }
