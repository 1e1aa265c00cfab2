"""The ``graphx`` command.

Each command lives in its own module and is imported when it is called: ``graphx --help`` imports
nothing but click.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click

from graphx import __version__
from graphx.errors import GraphxError

COMMANDS: Final = {
    "run": "Read articles and work everything out: ingest, then build.",
    "ingest": "Read articles into a workspace.",
    "build": "Work out matches, stories and derivations of a workspace.",
    "trace": "Show where an article came from and who reused it.",
    "origins": "Count the independent origins behind some articles.",
    "check": "Paste a text: its credits, and where its passages appear.",
    "extract": "Print what was understood of documents.",
    "credits": "Print the credits of documents.",
    "match": "Print matches and stories of articles, without a workspace.",
    "outlets": "List outlets: who takes, who gives.",
    "audit": "List what outlets do with the credits of what they take.",
    "lineage": "List what clues weigh, or fit the weights anew.",
    "export": "Write the graph as GraphML or JSON Lines.",
    "load": "Load a workspace's graph into Neo4j.",
    "serve": "Serve the HTTP API and the explorer page.",
    "simulate": "Invent stories whose spread is known.",
    "eval": "Measure graphx on data whose truth is known.",
    "doctor": "Check the installation.",
}
"""Every command by name, in the order the help lists them, with its one-line help."""


_BLAS_THREADS: Final = "OPENBLAS_NUM_THREADS"
"""Read when numpy is first imported, which no command has done yet.

The matrices here are small: two threads on one of 140 rows spent 14 times the CPU of one, waiting
for each other on a machine with other work.
"""


class _Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"graphx.cli.{cmd_name}"), cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader of our output went away (`graphx … | head`); nothing is left to say.
            # Click would call it a failure.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  graphx run seeds/articles -w seeds.graphx",
)
@click.version_option(__version__, prog_name="graphx")
def cli() -> None:
    """Trace how a news article spread: who credits whom, who shares text with whom, and who
    probably took it from whom."""  # noqa: D209, D205 - click prints it as it stands


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    os.environ.setdefault(_BLAS_THREADS, "1")
    try:
        status = cli.main(args=arguments, prog_name="graphx", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = 2
    except click.Abort:
        click.echo("graphx: stopped", err=True)
        status = 130
    except GraphxError as error:
        click.echo(f"graphx: {error}", err=True)
        status = 2
    except OSError as error:
        # A folder that is not there, a full disk: nothing a traceback would help with.
        if error.filename is None and error.strerror is None:
            raise
        where = "" if error.filename is None else f" {error.filename}"
        click.echo(f"graphx: cannot use{where}: {error.strerror}", err=True)
        status = 2
    sys.exit(status if isinstance(status, int) else 0)
