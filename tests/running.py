"""Processes of a test's own that never outlive it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def python(code: str, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `code`, which says it is ready and goes on until it is killed: here, or by the test.

    A failing test then fails; leaving a `Popen` block would wait for the process for ever.
    """
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            process.kill()
