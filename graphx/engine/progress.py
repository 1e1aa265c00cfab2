"""How long work says how far it is."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Called now and then with what is being done and how much of it is done."""

    def __call__(self, stage: str, done: int, total: int | None = None) -> None:
        """Take note that `done` (of `total`, where known) items of `stage` are done."""


def silent(stage: str, done: int, total: int | None = None) -> None:
    """Say nothing."""


def counted(
    items: Iterable[T],
    stage: str,
    progress: Progress,
    *,
    total: int | None = None,
    every: int = 100,
) -> Iterator[T]:
    """Pass `items` on and report their count every so often, and at the end."""
    done = 0
    for item in items:
        yield item
        done += 1
        if done % every == 0:
            progress(stage, done, total)
    progress(stage, done, done)
