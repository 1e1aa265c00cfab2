"""Measure in a process of its own, so that nothing of one run is warm or held in the next."""

import os
import pickle
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def in_child(warm_up: Callable[[], object], work: Callable[[], Result]) -> Result:
    """Return what `work` does in a forked process, after a small run that imports and compiles."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        with os.fdopen(theirs, "wb") as pipe:
            warm_up()
            pickle.dump(work(), pipe)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        result: Result = pickle.load(pipe)
    os.waitpid(child, 0)
    return result
