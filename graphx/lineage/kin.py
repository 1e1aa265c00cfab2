"""Which text stands at the head of a family of near-duplicates, and who has whose words.

In:   log-odds of every possible source of every member.
Out:  the probability of each, summed over every tree and over every text that may be the head.

The head is the first text of the family: a member, a stub that some member credits, or a *lost
text* that nobody collected and nobody credits.  Most copies are taken from the head itself, so a
text whose own readings nobody repeats is hardly the head, however early its date; readers of old
manuscripts reason the same way (Maas, Textual Criticism, 1958).  For each possible head the sum
over all trees under it is one determinant (`graphx.lineage.tree`); heads are then weighed against
one another by these sums.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.tree import TableSums, table_sums

USUAL_MEMBERS: Final = 16
"""What more articles than that have was rather handed to all than passed on from one to another.

An estimate: with 8 and 12 both generators gave worse figures.
"""

MOST_HEADS: Final = 12
"""Members that are tried as the head, the likeliest of a larger family."""


def handed(members: int, names_another: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return by how much likelier than usual each of so many copies is taken from the head.

    Parameters
    ----------
    members : int
    names_another : ndarray of bool, shape (members,)
        Copies that name another member as their source: these were not handed what all have.

    Examples
    --------
    >>> handed(160, np.array([False, True])).round(1).tolist()
    [2.3, 0.0]
    """
    return np.where(names_another, 0.0, breadth(members))


