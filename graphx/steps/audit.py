"""Say what became of texts and credits on their way.

In:   articles, derivations, credits, matches, passages and texts of a build.
Out:  ``chains``, ``audit``, ``edits``; what arrivals did to claims, for the history.

What was done to a text is read again only where the edge, or one of its two texts, is not what it
was.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.lineage.audit import audit_tables
from graphx.lineage.changes import upgrades
from graphx.lineage.edits import EditedText, Interval, typed_edits
from graphx.lineage.witnesses import matches
from graphx.model import CreditKind, Derivation, Match, Relation, Status
from graphx.steps.found import JUDGED_BY
from graphx.store.history import Event
from graphx.store.readings import Readings
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer

_TEXTS_AT_ONCE: Final = 200


def audit_lineage(base: Snapshot, writer: Writer, changed: Sequence[str]) -> list[Event]:
    """Write the audit and the edits of a build; return what its arrivals did to claims.

    ``changed`` are the articles whose document, text or boilerplate is not what it was.
    """
    articles, derivations, credits = (
        _table(writer, name) for name in ("articles", "derivations", "credits")
    )
    chains, audit = audit_tables(articles, derivations, credits)
    writer.replace("chains", chains.to_batches())
    writer.replace("audit", audit.to_batches())
    before = base.table("articles", ["article_id", "outlet_id", "outlet_name"])
    stays = derivations.slice(0, 0)
    if base.settings.get(JUDGED_BY) == writer.settings.get(JUDGED_BY):  # by the same code
        named = _named(before, "article_id", "outlet_name")
        stays = derivations.filter(_stays(base, named, writer, articles, derivations, changed))
    writer.replace("edits", _edits(base, writer, articles, derivations, stays))
    arrived = upgrades(before, base.table("derivations"), articles, derivations)
    return [
        Event(event=upgrade.status.value, subject=upgrade.copy_id, detail=upgrade.detail)
        for upgrade in arrived
    ]


def _table(tables: Writer, name: str) -> pa.Table:
    return pa.Table.from_batches(tables.batches(name), schema.TABLES[name])


def _stays(
    base: Snapshot,
    named_before: pa.Array,
    writer: Writer,
    articles: pa.Table,
    derivations: pa.Table,
    changed: Sequence[str],
) -> pa.ChunkedArray:
    """Tell for which derivations texts, outlets, match and what was found of them are the same."""
    told = ("copy_id", "source_id", "kind", "status")
    before = base.table("derivations", told)
    stays = pc.is_in(_named(derivations, *told), value_set=_named(before, *told))
    others = pc.is_in(_named(articles, "article_id", "outlet_name"), value_set=named_before)
    renamed = articles["article_id"].filter(pc.invert(others)).combine_chunks()
    touched = pa.concat_arrays([renamed, pa.array(changed, pa.string())])
    for side in ("copy_id", "source_id"):
        stays = pc.and_(stays, pc.invert(pc.is_in(derivations[side], value_set=touched)))
    matches_before = base.table("matches", ["left_id", "right_id"])
    matched = [
        pc.or_(
            *(
                pc.is_in(_named(derivations, *sides), value_set=_named(rows, "left_id", "right_id"))
                for sides in (("copy_id", "source_id"), ("source_id", "copy_id"))
            )
        )
        for rows in (matches_before, _table(writer, "matches"))
    ]
    return pc.and_(stays, pc.equal(*matched))


def _named(rows: pa.Table, *columns: str) -> pa.Array:
    """One name for each row: what some of its columns say."""
    parts = [rows[name].combine_chunks() for name in columns]
    return pc.binary_join_element_wise(
        *parts, "\x1f", null_handling="replace", null_replacement="\x00"
    )


def _edits(
    base: Snapshot,
    writer: Writer,
    articles: pa.Table,
    derivations: pa.Table,
    stays: pa.Table,
) -> Iterator[pa.RecordBatch]:
    """Rows of the build before for the edges that stay, and new ones for the others."""
    sides = ("copy_id", "source_id")
    known = _named(stays, *sides)
    before = base.table("edits")
    yield from before.filter(pc.is_in(_named(before, *sides), value_set=known)).to_batches()
    derivations = derivations.filter(
        pc.invert(pc.is_in(_named(derivations, *sides), value_set=known))
    )
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
