"""Stubs: credited texts nobody collected.

In:   every article as a `Witness`, pairs of them.
Out:  a stub for each text that is credited and not there, with the articles that credit it.

A stub stands for one text: it is keyed by the credited outlet and the cluster that credits it, so
that ten outlets crediting one agency for one text share one stub.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from graphx.errors import InvalidValueError
from graphx.lineage.evidence import Pair, Witness, address, existed_before, names
from graphx.model import Credit, DateBasis, DateInterval, content_id


def stubs_of(
    witnesses: Collection[Witness], pairs: Sequence[Pair]
) -> list[tuple[Witness, tuple[str, ...]]]:
    """Return stand-ins for credited texts nobody collected, with the articles that credit each.

    Parameters
    ----------
    witnesses : collection of Witness
        Every collected article once, any order.
    pairs : sequence of Pair
        Articles that share text, or of which one translates the other.
    """
    answered = _answered_credits(pairs) | _answered_addresses(witnesses)
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


def _answered_addresses(witnesses: Collection[Witness]) -> frozenset[tuple[str, str]]:
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
