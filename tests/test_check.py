"""A pasted text against the samples."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphx import pipeline
from graphx.check import Checker
from graphx.errors import EmptyTextError
from graphx.model import Relation
from graphx.store.workspace import Workspace

SEEDS = Path(__file__).parents[1] / "seeds" / "articles"


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    workspace = tmp_path_factory.mktemp("check") / "w.graphx"
    pipeline.run([str(SEEDS)], workspace)
    with Workspace.open(workspace).snapshot() as snapshot:
        yield Checker.of(workspace, snapshot)


def seed(name: str) -> str:
    [path] = SEEDS.glob(f"{name}_*.txt")
    return path.read_bytes().decode()


def test_a_whole_article_is_found_as_a_near_duplicate(checker: Checker) -> None:
    found = checker.check(seed("001"))
    [match] = [match for match in found.matches if match.article.id == "001_68a215685d108f0d"]
    assert match.relation is Relation.NEAR_DUPLICATE
    assert match.left_containment == pytest.approx(1.0)


def test_every_span_is_the_same_words_on_both_sides(checker: Checker) -> None:
    text = seed("004")
    pasted = "Some words of our own come first. " + text[2000:4000]
    [match] = checker.check(pasted).matches
    for span in match.spans:
        here, there = (
            pasted[span.left_start : span.left_end],
            text[span.right_start : span.right_end],
        )
        assert here.split() == there.split()
    covered = sum(span.left_end - span.left_start for span in match.spans)
    assert covered > 1900


def test_credits_of_the_text_are_read(checker: Checker) -> None:
    found = checker.check("Rain fell on the town.\n\nOriginally appeared at MoonOfAlabama\n")
    [credit] = found.claims.credits
    assert credit.source_outlet_name == "Moon of Alabama"
    assert found.matches == ()


def test_one_text_leaves_no_trace_in_the_next(checker: Checker) -> None:
    first = checker.check(seed("004")[2000:4000])
    checker.check(seed("001")[500:2500])
    assert checker.check(seed("004")[2000:4000]) == first


@pytest.mark.parametrize("text", ["", "  \n", "…!"])
def test_a_text_without_words_is_refused(checker: Checker, text: str) -> None:
    with pytest.raises(EmptyTextError):
        checker.check(text)
