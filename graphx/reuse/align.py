"""Find the passages two texts share, word for word, wherever they stand.

In:   the shingles of two bodies in order, hidden ones marked.
Out:  exact runs of shared shingles; then passages, with small gaps closed.

Seed and extend: each shingle that both have is a seed; seeds in a row on one diagonal are a run.
Runs are taken from the longest down, and a word once taken belongs to its run, so a passage is
told once and a moved paragraph is found where it went.  A shingle that is repeated so often that
its seeds would be too many pairs only its first place with the first, its second with the second,
and so on; runs go on through it wherever the texts agree.

Broder (1997) for shingles; Altschul et al., Basic local alignment search tool (1990) for seed and
extend.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphx.model import Span
from graphx.reuse.reading import Body
from graphx.text.normalise import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignLimits:
    """How passages are told.

    Parameters
    ----------
    max_gap_words : int
        Unmatched words a passage may bridge on either side.
    max_gap_chars : int
        Characters it may bridge on either side, cut-out stretches included.
    min_words : int
        Shorter passages are not told, unless the pair shares no longer one.
    max_seeds : int
        A shingle whose places on both sides multiply to more pairs them only in order.
    """

    max_gap_words: int = 8
    max_gap_chars: int = 200
    min_words: int = 8
    max_seeds: int = 64


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Words from `left` on in one body that are the words from `right` on in the other.

    In an exact run both sides have the same number of words; with gaps closed they may differ.
    """

    left: int
    right: int
    left_words: int
    right_words: int

    @property
    def left_end(self) -> int:
        """One past the last word on the left."""
        return self.left + self.left_words

    @property
    def right_end(self) -> int:
        """One past the last word on the right."""
        return self.right + self.right_words

    def mirrored(self) -> "Run":
        """Return the run with its sides swapped."""
        return Run(self.right, self.left, self.right_words, self.left_words)


def exact_runs(
    left: NDArray[np.uint64], right: NDArray[np.uint64], shingle_words: int, limits: AlignLimits
) -> list[Run]:
    """Return the exact runs two rows of shingles share, longest first.

    Parameters
    ----------
    left, right : ndarray of uint64, shape (n_shingles,)
        Shingle hashes in order; hidden ones are replaced by values that occur nowhere else.
    shingle_words : int
        Words of a shingle.
    limits : AlignLimits

    Returns
    -------
    list of Run
        No word of either side lies in two of them.
    """
    width = shingle_words - 1
    lefts, rights, lengths = _maximal(left, right, limits.max_seeds)
    distance = np.abs(lefts - rights)
    order = np.lexsort((lefts, lefts + rights, distance, -lengths))
    left_free = np.ones(left.size + width, bool)
    right_free = np.ones(right.size + width, bool)
    runs = []
    for number in order.tolist():
        i, j = int(lefts[number]), int(rights[number])
        words = int(lengths[number]) + width
        free = left_free[i : i + words] & right_free[j : j + words]
        for start, end in _stretches(free):
            if end - start >= shingle_words:
                runs.append(Run(i + start, j + start, end - start, end - start))
                left_free[i + start : i + end] = False
                right_free[j + start : j + end] = False
    return runs


