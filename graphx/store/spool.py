"""Batches set aside on disk, to be read more than once.

In:   record batches of one schema, streaming.
Out:  the same batches, from the beginning, as often as asked.

The file has no name: the system frees its room when it is closed, even by a kill.
"""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from graphx.store import durable
from graphx.store.closing import Closing


class Spool(Closing):
    """Batches on disk.

    Parameters
    ----------
    batches : iterable of RecordBatch
    shape : pyarrow.Schema
        Schema of them all.
    folder : Path
        Where the file lies.
    """

    def __init__(self, batches: Iterable[pa.RecordBatch], shape: pa.Schema, folder: Path) -> None:
        with durable.refusals(folder):
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - `close` closes it
        try:
            with pa.ipc.new_stream(pa.PythonFile(self._file, mode="w"), shape) as stream:
                for batch in batches:
                    with durable.refusals(folder):
                        stream.write_batch(batch)
            with durable.refusals(folder):
                self._file.flush()
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        self._file.seek(0)
        with pa.ipc.open_stream(pa.PythonFile(self._file, mode="r")) as stream:
            yield from stream

    def close(self) -> None:
        """Give the room on the disk back."""
        self._file.close()
