"""The tree that is drawn against every tree there is."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphx.lineage.arborescence import most_probable_tree


@settings(deadline=None, max_examples=40)
@given(data=st.data(), n=st.integers(2, 4))
def test_the_most_probable_tree_is_the_best_of_all(data: st.DataObject, n: int) -> None:
    shares = st.floats(0.01, 1.0)
    table = {
        (str(copy), str(source)): data.draw(shares)
        for copy in range(n)
        for source in range(n)
        if copy != source
    }
    best = 0.0
    for sources in itertools.product(range(-1, n), repeat=n):
        edges = [(source, copy) for copy, source in enumerate(sources) if source >= 0]
        if len(edges) != n - 1 or not nx.is_arborescence(nx.DiGraph(edges)):
            continue
        product = np.prod([table[str(copy), str(source)] for source, copy in edges])
        best = max(best, float(product))
    tree = most_probable_tree(table)
    assert len(tree) == n - 1
    assert np.prod([table[pair] for pair in tree.items()]) == pytest.approx(best)
