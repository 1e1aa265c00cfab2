"""``/api/v1/stories``, ``…/outlets``, ``…/audit``, ``…/origins``, ``…/authors``, ``…/network``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from graphx_api import lineage, models
from graphx_api import outlets as shapes
from graphx_api.conditional import Leased, conditional
from graphx_api.paging import Slice
from graphx_api.routes.parameters import LISTED, NAMED, AllPairs, OutletId, StoryId, slice_of
from graphx_api.views import articles, outlets

router = APIRouter(tags=["graph"], dependencies=[Depends(conditional)])

Piece = Annotated[Slice, Depends(slice_of)]


@router.get("/stories", responses=LISTED)
def list_stories(sources: Leased, piece: Piece) -> models.Page[lineage.Story]:
    """List stories, the largest first."""
    return outlets.story_page(sources.graph, piece)


@router.get("/stories/{story_id}", responses=NAMED)
def get_story(
    sources: Leased, story_id: StoryId, all_pairs: AllPairs = False
) -> lineage.StoryTrace:
    """Return a story whole: its articles and the relations between them."""
    return articles.story_trace(sources.graph, story_id, all_pairs=all_pairs)


@router.get("/outlets", responses=LISTED)
def list_outlets(sources: Leased, piece: Piece) -> models.Page[shapes.Outlet]:
    """List outlets, those with the most articles first."""
    return outlets.outlet_page(sources.graph, piece)


# Before the route of an outlet, whose id may hold a slash.
@router.get("/outlets/{outlet_id:path}/audit", responses=NAMED)
def get_outlet_audit(sources: Leased, outlet_id: OutletId) -> shapes.Audit:
    """Return what one outlet did with the credits of what it took, with counts and intervals."""
    return outlets.outlet_audit(sources.graph, outlet_id)


@router.get("/outlets/{outlet_id:path}", responses=NAMED)
def get_outlet(sources: Leased, outlet_id: OutletId) -> shapes.OutletDetail:
    """Return one outlet, and from whom and to whom its articles went."""
    return outlets.outlet_detail(sources.graph, outlet_id)


@router.get("/audit", responses=LISTED)
def list_audits(sources: Leased, piece: Piece) -> models.Page[shapes.Audit]:
    """List what outlets do with the credits of what they take, those that took most first."""
    return outlets.audit_page(sources.graph, piece)


@router.get("/origins", responses=NAMED)
def get_origins(
    sources: Leased,
    article: Annotated[
        list[Annotated[str, Query(min_length=1, max_length=2_000)]],
        Query(min_length=1, max_length=200, description="an article; say it once for each"),
    ],
) -> lineage.IndependentOrigins:
    """Count the independent origins behind any articles: copies of one text have one."""
    return articles.origins_of(sources.graph, article)


@router.get("/authors", responses=LISTED)
def list_authors(sources: Leased, piece: Piece) -> models.Page[shapes.Author]:
    """List names seen in bylines, those of the most articles first."""
    return outlets.author_page(sources.graph, piece)


@router.get("/network/outlets", responses=LISTED)
def get_outlet_network(sources: Leased) -> shapes.OutletNetwork:
    """Return who takes from whom, outlet by outlet."""
    return outlets.outlet_network(sources.graph)
