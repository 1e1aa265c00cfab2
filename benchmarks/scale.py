"""Run the reuse engine on ever larger generated collections, and tell how its cost grows.

    python benchmarks/scale.py [--sizes 10000 30000 100000 300000 1000000] [--threads 2]

In:   nothing: articles are generated as Arrow batches, a few microseconds each.
Out:  for each size the CPU seconds, the clock and the added memory of finding candidates and of
      verifying them with their passages; the exponent that fits how both grow with the size.

Every article is a walk over the graph of words of `corpus.py`, made from its own number, so that an
article that is derived from another walks that one's way again and no walk is kept.  Every size is
a process of its own; reading (here: generating) is not counted.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from apart import in_child
from corpus import MEDIAN_WORDS, SUCCESSORS, TELEPORT, VOCABULARY, vocabulary, word_graph
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.candidates import Proposing
from graphx.reuse.discovery import Discovering
from graphx.reuse.kernels.arrays import Bytes, Numbers, Places
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.shingles import stir
from graphx.reuse.verify import Verifying
from graphx.reuse.walks import walk_order

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
BATCH = 2_000
_PAIRS = 2_000
_PAGE = resource.getpagesize()
_MOST_WORDS = 4_000
_DRAWS = 1 << 16
_JUMP = int(TELEPORT * (1 << 16))
_EXACT, _LIGHT, _LEDE, _EXCERPT, _QUOTE, _MERGED = range(6)


class Language(NamedTuple):
    """What walks are made of and written with."""

    graph: Numbers  # word * SUCCESSORS + n -> word
    follow: Bytes  # a draw -> which successor
    anywhere: Numbers  # a draw -> a word, the frequent ones most often
    sizes: Numbers  # a draw -> words of an article
    letters: Bytes  # all words, one after the other
    starts: Places  # where each begins


def language() -> Language:
    """Make the words and the graph of `corpus.py`."""
    source = np.random.default_rng(7)
    words = [word.encode() for word in vocabulary(source)]
    weights = 1 / np.arange(4, SUCCESSORS + 4)
    zipf = 1 / np.arange(1, VOCABULARY + 1)
    draws = (np.arange(_DRAWS) + 0.5) / _DRAWS
    sizes = source.lognormal(np.log(MEDIAN_WORDS), 0.6, _DRAWS)
    return Language(
        word_graph().reshape(-1),
        np.searchsorted(np.cumsum(weights / weights.sum()), draws).astype(np.uint8),
        np.searchsorted(np.cumsum(zipf / zipf.sum()), draws).clip(max=VOCABULARY - 1).astype("i4"),
        np.clip(sizes, 60, _MOST_WORDS).astype(np.int32),
        np.frombuffer(b"".join(words), np.uint8),
        np.append(0, np.cumsum([len(word) for word in words])).astype(np.int64),
    )


@compiled
def _walk(words: Language, seed: int, size: int, out: Numbers, at: int) -> int:
    """Write the walk of a seed from place `at` on; return where it ends."""
    state = stir(np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15))
    here = np.int64(words.anywhere[state & np.uint64(_DRAWS - 1)])
    for _ in range(size):
        state = stir(state + np.uint64(0x9E3779B97F4A7C15))
        if (state & np.uint64(0xFFFF)) < np.uint64(_JUMP):
            here = np.int64(words.anywhere[(state >> np.uint64(16)) & np.uint64(_DRAWS - 1)])
        else:
            step = words.follow[(state >> np.uint64(16)) & np.uint64(_DRAWS - 1)]
            here = np.int64(words.graph[here * SUCCESSORS + step])
        out[at] = here
        at += 1
    return at


@compiled
def _draw(number: int, what: int, below: int) -> int:
    return np.int64(stir(np.uint64(number) * np.uint64(31) + np.uint64(what)) % np.uint64(below))


@compiled
def _is_derived(number: int) -> bool:
    return _draw(number, 1, 4) == 0


@compiled
def _original(number: int, what: int, articles: int) -> int:
    """An article that is derived from no other; one of five times one of a few."""
    below = max(1, articles // 100) if _draw(number, what + 50, 5) == 0 else articles
    found = _draw(number, what, below)
    while _is_derived(found):
        found = (found + 1) % articles
    return found


@compiled
def _size(words: Language, number: int) -> int:
    return np.int64(words.sizes[_draw(number, 2, _DRAWS)])


@compiled
def _body(words: Language, number: int, articles: int, out: Numbers) -> int:
    """Write the words of an article; return how many."""
    own = _size(words, number)
    if not _is_derived(number):
        return _walk(words, number, own, out, 0)
    parent = _original(number, 3, articles)
    size = _size(words, parent)
    kind = _draw(number, 4, 6)
    if kind == _EXCERPT:
        return _walk(words, parent, max(20, size * 3 // 10), out, 0)
    if kind == _QUOTE:
        quoted = max(25, size * (10 + _draw(number, 5, 10)) // 100)
        first = _draw(number, 6, max(1, size - quoted))
        place = _draw(number, 7, own)
        _walk(words, parent, size, out, own)
        kept = out[own + first : own + first + quoted].copy()
        _walk(words, number, own, out, 0)
        out[place + kept.size : own + kept.size] = out[place:own].copy()
        out[place : place + kept.size] = kept
        return own + kept.size
    if kind == _MERGED:
        other = _original(number, 8, articles)
        at = _walk(words, parent, size // 2, out, 0)
        at = _walk(words, other, _size(words, other) // 2, out, at)
        return _walk(words, number, size // 7, out, at)
    at = _walk(words, parent, size, out, 0)
    if kind == _LIGHT:
        every = 20 + _draw(number, 9, 80)
        for k in range(_draw(number, 10, every), size, every):
            out[k] = _draw(number, k, VOCABULARY)
    if kind == _LEDE:
        _walk(words, number, size * (15 + _draw(number, 11, 10)) // 100, out, 0)
    return at


@compiled
def _sentences(words: Language, walk: Numbers, size: int, out: Bytes, at: int) -> tuple[int, int]:
    """Write a walk as text; return where it ends, and how many bytes are no character's first."""
    opens = True
    following = 0
    for k in range(size):
        number = walk[k]
        if k:
            out[at] = 32
            at += 1
        for place in range(words.starts[number], words.starts[number + 1]):
            out[at] = words.letters[place]
            following += (out[at] & 0xC0) == 0x80
            at += 1
        if opens:
            out[at - words.starts[number + 1] + words.starts[number]] -= 32
        opens = number % 17 == 0
        if opens:
            out[at] = 46
            at += 1
            if number % 3 == 0:  # a closing quote
                out[at] = 0xE2
                out[at + 1] = 0x80
                out[at + 2] = 0x9D
                at += 3
                following += 2
        elif number % 13 == 0:
            out[at] = 44
            at += 1
    return at, following


