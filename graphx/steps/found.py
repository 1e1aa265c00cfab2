"""What evidence hands to lineage besides its tables.

In:   clusters, masks.
Out:  the same, together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graphx.reuse.clusters import Clusters


@dataclass(frozen=True, slots=True)
class Found:
    """Clusters of near-duplicates, and what of each article is boilerplate.

    ``masks`` is by article id (`graphx.reuse.units`); articles without boilerplate are missing.
    """

    clusters: Clusters
    masks: Mapping[str, int]
