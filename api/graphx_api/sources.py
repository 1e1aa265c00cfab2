"""The stores answers come from, and how a running service follows its workspace.

In:   `Settings`.
Out:  for each request, the `Sources` it keeps until it is answered.

A workspace that gets a new snapshot is noticed by its file ``CURRENT``; the next request opens
the new snapshot, those under way keep theirs, and the old one is closed after the last of them.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from graphx.check import Checker
from graphx.errors import GraphxError, NotFoundError, StoreError
from graphx.store.closing import Closing
from graphx.store.manifest import CURRENT
from graphx.store.opening import open_store
from graphx.store.protocol import GraphStore
from graphx.store.snapshot import SCHEME, Snapshot
from graphx_api.settings import Settings


@dataclass(slots=True, kw_only=True)
class _Held:
    """An open snapshot, the state of ``CURRENT`` it was opened under, and who still uses it."""

    snapshot: Snapshot
    stamp: tuple[int, int]
    users: int = 0
    _checker: Checker | None = None
    _checking: threading.Lock = field(default_factory=threading.Lock)

    def checker(self) -> Checker:
        """Return what checks texts; while somebody loads it, others wait."""
        with self._checking:
            if self._checker is None:
                directory = Path(self.snapshot.url.removeprefix(SCHEME))
                self._checker = Checker.of(directory, self.snapshot, often=True)
            return self._checker

    def load(self) -> None:
        """Load what checks texts, in a thread of its own."""

        def loaded() -> None:
            with suppress(GraphxError):  # whoever checks first is told
                self.checker()

        threading.Thread(target=loaded, name="loading checks").start()

    def close(self) -> None:
        """Let go of the snapshot and of what was loaded of it."""
        with self._checking:
            if self._checker is not None:
                self._checker.close()
            self.snapshot.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What one request asks: the graph, and the workspace's texts, passages and words."""

    graph: GraphStore
    texts: Snapshot
    has_server: bool
    held: _Held

    def checker(self) -> Checker:
        """Return what checks texts against the snapshot; the first caller waits for it."""
        return self.held.checker()


class Lender(Closing):
    """Opens the stores, lends them out, and closes them.

    Parameters
    ----------
    settings : Settings

    Raises
    ------
    StoreError
        The workspace or the store cannot be opened.
    """

    def __init__(self, settings: Settings) -> None:
        self._directory = settings.workspace
        self._load_early = settings.load_early
        self._lock = threading.Lock()
        self._held = self._open()
        self._server: GraphStore | None = None
        if settings.store_url is not None:
            try:
                self._server = open_store(settings.store_url, settings.credentials)
            except BaseException:
                self._held.close()
                raise

    @contextmanager
    def lease(self) -> Iterator[Sources]:
        """Lend the current stores until the block ends."""
        held = self._take()
        try:
            server = self._server
            yield Sources(
                graph=held.snapshot if server is None else server,
                texts=held.snapshot,
                has_server=server is not None,
                held=held,
            )
        finally:
            self._give_back(held)

    def close(self) -> None:
        """Close the stores; only after the last request was answered."""
        self._held.close()
        if self._server is not None:
            self._server.close()

    def _take(self) -> _Held:
        with self._lock:
            if _stamp(self._directory) != self._held.stamp:
                old, self._held = self._held, self._open()
                if old.users == 0:
                    old.close()
            self._held.users += 1
            return self._held

    def _give_back(self, held: _Held) -> None:
        with self._lock:
            held.users -= 1
            retired = held.users == 0 and held is not self._held
        if retired:
            held.close()

    def _open(self) -> _Held:
        # Read before the snapshot: a commit in between is then noticed by the next request.
        stamp = _stamp(self._directory)
        try:
            held = _Held(snapshot=Snapshot(self._directory), stamp=stamp)
        except NotFoundError as error:
            # The client asked for no workspace; to it, a missing one is a fault of the service.
            raise StoreError(str(error)) from error
        if self._load_early:
            held.load()
        return held


def _stamp(directory: Path) -> tuple[int, int]:
    try:
        state = (directory / CURRENT).stat()
    except OSError as error:
        raise StoreError(f"{directory} is no workspace: {error}") from error
    return state.st_ino, state.st_mtime_ns
