"""What options make of what is written."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from graphx.cli.options import Size
from tests.cli.conftest import SEEDS


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


@pytest.mark.parametrize("command", ["run", "ingest"])
@pytest.mark.parametrize(
    ("options", "set_before", "pool"),
    [(["--memory", "64MB"], None, "system"), (["--memory", "64MB"], "jemalloc", "jemalloc")],
)
def test_arrow_holds_little_from_its_first_import_on_where_memory_is_bounded(
    tmp_path: Path, command: str, options: list[str], set_before: str | None, pool: str
) -> None:
    arguments = [command, str(SEEDS), "-w", str(tmp_path / "w.graphx"), *options]
    code = (
        "import os\n"
        "from graphx.cli.main import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit as left: assert not left.code, left.code\n"
        "print(os.environ.get('ARROW_DEFAULT_MEMORY_POOL'))\n"
    )
    given = {k: v for k, v in os.environ.items() if k != "ARROW_DEFAULT_MEMORY_POOL"}
    if set_before is not None:
        given["ARROW_DEFAULT_MEMORY_POOL"] = set_before
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=given
    )
    assert said.stdout.splitlines()[-1] == pool
