"""What stands around every answer: whom we answer to, and what a browser may do with it.

In:   any request.
Out:  the application's answer with headers that keep a page to this host; a problem for a host
      name that is not ours, and for faults nobody foresaw.

Host names: see `graphx_api.settings.LOCAL_HOSTS`.  ``HEAD`` is answered as ``GET`` without its
body (RFC 9110, section 9.3.2).
"""

from http import HTTPStatus
from ipaddress import ip_address
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphx_api.problems import of_unforeseen, problem_response

SECURITY_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        guarded = _Guarded(send, bodiless=head)
        if not self._is_ours(Headers(scope=scope)):
            refusal = problem_response(
                HTTPStatus.MISDIRECTED_REQUEST,
                "this host name is not served here; name it with --allow-host or in GRAPHX_HOSTS",
            )
            await refusal(scope, receive, guarded)
            return
        inner = {**scope, "method": "GET"} if head else scope
        try:
            await self._app(inner, receive, guarded)
        except Exception as error:
            if guarded.started:
                raise
            await of_unforeseen(error)(scope, receive, guarded)

    def _is_ours(self, headers: Headers) -> bool:
        if "*" in self._hosts:
            return True
        named = headers.getlist("host")
        if len(named) != 1:
            return False
        name = _without_port(named[0])
        # No resolver stands behind a bare address, so no stranger can point one here.
        return name in self._hosts or _is_address(name)


class _Guarded:
    """A `send` that adds the headers, and leaves bodies out where asked."""

    def __init__(self, send: Send, *, bodiless: bool) -> None:
        self._send = send
        self._bodiless = bodiless
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-cache")
        elif self._bodiless and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


def _without_port(host: str) -> str:
    """Return the name in a ``Host`` header.

    Examples
    --------
    >>> _without_port("LOCALHOST:8000"), _without_port("[::1]:8000"), _without_port("[::1]")
    ('localhost', '[::1]', '[::1]')
    """
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() else host.lower()


def _is_address(host: str) -> bool:
    try:
        ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
