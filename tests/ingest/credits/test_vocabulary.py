import pytest

from graphx.errors import UnknownNameError
from graphx_ingest.credits.vocabulary import pattern, words


def test_a_star_stands_for_any_letters() -> None:
    assert pattern("picture").search("two photographers") is not None
    assert pattern("picture").search("a telephoto lens") is None


def test_words_of_several_words_allow_any_space() -> None:
    assert pattern("offer").search("it may\u00a0 be shared") is not None


def test_an_unknown_list_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="picture"):
        words("no such list")
