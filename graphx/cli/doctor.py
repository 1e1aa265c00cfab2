"""``graphx doctor``."""

import platform
import sqlite3
import tempfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import click

from graphx.cli import options
from graphx.errors import GraphxError

PACKAGES: Final = (
    "pyarrow",
    "duckdb",
    "datasketch",
    "networkx",
    "neo4j",
    "fastapi",
    "uvicorn",
    "trafilatura",
)
OPTIONAL: Final = ("numba",)

_SAMPLE: Final = (
    "Rain fell on the town for two days and the river rose.\n\n"
    "Originally published by North Wire.\n"
)


@click.command(epilog="Example:  graphx doctor")
@options.store_too
def doctor(store_url: str | None) -> int:
    """Check that this installation works: packages, packaged data, a run from end to end."""
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", lambda: platform.python_version()),
        *((name, lambda name=name: version(name)) for name in PACKAGES),
        *((name, lambda name=name: _optional(name)) for name in OPTIONAL),
        ("text search", _text_search),
        ("outlet lists", _outlet_lists),
        ("a run from end to end", _run),
    ]
    if store_url is not None:
        checks.append((store_url, lambda: _store(store_url)))
    failed = 0
    for name, check in checks:
        try:
            found = check()
        except (GraphxError, PackageNotFoundError, sqlite3.Error, OSError) as error:
            failed += 1
            click.echo(f"FAILED  {name}: {error}")
        else:
            click.echo(f"ok      {name}: {found}")
    click.echo(f"{failed} of {len(checks)} checks failed" if failed else "everything works")
    return 1 if failed else 0


def _optional(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed; the slower path gives the same results"


def _text_search() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    return f"SQLite {sqlite3.sqlite_version} with FTS5"


def _outlet_lists() -> str:
    from graphx.entities.outlets import OutletRegistry

    return f"knows {OutletRegistry.packaged().resolve('AP').name}"


def _run() -> str:
    from graphx import pipeline

    with tempfile.TemporaryDirectory(prefix="graphx-") as folder:
        article = Path(folder) / "sample.txt"
        article.write_text(_SAMPLE, encoding="utf-8")
        summary = pipeline.run([str(article)], Path(folder) / "doctor.graphx")
    return f"{summary.rows['derivations']} derivation from {summary.rows['documents']} article"


def _store(url: str) -> str:
    from graphx.cli.stores import credentials_of_environment
    from graphx.store.opening import open_store

    with open_store(url, credentials_of_environment()) as store:
        return f"holds snapshot {store.snapshot}"
