"""What options make of what is written."""

import click
import pytest

from graphx.cli.options import Size


@pytest.mark.parametrize(
    ("written", "size"),
    [("512MB", 512_000_000), ("2g", 2_000_000_000), ("0.5 kb", 500), ("1000", 1_000)],
)
def test_sizes(written: str, size: int) -> None:
    assert Size().convert(written, None, None) == size


@pytest.mark.parametrize("written", ["", "much", "-1MB", "0", "1TB"])
def test_what_is_no_size_is_refused(written: str) -> None:
    with pytest.raises(click.BadParameter, match="512MB"):
        Size().convert(written, None, None)
