"""Origins behind any articles of a store, of one story or of several."""

import pytest

from graphx.errors import NotFoundError
from graphx.store.workspace import Workspace
from graphx.views.origins import origins_behind


@pytest.fixture(scope="module")
def graph(small_graph, tmp_path_factory):
    workspace = Workspace.create_or_open(tmp_path_factory.mktemp("views") / "news")
    with workspace.writer() as writer:
        for name, table in small_graph.items():
            writer.append(name, table.to_batches())
        writer.commit()
    with workspace.snapshot() as snapshot:
        yield snapshot


def test_copies_have_the_origin_of_their_source(graph):
    found = origins_behind(graph, ["a1", "a2", "a3"])
    assert [origin.heads for origin in found.origins] == [("a1",)]
    assert found.low == 1 < found.high


def test_twins_nobody_can_order_have_one_origin(graph):
    found = origins_behind(graph, ["b1", "b2"])
    assert (found.count, found.low, found.high) == (1, 1, 1)
    assert found.origins[0].members == ("b1", "b2")


def test_a_shared_quotation_joins_nothing(graph):
    assert origins_behind(graph, ["a2", "b1"]).count == 2


def test_an_unknown_article_is_an_error(graph):
    with pytest.raises(NotFoundError, match="nope"):
        origins_behind(graph, ["a1", "nope"])
