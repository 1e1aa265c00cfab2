"""How fast credits are found in plain text, on one core.

Articles of 3.75 KB are cut from the sample articles, one every hundred characters, so that most of
them hold a credit's words; processor time is counted, not the clock.

    python benchmarks/credits.py [--articles 400] [--profile 12]
"""

import argparse
import cProfile
import pstats
import time
from pathlib import Path

from graphx.model import Article, Markup
from graphx_ingest.credits import find_claims

SEEDS = Path(__file__).parents[1] / "seeds" / "articles"
ARTICLE_CHARS = 3_750
STEP_CHARS = 100


def articles(count: int) -> list[Article]:
    """Cut articles from the samples, laid end to end."""
    text = "\n\n".join(p.read_text("utf-8", "replace") for p in sorted(SEEDS.glob("*.txt")))
    places = range(0, len(text) - ARTICLE_CHARS, STEP_CHARS)
    return [
        Article(
            article_id=f"a{number}",
            id=str(number),
            source="-",
            markup=Markup.TEXT,
            text=text[place : place + ARTICLE_CHARS],
            url="https://north.example/",
        )
        for number in range(count)
        for place in [places[number % len(places)]]
    ]


def seconds(corpus: list[Article]) -> tuple[float, int]:
    """Processor time of one pass, and the claims it found."""
    start = time.process_time()
    claims = sum(len(find_claims(article)) for article in corpus)
    return time.process_time() - start, claims


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--profile", type=int, default=12, help="lines of the profile")
    options = parser.parse_args()
    corpus = articles(options.articles)
    find_claims(corpus[0])  # lists and phrases are read once a process
    spent, claims = min(seconds(corpus) for _ in range(3))
    rate = len(corpus) / spent
    print(f"{len(corpus)} articles, {claims} claims, {spent:.2f} s: {rate:,.0f} articles a second")
    profile = cProfile.Profile()
    profile.runcall(seconds, corpus)
    pstats.Stats(profile).sort_stats("tottime").print_stats(options.profile)


if __name__ == "__main__":
    main()
