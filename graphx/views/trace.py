"""Where an article came from and who reused it.

In:   a store, and an article's id, its id as given, its URL or words of its title.
Out:  a `Trace`: its story whole, with every derivation, sibling and undecided pair.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from graphx.errors import AmbiguousNameError, InvalidValueError, NotFoundError
from graphx.lineage.edits import TypedEdit
from graphx.lineage.origins import Origins, independent_origins
from graphx.model import Sibling, Undecided
from graphx.store.protocol import GraphStore
from graphx.views.branches import Branch, branches
from graphx.views.common_sources import CommonSource, common_sources, told_pairs
from graphx.views.origins import is_quotation, origins_record
from graphx.views.rows import (
    ArticleRow,
    ChangeRow,
    ClusterRow,
    StoryRow,
    TracedDerivation,
    derivations,
    rows,
    siblings,
    undecided,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The story of one article.

    ``articles`` holds the story's articles, oldest first, and those of other stories that share
    a quotation with one of them, last.  ``clusters`` are its groups of near-duplicates, largest
    first; ``changes`` say what arrivals did to claims, oldest first.
    """

    article: ArticleRow
    story: StoryRow
    articles: tuple[ArticleRow, ...]
    derivations: tuple[TracedDerivation, ...]
    siblings: tuple[Sibling, ...]
    undecided: tuple[Undecided, ...]
    clusters: tuple[ClusterRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()

    def independent_origins(self) -> Origins:
        """Count the origins that stand behind the story's collected articles."""
        story = self.story.story_id
        collected = [a.article_id for a in self.articles if a.collected and a.story_id == story]
        pairs = [pair for pair in self.siblings if not is_quotation(pair)]
        return independent_origins(collected, self.derivations, pairs, self.undecided)

    def tree(self) -> tuple[Branch, ...]:
        """Return the tree the story most probably grew as."""
        return branches(self.derivations, self.undecided)

    def common_sources(self) -> tuple[CommonSource, ...]:
        """Return who shares a text that nobody collected, the most articles first."""
        return common_sources(self.siblings)

    def told_pairs(self, article_id: str | None = None) -> tuple[Sibling, ...]:
        """Return the siblings that say more than `common_sources`, and those of `article_id`."""
        return told_pairs(self.siblings, self.common_sources(), article_id)

    def record(self, pairs: Iterable[Sibling] | None = None) -> dict[str, object]:
        """Return the trace as the JSON object of the published contract.

        Parameters
        ----------
        pairs : iterable of Sibling, optional
            Siblings to list one by one; all of them by default.
        """
        listed = self.siblings if pairs is None else pairs
        return {
            "article": self.article.article_id,
            "story": asdict(self.story),
            "articles": [asdict(article) for article in self.articles],
            "derivations": [
                {
                    "copy": edge.copy_id,
                    "source": edge.source_id,
                    "kind": edge.kind,
                    "status": edge.status,
                    "reason": edge.reason,
                    "probability": edge.probability,
                    "lag_seconds": edge.lag_seconds,
                    "stability": edge.stability,
                    "decided": edge.decided,
                    "prior": edge.prior,
                    "clues": [asdict(clue) for clue in edge.clues],
                    "credit": edge.fate,
                    "edits": [_edit(done) for done in edge.edits],
                }
                for edge in self.derivations
            ],
            "siblings": [
                {
                    "left": pair.left_id,
                    "right": pair.right_id,
                    "probability": pair.probability,
                    "clues": [asdict(clue) for clue in pair.clues],
                }
                for pair in listed
            ],
            "common_sources": [asdict(source) for source in self.common_sources()],
            "undecided": [
                {
                    "left": pair.left_id,
                    "right": pair.right_id,
                    "left_is_source": pair.left_is_source,
                    "right_is_source": pair.right_is_source,
                    "common_source": pair.common_source,
                }
                for pair in self.undecided
            ],
            "tree": [asdict(branch) for branch in self.tree()],
            "independent_origins": origins_record(self.independent_origins()),
            "clusters": [asdict(cluster) for cluster in self.clusters],
            "changes": [asdict(change) for change in self.changes],
            "origins": [
                {"article": article.article_id, "probability": article.origin_probability}
                for article in self.articles
                if article.story_id == self.story.story_id
            ],
        }


def _edit(done: TypedEdit) -> dict[str, object]:
    copy, source = done.copy or (None, None), done.source or (None, None)
    return {
        "edit": done.edit,
        "copy_start": copy[0],
        "copy_end": copy[1],
        "source_start": source[0],
        "source_end": source[1],
    }


def trace_article(store: GraphStore, article_id: str) -> Trace:
    """Trace the article with that id.

    Raises
    ------
    NotFoundError
        No article has that id.
    """
    article = article_with_id(store, article_id)
    story_id = article.story_id
    members = list(rows(store.fetch("story_articles", story_id=story_id), ArticleRow))
    known = {member.article_id for member in members}
    pairs = tuple(siblings(store.fetch("story_siblings", story_id=story_id)))
    beyond = {name for pair in pairs for name in (pair.left_id, pair.right_id)} - known
    members.extend(article_with_id(store, name) for name in sorted(beyond))
    return Trace(
        article=article,
        story=next(rows(store.fetch("story", story_id=story_id), StoryRow)),
        articles=tuple(members),
        derivations=tuple(derivations(store.fetch("story_derivations", story_id=story_id))),
        siblings=pairs,
        undecided=tuple(undecided(store.fetch("story_undecided", story_id=story_id))),
        clusters=tuple(rows(store.fetch("story_clusters", story_id=story_id), ClusterRow)),
        changes=tuple(rows(store.fetch("story_changes", story_id=story_id), ChangeRow)),
    )


def article_with_id(store: GraphStore, article_id: str) -> ArticleRow:
    """Return the article with exactly that id.

    Raises
    ------
    NotFoundError
        There is none.
    """
    found = next(rows(store.fetch("article", article_id=article_id), ArticleRow), None)
    if found is None:
        raise NotFoundError("article", article_id)
    return found


def find_article(store: GraphStore, name: str) -> ArticleRow:
    """Return the one article that goes by `name`.

    Parameters
    ----------
    store : GraphStore
    name : str
        Its id, its id as given, its URL, or words of its title: all of them, in any order.

    Raises
    ------
    InvalidValueError
        The name is empty.
    NotFoundError
        None does.
    AmbiguousNameError
        Several do; the error lists them.
    """
    words = name.lower().split()
    if not words:
        raise InvalidValueError("article", name, "an id, a URL or words of a title")
    found = list(rows(store.fetch("articles_named", name=name), ArticleRow))
    if not found:
        found = list(rows(store.fetch("articles_titled", words=words), ArticleRow))
    if not found:
        raise NotFoundError("article", name)
    if len(found) > 1:
        raise AmbiguousNameError("article", name, [_candidate(row) for row in found])
    return found[0]


def _candidate(row: ArticleRow) -> str:
    """Write what tells an article from others of its title."""
    whose = f"{row.outlet_name or 'outlet unknown'}, {row.published or 'undated'}"
    return f"{row.article_id}  {whose}: {row.label}"
