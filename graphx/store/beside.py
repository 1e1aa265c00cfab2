"""Files that lie beside a part and hold its rows in another order.

In:   an open file; numbers or text as bytes, and an Arrow table that says what they are.
Out:  the same again.

First the bytes; then the table as an Arrow stream; then where that begins, and `_MAGIC`.  A part
is what counts: what lies beside it is made from it again where it is missing.
"""

import os
import struct
from typing import BinaryIO, Final

import pyarrow as pa

from graphx.errors import StoreError
from graphx.store import durable

_MAGIC: Final = b"graphx01"
_TAIL: Final = struct.Struct("<q8s")


def write_index(file: BinaryIO, index: pa.Table, size: int) -> None:
    """Write what the `size` bytes before are; one batch of rows for each chunk."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, index.schema) as stream:
        for batch in index.to_batches():
            stream.write_batch(batch)
    durable.write(file, memoryview(sink.getvalue()))
    durable.write(file, _TAIL.pack(size, _MAGIC))


def read_index(file: BinaryIO, name: str) -> tuple[pa.Table, int]:
    """Return what `write_index` wrote, and how many bytes lie before it.

    Raises
    ------
    StoreError
        The file is none of these, or cut short.
    """
    size = os.fstat(file.fileno()).st_size
    tail = os.pread(file.fileno(), _TAIL.size, max(0, size - _TAIL.size))
    start, magic = _TAIL.unpack(tail) if len(tail) == _TAIL.size else (0, b"")
    if magic != _MAGIC:
        raise damaged(name)
    try:
        with pa.ipc.open_stream(os.pread(file.fileno(), size - _TAIL.size - start, start)) as rows:
            return rows.read_all(), start
    except pa.ArrowException as error:
        raise damaged(name) from error


def damaged(name: str) -> StoreError:
    """Say that the file of this name is not what was written."""
    return StoreError(f"{name} is damaged; remove it, it is made again when needed")
