"""The manifest of a snapshot: which immutable parts make up which table.

In:   ``CURRENT`` and ``snapshots/<number>.json`` of a workspace directory.
Out:  a `Manifest`, and the same files written so that a reader sees the old or the new, whole.

The directory::

    CURRENT                        number of the current snapshot
    snapshots/<number>.json        manifest of one snapshot
    parts/<table>-<digest>.parquet rows, named by their bytes, never changed; of postings some may
                                   count no more (``gone`` in the manifest)
    parts/texts-<digest>.flat      texts of a part laid out flat
    parts/postings-<digest>.lists  hashes of a part, sorted, with who has each
    parts/units-<digest>.cuts      units of a part, one after the other
    search/<digest>.sqlite         word index, made when somebody searches
    lock                           held by the one writer
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, cast

from graphx import schema
from graphx.errors import NotFoundError, WorkspaceFormatError
from graphx.store import durable
from graphx.store.gone import Gone

FORMAT: Final = 2
"""Version of the directory's layout; raised when an older graphx could no longer read it.

In 1 every row of a part counted, whatever the manifest said of it.
"""

CURRENT: Final = "CURRENT"
SNAPSHOTS: Final = "snapshots"
PARTS: Final = "parts"
SEARCH: Final = "search"

# Names come from a file that anyone may have edited; they must not lead out of the directory.
_BESIDE: Final = {"texts": ".flat", "postings": ".lists", "units": ".cuts"}
"""Endings of the files that lie beside the parts of a table."""

_PART_NAME: Final = re.compile(r"([a-z]+)-[0-9a-f]{32}\.parquet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One immutable Parquet file, and which of its rows count no more.

    Parameters
    ----------
    name : str
    rows : int
        Those that count.
    bytes : int
        Size of the file.
    gone : tuple of int
        Numbers of the rows that were removed since (`graphx.store.gone`).
    """

    name: str
    rows: int
    bytes: int
    gone: Gone = ()

    @property
    def beside(self) -> str | None:
        """Name of the file that lies beside the part, if its table has such.

        Examples
        --------
        >>> Part(name="texts-12.parquet", rows=1, bytes=1).beside
        'texts-12.flat'
        """
        stem = self.name.removesuffix(".parquet")
        ending = _BESIDE.get(stem.partition("-")[0])
        return None if ending is None else stem + ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One snapshot: its number, the one it was made from, its tables and small settings."""

    number: int
    parent: int | None
    created: datetime
    tables: Mapping[str, tuple[Part, ...]]
    settings: Mapping[str, str]

    def parts(self, table: str) -> tuple[Part, ...]:
        """Return the parts of one table; none when it is empty."""
        return self.tables.get(table, ())

    def file_names(self) -> frozenset[str]:
        """Return the names of all parts, and of what lies beside them."""
        return file_names(part for parts in self.tables.values() for part in parts)


def file_names(parts: Iterable[Part]) -> frozenset[str]:
    """Return the names of parts, and of what lies beside them."""
    return frozenset(name for part in parts for name in (part.name, part.beside) if name)


def manifest_path(directory: Path, number: int) -> Path:
    """Return where the manifest of snapshot `number` lies."""
    return directory / SNAPSHOTS / f"{number}.json"


@cache
def columns_digest() -> str:
    """Digest of every table's columns, so that parts of another shape are noticed at once."""
    shapes = {
        name: [(field.name, str(field.type), field.nullable) for field in shape]
        for name, shape in schema.TABLES.items()
    }
    data = json.dumps(shapes, sort_keys=True).encode("utf-8")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def current_number(directory: Path) -> int:
    """Read which snapshot is the current one.

    Raises
    ------
    NotFoundError
        There is no such directory.
    WorkspaceFormatError
        The directory is no workspace.
    """
    if not directory.is_dir():
        raise NotFoundError("workspace", str(directory))
    try:
        content = (directory / CURRENT).read_text("ascii")
    except FileNotFoundError:
        raise WorkspaceFormatError(str(directory), f"it has no file {CURRENT}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceFormatError(str(directory), f"cannot read {CURRENT}: {error}") from error
    if not re.fullmatch(r"[0-9]{1,18}\n?", content):
        raise WorkspaceFormatError(str(directory), f"{CURRENT} names no snapshot: {content[:40]!r}")
    return int(content)


def read_manifest(directory: Path, number: int) -> Manifest:
    """Read the manifest of snapshot `number`.

    Raises
    ------
    FileNotFoundError
        There is none, or no longer.
    WorkspaceFormatError
        It is damaged, of another format, or of tables with other columns.
    """
    path = manifest_path(directory, number)
    try:
        content = json.loads(path.read_bytes())
        version, columns = content["format"], content["columns"]
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(directory, path, error) from error
    if version != FORMAT:
        older = isinstance(version, int) and version < FORMAT
        remedy = "make it again with this graphx" if older else "use the graphx it is of"
        reason = f"it has format {version!r}, this graphx reads {FORMAT}; {remedy}"
        raise WorkspaceFormatError(str(directory), reason)
    if columns != columns_digest():
        reason = "its tables have other columns; make it again with this graphx"
        raise WorkspaceFormatError(str(directory), reason)
    try:
        return _parse(cast("dict[str, object]", content), number)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(directory, path, error) from error


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Write the manifest; nothing names it before `write_current`."""
    content = {
        "format": FORMAT,
        "columns": columns_digest(),
        "number": manifest.number,
        "parent": manifest.parent,
        "created": manifest.created.isoformat(),
        "settings": dict(sorted(manifest.settings.items())),
        "tables": {
            name: [_written(part) for part in parts]
            for name, parts in sorted(manifest.tables.items())
        },
    }
    data = json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")
    durable.replace_file(manifest_path(directory, manifest.number), data)


def write_current(directory: Path, number: int) -> None:
    """Make snapshot `number` the current one, at one stroke."""
    durable.replace_file(directory / CURRENT, f"{number}\n".encode("ascii"))


def _written(part: Part) -> dict[str, object]:
    row: dict[str, object] = {"name": part.name, "rows": part.rows, "bytes": part.bytes}
    # One line, however many they are.
    return row | {"gone": " ".join(map(str, part.gone))} if part.gone else row


def _damaged(directory: Path, path: Path, error: Exception) -> WorkspaceFormatError:
    reason = f"{path.parent.name}/{path.name} is damaged ({type(error).__name__}: {error})"
    return WorkspaceFormatError(str(directory), f"{reason}; restore it, or make it again")


def _parse(content: dict[str, object], number: int) -> Manifest:
    if content["number"] != number:
        raise ValueError(f"it says it is number {content['number']!r}")
    parent = content["parent"]
    if not isinstance(parent, int | None):
        raise ValueError(f"its parent is {parent!r}")
    tables = cast("dict[str, list[dict[str, object]]]", content["tables"])
    settings = cast("dict[str, object]", content["settings"])
    return Manifest(
        number=number,
        parent=parent,
        created=datetime.fromisoformat(cast("str", content["created"])),
        tables={table: tuple(_part(table, row) for row in rows) for table, rows in tables.items()},
        settings={name: str(value) for name, value in settings.items()},
    )


def _part(table: str, row: dict[str, object]) -> Part:
    name, rows, size = row["name"], row["rows"], row["bytes"]
    if not (isinstance(name, str) and isinstance(rows, int) and isinstance(size, int)):
        raise ValueError(f"a part of {table} is {row!r}")
    fits = _PART_NAME.fullmatch(name)
    if table not in schema.TABLES or fits is None or fits[1] != table:
        raise ValueError(f"{name!r} is no part of a table {table!r}")
    gone = tuple(int(number) for number in str(row.get("gone", "")).split())
    if any(number < 0 for number in gone) or list(gone) != sorted(set(gone)):
        raise ValueError(f"rows of {name!r} that are gone are {row['gone']!r}")
    return Part(name=name, rows=rows, bytes=size, gone=gone)