@compiled
def _articles(
    words: Language, first: int, after: int, articles: int, outlets: int
) -> tuple[Bytes, Places, Places, Places]:
    """Texts of articles, where each ends, characters of each, and outlet of each."""
    out = np.empty((after - first) * 8_000, np.uint8)
    ends = np.zeros(after - first, np.int64)
    chars = np.zeros(after - first, np.int64)
    outlet_of = np.zeros(after - first, np.int64)
    walk = np.empty(4 * _MOST_WORDS, np.int32)
    line = np.empty(64, np.int32)
    at = 0
    for number in range(first, after):
        begin = at
        following = 0
        outlet = _draw(number, 20, outlets)
        framed = _draw(number, 21, 5) < 3
        size = _body(words, number, articles, walk)
        if out.size - at < 20 * (size + 100):
            bigger = np.empty(2 * out.size + 20 * (size + 100), np.uint8)
            bigger[:at] = out[:at]
            out = bigger
        for part in range(4):  # head, body, foot, legal line
            if part == 1:
                end, more = _sentences(words, walk, size, out, at)
            elif part == 3:
                if _draw(number, 22, 5):
                    continue
                _walk(words, -1, 16, line, 0)
                end, more = _sentences(words, line, 16, out, at)
            else:
                if not framed:
                    continue
                seed = -2 - 2 * outlet - part // 2
                length = 8 + 6 * part + _draw(outlet, 30 + part, 12)
                _walk(words, seed, length, line, 0)
                end, more = _sentences(words, line, length, out, at)
            out[end] = 10
            out[end + 1] = 10
            at = end + 2
            following += more
        ends[number - first] = at
        chars[number - first] = at - begin - following
        outlet_of[number - first] = outlet
    return out[:at].copy(), ends, chars, outlet_of


