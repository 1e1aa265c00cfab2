"""What evidence hands to lineage besides its tables.

In:   clusters; which articles changed, in themselves or in their matches.
Out:  the same, together; the setting that says how they were made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graphx.reuse.clusters import Clusters

SKETCHED_BY: Final = "sketched"
"""Setting that names the code and the choices by which articles were sketched and compared."""

JUDGED_BY: Final = "judged"
"""Setting that names the code by which stories were judged, and how their matches were found."""


@dataclass(frozen=True, slots=True)
class Found:
    """What articles share, as lineage is told of it.

    Parameters
    ----------
    clusters : Clusters
        Near-duplicates.
    changed : sequence of str
        Articles whose document, or what of it is boilerplate, changed.
    matched_anew : sequence of str
        Articles that gained or lost a match, or have one that was compared again.
    """

    clusters: Clusters
    changed: Sequence[str]
    matched_anew: Sequence[str]
