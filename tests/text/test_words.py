import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.text.normalise import normalise
from graphx.text.words import words

HIDDEN = st.sampled_from(["\u00ad", "\u200b", "\u200d", "\ufeff", "\u2060", "\ufe0f"])


@given(st.text())
def test_offsets_lie_in_the_text_and_never_fall(text):
    found = words(text)
    assert len(found.texts) == found.starts.size == found.ends.size
    assert (found.starts[1:] >= found.starts[:-1]).all()
    assert (found.ends[1:] >= found.ends[:-1]).all()
    assert ((found.starts >= 0) & (found.starts < found.ends) & (found.ends <= len(text))).all()
    for word, start, end in zip(found.texts, found.starts, found.ends, strict=True):
        assert word in normalise(text[start:end]).text


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF)))
def test_words_share_no_character_unless_it_stands_for_several(text):
    found = words(text)
    for end, start in zip(found.ends[:-1].tolist(), found.starts[1:].tolist(), strict=True):
        assert start >= end or len(normalise(text[start]).text) > 1


@given(st.text())
def test_words_of_a_folded_text_are_the_same(text):
    assert words(normalise(text).text).texts == words(text).texts


@given(st.text(), st.data())
def test_invisible_marks_change_no_word(text, data):
    wanted = words(text).texts
    place = data.draw(st.integers(0, len(text)))
    assert words(text[:place] + data.draw(HIDDEN) + text[place:]).texts == wanted


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_case_changes_no_word(text):
    assert words(text.upper()).texts == words(text).texts == words(text.lower()).texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s the mayor's ‘plan’”", "\"It's the mayor's 'plan'\""),
        ("café naïve Ångström", "cafe naive Angstrom"),
        ("cafe\u0301", "café"),
        ("pre–war", "pre-war"),
        ("_very_ *good*", "very good"),
        ("ten\u00a0years", "ten years"),
    ],
)
def test_spellings_of_one_text_give_the_same_words(one, other):
    assert words(one).texts == words(other).texts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("新华社北京", ["新", "华", "社", "北", "京"]),
        ("ニュース", ["ニ", "ュ", "ー", "ス"]),
        ("ข่าว", ["ข่", "า", "ว"]),
        ("AP通信2026年", ["ap", "通", "信", "2026", "年"]),
        ("समाचार है", ["समाचार", "है"]),
        ("한국 뉴스", [normalise("한국").text, normalise("뉴스").text]),
        ("الأخبار اليوم", [normalise("الأخبار").text, "اليوم"]),
        ("1,000 U.S. dollars", ["1", "000", "u", "s", "dollars"]),
        ("", []),
        ("— … —", []),
    ],
)
def test_words_of_many_scripts(text, wanted):
    assert words(text).texts == wanted


def test_an_accent_typed_apart_belongs_to_its_word():
    text = "x cafe\u0301 y"
    found = words(text)
    assert text[found.starts[1] : found.ends[1]] == "cafe\u0301"
