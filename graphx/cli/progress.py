"""Progress on stderr: one line that moves on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Callable
from typing import Final, TextIO

REDRAW_SECONDS: Final = 0.1

LINE_SECONDS: Final = 10.0
"""How long a stage says nothing where lines do not move: a log shows that it is alive."""


class ProgressLine:
    """A `graphx.engine.progress.Progress` that writes to `stream`."""

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._moves = self._stream.isatty()
        self._pause = REDRAW_SECONDS if self._moves else LINE_SECONDS
        self._stage = ""
        self._started = 0.0
        self._drawn = 0.0

    def __call__(self, stage: str, done: int, total: int | None = None) -> None:
        """Write how far `stage` is; finished when `done` equals `total`."""
        now = self._clock()
        if stage != self._stage:
            # On a terminal a stage shows at once; a log need not tell that it began.
            self._stage, self._started = stage, now
            self._drawn = now - self._pause if self._moves else now
        finished = done == total
        if not finished and now - self._drawn < self._pause:
            return
        self._drawn = now
        seconds = now - self._started
        rate = f", {done / seconds:,.0f}/s" if seconds >= 1 else ""
        of = f" of {total:,}" if total is not None and not finished else ""
        start, end = ("\r\x1b[2K", "\n" if finished else "") if self._moves else ("", "\n")
        self._stream.write(f"{start}{stage}: {done:,}{of}{rate}{end}")
        self._stream.flush()
