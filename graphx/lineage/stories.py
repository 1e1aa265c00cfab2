"""Stories: which articles belong together, and which credited texts nobody collected.

In:   every article as a `Witness`, every match.
Out:  `Story` groups: witnesses, a stub for each credited text that is not among them, and the
      pairs to judge.

Near-duplicates, excerpts, partial reuse and credits connect articles; a shared quotation alone
does not.  A stub stands for one text: it is keyed by the credited outlet and the cluster that
credits it, so that ten outlets crediting one agency for one text share one stub.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graphx.errors import InvalidValueError
from graphx.lineage.evidence import (
    Pair,
    Translation,
    Witness,
    address,
    existed_before,
    names,
    same_address,
)
from graphx.model import (
    Credit,
    CreditKind,
    DateBasis,
    DateInterval,
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
    answered = _answered_credits(pairs) | _answered_addresses(witnesses)
    stubs = _stubs(known.values(), answered)
    for stub, followers in stubs:
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


def _answered_credits(pairs: Sequence[Pair]) -> frozenset[tuple[str, str]]:
    """(article, outlet) for every credit whose outlet has a matching collected article.

    An article of that outlet that is itself a later copy answers nobody's credit.
    """
    crediting: dict[str, list[Witness]] = defaultdict(list)
    known: dict[str, Witness] = {}
    for pair in pairs:
        for one, other in ((pair.copy, pair.source), (pair.source, pair.copy)):
            if other.outlet_id is not None and names(one.credits, other) is not None:
                crediting[other.article_id].append(one)
                known[other.article_id] = other
    return frozenset(
        (one.article_id, str(known[name].outlet_id))
        for name, several in crediting.items()
        if not _is_later_copy(known[name], several)
        for one in several
    )


def _answered_addresses(witnesses: Sequence[Witness]) -> frozenset[tuple[str, str]]:
    """(article, outlet) for every credit that gives the address of a collected article."""
    known = {address(one.url): one for one in witnesses if one.url}
    return frozenset(
        (one.article_id, credit.source_outlet_id)
        for one in witnesses
        for credit in one.credits
        if credit.source_url is not None
        and credit.source_outlet_id is not None
        and (there := known.get(address(credit.source_url))) is not None
        and there is not one
    )


def _is_later_copy(article: Witness, crediting: Sequence[Witness]) -> bool:
    """Whether articles that credit its outlet were there before, and there is more to show it.

    One such article may be misdated; two are not, nor one where it credits a third outlet itself.
    """
    before = sum(existed_before(one, article) for one in crediting)
    elsewhere = any(
        credit.source_outlet_id not in {None, article.outlet_id} for credit in article.credits
    )
    return before > 1 or (before == 1 and elsewhere)


def _stubs(
    witnesses: Iterable[Witness], answered: frozenset[tuple[str, str]]
) -> list[tuple[Witness, tuple[str, ...]]]:
    """Stand-ins for credited texts nobody collected, with the articles that credit each."""
    wanted: dict[tuple[str, str], list[tuple[Witness, Credit]]] = defaultdict(list)
    for witness in sorted(witnesses, key=lambda witness: witness.article_id):
        for credit in witness.credits:
            outlet_id = credit.source_outlet_id
            if outlet_id is None or outlet_id == witness.outlet_id:
                continue
            if (witness.article_id, outlet_id) not in answered:
                key = outlet_id, witness.cluster_id
                wanted[key].append((witness, credit))
    return [_stub(*key, crediting) for key, crediting in sorted(wanted.items())]


def _stub(
    outlet_id: str, cluster_id: str, crediting: list[tuple[Witness, Credit]]
) -> tuple[Witness, tuple[str, ...]]:
    credits = [credit for _, credit in crediting]
    stub = Witness(
        article_id=content_id("z", outlet_id, cluster_id),
        outlet_id=outlet_id,
        outlet_name=credits[0].source_outlet_name,
        url=min((credit.source_url for credit in credits if credit.source_url), default=None),
        published=_credited_date(crediting),
        cluster_id=content_id("k", content_id("z", outlet_id, cluster_id)),
        collected=False,
    )
    return stub, tuple(dict.fromkeys(witness.article_id for witness, _ in crediting))


def _credited_date(crediting: Iterable[tuple[Witness, Credit]]) -> DateInterval | None:
    """Return the finest date that the credits state for the text they name.

    One that lies after the article which states it is the date of something else: of a copyright,
    or of an article that was dated wrong.
    """
    intervals = []
    for witness, credit in crediting:
        if credit.date is not None:
            try:
                stated = DateInterval.of_iso(credit.date, DateBasis.CREDIT)
            except InvalidValueError:
                continue  # a date only a reader understands stays in the credit's own words
            if witness.published is None or not witness.published.certainly_before(stated):
                intervals.append(stated)
    finest = (interval.latest - interval.earliest for interval in intervals)
    order = sorted(zip(finest, (i.earliest for i in intervals), intervals, strict=True), key=_key)
    return order[0][2] if order else None


def _key(item: tuple[object, object, DateInterval]) -> tuple[object, object]:
    return item[0], item[1]


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
