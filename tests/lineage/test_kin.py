"""Heads of families: sums over every tree under every head."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graphx.lineage.kin import MOST_HEADS, Bonds, Kin, kin_sums, likely_heads
from tests.lineage.trees import cyclic


def kin_of(
    inner: np.ndarray,
    outside: np.ndarray,
    lost: np.ndarray | None = None,
    undone: np.ndarray | None = None,
    stems: np.ndarray | None = None,
    *,
    there: bool = False,
) -> Kin:
    m = outside.size
    firsts, strays = np.linspace(0.0, 1.0, m), np.linspace(-0.5, 0.0, m)
    chosen = np.arange(m) if stems is None else stems
    inner = inner[chosen]
    texts = np.zeros((0, m)) if lost is None else lost[None]
    return Kin(
        stems=chosen,
        inner=inner,
        outside=outside,
        firsts=firsts,
        first_outside=outside + firsts - strays,
        strays=strays,
        texts=texts,
        bare=texts + 0.5,
        credited=np.arange(m)[None].repeat(len(texts), 0) == 1,
        tried=likely_heads(inner[:, chosen], outside[chosen]),
        undone=np.zeros((min(m, MOST_HEADS) + 1, m, m))[:, chosen] if undone is None else undone,
        repeated=np.zeros((min(m, MOST_HEADS) + 1, m, m))[:, chosen],
        made=np.zeros(min(m, MOST_HEADS) + 1),
        priors=np.full(len(texts), -1.0),
        there=np.full(len(texts), there),
        handed=np.zeros(m),
        dates=np.zeros((m, m))[chosen],
    )


def every_tree(kin: Kin, bonds: Bonds) -> tuple[np.ndarray, ...]:
    """Count members' sources and heads over every choice of head and tree, one by one."""
    m, k, stems = kin.outside.size, kin.priors.size, kin.stems.tolist()
    inner, heads, redated = np.zeros((m, m)), np.zeros(m + k), np.zeros((m, m))
    dated = [(head, False) for head in (*stems, *range(m, m + k))]
    doubted = [(head, True) for row, head in enumerate(stems) if (kin.dates[row] < 0).any()]
    for head, wrong in (*dated, *doubted):
        for chosen in itertools.product((-2, -1, *stems), repeat=m):
            if any(s == c for c, s in enumerate(chosen)) or cyclic(chosen):
                continue
            score = -np.log(m) if head < m else kin.priors[head - m]
            score += bonds.misdated * wrong
            score += kin.made[stems.index(head) if head < m else -1]
            for copy, source in enumerate(chosen):
                if source >= 0:
                    stem = stems.index(source)
                    score += kin.inner[stem, copy]
                    score -= kin.dates[stem, copy] * (wrong and source == head)
                    score += (bonds.hub + kin.handed[copy]) * (source == head)
                    under = stems.index(head) if head < m else -1
                    score += kin.undone[under, stem, copy] + kin.repeated[under, stem, copy]
                elif source == -1:
                    is_first = copy == head
                    score += (
                        kin.first_outside[copy] if is_first else kin.outside[copy] + bonds.stray
                    )
                elif head == m:
                    score += kin.texts[0, copy] + bonds.hub + kin.handed[copy]
                elif kin.there[0]:
                    if copy == head:
                        score += kin.bare[0, copy] + kin.firsts[copy]
                    elif kin.credited[0, copy]:
                        score += kin.bare[0, copy] + kin.strays[copy]
                    else:
                        score += kin.texts[0, copy]
                else:
                    score = -np.inf
            weight = np.exp(score)
            heads[head] += weight
            for copy, source in enumerate(chosen):
                if source >= 0:
                    inner[source, copy] += weight
                    redated[source, copy] += weight * (wrong and source == head)
    return tuple(sums / heads.sum() for sums in (inner[stems], heads, redated[stems]))


