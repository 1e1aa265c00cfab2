"""Stories: which articles belong together.

In:   every article as a `Witness`, every match.
Out:  `Story` groups: witnesses, stubs (`graphx.lineage.stubs`), and the pairs to judge.

Near-duplicates, excerpts, partial reuse and credits connect articles; a shared quotation alone
does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graphx.lineage.evidence import (
    Pair,
    Translation,
    Witness,
    names,
    same_address,
)
from graphx.lineage.stubs import stubs_of
from graphx.model import (
    CreditKind,
    Match,
    Relation,
    content_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles and stubs that belong together, and their pairs.

    ``pairs`` holds each unordered pair that may be a derivation once, either way round.
    """

    story_id: str
    witnesses: tuple[Witness, ...]
    pairs: tuple[Pair, ...]


def story_id_of(first: str) -> str:
    """Name the story whose first collected article has this id."""
    return content_id("s", first)


def group_stories(
    witnesses: Sequence[Witness],
    matches: Iterable[Match],
    translations: Iterable[Translation] = (),
) -> Iterator[Story]:
    """Group articles into stories, in the order of their first member's id.

    Parameters
    ----------
    witnesses : sequence of Witness
        Every collected article once, any order.
    matches : iterable of Match
        Every match once, any order.
    translations : iterable of Translation
        Every one that was found, any order.

    Yields
    ------
    Story
        Every article in exactly one; singletons included.
    """
    known = {witness.article_id: witness for witness in witnesses}
    pairs = _matched_pairs(known, matches)
    pairs.extend(_translated_pairs(known, pairs, translations))
    for stub, followers in stubs_of(known.values(), pairs):
        known[stub.article_id] = stub
        pairs.extend(Pair(copy=known[name], source=stub, match=None) for name in followers)
    pairs.extend(_addressed_pairs(known, pairs))
    yield from _connected(known, pairs)


def with_corrections(story: Story, notes: Mapping[str, str]) -> Story:
    """Return the story with the correction notes of its articles, by article id."""
    if not any(witness.article_id in notes for witness in story.witnesses):
        return story
    known = {
        witness.article_id: replace(witness, correction=notes.get(witness.article_id))
        for witness in story.witnesses
    }
    return Story(
        story_id=story.story_id,
        witnesses=tuple(known.values()),
        pairs=tuple(
            replace(pair, copy=known[pair.copy.article_id], source=known[pair.source.article_id])
            for pair in story.pairs
        ),
    )


def _matched_pairs(known: Mapping[str, Witness], matches: Iterable[Match]) -> list[Pair]:
    pairs = []
    for match in matches:
        pair = Pair(copy=known[match.right_id], source=known[match.left_id], match=match)
        if match.relation is not Relation.QUOTATION or _credits_excerpt(pair):
            pairs.append(pair)
    return pairs


def _translated_pairs(
    known: Mapping[str, Witness], pairs: Iterable[Pair], translations: Iterable[Translation]
) -> list[Pair]:
    """Pairs of a copy and what it translates."""
    paired = set(map(_ids, pairs))
    found: dict[frozenset[str], Pair] = {}
    sources: dict[tuple[str, str], Witness] = {}
    for told in sorted(translations, key=lambda told: (told.copy_id, told.source_id)):
        copy, source = known[told.copy_id], known[told.source_id]
        ids = frozenset((told.copy_id, told.source_id))
        if ids not in paired and ids not in found and source.outlet_id is not None:
            found[ids] = Pair(copy=copy, source=source, match=None, translation=told)
            sources.setdefault((copy.cluster_id, source.outlet_id), source)
    # Copies of a translation print its credit as well; what they translate is the same.
    translated = {(pair.copy.article_id, pair.source.outlet_id) for pair in found.values()}
    for pair in _inheriting(known, sources) if sources else ():
        ids = _ids(pair)
        told_itself = (pair.copy.article_id, pair.source.outlet_id) in translated
        if not told_itself and ids not in paired:
            found.setdefault(ids, pair)
    return list(found.values())


def _inheriting(
    known: Mapping[str, Witness], sources: Mapping[tuple[str, str], Witness]
) -> Iterator[Pair]:
    """Yield copies of a translation that print its credit, with what was translated.

    Parameters
    ----------
    known : mapping of str to Witness
    sources : mapping of (str, str) to Witness
        What was translated by the cluster of the translation and the outlet it credits.
    """
    for name in sorted(known):
        copy = known[name]
        for credit in copy.credits:
            outlet_id = credit.source_outlet_id
            source = sources.get((copy.cluster_id, outlet_id)) if outlet_id is not None else None
            if source is not None and source is not copy:
                yield Pair(copy=copy, source=source, match=None)


def _ids(pair: Pair) -> frozenset[str]:
    return frozenset((pair.copy.article_id, pair.source.article_id))


def _credits_excerpt(pair: Pair) -> bool:
    """Whether a shared quotation is a credited excerpt: the one case in which it connects."""
    sides = (pair.copy, pair.source), (pair.source, pair.copy)
    return any(
        (credit := names(one.credits, other)) is not None and credit.kind is CreditKind.EXCERPT
        for one, other in sides
    )


def _addressed_pairs(known: Mapping[str, Witness], pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs whose credit gives the very address of a collected article, though no text matches."""
    paired = {frozenset((pair.copy.article_id, pair.source.article_id)) for pair in pairs}
    by_host: dict[str, list[Witness]] = defaultdict(list)
    for witness in known.values():
        if witness.collected and witness.url:
            by_host[witness.outlet_id or ""].append(witness)
    found = []
    for copy in known.values():
        for credit in copy.credits:
            if credit.source_url is None:
                continue
            for source in by_host[credit.source_outlet_id or ""]:
                ids = frozenset((copy.article_id, source.article_id))
                if (
                    len(ids) == 2
                    and ids not in paired
                    and same_address(credit.source_url, source.url)
                ):
                    paired.add(ids)
                    found.append(Pair(copy=copy, source=source, match=None))
    return found


def _connected(known: Mapping[str, Witness], pairs: Iterable[Pair]) -> Iterator[Story]:
    leader = {name: name for name in known}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    pairs = list(pairs)
    for pair in pairs:
        low, high = sorted((find(pair.copy.article_id), find(pair.source.article_id)))
        leader[high] = low

    members: dict[str, list[Witness]] = defaultdict(list)
    for name in sorted(known):
        members[find(name)].append(known[name])
    judged: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        judged[find(pair.copy.article_id)].append(pair)
    for head in sorted(members):
        # Stubs come and go with what is collected; the story is named by a collected member.
        first = min(witness.article_id for witness in members[head] if witness.collected)
        ordered = sorted(judged[head], key=lambda p: (p.copy.article_id, p.source.article_id))
        yield Story(
            story_id=story_id_of(first),
            witnesses=tuple(members[head]),
            pairs=tuple(ordered),
        )
