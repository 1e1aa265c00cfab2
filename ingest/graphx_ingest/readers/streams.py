"""Streams one can look into without taking from them.

In:   bytes already read, and the stream they came from.
Out:  a buffered stream of both.
"""

import io
from typing import BinaryIO


def joined(head: bytes, stream: BinaryIO) -> io.BufferedReader:
    """Join bytes that were read with the stream they were read from.

    Examples
    --------
    >>> whole = joined(b"ab", io.BytesIO(b"cd"))
    >>> whole.peek(1)[:1], whole.read()
    (b'a', b'abcd')
    """
    return io.BufferedReader(_Joined(head, stream))


class _Joined(io.RawIOBase):
    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
