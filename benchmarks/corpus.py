"""A generated collection of articles with known reuse: what the benchmarks run on.

Texts are walks over a graph of made-up words: each word is followed by one of two dozen others,
the first ones most often, and now and then by any word, so that stock phrases recur as in prose.
A quarter of the articles is derived from others in six ways; three in five carry their outlet's
header and footer, one in five a legal line that all outlets share.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KINDS = ("exact", "light", "lede", "excerpt", "quote", "merged")
VOCABULARY = 30_000
SUCCESSORS = 24
TELEPORT = 0.08
MEDIAN_WORDS = 500
BLOCK = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Articles, their outlets, and which pairs share text by design."""

    texts: list[str]
    outlets: list[str]
    planted: list[tuple[int, int, str]]  # smaller number, larger number, kind


def generate(articles: int, seed: int = 7) -> Corpus:
    """Generate a corpus; equal arguments give equal corpora."""
    source = np.random.default_rng(seed)
    words = vocabulary(source)
    derived = articles // 4
    sizes = np.clip(source.lognormal(np.log(MEDIAN_WORDS), 0.6, articles), 60, 4000).astype(int)
    walks = _walks(source, sizes)
    bodies = walks[: articles - derived]
    planted = []
    hot = source.integers(0, len(bodies), max(1, len(bodies) // 100))
    for own in walks[articles - derived :]:
        parent = int(source.choice(hot) if source.random() < 0.2 else source.integers(len(bodies)))
        parent %= articles - derived
        kind = KINDS[int(source.integers(len(KINDS)))]
        other = int(source.integers(articles - derived))
        planted.append((parent, len(bodies), kind))
        if kind == "merged":
            planted.append((other, len(bodies), kind))
        bodies.append(_derive(source, kind, bodies[parent], bodies[other], own))
    return _published(source, words, bodies, planted)


def vocabulary(source: np.random.Generator) -> list[str]:
    """Return the made-up words, the frequent ones first and short."""
    consonants, vowels = list("bcdfghjklmnprstvwz"), list("aeiou")
    syllables = np.minimum(1 + np.arange(VOCABULARY) // 300, source.integers(1, 5, VOCABULARY) + 1)
    words = []
    for number, count in enumerate(syllables.tolist()):
        word = "".join(f"{source.choice(consonants)}{source.choice(vowels)}" for _ in range(count))
        words.append(f"{word}é" if number % 60 == 59 else word)
    return words


def word_graph() -> NDArray[np.int32]:
    """Return which words follow each word, shape (VOCABULARY, SUCCESSORS)."""
    zipf = 1 / np.arange(1, VOCABULARY + 1)
    anywhere = np.cumsum(zipf / zipf.sum())
    graph = np.searchsorted(anywhere, np.random.default_rng(1).random((VOCABULARY, SUCCESSORS)))
    return np.minimum(graph, VOCABULARY - 1).astype(np.int32)


def _walks(source: np.random.Generator, sizes: NDArray[np.int64]) -> list[NDArray[np.int32]]:
    """Random walks; those of a block take their steps together."""
    zipf = 1 / np.arange(1, VOCABULARY + 1)
    anywhere = np.cumsum(zipf / zipf.sum())
    weights = 1 / np.arange(4, SUCCESSORS + 4)
    follow = np.cumsum(weights / weights.sum())
    graph = word_graph()
    walks: list[NDArray[np.int32]] = []
    for first in range(0, sizes.size, BLOCK):
        block = sizes[first : first + BLOCK]
        steps = np.empty((int(block.max()), block.size), np.int32)
        here = np.zeros(block.size, np.int64)
        lost = np.ones(block.size, bool)
        for step in range(steps.shape[0]):
            draw = np.searchsorted(follow, source.random(block.size))
            here = graph[here, np.minimum(draw, SUCCESSORS - 1)].astype(np.int64)
            jump = np.searchsorted(anywhere, source.random(int(lost.sum())))
            here[lost] = np.minimum(jump, VOCABULARY - 1)
            steps[step] = here
            lost = source.random(block.size) < TELEPORT
        walks.extend(steps[: int(size), place].copy() for place, size in enumerate(block))
    return walks


def _derive(
    source: np.random.Generator,
    kind: str,
    parent: NDArray[np.int32],
    other: NDArray[np.int32],
    own: NDArray[np.int32],
) -> NDArray[np.int32]:
    size = parent.size
    if kind == "light":
        changed = source.random(size) < source.uniform(0.01, 0.05)
        return np.where(changed, np.resize(own, size), parent)
    if kind == "lede":
        cut = int(size * source.uniform(0.15, 0.25))
        return np.concatenate([own[:cut], parent[cut:]])
    if kind == "excerpt":
        return parent[: max(20, int(size * 0.3))]
    if kind == "quote":
        words = max(25, int(size * source.uniform(0.1, 0.2)))
        start = int(source.integers(0, max(1, size - words)))
        place = int(source.integers(own.size))
        return np.concatenate([own[:place], parent[start : start + words], own[place:]])
    if kind == "merged":
        return np.concatenate([parent[: size // 2], other[: other.size // 2], own[: size // 7]])
    return parent


def _published(
    source: np.random.Generator,
    words: list[str],
    bodies: list[NDArray[np.int32]],
    planted: list[tuple[int, int, str]],
) -> Corpus:
    """Give bodies an outlet, its boilerplate, punctuation, and a place in no telling order."""
    outlets = max(3, len(bodies) // 500)
    lines = _walks(source, np.full(2 * outlets + 1, 40))
    heads = [_sentences(words, line[: source.integers(8, 20)]) for line in lines[:outlets]]
    feet = [_sentences(words, line[: source.integers(20, 40)]) for line in lines[outlets:-1]]
    legal = _sentences(words, lines[-1][:16])
    place = source.permutation(len(bodies))
    texts = [""] * len(bodies)
    names = [""] * len(bodies)
    for number, body in enumerate(bodies):
        outlet = int(source.integers(outlets))
        parts = [_sentences(words, body)]
        if source.random() < 0.6:
            parts = [heads[outlet], *parts, feet[outlet]]
        if source.random() < 0.2:
            parts.append(legal)
        texts[place[number]] = "\n\n".join(parts)
        names[place[number]] = f"outlet{outlet:03d}.example"
    return Corpus(
        texts=texts,
        outlets=names,
        planted=[
            (int(min(place[a], place[b])), int(max(place[a], place[b])), kind)
            for a, b, kind in planted
            if a != b
        ],
    )


def _sentences(words: list[str], walk: NDArray[np.int32]) -> str:
    """Write a walk as text; punctuation hangs on the words, so copies keep it."""
    parts = []
    start = True
    for number in walk.tolist():
        word = words[number]
        parts.append(word.capitalize() if start else word)
        start = number % 17 == 0
        if start:
            parts[-1] += ".”" if number % 3 == 0 else "."
        elif number % 13 == 0:
            parts[-1] += ","
    return " ".join(parts)
