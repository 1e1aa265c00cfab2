"""Floors for finding shared text, on labelled data that is not part of the project.

A floor is lowered on purpose or not at all; the digest says on which data it was set.
"""

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pyarrow as pa
import pytest

from graphx import schema
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.clusters import Clusters
from graphx.reuse.engine import ReuseEngine
from graphx.reuse.reading import Reading
from graphx.reuse.verify import comparable, compare

EVAL = Path(__file__).parents[3] / "shared" / "eval"

DIGESTS = {
    "helsinki_dev/articles.jsonl.gz": (
        "584e56b4958a30e51dd6b2a28b173f565453869c5da7e64b354c8a107ca12e16"
    ),
    "helsinki_dev/silver_pairs.jsonl": (
        "7055eaee18c917c92affd572f41cc9e5601a3ac843f29411eb48518c33f3973f"
    ),
    "reuters21578/docs.jsonl.gz": (
        "2ac34a43062449a1b9d30f820cfbe4806c7806bfdb0727900180c006fe182baf"
    ),
    "reuters21578/silver_pairs.jsonl": (
        "6864f64e55a45ce3be5fecd764cb332970c125bacd0c335a5f80914736c23f8a"
    ),
    "reuters21578/exact_groups.json": (
        "8917cafe8fca861e51f984d10aa239077042f9e46773cd74525bd455be3b7fd2"
    ),
    "clough_stevenson/plagiarism-clough-stevenson.csv": (
        "338fde293a60af8bd9ee7dd183cc87f38382887fed7ad629a0cba2bfb1665ba4"
    ),
}

Row = tuple[str, str | None, str]
Pair = tuple[str, str]


def data(name: str) -> Path:
    path = EVAL / name
    if not path.exists():
        pytest.skip(f"labelled data {name} is not here")
    if name in DIGESTS:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == DIGESTS[name], f"{name} changed"
    return path


def json_lines(path: Path) -> list[dict[str, object]]:
    text = path.read_bytes()
    if path.suffix == ".gz":
        text = gzip.decompress(text)
    return [json.loads(line) for line in text.decode("utf-8").splitlines() if line]


@dataclass(frozen=True)
class Found:
    boilerplate: Boilerplate
    matches: Mapping[Pair, Mapping[str, object]]
    clusters: Clusters

    def related(self, *relations: str) -> set[Pair]:
        return {pair for pair, row in self.matches.items() if row["relation"] in relations}


