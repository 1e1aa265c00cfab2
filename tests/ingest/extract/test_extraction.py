"""What extraction promises for any document."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphx.errors import InvalidValueError
from graphx.model import DateBasis, Document, Markup, StretchKind
from graphx_ingest.extract import extract, heading, marking, units

PARAGRAPH = (
    "Rain fell on the town all night, and the old bridge at the mill was closed by noon, said Ada."
)


def document(content: str | None, markup: Markup = Markup.TEXT, **fields: object) -> Document:
    return Document(id="1", source="a.txt", content=content, markup=markup, **fields)


LINES = st.one_of(
    st.sampled_from(
        [
            PARAGRAPH,
            "",
            "By Ada Example",
            "Support North Wire",
            "© Reuters",
            "5 $",
            "# Rain",
            "Read more »",
            "February 10, 2016",
            "3 comments",
            "[a](b)",
            "Tags: rain, town",
            "---",
            "a, b, c, d, e, f",
        ]
    ),
    st.text(max_size=60),
)


@given(st.lists(LINES, max_size=12).map("\n".join), st.sampled_from([Markup.TEXT, Markup.MARKDOWN]))
def test_text_is_kept_and_stretches_are_sorted_disjoint_and_inside(
    text: str, markup: Markup
) -> None:
    article = extract(document(text, markup)).article
    assert article.text == text
    end = 0
    for stretch in article.stretches:
        assert end <= stretch.start < stretch.end <= len(text)
        assert text[stretch.start : stretch.end].strip()
        end = stretch.end


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_are_a_page(text: str) -> None:
    for content in (text, f"<html><body><p>{text}</p><div {text}>"):
        article = extract(document(content, Markup.HTML)).article
        assert all(stretch.end <= len(article.text) for stretch in article.stretches)


HOSTILE = [
    "Read more » ",
    "By Ada Example\n",
    "© Reuters\n",
    "[a](",
    "[](",
    "![",
    "Support North Wire\n",
    "as of September 28th 2017 ",
    "originally published ",
    "a, ",
    "\n\n\n",
    "1. 2. ",
    "***",
    "5 $\n",
    "comments on ",
    ". ",
]


@pytest.mark.parametrize("phrase", HOSTILE)
def test_ten_times_the_text_is_ten_times_the_work(
    phrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: Counter[int] = Counter()
    size = 0

    class Counting(units.Unit):
        def __getattribute__(self, name: str) -> object:
            seen[size] += name == "prose"
            return super().__getattribute__(name)

    monkeypatch.setattr(units, "Unit", Counting)
    for size in (30_000, 300_000):
        text = phrase * (size // len(phrase))
        assert extract(document(text)).article.text == text
    assert seen[300_000] <= 11 * seen[30_000] + 100


def test_a_document_without_text_keeps_its_fields() -> None:
    article = extract(
        document(None, byline="By Ada Example", url="https://north.example/a")
    ).article
    assert (article.text, article.authors, article.outlet_domain) == (
        "",
        ("Ada Example",),
        "north.example",
    )


def test_what_was_given_wins_over_what_the_text_says() -> None:
    text = f"Rain floods bridge\n\nBy Ada Example\n\nFebruary 10, 2016\n\n{PARAGRAPH}"
    found = extract(document(text)).article
    assert (found.title, found.authors) == ("Rain floods bridge", ("Ada Example",))
    assert found.published is not None
    assert (found.published.iso(), found.published.basis) == ("2016-02-10", DateBasis.VISIBLE)
    given_ = extract(
        document(
            text,
            title="Snow",
            outlet="North Wire",
            authors=("Bo Example",),
            published="2016-02-11",
            language="de-AT",
        )
    ).article
    assert (given_.title, given_.outlet_name, given_.authors) == (
        "Snow",
        "North Wire",
        ("Bo Example",),
    )
    assert given_.published is not None
    assert (given_.published.iso(), given_.published.basis) == ("2016-02-11", DateBasis.GIVEN)
    assert given_.language == "de"


def test_a_given_date_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="published is 'soon'"):
        extract(document("Rain.", published="soon"))


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.North.example:8443/a", "north.example"),
        ("north.example/a", "north.example"),
        ("http://[::1", None),
        ("mailto:", None),
        ("/a/b", None),
    ],
)
def test_the_outlets_domain_is_the_host_of_the_address(url: str, host: str | None) -> None:
    assert extract(document("Rain.", url=url)).article.outlet_domain == host


@pytest.mark.parametrize(
    "line",
    [
        "07:07 GMT18 January 2021",
        "MARCH 2025",
        "Updated February 10, 2016",
        "The video of February 10, 2016",
        "03/04/2016",
    ],
)
def test_clocks_months_and_other_days_are_no_publication_date(line: str) -> None:
    text = f"{line}\n\n{PARAGRAPH}\n\nComments\n\nAda, February 12, 2016\n\n{PARAGRAPH}"
    assert extract(document(text)).article.published is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("North Herald, February 10, 2016", "North Herald"),
        ("London, February 10, 2016", None),
        ("February 10, 2016", None),
    ],
)
def test_the_name_before_a_date_is_an_outlet_only_when_it_reads_as_one(
    line: str, outlet: str | None
) -> None:
    article = extract(document(f"Rain floods bridge\n\n{line}\n\n{PARAGRAPH}")).article
    assert article.outlet_name == outlet
    assert article.published is not None


def test_a_language_is_not_guessed_from_three_words() -> None:
    assert extract(document("Bridge reopens today")).article.language is None


def body(text: str) -> str:
    article = extract(document(text)).article
    return "\n".join(text[start:end].strip() for start, end in article.body())


@pytest.mark.parametrize(
    "line",
    [
        "© Reuters / Ada Example",
        "Photo: North Wire",
        "Read more: Snow closes the pass to all traffic",
        "Listen Live",
        "Editor's note: this report was changed after it appeared.",
        "Tags: rain, flood, bridge",
        "Donate",
    ],
)
def test_a_line_of_the_template_is_no_body(line: str) -> None:
    assert body(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH[:-1]} again.") == (
        f"{PARAGRAPH}\n{PARAGRAPH[:-1]} again."
    ) or line.startswith("©")


@pytest.mark.parametrize(
    "line",
    [
        "What the mayor said",
        "“We will rebuild the bridge,” she said.",
        "Rain support grows",
        "#rain fell on the town all night long and nobody in the town slept for the noise of it",
    ],
)
def test_a_line_of_the_article_is_body(line: str) -> None:
    assert line in body(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}")


def test_a_list_that_ends_an_article_is_body() -> None:
    tour = "\n".join(
        f"June {day} -- Mill Bridge Hall, Town {day}, North County" for day in range(1, 9)
    )
    assert (
        body(f"{PARAGRAPH}\n{PARAGRAPH}\nThe band will play in eight towns.\n{tour}").count("June")
        == 8
    )


def test_lines_of_a_wrapped_text_are_paragraphs() -> None:
    wrapped = "\n".join(re.findall(r".{1,40}(?:\s|$)", PARAGRAPH))
    assert len(units.units_of(f"{wrapped}\n\n{wrapped}")) == 2
    marked = marking.Marking(wrapped, units.units_of(wrapped))
    assert heading.read_heading(marked, None).title is None


def test_a_mark_before_a_whole_article_on_one_line_heads_nothing() -> None:
    text = "### " + "Rain fell on the town for two days and the river rose over the bridge. " * 12
    article = extract(Document(id="1", source="-", markup=Markup.TEXT, content=text)).article
    assert article.title is None
    assert article.body() == ((0, len(text)),)


@pytest.mark.parametrize(
    "comments",
    [
        f"Ada\n\nFebruary 12, 2016\n\n{PARAGRAPH}\n\nReply\n\nBo\n\n{PARAGRAPH}\n\nReply",
        (
            f"Ada says:\n\nMay 5, 2016 at 3:10 pm\n\n{PARAGRAPH}\n\n"
            f"Bo says:\n\nMay 6, 2016 at 9:15 am\n\n{PARAGRAPH}"
        ),
        f"Ada\n\n{PARAGRAPH}\n\nAntworten\n\nBo\n\n{PARAGRAPH}\n\nAntworten",
    ],
)
def test_comments_without_a_heading_are_known_by_their_writers_and_buttons(comments: str) -> None:
    text = f"Rain floods bridge\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{comments}"
    article = extract(Document(id="1", source="-", content=text, markup=Markup.TEXT)).article
    (stretch,) = [one for one in article.stretches if one.kind is StretchKind.COMMENTS]
    assert text[stretch.start : stretch.end] == comments


@pytest.mark.parametrize(
    "tail",
    [
        f"Reply\n\n{PARAGRAPH}",
        f"Ada says:\n\n{PARAGRAPH}\n\nBo says:\n\n{PARAGRAPH}",
    ],
)
def test_a_line_that_might_be_anybodys_opens_no_comments(tail: str) -> None:
    text = f"Rain floods bridge\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{tail}"
    article = extract(Document(id="1", source="-", content=text, markup=Markup.TEXT)).article
    assert all(stretch.kind is not StretchKind.COMMENTS for stretch in article.stretches)
