"""Group near-duplicates into clusters that hold together.

In:   near-duplicate matches, and all article ids.
Out:  the clusters of two articles and more, how well each holds together, and where each article
      is; one that matches no other is a cluster of its own.

Near-duplication is not transitive: A ~ B ~ C chains end far from where they began, and following
every link has produced clusters of hundreds of thousands of unlike texts.  So groups grow by
average linkage (Sokal and Michener, A statistical method for evaluating systematic relationships,
1958, known as UPGMA) over the graph of matches, a pair that does not match counting as zero: two
groups are joined, the most alike first, as long as at least `min_linked` of the pairs between them
match.  A chain is cut where it hangs by a few threads; a wire story's versions stay together.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from graphx.errors import InvalidValueError
from graphx.model import Relation, content_id

_STRENGTH_STEPS = 1_000_000_000  # strengths are added as whole numbers: sums do not depend on order


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterLimits:
    """When two groups are one cluster."""

    min_linked: float = 0.5  # share of the pairs between two groups that match

    def __post_init__(self) -> None:
        if not 0.0 < self.min_linked <= 1.0:
            raise InvalidValueError("min_linked", self.min_linked, "above 0, at most 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Near-duplicate versions of one text."""

    cluster_id: str
    members: tuple[str, ...]  # sorted
    cohesion: float  # matching pairs over all pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Clusters of two articles and more, sorted by their first member, and where each article is.

    A cluster of one article is named by it as any other is by its first member, and not listed:
    most articles are such.
    """

    clusters: tuple[Cluster, ...]
    cluster_of: Mapping[str, str]


@dataclass(slots=True)
class _Group:
    """A cluster in the making; numbers are places in the sorted ids."""

    members: list[int]
    inner: int = 0  # matching pairs inside
    ties: dict[int, list[int]] = field(default_factory=dict)  # group -> [matches, strength]


def cluster_near_duplicates(
    matches: Iterable[pa.RecordBatch],
    article_ids: Iterable[str],
    limits: ClusterLimits | None = None,
) -> Clusters:
    """Group articles by their near-duplicate matches.

    Parameters
    ----------
    matches : iterable of RecordBatch
        `schema.MATCH` or `schema.MATCHED`, in any order; other relations are passed over.
    article_ids : iterable of str
        All articles.
    limits : ClusterLimits, optional
    """
    ties = list(_ties(matches))
    # Articles that match no other stay alone.
    ids = sorted({name for left, right, _ in ties for name in (left, right)})
    number = {article_id: place for place, article_id in enumerate(ids)}
    groups: dict[int, _Group] = {}
    for left, right, strength in ties:
        one, other = number[left], number[right]
        groups.setdefault(one, _Group([one])).ties[other] = [1, strength]
        groups.setdefault(other, _Group([other])).ties[one] = [1, strength]
    _join(groups, (limits or ClusterLimits()).min_linked)
    clusters = tuple(
        _cluster([ids[place] for place in sorted(group.members)], group.inner)
        for _, group in sorted(groups.items())
        if len(group.members) > 1
    )
    several = {member: cluster.cluster_id for cluster in clusters for member in cluster.members}
    of = {name: several.get(name) or cluster_id_of(name) for name in article_ids}
    return Clusters(clusters=clusters, cluster_of=of)


def cluster_id_of(first: str) -> str:
    """Name the cluster whose first member has this id."""
    return content_id("k", first)


def _ties(matches: Iterable[pa.RecordBatch]) -> Iterable[tuple[str, str, int]]:
    names = ["left_id", "right_id", "left_containment", "right_containment"]
    for batch in matches:
        alike = batch.filter(pc.equal(batch.column("relation"), Relation.NEAR_DUPLICATE.value))
        columns = (alike.column(name).to_pylist() for name in names)
        for left, right, here, there in zip(*columns, strict=True):
            yield left, right, round(max(here, there) * _STRENGTH_STEPS)


def _join(groups: dict[int, _Group], min_linked: float) -> None:
    """Join groups until no two are linked well enough.  A group goes by its smallest member."""
    heap: list[tuple[float, int, int]] = []

    def offer(one: int, other: int) -> None:
        matched, strength = groups[one].ties[other]
        pairs = len(groups[one].members) * len(groups[other].members)
        if matched >= min_linked * pairs:
            heapq.heappush(heap, (-strength / pairs, min(one, other), max(one, other)))

    for one, group in groups.items():
        for other in group.ties:
            if one < other:
                offer(one, other)
    while heap:
        score, one, other = heapq.heappop(heap)
        if one not in groups or other not in groups:
            continue
        tie = groups[one].ties.get(other)
        if (
            tie is None
            or -tie[1] / (len(groups[one].members) * len(groups[other].members)) != score
        ):
            continue  # an offer from before one of the two grew
        _absorb(groups, one, other)
        for neighbour in groups[one].ties:
            offer(one, neighbour)


def _absorb(groups: dict[int, _Group], one: int, other: int) -> None:
    kept, gone = groups[one], groups.pop(other)
    kept.inner += gone.inner + gone.ties[one][0]
    kept.members.extend(gone.members)
    del kept.ties[other]
    for neighbour, (matched, strength) in gone.ties.items():
        if neighbour == one:
            continue
        tie = kept.ties.setdefault(neighbour, [0, 0])
        tie[0] += matched
        tie[1] += strength
        del groups[neighbour].ties[other]
        groups[neighbour].ties[one] = tie


def _cluster(members: list[str], matching: int) -> Cluster:
    pairs = len(members) * (len(members) - 1) // 2
    return Cluster(
        cluster_id=cluster_id_of(members[0]),
        members=tuple(members),
        cohesion=matching / pairs,
    )
