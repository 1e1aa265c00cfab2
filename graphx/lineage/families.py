"""Families: near-duplicates of one text, and which text stands at their head.

In:   log-odds of every possible source of every member.
Out:  the probability of each, summed over every tree and over every text that may be the head.

The head is the first text of the family: a member, a stub that some member credits, or a *lost
text* that nobody collected and nobody credits.  Most copies are taken from the head itself, so a
text whose own readings nobody repeats is hardly the head, however early its date; readers of old
manuscripts reason the same way (Maas, Textual Criticism, 1958).  For each possible head the sum
over all trees under it is one determinant (`graphx.lineage.tree`); heads are then weighed against
one another by these sums.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.stories import Story
from graphx.lineage.tree import table_sums
from graphx.model import Relation

MOST_MEMBERS: Final = 150
"""In a larger family heads are not told apart: one determinant stands for all."""

MOST_HEADS: Final = 12
"""Members that are tried as the head, the likeliest of a larger family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Near-duplicates of one text, and the stubs that some of them credit.

    ``headline`` is the one most of those run under that share theirs with another.
    """

    members: tuple[str, ...]
    stubs: tuple[str, ...]
    headline: str | None = None


def families_of(story: Story) -> tuple[Family, ...]:
    """Group the collected articles of a story that near-duplicate matches connect."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        leader.setdefault(name, name)
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for pair in story.pairs:
        if pair.match is not None and pair.match.relation is Relation.NEAR_DUPLICATE:
            low, high = sorted((find(pair.copy.article_id), find(pair.source.article_id)))
            leader[high] = low
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(leader):
        members[find(name)].append(name)
    stubs: dict[str, set[str]] = defaultdict(set)
    for pair in story.pairs:
        if not pair.source.collected and pair.copy.article_id in leader:
            stubs[find(pair.copy.article_id)].add(pair.source.article_id)
    titles = {witness.article_id: witness.title for witness in story.witnesses}
    return tuple(
        Family(
            members=tuple(names),
            stubs=tuple(sorted(stubs[head])),
            headline=_commonest([title for name in names if (title := titles[name])]),
        )
        for head, names in sorted(members.items())
    )


def _commonest(titles: Sequence[str]) -> str | None:
    """Return the headline that most share, the first of them in the alphabet."""
    counts = Counter(" ".join(title.casefold().split()) for title in titles)
    title, count = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return title if count > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """One family in numbers; every entry is a log-odds, `-inf` where something cannot be.

    Parameters
    ----------
    inner : ndarray of float64, shape (m, m)
        ``inner[u, v]``: v was taken from u.
    outside : ndarray of float64, shape (m,)
        v was taken from anything that is no member and no text below.
    firsts : ndarray of float64, shape (m,)
        What is added when v is the head: it differs from the others as far as they from it.
    strays : ndarray of float64, shape (m,)
        What its words say when v is not the head and was taken from a text nobody has: that had to
        come from the family as well.  A part of `outside`.
    texts : ndarray of float64, shape (k, m)
        v was taken from an uncollected text: a row for each stub, and one for a lost text.
    bare : ndarray of float64, shape (k, m)
        The same where another text is the head, so that nothing is known of the words of this.
    credited : ndarray of bool, shape (k, m)
        Whether v itself credits the text.
    tried : ndarray of int64, shape (t,)
        Members that may be the head.
    undone : ndarray of float64, shape (t + 1, m, m)
        What speaks against ``inner`` where ``tried`` is the head, or at last a text of ``texts``:
        copies hardly undo what their source has changed.
    priors : ndarray of float64, shape (k,)
        That this text is the head, against any one member.
    there : ndarray of bool, shape (k,)
        Whether the text exists for certain; false for a lost text.
    """

    inner: NDArray[np.float64]
    outside: NDArray[np.float64]
    firsts: NDArray[np.float64]
    strays: NDArray[np.float64]
    texts: NDArray[np.float64]
    bare: NDArray[np.float64]
    credited: NDArray[np.bool_]
    tried: NDArray[np.int64]
    undone: NDArray[np.float64]
    priors: NDArray[np.float64]
    there: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """What holds every family together.

    Parameters
    ----------
    stray : float
        Log-odds that a member other than the head has a source outside, beside what speaks for it.
    hub : float
        Log-odds that a copy is taken from the head rather than from another copy.
    """

    stray: float
    hub: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KinSums:
    """Probabilities in the shape of `Kin`; over all sources of one member they add up to 1.

    ``heads`` are the members' and then the texts'; ``unread`` and
    ``behind`` are parts of ``texts``: what stands between the head and a copy, and what stands
    behind the head; ``strays`` and ``from_head`` count, over all
    trees, members with a source outside that are not the head, and copies of the head; ``against``
    is what was ``undone`` over all trees, ``undone`` the same of each pair over all heads.
    """

    inner: NDArray[np.float64]
    outside: NDArray[np.float64]
    texts: NDArray[np.float64]
    unread: NDArray[np.float64]
    behind: NDArray[np.float64]
    heads: NDArray[np.float64]
    undone: NDArray[np.float64]
    strays: float
    from_head: float
    against: float


