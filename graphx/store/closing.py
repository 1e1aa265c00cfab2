"""What is closed when its ``with`` block ends.

In:   a class with a ``close`` that may be called twice.
Out:  the same class as a context manager.
"""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Closing(ABC):
    """Closed at the end of its ``with`` block, with an error or without.

    Examples
    --------
    >>> class Door(Closing):
    ...     is_open = True
    ...
    ...     def close(self) -> None:
    ...         self.is_open = False
    >>> with Door() as door:
    ...     door.is_open
    True
    >>> door.is_open
    False
    """

    @abstractmethod
    def close(self) -> None:
        """Give back what is held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
