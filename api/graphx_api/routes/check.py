"""``/api/v1/check``."""

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from graphx.errors import InvalidValueError
from graphx_api.answers import CheckedText, CheckReport
from graphx_api.conditional import Leased
from graphx_api.problems import BodyTooLargeError, responses
from graphx_api.settings import Settings
from graphx_api.views.check import checked

router = APIRouter(tags=["check"])

_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/CheckedText"}},
            "text/plain": {"schema": {"type": "string", "minLength": 1}},
        },
    }
}


async def read_text(request: Request) -> str:
    """Read the text to check, as it is or in JSON, counting its bytes.

    Raises
    ------
    BodyTooLargeError
        There are more than the settings allow.
    InvalidValueError
        The bytes are no UTF-8.
    RequestValidationError
        The JSON holds no ``text``, or the text is empty.
    """
    settings: Settings = request.app.state.settings
    body = bytearray()
    # What a client says of the length may be wrong or missing; the bytes are counted as they come.
    async for chunk in request.stream():
        body += chunk
        if len(body) > settings.check_bytes:
            raise BodyTooLargeError(settings.check_bytes)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if media_type == "application/json":
            return CheckedText.model_validate_json(bytes(body)).text
        return CheckedText(text=body.decode("utf-8")).text
    except UnicodeDecodeError as error:
        raise InvalidValueError("the body", "bytes", "a text in UTF-8") from error
    except ValidationError as error:
        raise RequestValidationError(
            [each | {"loc": ("body", *each["loc"])} for each in error.errors()]
        ) from error


@router.post(
    "/check",
    openapi_extra=_BODY,
    responses=responses(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.SERVICE_UNAVAILABLE,
    ),
)
def check(
    sources: Leased, text: Annotated[str, Depends(read_text)], response: Response
) -> CheckReport:
    """Tell what a text says of its source, and where its passages appear; it is not kept."""
    response.headers["Cache-Control"] = "no-store"
    return checked(sources, text)
