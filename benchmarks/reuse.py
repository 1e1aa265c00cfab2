"""Compare the reuse engine with other near-duplicate finders, side by side.

    python benchmarks/reuse.py [ARTICLES] [ROUNDS]

Every finder that can be imported gets the same list of generated texts (`corpus.py`) and gives
pairs; all use word 5-grams, 128 permutations and 32 bands of 4 rows.  Finders take turns, so that
a busy machine slows all of them, and the least CPU seconds of all rounds count; compiling is not
counted.  ``passages`` also finds excerpts and quotations, ``verified`` counts every pair exactly
and aligns it: no other finder does either.
"""

import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.util import find_spec

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from corpus import KINDS, Corpus, generate

from graphx import schema
from graphx.reuse.bands import Bands
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseConfig, ReuseEngine
from graphx.reuse.kernels.pairs import compiled_band_pairs
from graphx.reuse.sketch import Sketching

Pairs = set[tuple[int, int]]
_BATCH = 1_000
_WORD = re.compile(r"\w+")
ENGINE = ReuseEngine(ReuseConfig(threads=1))


def readings(texts: list[str], outlets: list[str]) -> list[pa.RecordBatch]:
    batches = []
    for first in range(0, len(texts), _BATCH):
        part = texts[first : first + _BATCH]
        ids = [f"{number:09d}" for number in range(first, first + len(part))]
        sizes = pa.array([len(text) for text in part], pa.int64())
        intervals = pa.StructArray.from_arrays(
            [pa.array([0] * len(part), pa.int64()), sizes],
            fields=list(schema.READING.field("body").type.value_type),
        )
        body = pa.ListArray.from_arrays(pa.array(range(len(part) + 1), pa.int32()), intervals)
        publishers = pa.array(outlets[first : first + _BATCH])
        languages = pa.nulls(len(part), pa.string())
        columns = [pa.array(ids), publishers, languages, pa.array(part), body]
        batches.append(
            pa.RecordBatch.from_arrays(
                [
                    column.cast(field.type)
                    for column, field in zip(columns, schema.READING, strict=True)
                ],
                schema=schema.READING,
            )
        )
    return batches


