"""Work on consecutive parts of a batch in threads; kernels run free of the interpreter's lock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

_R = TypeVar("_R")


def joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """Put the arrays of all parts together; a single one is not copied."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def in_parts(
    work: Callable[[int, int], _R], rows: int, threads: int, parts: int | None = None
) -> list[_R]:
    """Call `work` on consecutive ranges of rows, in threads, and return what it gave in order."""
    edges = np.linspace(0, rows, max(1, min(parts or threads, rows)) + 1).astype(int).tolist()
    ranges = list(pairwise(edges))
    if threads == 1 or len(ranges) == 1:
        return [work(*part) for part in ranges]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda part: work(*part), ranges))
