import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx_api.paging import Slice, decode, encode, moment
from graphx_api.problems import BadCursorError

IDS = st.text(st.characters(exclude_categories=["Cs"]))


@given(IDS, st.integers(-(2**62), 2**62), st.floats(allow_nan=False, allow_infinity=False))
def test_a_cursor_holds_its_key(name, size, score):
    key = (size, score, None, name)
    assert decode("list", encode("list", key), (int, float, type(None), str)) == key


@given(st.text())
def test_a_stranger_s_cursor_is_refused_and_nothing_worse(cursor):
    with pytest.raises(BadCursorError):
        decode("stories", cursor, (int, str))


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner))
)
def test_a_forged_cursor_is_refused_or_of_the_right_shape(value):
    cursor = base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    try:
        key = decode("stories", cursor, (int, str))
    except BadCursorError:
        return
    assert [type(part) for part in key] == [int, str]


@pytest.mark.parametrize(
    "key", [(True, "s1"), (1 << 63, "s1"), (1.5, "s1"), ("1", "s1"), (1, "\ud800"), (1,), ()]
)
def test_keys_of_another_shape_are_refused(key):
    with pytest.raises(BadCursorError):
        decode("stories", encode("stories", key), (int, str))


def test_a_cursor_belongs_to_its_list():
    with pytest.raises(BadCursorError):
        decode("stories", encode("outlets", (3, "x")), (int, str))


@pytest.mark.parametrize("written", ["yesterday", "2026-03-05", "2026-03-05T08:00:00"])
def test_a_time_without_a_zone_is_no_key(written):
    with pytest.raises(BadCursorError):
        moment(written)


def test_the_link_repeats_filters():
    piece = Slice(path="/x", limit=1, filters=(("outlet", "a&b=~é"),))
    page, link = piece.next_link("list", ["one", "two"], lambda row: (row,))
    assert page == ["one"]
    assert link is not None
    assert link.startswith("/x?outlet=a%26b%3D~%C3%A9&limit=1&cursor=")


def test_the_last_page_links_nowhere():
    assert Slice(path="/x", limit=2).next_link("list", [1, 2], lambda row: (row,)) == ([1, 2], None)