@settings(deadline=None, max_examples=60)
@given(
    data=st.data(),
    m=st.integers(1, 3),
    far=st.sampled_from([5, 40]),
    there=st.booleans(),
    leaf=st.booleans(),
)
def test_sums_equal_every_tree_under_every_head(
    data: st.DataObject, m: int, far: int, *, there: bool, leaf: bool
) -> None:
    s = m - 1 if leaf and m > 1 else m
    numbers = st.floats(-far, far, allow_nan=False)
    kin = kin_of(
        *(
            data.draw(arrays(np.float64, shape, elements=numbers))
            for shape in ((m, m), (m,), (m,), (s + 1, s, m))
        ),
        stems=np.arange(m - s, m),
        there=there,
    )
    kin = replace(
        kin,
        handed=np.linspace(0.0, 0.7, m),
        first_outside=data.draw(arrays(np.float64, (m,), elements=numbers)),
        repeated=data.draw(arrays(np.float64, (s + 1, s, m), elements=st.floats(0, 5))),
        made=data.draw(arrays(np.float64, (s + 1,), elements=st.floats(-5, 0))),
        dates=data.draw(arrays(np.float64, (s, m), elements=st.floats(-5, 5))),
    )
    bonds = Bonds(stray=-2.0, hub=1.0, misdated=-0.5)
    inner, heads, redated = every_tree(kin, bonds)
    sums = kin_sums(kin, bonds)
    np.testing.assert_allclose(sums.inner, inner, atol=1e-9)
    np.testing.assert_allclose(sums.heads, heads, atol=1e-9)
    np.testing.assert_allclose(sums.redated, redated, atol=1e-9)


def test_sources_of_a_member_add_up_to_one() -> None:
    rng = np.random.default_rng(4)
    kin = kin_of(rng.normal(0, 4, (30, 30)), rng.normal(0, 1, 30), rng.normal(0, 2, 30))
    sums = kin_sums(kin, Bonds(stray=-3.0, hub=2.0, misdated=-3.0))
    total = sums.inner.sum(axis=0) + sums.outside + sums.first_outside + sums.texts.sum(axis=0)
    np.testing.assert_allclose(total, 1.0, atol=1e-9)


def test_the_head_is_the_text_that_the_others_repeat() -> None:
    # Article 0 is earliest, but everybody is nearer to article 1.
    inner = np.full((5, 5), -3.0)
    inner[1] = 0.0
    kin = kin_of(inner, np.zeros(5))
    told = kin_sums(kin, Bonds(stray=-3.0, hub=2.0, misdated=-3.0)).heads
    assert told.argmax() == 1
    assert told[1] > 0.9


def test_a_text_whose_changes_the_others_lack_is_nobodys_source() -> None:
    # Each of 1 and 2 may as well be the other's source, but under 0, the first text, it would have
    # undone the other's changes.
    inner = np.full((3, 3), 1.0)
    inner[:, 0] = -6.0
    undone = np.zeros((4, 3, 3))
    undone[0, 1, 2] = undone[0, 2, 1] = -4.0
    free = kin_sums(kin_of(inner, np.zeros(3)), Bonds(stray=-3.0, hub=0.0, misdated=-3.0))
    told = kin_sums(
        kin_of(inner, np.zeros(3), undone=undone), Bonds(stray=-3.0, hub=0.0, misdated=-3.0)
    )
    assert free.inner[0, 2] < 0.7 < 0.8 < told.inner[0, 2]
    assert told.undone[1, 2] < -3.0


def test_a_wrong_date_of_the_head_is_wrong_once() -> None:
    # All are nearest to 0, which is dated after each of them: five dates speak against it.
    inner = np.full((6, 6), -2.0)
    inner[0] = 0.0
    dates = np.zeros((6, 6))
    dates[0, 1:] = -3.0
    kin = replace(kin_of(inner + dates, np.zeros(6)), dates=dates)
    trusted = kin_sums(kin, Bonds(stray=-3.0, hub=2.0, misdated=-50.0))
    told = kin_sums(kin, Bonds(stray=-3.0, hub=2.0, misdated=-3.0))
    assert trusted.heads[0] < 0.1 < 0.8 < told.heads[0]
    assert told.misdated > 0.8
    np.testing.assert_allclose(told.redated[0, 1:], told.inner[0, 1:], atol=0.1)


@pytest.mark.parametrize("lost", [3.0, -3.0])
def test_a_lost_text_is_the_head_where_it_explains_more(lost: float) -> None:
    kin = kin_of(np.full((4, 4), -2.0), np.zeros(4), np.full(4, lost))
    assert (kin_sums(kin, Bonds(stray=-3.0, hub=1.0, misdated=-3.0)).heads[-1] > 0.5) == (lost > 0)
