"""Every command as a person would type it."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from graphx.cli.main import COMMANDS, cli
from tests.cli.conftest import SEEDS, Graphx


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(graphx: Graphx, name: str) -> None:
    said = graphx(name, "--help")
    assert said.status == 0
    assert "Example:" in said.out
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.name == name


def test_help_lists_every_command_and_imports_no_heavy_package() -> None:
    code = (
        "import sys; sys.argv = ['graphx', '--help']\n"
        "from graphx.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pyarrow', 'duckdb', 'networkx', 'fastapi', 'trafilatura', 'neo4j', 'numpy'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert all(name in said.stdout for name in COMMANDS)


def test_a_small_run_waits_for_no_compiler(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from graphx.cli.main import main\n"
        f"try: main(['run', {str(SEEDS)!r}, '-w', {str(tmp_path / 'w.graphx')!r}])\n"
        "except SystemExit: pass\n"
        "assert 'numba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


def test_run_prints_a_summary_on_stdout_and_progress_on_stderr(
    graphx: Graphx, tmp_path: Path
) -> None:
    said = graphx("run", SEEDS, "-w", tmp_path / "w.graphx")
    assert said.status == 0
    assert "documents    5 read (5 new, 0 changed, 0 known)" in said.out
    assert "derivations  2 (claimed 2); pairs with a common source 1" in said.out
    assert "documents read: 5" in said.err
    again = graphx("run", SEEDS, "-w", tmp_path / "w.graphx")
    assert "0 new, 0 changed, 5 known" in again.out


def test_ingest_and_build_are_the_two_halves_of_run(
    graphx: Graphx, tmp_path: Path, workspace: Path
) -> None:
    place = tmp_path / "w.graphx"
    taken = graphx("ingest", SEEDS, "-w", place)
    assert taken.status == 0
    assert taken.out.splitlines()[-1].split(maxsplit=1) == ["next", f"graphx build -w {place}"]
    for command in (("trace", "Aleppo Gamble"), ("outlets",), ("audit",)):
        early = graphx(*command, "-w", place)
        assert (early.status, early.out) == (2, "")
        assert f"was never built; run: graphx build -w {place}" in early.err
    assert graphx("build", "-w", place).status == 0
    whole = graphx("export", "jsonl", "-w", workspace).records()
    halves = graphx("export", "jsonl", "-w", place).records()
    assert [r for r in whole if r["record"] != "history"] == [
        r for r in halves if r["record"] != "history"
    ]


def test_a_document_that_fails_is_told_and_makes_the_status_one(
    graphx: Graphx, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("Some words of news.", "utf-8")
    said = graphx("run", tmp_path / "bad.txt", tmp_path / "good.txt", "-w", tmp_path / "w.graphx")
    assert said.status == 1
    assert "1 problem" in said.out
    assert "bad.txt" in said.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "nowhere.txt", "-w", "{tmp}/w.graphx"), "nowhere.txt"),
        (("run", "{seeds}"), "--workspace"),
        (("run", "{seeds}", "-w", "{seeds}"), "is not a workspace"),
        (("trace", "x", "-w", "{tmp}/none.graphx"), "none.graphx"),
        (("trace", "x"), "name a workspace with -w DIR"),
        (("trace", "x", "--store", "mysql://localhost"), "unknown store 'mysql'"),
        (("outlets", "--wrong"), "--wrong"),
        (("export", "pdf", "-w", "{workspace}"), "pdf"),
        (("export", "jsonl", "--store", "neo4j://localhost:1"), "from a workspace"),
        (("serve", "-w", "{tmp}/none.graphx"), "none.graphx"),
        (("serve", "-w", "{workspace}", "--store", "neo4j://127.0.0.1:1"), "no Neo4j server"),
        (("load", "neo4j://127.0.0.1:1", "-w", "{workspace}"), "no Neo4j server"),
        (("serve", "-w", "{workspace}", "--port", "99999"), "--port"),
        (("simulate", "{tmp}/none/x.jsonl"), "none/x.jsonl: No such file"),
        (("simulate", "{tmp}/x.jsonl", "--articles", "0"), "--articles"),
        (("simulate", "{tmp}/x.jsonl", "--rate", "credit"), "credit=0.2"),
        (("simulate", "{tmp}/x.jsonl", "--rate", "credits=0.2"), "unknown rate 'credits'"),
        (("simulate", "{tmp}/x.jsonl", "--rate", "wire=2"), "a share from 0 to 1"),
        (("simulate", "{tmp}/x.jsonl", "--rate", "most_copies=1.5"), "a whole number"),
        (("trace", " ", "-w", "{workspace}"), "expected an id, a URL or words of a title"),
        (("eval", "nowhere"), "unknown set or folder 'nowhere'"),
        (("eval", "{tmp}"), "can be measured"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_two(
    graphx: Graphx, tmp_path: Path, workspace: Path, arguments: tuple[str, ...], told: str
) -> None:
    places = {"tmp": tmp_path, "seeds": SEEDS, "workspace": workspace}
    said = graphx(*(argument.format(**places) for argument in arguments))
    assert said.status == 2
    assert told in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("audit",), "no outlet took a text from another"),
        (("outlets",), "no article here names its outlet"),
        (("outlets", "--review"), "no outlet here is doubtful"),
        (("outlets", "--boilerplate"), "no outlet here repeats a passage"),
    ],
)
def test_an_empty_list_says_why_beside_the_output(
    graphx: Graphx, tmp_path: Path, command: tuple[str, ...], told: str
) -> None:
    (tmp_path / "one.txt").write_text("Some words of news.", "utf-8")
    graphx("run", tmp_path / "one.txt", "-w", tmp_path / "w.graphx")
    said = graphx(*command, "-w", tmp_path / "w.graphx")
    assert (said.status, said.out) == (0, "")
    assert told in said.err


def test_a_port_that_is_taken_is_one_sentence(graphx: Graphx, workspace: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = graphx("serve", "-w", workspace, "--port", port)
    assert said.status == 2
    assert f"cannot listen on 127.0.0.1 port {port}: Address already in use" in said.err
    assert "serving" not in said.err
    assert "Traceback" not in said.err


def test_texts_of_one_title_are_told_apart(graphx: Graphx, tmp_path: Path) -> None:
    rows = [
        {"id": name, "title": "One title", "outlet": f"Paper {name}", "text": f"Words of {name}."}
        for name in "ab"
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    graphx("run", tmp_path / "rows.jsonl", "-w", tmp_path / "w.graphx")
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


def test_simulated_outlets_have_the_rates_that_are_asked_for(
    graphx: Graphx, tmp_path: Path
) -> None:
    listed = graphx("simulate", "--rates")
    assert listed.status == 0
    assert "credit" in listed.out
    made = tmp_path / "x.jsonl"
    few = ("--articles", "60", "--rate", "missing=1", "--rate", "day_only=0", "--rate", "credit=0")
    assert graphx("simulate", made, *few, "--rate", "mirror=0").status == 0
    truth = [json.loads(line) for line in (tmp_path / "x.truth.jsonl").read_text().splitlines()]
    assert all(row["published"] is None for row in truth if row["collected"])


def test_a_text_that_many_run_is_checked_on_one_screen(graphx: Graphx, tmp_path: Path) -> None:
    text = " ".join(f"word{n}" for n in range(90))
    rows = [{"id": f"{n}", "outlet": f"Paper {n}", "text": text} for n in range(23)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (tmp_path / "draft.txt").write_text(text, "utf-8")
    graphx("run", tmp_path / "rows.jsonl", "-w", tmp_path / "w.graphx")
    said = graphx("check", tmp_path / "draft.txt", "-w", tmp_path / "w.graphx")
    assert said.out.count("near duplicate: 100% of this text") == 20
    assert said.out.splitlines()[-1] == "  … and 3 more articles; --json lists them all"
    [record] = graphx(
        "check", tmp_path / "draft.txt", "-w", tmp_path / "w.graphx", "--json"
    ).records()
    assert len(record["matches"]) == 23  # type: ignore[arg-type]


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


def test_credits_json_gives_a_line_for_every_row_in_order(graphx: Graphx, tmp_path: Path) -> None:
    rows = [
        {"id": "b", "text": "Originally published by North Wire."},
        {"id": "a", "text": None, "byline": "By Ada Example, Reuters", "outlet": "South Post"},
        {"id": "c", "text": "Nothing to see."},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    records = graphx("credits", file, "--json").records()
    assert [record["id"] for record in records] == ["b", "a", "c"]
    [credit] = records[0]["credits"]  # type: ignore[misc]
    assert credit["kind"] == "republication"
    assert credit["source_outlet_name"] == "North Wire"
    assert credit["quote"] == rows[0]["text"][credit["start"] : credit["end"]]  # type: ignore[index]
    assert records[1]["credits"][0]["kind"] == "wire"  # type: ignore[index]
    assert records[1]["credits"][0]["start"] is None  # type: ignore[index]
    assert records[2]["credits"] == []


def test_match_json_follows_the_contract(graphx: Graphx, tmp_path: Path) -> None:
    text = (SEEDS / "001_68a215685d108f0d.txt").read_text("utf-8")
    rows = [{"id": "z", "text": text}, {"id": "b", "text": text[:3000]}, {"id": "o", "text": "No."}]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
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


def test_extract_json_follows_the_contract(graphx: Graphx) -> None:
    records = graphx("extract", SEEDS, "--json").records()
    by_id = {record["id"]: record for record in records}
    record = by_id["004_95df8f811cc4e79d"]
    assert record["title"] == "Putin's Aleppo Gamble Pays Off"
    assert record["authors"] == ["Mike Whitney"]
    assert (record["published"], record["date_basis"]) == ("2016-02-10", "visible")
    assert record["outlet"] == "Global Research"
    assert record["text"] == (SEEDS / "004_95df8f811cc4e79d.txt").read_bytes().decode()


def test_check_reads_a_text_from_a_file(graphx: Graphx, workspace: Path, tmp_path: Path) -> None:
    text = (SEEDS / "002_7ee045f5cd09391a.txt").read_text("utf-8")
    start = text.index("Member States to prevent")
    (tmp_path / "pasted.txt").write_text(
        text[start : start + 260] + "\n\nOriginally published by North Wire.\n", "utf-8"
    )
    said = graphx("check", tmp_path / "pasted.txt", "-w", workspace)
    assert "republication: North Wire" in said.out
    assert "Global Research: Putin's Aleppo Gamble Pays Off" in said.out
    [record] = graphx("check", tmp_path / "pasted.txt", "-w", workspace, "--json").records()
    assert {match["id"] for match in record["matches"]} == {  # type: ignore[attr-defined]
        "002_7ee045f5cd09391a",
        "004_95df8f811cc4e79d",
    }


def test_outlets_json_follows_the_contract(graphx: Graphx, workspace: Path) -> None:
    records = graphx("outlets", "-w", workspace, "--json").records()
    moon = next(record for record in records if record["outlet_id"] == "moonofalabama.org")
    assert set(moon) == {
        "outlet_id",
        "name",
        "domain",
        "aliases",
        "kind",
        "articles",
        "taken",
        "given",
        "stub_articles",
    }
    assert (moon["articles"], moon["given"], moon["stub_articles"]) == (0, 1, 1)
    assert "MoonOfAlabama" in moon["aliases"]  # type: ignore[operator]
    table = graphx("outlets", "-w", workspace).out
    assert "Moon of Alabama" in table


def test_outlets_review_lists_what_no_list_knows(graphx: Graphx, tmp_path: Path) -> None:
    rows = [
        {
            "id": "1",
            "url": "https://harbour.example/1",
            "outlet": "Harbour Lights",
            "text": "Rain.",
        },
        {"id": "2", "outlet": "South Post", "text": "Rain.\n\nSource: https://harbour.example/1"},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    place = tmp_path / "w.graphx"
    graphx("run", tmp_path / "rows.jsonl", "-w", place)
    doubts = graphx("outlets", "--review", "-w", place, "--json").records()
    [doubt] = [doubt for doubt in doubts if doubt["outlet_id"] == "harbour.example"]
    assert set(doubt) == {"outlet_id", "name", "domain", "reasons"}
    assert doubt["name"] == "Harbour Lights"
    assert all(doubt["reasons"] for doubt in doubts)
    head, *table = graphx("outlets", "--review", "-w", place).out.splitlines()
    assert head.split() == ["outlet_id", "name", "domain", "evidence"]
    assert len(table) == len(doubts)


def test_outlets_boilerplate_lists_what_an_outlet_repeats(graphx: Graphx, tmp_path: Path) -> None:
    footer = "Support North Wire with a small gift today and every day."
    bodies = [
        " ".join(f"{word}{number}" for word in ("rain", "river", "bridge", "town") * 10)
        for number in range(4)
    ]
    rows = [
        {"id": str(n), "outlet": "North Wire", "text": f"{body}\n\n{footer}"}
        for n, body in enumerate(bodies)
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    graphx("run", tmp_path / "rows.jsonl", "-w", tmp_path / "w.graphx")
    said = graphx("outlets", "--boilerplate", "-w", tmp_path / "w.graphx")
    assert said.status == 0
    assert "support north wire with a small gift today and every day" in said.out
    [record] = graphx("outlets", "--boilerplate", "-w", tmp_path / "w.graphx", "--json").records()
    assert record["articles"] == 4


@pytest.mark.parametrize("nodes", ["articles", "outlets"])
def test_graphml_is_read_back_by_networkx(graphx: Graphx, workspace: Path, nodes: str) -> None:
    said = graphx("export", "graphml", "--nodes", nodes, "-w", workspace)
    graph = nx.parse_graphml(said.out)
    assert graph.number_of_edges() == 2
    assert graph.is_directed()


def test_export_jsonl_keeps_the_ids_that_were_given(graphx: Graphx, workspace: Path) -> None:
    records = graphx("export", "jsonl", "-w", workspace).records()
    articles = [record for record in records if record["record"] == "article"]
    given = {path.stem for path in SEEDS.iterdir()}
    assert {record["id"] for record in articles if record["collected"]} == given


def test_doctor_runs_end_to_end(graphx: Graphx) -> None:
    said = graphx("doctor")
    assert said.status == 0
    assert "everything works" in said.out


def test_a_reader_that_goes_away_is_no_error(workspace: Path) -> None:
    writing = subprocess.Popen(
        [sys.executable, "-m", "graphx.cli", "export", "jsonl", "-w", str(workspace)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writing.stdout is not None
    assert writing.stderr is not None
    writing.stdout.close()  # before a word was written
    assert writing.stderr.read() == b""
    writing.stderr.close()
    assert writing.wait() == 0


def test_standard_input_is_read(workspace: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "graphx.cli", "credits", "-", "--json"],
        input=b'{"id": "1", "text": "Reprinted from North Wire."}\n',
        capture_output=True,
        check=True,
    )
    assert json.loads(said.stdout)["credits"][0]["source_name"] == "North Wire"
