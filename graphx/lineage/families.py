"""Families: near-duplicates of one text.

In:   the story.
Out:  who belongs to each family, which stubs its members credit, who may be a source of others.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graphx.lineage.evidence import names
from graphx.lineage.stories import Story
from graphx.model import Relation

MOST_STEMS: Final = 150
"""Members that are weighed as sources of others; the rest of a larger family are later twins.

Where there are more versions of the text than that, heads are not told apart: one determinant
stands for all.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Near-duplicates of one text, and the stubs that some of them credit.

    ``headline`` is the one most of those run under that share theirs with another.  ``stems`` are
    the members that may be the source of others; there are none where they are too many.
    """

    members: tuple[str, ...]
    stubs: tuple[str, ...]
    stems: tuple[str, ...]
    headline: str | None = None


def families_of(story: Story, versions: Mapping[str, int]) -> tuple[Family, ...]:
    """Group the collected articles of a story that near-duplicate matches connect.

    Parameters
    ----------
    story : Story
    versions : mapping of str to int
        One number for word-for-word twins, by article id; what is missing has no twin.
    """
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
    order = _order(story) if any(len(several) > MOST_STEMS for several in members.values()) else {}
    return tuple(
        Family(
            members=tuple(several),
            stubs=tuple(sorted(stubs[head])),
            stems=_stems(several, order, versions),
            headline=_commonest([title for name in several if (title := titles[name])]),
        )
        for head, several in sorted(members.items())
    )


def _order(story: Story) -> Mapping[str, tuple[bool, float, str]]:
    """Say who stands for its twins: those that are credited first, then the earliest."""
    credited = {
        source.article_id
        for pair in story.pairs
        for copy, source in ((pair.copy, pair.source), (pair.source, pair.copy))
        if names(copy.credits, source) is not None
    }
    return {
        one.article_id: (
            one.article_id not in credited,
            one.published.earliest.timestamp() if one.published else np.inf,
            one.article_id,
        )
        for one in story.witnesses
    }


def _stems(
    members: Sequence[str],
    order: Mapping[str, tuple[bool, float, str]],
    versions: Mapping[str, int],
) -> tuple[str, ...]:
    """Choose the first of each version, then the second of each, and so on."""
    if len(members) <= MOST_STEMS:
        return tuple(members)
    counts: Counter[str | int] = Counter()
    ranked = []
    for name in sorted(members, key=order.__getitem__):
        version = versions.get(name, name)
        ranked.append((counts[version], order[name], name))
        counts[version] += 1
    if len(counts) > MOST_STEMS:
        return ()
    return tuple(sorted(name for *_, name in sorted(ranked)[:MOST_STEMS]))


def _commonest(titles: Sequence[str]) -> str | None:
    """Return the headline that most share, the first of them in the alphabet."""
    counts = Counter(" ".join(title.casefold().split()) for title in titles)
    title, count = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return title if count > 1 else None
