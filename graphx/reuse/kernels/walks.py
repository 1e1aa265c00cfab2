# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Walk along pairs with the compiled kernels.

In:   pairs of article numbers.
Out:  the same order as `graphx.reuse.walks.walk_order`.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Places
from graphx.reuse.kernels.jit import compiled


@compiled
def walked(pairs: Places, articles: int) -> Places:
    """Rows of `pairs` in the order of a walk."""
    starts = np.zeros(articles + 1, np.int64)
    for row in range(pairs.shape[0]):
        starts[pairs[row, 0] + 1] += 1
        starts[pairs[row, 1] + 1] += 1
    for article in range(articles):
        starts[article + 1] += starts[article]
    met = np.empty((starts[-1], 2), np.int64)  # an article, and the row of the pair
    filled = starts[:-1].copy()
    for row in range(pairs.shape[0]):
        for side in range(2):
            place = filled[pairs[row, side]]
            met[place, 0] = pairs[row, 1 - side]
            met[place, 1] = row
            filled[pairs[row, side]] = place + 1
    order = np.empty(pairs.shape[0], np.int64)
    ahead = np.empty(articles, np.int64)
    seen = np.zeros(articles, np.bool_)
    told = np.zeros(pairs.shape[0], np.bool_)
    found = 0
    for start in range(articles):
        if seen[start]:
            continue
        seen[start] = True
        ahead[0] = start
        waiting = 1
        while waiting:
            waiting -= 1
            article = ahead[waiting]
            for place in range(starts[article], starts[article + 1]):
                other = met[place, 0]
                row = met[place, 1]
                if not told[row]:
                    told[row] = True
                    order[found] = row
                    found += 1
                if not seen[other]:
                    seen[other] = True
                    ahead[waiting] = other
                    waiting += 1
    return order
