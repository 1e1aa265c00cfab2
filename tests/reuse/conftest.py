"""Invented articles, and batches of them."""

import random
from collections.abc import Callable, Iterable, Sequence

import pyarrow as pa
import pytest

from graphx import schema

Row = tuple[str, str | None, str]


def prose(seed: int, words: int) -> str:
    """Text of made-up words; two seeds share next to nothing."""
    source = random.Random(seed)
    drawn = [
        f"{source.choice('bdfgklmnprst')}{source.choice('aeiou')}{source.randrange(3000)}"
        for _ in range(words)
    ]
    return " ".join(word + ("." if place % 12 == 11 else "") for place, word in enumerate(drawn))


def reading_batches(rows: Iterable[Row], size: int = 100) -> list[pa.RecordBatch]:
    """Readings whose whole text is body."""
    ready = [
        {
            "article_id": article_id,
            "outlet_id": outlet_id,
            "text": text,
            "body": [{"start": 0, "end": len(text)}],
        }
        for article_id, outlet_id, text in rows
    ]
    return [
        pa.RecordBatch.from_pylist(
            [{"language": None} | row for row in ready[start : start + size]], schema=schema.READING
        )
        for start in range(0, len(ready), size)
    ]


def pair_batches(
    rows: Sequence[Row], pairs: Iterable[tuple[str, str]], size: int = 100
) -> list[pa.RecordBatch]:
    """Pairs of readings whose whole text is body."""
    by_id = {row[0]: row for row in rows}
    ready = []
    for left_id, right_id in pairs:
        row: dict[str, object] = {"left_id": left_id, "right_id": right_id}
        for side, article_id in (("left", left_id), ("right", right_id)):
            _, outlet_id, text = by_id[article_id]
            row |= {
                f"{side}_outlet_id": outlet_id,
                f"{side}_language": None,
                f"{side}_text": text,
                f"{side}_body": [{"start": 0, "end": len(text)}],
            }
        ready.append(row)
    return [
        pa.RecordBatch.from_pylist(ready[start : start + size], schema=schema.PAIR)
        for start in range(0, len(ready), size)
    ]


@pytest.fixture(scope="session")
def write() -> Callable[[int, int], str]:
    return prose


@pytest.fixture(scope="session")
def as_readings() -> Callable[..., list[pa.RecordBatch]]:
    return reading_batches


@pytest.fixture(scope="session")
def as_pairs() -> Callable[..., list[pa.RecordBatch]]:
    return pair_batches
