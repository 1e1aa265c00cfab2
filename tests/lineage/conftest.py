"""Small stories."""

from collections.abc import Callable

import pytest

from graphx.lineage.evidence import Witness
from graphx.model import Credit, CreditKind, DateBasis, DateInterval, Match, Relation


@pytest.fixture
def witness() -> Callable[..., Witness]:
    def make(name: str, published: str | None = None, **fields: object) -> Witness:
        interval = DateInterval.of_iso(published, DateBasis.GIVEN) if published else None
        defaults: dict[str, object] = {
            "outlet_id": f"{name}.example",
            "outlet_name": name.upper(),
            "cluster_id": "k1",
        }
        return Witness(article_id=name, published=interval, **(defaults | fields))  # type: ignore[arg-type]

    return make


@pytest.fixture
def match() -> Callable[..., Match]:
    def make(left: str, right: str, **fields: object) -> Match:
        defaults: dict[str, object] = {
            "relation": Relation.NEAR_DUPLICATE,
            "jaccard": 0.9,
            "left_containment": 0.95,
            "right_containment": 0.95,
            "shared_words": 100,
            "longest_words": 60,
        }
        return Match(left_id=left, right_id=right, **(defaults | fields))  # type: ignore[arg-type]

    return make


@pytest.fixture
def crediting() -> Callable[..., Credit]:
    def make(copy: str, outlet: str | None, **fields: object) -> Credit:
        defaults: dict[str, object] = {
            "kind": CreditKind.REPUBLICATION,
            "quote": f"Originally appeared at {outlet}",
            "rule": "originally_appeared",
            "confidence": 0.9,
            "start": 0,
            "end": 20,
            "source_outlet_id": f"{outlet}.example" if outlet else None,
            "source_outlet_name": outlet.upper() if outlet else None,
        }
        return Credit(credit_id=f"c-{copy}-{outlet}", article_id=copy, **(defaults | fields))  # type: ignore[arg-type]

    return make
