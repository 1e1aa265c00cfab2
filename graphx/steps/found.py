"""What evidence hands to lineage besides its tables.

In:   clusters, masks.
Out:  the same, together; the setting that says how they were made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graphx.reuse.clusters import Clusters

SKETCHED_BY: Final = "sketched"
"""Setting that names the code and the choices by which articles were sketched and compared."""


@dataclass(frozen=True, slots=True)
class Found:
    """Clusters of near-duplicates, and what of each article is boilerplate.

    ``masks`` is by article id (`graphx.reuse.units`); articles without boilerplate are missing.
    """

    clusters: Clusters
    masks: Mapping[str, int]
