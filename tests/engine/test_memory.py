"""Giving memory back leaves what is held as it is, with any C library."""

import ctypes

import pyarrow as pa
import pytest

from graphx.engine import memory


def test_what_is_held_stays_and_what_is_free_goes() -> None:
    held = pa.array(range(1000))
    for _ in range(2):
        memory.give_back()
    assert held.to_pylist() == list(range(1000))


def test_a_library_that_cannot_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        """A C library without ``malloc_trim``."""

    memory._trim.cache_clear()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Other())
    try:
        assert memory._trim() is int
        memory.give_back()
    finally:
        memory._trim.cache_clear()
