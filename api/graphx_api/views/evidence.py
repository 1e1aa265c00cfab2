"""What text articles share, word for word.

In:   a graph store for matches, the workspace for passages and texts.
Out:  models with the words of both sides.
"""

from collections.abc import Iterable, Mapping

from graphx.errors import InvalidValueError
from graphx.store.snapshot import Snapshot
from graphx.views.rows import MatchRow, rows
from graphx_api import models
from graphx_api.paging import Key, Slice, decode
from graphx_api.sources import Sources
from graphx_api.views.articles import named_article

_KIND = "matches"


def match_page(sources: Sources, name: str, piece: Slice) -> models.Page[models.Match]:
    """List an article's matches with their passages, the strongest first.

    Raises
    ------
    NotFoundError
        There is no such article.
    BadCursorError
        The cursor is not of this list.
    """
    article_id = named_article(sources.graph, name).article_id
    found = list(rows(sources.graph.fetch("article_matches", article_id=article_id), MatchRow))
    if piece.cursor:
        jaccard, left_id, right_id = decode(_KIND, piece.cursor, ((int, float), str, str))
        after = (-float(jaccard or 0), left_id, right_id)
        found = [row for row in found if (-row.jaccard, row.left_id, row.right_id) > after]
    page, link = piece.next_link(_KIND, found[: piece.limit + 1], _key)
    texts = _texts(sources.texts, {name for row in page for name in (row.left_id, row.right_id)})
    return models.Page(
        items=[
            models.Match(
                **{name: getattr(row, name) for name in row.__dataclass_fields__},
                passages=_passages(sources.texts, texts, row.left_id, row.right_id),
            )
            for row in page
        ],
        next=link,
    )


def comparison(sources: Sources, left: str, right: str) -> models.Comparison:
    """Set two articles side by side.

    Raises
    ------
    NotFoundError
        One of them is unknown.
    InvalidValueError
        Both are one.
    """
    rows_asked = [named_article(sources.graph, name) for name in (left, right)]
    asked = [models.Article.model_validate(row) for row in rows_asked]
    smaller, larger = sorted(asked, key=lambda article: article.article_id)
    if smaller.article_id == larger.article_id:
        raise InvalidValueError("right", right, "another article than left")
    pair = {"left_id": smaller.article_id, "right_id": larger.article_id}
    texts = _texts(sources.texts, pair.values())
    passages = _passages(sources.texts, texts, **pair)
    match = None
    for row in sources.texts.fetch("pair_match", **pair).to_pylist():
        match = models.Match(
            **row,
            left_title=smaller.title,
            right_title=larger.title,
            left_outlet_name=smaller.outlet_name,
            right_outlet_name=larger.outlet_name,
            passages=passages,
        )
    if smaller is not asked[0]:
        passages = sorted((_mirrored(each) for each in passages), key=_place)
    return models.Comparison(left=asked[0], right=asked[1], match=match, passages=passages)


def _texts(snapshot: Snapshot, article_ids: Iterable[str]) -> dict[str, str]:
    table = snapshot.texts(sorted(article_ids))
    return dict(zip(table["article_id"].to_pylist(), table["text"].to_pylist(), strict=True))


def _passages(
    snapshot: Snapshot, texts: Mapping[str, str], left_id: str, right_id: str
) -> list[models.Passage]:
    table = snapshot.fetch("pair_passages", left_id=left_id, right_id=right_id)
    left, right = texts.get(left_id, ""), texts.get(right_id, "")
    return [
        models.Passage(
            left_start=row["left_start"],
            left_end=row["left_end"],
            right_start=row["right_start"],
            right_end=row["right_end"],
            left_text=left[row["left_start"] : row["left_end"]],
            right_text=right[row["right_start"] : row["right_end"]],
        )
        for row in table.to_pylist()
    ]


def _mirrored(passage: models.Passage) -> models.Passage:
    return models.Passage(
        left_start=passage.right_start,
        left_end=passage.right_end,
        right_start=passage.left_start,
        right_end=passage.left_end,
        left_text=passage.right_text,
        right_text=passage.left_text,
    )


def _place(passage: models.Passage) -> tuple[int, int]:
    return passage.left_start, passage.right_start


def _key(row: MatchRow) -> Key:
    return (row.jaccard, row.left_id, row.right_id)
