"""``graphx serve``."""

import contextlib
import socket
from pathlib import Path

import click

from graphx.cli import options


@click.command(
    epilog="Example:  graphx serve -w seeds.graphx --store neo4j://localhost:7687 --port 8000"
)
@options.workspace
@options.store
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    metavar="PORT",
    default=8000,
    show_default=True,
    help="Port to listen on; 0 takes one that is free.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A name of this machine that readers use; may be repeated. [default: localhost]",
)
def serve(
    workspace: Path, store_url: str | None, host: str, port: int, hosts: tuple[str, ...]
) -> None:
    """Serve the HTTP API and the explorer page.

    Everything is answered from the workspace; with --store, graph queries are answered by that
    store, and texts, search and check by the workspace.  NEO4J_USERNAME and NEO4J_PASSWORD hold
    its credentials.  Requests for another name than localhost, an address or --allow-host are
    refused.
    """
    import uvicorn

    from graphx.cli.stores import credentials_of_environment
    from graphx.store.opening import open_store
    from graphx.store.workspace import Workspace
    from graphx_api.app import create_app
    from graphx_api.settings import Settings

    settings = Settings(
        workspace=workspace,
        store_url=store_url,
        credentials=credentials_of_environment(),
        hosts=("localhost", *hosts),
        load_early=True,
    )
    # Opened once before the server starts: what is wrong is one sentence then, not a traceback.
    with Workspace.open(workspace).snapshot():
        pass
    if store_url is not None:
        open_store(store_url, settings.credentials).close()
    try:
        taken = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as error:
        reason = f"cannot listen on {host} port {port}: {error.strerror}; choose another --port"
        raise click.UsageError(reason) from None
    with taken, contextlib.suppress(KeyboardInterrupt):
        where = f"[{host}]" if ":" in host else host
        address = f"http://{where}:{taken.getsockname()[1]}"
        click.echo(f"graphx: serving {workspace} at {address}", err=True)
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
        server.run(sockets=[taken])
