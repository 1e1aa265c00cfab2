"""``graphx simulate``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from graphx.simulation.habits import FEWEST, SimulationConfig

_USUAL: Final = SimulationConfig()


def _count(name: str, meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make the option of a number the simulator has a usual value and a lower bound for."""
    return click.option(
        f"--{name}",
        type=click.IntRange(min=FEWEST[name]),
        metavar="COUNT",
        default=getattr(_USUAL, name),
        show_default=True,
        help=meaning,
    )


def _list_rates(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from graphx.cli.columns import table_lines

    body = [(name, f"{value:g}") for name, value in _USUAL.rates().items()]
    for line in table_lines(("rate", "usual"), body):
        click.echo(line)
    ctx.exit()


def _stated(rates: tuple[str, ...]) -> dict[str, float]:
    """Read ``NAME=VALUE``."""
    stated = {}
    for rate in rates:
        name, _, value = rate.partition("=")
        try:
            stated[name.strip()] = float(value)
        except ValueError:
            raise click.UsageError(f"{rate!r} is no rate; write it as credit=0.2") from None
    return stated


@click.command(epilog="Example:  graphx simulate invented.jsonl --articles 200 --seed 7")
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False))
@_count("articles", "Collected articles, at least.")
@_count("outlets", "Outlets; agencies come on top.")
@click.option("--seed", default=1, show_default=True, help="Everything follows from it.")
@click.option(
    "--truth",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the truth goes; OUTPUT with .truth before its ending by default.",
)
@click.option(
    "--from",
    "base",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A text that stories begin with; may be given again.",
)
@click.option(
    "--rate",
    "rates",
    multiple=True,
    metavar="NAME=VALUE",
    help="Another rate than usual, such as credit=0.2 or mean_copies=9; may be given again.",
)
@click.option(
    "--rates",
    "list_rates",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_rates,
    help="List every rate with its usual value, and exit.",
)
@click.option("--no-credits", is_flag=True, help="Nobody credits anybody.")
@click.option("--no-dates", is_flag=True, help="No article has a date.")
def simulate(
    output: Path,
    articles: int,
    outlets: int,
    seed: int,
    truth: Path | None,
    base: tuple[Path, ...],
    rates: tuple[str, ...],
    no_credits: bool,
    no_dates: bool,
) -> None:
    """Invent stories that spread over invented outlets, with the truth beside them.

    OUTPUT gets articles as JSON Lines that every command reads; each row says it is simulated, and
    every outlet lives at an address that ends in ".example".  "graphx eval" holds a workspace of
    them against the truth.
    """
    from graphx.simulation.records import write_corpus
    from graphx.simulation.spread import simulate as simulated
    from graphx_ingest.readers.decoding import decode

    config = SimulationConfig(articles=articles, outlets=outlets).with_rates(_stated(rates))
    if no_credits:
        config = config.without_credits()
    if no_dates:
        config = config.without_dates()
    texts = [decode(path.read_bytes(), str(path)) for path in base]
    corpus = simulated(config, seed, texts)
    beside = truth or output.with_suffix(f".truth{output.suffix}")
    write_corpus(corpus, output, beside)
    click.echo(f"articles  {sum(article.collected for article in corpus):,} in {output}")
    click.echo(f"truth     {len(corpus):,} texts, collected or not, in {beside}")
    click.echo(f"next      graphx run {output} -w DIR; graphx eval {beside} -w DIR")