def _maximal(
    left: NDArray[np.uint64], right: NDArray[np.uint64], max_seeds: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Find starts and lengths, in shingles, of the longest runs through each seed."""
    lefts, rights, complete = _seeds(left, right, max_seeds)
    diagonal = rights - lefts
    order = np.lexsort((lefts, diagonal))
    lefts, diagonal = lefts[order], diagonal[order]
    opens = np.flatnonzero(
        (np.diff(diagonal, prepend=-(1 << 60)) != 0) | (np.diff(lefts, prepend=-9) != 1)
    )
    closes = np.append(opens[1:], lefts.size) - 1 if lefts.size else opens
    starts, ends, diagonals = lefts[opens], lefts[closes] + 1, diagonal[opens]
    if not complete:
        for number in range(starts.size):
            shift = diagonals[number]
            starts[number] -= _agreeing(
                left[: starts[number]][::-1], right[: starts[number] + shift][::-1]
            )
            ends[number] += _agreeing(left[ends[number] :], right[ends[number] + shift :])
        triples = np.unique(np.column_stack([starts, ends, diagonals]), axis=0)
        starts, ends, diagonals = triples.T
    return starts, starts + diagonals, ends - starts


def _seeds(
    left: NDArray[np.uint64], right: NDArray[np.uint64], max_seeds: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], bool]:
    """Places of shared shingles on both sides, and whether those are all."""
    shared = np.intersect1d(left, right)
    left_places, left_groups = _grouped(left, shared)
    right_places, right_groups = _grouped(right, shared)
    counts = np.diff(left_groups) * np.diff(right_groups)
    lefts = [np.zeros(0, np.int64)]
    rights = [np.zeros(0, np.int64)]
    for number, count in enumerate(counts.tolist()):
        here = left_places[left_groups[number] : left_groups[number + 1]]
        there = right_places[right_groups[number] : right_groups[number + 1]]
        if count <= max_seeds:
            lefts.append(np.repeat(here, there.size))
            rights.append(np.tile(there, here.size))
        else:
            fewer = min(here.size, there.size)
            lefts.append(here[:fewer])
            rights.append(there[:fewer])
    complete = bool((counts <= max_seeds).all())
    return np.concatenate(lefts), np.concatenate(rights), complete


def _grouped(
    row: NDArray[np.uint64], shared: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find each value of `shared` in `row`: places, group after group, and where groups start."""
    number = np.minimum(np.searchsorted(shared, row), max(shared.size - 1, 0))
    places = np.flatnonzero(shared[number] == row) if shared.size else np.zeros(0, np.int64)
    numbers = number[places]
    order = np.argsort(numbers, kind="stable")
    groups = np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=shared.size))])
    return places[order], groups.astype(np.int64)


def _agreeing(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> int:
    """How many values agree from the start."""
    length = min(left.size, right.size)
    differ = np.flatnonzero(left[:length] != right[:length])
    return int(differ[0]) if differ.size else length


def _stretches(free: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open stretches of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], free, [False]]).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def passages(left: Body, right: Body, runs: list[Run], limits: AlignLimits) -> list[Span]:
    """Turn exact runs into passages of the stored texts, sorted.

    A run is broken where either text has a long cut-out stretch in the middle of it; then
    neighbours on both sides with small gaps between them become one passage.  Punctuation around
    the words belongs to it as far as both texts have the same, and so does the one space that parts
    it from what follows, whatever kind of space each text has there.
    """
    return widened(joined_runs(left, right, runs, limits), left, right)


def joined_runs(left: Body, right: Body, runs: list[Run], limits: AlignLimits) -> list[Run]:
    """Break runs at long cut-out stretches, close small gaps, leave out short ones; sorted."""
    left_cuts = _long_gaps(left, limits.max_gap_chars)
    right_cuts = _long_gaps(right, limits.max_gap_chars)
    pieces = sorted(piece for run in runs for piece in _broken(run, left_cuts, right_cuts))
    merged: list[Run] = []
    for piece in pieces:
        if merged and _close(merged[-1], piece, left, right, limits):
            first = merged.pop()
            piece = Run(
                first.left,
                first.right,
                piece.left_end - first.left,
                piece.right_end - first.right,
            )
        merged.append(piece)
    least = min(limits.min_words, max((_words(run) for run in merged), default=0))
    return [run for run in merged if _words(run) >= least]


def _words(run: Run) -> int:
    return min(run.left_words, run.right_words)


def widened(runs: list[Run], left: Body, right: Body) -> list[Span]:
    """Take in what stands around the words on both sides alike: punctuation, a space after it."""
    ends = []
    for run in runs:
        here, there = int(left.ends[run.left_end - 1]), int(right.ends[run.right_end - 1])
        rooms = _room_after(run.left_end, left), _room_after(run.right_end, right)
        same = 0
        while same < min(rooms) and _alike(left.text[here + same], right.text[there + same]):
            same += 1
        ends.append(
            (
                _past_space(here + same, left.text, rooms[0] - same),
                _past_space(there + same, right.text, rooms[1] - same),
            )
        )
    left_ends = sorted(end for end, _ in ends)
    right_ends = sorted(end for _, end in ends)
    spans = []
    for run, (left_end, right_end) in zip(runs, ends, strict=True):
        here, there = int(left.starts[run.left]), int(right.starts[run.right])
        room = min(
            _room_before(run.left, left, left_ends), _room_before(run.right, right, right_ends)
        )
        same = 0
        while same < room:
            char = left.text[here - same - 1]
            if char.isspace() or not _alike(char, right.text[there - same - 1]):
                break
            same += 1
        spans.append(
            Span(
                left_start=here - same,
                left_end=left_end,
                right_start=there - same,
                right_end=right_end,
            )
        )
    return spans


