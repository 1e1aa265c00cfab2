"""Opening the store a command was told to ask."""

import os
from pathlib import Path

import click

from graphx.errors import WorkspaceNotBuiltError
from graphx.store.opening import Credentials, open_store
from graphx.store.protocol import GraphStore
from graphx.store.snapshot import Snapshot
from graphx.store.workspace import Workspace


def open_named(workspace: Path | None, store_url: str | None) -> GraphStore:
    """Open the store of ``--store``, or else the workspace of ``-w``.

    Raises
    ------
    click.UsageError
        Neither was given.
    WorkspaceNotBuiltError
        There is nothing to ask it yet.
    """
    if store_url is not None:
        return open_store(store_url, credentials_of_environment())
    if workspace is None:
        raise click.UsageError("name a workspace with -w DIR, or a store with --store URL")
    return open_built(workspace)


def open_built(workspace: Path) -> Snapshot:
    """Open the last snapshot of a workspace.

    Raises
    ------
    WorkspaceNotBuiltError
        Documents were read into it, and nothing was worked out yet.
    """
    snapshot = Workspace.open(workspace).snapshot()
    documents = snapshot.count("documents")
    if documents and not snapshot.count("articles"):
        snapshot.close()
        raise WorkspaceNotBuiltError(str(workspace), documents)
    return snapshot


def credentials_of_environment() -> Credentials | None:
    """Read ``NEO4J_USERNAME`` and ``NEO4J_PASSWORD``; None when no password is set."""
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None:
        return None
    return Credentials(username=os.environ.get("NEO4J_USERNAME", "neo4j"), password=password)
