"""``/api/v1/health``."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from graphx_api.answers import Health
from graphx_api.conditional import Leased
from graphx_api.problems import responses
from graphx_api.views.health import health

router = APIRouter(tags=["service"])


@router.get("/health", responses=responses(HTTPStatus.SERVICE_UNAVAILABLE))
def get_health(sources: Leased, response: Response) -> Health:
    """Say what answers, from which snapshots, and how much there is."""
    response.headers["Cache-Control"] = "no-store"
    return health(sources)
