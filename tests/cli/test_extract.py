"""``graphx extract``."""

from tests.cli.conftest import SEEDS, Graphx


def test_extract_json_follows_the_contract(graphx: Graphx) -> None:
    records = graphx("extract", SEEDS, "--json").records()
    by_id = {record["id"]: record for record in records}
    record = by_id["004_95df8f811cc4e79d"]
    assert record["title"] == "Putin's Aleppo Gamble Pays Off"
    assert record["authors"] == ["Mike Whitney"]
    assert (record["published"], record["date_basis"]) == ("2016-02-10", "visible")
    assert record["outlet"] == "Global Research"
    assert record["text"] == (SEEDS / "004_95df8f811cc4e79d.txt").read_bytes().decode()
