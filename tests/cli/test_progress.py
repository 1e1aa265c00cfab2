"""How far a stage is, on a terminal and in a log."""

import io

from graphx.cli.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, *steps: tuple[float, int, int | None]) -> str:
    """What is written when steps (seconds, done, total) of one stage are taken."""
    moments = iter([seconds for seconds, _, _ in steps])
    line = ProgressLine(stream, clock=lambda: next(moments))
    for _, done, total in steps:
        line("documents read", done, total)
    return stream.getvalue()


def test_a_log_gets_a_line_every_ten_seconds_and_one_at_the_end() -> None:
    steps = [(float(second), 100 * second, None) for second in range(1, 25)]
    assert told(io.StringIO(), *steps, (25.0, 2500, 2500)).splitlines() == [
        "documents read: 1,100, 110/s",
        "documents read: 2,100, 105/s",
        "documents read: 2,500, 104/s",
    ]


def test_a_short_stage_is_one_line_in_a_log() -> None:
    assert told(io.StringIO(), (0.0, 5, 10), (0.5, 10, 10)) == "documents read: 10\n"


def test_a_log_tells_how_many_there_are() -> None:
    lines = told(io.StringIO(), (0.0, 0, 80), (16.0, 40, 80))
    assert lines == "documents read: 40 of 80, 2/s\n"


def test_a_terminal_shows_one_line_that_moves() -> None:
    shown = told(Terminal(), (0.0, 5, 10), (0.05, 6, 10), (0.2, 7, 10), (0.3, 10, 10))
    assert shown.count("\n") == 1
    assert shown.split("\r\x1b[2K")[1:] == [
        "documents read: 5 of 10",
        "documents read: 7 of 10",
        "documents read: 10\n",
    ]
