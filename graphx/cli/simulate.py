"""``graphx simulate``."""

from pathlib import Path

import click


@click.command(epilog="Example:  graphx simulate invented.jsonl --articles 200 --seed 7")
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--articles", default=300, show_default=True, help="Collected articles, at least.")
@click.option("--outlets", default=40, show_default=True, help="Outlets; agencies come on top.")
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
@click.option("--no-credits", is_flag=True, help="Nobody credits anybody.")
@click.option("--no-dates", is_flag=True, help="No article has a date.")
def simulate(
    output: Path,
    articles: int,
    outlets: int,
    seed: int,
    truth: Path | None,
    base: tuple[Path, ...],
    no_credits: bool,
    no_dates: bool,
) -> None:
    """Invent stories that spread over invented outlets, with the truth beside them.

    OUTPUT gets articles as JSON Lines that every command reads; each row says it is simulated, and
    every outlet lives at an address that ends in ".example".
    """
    from dataclasses import replace

    from graphx.simulation.habits import Dating, SimulationConfig
    from graphx.simulation.records import write_corpus
    from graphx.simulation.spread import simulate as simulated

    config = SimulationConfig(articles=articles, outlets=outlets)
    if no_credits:
        habits = replace(config.habits, credit=0.0, mirror=0.0, translate=0.0, dateline=0.0)
        config = replace(config, habits=habits)
    if no_dates:
        config = replace(config, dating=Dating(missing=1.0, day_only=0.0, zoneless=0.0))
    corpus = simulated(config, seed, [path.read_text("utf-8") for path in base])
    beside = truth or output.with_suffix(f".truth{output.suffix}")
    write_corpus(corpus, output, beside)
    click.echo(f"articles  {sum(article.collected for article in corpus):,} in {output}")
    click.echo(f"truth     {len(corpus):,} texts, collected or not, in {beside}")
