"""``/api/v1/articles``, ``/api/v1/compare``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from graphx_api import lineage, models
from graphx_api.conditional import Leased, conditional
from graphx_api.paging import Slice
from graphx_api.routes.parameters import LISTED, NAMED, AllPairs, ArticleName, slice_of
from graphx_api.views import articles, evidence

router = APIRouter(tags=["articles"], dependencies=[Depends(conditional)])

Piece = Annotated[Slice, Depends(slice_of)]


@router.get("/articles", responses=LISTED)
def list_articles(
    sources: Leased,
    piece: Piece,
    outlet: Annotated[
        str | None, Query(max_length=2_000, description="only this outlet's, by outlet_id")
    ] = None,
    collected: Annotated[
        bool | None, Query(description="true leaves stubs out, false lists nothing else")
    ] = None,
) -> models.Page[models.Article]:
    """List articles, newest first, the undated last."""
    return articles.article_page(sources.graph, piece, outlet_id=outlet, collected=collected)


@router.get("/articles/{article_id}", responses=NAMED)
def get_article(sources: Leased, article_id: ArticleName) -> models.ArticleText:
    """Return one article with its text and the parts of it that are no body."""
    return articles.article_text(sources.graph, sources.texts, article_id)


@router.get("/articles/{article_id}/credits", responses=NAMED)
def get_credits(sources: Leased, article_id: ArticleName) -> models.Credits:
    """Return what an article says of sources, with the exact words."""
    return articles.article_credits(sources.graph, article_id)


@router.get("/articles/{article_id}/matches", responses=LISTED | NAMED)
def list_matches(
    sources: Leased, article_id: ArticleName, piece: Piece
) -> models.Page[models.Match]:
    """List articles that share text with this one, the strongest first, with the shared words."""
    return evidence.match_page(sources, article_id, piece)


@router.get("/articles/{article_id}/trace", responses=NAMED)
def get_trace(
    sources: Leased, article_id: ArticleName, all_pairs: AllPairs = False
) -> lineage.Trace:
    """Return the story of an article: who probably took it from whom, and why."""
    return articles.article_trace(sources.graph, article_id, all_pairs=all_pairs)


@router.get("/compare", responses=NAMED)
def compare(
    sources: Leased,
    left: Annotated[str, Query(min_length=1, max_length=2_000, description="an article")],
    right: Annotated[str, Query(min_length=1, max_length=2_000, description="another article")],
) -> models.Comparison:
    """Set two articles side by side: the passages they share, word for word."""
    return evidence.comparison(sources, left, right)
