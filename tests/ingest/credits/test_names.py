import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx_ingest.credits.names import is_generic, read_name
from graphx_ingest.credits.view import view_of


@pytest.mark.parametrize(
    ("text", "name", "domain"),
    [
        ("North Wire.", "North Wire", None),
        ("the Lenders’ Review, with thanks", "Lenders’ Review", None),
        ("Harbour Lights' and others", "Harbour Lights", None),
        ("The Daily Example and others", "Daily Example", None),
        ("the North Wire under a licence", "North Wire", None),
        ("“North Wire” on Monday", "North Wire", None),
        ("North Wire on 3 May 2016", "North Wire", None),
        ("3 May 2016 in North Wire", "North Wire", None),
        ("the North Wire blog by Ada Example", "North Wire blog", None),
        ("the Journal of the North and is free", "Journal of the North", None),
        ("the Associated Press and others", "Associated Press", None),
        ("north.example.", "north.example", "north.example"),
        ("[North Wire](https://www.north.example/a)", "North Wire", "north.example"),
        ("[Norder Anzeiger](https://norder.example/a)", "Norder Anzeiger", "norder.example"),
        ("[News of the North](https://north.example/a)", "News of the North", "north.example"),
        ("[the North Wire](https://north.example/a)", "North Wire", "north.example"),
        ("[here](https://www.north.example/a)", None, "north.example"),
        ("https://www.north.example/a.", None, "north.example"),
        (
            "[a headline of a great many words in a row](https://north.example/a)",
            None,
            "north.example",
        ),
        ("der Tageszeitung Nordblatt erschienen", "Nordblatt", None),
        ("el blog de Nordeste", "blog de Nordeste", None),
        ("半月谈网，经许可转载", "半月谈网", None),
        ("NorthWire.Recent news", "NorthWire", None),
        ("the Daily North.", "Daily North", None),
        ("El Nordeste.", "El Nordeste", None),
        ("Agência Nordeste, que", "Agência Nordeste", None),
        ("Revista «Nordeste»", "Nordeste", None),
        ("der nordischen Zeitschrift Nordblatt erschienen", "Nordblatt", None),
        ("公众号“半月谈网”", "半月谈网", None),
    ],
)
def test_names_end_where_their_words_end(text: str, name: str | None, domain: str | None) -> None:
    found = read_name(view_of(text), 0)
    assert found is not None
    assert (found.text, found.domain) == (name, domain)


@pytest.mark.parametrize(
    "text",
    [
        "white walls",
        "2023",
        "April 2016",
        "May.",
        "PDF",
        "here",
        "the author",
        "its own website",
        "",
        "   ",
        "[x]()",
    ],
)
def test_other_words_are_no_names(text: str) -> None:
    assert read_name(view_of(text), 0) is None


def test_kinds_of_places_are_generic() -> None:
    assert is_generic("the original article")
    assert not is_generic("North Wire")


@given(st.text(max_size=120))
def test_any_words_are_read_and_a_name_lies_among_them(text: str) -> None:
    view = view_of(text)
    name = read_name(view, 0, loose=True)
    if name is not None:
        assert 0 <= name.start < name.end <= len(view.words)
        assert name.text or name.url
