"""Matches of a workspace by the ids that were given."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from graphx.cli.wording import spaced
from graphx.store.snapshot import Snapshot


def match_records(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    """Return the JSON objects of the published contract: matches, then articles.

    ``left < right`` by the ids as given.
    """
    articles = snapshot.table("articles", ["article_id", "id", "cluster_id", "story_id"])
    given = dict(zip(articles["article_id"].to_pylist(), articles["id"].to_pylist(), strict=True))
    spans = _spans(snapshot)
    found = [_record(row, given, spans) for row in snapshot.table("matches").to_pylist()]
    yield from sorted(found, key=lambda record: (str(record["left"]), str(record["right"])))
    members = [row for row in articles.to_pylist() if row["id"] is not None]
    for row in sorted(members, key=lambda row: (row["id"], row["article_id"])):
        yield {
            "id": row["id"],
            "cluster": row["cluster_id"],
            "story": row["story_id"],
            "article_id": row["article_id"],
        }


def _spans(snapshot: Snapshot) -> dict[tuple[str, str], list[list[int]]]:
    spans: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for row in snapshot.table("passages").to_pylist():
        spans[row["left_id"], row["right_id"]].append(
            [row["left_start"], row["left_end"], row["right_start"], row["right_end"]]
        )
    return spans


def _record(
    row: dict[str, object],
    given: dict[str, str],
    spans: dict[tuple[str, str], list[list[int]]],
) -> dict[str, object]:
    left_id, right_id = str(row["left_id"]), str(row["right_id"])
    found = spans[left_id, right_id]
    left, right = given[left_id], given[right_id]
    facts = {name: row[name] for name in ("relation", "jaccard")}
    containments = row["left_containment"], row["right_containment"]
    # The tables order a pair by digests, this contract by the ids people gave.
    if right < left:
        left, right = right, left
        containments = containments[::-1]
        found = sorted([span[2], span[3], span[0], span[1]] for span in found)
    return {
        "left": left,
        "right": right,
        **facts,
        "left_containment": containments[0],
        "right_containment": containments[1],
        "shared_words": row["shared_words"],
        "longest_words": row["longest_words"],
        "spans": found,
    }


def match_lines(snapshot: Snapshot) -> Iterator[str]:
    """Write matches and groups for a person."""
    sizes: Counter[object] = Counter()
    for record in match_records(snapshot):
        if "relation" in record:
            yield (
                f"{record['left']}  {record['right']}  {spaced(str(record['relation']))}  "
                f"Jaccard {record['jaccard']:.2f}, contained "
                f"{record['left_containment']:.0%} / {record['right_containment']:.0%}, "
                f"{record['shared_words']} words shared, longest run {record['longest_words']}"
            )
        else:
            sizes[record["story"]] += 1
    together = sum(1 for size in sizes.values() if size > 1)
    yield f"{sum(sizes.values())} articles, {together} stories of two or more"
