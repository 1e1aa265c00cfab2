"""What a run did, as a person would want to be told."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import click

from graphx.cli.records import write_record
from graphx.pipeline import Summary
from graphx.store.workspace import Workspace

SHOWN_PROBLEMS = 10


def report(summary: Summary, workspace: Path, *, as_json: bool) -> int:
    """Print what was done; the exit status is 1 when documents failed.

    The summary goes to stdout, problems to stderr.
    """
    if as_json:
        write_record(asdict(summary) | {"workspace": str(workspace)})
    else:
        for line in summary_lines(summary, workspace):
            click.echo(line)
    if not summary.problems:
        return 0
    for line in problem_lines(workspace):
        click.echo(line, err=True)
    return 1


def summary_lines(summary: Summary, workspace: Path) -> Iterator[str]:
    """Write the summary."""
    rows = summary.rows
    if summary.read or summary.problems:
        taken = f"{summary.added:,} new, {summary.replaced:,} changed, {summary.unchanged:,} known"
        failed = f"; {_problems(summary.problems)}" if summary.problems else ""
        yield f"documents    {summary.read:,} read ({taken}){failed}"
    if rows.get("articles"):
        stubs = rows["articles"] - rows["documents"]
        yield f"articles     {rows['documents']:,} collected, {stubs:,} credited but not collected"
        yield f"outlets      {rows['outlets']:,}; authors {rows['authors']:,}"
        yield f"credits      {rows['credits']:,}; mentions {rows['mentions']:,}"
        yield f"matches      {rows['matches']:,}{_parts(summary.relations)}"
        yield (
            f"derivations  {rows['derivations']:,}{_parts(summary.statuses)}; "
            f"pairs with a common source {rows['siblings']:,}, undecided {rows['undecided']:,}"
        )
        yield f"stories      {rows['stories']:,}"
    yield f"workspace    {workspace}, snapshot {summary.snapshot}"
    if rows.get("documents") and not rows.get("articles"):
        yield f"next         graphx build -w {workspace}"


def _problems(count: int) -> str:
    return f"{count:,} problem" + ("s" if count != 1 else "")


def _parts(counts: Mapping[str, int]) -> str:
    named = ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in counts.items())
    return f" ({named})" if named else ""


def problem_lines(workspace: Path) -> Iterator[str]:
    """Write what is wrong with the documents of a workspace, the first few in full."""
    with Workspace.open(workspace).snapshot() as snapshot:
        problems = snapshot.fetch("problems").to_pylist()
    for problem in problems[:SHOWN_PROBLEMS]:
        line = f":{problem['line']}" if problem["line"] is not None else ""
        yield f"problem: {problem['source']}{line}: {problem['message']}"
    if len(problems) > SHOWN_PROBLEMS:
        more = len(problems) - SHOWN_PROBLEMS
        yield f'… and {more:,} more; they are in the workspace\'s table "problems"'
