"""Run a throw-away Neo4j server until Ctrl-C: ``python -m tests.neo4j_server``."""

import signal
import sys
from types import FrameType

from tests.neo4j_server.server import running


def main() -> None:
    """Start the server, say how to reach it, and wait."""
    signal.signal(signal.SIGTERM, _leave)
    with running() as server:
        sys.stdout.write(
            f"export NEO4J_USERNAME={server.username} NEO4J_PASSWORD={server.password}\n"
            f"graphx load {server.url}\n"
        )
        sys.stdout.flush()
        try:
            signal.pause()
        except KeyboardInterrupt:
            sys.stdout.write("stopping\n")


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
