"""Counting words at a glance counts what finding them finds."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from graphx_ingest.word_count import count_words


@given(st.text() | st.text(st.characters(max_codepoint=0xFF) | st.sampled_from("“”–…€? \n")))
@example("où? “là”, «½» – a_b ª²")
@example("łódź – мост? 橋が")
def test_a_text_has_the_words_that_are_found_in_it(text: str) -> None:
    assert count_words(text) == len(re.findall(r"\w+", text))
