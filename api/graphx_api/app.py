"""The HTTP application: settings in, an ASGI application out.

``uvicorn --factory graphx_api.app:create_app`` reads its settings from the environment.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from graphx import __version__
from graphx_api import problems
from graphx_api.conditional import Unchanged, not_modified
from graphx_api.guard import Guard
from graphx_api.openapi import DESCRIPTION, Service
from graphx_api.routes import articles, check, graph, health, page, search
from graphx_api.settings import Settings
from graphx_api.sources import Lender

PREFIX = "/api/v1"


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application.

    Parameters
    ----------
    settings : Settings, optional
        Read from the environment when absent.

    Returns
    -------
    FastAPI
        It opens the stores when it starts and closes them when it stops.
    """
    chosen = settings or Settings.from_environment()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with Lender(chosen) as lender:
            app.state.lender = lender
            yield

    app = Service(
        title="graphx",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,  # the framework's pages load scripts from another host
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.settings = chosen
    app.add_middleware(Guard, hosts=chosen.hosts)
    app.add_exception_handler(Unchanged, not_modified)
    problems.install(app)
    for routes in (health, articles, graph, search, check):
        app.include_router(routes.router, prefix=PREFIX)
    app.include_router(page.router)
    app.mount("/static", page.files, name="static")
    return app
