"""Every set that can be measured, and the one table they are printed in.

In:   names of sets.
Out:  `Figure` values, in the order of `SCORERS`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from graphx.errors import UnknownNameError
from graphx.evaluation.figures import Figure
from graphx.evaluation.simulated import score_simulated

SCORERS: Final[Mapping[str, Callable[[], list[Figure]]]] = {
    "simulated": score_simulated,
}
"""What measures each set, by its name."""


def measure(names: Sequence[str] = ()) -> list[Figure]:
    """Measure the named sets, or all.

    Raises
    ------
    UnknownNameError
        There is no such set.
    """
    for name in names:
        if name not in SCORERS:
            raise UnknownNameError("set", name, tuple(SCORERS))
    return [figure for name in names or SCORERS for figure in SCORERS[name]()]
