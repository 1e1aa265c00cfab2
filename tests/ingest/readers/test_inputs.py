"""Files, folders, patterns and streams."""

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphx.errors import NotFoundError
from graphx.model import Document, Markup, Problem
from graphx_ingest.readers import read_documents

STORY = "Rain fell on the town all night.\r\nThe bridge was closed.\n"


def documents(*inputs: object, stdin: bytes | None = None) -> list[Document]:
    found = read(*inputs, stdin=stdin)
    assert all(isinstance(one, Document) for one in found), found
    return found


def problems(*inputs: object, stdin: bytes | None = None) -> list[Problem]:
    return [one for one in read(*inputs, stdin=stdin) if isinstance(one, Problem)]


def read(*inputs: object, stdin: bytes | None = None) -> list:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_documents([str(one) for one in inputs], stdin=stream))


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("a.txt", Markup.TEXT),
        ("a.text", Markup.TEXT),
        ("a.MD", Markup.MARKDOWN),
        ("a.markdown", Markup.MARKDOWN),
        ("a.html", Markup.HTML),
        ("a.htm", Markup.HTML),
        ("a.xhtml", Markup.HTML),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_one_document_packed_or_not(
    tmp_path: Path, name: str, markup: Markup, packed: bool
) -> None:
    path = tmp_path / (name + ".gz" * packed)
    data = STORY.encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    (document,) = documents(path)
    assert (document.id, document.markup, document.content) == ("a", markup, STORY)
    assert document.source == str(path)


def test_only_known_endings_are_cut_from_the_name(tmp_path: Path) -> None:
    (tmp_path / "v1.2 rain.txt.gz").write_bytes(gzip.compress(b"Rain."))
    assert documents(tmp_path)[0].id == "v1.2 rain"


def test_a_folder_is_read_sorted_and_hidden_names_are_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Rain.")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert [document.id for document in documents(tmp_path)] == ["1", "2", "b"]