def joined(
    batches: list[pa.RecordBatch], candidates: list[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Candidates with both texts."""
    articles = pa.Table.from_batches(batches).combine_chunks()
    ids = articles.column("article_id").combine_chunks()
    names = ["outlet_id", "language", "text", "body"]
    for batch in candidates:
        for first in range(0, batch.num_rows, 2 * _BATCH):
            part = batch.slice(first, 2 * _BATCH)
            sides = [
                articles.take(pc.index_in(part.column(side), value_set=ids)).select(names)
                for side in ("left_id", "right_id")
            ]
            columns = [column.combine_chunks() for side in sides for column in side.columns]
            yield pa.RecordBatch.from_arrays([*part.columns, *columns], schema=schema.PAIR)


def numbers(batches: list[pa.RecordBatch]) -> Pairs:
    return {
        (int(left), int(right))
        for batch in batches
        for left, right in zip(
            batch.column("left_id").to_pylist(), batch.column("right_id").to_pylist(), strict=True
        )
    }


def near_duplicates(corpus: Corpus) -> Pairs:
    """Signatures and bands alone: what the other finders do."""
    batches = readings(corpus.texts, corpus.outlets)
    sketches = list(Sketching(threads=1)(batches))
    flat = [batch.column("signature").flatten().to_numpy().reshape(-1, 128) for batch in sketches]
    packed = np.unique(compiled_band_pairs(np.concatenate(flat), Bands(), 1))
    return set(zip(*(part.tolist() for part in np.divmod(packed, len(corpus.texts))), strict=True))


def passages(corpus: Corpus) -> Pairs:
    """Boilerplate, signatures, bands and postings: near-duplicates, excerpts, quotations."""
    return numbers(_proposed(corpus)[2])


def verified(corpus: Corpus) -> Pairs:
    """The same, every pair counted exactly and aligned."""
    batches, boilerplate, candidates = _proposed(corpus)
    return numbers(list(ENGINE.verify(joined(batches, candidates), boilerplate)))


def _proposed(
    corpus: Corpus,
) -> tuple[list[pa.RecordBatch], Boilerplate, list[pa.RecordBatch]]:
    batches = readings(corpus.texts, corpus.outlets)
    boilerplate = ENGINE.learn_boilerplate(batches)
    return batches, boilerplate, list(ENGINE.candidates(ENGINE.sketch(batches, boilerplate)))


def shingles(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[n : n + 5]) for n in range(max(1, len(words) - 4))}


def datasketch(corpus: Corpus, hashfunc: Callable[[bytes], int] | None = None) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(32, 4))
    pairs = set()
    for number, text in enumerate(corpus.texts):
        minhash = MinHash(num_perm=128, hashfunc=hashfunc)
        minhash.update_batch([shingle.encode() for shingle in shingles(text)])
        pairs.update((other, number) for other in index.query(minhash))
        index.insert(number, minhash)
    return pairs


def datasketch_xxhash(corpus: Corpus) -> Pairs:
    import xxhash

    return datasketch(corpus, xxhash.xxh32_intdigest)


def rensa(corpus: Corpus) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    made = []
    for first in range(0, len(corpus.texts), _BATCH):
        sets = [list(shingles(text)) for text in corpus.texts[first : first + _BATCH]]
        part = RMinHash.from_token_sets(sets, num_perm=128, seed=42)
        index.insert_many(part, first)
        made += part
    return {
        (number, other)
        for number, others in enumerate(index.query_all(made))
        for other in others
        if number < other
    }


def gaoya(corpus: Corpus) -> Pairs:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(32, 0.3, 32, 4, None, "word", True, (5, 5), "vec")
    index.par_bulk_insert_docs(list(range(len(corpus.texts))), corpus.texts)
    return {
        (number, other)
        for number, others in enumerate(index.par_bulk_query(corpus.texts))
        for other in others
        if number < other
    }


FINDERS: dict[str, tuple[str, Callable[[Corpus], Pairs]]] = {
    "graphx near-duplicates": ("numba", near_duplicates),
    "graphx passages": ("numba", passages),
    "graphx verified": ("numba", verified),
    "datasketch": ("datasketch", datasketch),
    "datasketch, xxhash": ("xxhash", datasketch_xxhash),
    "rensa": ("rensa", rensa),
    "gaoya": ("gaoya", gaoya),
}
"""What must be importable, and what to call."""


def main(articles: int, rounds: int) -> None:
    corpus = generate(articles)
    finders = {name: call for name, (needs, call) in FINDERS.items() if find_spec(needs)}
    for call in list(finders.values())[:3]:
        call(generate(60))  # compile
    seconds: dict[str, list[float]] = defaultdict(list)
    found: dict[str, Pairs] = {}
    for _ in range(rounds):
        for name, call in finders.items():
            start = time.process_time()
            found[name] = call(corpus)
            seconds[name].append(time.process_time() - start)
    report(corpus, seconds, found)


def report(corpus: Corpus, seconds: dict[str, list[float]], found: dict[str, Pairs]) -> None:
    chars = sum(map(len, corpus.texts)) / len(corpus.texts)
    print(f"{len(corpus.texts)} articles of {chars:.0f} characters; recall of planted pairs:")
    base = min(seconds[next(iter(seconds))])
    kinds = "".join(f"{kind:>9}" for kind in KINDS)
    print(f"{'finder':24}{'CPU s':>9}{'times':>8}{'pairs':>9}  {kinds}")
    for name, pairs in found.items():
        cpu = min(seconds[name])
        shares = [
            sum((a, b) in pairs for a, b, kind in corpus.planted if kind == wanted)
            / max(1, sum(kind == wanted for _, _, kind in corpus.planted))
            for wanted in KINDS
        ]
        row = "".join(f"{share:9.3f}" for share in shares)
        print(f"{name:24}{cpu:9.2f}{cpu / base:8.1f}{len(pairs):9d}  {row}")


if __name__ == "__main__":
    given = [int(value) for value in sys.argv[1:]]
    main(*given, *(10_000, 3)[len(given) :])
