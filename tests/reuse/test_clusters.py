import random
from itertools import combinations, pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from graphx import schema
from graphx.model import content_id
from graphx.reuse.clusters import ClusterLimits, cluster_near_duplicates
from graphx.reuse.verify import Verifying

PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]))


def matches(pairs, relation="near_duplicate", containment=0.9):
    return [
        pa.RecordBatch.from_pylist(
            [
                {
                    "left_id": left,
                    "right_id": right,
                    "relation": relation,
                    "jaccard": 0.6,
                    "left_containment": containment,
                    "right_containment": 0.7,
                    "shared_words": 50,
                    "longest_words": 40,
                }
            ],
            schema=schema.MATCH,
        )
        for left, right in pairs
    ]


def members(found):
    """Members of all clusters, of one article or several."""
    inside = {}
    for name, cluster_id in sorted(found.cluster_of.items()):
        inside.setdefault(cluster_id, []).append(name)
    named = {cluster.cluster_id: cluster.members for cluster in found.clusters}
    assert named == {key: tuple(names) for key, names in inside.items() if len(names) > 1}
    return [tuple(names) for names in inside.values()]


def test_every_article_is_in_one_cluster_named_by_its_first_member():
    found = cluster_near_duplicates(matches([("b", "c")]), ["c", "a", "b"])
    assert members(found) == [("a",), ("b", "c")]
    assert found.cluster_of == {
        "a": content_id("k", "a"),
        "b": content_id("k", "b"),
        "c": content_id("k", "b"),
    }
    assert [cluster.cohesion for cluster in found.clusters] == [1.0]


def test_other_relations_do_not_count():
    found = cluster_near_duplicates(matches([("a", "b")], relation="partial"), ["a", "b"])
    assert members(found) == [("a",), ("b",)]


def test_two_stories_joined_by_one_match_stay_two():
    left, right = "abcde", "vwxyz"
    pairs = [*combinations(left, 2), *combinations(right, 2), ("e", "v")]
    found = cluster_near_duplicates(matches(pairs), left + right)
    assert members(found) == [tuple(left), tuple(right)]


def test_a_chain_does_not_reach_from_end_to_end():
    ids = [f"{n:02d}" for n in range(30)]
    found = cluster_near_duplicates(matches(list(pairwise(ids))), ids)
    assert max(map(len, members(found))) <= 3


def test_one_missing_match_does_not_part_a_cluster_and_shows_in_its_cohesion():
    pairs = [pair for pair in combinations("abcd", 2) if pair != ("a", "d")]
    (cluster,) = cluster_near_duplicates(matches(pairs), "abcd").clusters
    assert cluster.members == tuple("abcd")
    assert cluster.cohesion == 5 / 6


def test_the_stronger_match_decides():
    found = cluster_near_duplicates(
        matches([("a", "b")], containment=0.8) + matches([("b", "c")], containment=0.95),
        "abc",
        ClusterLimits(min_linked=0.6),
    )
    assert members(found) == [("a",), ("b", "c")]


@given(PAIRS, st.randoms(use_true_random=False))
def test_order_does_not_matter(pairs, source):
    ids = [str(n) for n in range(10)]
    ready = matches([(str(left), str(right)) for left, right in sorted(pairs)])
    shuffled = source.sample(ready, len(ready))
    assert cluster_near_duplicates(ready, ids) == cluster_near_duplicates(shuffled, ids[::-1])


@given(PAIRS)
def test_clusters_hold_together(pairs):
    named = {(str(left), str(right)) for left, right in pairs}
    found = cluster_near_duplicates(matches(sorted(named)), [str(n) for n in range(10)])
    assert sorted(found.cluster_of) == [str(n) for n in range(10)]
    assert sorted(member for inside in members(found) for member in inside) == [
        str(n) for n in range(10)
    ]
    for cluster in found.clusters:
        inside = list(combinations(cluster.members, 2))
        linked = sum(pair in named for pair in inside)
        assert cluster.cohesion == linked / len(inside)
        assert cluster.cohesion >= 0.5


def test_two_hundred_copies_with_a_quarter_of_the_matches_missing():
    ids = [f"{n:03d}" for n in range(200)]
    (cluster,) = cluster_near_duplicates(
        [
            pa.RecordBatch.from_pylist(
                [
                    row
                    for batch in matches(random.Random(1).sample(list(combinations(ids, 2)), 15000))
                    for row in batch.to_pylist()
                ],
                schema=schema.MATCH,
            )
        ],
        ids,
    ).clusters
    assert len(cluster.members) == 200


def test_a_text_that_all_quote_makes_no_near_duplicates(as_pairs, write):
    quoted = write(99, 60)
    rows = [(f"{n}", None, f"{write(n, 150)} {quoted} {write(n + 50, 150)}") for n in range(6)]
    pairs = list(combinations([row[0] for row in rows], 2))
    matched = list(Verifying(compiled=False)(as_pairs(rows, pairs)))
    told = [row for batch in matched for row in batch.to_pylist()]
    assert [row["relation"] for row in told] == ["quotation"] * len(pairs)
    text = {name: text for name, _, text in rows}
    for row in told:
        [span] = row["spans"]
        words = text[row["left_id"]][span["left_start"] : span["left_end"]].split()
        assert words == quoted.split()
    assert len(members(cluster_near_duplicates(matched, text))) == len(rows)
