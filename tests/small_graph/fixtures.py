"""A graph of six articles in which everything occurs that a store can be asked for."""

from collections.abc import Mapping

import pyarrow as pa
import pytest

from tests.small_graph.evidence import evidence
from tests.small_graph.lineage import lineage
from tests.small_graph.nodes import nodes


@pytest.fixture(scope="session")
def small_graph() -> Mapping[str, pa.Table]:
    """Two stories over four outlets: a copy, a claimed stub, siblings, an undecided pair.

    Story s1: a1 (north) is copied by a2 (south, confirmed) and a3 (east, uncredited, undated);
    a3 credits West, whose text was never collected (stub z1, claimed).  Story s2: b1 and b2 of
    undated twins nobody can order.  a2 and b1 quote one public text.
    """
    return nodes() | evidence() | lineage()
