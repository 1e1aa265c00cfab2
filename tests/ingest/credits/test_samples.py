"""The five articles in seeds/articles: every credit they make, no other, and whom they quote."""

import json
from pathlib import Path

import pytest

from graphx.entities.outlets import OutletRegistry
from graphx.model import Article, Claim, ClaimRole, CreditKind, Document
from graphx_ingest.credits import find_claims
from graphx_ingest.readers import read_documents
from graphx_ingest.understand import understand

ARTICLES = Path(__file__).parents[3] / "seeds" / "articles"
SAMPLES = json.loads((Path(__file__).parent / "samples.json").read_text("utf-8"))
REGISTRY = OutletRegistry.packaged()


def claims_of(name: str) -> tuple[Article, tuple[Claim, ...]]:
    (document,) = read_documents([str(ARTICLES / name)])
    assert isinstance(document, Document)
    return understand(document)


def outlet_id(claim: Claim) -> str:
    return REGISTRY.resolve(claim.source_name, claim.source_domain).outlet_id


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_credit_is_found_and_no_other(name: str) -> None:
    _, claims = claims_of(name)
    credits = [
        [claim.kind.value, claim.start, claim.end, outlet_id(claim), claim.author, claim.date]
        for claim in claims
        if claim.role not in (ClaimRole.MENTION, ClaimRole.POSSIBLE)
    ]
    assert credits == SAMPLES[name]["credits"]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_named_outlets_are_mentioned_where_the_text_names_them(name: str) -> None:
    _, claims = claims_of(name)
    mentions = [claim for claim in claims if claim.role is ClaimRole.MENTION]
    for kind, start, end in SAMPLES[name]["mentions"]:
        assert any(
            claim.kind == kind and claim.start is not None and claim.start < end
            and claim.end is not None and start < claim.end
            for claim in mentions
        ), (name, start, end)  # fmt: skip


def test_one_outlet_is_republished_quoted_and_thanked() -> None:
    found = {
        (name[:3], claim.role, claim.kind, claim.rule)
        for name in SAMPLES
        for claim in claims_of(name)[1]
        if claim.source_name and outlet_id(claim) == "moonofalabama.org"
    }
    assert found == {
        ("000", ClaimRole.CREDIT, CreditKind.REPUBLICATION, "originally_published"),
        ("002", ClaimRole.MENTION, CreditKind.QUOTE_SOURCE, "according_to"),
        ("004", ClaimRole.MENTION, CreditKind.QUOTE_SOURCE, "thanks_to"),
    }


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_quotes_are_the_words_at_their_offsets(name: str) -> None:
    article, claims = claims_of(name)
    assert find_claims(article) == claims
    for claim in claims:
        assert claim.quote == article.text[claim.start : claim.end]