def kin_sums(kin: Kin, bonds: Bonds) -> KinSums:
    """Sum over every tree under every head.

    Examples
    --------
    >>> none = np.zeros((0, 2))
    >>> kin = Kin(inner=np.array([[-np.inf, 2.0], [-1.0, -np.inf]]), outside=np.zeros(2),
    ...           firsts=np.zeros(2), strays=np.zeros(2), texts=none, bare=none,
    ...           credited=none > 0, tried=np.arange(2), undone=np.zeros((3, 2, 2)),
    ...           priors=np.zeros(0), there=np.zeros(0, bool))
    >>> sums = kin_sums(kin, Bonds(stray=-4.0, hub=0.0))
    >>> sums.heads.round(2).tolist(), float(sums.inner[0, 1].round(2))
    ([0.93, 0.07], 0.95)
    """
    m, k = kin.outside.size, kin.priors.size
    heads = kin.tried
    count = heads.size + k
    undone = kin.undone[np.minimum(np.arange(count), heads.size)]
    inner = kin.inner + undone
    outside = np.repeat(kin.outside[None] + bonds.stray, count, axis=0)
    texts = np.repeat(np.where(kin.there[:, None], kin.texts, -np.inf)[None], count, axis=0)
    prior = np.full(count, -np.log(m))
    at = np.arange(heads.size)
    outside[at, heads] += (kin.firsts - kin.strays)[heads] - bonds.stray
    inner[at, heads] += bonds.hub
    unread = np.zeros(texts.shape, bool)
    unread[: heads.size] = kin.credited & kin.there[:, None]
    behind = np.zeros(texts.shape, bool)
    behind[at, :, heads] = kin.there
    texts = np.where(unread, kin.bare + kin.strays, texts)
    texts = np.where(behind, kin.bare + kin.firsts, texts)
    for t in range(k):
        texts[heads.size + t, t] = kin.texts[t] + bonds.hub
        prior[heads.size + t] = kin.priors[t]
    roots = np.logaddexp(outside, np.logaddexp.reduce(texts, axis=1)) if k else outside
    inner[:, np.arange(m), np.arange(m)] = -np.inf
    top = np.maximum(inner.max(axis=1), roots)
    scores = np.exp(inner - top[:, None, :])
    root_scores = np.exp(roots - top)
    edges, free, logs = table_sums(scores, root_scores)
    total = logs + top.sum(axis=1) + prior
    share = np.exp(total - total.max())
    share /= share.sum()
    outer = free * np.exp(outside - roots)
    taken = free[:, None, :] * np.exp(texts - roots[:, None, :])
    strays = outer.sum(axis=1)
    strays[at] -= outer[at, heads]
    from_head = np.concatenate(
        [edges[at, heads].sum(axis=1), taken[heads.size + np.arange(k), np.arange(k)].sum(axis=1)]
    )
    found = np.zeros(m + k)
    found[heads] = share[: heads.size]
    found[m:] = share[heads.size :]
    return KinSums(
        inner=np.tensordot(share, edges, 1),
        outside=share @ outer,
        texts=np.tensordot(share, taken, 1),
        unread=np.tensordot(share, np.where(unread & ~behind, taken, 0.0), 1),
        behind=np.tensordot(share, np.where(behind, taken, 0.0), 1),
        heads=found,
        undone=np.tensordot(share, undone, 1),
        strays=float(share @ strays),
        from_head=float(share @ from_head),
        against=float(share @ (edges * undone).sum(axis=(1, 2))),
    )


def likely_heads(inner: NDArray[np.float64], outside: NDArray[np.float64]) -> NDArray[np.int64]:
    """Members worth trying: those for whom least speaks that another member is their source.

    Parameters
    ----------
    inner : ndarray of float64, shape (m, m)
    outside : ndarray of float64, shape (m,)
    """
    m = outside.size
    if m <= MOST_HEADS:
        return np.arange(m)
    weight = np.logaddexp.reduce(np.where(np.eye(m, dtype=bool), -np.inf, inner), axis=0)
    order = np.argsort(weight - outside, kind="stable")
    return np.sort(order[:MOST_HEADS])
