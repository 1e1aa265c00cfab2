"""Which collected article a copy says it translates, where the credit gives no address.

In:   articles as witnesses, the anchors of their texts.
Out:  `Sought`: a copy and the articles it may translate; the `Translation` it is, if that is clear.

A translation shares no words with what it translates, so no match is found.  Its credit names an
outlet; what that outlet published in another language, not after the copy, is compared by what
survives translation (`graphx.lineage.likeness`).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from graphx.errors import InvalidValueError
from graphx.lineage.evidence import Translation, Witness, names
from graphx.lineage.likeness import Anchors, Candidates, Likeness
from graphx.model import Credit, CreditKind, DateBasis, DateInterval, content_id

_SLIP: Final = timedelta(days=1)
"""A page may be dated so much too late: clocks are wrong, and pages are dated anew."""

_QUOTED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A copy that credits an outlet for its text, and articles of that outlet it may translate."""

    copy: Witness
    outlet_id: str
    candidates: tuple[Witness, ...]

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The copy and the candidates."""
        return (self.copy.article_id, *(one.article_id for one in self.candidates))

    def inputs(self, made_by: str) -> str:
        """Name everything besides the texts that the answer depends on."""
        claimed = sorted((one.credit_id, one.start, one.end) for one in self.copy.credits)
        told = sorted((one.article_id, one.cluster_id) for one in self.candidates)
        return content_id("i", made_by, self.copy.article_id, tuple(claimed), tuple(told))

    def answer(self, anchors: Callable[[str], Anchors]) -> Translation | None:
        """Return the candidate that the copy translates, or None where that is not clear."""
        candidates = Candidates.of(
            {one.article_id: anchors(one.article_id) for one in self.candidates}
        )
        versions = {one.article_id: one.cluster_id for one in self.candidates}
        found = candidates.translated(anchors(self.copy.article_id), versions)
        return _told(self.copy.article_id, *found) if found is not None else None


def may_be_translated(
    kinds: Collection[CreditKind], language: str, spoken: Collection[str]
) -> bool:
    """Whether a copy in `language` may translate an article of an outlet that it credits.

    Parameters
    ----------
    kinds : collection of CreditKind
        How it credits the outlet.  A credit that does not speak of a translation may still mean
        one, where the outlet has nothing in the copy's language.
    language : str
    spoken : collection of str
        Languages of the collected articles of that outlet.
    """
    if not set(spoken) - {language}:
        return False
    return CreditKind.TRANSLATION in kinds or (
        language not in spoken and any(kind.makes_edge for kind in kinds)
    )


def sought_translation(
    copy: Witness, outlet_id: str, candidates: Iterable[Witness]
) -> Sought | None:
    """Say which of an outlet's articles a copy may translate; None where it is none of them."""
    credits = tuple(one for one in copy.credits if one.source_outlet_id == outlet_id)
    possible = [one for one in candidates if _is_possible(copy, one)]
    fitting = [one for one in possible if _fits(credits, one)]
    chosen = sorted(fitting or possible, key=lambda one: one.article_id)
    if not chosen:
        return None
    return Sought(copy=copy, outlet_id=outlet_id, candidates=tuple(chosen))


def _is_possible(copy: Witness, other: Witness) -> bool:
    """Whether it is in another language and was not published after the copy."""
    if other.language is None or other.language == copy.language:
        return False
    if names(other.credits, copy) is not None:
        return False  # it says itself that it comes from there
    if other.published is None:
        return True
    latest = copy.published.bounds()[1] if copy.published is not None else copy.fetched_at
    return latest is None or other.published.bounds()[0] - latest <= _SLIP


def _fits(credits: Iterable[Credit], other: Witness) -> bool:
    """Whether the credit's own words fit this article: its author, or else its date."""
    authors = {name.casefold() for name in other.authors}
    return any(
        (credit.author is not None and credit.author.casefold() in authors)
        or (credit.date is not None and _is_dated(credit.date, other.published))
        for credit in credits
    )


def _is_dated(stated: str, published: DateInterval | None) -> bool:
    if published is None:
        return False
    try:
        date = DateInterval.of_iso(stated, DateBasis.CREDIT)
    except InvalidValueError:
        return False  # a date only a reader understands
    return not date.certainly_before(published) and not published.certainly_before(date)


def _told(copy_id: str, source_id: str, seen: Likeness) -> Translation:
    quoted = seen.shared[:_QUOTED]
    return Translation(
        copy_id=copy_id,
        source_id=source_id,
        shared=len(seen.shared),
        ordered=seen.ordered,
        possible=seen.possible,
        copy_quote=", ".join(ours.quote for ours, _ in quoted),
        source_quote=", ".join(theirs.quote for _, theirs in quoted),
    )
