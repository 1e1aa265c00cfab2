import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.text.normalise import fold, normalise


@given(st.text())
def test_the_view_of_a_view_is_itself(text):
    folded = normalise(text).text
    assert normalise(folded).text == folded


@given(st.text())
def test_origins_lead_back_into_the_text(text):
    view = normalise(text)
    origins = view.origins.tolist()
    assert len(origins) == len(view.text) + 1
    assert origins == sorted(origins)
    assert origins[-1] == len(text)
    for char, origin in zip(view.text, origins, strict=False):
        assert char in fold(text[origin])


@given(st.text(), st.text())
def test_views_join(left, right):
    assert normalise(left + right).text == normalise(left).text + normalise(right).text


@given(st.characters(codec="utf-8"))
def test_composition_and_case_change_nothing(char):
    wanted = normalise(char).text
    for form in ("NFC", "NFD"):
        assert normalise(unicodedata.normalize(form, char)).text == wanted
    for cased in (char.upper(), char.lower(), char.casefold(), char.title()):
        assert normalise(cased).text == wanted


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ﬁancée", "fiancee"),
        ("na\u00adive", "naive"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\u00a0b\u202fc", "a b c"),
        ("“Don’t” – he said…", '"don\'t" - he said...'),
        ("Ærø Łódź Straße ISTANBUL İıi", "aero lodz strasse istanbul iii"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
        ("Acme™", "acme "),
        ("\ud800", "\ud800"),
    ],
)
def test_folding(text, folded):
    assert normalise(text).text == folded


def test_marks_that_are_no_accents_stay():
    assert normalise("が").text != normalise("か").text
    assert normalise("नमस्ते").text == "नमस्ते"
    assert normalise("ไทยก่").text == "ไทยก่"
