"""What a stage is.

In:   Arrow record batches of the schema a stage reads.
Out:  Arrow record batches of the schema it writes.

Nothing else goes in or out, so that one object runs in a loop, in threads, or in a cluster's
``mapInArrow``, and equal rows in give equal rows out however they are cut into batches.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

import pyarrow as pa


class Stage(Protocol):
    """Arrow batches in, Arrow batches out, no other effect."""

    @property
    def name(self) -> str:
        """What progress and problems call the stage."""

    @property
    def reads(self) -> pa.Schema:
        """Schema of the batches that go in."""

    @property
    def writes(self) -> pa.Schema:
        """Schema of the batches that come out."""

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Work `batches` off, in order, without holding them all."""
