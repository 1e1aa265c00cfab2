"""``graphx credits``."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Graphx, write_rows


def test_credits_json_gives_a_line_for_every_row_in_order(graphx: Graphx, tmp_path: Path) -> None:
    rows = [
        {"id": "b", "text": "Originally published by North Wire."},
        {"id": "a", "text": None, "byline": "By Ada Example, Reuters", "outlet": "South Post"},
        {"id": "c", "text": "Nothing to see."},
    ]
    file = write_rows(tmp_path, *rows)
    records = graphx("credits", file, "--json").records()
    assert [record["id"] for record in records] == ["b", "a", "c"]
    [credit] = records[0]["credits"]  # type: ignore[misc]
    assert credit["kind"] == "republication"
    assert credit["source_outlet_name"] == "North Wire"
    assert credit["quote"] == rows[0]["text"][credit["start"] : credit["end"]]  # type: ignore[index]
    assert records[1]["credits"][0]["kind"] == "wire"  # type: ignore[index]
    assert records[1]["credits"][0]["start"] is None  # type: ignore[index]
    assert records[2]["credits"] == []


def test_standard_input_is_read(workspace: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "graphx.cli", "credits", "-", "--json"],
        input=b'{"id": "1", "text": "Reprinted from North Wire."}\n',
        capture_output=True,
        check=True,
    )
    assert json.loads(said.stdout)["credits"][0]["source_name"] == "North Wire"
