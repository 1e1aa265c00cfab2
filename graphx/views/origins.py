"""How many independent origins stand behind any set of articles.

In:   a store and ids of articles, of one story or of many.
Out:  `Origins`: the texts they go back to, who goes back to which, and how sure the number is.
"""

from collections.abc import Iterable
from dataclasses import asdict

from graphx.errors import NotFoundError
from graphx.lineage.clues import shared_quotation
from graphx.lineage.origins import Origins, independent_origins
from graphx.model import Derivation, Sibling, Undecided
from graphx.store.protocol import GraphStore
from graphx.views.rows import ArticleRow, derivations, rows, siblings, undecided


def origins_behind(store: GraphStore, article_ids: Iterable[str]) -> Origins:
    """Count the origins behind some articles.

    Parameters
    ----------
    store : GraphStore
    article_ids : iterable of str
        Any articles; what their stories know of where they came from is asked.

    Raises
    ------
    NotFoundError
        One of the articles is unknown.
    """
    wanted = sorted(set(article_ids))
    stories = set()
    for article_id in wanted:
        found = next(rows(store.fetch("article", article_id=article_id), ArticleRow), None)
        if found is None:
            raise NotFoundError("article", article_id)
        stories.add(found.story_id)
    edges: list[Derivation] = []
    pairs: dict[tuple[str, str], Sibling] = {}
    open_pairs: dict[tuple[str, str], Undecided] = {}
    for story_id in sorted(stories):
        edges.extend(derivations(store.fetch("story_derivations", story_id=story_id)))
        # A pair across two stories is told in both.
        for pair in siblings(store.fetch("story_siblings", story_id=story_id)):
            pairs[pair.left_id, pair.right_id] = pair
        for doubt in undecided(store.fetch("story_undecided", story_id=story_id)):
            open_pairs[doubt.left_id, doubt.right_id] = doubt
    texts = [pair for pair in pairs.values() if not is_quotation(pair)]
    return independent_origins(wanted, edges, texts, open_pairs.values())


def is_quotation(pair: Sibling) -> bool:
    """Whether both only quote the same words, which leaves each its own origin."""
    return any(clue.name == shared_quotation.__name__ for clue in pair.clues)


def origins_record(found: Origins) -> dict[str, object]:
    """Return the origins as JSON has them."""
    return {"count": found.count, **asdict(found)}
