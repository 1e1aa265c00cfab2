"""The fields somebody gives with a text: their names, their types, what else they are called.

In:   one JSON object.
Out:  `Fields`; from a row also its text.

Several data sets name the same thing differently: ``content`` or ``body`` for the text, ``source``
or passim's ``series`` for the outlet.  The contract's own name wins where both are there.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Final

from graphx.errors import EmptyTextError, InvalidValueError
from graphx.model import DateBasis, Document, Markup, content_id
from graphx_ingest.dates import read_date
from graphx_ingest.problems import encodable

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "doc_id", "doc", "_id"),
    "url": ("url",),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "series", "publisher"),
    "byline": ("byline", "author"),
    "authors": ("authors",),
    "published": ("published", "date", "published_utc"),
    "fetched_at": ("fetched_at", "scraped_at", "scrape_time"),
    "language": ("language",),
}
"""What each field may be called, the contract's own name first."""

_TEXTS: Final = (
    ("text", Markup.TEXT),
    ("html", Markup.HTML),
    ("content", Markup.TEXT),
    ("body", Markup.TEXT),
)

TEXT_NAMES: Final = frozenset(name for name, _ in _TEXTS)
"""What a text may be called."""

KNOWN_NAMES: Final = TEXT_NAMES.union(*_NAMES.values())
"""Every name that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What was given with a text; null where nothing was."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    fetched_at: str | None = None
    language: str | None = None

    def document(self, *, id: str, source: str, content: str | None, markup: Markup) -> Document:  # noqa: A002  the contract's name
        """Join the fields with the text they belong to; a given id wins over `id`."""
        return Document(
            id=self.id or id,
            source=encodable(source),
            content=content,
            markup=markup,
            url=self.url,
            title=self.title,
            outlet=self.outlet,
            byline=self.byline,
            authors=self.authors,
            published=self.published,
            fetched_at=self.fetched_at,
            language=self.language,
        )


NO_FIELDS: Final = Fields()


def fields_of(row: Mapping[str, object]) -> tuple[Fields, tuple[InvalidValueError, ...]]:
    """Take the known fields out of a JSON object.

    Returns
    -------
    tuple
        The fields, and an error for each date that is none: the document is good without it.

    Raises
    ------
    InvalidValueError
        A value of the wrong type.

    Examples
    --------
    >>> fields, _ = fields_of({"id": 7, "source": "North Wire", "author": "Ada Example"})
    >>> fields.id, fields.outlet, fields.byline
    ('7', 'North Wire', 'Ada Example')
    """
    found: dict[str, tuple[str, object]] = {}
    for field, names in _NAMES.items():
        given = ((name, row[name]) for name in names if row.get(name) not in (None, "", []))
        found[field] = next(given, (names[0], None))
    byline, authors = _people(found["byline"], found["authors"])
    complaints: list[InvalidValueError] = []
    taken = Fields(
        id=_string(*found["id"], numbers=True),
        url=_string(*found["url"]),
        title=_string(*found["title"]),
        outlet=_string(*found["outlet"]),
        byline=byline,
        authors=authors,
        published=_date(*found["published"], complaints),
        fetched_at=_date(*found["fetched_at"], complaints),
        language=_string(*found["language"]),
    )
    return taken, tuple(complaints)


def document_of_row(
    row: Mapping[str, object], source: str
) -> tuple[Document, tuple[InvalidValueError, ...]]:
    """Make a document of one JSON row: its text and the fields beside it.

    A row without text is a document when it says anything else: its url or byline may name where
    the text came from.  A row without id is named by a digest of what it says, not by its line,
    which another order would change.

    Raises
    ------
    InvalidValueError
        A value of the wrong type.
    EmptyTextError
        Neither text nor another field.
    """
    given, complaints = fields_of(row)
    content, markup = _content(row)
    if content is None and replace(given, id=None) == NO_FIELDS:
        raise EmptyTextError(source)
    name = content_id("d", content, *_values(given))
    return given.document(id=name, source=source, content=content, markup=markup), complaints


def _values(given: Fields) -> tuple[object, ...]:
    return tuple(getattr(given, field.name) for field in fields(given))


def _content(row: Mapping[str, object]) -> tuple[str | None, Markup]:
    for name, markup in _TEXTS:
        value = row.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            raise InvalidValueError(name, _shown(value), "a string")
        if value.strip():
            return encodable(value), markup
    return None, Markup.TEXT


def _string(name: str, value: object, *, numbers: bool = False) -> str | None:
    match value:
        case None:
            return None
        case str():
            return encodable(value.strip()) or None
        case bool():
            pass
        case int() if numbers:
            return str(value)
        case float() if numbers and math.isfinite(value):
            return f"{value:g}" if value.is_integer() else repr(value)
        case [str() as only] | {"name": str() as only}:
            return encodable(only.strip()) or None
        case _:
            pass
    raise InvalidValueError(name, _shown(value), "a string or a number" if numbers else "a string")


def _people(
    byline: tuple[str, object], authors: tuple[str, object]
) -> tuple[str | None, tuple[str, ...]]:
    """Sort a byline (one string, as written) from authors (a list), whatever field they came in."""
    written: str | None = None
    listed: tuple[str, ...] = ()
    for name, value in (byline, authors):
        value = _unquoted(value)
        match value:
            case None:
                continue
            case str():
                if written is None:
                    written = _string(name, value)
                elif not listed:
                    listed = tuple(filter(None, (_string(name, value),)))
            case list():
                listed = tuple(_person(name, person) for person in value if person is not None)
            case _:
                raise InvalidValueError(name, _shown(value), "a string or a list of strings")
    return written, tuple(person for person in listed if person)


def _person(name: str, value: object) -> str:
    match value:
        case str():
            return encodable(value.strip())
        case {"name": str() as person}:
            return encodable(person.strip())
        case _:
            raise InvalidValueError(name, _shown(value), "a string or a list of strings")


def _unquoted(value: object) -> object:
    """Read a list that a table wrote as a string, ``'["Ada Example"]'``."""
    if not isinstance(value, str) or not value.startswith("["):
        return value
    try:
        parsed = json.loads(value)
    except ValueError:
        return value
    return parsed if all(isinstance(person, str) for person in parsed) else value


def _date(name: str, value: object, complaints: list[InvalidValueError]) -> str | None:
    """Take a date as written; one that is none is a complaint, not a reason to lose the text."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        written = _numeric_date(name, value)
    else:
        written = _string(name, value) or ""
    try:
        read_date(written, DateBasis.GIVEN, name)
    except InvalidValueError as error:
        if written:
            complaints.append(error)
        return None
    return written


def _numeric_date(name: str, value: float) -> str:
    """Read 2016 as a year, 20160210 as a day, anything else as time since 1970."""
    if value in range(1000, 3000) or value in range(1000_01_01, 3000_01_01):
        return str(int(value))
    # Seconds, or milliseconds: 1e11 is the year 5138 in one and 1973 in the other.
    seconds = value / 1000 if abs(value) >= 1e11 else value
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        raise InvalidValueError(name, _shown(value), "a date or seconds since 1970") from None


def _shown(value: object) -> object:
    """Keep a message short: a wrong value may be a whole list of texts."""
    written = json.dumps(value, ensure_ascii=True, default=str)
    return value if len(written) <= 80 else f"{written[:77]}..."