def breadth(members: int) -> float:
    """Return by how much more than usual so many articles are, as a logarithm.

    Examples
    --------
    >>> breadth(16), round(breadth(160), 1)
    (0.0, 2.3)
    """
    return max(0.0, math.log(members / USUAL_MEMBERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """One family in numbers; every entry is a log-odds, `-inf` where something cannot be.

    Parameters
    ----------
    stems : ndarray of int64, shape (s,)
        Members that may be the source of others.
    inner : ndarray of float64, shape (s, m)
        ``inner[u, v]``: v was taken from stem u.
    outside : ndarray of float64, shape (m,)
        v was taken from anything that is no member and no text below.
    firsts : ndarray of float64, shape (m,)
        What is added when v is the head: it differs from the others as far as they from it.
    first_outside : ndarray of float64, shape (m,)
        The same as `outside` where v is the head, `firsts` included: the others have their words
        from it, so it is not nearer to them than to its source.
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
        Stems that may be the head.
    undone : ndarray of float64, shape (t + 1, s, m)
        What speaks against ``inner`` where ``tried`` is the head, or at last a text of ``texts``:
        copies hardly undo what their source has changed.
    repeated : ndarray of float64, shape (t + 1, s, m)
        What speaks for it in the same way: copies have what their source has changed.
    made : ndarray of float64, shape (t + 1,)
        What speaks against such a head because the others would have changed so much.
    priors : ndarray of float64, shape (k,)
        That this text is the head, against any one member.
    there : ndarray of bool, shape (k,)
        Whether the text exists for certain; false for a lost text.
    handed : ndarray of float64, shape (m,)
        What is added to the log-odds that a copy is taken from the head, because so many have it.
    dates : ndarray of float64, shape (s, m)
        What dates say of ``inner``: a part of it.
    """

    stems: NDArray[np.int64]
    inner: NDArray[np.float64]
    outside: NDArray[np.float64]
    firsts: NDArray[np.float64]
    first_outside: NDArray[np.float64]
    strays: NDArray[np.float64]
    texts: NDArray[np.float64]
    bare: NDArray[np.float64]
    credited: NDArray[np.bool_]
    tried: NDArray[np.int64]
    undone: NDArray[np.float64]
    repeated: NDArray[np.float64]
    made: NDArray[np.float64]
    priors: NDArray[np.float64]
    there: NDArray[np.bool_]
    handed: NDArray[np.float64]
    dates: NDArray[np.float64]

    @property
    def doubted(self) -> NDArray[np.int64]:
        """Places in ``tried`` of those whose date lies after that of a member."""
        return np.flatnonzero((self.dates[self.tried] < 0.0).any(axis=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """What is assumed of every family.

    Parameters
    ----------
    stray : float
        Log-odds that a member other than the head has a source outside, beside what speaks for it.
    hub : float
        Log-odds that a copy is taken from the head rather than from another copy, beside what is
        `Kin.handed`.
    misdated : float
        Log-odds that the date of the head is wrong, where it lies after that of a copy.
    """

    stray: float
    hub: float
    misdated: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KinSums:
    """Probabilities in the shape of `Kin`; over all sources of one member they add up to 1.

    ``heads`` are the members' and then the texts'; ``unread`` and
    ``behind`` are parts of ``texts``: what stands between the head and a copy, and what stands
    behind the head; ``strays`` and ``from_head`` count, over all
    trees, members with a source outside that are not the head, and copies of the head; ``undone``
    and ``repeated`` are those of each pair over all heads, ``against`` what was undone over all
    trees, and ``alike`` what was repeated and made. ``redated`` is the part of ``inner`` where the
    source is the head and its date is wrong, ``misdated`` how probable a head is whose date is.
    """

    inner: NDArray[np.float64]
    outside: NDArray[np.float64]
    first_outside: NDArray[np.float64]
    texts: NDArray[np.float64]
    unread: NDArray[np.float64]
    behind: NDArray[np.float64]
    heads: NDArray[np.float64]
    undone: NDArray[np.float64]
    repeated: NDArray[np.float64]
    redated: NDArray[np.float64]
    misdated: float
    strays: float
    from_head: float
    against: float
    alike: float


def kin_sums(kin: Kin, bonds: Bonds) -> KinSums:
    """Sum over every tree under every head.

    Examples
    --------
    >>> none = np.zeros((0, 2))
    >>> kin = Kin(stems=np.arange(2), inner=np.array([[-np.inf, 2.0], [-1.0, -np.inf]]),
    ...           outside=np.zeros(2), firsts=np.zeros(2), first_outside=np.zeros(2),
    ...           strays=np.zeros(2), texts=none, bare=none,
    ...           credited=none > 0, tried=np.arange(2), undone=np.zeros((3, 2, 2)),
    ...           repeated=np.zeros((3, 2, 2)), made=np.zeros(3),
    ...           priors=np.zeros(0), there=np.zeros(0, bool), handed=np.zeros(2),
    ...           dates=np.zeros((2, 2)))
    >>> sums = kin_sums(kin, Bonds(stray=-4.0, hub=0.0, misdated=-3.0))
    >>> sums.heads.round(2).tolist(), float(sums.inner[0, 1].round(2))
    ([0.93, 0.07], 0.95)
    """
    m, k, doubted = kin.outside.size, kin.priors.size, kin.doubted
    # A head that dates speak against is tried twice: as it is dated, and with its date unknown.
    tried = np.concatenate([kin.tried, kin.tried[doubted]])
    t, stems, heads = tried.size, kin.stems, kin.stems[tried]
    count = t + k
    under = np.concatenate([np.arange(kin.tried.size), doubted, np.full(k, kin.tried.size)])
    undone, repeated, made = kin.undone[under], kin.repeated[under], kin.made[under]
    inner = kin.inner + undone + repeated
    anew = t - doubted.size + np.arange(doubted.size)
    inner[anew, tried[anew]] -= kin.dates[tried[anew]]
    outside = np.repeat(kin.outside[None] + bonds.stray, count, axis=0)
    texts = np.repeat(np.where(kin.there[:, None], kin.texts, -np.inf)[None], count, axis=0)
    prior = np.full(count, -np.log(m))
    prior[anew] += bonds.misdated
    at = np.arange(t)
    outside[at, heads] = kin.first_outside[heads]
    hub = bonds.hub + kin.handed
    inner[at, tried] += hub
    unread = np.zeros(texts.shape, bool)
    unread[:t] = kin.credited & kin.there[:, None]
    behind = np.zeros(texts.shape, bool)
    behind[at, :, heads] = kin.there
    texts = np.where(unread, kin.bare + kin.strays, texts)
    texts = np.where(behind, kin.bare + kin.firsts, texts)
    for text in range(k):
        texts[t + text, text] = kin.texts[text] + hub
        prior[t + text] = kin.priors[text]
    roots = np.logaddexp(outside, np.logaddexp.reduce(texts, axis=1)) if k else outside
    inner[:, np.arange(stems.size), stems] = -np.inf
    top = np.maximum(inner.max(axis=1), roots)
    edges, free, logs = _sums_under(np.exp(inner - top[:, None, :]), np.exp(roots - top), stems)
    total = logs + top.sum(axis=1) + prior + made
    share = np.exp(total - total.max())
    share /= share.sum()
    outer = free * np.exp(outside - roots)
    taken = free[:, None, :] * np.exp(texts - roots[:, None, :])
    first_outside = np.zeros(m)
    np.add.at(first_outside, heads, share[:t] * outer[at, heads])
    outer[at, heads] = 0.0
    strays = outer.sum(axis=1)
    from_head = np.concatenate(
        [edges[at, tried].sum(axis=1), taken[t + np.arange(k), np.arange(k)].sum(axis=1)]
    )
    found = np.zeros(m + k)
    np.add.at(found, heads, share[:t])
    found[m:] = share[t:]
    redated = np.zeros(kin.inner.shape)
    np.add.at(redated, tried[anew], share[anew, None] * edges[anew, tried[anew]])
    return KinSums(
        inner=np.tensordot(share, edges, 1),
        outside=share @ outer,
        first_outside=first_outside,
        texts=np.tensordot(share, taken, 1),
        unread=np.tensordot(share, np.where(unread & ~behind, taken, 0.0), 1),
        behind=np.tensordot(share, np.where(behind, taken, 0.0), 1),
        heads=found,
        undone=np.tensordot(share, undone, 1),
        repeated=np.tensordot(share, repeated, 1),
        redated=redated,
        misdated=float(share[anew].sum()),
        strays=float(share @ strays),
        from_head=float(share @ from_head),
        against=float(share @ (edges * undone).sum(axis=(1, 2))),
        alike=float(share @ ((edges * repeated).sum(axis=(1, 2)) + made)),
    )


def _sums_under(
    scores: NDArray[np.float64], root_scores: NDArray[np.float64], stems: NDArray[np.int64]
) -> TableSums:
    """Sum over the trees under each head.

    A member that is nobody's source is a leaf of every tree: its sources are weighed alone.
    """
    total = scores.sum(axis=1) + root_scores
    edges, roots = scores / total[:, None, :], root_scores / total
    known = table_sums(scores[:, :, stems], root_scores[:, stems])
    edges[:, :, stems], roots[:, stems] = known.edges, known.roots
    leaves = np.ones(total.shape[1], bool)
    leaves[stems] = False
    return TableSums(edges, roots, known.logs + np.log(total[:, leaves]).sum(axis=1))


def likely_heads(inner: NDArray[np.float64], outside: NDArray[np.float64]) -> NDArray[np.int64]:
    """Stems worth trying: those for whom least speaks that another is their source.

    Parameters
    ----------
    inner : ndarray of float64, shape (s, s)
    outside : ndarray of float64, shape (s,)
    """
    m = outside.size
    if m <= MOST_HEADS:
        return np.arange(m)
    weight = np.logaddexp.reduce(np.where(np.eye(m, dtype=bool), -np.inf, inner), axis=0)
    order = np.argsort(weight - outside, kind="stable")
    return np.sort(order[:MOST_HEADS])