def find(rows: list[Row]) -> Found:
    """Run the engine over texts that are body from end to end."""
    engine = ReuseEngine()
    by_id = {row[0]: row for row in rows}

    def side(article_id: str) -> dict[str, object]:
        _, outlet_id, text = by_id[article_id]
        body = [{"start": 0, "end": len(text)}]
        return {"outlet_id": outlet_id, "language": None, "text": text, "body": body}

    def pairs(candidates: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in candidates:
            for start in range(0, batch.num_rows, 200):
                yield pa.RecordBatch.from_pylist(
                    [
                        row
                        | {f"left_{name}": value for name, value in side(row["left_id"]).items()}
                        | {f"right_{name}": value for name, value in side(row["right_id"]).items()}
                        for row in batch.slice(start, 200).to_pylist()
                    ],
                    schema=schema.PAIR,
                )

    readings = [
        pa.RecordBatch.from_pylist(
            [{"article_id": row[0]} | side(row[0]) for row in rows[start : start + 500]],
            schema=schema.READING,
        )
        for start in range(0, len(rows), 500)
    ]
    boilerplate = engine.learn_boilerplate(readings)
    matches = list(
        engine.verify(pairs(engine.candidates(engine.sketch(readings, boilerplate))), boilerplate)
    )
    return Found(
        boilerplate,
        {(row["left_id"], row["right_id"]): row for batch in matches for row in batch.to_pylist()},
        engine.clusters(matches, by_id),
    )


def labelled(path: Path) -> dict[Pair, str]:
    return {
        (min(str(row["a"]), str(row["b"])), max(str(row["a"]), str(row["b"]))): str(row["label"])
        for row in json_lines(path)
    }


def recall(found: set[Pair], gold: Mapping[Pair, str], label: str) -> float:
    wanted = {pair for pair, name in gold.items() if name == label}
    return len(found & wanted) / len(wanted)


@pytest.fixture(scope="module")
def multi_outlet() -> tuple[Found, dict[Pair, str]]:
    gold = labelled(data("helsinki_dev/silver_pairs.jsonl"))
    rows = json_lines(data("helsinki_dev/articles.jsonl.gz"))
    return find([(str(r["doc"]), str(r["publisher"]), str(r["text"])) for r in rows]), gold


@pytest.mark.parametrize(
    ("label", "floor"), [("dup", 0.99), ("excerpt", 1.0), ("partial", 0.97), ("quote", 0.95)]
)
def test_pairs_of_multi_outlet_news_are_found(multi_outlet, label, floor):
    found, gold = multi_outlet
    assert recall(set(found.matches), gold, label) >= floor


def test_near_duplicates_of_multi_outlet_news(multi_outlet):
    found, gold = multi_outlet
    near = found.related("near_duplicate")
    wanted = {pair for pair, label in gold.items() if label == "dup"}
    precision, share = len(near & wanted) / len(near), len(near & wanted) / len(wanted)
    assert 2 * precision * share / (precision + share) >= 0.93


@pytest.fixture(scope="module")
def newswire() -> tuple[Found, dict[Pair, str]]:
    gold = labelled(data("reuters21578/silver_pairs.jsonl"))
    rows = json_lines(data("reuters21578/docs.jsonl.gz"))
    return find([(str(r["id"]), None, str(r["body"])) for r in rows if r.get("body")]), gold


@pytest.mark.slow
@pytest.mark.parametrize(("label", "floor"), [("dup", 1.0), ("near", 1.0), ("contained", 0.99)])
def test_pairs_of_a_newswire_are_found(newswire, label, floor):
    found, gold = newswire
    assert recall(set(found.matches), gold, label) >= floor
    if label != "contained":
        assert recall(found.related("near_duplicate"), gold, label) == 1.0


@pytest.mark.slow
def test_equal_texts_of_a_newswire_are_one_cluster(newswire):
    found, _ = newswire
    groups = json.loads(data("reuters21578/exact_groups.json").read_text("utf-8"))
    of = found.clusters.cluster_of
    assert all(
        len({of[str(member)] for member in group if str(member) in of}) == 1 for group in groups
    )


def shared_share(answer: str, source: str) -> float:
    sides = [
        comparable(
            Reading(article_id="x", outlet_id=None, text=text, body=((0, len(text)),)),
            Boilerplate.nothing(),
            5,
        )
        for text in (answer, source)
    ]
    match = compare(*sides)
    shared = np.intersect1d(sides[0].distinct, sides[1].distinct).size
    assert match is None or match.left_containment == shared / sides[0].distinct.size
    return shared / sides[0].distinct.size


def test_copied_answers_stand_out():
    path = data("clough_stevenson/plagiarism-clough-stevenson.csv")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [
            (shared_share(answer, source), int(level))
            for answer, source, level in csv.reader(lines)
        ]
    copied = [share for share, level in rows if level > 0]
    own = [share for share, level in rows if level == 0]
    wins = sum((a > b) + 0.5 * (a == b) for a in copied for b in own)
    assert wins / (len(copied) * len(own)) >= 0.96


@pytest.fixture(scope="module")
def planted() -> tuple[Found, dict[str, str], list[tuple[str, int, int, str, str | None]]]:
    folder = data("korpus_plagiarisme_id")
    texts = {
        path.name: path.read_text("utf-8", "replace")
        for path in sorted(folder.rglob("*document0*.txt"))
    }
    cases = []
    for path in sorted(folder.rglob("suspicious-document*.xml")):
        for case in ElementTree.parse(path).getroot().iter("feature"):
            if case.get("source_reference"):
                start = int(case.attrib["this_offset"])
                stop = start + int(case.attrib["this_length"])
                cases.append(
                    (
                        path.with_suffix(".txt").name,
                        start,
                        stop,
                        case.attrib["source_reference"],
                        case.get("obfuscation"),
                    )
                )
    return find([(name, None, text) for name, text in texts.items()]), texts, cases


def told(found: Found, suspicious: str) -> list[tuple[str, int, int]]:
    return [
        (left, span["right_start"], span["right_end"])
        for (left, right), row in found.matches.items()
        if right == suspicious and left.startswith("source")
        for span in row["spans"]
    ]


def test_passages_copied_word_for_word_are_told_whole(planted):
    found, _, cases = planted
    verbatim = [case for case in cases if case[4] == "none"]
    assert len(verbatim) == 11
    covered = total = 0
    for name, start, stop, source, _ in verbatim:
        hits = np.zeros(stop - start, bool)
        for told_source, first, last in told(found, name):
            if told_source == source:
                hits[max(first - start, 0) : max(last - start, 0)] = True
        covered += int(hits.sum())
        total += stop - start
    assert covered / total >= 0.999


def test_what_is_told_was_copied(planted):
    found, texts, cases = planted
    right = total = 0
    for name, text in texts.items():
        spans = told(found, name)
        marked, gold = np.zeros(len(text), bool), np.zeros(len(text), bool)
        for _, first, last in spans:
            marked[first:last] = True
        for suspicious, start, stop, _, _ in cases:
            if suspicious == name:
                gold[start:stop] = True
        right += int((marked & gold).sum())
        total += int(marked.sum())
    assert right / total >= 0.98


def test_editions_and_codes_of_the_nineteenth_century():
    folder = data("textreuse_r")
    relations = {}
    for part in ("ats", "legal"):
        rows = [
            (p.stem, None, p.read_text("utf-8", "replace"))
            for p in sorted((folder / part).glob("*.txt"))
        ]
        relations |= {pair: row["relation"] for pair, row in find(rows).matches.items()}
    assert relations["remember00palm", "remembermeorholy00palm"] == "near_duplicate"
    assert relations["ca1851-match", "ny1850-match"] == "partial"
    assert not [pair for pair in relations if "ca1851-nomatch" in pair]
