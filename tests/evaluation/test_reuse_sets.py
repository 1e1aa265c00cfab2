"""Sets of shared text, measured on invented folders."""

import gzip
import json

import pytest

from graphx.errors import UnreadableSourceError
from graphx.evaluation.copied_answers import area_under_curve, score_answers
from graphx.evaluation.editions import score_editions
from graphx.evaluation.newswire import score_newswire
from graphx.evaluation.planted_passages import (
    Passage,
    granularity,
    mean_covered,
    plagdet,
    score_passages,
)
from graphx.evaluation.shared_text import labelled_pairs
from graphx.evaluation.web_news import adjusted_rand_index, score_web_news


def story(seed: int, words: int = 60) -> str:
    return " ".join(f"w{seed}x{number * 7919 % 997}" for number in range(words))


def values(figures):
    return {figure.name: figure.value for figure in figures}


def write_lines(path, rows):
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def test_news_from_web_pages(tmp_path):
    texts = {"b": story(1), "a": story(1), "c": story(2), "d": story(2)}
    groups = {"a": "1", "b": "1", "c": "2", "d": "3"}
    write_lines(
        tmp_path / "articles.jsonl.gz",
        [
            {
                "doc": doc, "publisher": f"{doc}.example", "text": text,
                "silver_cluster": groups[doc], "tokens_body": 0 if doc == "d" else 60,
            }
            for doc, text in texts.items()
        ],
    )  # fmt: skip
    write_lines(tmp_path / "silver_pairs.jsonl", [{"a": "b", "b": "a", "label": "dup"}])
    found = values(score_web_news([tmp_path]))
    assert found["dup, recall"] == 1.0
    assert found["quote, recall"] is None
    assert found["near-duplicates, precision"] == 0.5
    assert found["near-duplicates, F1, labelled articles"] == 1.0
    assert found["clusters, adjusted Rand index, labelled articles"] == 1.0
    assert 0 < found["clusters, adjusted Rand index"] < 1


def test_a_newswire(tmp_path):
    texts = {1: story(1), 2: story(1), 3: story(2), 4: story(3)}
    rows = [{"id": number, "body": text} for number, text in texts.items()]
    write_lines(tmp_path / "docs.jsonl.gz", [*rows, {"id": 5, "body": None}])
    pairs = [{"a": "1", "b": "2", "label": "dup"}, {"a": "3", "b": "4", "label": "near"}]
    write_lines(tmp_path / "silver_pairs.jsonl", pairs)
    (tmp_path / "exact_groups.json").write_text("[[1, 2], [3, 4]]", "utf-8")
    found = values(score_newswire([tmp_path]))
    assert (found["dup, recall"], found["near, recall"]) == (1.0, 0.0)
    assert found["equal texts in one cluster"] == 0.5
    assert found["CPU seconds, matching"] > 0


def test_copied_answers(tmp_path):
    source = story(1)
    answers = [(source, 3), (source[:200] + story(2), 1), (story(3), 0), (story(4), 0)]
    lines = [f"{answer},{source},{level}" for answer, level in answers]
    (tmp_path / "answers.csv").write_text("\n".join(lines), "utf-8")
    found = values(score_answers([tmp_path]))
    assert found["graded containment, AUC"] == 1.0
    assert found["graded containment, rank correlation with level"] > 0.9


def test_area_under_curve_needs_both_kinds():
    assert area_under_curve([1.0], [True]) is None


def test_planted_passages(tmp_path):
    copied = story(1, 40)
    source = f"{story(2)} {copied} {story(3)}"
    document = f"{story(4)} {copied} {story(5)}"
    (tmp_path / "source-document1.txt").write_text(source, "utf-8")
    (tmp_path / "suspicious-document1.txt").write_text(document, "utf-8")
    (tmp_path / "suspicious-document1.xml").write_text(
        f"""<document><feature name="about"/><feature name="case" obfuscation="none"
        this_offset="{document.index(copied)}" this_length="{len(copied)}"
        source_reference="source-document1.txt"
        source_offset="{source.index(copied)}" source_length="{len(copied)}"/></document>""",
        "utf-8",
    )
    found = values(score_passages([tmp_path]))
    assert found["copied word for word, characters told"] == 1.0
    assert found["granularity"] == 1.0
    assert found["plagdet"] == pytest.approx(1.0, abs=0.01)


def test_a_broken_label_is_named(tmp_path):
    (tmp_path / "suspicious-document1.txt").write_text(story(1), "utf-8")
    (tmp_path / "suspicious-document1.xml").write_text("<document>", "utf-8")
    with pytest.raises(UnreadableSourceError, match="suspicious-document1"):
        score_passages([tmp_path])


def passage(start: int, end: int) -> Passage:
    return Passage(
        document="d", start=start, end=end, source="s", source_start=start, source_end=end
    )


def test_a_case_told_in_pieces_costs():
    cases, told = [passage(0, 100)], [passage(0, 30), passage(60, 100), passage(200, 210)]
    assert mean_covered(cases, told) == 0.7
    assert mean_covered(told, cases) == pytest.approx(2 / 3)
    assert granularity(cases, told) == 2.0
    assert granularity(cases, []) == 1.0
    assert plagdet(1.0, 1.0, 2.0) < 1.0
    assert plagdet(0.0, 0.0, 1.0) == 0.0
    assert plagdet(None, 1.0, 1.0) is None


def test_editions(tmp_path):
    folder = tmp_path / "books"
    folder.mkdir()
    for name, text in {"a": story(1), "b": story(1), "c": story(2)}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    found = values(score_editions([tmp_path]))
    assert found["pairs that share a quarter or more, found"] == 1.0
    assert found["pairs that share none, left apart"] == 1.0
    assert found["relation right, of those found"] == 1.0
    assert found["pairs that share a quotation, found"] is None


def test_pairs_without_a_label_are_refused(tmp_path):
    write_lines(tmp_path / "pairs.jsonl", [{"a": "1"}])
    with pytest.raises(UnreadableSourceError, match="a, b or label"):
        labelled_pairs(tmp_path / "pairs.jsonl")


def test_chance_agreement_is_worth_nothing():
    one = dict.fromkeys("abcd", "x")
    other = dict(zip("abcd", "xyzw", strict=True))
    assert adjusted_rand_index(one, other) == 0.0
    assert adjusted_rand_index(other, other) == 1.0
