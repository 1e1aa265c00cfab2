"""Articles, their texts, what they say of their sources, and their traces.

In:   a graph store, the workspace for texts, and ids.
Out:  models.
"""

from collections.abc import Iterable

from graphx.errors import AmbiguousNameError, NotFoundError
from graphx.model import Sibling
from graphx.store.protocol import GraphStore
from graphx.store.snapshot import Snapshot
from graphx.views.origins import origins_behind, origins_record
from graphx.views.rows import ArticleRow, rows
from graphx.views.trace import Trace, trace_article
from graphx_api import lineage, models
from graphx_api.paging import Key, Slice, decode, moment

_KIND = "articles"


def article_page(
    graph: GraphStore, piece: Slice, *, outlet_id: str | None, collected: bool | None
) -> models.Page[models.Article]:
    """List articles, newest first, the undated last.

    Raises
    ------
    BadCursorError
        The cursor is not of this list.
    """
    after_time, after_id = (
        decode(_KIND, piece.cursor, ((str, type(None)), str)) if piece.cursor else (None, None)
    )
    table = graph.fetch(
        "articles",
        outlet_id=outlet_id,
        collected=collected,
        after_time=moment(after_time),
        after_id=after_id,
        limit=piece.limit + 1,
    )
    page, link = piece.next_link(_KIND, list(rows(table, ArticleRow)), _key)
    return models.Page(items=[models.Article.model_validate(row) for row in page], next=link)


def named_article(graph: GraphStore, name: str) -> ArticleRow:
    """Return the article with that `article_id`, or else the only one with that id as given.

    Raises
    ------
    NotFoundError
        There is none.
    AmbiguousNameError
        Several documents were given that id.
    """
    found = next(rows(graph.fetch("article", article_id=name), ArticleRow), None)
    if found is not None:
        return found
    named = list(rows(graph.fetch("articles_named", name=name), ArticleRow))
    if not named:
        raise NotFoundError("article", name)
    if len(named) > 1:
        raise AmbiguousNameError("article", name, [row.article_id for row in named])
    return named[0]


def article_text(graph: GraphStore, texts: Snapshot, name: str) -> models.ArticleText:
    """Return an article with its text; a stub has none."""
    row = named_article(graph, name)
    stored = texts.fetch("text", article_id=row.article_id).to_pylist()
    text, stretches = (stored[0]["text"], stored[0]["stretches"]) if stored else (None, [])
    return models.ArticleText(
        **models.Article.model_validate(row).model_dump(),
        text=text,
        stretches=[models.Stretch.model_validate(stretch) for stretch in stretches],
    )


def article_credits(graph: GraphStore, name: str) -> models.Credits:
    """Return everything an article says of sources."""
    article_id = named_article(graph, name).article_id

    def told(query: str) -> list[models.Credit]:
        table = graph.fetch(query, article_id=article_id)
        return [models.Credit.model_validate(row) for row in table.to_pylist()]

    return models.Credits(
        credits=told("article_credits"),
        mentions=told("article_mentions"),
        outgoing=told("article_outgoing"),
    )


def article_trace(graph: GraphStore, name: str, *, all_pairs: bool) -> lineage.Trace:
    """Return the story of one article, with the article named."""
    trace = trace_article(graph, named_article(graph, name).article_id)
    pairs = trace.siblings if all_pairs else trace.told_pairs(trace.article.article_id)
    return lineage.Trace.model_validate(_record(trace, pairs))


def origins_of(graph: GraphStore, names: Iterable[str]) -> lineage.IndependentOrigins:
    """Count the independent origins behind some articles.

    Raises
    ------
    NotFoundError
        One of them is unknown.
    AmbiguousNameError
        Several documents were given one of these ids.
    """
    asked = [named_article(graph, name).article_id for name in names]
    return lineage.IndependentOrigins.model_validate(origins_record(origins_behind(graph, asked)))


def story_trace(graph: GraphStore, story_id: str, *, all_pairs: bool) -> lineage.StoryTrace:
    """Return a story whole.

    Raises
    ------
    NotFoundError
        There is none with that id.
    """
    members = graph.fetch("story_articles", story_id=story_id)
    if not members.num_rows:
        raise NotFoundError("story", story_id)
    first = next(rows(members, ArticleRow))
    trace = trace_article(graph, first.article_id)
    pairs = trace.siblings if all_pairs else trace.told_pairs()
    return lineage.StoryTrace.model_validate(_record(trace, pairs))


def _record(trace: Trace, pairs: Iterable[Sibling]) -> dict[str, object]:
    # The record of an article says where on this machine it was read; the model leaves that out.
    articles = [models.Article.model_validate(row) for row in trace.articles]
    return trace.record(pairs) | {"articles": articles}


def _key(row: ArticleRow) -> Key:
    at = row.published_earliest
    return (at.isoformat() if at else None, row.article_id)
