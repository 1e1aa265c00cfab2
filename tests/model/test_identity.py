"""Ids are digests of JSON, however soon that is written."""

import hashlib
import json

from hypothesis import example, given
from hypothesis import strategies as st

from graphx.model import content_id

texts = st.text(st.characters(codec=None))


@given(st.lists(texts | st.none() | st.integers() | st.lists(texts).map(tuple)))
@example(["\ud800", 'a"b\\c\x00\x1f\x7f', "\u2028é"])
@example([])
def test_an_id_is_a_digest_of_json(parts: list[object]) -> None:
    written = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    data = written.encode("utf-8", "surrogatepass")
    assert content_id("a", *parts) == "a" + hashlib.blake2b(data, digest_size=12).hexdigest()
