"""``/api/v1/search``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from graphx_api.answers import Hit
from graphx_api.conditional import Leased, conditional
from graphx_api.models import Page
from graphx_api.paging import Slice
from graphx_api.routes.parameters import LISTED, slice_of
from graphx_api.views.search import search_page

router = APIRouter(tags=["search"], dependencies=[Depends(conditional)])


@router.get("/search", responses=LISTED)
def search(
    sources: Leased,
    piece: Annotated[Slice, Depends(slice_of)],
    q: Annotated[
        str,
        Query(min_length=1, max_length=2_000, description="words, all of them; or an id or URL"),
    ],
) -> Page[Hit]:
    """Find articles by words of title and text, or by exactly their id or URL."""
    return search_page(sources.texts, q, piece)
