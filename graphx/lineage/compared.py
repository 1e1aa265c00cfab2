"""Possible sources of a copy beside one another: which is nearest, which is freshest.

In:   the pairs of a story that are weighed, its texts.
Out:  `Compared`: the same pairs with how their texts differ and what stands between.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphx.lineage.between import Between
from graphx.lineage.date_clues import longest_lags
from graphx.lineage.evidence import Overlap, Pair, existed_before, names
from graphx.lineage.texts import StoryTexts
from graphx.model import Relation


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs with how their texts differ; articles with how they differ from what is common."""

    pairs: Sequence[Pair]
    common: Mapping[str, Overlap]


def compared(
    pairs: Sequence[Pair],
    texts: StoryTexts,
    common: Mapping[str, Overlap],
    headlines: Mapping[str, str | None],
) -> Compared:
    """Set every pair beside the others of its copy.

    Parameters
    ----------
    pairs : sequence of Pair
        Each as it is to be weighed.
    texts : StoryTexts
    common : mapping of str to Overlap
        How each article differs from what its near-duplicates have in common.
    headlines : mapping of str to str or None
        The one most of an article's near-duplicates run under.
    """
    overlaps = texts.overlaps([(p.copy.article_id, p.source.article_id) for p in pairs])
    nearest = {name: (seen.places, seen.copy_head_words) for name, seen in common.items()}
    most: dict[str, int] = defaultdict(int)
    outside: dict[str, int] = {}
    for pair in pairs:
        overlap = overlaps.get((pair.copy.article_id, pair.source.article_id))
        if overlap is not None and not existed_before(pair.copy, pair.source):
            copy = pair.copy.article_id
            own = overlap.places, overlap.copy_head_words
            places, head_words = nearest.get(copy, own)
            nearest[copy] = min(own[0], places), min(own[1], head_words)
            if pair.match is not None and pair.match.relation is Relation.NEAR_DUPLICATE:
                most[copy] = max(most[copy], overlap.copy_head_words)
            else:
                outside[copy] = min(outside.get(copy, overlap.places), overlap.places)

    def beside(copy: str, overlap: Overlap | None) -> Overlap | None:
        if overlap is None or copy not in nearest:
            return overlap
        places, head_words = nearest[copy]
        beyond = outside.get(copy, places)
        if not places and not beyond and not overlap.copy_head_words and not most[copy]:
            return overlap  # nothing to set beside it
        return overlap.beside(places, beyond, head_words, most[copy])

    lags = longest_lags(pairs)
    between = Between.of(pairs, overlaps)
    crediting = _crediting(pairs)
    found = []
    for pair in pairs:
        copy = pair.copy.article_id
        overlap = overlaps.get((copy, pair.source.article_id)) if pair.match else None
        if not pair.source.collected:
            beside_it = crediting.get(pair.source.article_id, ())
            overlap = _of_unread(copy, common.get(copy), beside_it, overlaps)
        seen = beside(copy, overlap)
        found.append(
            Pair(
                copy=pair.copy,
                source=pair.source,
                match=pair.match,
                overlap=seen,
                common_headline=headlines.get(copy),
                is_handed_on=between.hands_on(pair, overlap),
                translation=pair.translation,
                longest_lag=lags.get(copy),
            )
        )
    told = {
        name: seen.beside(nearest[name][0], nearest[name][0], nearest[name][1], most[name])
        for name, seen in common.items()
    }
    return Compared(found, told)


def _crediting(pairs: Sequence[Pair]) -> Mapping[str, Sequence[str]]:
    """Gather the articles that credit each text nobody collected."""
    found: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        if not pair.source.collected and names(pair.copy.credits, pair.source) is not None:
            found[pair.source.article_id].append(pair.copy.article_id)
    return found


def _of_unread(
    copy: str,
    common: Overlap | None,
    crediting: Sequence[str],
    overlaps: Mapping[tuple[str, str], Overlap],
) -> Overlap | None:
    """Say how a copy differs from a text that nobody read.

    Its words are what its near-duplicates have in common.  But an agency brings its stories up to
    date: where another that credits it has the words of this copy, these are its words too.
    """
    if common is None or copy not in crediting:
        return common
    places = [overlaps[copy, other].places for other in crediting if (copy, other) in overlaps]
    return replace(common, places=min([common.places, *places]))
