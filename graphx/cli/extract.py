"""``graphx extract``."""

import click

from graphx.cli import options
from graphx.cli.documents import Understood
from graphx.cli.records import write_record
from graphx.model import Article


@click.command(epilog="Example:  graphx extract page.html --json")
@options.inputs
@options.as_json
def extract(inputs: tuple[str, ...], as_json: bool) -> int:
    """Print what was understood of documents: title, authors, date, outlet, language, text."""
    understood = Understood(inputs)
    for _, article, _ in understood:
        if as_json:
            write_record(record(article))
        else:
            _print(article)
    return understood.status


def record(article: Article) -> dict[str, object]:
    """Return an article as the JSON object of the published contract."""
    date = article.published
    return {
        "id": article.id,
        "title": article.title,
        "authors": list(article.authors),
        "published": date.iso() if date else None,
        "date_basis": date.basis if date else None,
        "outlet": article.outlet_name,
        "language": article.language,
        "text": article.text,
        "article_id": article.article_id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "byline": article.byline,
        "stretches": [
            {"kind": stretch.kind, "start": stretch.start, "end": stretch.end}
            for stretch in article.stretches
        ],
    }


def _print(article: Article) -> None:
    date = article.published
    facts = {
        "title": article.title,
        "outlet": article.outlet_name or article.outlet_domain,
        "authors": ", ".join(article.authors) or None,
        "published": f"{date.iso()} ({date.basis})" if date else None,
        "language": article.language,
        "url": article.url,
        "canonical": article.canonical_url,
    }
    click.echo(f"{article.id}  ({article.source})")
    for name, value in facts.items():
        click.echo(f"  {name:<10} {value if value is not None else '–'}")
    body = sum(end - start for start, end in article.body())
    click.echo(f"  {'text':<10} {len(article.text):,} characters, {body:,} of them body")
    for stretch in article.stretches:
        words = " ".join(article.text[stretch.start : stretch.end].split())
        shown = words if len(words) <= 60 else words[:59] + "…"
        click.echo(f"    {stretch.kind:<14} {stretch.start:>6}–{stretch.end:<6} {shown}")
