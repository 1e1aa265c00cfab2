"""The one tree of errors.

::

    GraphxError
    ├── InputError                  a document is not what it claims to be
    │   ├── UnreadableSourceError   bytes that are no text, a truncated gzip, a broken row
    │   ├── EmptyTextError          nothing to read in it
    │   └── InvalidValueError       a field whose value cannot be what the field means
    ├── NotFoundError               no such article, story, outlet, path
    ├── AmbiguousNameError          several articles fit what was asked for
    ├── RecipeMismatchError         sketches of two recipes were compared
    ├── UnknownNameError            no such store, reader, format, rule or query
    ├── MissingExtraError           an optional dependency is not installed
    └── StoreError                  the back end refused
        ├── WorkspaceLockedError    another process is writing
        ├── WorkspaceNotBuiltError  documents were read, and nothing was worked out yet
        ├── WorkspaceFormatError    the directory is no workspace, or one of another version
        ├── StoreUnavailableError   no server answers at that address
        └── StoreAccessError        the server refused the name, the password or the database

Errors carry their facts in ``args`` and build the sentence in ``__str__``, so that they survive
pickling between processes.  Every sentence says what, with which value, and what to do.
"""

from collections.abc import Sequence


class GraphxError(Exception):
    """Base of every error graphx raises on purpose."""


class InputError(GraphxError, ValueError):
    """A document is not what it claims to be; its sentence becomes the message of a `Problem`."""


class UnreadableSourceError(InputError):
    """The bytes of a source could not be understood: ``(source, reason)``."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)

    def __str__(self) -> str:
        source, reason = self.args
        return f"cannot read {source}: {reason}"


class EmptyTextError(InputError):
    """There is nothing to read in the document: ``(source,)``."""

    def __init__(self, source: str) -> None:
        super().__init__(source)

    def __str__(self) -> str:
        return f"{self.args[0]} holds no text; give a document with words in it"


class InvalidValueError(InputError):
    """A field's value cannot be what the field means: ``(field, value, expected)``."""

    def __init__(self, field: str, value: object, expected: str) -> None:
        super().__init__(field, value, expected)

    def __str__(self) -> str:
        field, value, expected = self.args
        return f"{field} is {value!r}; expected {expected}"


_INSTEAD = {
    "article": "check its id, or look it up by words of its title",
    "simulated article": "read the articles beside the truth into it: graphx run INPUT -w DIR",
    "workspace": "check the path, or make one with: graphx run INPUT -w DIR",
}


class NotFoundError(GraphxError, LookupError):
    """Nothing goes by that name: ``(kind, name)``."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind, name)

    def __str__(self) -> str:
        kind, name = self.args
        return f"no {kind} {name!r}; {_INSTEAD.get(kind, 'check the spelling')}"


_MOST_SHOWN = 10


class AmbiguousNameError(GraphxError, LookupError):
    """Several things go by that name: ``(kind, name, candidates)``."""

    def __init__(self, kind: str, name: str, candidates: Sequence[str]) -> None:
        super().__init__(kind, name, tuple(candidates))

    def __str__(self) -> str:
        kind, name, candidates = self.args
        shown = [f"\n  {each}" for each in candidates[:_MOST_SHOWN]]
        if len(candidates) > _MOST_SHOWN:
            shown.append(f"\n  … and {len(candidates) - _MOST_SHOWN:,} more")
        return f"{name!r} fits {len(candidates):,} {kind}s; name one by its id:{''.join(shown)}"


class RecipeMismatchError(GraphxError, ValueError):
    """Sketches of two recipes were compared: ``(left, right)`` recipe digests."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(left, right)

    def __str__(self) -> str:
        left, right = self.args
        return (
            f"sketches have different recipes, {left} and {right}; sketch both with one "
            "(graphx build does, for a workspace of an older version)"
        )


class UnknownNameError(GraphxError, LookupError):
    """A name is not in its table: ``(kind, name, known)``."""

    def __init__(self, kind: str, name: str, known: Sequence[str]) -> None:
        super().__init__(kind, name, tuple(known))

    def __str__(self) -> str:
        kind, name, known = self.args
        return f"unknown {kind} {name!r}; choose one of {', '.join(known)}"


class MissingExtraError(GraphxError, ImportError):
    """An optional dependency is not installed: ``(package, extra)``."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, extra)

    def __str__(self) -> str:
        package, extra = self.args
        return f"{package} is not installed; run: pip install 'graphx-news[{extra}]'"


class StoreError(GraphxError):
    """The back end refused."""


class WorkspaceLockedError(StoreError):
    """Another process is writing to the workspace: ``(path, holder)``."""

    def __init__(self, path: str, holder: str) -> None:
        super().__init__(path, holder)

    def __str__(self) -> str:
        path, holder = self.args
        return f"workspace {path} is being written by {holder}; wait for it, or stop it"


class WorkspaceNotBuiltError(StoreError):
    """Documents were read and nothing was worked out yet: ``(path, documents)``."""

    def __init__(self, path: str, documents: int) -> None:
        super().__init__(path, documents)

    def __str__(self) -> str:
        path, documents = self.args
        return (
            f"{path} holds {documents:,} documents and was never built; run: graphx build -w {path}"
        )


class WorkspaceFormatError(StoreError):
    """The directory is no workspace graphx can read: ``(path, reason)``."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)

    def __str__(self) -> str:
        path, reason = self.args
        return f"{path} is not a workspace this graphx can read: {reason}"


class StoreUnavailableError(StoreError):
    """No server answers at that address: ``(url,)``."""

    def __init__(self, url: str) -> None:
        super().__init__(url)

    def __str__(self) -> str:
        return f"no Neo4j server answers at {self.args[0]}; start it, or check host and port"


class StoreAccessError(StoreError):
    """The server refused access: ``(url, reason)``."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)

    def __str__(self) -> str:
        url, reason = self.args
        return f"{url} refused: {reason}"
