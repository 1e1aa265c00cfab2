"""``graphx doctor``."""

from tests.cli.conftest import Graphx


def test_doctor_runs_end_to_end(graphx: Graphx) -> None:
    said = graphx("doctor")
    assert said.status == 0
    assert "everything works" in said.out


def test_a_store_is_asked_besides(graphx: Graphx) -> None:
    assert "Ask this store too" in graphx("doctor", "--help").out
