"""Figures: counted rightly, and reached or not."""

import pytest

from graphx.errors import UnknownNameError
from graphx.evaluation.figures import Figure, Tally, expected_calibration_error
from graphx.evaluation.scorers import measure


def test_a_figure_is_reached_from_above_or_below() -> None:
    floor = Figure(set="s", name="n", value=0.9, count=10, reach=0.9)
    ceiling = Figure(set="s", name="n", value=0.2, count=10, reach=0.1, at_most=True)
    unknown = Figure(set="s", name="n", value=None, count=0, reach=0.9)
    assert (floor.reached, ceiling.reached, unknown.reached) == (True, False, None)


def test_an_empty_tally_has_no_share() -> None:
    tally = Tally()
    assert tally.share is None
    tally.add(True)
    tally.add(False)
    assert tally.share == 0.5


def test_certainty_that_is_wrong_half_the_time_is_off_by_half() -> None:
    assert expected_calibration_error([(1.0, True), (1.0, False)]) == 0.5
    assert expected_calibration_error([]) is None


def test_an_unknown_set_is_named() -> None:
    with pytest.raises(UnknownNameError, match="nothing"):
        measure(["nothing"])
