import numpy as np
import pytest

from graphx.evaluation.lessons import HELD, NAMES, fit_weights, lessons_of, starting_weights
from graphx.simulation.habits import SimulationConfig
from graphx.simulation.spread import simulate


@pytest.fixture(scope="module")
def corpus():
    return simulate(SimulationConfig(articles=40), seed=3)


@pytest.fixture(scope="module")
def lessons(corpus):
    return list(lessons_of(corpus))


def copies_of(lesson):
    """Place of the copy of each edge."""
    return np.array([lesson.place[edge.pair.copy.article_id] for edge in lesson.possible.edges])


def test_every_row_of_a_lesson_stands_for_an_edge(lessons):
    for lesson in lessons:
        edges = len(lesson.possible.edges)
        assert lesson.seen.shape == (edges, len(NAMES))
        assert lesson.true_edges.shape == (edges,)
        assert lesson.true_roots.shape == (len(lesson.place),)
        sizes = [len(lost) for lost in lesson.possible.lost]
        assert [len(rows) for rows in lesson.lost_seen] == sizes
        assert [len(rows) for rows in lesson.true_lost] == sizes


def test_copies_of_what_was_collected_have_a_true_edge_and_no_others(corpus, lessons):
    taken = sum(article.source is not None for article in corpus)
    right = sum(np.unique(copies_of(lesson)[lesson.true_edges]).size for lesson in lessons)
    assert 0.5 * taken < right <= taken


def test_an_article_without_a_true_edge_is_a_root(lessons):
    for lesson in lessons:
        named = np.isin(np.arange(lesson.true_roots.size), copies_of(lesson)[lesson.true_edges])
        assert (lesson.true_roots | named).all()


def test_credits_tell_true_edges_from_others(lessons):
    credits_it = NAMES.index("credits_the_other")
    seen = np.concatenate([lesson.seen[:, credits_it] for lesson in lessons])
    true = np.concatenate([lesson.true_edges for lesson in lessons])
    assert seen[true].mean() > 2 * seen[~true].mean()


def test_fitting_leaves_held_weights_and_moves_others():
    fitted = fit_weights(articles=30, seeds=(1,))
    assert fitted.before == starting_weights()
    assert fitted.stories > 0
    moved = {name for name, value in fitted.after.items() if value != round(fitted.before[name], 2)}
    assert moved
    assert not moved & HELD
