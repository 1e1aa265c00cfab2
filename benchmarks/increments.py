"""Measure what adding a few articles costs, and what a build holds in memory.

    python benchmarks/increments.py [--articles 20000] [--share 0.01] [--memory 512MB] [--keep DIR]

Generated articles (`corpus.py`) are ingested and built without the last ones, then these are
added.  Every step is a process of its own, and its CPU seconds are counted with the loading of the
compiled kernels, which must have been compiled before: run it twice, the first time with 6,000
articles.  Added memory is the most that a build holds
beyond what the process held before it, as the system counts it (RssAnon).  A ratio says what part
of the first ingest and build, or of the first build alone, the addition took.
"""

import argparse
import json
import multiprocessing
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from apart import in_child
from corpus import generate

from graphx import pipeline
from graphx.cli.options import Size

_WATCHED_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Cost:
    """What one step took."""

    cpu_s: float
    added_bytes: int


def written(folder: Path, articles: int, share: float) -> tuple[Path, Path]:
    """Write the corpus as two files of JSON Lines: most of it, and what is added."""
    corpus = generate(articles)
    first = articles - max(1, round(articles * share))
    paths = folder / "most.jsonl", folder / "rest.jsonl"
    for path, places in zip(paths, (range(first), range(first, articles)), strict=True):
        with path.open("w", encoding="utf-8") as file:
            for place in places:
                row = {
                    "id": str(place),
                    "url": f"https://{corpus.outlets[place]}/{place}",
                    "published": f"2026-{place % 12 + 1:02d}-{place % 28 + 1:02d}",
                    "text": corpus.texts[place],
                }
                file.write(json.dumps(row) + "\n")
    return paths


def held_bytes() -> int:
    """Anonymous memory of this process that is resident."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    raise OSError("the system does not tell RssAnon")


@contextmanager
def watched(most: list[int]) -> Iterator[None]:
    """Put the most memory that is held meanwhile into `most`."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_WATCHED_SECONDS):
            most[0] = max(most[0], held_bytes())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def cost(step: Callable[[], object]) -> Cost:
    """Do a step in a process of its own."""
    receiver, sender = multiprocessing.Pipe(duplex=False)

    def child() -> None:
        before = held_bytes()
        most, start = [before], time.process_time()
        with watched(most):
            step()
        sender.send(Cost(time.process_time() - start, most[0] - before))

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    sender.close()
    found: Cost = receiver.recv()
    process.join()
    return found


def measured(folder: Path, most: Path, rest: Path, memory: int | None) -> dict[str, Cost]:
    """Ingest and build most of the corpus, then the rest."""
    workspace = folder / f"{memory}.graphx"
    found = {}
    for name, path in (("first", most), ("added", rest)):
        found[f"{name} ingest"] = cost(
            lambda path=path: pipeline.ingest([str(path)], workspace, memory=memory)
        )
        found[f"{name} build"] = cost(lambda: pipeline.build(workspace, memory=memory))
    return found


def told(found: dict[str, Cost]) -> Iterator[str]:
    """Lines of a table in Markdown, and the ratios."""
    yield "| step | CPU s | added MB |"
    yield "|---|---:|---:|"
    for name, each in found.items():
        yield f"| {name} | {each.cpu_s:.1f} | {each.added_bytes / 1e6:.0f} |"
    first, added = found["first build"].cpu_s, found["added build"].cpu_s
    yield f"\nadded build / first build: {added / first:.3f}"
    both = [found[f"{name} ingest"].cpu_s for name in ("first", "added")]
    yield f"added / first, with ingest: {(added + both[1]) / (first + both[0]):.3f}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--share", type=float, default=0.01, help="how much of them is added")
    parser.add_argument(
        "--memory",
        type=lambda size: Size().convert(size, None, None),
        help="measure once more, within so much: 512MB",
    )
    parser.add_argument("--keep", type=Path, help="a folder for the workspaces that stays")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = args.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        # In a child: what a parent held and let go its children would use again, uncounted.
        write = partial(written, folder, args.articles, args.share)
        most, rest = in_child(lambda: None, write)
        for memory in [None, *([args.memory] if args.memory else [])]:
            print("no bound" if memory is None else f"within {memory:,} bytes", "\n")
            print("\n".join(told(measured(folder, most, rest, memory))), flush=True)


if __name__ == "__main__":
    main()
