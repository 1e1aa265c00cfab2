"""Time a check of a pasted text against many articles.

    python benchmarks/check.py [ARTICLES] [TEXTS]

A workspace of generated articles (`corpus.py`) is written to a folder that is thrown away; then
texts of a thousand words are checked: a page of its own words with two passages of stored articles
in it, a light rewrite of a stored article, and a text that shares nothing.  Printed are CPU
seconds; "warm" is the median of all texts after the first of each kind.
"""

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
from corpus import Corpus, generate
from reuse import readings

from graphx import schema
from graphx.check import Checker
from graphx.reuse.engine import ReuseEngine
from graphx.store.workspace import Workspace

WORDS = 1_000
_NOTHING = "nothing shared"


def main(articles: int = 100_000, texts: int = 20) -> None:
    """Write the workspace, load it, check."""
    corpus = generate(articles)
    with tempfile.TemporaryDirectory(prefix="graphx-check-") as folder:
        place = Path(folder) / "w.graphx"
        write_workspace(corpus, place)
        with Workspace.open(place).snapshot() as snapshot:
            before, started = resident_megabytes(), time.process_time()
            checker = Checker(snapshot, often=True)
            loaded = time.process_time() - started
            held = resident_megabytes() - before
            print(f"{articles:,} articles: loaded in {loaded:.2f} CPU s, {held:.0f} MB held")
            for kind, pasted in pasted_texts(corpus, texts).items():
                spent, found = [], 0
                for text in pasted:
                    started = time.process_time()
                    found += len(checker.check(text).matches)
                    spent.append(1e3 * (time.process_time() - started))
                if (found > 0) == (kind == _NOTHING):
                    raise SystemExit(f"{kind}: {found} matches, which no true figure comes from")
                warm = spent[1:]
                print(
                    f"{kind:<20} first {spent[0]:7.1f} ms, warm {statistics.median(warm):6.1f} ms"
                    f" (worst {max(warm):.1f}), {found / len(pasted):.1f} matches"
                )
            checker.close()


def resident_megabytes() -> float:
    """Memory of this process now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def pasted_texts(corpus: Corpus, count: int) -> dict[str, list[str]]:
    """Texts of a thousand words of each kind."""
    source = np.random.default_rng(3)
    foreign = [text.split() for text in generate(4 * count, seed=91).texts]
    foreign = [words for words in foreign if len(words) > WORDS // 2]
    long = [text.split() for text in corpus.texts if len(text.split()) > WORDS][: 2 * count]
    kinds: dict[str, list[str]] = {"two passages": [], "light rewrite": [], _NOTHING: []}
    for number in range(count):
        own = (foreign[number % len(foreign)] * 3)[:WORDS]
        one, other = long[number], long[number + count]
        parts = [own[:400], one[100:250], own[400:700], other[200:350]]
        kinds["two passages"].append(" ".join(word for part in parts for word in part))
        light = [own[i] if source.random() < 0.03 else word for i, word in enumerate(one[:WORDS])]
        kinds["light rewrite"].append(" ".join(light))
        kinds[_NOTHING].append(" ".join(reversed(own)))
    return kinds


def write_workspace(corpus: Corpus, place: Path) -> None:
    """Write what a check reads; nothing is understood, matched or judged."""
    engine = ReuseEngine()
    batches = list(readings(corpus.texts, corpus.outlets))
    boilerplate = engine.learn_boilerplate(batches)
    with Workspace.create_or_open(place).writer() as writer:
        for batch in engine.sketch(batches, boilerplate):
            writer.append("postings", [batch.select(schema.POSTING.names)])
        for batch in batches:
            writer.append("texts", [_rows(schema.TEXT, batch, {"stretches": []})])
            writer.append("articles", [_rows(schema.ARTICLE, batch, _ARTICLE)])
        writer.replace("boilerplate", boilerplate.table.to_batches())
        writer.commit()


_ARTICLE = {
    "id": "a", "source": "a", "authors": [], "words": 1, "collected": True, "cluster_id": "k",
    "story_id": "s", "origin_probability": 0.0,
}  # fmt: skip


def _rows(shape: pa.Schema, batch: pa.RecordBatch, constant: dict[str, object]) -> pa.RecordBatch:
    """Fill a table's rows from readings where they have the column, else with a constant."""
    columns = [
        batch.column(field.name)
        if field.name in batch.schema.names
        else pa.array([constant.get(field.name)] * batch.num_rows, field.type)
        for field in shape
    ]
    return pa.RecordBatch.from_arrays(columns, schema=shape)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