def generated(articles: int) -> Iterator[pa.RecordBatch]:
    """Generate batches of `schema.READING`; equal arguments give equal articles."""
    words = language()
    outlets = max(3, articles // 500)
    names = pa.array([f"outlet{number:05d}.example" for number in range(outlets)])
    kind = schema.READING.field("body").type
    for first in range(0, articles, BATCH):
        after = min(first + BATCH, articles)
        text, ends, chars, outlet_of = _articles(words, first, after, articles, outlets)
        places = pa.py_buffer(np.append(0, ends).astype(np.int32))
        intervals = pa.StructArray.from_arrays(
            [pa.array(np.zeros_like(chars)), pa.array(chars)], fields=list(kind.value_type)
        )
        edges = pa.array(np.arange(after - first + 1, dtype=np.int32))
        yield pa.RecordBatch.from_arrays(
            [
                pa.array([f"{number:09d}" for number in range(first, after)]),
                names.take(pa.array(outlet_of)),
                pa.nulls(after - first, pa.string()),
                pa.StringArray.from_buffers(after - first, places, pa.py_buffer(text)),
                pa.ListArray.from_arrays(edges, intervals, type=kind),
            ],
            schema=schema.READING,
        )


class Stage(NamedTuple):
    """What a stage took."""

    cpu: float
    wall: float


class Run(NamedTuple):
    """What one size took and gave."""

    articles: int
    discovery: Stage
    verification: Stage
    megabytes: float
    pairs: int
    matches: int
    spans: int


def joined(
    batches: list[pa.RecordBatch], pairs: NDArray[np.int64], ids: pa.Array
) -> Iterator[pa.RecordBatch]:
    """Pairs with both texts; every text is copied from where it lies."""
    table = pa.Table.from_batches(batches)
    outlets, languages, bodies = (
        table.column(name).combine_chunks() for name in ("outlet_id", "language", "body")
    )
    texts = Texts(batches)
    for first in range(0, len(pairs), _PAIRS):
        sides = pairs[first : first + _PAIRS].T
        columns = [ids.take(pa.array(side)) for side in sides]
        for side in sides:
            rows = pa.array(side)
            columns += [outlets.take(rows), languages.take(rows), texts.take(side)]
            columns.append(bodies.take(rows))
        yield pa.RecordBatch.from_arrays(columns, schema=schema.PAIR)


class Texts:
    """Texts of many batches; `pyarrow.Table.take` would copy all of them to give a few."""

    def __init__(self, batches: list[pa.RecordBatch]) -> None:
        columns = [batch.column("text") for batch in batches]
        self._data = [memoryview(column.buffers()[2]) for column in columns]
        self._rows = len(columns[0])  # of every batch but the last
        starts = [np.frombuffer(column.buffers()[1], np.int32) for column in columns]
        self._starts = np.concatenate([start[:-1] for start in starts])
        self._ends = np.concatenate([start[1:] for start in starts])

    def take(self, rows: NDArray[np.int64]) -> pa.Array:
        """Return the texts of some rows."""
        starts, ends = self._starts[rows], self._ends[rows]
        cuts = zip((rows // self._rows).tolist(), starts.tolist(), ends.tolist(), strict=True)
        data = b"".join([self._data[batch][start:end] for batch, start, end in cuts])
        places = np.append(0, np.cumsum(ends - starts)).astype(np.int32)
        return pa.StringArray.from_buffers(len(rows), pa.py_buffer(places), pa.py_buffer(data))


def measured(articles: int, threads: int) -> Run:
    """Find, verify and count."""
    batches = list(generated(articles))
    before = int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 1e6
    started, cpu = time.perf_counter(), time.process_time()
    found = Discovering(proposing=Proposing(threads=threads))(batches)
    middle, cpu_middle = time.perf_counter(), time.process_time()
    verifying = Verifying(boilerplate=found.boilerplate, threads=threads)
    matches = spans = 0
    pairs = found.pairs[walk_order(found.pairs, len(found.article_ids))]
    for batch in verifying(joined(batches, pairs, found.article_ids)):
        matches += batch.num_rows
        spans += pc.sum(pc.list_value_length(batch.column("spans"))).as_py() or 0
    ended, cpu_ended = time.perf_counter(), time.process_time()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return Run(
        articles,
        Stage(cpu_middle - cpu, middle - started),
        Stage(cpu_ended - cpu_middle, ended - middle),
        most - before,
        len(found.pairs),
        matches,
        spans,
    )


def exponent(runs: list[Run]) -> float:
    """Slope of CPU seconds over articles, both as logarithms."""
    sizes = np.log([run.articles for run in runs])
    seconds = np.log([run.discovery.cpu + run.verification.cpu for run in runs])
    return float(np.polyfit(sizes, seconds, 1)[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    print("| articles | CPU s, finding | CPU s, verifying | wall s | added MB | pairs | matches |")
    print("|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    runs = []
    for articles in options.sizes:
        run = in_child(
            partial(measured, 300, options.threads), partial(measured, articles, options.threads)
        )
        runs.append(run)
        wall = run.discovery.wall + run.verification.wall
        print(
            f"| {articles:,} | {run.discovery.cpu:.2f} | {run.verification.cpu:.2f} | {wall:.1f} "
            f"| {run.megabytes:,.0f} | {run.pairs:,} | {run.matches:,} |",
            flush=True,
        )
    if len(runs) > 1:
        print(f"\nCPU seconds grow with the number of articles to the power {exponent(runs):.2f}.")


if __name__ == "__main__":
    main()
