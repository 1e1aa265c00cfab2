"""A simulated corpus as JSON Lines: the articles, and the truth beside them.

In:   `Simulated` articles.
Out:  rows of the input contract, each marked ``"simulated": true``; rows of `Fate`.
"""

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graphx.simulation.articles import Simulated, collected
from graphx.simulation.fates import Fate

Record = Mapping[str, object]


def article_record(article: Simulated) -> Record:
    """Return an article as a row of the input contract."""
    record: dict[str, object] = {
        "id": article.id,
        "simulated": True,
        "url": article.url,
        "outlet": article.outlet.name,
        "title": article.title,
        "published": article.published,
    }
    if article.canonical is None:
        return record | {"text": article.text()}
    body = "".join(f"<p>{html.escape(part)}</p>" for part in article.text().split("\n\n"))
    title = html.escape(article.title)
    page = (
        f"<html><head><title>{title}</title>"
        f'<link rel="canonical" href="{html.escape(article.canonical)}"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )
    return record | {"html": page}


def write_corpus(corpus: Sequence[Simulated], articles: Path, truth: Path) -> None:
    """Write the collected articles, and the truth about all of them."""
    _write(articles, map(article_record, collected(corpus)))
    _write(truth, (Fate.of(article).record() for article in corpus))


def _write(path: Path, records: Iterable[Record]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for record in records:
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
