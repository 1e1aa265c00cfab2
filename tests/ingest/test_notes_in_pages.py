"""Where a note stands in a page decides whether it credits anything."""

import pytest

from graphx.model import ClaimRole, Document, Markup
from graphx_ingest.understand import understand

PROSE = "".join(
    f"<p>Rain fell on the valley for a {day} day and the bridge stayed closed to all traffic while "
    "the crews worked on the second pier of the old crossing, damaged by the spring floods.</p>"
    for day in ("third", "fourth", "fifth", "sixth")
)


def credits(*, head: str = "", inside: str = "", below: str = "", foot: str = "") -> list[str]:
    page = (
        f"<html><head><title>Bridge reopens | South Post</title>{head}</head><body><main><article>"
        f"<h1>Bridge reopens</h1><p class=byline>By Ada Example</p>{PROSE}{inside}{PROSE}</article>"
        f"{below}</main><footer>{foot}</footer></body></html>"
    )
    document = Document(
        id="1",
        source="-",
        markup=Markup.HTML,
        content=page,
        url="https://south.example/2026/03/bridge",
    )
    _, claims = understand(document)
    found = [claim for claim in claims if claim.role is ClaimRole.CREDIT]
    return [claim.source_name or claim.source_domain or "" for claim in found]


@pytest.mark.parametrize(
    "note",
    [
        "<p><em>This article was first published by North Wire.</em></p>",
        '<p>Originally posted at <a href="https://north.example/a">North Wire</a>.</p>',
        "<p><em>Ada Example is a writer. A version of this essay ran in North Wire.</em></p>",
        "<aside class=note><p>Republished from North Wire under a free licence.</p></aside>",
        "<div class=syndication><p>&#127753; Originally appeared at North Wire</p></div>",
    ],
)
def test_a_note_below_the_text_is_its_credit(note: str) -> None:
    assert credits(below=note) == ["North Wire"]


@pytest.mark.parametrize(
    "inside",
    [
        "<figure><img src=a.jpg><figcaption>Source: The Guardian</figcaption></figure>",
        "<figure><img src=a.jpg><figcaption>Courtesy of The Guardian</figcaption></figure>",
        "<div class=wp-caption-text>First published in The Guardian</div>",
        "<figure><figcaption>The bridge. (AP Photo/Ada Example)</figcaption></figure>",
        "<p>This episode was first released by North Wire. Listen where you like.</p>",
        "<p>First published in 1926 by Valley Press, this novel tells of a bridge.</p>",
        "<p>Originally published in The New Yorker, these stories were collected later.</p>",
        "<p>The report, first published by Reuters, said the bridge was unsafe.</p>",
        "<p>The article, which was originally published by The Guardian, was withdrawn.</p>",
        "<p>If your post was originally published on Medium, set the canonical link.</p>",
        "<p>For example, write: Originally published at south.example.</p>",
        "<p>Add a line such as “This article was originally published on North Wire”.</p>",
        "<p>Photos of the bridge were first published by The Guardian on Monday.</p>",
        "<p>The study was published in Nature; the paper first appeared on arXiv in March.</p>",
    ],
)
def test_what_is_said_of_other_works_credits_nothing(inside: str) -> None:
    assert credits(inside=inside) == []


@pytest.mark.parametrize(
    "below",
    [
        "<section id=comments><p>Bo: this was first published by The Guardian.</p></section>",
        "<div style='display:none'>This article was first published by The Guardian.</div>",
        "<textarea>This article first appeared on North Wire.</textarea>",
        "<div class=related><a href=/x>How it was first published in The Guardian</a></div>",
        "<p>Ada Example is a writer. Her work has been published in The Guardian.</p>",
        "<p>Editor’s note: This post was first published in May 2019 and has been updated.</p>",
        "<p>This article was first published on May 3, 2019 by Bo Example and updated since.</p>",
        "<div class=sidebar><h3>From The Guardian</h3><p>Ten bridges to see</p></div>",
        "<div class=sidebar><h3>News from Reuters</h3><p>Storm over the valley</p></div>",
        "<div class=hero><img src=a.jpg><div>© 2026 AFP</div></div>",
        "<div class=hero><img src=a.jpg><div>Associated Press</div></div>",
        "<footer><p>Content provided by North Corp. and its partners.</p></footer>",
        "<footer><p>News content provided by Reuters and AFP is protected.</p></footer>",
        "<p>Listen where you like. Produced by NPR and distributed by PRX.</p>",
        "<p>This story first appeared in The Bridge, our newsletter about bridges.</p>",
        "<p>Originally posted May 5, 2026 by Ada Example in News</p>",
        "<p>Published by Ada Example on May 5, 2026</p>",
        "<h3>Republish this article</h3><p>You are free to republish it under our licence.</p>",
    ],
)
def test_what_stands_around_a_text_credits_nothing(below: str) -> None:
    assert credits(below=below) == []


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        ("<p>© 2026 South Post. All rights reserved.</p>", ""),
        ("<p>Market data provided by North Markets. Quotes delayed.</p>", ""),
        ("<p>South Post was first published in 1866 by the Harbour Company.</p>", ""),
        ("", '<link rel="canonical" href="/2026/03/bridge">'),
        ("", '<meta name="syndication-source" content="https://south.example/2026/03/bridge">'),
        (
            "",
            (
                '<script type="application/ld+json">{"@type": "Article", "isBasedOn": '
                '"https://doi.org/10.1/2"}</script>'
            ),
        ),
    ],
)
def test_a_publishers_own_lines_credit_nothing(foot: str, head: str) -> None:
    assert credits(foot=foot, head=head) == []
