"""One shape for everything that goes wrong: RFC 9457, ``application/problem+json``.

In:   errors of graphx, of the framework, of the client, and those nobody foresaw.
Out:  a `Problem` with the status, and no word about this machine.

Addresses, paths and traces go to the log; the client is told what it can do.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from graphx.errors import AmbiguousNameError, GraphxError, InputError, NotFoundError, StoreError

MEDIA_TYPE: Final = "application/problem+json"
LOG: Final = logging.getLogger("graphx_api")


class FieldProblem(BaseModel):
    """One value that cannot be used."""

    field: str = Field(description="where the value stood: `query.limit`, `body.text`")
    message: str = Field(description="what is expected of it")


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:graphx:problem:not-found",
                    "title": "Not Found",
                    "status": 404,
                    "detail": "no article 'a0'; check its id, or look it up by words of its title",
                }
            ]
        }
    )

    type: str = Field(description="name of the kind of problem, stable across versions")
    title: str = Field(description="the kind of problem in words")
    status: int = Field(description="HTTP status")
    detail: str = Field(description="what is wrong with this request, in a sentence")
    errors: list[FieldProblem] | None = Field(None, description="each unusable value, for 422")


class BadCursorError(InputError):
    """A cursor was not made by this list: ``()``."""

    def __str__(self) -> str:
        return "the cursor was not made by this list; start again without one"


class BodyTooLargeError(InputError):
    """A body is longer than the service reads: ``(limit,)`` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)

    def __str__(self) -> str:
        return f"the body is longer than {self.args[0]:,} bytes; send a shorter text"


_STATUS: Final[tuple[tuple[type[GraphxError], HTTPStatus], ...]] = (
    (BadCursorError, HTTPStatus.BAD_REQUEST),
    (BodyTooLargeError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (AmbiguousNameError, HTTPStatus.CONFLICT),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
)
_UNFORESEEN: Final = "something failed on this side; the log of the service says what"
_NO_ANSWER: Final = "the store does not answer at the moment; try again later"


def problem_response(
    status: HTTPStatus,
    detail: str,
    *,
    errors: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Write a problem down.

    Examples
    --------
    >>> problem_response(HTTPStatus.NOT_FOUND, "no such page").media_type
    'application/problem+json'
    """
    problem = Problem(
        type=f"urn:graphx:problem:{status.name.lower().replace('_', '-')}",
        title=status.phrase,
        status=status.value,
        detail=detail,
        errors=list(errors) or None,
    )
    # ASCII, because what a client sent may hold characters UTF-8 has no bytes for.
    content = json.dumps(problem.model_dump(exclude_none=True)).encode("ascii")
    return Response(
        content,
        status,
        media_type=MEDIA_TYPE,
        headers=dict(headers or {}) | {"Cache-Control": "no-store"},
    )


def of_graphx(error: GraphxError) -> Response:
    """Answer an error of the library by the row of the table it falls under."""
    for kind, status in _STATUS:
        if isinstance(error, kind):
            if status is HTTPStatus.SERVICE_UNAVAILABLE:
                LOG.error("store: %s", error)
                return problem_response(status, _NO_ANSWER, headers={"Retry-After": "5"})
            return problem_response(status, str(error))
    return of_unforeseen(error)


def of_unforeseen(error: Exception) -> Response:
    """Answer a fault of this service without a word about its inside."""
    LOG.error("unforeseen", exc_info=error)
    return problem_response(HTTPStatus.INTERNAL_SERVER_ERROR, _UNFORESEEN)


def of_framework(error: HTTPException) -> Response:
    """Answer what the router refused: an unknown path, a wrong method."""
    status = HTTPStatus(error.status_code)
    detail = error.detail if error.detail != status.phrase else status.description
    return problem_response(status, detail or status.phrase, headers=error.headers)


def of_validation(error: RequestValidationError) -> Response:
    """Answer unusable values, without repeating them."""
    errors = [
        FieldProblem(field=".".join(str(part) for part in each["loc"]), message=each["msg"])
        for each in error.errors()
    ]
    named = ", ".join(each.field for each in errors)
    return problem_response(
        HTTPStatus.UNPROCESSABLE_ENTITY, f"unusable values: {named}", errors=errors
    )


def install(app: FastAPI) -> None:
    """Give every error of `app` the one shape."""

    async def graphx(_: Request, error: Exception) -> Response:
        return of_graphx(cast("GraphxError", error))

    async def framework(_: Request, error: Exception) -> Response:
        return of_framework(cast("HTTPException", error))

    async def validation(_: Request, error: Exception) -> Response:
        return of_validation(cast("RequestValidationError", error))

    app.add_exception_handler(GraphxError, graphx)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, validation)


def responses(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Describe the problems a route may answer with, for OpenAPI."""
    reference = {"$ref": "#/components/schemas/Problem"}
    return {
        status.value: {
            "description": status.phrase,
            "content": {MEDIA_TYPE: {"schema": reference}},
        }
        for status in statuses
    }
