"""Parameters several routes share, and what their problems look like."""

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import Path, Query, Request

from graphx_api.paging import DEFAULT_LIMIT, MAX_LIMIT, Slice
from graphx_api.problems import responses

_LONGEST: Final = 2_000

ArticleName = Annotated[
    str,
    Path(
        max_length=_LONGEST,
        description="article_id, or the id given with the document where one article has it",
    ),
]
StoryId = Annotated[str, Path(max_length=_LONGEST, description="story_id")]
OutletId = Annotated[
    str, Path(max_length=_LONGEST, description="registered domain, or `~` and the name")
]

AllPairs = Annotated[
    bool,
    Query(description="list every pair of siblings; five hundred copies of one text have 125,000"),
]

LISTED: Final[dict[int | str, dict[str, Any]]] = responses(
    HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE
)
NAMED: Final[dict[int | str, dict[str, Any]]] = responses(
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


def slice_of(
    request: Request,
    limit: Annotated[
        int, Query(ge=1, le=MAX_LIMIT, description="rows of the page")
    ] = DEFAULT_LIMIT,
    cursor: Annotated[
        str | None,
        Query(max_length=_LONGEST, description="where to go on; taken from `next`, never made"),
    ] = None,
) -> Slice:
    """Read which page is asked for; the link to the next one repeats the other parameters."""
    filters = tuple(
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in {"limit", "cursor"}
    )
    return Slice(path=request.url.path, limit=limit, cursor=cursor, filters=filters)
