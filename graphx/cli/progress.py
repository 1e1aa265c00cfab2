"""Progress on stderr: one line that moves on a terminal, one line a stage elsewhere."""

import sys
import time
from typing import TextIO

REDRAW_SECONDS = 0.1


class ProgressLine:
    """A `graphx.engine.progress.Progress` that writes to `stream`."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._moves = self._stream.isatty()
        self._stage = ""
        self._started = 0.0
        self._drawn = 0.0

    def __call__(self, stage: str, done: int, total: int | None = None) -> None:
        """Write how far `stage` is; finished when `done` equals `total`."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._started, self._drawn = stage, now, 0.0
        finished = done == total
        if not finished and (not self._moves or now - self._drawn < REDRAW_SECONDS):
            return
        self._drawn = now
        seconds = now - self._started
        rate = f", {done / seconds:,.0f}/s" if seconds >= 1 else ""
        of = f" of {total:,}" if total is not None and not finished else ""
        start, end = ("\r\x1b[2K", "\n" if finished else "") if self._moves else ("", "\n")
        self._stream.write(f"{start}{stage}: {done:,}{of}{rate}{end}")
        self._stream.flush()
