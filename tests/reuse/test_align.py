import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphx.reuse.align import AlignLimits, exact_runs, longest_run, passages
from graphx.reuse.reading import read_body
from graphx.reuse.shingles import shingle_hashes

ROWS = st.lists(st.integers(0, 3), max_size=40)


def aligned(left, right, limits=None):
    """What is told, without the spaces around it."""
    return [(one.strip(), other.strip()) for one, other in told(left, right, limits)]


def told(left, right, limits=None):
    limits = limits or AlignLimits()
    one = read_body(left, ((0, len(left)),))
    other = read_body(right, ((0, len(right)),))
    runs = exact_runs(shingle_hashes(one.hashes, 5), shingle_hashes(other.hashes, 5), 5, limits)
    return [
        (left[s.left_start : s.left_end], right[s.right_start : s.right_end])
        for s in passages(one, other, runs, limits)
    ]


def naive_longest(left, right):
    best = 0
    for i in range(len(left)):
        for j in range(len(right)):
            n = 0
            while i + n < len(left) and j + n < len(right) and left[i + n] == right[j + n]:
                n += 1
            best = max(best, n)
    return best


@given(ROWS, ROWS)
def test_the_longest_run_is_the_longest(left, right):
    found = longest_run(np.array(left, np.uint64), np.array(right, np.uint64))
    assert found == naive_longest(left, right)


@given(ROWS, ROWS, st.integers(1, 64))
def test_runs_are_exact_and_take_each_word_once(left, right, max_seeds):
    # With one word a shingle, shingles are words and runs can be checked against them.
    runs = exact_runs(
        np.array(left, np.uint64), np.array(right, np.uint64), 1, AlignLimits(max_seeds=max_seeds)
    )
    lefts = [place for run in runs for place in range(run.left, run.left_end)]
    rights = [place for run in runs for place in range(run.right, run.right_end)]
    assert [left[place] for place in lefts] == [right[place] for place in rights]
    assert len(lefts) == len(set(lefts))
    assert len(rights) == len(set(rights))
    assert bool(runs) == bool(set(left) & set(right))


def test_a_moved_paragraph_is_found_where_it_went(write):
    one, two, three = (write(seed, 40) for seed in (1, 2, 3))
    found = aligned(f"{one}\n{two}\n{three}", f"{two}\n{three}\n{one}")
    assert {left.split()[0] for left, _ in found} == {one.split()[0], two.split()[0]}
    assert sum(len(left.split()) for left, _ in found) == 120
    assert all(left == right for left, right in found)


def test_a_changed_word_is_bridged_and_a_new_paragraph_is_not(write):
    one, two = write(1, 60), write(2, 60)
    words = one.split()
    words[30] = "other"
    assert len(aligned(one, " ".join(words))) == 1
    assert len(aligned(f"{one} {two}", f"{one} {write(9, 40)} {two}")) == 2


def test_a_passage_takes_in_punctuation_both_texts_have():
    text = "Alpha beta gamma, delta epsilon zeta eta theta!"
    assert aligned(f"“{text}” said Ada", text) == [(text, text)]


def test_a_passage_ends_after_the_space_that_parts_it_from_the_next_words(write):
    text = write(1, 30)
    [(left, right)] = told(f"{text}\n\n{write(2, 30)}", f"{write(3, 30)} {text} {write(4, 30)}")
    assert (left, right) == (text + "\n", text + " ")
    [(left, right)] = told(text, f"{text}\nMore.")
    assert (left, right) == (text, text + "\n")


def test_marks_that_fold_to_one_belong_to_a_passage():
    text = "Alpha beta gamma, delta epsilon zeta eta theta!"
    assert aligned(f"“{text}”", f'"{text}"') == [(f"“{text}”", f'"{text}"')]


def test_five_shared_words_are_told_only_when_there_is_nothing_longer(write):
    phrase = "in the middle of the"
    alone = aligned(
        f"{write(1, 30)} {phrase} {write(2, 30)}", f"{write(3, 30)} {phrase} {write(4, 30)}"
    )
    assert [left for left, _ in alone] == [phrase]
    text = write(5, 50)
    both = aligned(f"{text} {write(1, 30)} {phrase} x", f"{text} {write(2, 30)} {phrase} y")
    assert [left for left, _ in both] == [text]


def test_a_word_repeated_a_thousand_times_stays_cheap():
    text = "word " * 1000
    assert aligned(text, text) == [(text.strip(), text.strip())]


def test_a_long_stretch_cut_out_in_the_middle_parts_a_passage(write):
    text = write(1, 60)
    cut = text.index(" ", 150)
    page = text[:cut] + " " + "#" * 300 + " " + text[cut:]
    body = read_body(page, ((0, cut), (cut + 302, len(page))))
    whole = read_body(text, ((0, len(text)),))
    limits = AlignLimits()
    runs = exact_runs(shingle_hashes(body.hashes, 5), shingle_hashes(whole.hashes, 5), 5, limits)
    spans = passages(body, whole, runs, limits)
    assert [page[s.left_start : s.left_end].strip() for s in spans] == [
        text[:cut],
        text[cut + 1 :],
    ]
