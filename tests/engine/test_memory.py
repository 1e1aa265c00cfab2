"""Giving memory back leaves what is held as it is, with any C library."""

import ctypes

import numpy as np
import pyarrow as pa
import pytest

from graphx.engine import memory


def test_what_is_held_stays_and_what_is_free_goes() -> None:
    held = pa.array(range(1000))
    memory.hold_little()
    blocks = [np.arange(300_000) for _ in range(3)]
    for _ in range(2):
        memory.give_back()
    assert held.to_pylist() == list(range(1000))
    assert [int(block.sum()) for block in blocks] == [44_999_850_000] * 3


def test_a_library_that_cannot_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        """A C library without ``malloc_trim``."""

    memory._found.cache_clear()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Other())
    try:
        memory.give_back()
        memory.hold_little()
        assert memory._found("malloc_trim") is memory._nothing
    finally:
        memory._found.cache_clear()


def test_arrow_has_its_own_pool_again_afterwards() -> None:
    before = pa.default_memory_pool().backend_name
    with memory.one_pool():
        held = pa.array(range(1000))
        assert pa.default_memory_pool().backend_name == "system"
    assert pa.default_memory_pool().backend_name == before
    assert held.to_pylist() == list(range(1000))
