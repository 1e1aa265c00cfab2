"""What the command sets up before any command runs."""

import os

import pytest

from graphx.cli.main import main


@pytest.mark.parametrize(("set_before", "then"), [(None, "1"), ("4", "4")])
def test_linear_algebra_has_one_thread_unless_somebody_asked_for_more(
    monkeypatch: pytest.MonkeyPatch, set_before: str | None, then: str
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", set_before or "")
    if set_before is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    with pytest.raises(SystemExit):
        main(["--version"])
    assert os.environ["OPENBLAS_NUM_THREADS"] == then
