"""What the judge of a story looks at.

In:   articles without their texts, their resolved credits, the exact matches between them.
Out:  nothing yet; these are the nouns that clues, tree and status share.
"""

from dataclasses import dataclass
from datetime import datetime

from graphx.model import Credit, DateInterval, Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One article of a story as the judge sees it; a stub is one that nobody collected."""

    article_id: str
    outlet_id: str | None
    outlet_name: str | None = None
    url: str | None = None
    published: DateInterval | None = None
    fetched_at: datetime | None = None
    cluster_id: str = ""
    collected: bool = True
    credits: tuple[Credit, ...] = ()
    mentions: tuple[Credit, ...] = ()
    outgoing: tuple[Credit, ...] = ()

    @property
    def name(self) -> str:
        """What a sentence calls it."""
        return self.outlet_name or "an unnamed outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A copy that is asked about and a source it may have; `match` is null for a stub."""

    copy: Witness
    source: Witness
    match: Match | None

    @property
    def copy_containment(self) -> float | None:
        """Share of the copy's shingles the source has."""
        if self.match is None:
            return None
        copy_is_left = self.match.left_id == self.copy.article_id
        return self.match.left_containment if copy_is_left else self.match.right_containment

    @property
    def source_containment(self) -> float | None:
        """Share of the source's shingles the copy has."""
        if self.match is None:
            return None
        source_is_left = self.match.left_id == self.source.article_id
        return self.match.left_containment if source_is_left else self.match.right_containment


def names(credits: tuple[Credit, ...], witness: Witness) -> Credit | None:
    """Return the surest of `credits` that names `witness`, by its address or its outlet."""
    naming = [
        credit
        for credit in credits
        if (witness.outlet_id is not None and credit.source_outlet_id == witness.outlet_id)
        or same_address(credit.source_url, witness.url)
    ]
    return max(naming, key=lambda credit: (credit.confidence, credit.credit_id), default=None)


def same_address(left: str | None, right: str | None) -> bool:
    """Whether two URLs name one page, whatever scheme, ``www.``, slash or fragment they carry.

    Examples
    --------
    >>> same_address("http://www.a.example/x/", "https://a.example/x#top")
    True
    >>> same_address(None, None)
    False
    """
    return left is not None and right is not None and _address(left) == _address(right)


def _address(url: str) -> str:
    rest = url.partition("#")[0].partition("://")[2] or url
    host, slash, path = rest.partition("/")
    return host.lower().removeprefix("www.") + slash.rstrip("/") + "/" + path.rstrip("/")
