"""Options that several commands share."""

from pathlib import Path

import click

inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
"""Files, folders, globs, or ``-`` for standard input."""

workspace = click.option(
    "-w",
    "--workspace",
    type=click.Path(path_type=Path),
    envvar="GRAPHX_WORKSPACE",
    required=True,
    metavar="DIR",
    help="The workspace, a directory. [env: GRAPHX_WORKSPACE]",
)

optional_workspace = click.option(
    "-w",
    "--workspace",
    type=click.Path(path_type=Path),
    envvar="GRAPHX_WORKSPACE",
    metavar="DIR",
    help="The workspace, a directory. [env: GRAPHX_WORKSPACE]",
)

store = click.option(
    "--store",
    "store_url",
    envvar="GRAPHX_STORE",
    metavar="URL",
    help="Ask this store instead: neo4j://HOST:7687. [env: GRAPHX_STORE]",
)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")

recipe = click.option(
    "--recipe",
    metavar="NAME",
    help="How texts are matched: words, or ocr for texts read from paper. [default: as before]",
)
