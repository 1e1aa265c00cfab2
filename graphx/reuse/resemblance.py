"""How much of one text was taken from another, word for word or rewritten.

In:   words of two texts.
Out:  shares between 0 and 1.

The relations of the engine count word 5-grams: they tell copied words from chance, and see little
of a passage once every third word was changed.  For two texts somebody sets side by side, a graded
share sees it: what is left of the words, of the pairs of words, and so on.
"""

from collections.abc import Sequence


def containment(part: Sequence[str], whole: Sequence[str], width: int = 5) -> float:
    """Share of the distinct `width`-word shingles of `part` that `whole` has; 0 without any.

    Broder, On the resemblance and containment of documents (1997).

    Examples
    --------
    >>> containment("a b c".split(), "a b c d".split(), width=2)
    1.0
    """
    wanted = shingles(part, width)
    return len(wanted & shingles(whole, width)) / len(wanted) if wanted else 0.0


def graded_containment(part: Sequence[str], whole: Sequence[str], longest: int = 5) -> float:
    """Mean share of the shingles of `part` that `whole` has, over 1 to `longest` words.

    Parameters
    ----------
    part, whole : sequence of str
        Folded words (`graphx.text.words`).
    longest : int
        Words of the longest shingles; those of the relations.

    Notes
    -----
    That each length counts alike is the blended spectrum of Shawe-Taylor & Cristianini, Kernel
    methods for pattern analysis (2004), section 11.3, with shares for counts.

    Examples
    --------
    >>> round(graded_containment("the rain fell on us".split(), "the rain fell on them".split()), 2)
    0.54
    >>> graded_containment([], ["rain"])
    0.0
    """
    widths = range(1, min(longest, len(part)) + 1)
    return sum(containment(part, whole, n) for n in widths) / max(1, len(widths))


def shingles(words: Sequence[str], width: int) -> set[tuple[str, ...]]:
    """Return the distinct shingles of a text; one of fewer words is a single shingle."""
    width = min(width, len(words))
    return {tuple(words[i : i + width]) for i in range(len(words) - width + 1)} if width else set()
