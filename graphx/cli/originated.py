"""Origins as lines that a person can read.

In:   `Origins`, and the rows of their articles.
Out:  lines of text.
"""

from collections.abc import Iterator, Mapping

from graphx.cli.wording import describe_article, describe_date, describe_number
from graphx.lineage.origins import Origins
from graphx.views.rows import ArticleRow


def origin_lines(found: Origins, known: Mapping[str, ArticleRow]) -> Iterator[str]:
    """List origins: the texts at the head of each, and the articles that go back to them.

    Parameters
    ----------
    found : Origins
    known : mapping of str to ArticleRow
        Every head and member by its id.

    Yields
    ------
    str
        Lines without a newline.
    """
    yield f"independent origins: {describe_number(found)}"
    for place, origin in enumerate(found.origins, start=1):
        yield ""
        together = " (these share one text; none is told to be the first)"
        yield f"origin {place}{together if len(origin.heads) > 1 else ''}"
        for head in origin.heads:
            article = known[head]
            mark = "●" if article.collected else "○"
            yield f"{mark} {describe_article(article)}  [{describe_date(article)}]"
        for member in origin.members:
            if member not in origin.heads:
                yield f"   └─ ● {describe_article(known[member])}  [{describe_date(known[member])}]"
