"""Answers that need not be sent again: ``ETag`` and ``304`` by snapshot.

In:   a request, and the sources it is answered from.
Out:  an entity tag that changes whenever the answer may; `Unchanged` where the client has it.

Everything a store answers is a function of its snapshot, of this version and of the path with
its query, so the tag is known before the question is asked (RFC 9110, sections 8.8.3 and 13.1.2).
The tag names the path too: a client can only hold one for what it was given.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request, Response

from graphx import __version__
from graphx_api.sources import Lender, Sources


class Unchanged(Exception):  # noqa: N818 -- an answer, not an error
    """The client holds the current answer: ``(tag,)``."""


def lease(request: Request) -> Iterator[Sources]:
    """Lend a request its sources."""
    lender: Lender = request.app.state.lender
    with lender.lease() as sources:
        yield sources


Leased = Annotated[Sources, Depends(lease)]
"""Parameter of a route: the stores, kept for as long as it answers."""


def conditional(request: Request, response: Response, sources: Leased) -> None:
    """Tag the answer, or end the request when the client has it already.

    Raises
    ------
    Unchanged
        ``If-None-Match`` names the tag.
    """
    tag = _tag(request, sources)
    if tag in _named(request.headers.get("if-none-match", "")):
        raise Unchanged(tag)
    response.headers["ETag"] = tag


async def not_modified(_: Request, error: Exception) -> Response:
    """Answer `Unchanged`."""
    return Response(status_code=304, headers={"ETag": error.args[0]})


def _tag(request: Request, sources: Sources) -> str:
    made_of = [
        __version__,
        sources.texts.snapshot,
        sources.texts.created.isoformat(),
        sources.graph.url,
        sources.graph.snapshot,
        request.url.path,
        request.url.query,
    ]
    return f'W/"{hashlib.blake2b(json.dumps(made_of).encode(), digest_size=12).hexdigest()}"'


def _named(header: str) -> list[str]:
    """List the tags a header names; ours hold no comma.

    Examples
    --------
    >>> _named('W/"a", "b"')
    ['W/"a"', '"b"']
    """
    return [tag.strip() for tag in header.split(",")]
