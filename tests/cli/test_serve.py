"""``graphx serve``."""

import socket
from pathlib import Path

from tests.cli.conftest import Graphx


def test_a_port_that_is_taken_is_one_sentence(graphx: Graphx, workspace: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = graphx("serve", "-w", workspace, "--port", port)
    assert said.status == 2
    assert f"cannot listen on 127.0.0.1 port {port}: Address already in use" in said.err
    assert "serving" not in said.err
    assert "Traceback" not in said.err
