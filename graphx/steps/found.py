"""What evidence hands to lineage besides its tables.

In:   clusters; which articles changed.
Out:  the same, together; the setting that says how they were made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graphx.reuse.clusters import Clusters

SKETCHED_BY: Final = "sketched"
"""Setting that names the code and the choices by which articles were sketched and compared."""


@dataclass(frozen=True, slots=True)
class Found:
    """Clusters of near-duplicates; articles whose text, or what of it is boilerplate, changed."""

    clusters: Clusters
    changed: Sequence[str]
