"""How fast credits are found in plain text, on one core.

Two corpora, each of articles of 3.75 KB.

ordinary   generated prose in the proportions of a newspaper: a headline, in three of five a byline,
           in two of five a dateline (half of them an agency's), paragraphs of one to three
           sentences with people who are quoted, figures and asides in brackets, in three of ten one
           sentence or line that credits a source.
dense      the sample articles cut every hundred characters: they quote, link and credit outlets in
           every other paragraph, as hardly any article does.

Processor time is counted, not the clock; the best of five passes is shown, for a busy machine
only ever adds to one.

    python benchmarks/credits.py [--articles 400] [--profile 12]
"""

import argparse
import cProfile
import pstats
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from graphx.model import Article, Document, Markup
from graphx.simulation.prose import Prose
from graphx_ingest.credits import find_claims
from graphx_ingest.credits.phrases import phrases
from graphx_ingest.understand import understand

SEEDS = Path(__file__).parents[1] / "seeds" / "articles"
ARTICLE_CHARS = 3_750
STEP_CHARS = 100
PASSES = 5
SPEAKERS = (
    "Ada Example",
    "Bo Example",
    "the mayor",
    "a spokeswoman",
    "Councillor Cy Example",
    "he",
)
ATTRIBUTIONS = {
    "“{0}” {1} of {2} said.": 13,
    "{1} said on Monday that {0}": 6,
    "{1} from {2} told the North Council that {0}": 2,
    "According to {1}, {0}": 2,
    "In 2019 it had cost 1.2m euros, {1} ({2}) put it: {0}": 9,
    "{0} The report, published in March by the council, is 40 pages long.": 1,
    "{2} and {1} confirmed it from {2}. {0}": 12,
}
"""What sentences are attributed with, by weight.

With these, 3,750 characters hold 3.8 said, 0.4 told, 0.7 according to, 2.3 brackets, 2.1 colons,
3.1 from, 17 figures and 18 lines; those of 135 English articles from many outlets hold 3.6, 0.5,
0.5, 1.8, 2.1, 3.1, 15 and 18.
"""
ATTRIBUTED_SHARE = 0.3
# Of these the generator has more than news.
_SAID, _FIGURE = re.compile(r" said |^According"), re.compile(r"\d")


def ordinary(count: int, seed: int = 7) -> list[str]:
    """Write articles with as much of credits as news has."""
    dice = random.Random(seed)
    prose = Prose.invented(dice)
    credits = [row.example for row in phrases() if row.language == "en"]
    return [_article(dice, prose, credits) for _ in range(count)]


def _article(dice: random.Random, prose: Prose, credits: list[str]) -> str:
    topic = prose.topic(dice)
    parts = [prose.sentence(dice, topic).rstrip(".")]
    if dice.random() < 0.6:
        parts.append(f"By {dice.choice(('Ada Example', 'Bo Example', 'Cy Example'))}")
    if dice.random() < 0.4:
        parts.append(
            dice.choice(("NORTHTON (AP) — ", "NORTHTON — ")) + _paragraph(dice, prose, topic)
        )
    credit = dice.choice(credits) if dice.random() < 0.3 else ""
    while sum(map(len, parts)) + 2 * len(parts) + len(credit) < ARTICLE_CHARS:
        parts.append(_paragraph(dice, prose, topic))
    room = ARTICLE_CHARS - len(credit) - 2
    return "\n\n".join(parts)[:room] + "\n\n" + credit


def _paragraph(dice: random.Random, prose: Prose, topic: tuple[str, ...]) -> str:
    return " ".join(_sentence(dice, prose, topic) for _ in range(dice.randint(1, 3)))


def _sentence(dice: random.Random, prose: Prose, topic: tuple[str, ...]) -> str:
    sentence = prose.sentence(dice, topic)
    while _SAID.search(sentence) or (_FIGURE.search(sentence) and dice.random() < 0.5):
        sentence = prose.sentence(dice, topic)
    if dice.random() >= ATTRIBUTED_SHARE:
        return sentence
    (form,) = dice.choices(tuple(ATTRIBUTIONS), tuple(ATTRIBUTIONS.values()))
    return form.format(sentence, dice.choice(SPEAKERS), prose.name(dice))


def dense(count: int) -> list[str]:
    """Cut articles from the samples, laid end to end."""
    text = "\n\n".join(p.read_text("utf-8", "replace") for p in sorted(SEEDS.glob("*.txt")))
    places = range(0, len(text) - ARTICLE_CHARS, STEP_CHARS)
    return [text[(at := places[n % len(places)]) : at + ARTICLE_CHARS] for n in range(count)]


def find_all(texts: list[str]) -> int:
    """Claims found in all of the texts."""
    return sum(len(find_claims(_given(number, text))) for number, text in enumerate(texts))


def understand_all(texts: list[str]) -> int:
    """Claims found by understanding all of the texts: dates, language, boilerplate and all."""
    documents = (
        Document(id=str(n), source="-", markup=Markup.TEXT, content=text, url=_address(n))
        for n, text in enumerate(texts)
    )
    return sum(len(understand(document)[1]) for document in documents)


def _given(number: int, text: str) -> Article:
    return Article(
        article_id=f"a{number}", id=str(number), source="-", markup=Markup.TEXT, text=text,
        url=_address(number),
    )  # fmt: skip


def _address(number: int) -> str:
    return f"https://north.example/{number}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--profile", type=int, default=0, help="lines of the profile")
    options = parser.parse_args()
    for name, texts in (
        ("ordinary", ordinary(options.articles)),
        ("dense", dense(options.articles)),
    ):
        for step, run in (("credits", find_all), ("understand", understand_all)):
            run(texts[:5])  # lists and phrases are read once a process
            spent, claims = min(_timed(run, texts) for _ in range(PASSES))
            rate = len(texts) / spent
            print(f"{name:9} {step:11} {claims:6} claims {spent:6.2f} s {rate:8,.0f} articles/s")
            if options.profile:
                profile = cProfile.Profile()
                profile.runcall(run, texts)
                pstats.Stats(profile).sort_stats("tottime").print_stats(options.profile)


def _timed(run: Callable[[list[str]], int], texts: list[str]) -> tuple[float, int]:
    start = time.process_time()
    claims = run(texts)
    return time.process_time() - start, claims


if __name__ == "__main__":
    main()
