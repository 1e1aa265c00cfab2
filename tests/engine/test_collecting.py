"""The collector is left as it was found."""

import gc

import pytest

from graphx.engine.collecting import RARELY, rarely_collected


def test_the_collector_is_as_it_was_even_after_an_error() -> None:
    before = gc.get_threshold()
    seen = []

    def fail() -> None:
        with rarely_collected():
            seen.append(gc.get_threshold())
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert seen == [RARELY]
    assert gc.get_threshold() == before