def test_the_order_of_inputs_changes_no_document(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Rain on {name}.")
    paths = sorted(tmp_path.iterdir())
    assert sorted(documents(*paths), key=str) == sorted(documents(*reversed(paths)), key=str)
    assert documents(tmp_path) == documents(*paths)


@pytest.mark.parametrize("pattern", ["*.txt", "**/*.txt", "[ab].txt"])
def test_a_pattern_the_shell_left_alone_is_expanded(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "a.txt").write_text("Rain.")
    (tmp_path / "b.txt").write_text("Snow.")
    assert [one.id for one in documents(tmp_path / pattern)] == ["a", "b"]


def test_a_name_with_brackets_is_a_name_first(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("Rain.")
    assert documents(tmp_path / "a[1].txt")[0].id == "a[1]"


@pytest.mark.parametrize("missing", ["nothing.txt", "nothing/*.txt", "nul\0.txt"])
def test_what_is_not_there_is_said_before_anything_is_read(tmp_path: Path, missing: str) -> None:
    (tmp_path / "a.txt").write_text("Rain.")
    with pytest.raises(NotFoundError, match=r"nothing|nul"):
        read_documents([str(tmp_path / "a.txt"), f"{tmp_path}/{missing}"])


def test_standard_input_must_be_given_to_be_read() -> None:
    with pytest.raises(NotFoundError, match="standard input"):
        read_documents(["-"])


@pytest.mark.parametrize(
    ("data", "markup"),
    [
        (b'\n  {"id": "1", "text": "Rain."}', Markup.TEXT),
        (b'\xef\xbb\xbf{"id": "1", "html": "<p>Rain."}', Markup.HTML),
        ('{"id": "1", "text": "Rain."}\n'.encode("utf-16"), Markup.TEXT),
        (b"<!DOCTYPE html><p>Rain.", Markup.HTML),
        (b" <p class=a>Rain.", Markup.HTML),
        (b"Rain <p> fell.", Markup.TEXT),
        (b"<3 rain", Markup.TEXT),
    ],
)
def test_standard_input_is_known_by_how_it_begins(data: bytes, markup: Markup) -> None:
    (document,) = documents("-", stdin=data)
    assert document.markup is markup


def test_a_file_without_an_ending_is_known_by_how_it_begins(tmp_path: Path) -> None:
    (tmp_path / "export").write_text('{"id": "1", "text": "Rain."}\n')
    assert documents(tmp_path / "export")[0].source.endswith("export:1")


def test_a_sidecar_gives_the_fields_and_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Rain."))
    fields = {
        "id": 7,
        "url": "https://north.example/a",
        "author": "Ada Example",
        "date": "2026-03-05",
    }
    (tmp_path / "a.json").write_text(json.dumps(fields))
    (document,) = documents(tmp_path)
    assert (document.id, document.url, document.byline, document.published) == (
        "7",
        "https://north.example/a",
        "Ada Example",
        "2026-03-05",
    )
    assert documents(*sorted(tmp_path.iterdir())) == [document]


def test_a_broken_sidecar_costs_its_document_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain.")
    (tmp_path / "a.json").write_text('{\n"id": }')
    (tmp_path / "b.txt").write_text("Snow.")
    found = read(tmp_path)
    assert [one.id for one in found if isinstance(one, Document)] == ["b"]
    (problem,) = problems(tmp_path)
    assert problem.source.endswith("a.json")
    assert "line 2" in problem.message


def test_a_json_file_alone_is_a_row_or_a_list_of_rows_or_rows(tmp_path: Path) -> None:
    one, two = '{"id": "1", "text": "Rain."}', '{"id": "2", "text": "Snow."}'
    for name, written in {
        "one": one,
        "list": f"[\n{one},\n{two}\n]",
        "rows": f"{one}\n{two}",
    }.items():
        (tmp_path / f"{name}.json").write_text(written)
    found = documents(tmp_path / "one.json", tmp_path / "list.json", tmp_path / "rows.json")
    assert [document.id for document in found] == ["1", "1", "2", "1", "2"]
    assert found[2].source.endswith("list.json:3")


BAD_FILES = [
    ("empty.txt", b"", "EmptyTextError"),
    ("spaces.md", b" \n\t", "EmptyTextError"),
    ("mark.txt", b"\xef\xbb\xbf", "EmptyTextError"),
    ("nul.txt", b"Rain\0fell", "UnreadableSourceError"),
    ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "UnreadableSourceError"),
    ("image.html", b"\xff\xd8\xff\xe0\x00\x10JFIF", "UnreadableSourceError"),
    ("controls.txt", bytes(range(1, 9)) * 20, "UnreadableSourceError"),
    ("half.txt", b"\xff\xfeR\0a\0i", "UnreadableSourceError"),
    ("cut.txt.gz", gzip.compress(STORY.encode() * 50)[:-9], "UnreadableSourceError"),
    ("plain.txt.gz", b"Rain fell.", "UnreadableSourceError"),
    ("zeros.jsonl.gz", b"\x1f\x8b" + b"\0" * 40, "UnreadableSourceError"),
    ("scan.pdf", b"%PDF-1.7", "UnreadableSourceError"),
    ("noname.gz", gzip.compress(b"Rain."), "UnreadableSourceError"),
    ("list.json", b'[{"id": "1", "text": "Rain."}', "UnreadableSourceError"),
    ("deep.json", b'{"text":' + b"[" * 100_000, "UnreadableSourceError"),
]


@pytest.mark.parametrize(
    ("name", "data", "error"), BAD_FILES, ids=[name for name, _, _ in BAD_FILES]
)
def test_a_bad_file_is_a_problem_and_the_next_one_is_read(
    tmp_path: Path, name: str, data: bytes, error: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text("Snow.")
    found = read(tmp_path)
    assert isinstance(found[-1], Document)
    (problem,) = (one for one in found if isinstance(one, Problem))
    assert (problem.stage, problem.error) == ("read", error)
    assert name in problem.source
    assert problem.message


def test_rows_before_a_cut_are_read(tmp_path: Path) -> None:
    rows = "".join(
        json.dumps({"id": str(at), "text": f"Rain {at * 7919}."}) + "\n" for at in range(500)
    )
    packed = gzip.compress(rows.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    found = read(tmp_path)
    assert len(found) > 50
    assert isinstance(found[-1], Problem)
    assert all(isinstance(one, Document) for one in found[:-2])


def test_a_file_that_may_not_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Rain.")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = problems(tmp_path)
    assert "Permission denied" in problem.message


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    data=st.binary(max_size=200),
    name=st.sampled_from(
        ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.txt.gz", "a.jsonl.gz"]
    ),
)
def test_no_bytes_stop_a_run(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for one in [*read(path), *read("-", stdin=data)]:
        assert isinstance(one, (Document, Problem))
    path.unlink()
