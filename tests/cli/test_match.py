"""``graphx match``."""

from pathlib import Path

from tests.cli.conftest import SEEDS, Graphx, write_rows


def test_match_json_follows_the_contract(graphx: Graphx, tmp_path: Path) -> None:
    text = (SEEDS / "001_68a215685d108f0d.txt").read_text("utf-8")
    rows = [{"id": "z", "text": text}, {"id": "b", "text": text[:3000]}, {"id": "o", "text": "No."}]
    file = write_rows(tmp_path, *rows)
    said = graphx("match", file, "--json")
    assert said.status == 0
    match, *articles = said.records()
    assert (match["left"], match["right"]) == ("b", "z")
    assert match["relation"] in {"near_duplicate", "excerpt"}
    assert match["left_containment"] > match["right_containment"]  # type: ignore[operator]
    for left_start, left_end, right_start, right_end in match["spans"]:  # type: ignore[attr-defined]
        assert text[:3000][left_start:left_end] == text[right_start:right_end]
    assert [row["id"] for row in articles] == ["b", "o", "z"]
    assert articles[0]["story"] == articles[2]["story"] != articles[1]["story"]
