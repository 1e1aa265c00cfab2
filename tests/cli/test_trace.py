"""``graphx trace``: what it draws, what it prints as JSON, how an article is named."""

from pathlib import Path

from tests.cli.conftest import Graphx, write_rows


def test_trace_draws_stubs_dates_statuses_and_reasons(graphx: Graphx, workspace: Path) -> None:
    said = graphx("trace", "putin's gamble", "-w", workspace)
    assert said.status == 0
    assert "○ CounterPunch: (text not collected)" in said.out
    assert (
        "● Global Research: Putin's Aleppo Gamble Pays Off  [2016-02-10 (as printed)]" in said.out
    )
    assert "republication · claimed · p = .9" in said.out
    assert "Common source" in said.out


def test_trace_json_follows_the_contract(graphx: Graphx, workspace: Path) -> None:
    [record] = graphx("trace", "004_95df8f811cc4e79d", "-w", workspace, "--json").records()
    assert set(record) >= {"story", "articles", "derivations", "siblings", "undecided", "origins"}
    [derivation] = record["derivations"]  # type: ignore[misc]
    assert set(derivation) >= {
        "copy",
        "source",
        "kind",
        "status",
        "probability",
        "lag_seconds",
        "clues",
    }
    assert derivation["status"] == "claimed"
    [sibling] = record["siblings"]  # type: ignore[misc]
    assert set(sibling) >= {"left", "right", "probability", "clues"}


def test_an_article_is_found_by_id_given_id_and_title(graphx: Graphx, workspace: Path) -> None:
    names = ["004_95df8f811cc4e79d", "aleppo PAYS"]
    names.append(str(graphx("trace", names[0], "-w", workspace, "--json").records()[0]["article"]))
    found = {graphx("trace", name, "-w", workspace).out for name in names}
    assert len(found) == 1
    several = graphx("trace", "syria", "-w", workspace)
    assert several.status == 2
    assert "name one by its id" in several.err


def test_texts_of_one_title_are_told_apart(graphx: Graphx, tmp_path: Path) -> None:
    rows = [
        {"id": name, "title": "One title", "outlet": f"Paper {name}", "text": f"Words of {name}."}
        for name in "ab"
    ]
    file = write_rows(tmp_path, *rows)
    graphx("run", file, "-w", tmp_path / "w.graphx")
    said = graphx("trace", "one title", "-w", tmp_path / "w.graphx")
    assert said.status == 2
    first, *candidates = said.err.splitlines()
    assert first.endswith("'one title' fits 2 articles; name one by its id:")
    assert {line.split("  ")[-1] for line in candidates} == {
        "Paper a, undated: One title",
        "Paper b, undated: One title",
    }
    [name] = [line.split()[0] for line in candidates if "Paper a" in line]
    assert graphx("trace", name, "-w", tmp_path / "w.graphx").status == 0
