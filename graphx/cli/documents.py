"""Reading documents for the commands that use no workspace."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import click

from graphx.errors import EmptyTextError, InputError
from graphx.model import Article, Claim, Document, Problem
from graphx_ingest.readers import read_documents
from graphx_ingest.understand import understand


@dataclass(slots=True)
class Understood:
    """Documents understood one after the other; ``failed`` counts those that could not be."""

    inputs: Sequence[str]
    failed: int = 0

    def __iter__(self) -> Iterator[tuple[Document, Article, tuple[Claim, ...]]]:
        """Yield what was understood, in order; what could not be goes to stderr."""
        for item in read_documents(self.inputs, stdin=sys.stdin.buffer):
            if isinstance(item, Problem):
                line = f":{item.line}" if item.line is not None else ""
                self._fail(f"{item.source}{line}: {item.message}")
                continue
            try:
                yield item, *understand(item)
            except EmptyTextError as error:
                # What the other fields say is still worth a line.
                self._fail(str(error))
                yield item, *understand(replace(item, content=None))
            except InputError as error:
                self._fail(f"{item.source}: {error}")

    def _fail(self, message: str) -> None:
        self.failed += 1
        click.echo(f"problem: {message}", err=True)

    @property
    def status(self) -> int:
        """Exit status: 1 when a document failed."""
        return 1 if self.failed else 0
