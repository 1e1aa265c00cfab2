"""Articles found by words, and by exactly their id or URL.

In:   the workspace, and what somebody typed.
Out:  models; the exact ones first.
"""

from collections.abc import Mapping
from typing import Any

from graphx.store.snapshot import Snapshot
from graphx.store.textsearch import fold
from graphx.views.rows import ArticleRow, rows
from graphx_api import models
from graphx_api.answers import Hit, MatchedBy, Words
from graphx_api.paging import Key, Slice, decode

_KIND = "search"


def search_page(texts: Snapshot, asked: str, piece: Slice) -> models.Page[Hit]:
    """List what `asked` finds: on the first page before anything else what it names exactly.

    Raises
    ------
    InvalidValueError
        There are too many words.
    BadCursorError
        The cursor is not of this list.
    """
    score, name = decode(_KIND, piece.cursor, ((int, float), str)) if piece.cursor else (None, None)
    after_score = None if score is None else float(score)
    after_id = None if name is None else str(name)
    found = texts.search(
        asked, limit=piece.limit + 1, after_score=after_score, after_id=after_id
    ).to_pylist()
    page, link = piece.next_link(_KIND, found, _key)
    named = {row.article_id: row for row in rows(_named(texts, asked), ArticleRow)}
    hits = [] if piece.cursor else [_exactly(row, asked) for row in named.values()]
    for each in page:
        if each["article_id"] in named:
            continue
        article = texts.fetch("article", article_id=each["article_id"])
        # A document no build has seen yet has words, and no place in the graph.
        hits.extend(_by_words(row, each, asked) for row in rows(article, ArticleRow))
    return models.Page(items=hits, next=link)


def _named(texts: Snapshot, asked: str) -> Any:  # noqa: ANN401 -- pyarrow has no types
    return texts.fetch("articles_named", name=asked.strip())


def _exactly(row: ArticleRow, asked: str) -> Hit:
    by_url = asked.strip() in {row.url, row.canonical_url}
    return Hit(
        article=models.Article.model_validate(row),
        matched=MatchedBy.URL if by_url else MatchedBy.ID,
        snippet=None,
        words=[],
    )


def _by_words(row: ArticleRow, found: Mapping[str, Any], asked: str) -> Hit:
    title = fold(row.title or "")
    if all(word in title for word in fold(asked).split()):
        matched = MatchedBy.TITLE
    else:
        matched = MatchedBy.TEXT if found["spans"] else MatchedBy.RECORD
    snippet, base = found["snippet"], found["start"] or 0
    return Hit(
        article=models.Article.model_validate(row),
        matched=matched,
        snippet=snippet,
        words=[
            Words(start=span["start"] - base, end=span["end"] - base)
            for span in found["spans"]
            if snippet is not None and base <= span["start"] and span["end"] <= base + len(snippet)
        ],
    )


def _key(row: Mapping[str, Any]) -> Key:
    return (row["score"], row["article_id"])
