"""The session's Neo4j server, for every suite that wants one."""

import os
from collections.abc import Iterator

import pytest

from tests.neo4j_server.server import Server, missing_programs, running


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """A real server, started once a session; skipped where Java or Maven is missing."""
    if missing := missing_programs():
        reason = f"a real Neo4j server needs {' and '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with running() as server:
        yield server
