import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.text.ocr import confusable_view
from graphx.text.words import words


def seen(text: str) -> list[str]:
    return words(confusable_view(text).text).texts


@given(st.text())
def test_every_character_keeps_its_place(text):
    view = confusable_view(text)
    origins = view.origins.tolist()
    assert len(origins) == len(view.text) + 1
    assert origins == sorted(origins)
    assert origins[-1] == len(text)


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F)))
def test_a_letter_is_a_word(text):
    assert all(len(word) == 1 for word in seen(text))


@pytest.mark.parametrize(
    ("printed", "scanned"),
    [
        ("The claim of modern illness", "Tne c1aim ot modem i11ncss"),
        ("Wages rose 20 per cent", "VVages ro5e 2O pcr ccnt"),
        ("straight on", "straig ht  on"),
        ("the dawn", "the clawn"),
        ("Éditions Œuvre", "editions oeuvre"),
        ("re\u00adprint\u200bed", "reprinted"),
        ("ﬁne", "fine"),
    ],
)
def test_what_a_scanner_confuses_is_one(printed, scanned):
    assert seen(printed) == seen(scanned)


def test_other_letters_stay_apart():
    assert seen("kaw") != seen("paw")
    assert seen("а") != seen("ж")


def test_scripts_without_spaces_are_read_as_ever():
    text = "東京で火事があった"
    assert seen(text) == words(text).texts
    assert unicodedata.normalize("NFKD", "가")[0] not in seen("가")  # moved beside its like
    assert seen("가나") == seen("가 나")
