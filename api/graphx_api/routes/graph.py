"""``/api/v1/stories``, ``/api/v1/outlets``, ``/api/v1/authors``, ``/api/v1/network``."""

from typing import Annotated

from fastapi import APIRouter, Depends

from graphx_api import lineage, models
from graphx_api.conditional import Leased, conditional
from graphx_api.paging import Slice
from graphx_api.routes.parameters import LISTED, NAMED, OutletId, StoryId, slice_of
from graphx_api.views import articles, outlets

router = APIRouter(tags=["graph"], dependencies=[Depends(conditional)])

Piece = Annotated[Slice, Depends(slice_of)]


@router.get("/stories", responses=LISTED)
def list_stories(sources: Leased, piece: Piece) -> models.Page[lineage.Story]:
    """List stories, the largest first."""
    return outlets.story_page(sources.graph, piece)


@router.get("/stories/{story_id}", responses=NAMED)
def get_story(sources: Leased, story_id: StoryId) -> lineage.StoryTrace:
    """Return a story whole: its articles and every relation between them."""
    return articles.story_trace(sources.graph, story_id)


@router.get("/outlets", responses=LISTED)
def list_outlets(sources: Leased, piece: Piece) -> models.Page[lineage.Outlet]:
    """List outlets, those with the most articles first."""
    return outlets.outlet_page(sources.graph, piece)


@router.get("/outlets/{outlet_id:path}", responses=NAMED)
def get_outlet(sources: Leased, outlet_id: OutletId) -> lineage.OutletDetail:
    """Return one outlet, and from whom and to whom its articles went."""
    return outlets.outlet_detail(sources.graph, outlet_id)


@router.get("/authors", responses=LISTED)
def list_authors(sources: Leased, piece: Piece) -> models.Page[lineage.Author]:
    """List names seen in bylines, those of the most articles first."""
    return outlets.author_page(sources.graph, piece)


@router.get("/network/outlets", responses=LISTED)
def get_outlet_network(sources: Leased) -> lineage.OutletNetwork:
    """Return who takes from whom, outlet by outlet."""
    return outlets.outlet_network(sources.graph)
