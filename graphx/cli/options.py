"""Options that several commands share."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

UNITS: Final = {"": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9}


class Size(click.ParamType[int]):
    """An amount of memory as it is written: ``512MB``, ``2GB``."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the bytes.

        Examples
        --------
        >>> Size().convert("1.5 GB", None, None)
        1500000000
        """
        found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMG]?B?)", str(value).strip().upper())
        unit = f"{found[2].rstrip('B')}B" if found else ""
        if found is None or float(found[1]) * UNITS[unit] < 1:
            self.fail(f"{value!r} is no amount of memory; write 512MB or 2GB", param, ctx)
        return int(float(found[1]) * UNITS[unit])


_ARROW_POOL: Final = "ARROW_DEFAULT_MEMORY_POOL"
"""Read when pyarrow is first imported, which no command has done when its options are read.

Arrow's own pool keeps what was freed; parts of Arrow ask it whatever the program says later.  A
build of 100,000 articles within 512 MB held 60 MB less with the system's.
"""


def _bounded(ctx: click.Context, param: click.Parameter, size: int | None) -> int | None:
    """Have Arrow hold little from its first import on where memory is bounded."""
    if size is not None:
        os.environ.setdefault(_ARROW_POOL, "system")
    return size


memory = click.option(
    "--memory",
    type=Size(),
    callback=_bounded,
    metavar="SIZE",
    help="Hold about so much at once, such as 512MB, and the rest on disk. [default: no bound]",
)

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


def _store(asked: str) -> Callable[[_Command], _Command]:
    """Take the address of a store; `asked` says what for."""
    return click.option(
        "--store",
        "store_url",
        envvar="GRAPHX_STORE",
        metavar="URL",
        help=f"{asked}: neo4j://HOST:7687. [env: GRAPHX_STORE]",
    )


store = _store("Ask this store instead")

store_too = _store("Ask this store too")

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")

recipe = click.option(
    "--recipe",
    metavar="NAME",
    help="How texts are matched: words, or ocr for texts read from paper. [default: as before]",
)
