"""``graphx lineage``."""

import click

from graphx.cli import options


@click.group(epilog="Example:  graphx lineage weights")
def lineage() -> None:
    """Look at how sources are weighed, and fit the weights anew."""


@lineage.command(epilog="Example:  graphx lineage weights")
@options.as_json
def weights(as_json: bool) -> None:
    """List every clue with what it weighs and what it means."""
    from graphx.cli.columns import table_lines
    from graphx.cli.records import write_record
    from graphx.lineage.clues import CLUES
    from graphx.lineage.weights import WEIGHTS

    rows = [
        (rule.__name__, WEIGHTS[rule.__name__], (rule.__doc__ or "").strip().splitlines()[0])
        for rule in CLUES
    ]
    if as_json:
        for name, weight, meaning in rows:
            write_record({"name": name, "weight": weight, "meaning": meaning})
        return
    body = [(name, f"{weight:+.1f}", meaning) for name, weight, meaning in rows]
    for line in table_lines(("clue", "log-odds", "meaning"), body):
        click.echo(line)


@lineage.command(
    short_help="Fit the weights anew on simulated stories.",
    epilog="Example:  graphx lineage fit --articles 250 --seed 1 --seed 2",
)
@click.option("--articles", default=250, show_default=True, help="Articles a corpus, at least.")
@click.option(
    "--seed",
    "seeds",
    multiple=True,
    type=int,
    help="A corpus each; by default those the weights were fitted on.",
)
@options.as_json
def fit(articles: int, seeds: tuple[int, ...], as_json: bool) -> None:
    """Fit the weights on simulated stories, every second corpus without credits.

    Prints what was fitted beside what stands; nothing is changed.
    """
    from graphx.cli.columns import table_lines
    from graphx.cli.records import write_record
    from graphx.evaluation.lessons import FITTED_SEEDS, NAMES, fit_weights

    fitted = fit_weights(articles, seeds or FITTED_SEEDS)
    if as_json:
        for name in NAMES:
            write_record(
                {"name": name, "stands": fitted.before[name], "fitted": fitted.after[name]}
            )
        return
    body = [(name, f"{fitted.before[name]:+.2f}", f"{fitted.after[name]:+.2f}") for name in NAMES]
    for line in table_lines(("clue", "stands", "fitted"), body):
        click.echo(line)
