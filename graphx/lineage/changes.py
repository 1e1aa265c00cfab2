"""What became of claims when the credited text arrived.

In:   derivations and articles of the snapshot before and of the build now.
Out:  `Upgrade` values, for the history.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from graphx.model import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """A claimed source whose text came in, and what that did to the claim."""

    copy_id: str
    status: Status
    detail: str


def upgrades(
    articles_before: pa.Table, before: pa.Table, articles: pa.Table, now: pa.Table
) -> Iterator[Upgrade]:
    """Compare two builds.

    Parameters
    ----------
    articles_before, articles : pyarrow.Table
        ``article_id``, ``outlet_id`` and ``outlet_name`` of `schema.ARTICLE` at least.
    before, now : pyarrow.Table
        `schema.DERIVATION`.

    Yields
    ------
    Upgrade
        Sorted by copy; one for each claim on a stub that is now confirmed or contradicted by a
        collected article of the same outlet.
    """
    before = before.filter(pc.equal(before["status"], Status.CLAIMED.value))
    now = now.filter(
        pc.and_(
            pc.is_in(
                now["status"],
                value_set=pa.array([Status.CONFIRMED.value, Status.CONTRADICTED.value]),
            ),
            pc.is_in(now["copy_id"], value_set=before["copy_id"].combine_chunks()),
        )
    )
    outlets_before = _outlets(articles_before, before["source_id"])
    outlets = _outlets(articles, now["source_id"])
    claimed: dict[str, set[str]] = defaultdict(set)
    for row in before.to_pylist():
        claimed[row["copy_id"]] |= outlets_before.get(row["source_id"], frozenset())
    for row in sorted(now.to_pylist(), key=lambda row: (row["copy_id"], row["source_id"])):
        if claimed[row["copy_id"]] & outlets.get(row["source_id"], frozenset()):
            status = Status(row["status"])
            yield Upgrade(
                copy_id=row["copy_id"],
                status=status,
                detail=f"claimed before, now {status}: {row['reason']}",
            )


def _outlets(articles: pa.Table, named: pa.ChunkedArray) -> dict[str, frozenset[str]]:
    """Return the outlet of named articles by id and by name: an arrival may teach the id."""
    articles = articles.filter(pc.is_in(articles["article_id"], value_set=named.combine_chunks()))
    columns = (
        articles.column(name).to_pylist() for name in ("article_id", "outlet_id", "outlet_name")
    )
    return {
        article_id: frozenset(
            name for name in (outlet_id, (outlet_name or "").casefold() or None) if name
        )
        for article_id, outlet_id, outlet_name in zip(*columns, strict=True)
    }
