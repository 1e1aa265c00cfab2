"""The laws of a run: order, batches and increments change no row; twice is once."""

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from graphx import pipeline, schema
from graphx.errors import NotFoundError, WorkspaceFormatError
from graphx.steps import intake
from graphx.store import readings
from graphx.store.workspace import Workspace

SEEDS = Path(__file__).parents[1] / "seeds" / "articles"


def tables(workspace: Path) -> dict[str, list[dict[str, object]]]:
    """Every table but the history, which tells increments apart on purpose."""
    with Workspace.open(workspace).snapshot() as snapshot:
        return {
            name: snapshot.table(name).to_pylist() for name in schema.TABLES if name != "history"
        }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The samples, copies and excerpts of one another, and things that are no articles."""
    folder = tmp_path_factory.mktemp("corpus")
    files = []
    for path in sorted(SEEDS.glob("*.txt")):
        shutil.copy(path, folder)
        files.append(folder / path.name)
    whole = (SEEDS / "001_68a215685d108f0d.txt").read_text("utf-8")
    rows = [
        {"id": "copy", "outlet": "North Wire", "published": "2026-03-05T10:00Z", "text": whole},
        {
            "id": "late",
            "outlet": "South Post",
            "published": "2026-03-06",
            "text": "Intro. " + whole,
        },
        {"id": "cut", "outlet": "East Daily", "text": whole[200:1400]},
        {"id": "credited", "text": "Originally published by North Wire.\n\n" + whole},
        {"id": "empty", "text": ""},
        {"id": "typed", "text": 7},
    ]
    lines = [json.dumps(row) for row in rows]
    lines.insert(2, "{not json")
    (folder / "more.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    return [*files, folder / "more.jsonl", folder / "noise.txt"]


@pytest.fixture(scope="module")
def expected(
    corpus: Sequence[Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[dict[str, object]]]:
    workspace = tmp_path_factory.mktemp("expected") / "w.graphx"
    summary = pipeline.run([str(path) for path in corpus], workspace)
    assert summary.problems >= 3
    assert summary.relations["near_duplicate"] >= 3
    return tables(workspace)


def test_the_order_of_files_changes_no_row(
    corpus: Sequence[Path], expected: dict[str, list[dict[str, object]]], tmp_path: Path
) -> None:
    shuffled = [str(path) for path in corpus]
    random.Random(5).shuffle(shuffled)
    pipeline.run(shuffled, tmp_path / "w.graphx")
    assert tables(tmp_path / "w.graphx") == expected


def test_increments_change_no_row(
    corpus: Sequence[Path], expected: dict[str, list[dict[str, object]]], tmp_path: Path
) -> None:
    for path in corpus:
        pipeline.run([str(path)], tmp_path / "w.graphx")
    assert tables(tmp_path / "w.graphx") == expected


def test_the_size_of_batches_changes_no_row(
    corpus: Sequence[Path],
    expected: dict[str, list[dict[str, object]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "CHUNK_DOCUMENTS", 3)
    monkeypatch.setattr(intake, "BATCH_DOCUMENTS", 2)
    monkeypatch.setattr(readings, "PAIRS_PER_BATCH", 1)
    pipeline.run([str(path) for path in corpus], tmp_path / "w.graphx")
    assert tables(tmp_path / "w.graphx") == expected


def test_running_twice_is_running_once(corpus: Sequence[Path], tmp_path: Path) -> None:
    inputs = [str(path) for path in corpus]
    first = pipeline.run(inputs, tmp_path / "w.graphx")
    before = sorted(path.name for path in (tmp_path / "w.graphx" / "parts").iterdir())
    second = pipeline.run(inputs, tmp_path / "w.graphx")
    assert second.snapshot == first.snapshot
    assert (second.added, second.replaced, second.unchanged) == (0, 0, first.added)
    assert second.problems == first.problems
    assert sorted(path.name for path in (tmp_path / "w.graphx" / "parts").iterdir()) == before


def test_adding_a_file_adds_only_it(corpus: Sequence[Path], tmp_path: Path) -> None:
    workspace = tmp_path / "w.graphx"
    pipeline.run([str(path) for path in corpus[:-2]], workspace)
    before = tables(workspace)
    extra = tmp_path / "extra.txt"
    extra.write_text("A wholly different text of a few words about the harbour.", "utf-8")
    summary = pipeline.run([*(str(path) for path in corpus[:-2]), str(extra)], workspace)
    assert (summary.added, summary.unchanged) == (1, len(before["documents"]))
    after = tables(workspace)
    for name in ("documents", "texts", "articles", "stories", "clusters", "signatures"):
        added = [row for row in after[name] if row not in before[name]]
        assert len(added) == 1, name
        assert all(row in after[name] for row in before[name]), name
    for name in ("matches", "derivations", "credits", "siblings"):
        assert after[name] == before[name], name


def test_a_mended_field_replaces_the_document(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "1", "text": "Rain fell on the town.", "published": "2026-03-05"}')
    pipeline.run([str(rows)], tmp_path / "w.graphx")
    rows.write_text('{"id": "1", "text": "Rain fell on the town.", "published": "2026-03-06"}')
    summary = pipeline.run([str(rows)], tmp_path / "w.graphx")
    assert (summary.added, summary.replaced) == (0, 1)
    [article] = tables(tmp_path / "w.graphx")["articles"]
    assert article["published"] == "2026-03-06"


def test_a_mended_file_takes_its_problem_along(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("", "utf-8")
    assert pipeline.run([str(file)], tmp_path / "w.graphx").problems == 1
    file.write_text("Now there are words in it.", "utf-8")
    assert pipeline.run([str(file)], tmp_path / "w.graphx").problems == 0
    assert tables(tmp_path / "w.graphx")["problems"] == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_unlike_fields_for_one_document_are_a_problem_whatever_the_order(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    given = [
        '{"id": "1", "text": "Rain fell.", "title": "A"}',
        '{"id": "1", "text": "Rain fell.", "title": "B"}',
    ]
    files = []
    for place in (0, 1):
        files.append(tmp_path / f"{place}.jsonl")
        files[place].write_text(given[place], "utf-8")
    pipeline.run([str(files[place]) for place in order], tmp_path / "w.graphx")
    found = tables(tmp_path / "w.graphx")
    [document] = found["documents"]
    [problem] = found["problems"]
    assert "twice" in str(problem["message"])
    kept, left_out = str(document["source"]), str(problem["source"])
    assert {kept.split(":")[0], left_out.split(":")[0]} == {str(file) for file in files}
    again = tmp_path / "again"
    again.mkdir()
    pipeline.run([str(files[place]) for place in reversed(order)], again / "w.graphx")
    assert tables(again / "w.graphx") == found


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_one_document_under_two_names_is_one(tmp_path: Path, order: tuple[int, int]) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        (folder / "news.txt").write_text("Rain fell on the town.", "utf-8")
    summary = pipeline.run([str(folders[place]) for place in order], tmp_path / "w.graphx")
    assert (summary.added, summary.problems) == (1, 0)
    [document] = tables(tmp_path / "w.graphx")["documents"]
    assert document["source"] == str(folders[0] / "news.txt")
    again = pipeline.run([str(folders[place]) for place in order], tmp_path / "w.graphx")
    assert (again.snapshot, again.unchanged) == (summary.snapshot, 1)


def test_a_missing_path_reads_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        pipeline.run([str(SEEDS), str(tmp_path / "nowhere")], tmp_path / "w.graphx")
    assert not (tmp_path / "w.graphx").exists()


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work", "utf-8")
    with pytest.raises(WorkspaceFormatError):
        pipeline.run([str(SEEDS)], tmp_path)


def test_an_alias_of_the_workspace_wins_and_survives_another_run(tmp_path: Path) -> None:
    workspace = tmp_path / "w.graphx"
    pipeline.run([str(SEEDS)], workspace)
    (workspace / "aliases.csv").write_text(
        "alias,outlet_id,name,domain\nMoonOfAlabama,moa.example,Moon Renamed,moa.example\n", "utf-8"
    )
    for _ in range(2):
        pipeline.run([str(SEEDS)], workspace)
        outlets = {row["outlet_id"]: row["name"] for row in tables(workspace)["outlets"]}
        assert outlets["moa.example"] == "Moon Renamed"


def test_progress_names_every_stage(tmp_path: Path) -> None:
    told: dict[str, int] = {}

    def watch(stage: str, done: int, total: int | None = None) -> None:
        told[stage] = done

    pipeline.run([str(SEEDS)], tmp_path / "w.graphx", watch)
    assert told == {
        "documents read": 5,
        "articles sketched": 5,
        "pairs verified": told["pairs verified"],
        "stories judged": 5,
    }


def test_stages_declare_the_batches_they_write(tmp_path: Path) -> None:
    """What every stage hands on has the schema it declares."""
    from graphx.reuse.sketch import Sketching
    from graphx_ingest.readers import read_documents
    from graphx_ingest.understand import Understanding, source_batch

    documents = [item for item in read_documents([str(SEEDS)]) if not hasattr(item, "error")]
    stage = Understanding()
    batches = list(stage(iter([source_batch(documents)])))  # type: ignore[arg-type]
    assert all(batch.schema == stage.writes for batch in batches)

    def reading() -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = [
                {
                    "article_id": row["article_id"],
                    "outlet_id": None,
                    "language": row["language"],
                    "text": row["text"],
                    "body": [{"start": 0, "end": len(row["text"])}],
                }
                for row in batch.to_pylist()
            ]
            yield pa.RecordBatch.from_pylist(rows, schema=schema.READING)

    sketching = Sketching()
    assert all(batch.schema == sketching.writes for batch in sketching(reading()))
