"""Settle what several rules saw at one place.

In:   drafts of one text, from all rules.
Out:  drafts that do not overlap, in the order of the text, each credit once.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace

from graphx.entities.outlets import OutletRegistry
from graphx.model import ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.vocabulary import alternatives, pattern

_NEAR_CHARS = 300
_TITLE_WORDS = 4
_WIRE_FORMS = (
    "byline of a person",
    "dateline",
    "end_tag",
    "copyright",
    "agency_byline",
    "bare_dateline",
)
_PERMISSIONS = frozenset({"republished_with_permission", "copyright", "republished_from"})
_ORIGINALS = frozenset({"original_stati", "oryhinal_statti", "original_article"})
_TRANSLATED = re.compile(rf"(?:{alternatives('translated')})", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def settle(drafts: Iterable[Draft], text: str) -> list[Draft]:
    """Keep one draft a place, one form of an agency's credit, and no half of a whole credit."""
    drafts = [*drafts]
    if not drafts:
        return []
    kept = _said_once(_without_repeats(_without_overlaps(drafts)))
    kept = [_recast(draft, text) for draft in kept]
    credits = [draft for draft in kept if draft.role is ClaimRole.CREDIT]
    return [
        draft
        for draft in kept
        if not (
            draft.role is ClaimRole.CREDIT
            and (_is_title(draft, text, credits) or _is_rest(draft, text, credits))
        )
    ]


def _without_overlaps(drafts: Iterable[Draft]) -> list[Draft]:
    """Of drafts that overlap, keep the surest, then the longest."""
    kept: list[tuple[int, int]] = []
    found: list[Draft] = []
    for draft in sorted(drafts, key=_rank):
        start, end = _span(draft)
        place = bisect_left(kept, (start, end))
        before = place > 0 and kept[place - 1][1] > start
        after = place < len(kept) and kept[place][0] < end
        if not before and not after:
            insort(kept, (start, end))
            found.append(draft)
    found.sort(key=_span)
    return found


def _rank(draft: Draft) -> tuple[bool, bool, float, int, int]:
    start, end = _span(draft)
    mere = draft.role is ClaimRole.MENTION and draft.kind is not CreditKind.PHOTO_CREDIT
    return (draft.name is None, mere, -draft.confidence, start - end, start)


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Keep the surest of the forms in which one agency is credited: byline, dateline, end tag."""
    registry = OutletRegistry.packaged()
    best: dict[str, Draft] = {}
    repeats: list[Draft] = []
    for draft in drafts:
        if draft.kind is not CreditKind.WIRE or draft.role is ClaimRole.MENTION or not draft.name:
            continue
        repeats.append(draft)
        outlet_id = registry.resolve(draft.name.partition(";")[0]).outlet_id
        if outlet_id not in best or _form(draft) < _form(best[outlet_id]):
            best[outlet_id] = draft
    dropped = {id(draft) for draft in repeats} - {id(draft) for draft in best.values()}
    return [draft for draft in drafts if id(draft) not in dropped]


def _said_once(drafts: list[Draft]) -> list[Draft]:
    """Join credits of one source that stand beside one another: its name, then its address."""
    registry = OutletRegistry.packaged()
    kept: list[Draft] = []
    last: tuple[int, str] | None = None  # which of those kept credits something, and whom
    for draft in drafts:
        place = draft.domain or draft.url
        if draft.role is not ClaimRole.CREDIT or not (draft.name or place):
            kept.append(draft)
            continue
        source = registry.resolve(draft.name, place).outlet_id
        address_alone = draft.url is not None and draft.name in {None, draft.domain}
        if address_alone and last is not None and last[1] == source and _near(kept[last[0]], draft):
            before = kept[last[0]]
            kept[last[0]] = replace(
                before, url=before.url or draft.url, domain=before.domain or draft.domain
            )
            continue
        kept.append(draft)
        last = (len(kept) - 1, source)
    return kept


def _near(left: Draft, right: Draft) -> bool:
    return left.kind is right.kind and _span(right)[0] - _span(left)[1] < _NEAR_CHARS


def _form(draft: Draft) -> int:
    form = _WIRE_FORMS[0] if draft.rule == "agency_byline" and draft.author else draft.rule
    return _WIRE_FORMS.index(form) if form in _WIRE_FORMS else len(_WIRE_FORMS)


def _recast(draft: Draft, text: str) -> Draft:
    """See a republication as the translation or the excerpt that its paragraph says it is."""
    if draft.kind is not CreditKind.REPUBLICATION or draft.role is not ClaimRole.CREDIT:
        return draft
    start, end = _span(draft)
    before = text[max(0, start - _NEAR_CHARS) : start].rpartition("\n\n")[2]
    after = text[end : end + _NEAR_CHARS].partition("\n\n")[0]
    near = before + text[start:end] + after
    if draft.rule in _PERMISSIONS and pattern("excerpted").search(near):
        return replace(draft, kind=CreditKind.EXCERPT)
    if _TRANSLATED.search(near) or (draft.rule in _ORIGINALS and _has_foreign_title(draft)):
        return replace(draft, kind=CreditKind.TRANSLATION)
    return draft


def _has_foreign_title(draft: Draft) -> bool:
    """Whether the original is linked by a headline in another script than the credit's."""
    title = draft.quote.partition("[")[2].partition("]")[0]
    return len(title.split()) >= _TITLE_WORDS and not _CYRILLIC.search(title)


def _is_title(draft: Draft, text: str, credits: list[Draft]) -> bool:
    """Whether an excerpt names the work, while a permission beside it names who published it."""
    return draft.rule == "excerpted_from" and any(
        other.rule in _PERMISSIONS and _side_by_side(text, draft, other) for other in credits
    )


def _is_rest(draft: Draft, text: str, credits: list[Draft]) -> bool:
    """Whether "reprinted with permission" only completes a credit that names its source."""
    if draft.name is not None:
        return False
    line = draft.kind is CreditKind.CROSS_POST  # said of another place unless in the same line
    return any(
        other.name is not None and _side_by_side(text, draft, other, one_line=line)
        for other in credits
    )


def _side_by_side(text: str, left: Draft, right: Draft, *, one_line: bool = False) -> bool:
    first, last = sorted((_span(left), _span(right)))
    between = text[first[1] : last[0]]
    return len(between) < _NEAR_CHARS and ("\n" if one_line else "\n\n") not in between


def _span(draft: Draft) -> tuple[int, int]:
    return draft.start or 0, draft.end or 0
