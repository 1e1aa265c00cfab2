from hypothesis import given
from hypothesis import strategies as st

from graphx_ingest.credits.view import TextLink, linked, view_of

MARKUP = st.lists(
    st.sampled_from(
        ["North", "Wire ", "[", "](", ")", "](#)", "*", "_", "**", "<a href='u'>", "</a>", "<br>",
         "é", "\u00a0", "\u200b", "!", "> ", "\n", "`", "\\", "[1]", "<", ">", "(", '{" "}', "&"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(text=st.text(max_size=80) | MARKUP, data=st.data())
def test_every_interval_of_a_view_comes_from_an_interval_of_the_text(
    text: str, data: st.DataObject
) -> None:
    view = view_of(text)
    if not view.words:
        return
    start = data.draw(st.integers(0, len(view.words) - 1))
    end = data.draw(st.integers(start + 1, len(view.words)))
    text_start, text_end = view.span(start, end)
    assert 0 <= text_start < text_end <= len(text)
    first = view.words[start]
    if first.isalnum() and first.isascii():
        assert first in text[text_start:text_end]


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"], max_codepoint=0x7F)))
def test_a_text_without_markup_is_its_own_view(text: str) -> None:
    assert view_of(text).words == text


def test_links_are_taken_whole_with_their_addresses() -> None:
    text = "at [North *Wire*](https://north.example/a_(b)) today"
    view = view_of(text)
    assert view.words == "at North Wire today"
    assert [link.url for link in view.links] == ["https://north.example/a_(b)"]
    start, end = view.span(3, 13)
    assert text[start:end] == "[North *Wire*](https://north.example/a_(b))"


def test_html_links_count_as_links() -> None:
    view = view_of(
        'From <a class="x" href="https://north.example/?a=1&amp;b=2">North</a>&nbsp;Wire'
    )
    assert view.words == "From North Wire"
    assert view.links[0].url == "https://north.example/?a=1&b=2"


def test_brackets_that_never_close_are_no_links() -> None:
    assert view_of("[[[[North](").links == ()


@given(text=st.text(max_size=60) | MARKUP, data=st.data())
def test_links_of_a_page_stand_where_their_words_do(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    bounds = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    links = [TextLink(*bound, "u") for bound in sorted(bounds) if bound[0] < bound[1]]
    view = view_of(text, start, end)
    with_links = linked(view, links, start, end)
    assert with_links.words == view.words
    added = set(with_links.links) - set(view.links)
    for link in added:
        assert start <= link.text_start < link.text_end <= end
        assert 0 <= link.start < link.end <= len(view.words)
        if view.words == text[start:end]:
            assert view.words[link.start : link.end] == text[link.text_start : link.text_end]
    assert linked(view, [], start, end) is view
