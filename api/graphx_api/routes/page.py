"""``/``, ``/docs`` and ``/static``: the page and what it is made of."""

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.staticfiles import StaticFiles

STATIC: Final = Path(__file__).parents[1] / "static"

router = APIRouter(include_in_schema=False)
files = StaticFiles(directory=STATIC)


@router.get("/")
async def page(request: Request) -> Response:
    """Send the page; which view it shows stands behind the ``#`` of its address."""
    return await files.get_response("index.html", request.scope)


@router.get("/docs")
async def docs(request: Request) -> Response:
    """Send the list of addresses; unlike the framework's own it asks no other host."""
    return await files.get_response("docs.html", request.scope)
