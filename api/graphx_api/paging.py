"""Pages of a list, each naming the next by the key of its last row.

In:   rows of a list in its order, one more than the page may hold.
Out:  the page, and an opaque cursor for the rest.

A key stays valid when rows are added or removed before it; a page number does not.
"""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar
from urllib.parse import urlencode

from graphx_api.problems import BadCursorError

MAX_LIMIT: Final = 200
DEFAULT_LIMIT: Final = 50

Key = tuple[str | int | float | None, ...]
Row = TypeVar("Row")


def encode(kind: str, key: Key) -> str:
    """Return a cursor that stands after `key` in the list `kind`.

    Examples
    --------
    >>> decode("stories", encode("stories", (3, "s1")), (int, str))
    (3, 's1')
    """
    data = json.dumps([kind, *key], separators=(",", ":"), allow_nan=False).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode(kind: str, cursor: str, shape: tuple[type | tuple[type, ...], ...]) -> Key:
    """Return the key `cursor` stands after.

    Raises
    ------
    BadCursorError
        It was not made by `encode` for that list.
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (UnicodeError, binascii.Error, ValueError, RecursionError) as error:
        raise BadCursorError from error
    if not isinstance(parts, list) or len(parts) != 1 + len(shape) or parts[0] != kind:
        raise BadCursorError
    key: Key = tuple(parts[1:])
    for part, types in zip(key, shape, strict=True):
        if not isinstance(part, types) or isinstance(part, bool):
            raise BadCursorError
        if isinstance(part, int) and abs(part) >= 1 << 63:
            raise BadCursorError
        if isinstance(part, str) and not _is_unicode(part):
            raise BadCursorError
    return key


def moment(written: str | int | float | None) -> datetime | None:
    """Read the time in a key.

    Raises
    ------
    BadCursorError
        It is no time with a zone.
    """
    if written is None:
        return None
    try:
        read = datetime.fromisoformat(str(written))
    except ValueError as error:
        raise BadCursorError from error
    if read.utcoffset() is None:
        raise BadCursorError
    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Where in a list a page starts and how many rows it may hold.

    ``path`` and ``filters`` are what the link to the next page repeats.
    """

    path: str
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    filters: tuple[tuple[str, str], ...] = ()

    def next_link(
        self, kind: str, rows: Sequence[Row], key: Callable[[Row], Key]
    ) -> tuple[list[Row], str | None]:
        """Cut `rows`, of which one more than fits was asked for, and link to the rest."""
        if len(rows) <= self.limit:
            return list(rows), None
        page = list(rows[: self.limit])
        query = [
            *self.filters,
            ("limit", str(self.limit)),
            ("cursor", encode(kind, key(page[-1]))),
        ]
        return page, f"{self.path}?{urlencode(query)}"


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
