"""The five articles in seeds/articles, read as a person annotated them."""

import json
from pathlib import Path

import pytest

from graphx.model import Article, Document, StretchKind
from graphx_ingest.extract import extract
from graphx_ingest.readers import read_documents

ARTICLES = Path(__file__).parents[2] / "seeds" / "articles"
GOLD = json.loads((Path(__file__).parent / "samples_gold.json").read_text("utf-8"))


@pytest.fixture(scope="module", params=sorted(GOLD))
def sample(request: pytest.FixtureRequest) -> tuple[Article, dict]:
    (document,) = read_documents([str(ARTICLES / request.param)])
    assert isinstance(document, Document)
    return extract(document).article, GOLD[request.param]


def test_the_facts_the_text_states_are_found_and_no_others(sample: tuple[Article, dict]) -> None:
    article, gold = sample
    published = article.published and [article.published.iso(), article.published.basis.value]
    assert published == gold["published"]
    assert article.title == gold["title"]
    assert article.outlet_name == gold["outlet_name"]
    assert list(article.authors) == gold["authors"]
    assert article.language == gold["language"]


def test_what_is_no_body_is_marked_as_what_it_is(sample: tuple[Article, dict]) -> None:
    article, gold = sample
    for start, end, kinds in gold["not_body"]:
        fitting = [stretch for stretch in article.stretches if stretch.kind in kinds]
        covered = set()
        for stretch in fitting:
            covered.update(range(max(start, stretch.start), min(end, stretch.end)))
        assert len(covered) >= 0.95 * (end - start), article.text[start:end][:60]


def test_the_body_stays_body(sample: tuple[Article, dict]) -> None:
    article, gold = sample
    body = set(range(*gold["body"]))
    for start, end, _ in gold["not_body"]:
        body -= set(range(start, end))
    kept = {at for start, end in article.body() for at in range(start, end)}
    assert len(body - kept) < 0.02 * len(body)


def test_the_text_is_the_file() -> None:
    for name in GOLD:
        (document,) = read_documents([str(ARTICLES / name)])
        with (ARTICLES / name).open(encoding="utf-8", newline="") as file:
            assert extract(document).article.text == file.read()


def test_a_credit_between_date_line_and_tags_is_still_body() -> None:
    (document,) = read_documents([str(ARTICLES / "004_95df8f811cc4e79d.txt")])
    article = extract(document).article
    credit = article.text.index("[CounterPunch](#)")
    assert not any(stretch.start <= credit < stretch.end for stretch in article.stretches)


def test_kinds_of_the_expectations_exist() -> None:
    for gold in GOLD.values():
        for _, _, kinds in gold["not_body"]:
            assert all(StretchKind(kind) for kind in kinds)
