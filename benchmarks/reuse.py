"""Compare the reuse engine with other near-duplicate finders, side by side.

    python benchmarks/reuse.py [--articles 10000] [--rounds 3] [--only NAME …] [--own]

Every finder that can be imported gets the same list of generated texts (`corpus.py`) and gives
pairs; all use word 5-grams, 128 permutations and 32 bands of 4 rows.  Each run is a process of its
own with one thread, forked from one that holds the texts.  Finders take turns, so that a busy
machine slows all of them, and the least CPU seconds of all rounds count; compiling, importing and
the first look at texts that a fork shares do not.  Prints tables in Markdown.

``near-duplicates`` makes signatures alone; ``passages``, the default, also finds excerpts and
quotations; ``verified`` counts every pair of it exactly and finds the passages: no other finder
does either.
"""

import argparse
import os
import re
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from apart import in_child
from corpus import KINDS, Corpus, generate
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.candidates import Proposing
from graphx.reuse.discovery import Discovering, Discovery
from graphx.reuse.kernels.flat import FlatReadings, flat_readings, known_chars
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.shingles import shingle_row
from graphx.reuse.kernels.survey import compiled_survey
from graphx.reuse.kernels.tables import CharTables
from graphx.reuse.kernels.text import new_room, read_words
from graphx.reuse.reading import text_column
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.verify import Verifying
from graphx.text.units import GAP_CLASSES

Pairs = NDArray[np.int64]
"""Shape (n_pairs, 2), the smaller number first."""

_BATCH = 500
_READ_AT_ONCE = 2_000  # by this engine, which others read as a list
_WORD = re.compile(r"\w+")
_PAGE = resource.getpagesize()


def readings(texts: list[str], outlets: list[str]) -> Iterator[pa.RecordBatch]:
    kind = schema.READING.field("body").type
    numbers = pa.array(np.arange(len(texts))).cast(pa.string())
    ids = pc.utf8_lpad(numbers, len(str(len(texts))), "0")
    for first in range(0, len(texts), _READ_AT_ONCE):
        part = texts[first : first + _READ_AT_ONCE]
        sizes = np.fromiter(map(len, part), np.int64, len(part))
        intervals = pa.StructArray.from_arrays(
            [pa.array(np.zeros_like(sizes)), pa.array(sizes)], fields=list(kind.value_type)
        )
        edges = pa.array(np.arange(len(part) + 1, dtype=np.int32))
        yield pa.RecordBatch.from_arrays(
            [
                ids.slice(first, len(part)),
                text_column(outlets[first : first + _READ_AT_ONCE]),
                pa.nulls(len(part), pa.string()),
                text_column(part),
                pa.ListArray.from_arrays(edges, intervals, type=kind),
            ],
            schema=schema.READING,
        )


def near_duplicates(corpus: Corpus) -> Pairs:
    """Signatures and bands alone: what the other finders do."""
    return _discovered(corpus, passages=False).pairs


def passages(corpus: Corpus) -> Pairs:
    """Boilerplate, signatures, bands and postings: near-duplicates, excerpts, quotations."""
    return _discovered(corpus, passages=True).pairs


def verified(corpus: Corpus) -> Pairs:
    """The same, every pair counted exactly and aligned."""
    found = _discovered(corpus, passages=True)
    verifying = Verifying(boilerplate=found.boilerplate, threads=1)
    matches = pa.Table.from_batches(
        verifying(joined(corpus, found.candidates())), schema=schema.MATCHED
    )
    sides = [matches.column(side).to_numpy().astype(np.int64) for side in ("left_id", "right_id")]
    return np.column_stack(sides)


def _discovered(corpus: Corpus, *, passages: bool) -> Discovery:
    discovering = Discovering(proposing=Proposing(threads=1), passages=passages)
    return discovering(readings(corpus.texts, corpus.outlets))