def _past_space(end: int, text: str, room: int) -> int:
    """Move `end` past one space, unless a space stands before it already."""
    return end + (room > 0 and text[end].isspace() and not text[end - 1].isspace())


def _alike(one: str, other: str) -> bool:
    """Whether matching sees no difference between two characters."""
    return one == other or (one.isspace() and other.isspace()) or fold(one) == fold(other) != ""


def _room_after(word: int, body: Body) -> int:
    """Characters of the body between the word before number `word` and that one."""
    end = int(body.ends[word - 1])
    limit = body.stretches[int(body.intervals[word - 1])][1]
    return min(limit, int(body.starts[word]) if word < len(body) else limit) - end


def _room_before(word: int, body: Body, taken: list[int]) -> int:
    """Characters of the body before a word that no other word and no passage has."""
    start = int(body.starts[word])
    limit = body.stretches[int(body.intervals[word])][0]
    if word:
        limit = max(limit, int(body.ends[word - 1]))
    passed = bisect_right(taken, start)
    return start - max(limit, taken[passed - 1] if passed else 0)


def _long_gaps(body: Body, max_gap_chars: int) -> list[int]:
    """Words before which the text leaves out more than `max_gap_chars`."""
    found: list[int] = np.flatnonzero(body.starts[1:] - body.ends[:-1] > max_gap_chars).tolist()
    return [word + 1 for word in found]


def _broken(run: Run, left_cuts: list[int], right_cuts: list[int]) -> list[Run]:
    """Cut an exact run wherever either text leaves out much inside it."""
    edges = {0, run.left_words}
    for first, end, cuts in (
        (run.left, run.left_end, left_cuts),
        (run.right, run.right_end, right_cuts),
    ):
        inside = cuts[bisect_right(cuts, first) : bisect_left(cuts, end)]
        edges.update(word - first for word in inside)
    return [
        Run(run.left + start, run.right + start, end - start, end - start)
        for start, end in pairwise(sorted(edges))
    ]


def _close(first: Run, second: Run, left: Body, right: Body, limits: AlignLimits) -> bool:
    """Whether `second` goes on after `first` on both sides, with a small gap at most."""
    return (
        0 <= second.left - first.left_end <= limits.max_gap_words
        and 0 <= second.right - first.right_end <= limits.max_gap_words
        and left.starts[second.left] - left.ends[first.left_end - 1] <= limits.max_gap_chars
        and right.starts[second.right] - right.ends[first.right_end - 1] <= limits.max_gap_chars
    )


def without(
    row: NDArray[np.uint64], hidden: NDArray[np.bool_], sentinel: int
) -> NDArray[np.uint64]:
    """Replace hidden shingles by numbers from `sentinel` on, every second one, all different.

    With 0 for one side and 1 for the other, none meets another; that one meets a real hash has a
    chance of one in 2**50 for texts of ten thousand words.
    """
    fakes = np.arange(row.size, dtype=np.uint64) * np.uint64(2) + np.uint64(sentinel)
    return np.where(hidden, fakes, row)


def longest_run(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> int:
    """Length, in shingles, of the longest row of shingles both have.

    Exact for any text: a row of n shared shingles holds one of n - 1, so the length is found by
    bisection, comparing the hashed rows of one length at a time.

    Examples
    --------
    >>> longest_run(np.array([1, 2, 3, 4, 9], "u8"), np.array([7, 2, 3, 4, 1], "u8"))
    3
    """
    low, high = 0, min(left.size, right.size)
    while low < high:
        middle = (low + high + 1) // 2
        shared = np.intersect1d(_rows(left, middle), _rows(right, middle))
        low, high = (middle, high) if shared.size else (low, middle - 1)
    return low


def _rows(shingles: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """Hash of every `length` shingles in a row, by doubling."""
    power, step = 1, 0xD1342543DE82EF95
    hashed = np.zeros(shingles.size - length + 1, np.uint64)
    rows, span = shingles, 1  # rows hold the hash of `span` shingles from each place on
    place = 0
    for bit in range(length.bit_length()):
        if length >> bit & 1:
            hashed += rows[place : place + hashed.size] * np.uint64(power)
            power = power * step % (1 << 64)
            place += span
        if length >> (bit + 1):
            rows = rows[:-span] + rows[span:] * np.uint64(step)
            step = step * step % (1 << 64)
            span *= 2
    return hashed
