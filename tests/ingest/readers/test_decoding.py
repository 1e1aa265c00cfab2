"""Encodings of files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.errors import InputError
from graphx_ingest.readers.decoding import decode

CAFE = "Le café du quai a rouvert hier après la crue, a déclaré la maire à la presse régionale."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_is_read_in_the_encoding_it_was_written_in(codec: str) -> None:
    assert decode(CAFE.encode(codec), "a.txt") == CAFE


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=shift_jis'>", "shift_jis"),
        ("<?xml version='1.0' encoding='iso-2022-jp'?>", "iso2022_jp"),
    ],
)
def test_a_page_is_read_in_the_charset_it_declares(head: str, codec: str) -> None:
    words = "Дождь" if codec == "cp1251" else "雨が降る"
    assert decode((head + words).encode(codec), "a.html", html=True) == head + words


def test_a_page_that_declares_one_charset_and_is_written_in_utf8_is_utf8() -> None:
    page = "<meta charset=iso-8859-1><p>café"
    assert decode(page.encode(), "a.html", html=True) == page


@pytest.mark.parametrize("charset", ["no-such", "utf-7", "unicode_escape", "hex", "utf-16"])
def test_a_charset_that_cannot_be_is_passed_over(charset: str) -> None:
    page = f"<meta charset={charset}><p>+AGE- \\u0061 café"
    assert decode(page.encode(), "a.html", html=True) == page


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\r\nb\rc\n"


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text))
def test_utf8_is_read_as_written_or_refused(text: str) -> None:
    try:
        read = decode(text.encode(), "a.txt")
    except InputError:
        return
    assert read == text.removeprefix("\ufeff")