def joined(corpus: Corpus, candidates: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Candidates with both texts."""
    articles = pa.Table.from_batches(readings(corpus.texts, corpus.outlets))
    names = ["outlet_id", "language", "text", "body"]
    for batch in candidates:
        for first in range(0, batch.num_rows, 4 * _BATCH):
            part = batch.slice(first, 4 * _BATCH)
            sides = [
                articles.take(pc.cast(part.column(side), pa.int64())).select(names)
                for side in ("left_id", "right_id")
            ]
            columns = [column.combine_chunks() for side in sides for column in side.columns]
            yield pa.RecordBatch.from_arrays([*part.columns, *columns], schema=schema.PAIR)


def shingles(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[n : n + 5]) for n in range(max(1, len(words) - 4))}


def datasketch(corpus: Corpus, hashfunc: Callable[[bytes], int] | None = None) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(32, 4))
    pairs = []
    for number, text in enumerate(corpus.texts):
        minhash = MinHash(num_perm=128, hashfunc=hashfunc)
        minhash.update_batch([shingle.encode() for shingle in shingles(text)])
        pairs += [(other, number) for other in index.query(minhash)]
        index.insert(number, minhash)
    return _distinct(pairs)


def datasketch_xxhash(corpus: Corpus) -> Pairs:
    import xxhash

    return datasketch(corpus, xxhash.xxh32_intdigest)


def lsh_ensemble(corpus: Corpus) -> Pairs:
    """Containment of one half and more, of either side."""
    import xxhash
    from datasketch import MinHash, MinHashLSHEnsemble

    entries = []
    for number, text in enumerate(corpus.texts):
        tokens = shingles(text)
        minhash = MinHash(num_perm=128, hashfunc=xxhash.xxh32_intdigest)
        minhash.update_batch([shingle.encode() for shingle in tokens])
        entries.append((number, minhash, len(tokens)))
    index = MinHashLSHEnsemble(threshold=0.5, num_perm=128, num_part=16)
    index.index(entries)
    return _distinct(
        [(number, other) for number, *entry in entries for other in index.query(*entry)]
    )


def rensa(corpus: Corpus) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    made = []
    for first in range(0, len(corpus.texts), _BATCH):
        sets = [list(shingles(text)) for text in corpus.texts[first : first + _BATCH]]
        part = RMinHash.from_token_sets(sets, num_perm=128, seed=42)
        index.insert_many(part, first)
        made += part
    queried = enumerate(index.query_all(made))
    return _distinct([(number, other) for number, others in queried for other in others])


def fast_sketch(corpus: Corpus) -> Pairs:
    from FastSketchLSH import LSH, FastSimilaritySketch

    sketch = FastSimilaritySketch(size=128, seed=42)
    made = []
    for first in range(0, len(corpus.texts), _BATCH):
        sets = [list(shingles(text)) for text in corpus.texts[first : first + _BATCH]]
        made.append(np.asarray(sketch.batch(sets, num_threads=1)))
    index = LSH(num_perm=128, num_bands=32)
    index.set_num_threads(1)
    signatures = np.concatenate(made)
    index.insert(signatures)
    starts, others = (np.asarray(part) for part in index.query(signatures, format="csr")[:2])
    if starts.size != signatures.shape[0] + 1:
        starts, others = others, starts
    numbers = np.repeat(np.arange(signatures.shape[0]), np.diff(starts.astype(np.int64)))
    return _distinct(np.column_stack([numbers, others.astype(np.int64)]))


def gaoya(corpus: Corpus) -> Pairs:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(32, 0.3, 32, 4, None, "word", True, (5, 5), "vec")
    index.par_bulk_insert_docs(list(range(len(corpus.texts))), corpus.texts)
    queried = enumerate(index.par_bulk_query(corpus.texts))
    return _distinct([(number, other) for number, others in queried for other in others])


def _distinct(pairs: list[tuple[int, int]] | Pairs) -> Pairs:
    found = np.sort(np.array(pairs, np.int64).reshape(-1, 2), axis=1)
    return np.unique(found[found[:, 0] < found[:, 1]], axis=0)


FINDERS: dict[str, tuple[str, Callable[[Corpus], Pairs]]] = {
    "graphx, near-duplicates": ("numba", near_duplicates),
    "graphx, passages": ("numba", passages),
    "graphx, verified": ("numba", verified),
    "datasketch": ("datasketch", datasketch),
    "datasketch, xxhash": ("xxhash", datasketch_xxhash),
    "rensa": ("rensa", rensa),
    "FastSketchLSH": ("FastSketchLSH", fast_sketch),
    "gaoya": ("gaoya", gaoya),
    "datasketch, LSHEnsemble": ("xxhash", lsh_ensemble),
}
"""What must be importable, and what to call."""


@dataclass(slots=True)
class Run:
    """What one finder took and found."""

    seconds: float
    wall: float
    megabytes: float
    pairs: Pairs


def _measured(call: Callable[[Corpus], Pairs], corpus: Corpus) -> Run:
    sum(map(len, corpus.texts)), sum(map(len, corpus.outlets))  # a fork's first look copies pages
    before = int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 1e6
    wall, cpu = time.perf_counter(), time.process_time()
    pairs = call(corpus)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return Run(cpu, wall, most - before, pairs)


WARM_UP = generate(60)


def recall(corpus: Corpus, pairs: Pairs, kind: str) -> float:
    planted = np.array([(a, b) for a, b, named in corpus.planted if named == kind], np.int64)
    size = len(corpus.texts)
    return float(np.isin(planted @ (size, 1), pairs @ (size, 1)).mean())


def report(corpus: Corpus, runs: dict[str, list[Run]]) -> None:
    chars = sum(map(len, corpus.texts)) / len(corpus.texts)
    print(f"\n{len(corpus.texts):,} articles of {chars:,.0f} characters:\n")
    best = {name: min(run.seconds for run in found) for name, found in runs.items()}
    own = [name for name in list(FINDERS)[:2] if name in best]
    heads = ["finder", "CPU s", *(f"× {name.removeprefix('graphx, ')}" for name in own)]
    heads += ["added MB", "pairs", *KINDS]
    print("|", " | ".join(heads), "|")
    print("|---|" + "---:|" * (len(heads) - 1))
    for name, found in runs.items():
        cells = [name, f"{best[name]:.2f}", *(f"{best[name] / best[base]:.1f}" for base in own)]
        cells += [f"{min(run.megabytes for run in found):.0f}", f"{len(found[-1].pairs):,}"]
        cells += [f"{recall(corpus, found[-1].pairs, kind):.3f}" for kind in KINDS]
        print("|", " | ".join(cells), "|")


@compiled
def _hash_shingles(flat: FlatReadings, tables: CharTables, classes: NDArray[np.uint8]) -> int:
    room = new_room()
    row = np.empty(1 << 16, np.uint64)
    raw, starts, body_starts, body = flat
    count = 0
    for article in range(starts.size - 1):
        room, words, _, _ = read_words(
            raw, starts, body_starts, body, article, tables, classes, False, room
        )
        count += shingle_row(words, words.size, 5, row)
    return count


def signatures_over_shingles(corpus: Corpus, rounds: int) -> None:
    """Print what signatures cost over hashing shingles alone, both from flat buffers."""
    batches = list(readings(corpus.texts, corpus.outlets))
    flats = [flat_readings(batch.column("text"), batch.column("body")) for batch in batches]
    for flat in flats:
        tables = known_chars(flat)
    taken: dict[str, list[float]] = {"shingles": [], "signatures": []}
    for _ in range(rounds + 1):
        start = time.process_time()
        for flat in flats:
            _hash_shingles(flat, tables, GAP_CLASSES)
        middle = time.process_time()
        for batch in batches:
            compiled_survey(batch, SketchRecipe(), 1, passages=False, units=False)
        taken["shingles"].append(middle - start)
        taken["signatures"].append(time.process_time() - middle)
    hashing, signing = (min(values[1:]) / len(corpus.texts) * 1e6 for values in taken.values())
    print(
        f"\nFrom a flat buffer, an article takes {hashing:.1f} µs to cut and hash its shingles and "
        f"{signing:.1f} µs to sign them too: {signing / hashing:.2f} times as much."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=FINDERS, metavar="NAME", help="these finders")
    parser.add_argument("--own", action="store_true", help="this engine alone")
    options = parser.parse_args()
    os.environ |= {"OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    wanted = options.only or list(FINDERS)[: 3 if options.own else None]
    missing = [name for name in wanted if not find_spec(FINDERS[name][0])]
    print(f"Not installed: {', '.join(missing) or 'none'}.", flush=True)
    corpus = generate(options.articles)
    runs: dict[str, list[Run]] = {name: [] for name in wanted if name not in missing}
    for _ in range(options.rounds):
        for name, found in runs.items():
            call = FINDERS[name][1]
            found.append(in_child(partial(call, WARM_UP), partial(_measured, call, corpus)))
    report(corpus, runs)
    signatures_over_shingles(corpus, options.rounds)


if __name__ == "__main__":
    main()
