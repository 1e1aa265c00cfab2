"""What the judge of a story looks at.

In:   articles without their texts, their resolved credits, the exact matches between them.
Out:  nothing yet; these are the nouns that clues, tree and status share.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from graphx.model import Credit, DateInterval, Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One article of a story as the judge sees it; a stub is one that nobody collected.

    ``authors_homes`` are the outlets its authors usually write for; ``correction`` is the note in
    which it says that it was put right.
    """

    article_id: str
    outlet_id: str | None
    outlet_name: str | None = None
    url: str | None = None
    published: DateInterval | None = None
    fetched_at: datetime | None = None
    title: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    authors_homes: frozenset[str] = frozenset()
    correction: str | None = None
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
class Overlap:
    """How two texts of one story differ, read in order; boilerplate is left out.

    A *place* is a stretch of words in a row that only one of the two has; a *passage* is a place
    as long as a sentence.  Words before the first and after the last shared one are counted apart
    from passages.

    Parameters
    ----------
    places : int
        Places in which the two differ, a different beginning and a different end among them.
    copy_passages, source_passages : int
        Passages inside the shared part that the other lacks.
    copy_own_share, source_own_share : float
        Share of the words that stand in passages the other lacks, before or after all that is
        shared.
    copy_head_words, copy_foot_words, source_head_words, source_foot_words : int
        Words before and after everything shared.
    nearest_places, nearest_outside : int
        Places in which the nearest text differs that may be the copy's source; the same among
        texts that are no near-duplicates of the copy.
    echoed_head_words : int
        Of the copy's words before everything shared, those that another such text has as well.
    joint_head_words : int
        Words that both begin with and another such text lacks.
    """

    places: int = 0
    copy_passages: int = 0
    source_passages: int = 0
    copy_own_share: float = 0.0
    source_own_share: float = 0.0
    copy_head_words: int = 0
    copy_foot_words: int = 0
    source_head_words: int = 0
    source_foot_words: int = 0
    nearest_places: int = 0
    nearest_outside: int = 0
    echoed_head_words: int = 0
    joint_head_words: int = 0

    def beside(
        self, places: int, outside: int, fewest_head_words: int, most_head_words: int
    ) -> Self:
        """Return the same beside other texts that may be the source.

        Parameters
        ----------
        places, outside : int
            Places in which the nearest of them differs, and the nearest that is no near-duplicate.
        fewest_head_words, most_head_words : int
            Words of the copy before everything it shares with any of them.
        """
        return type(self)(
            places=self.places,
            copy_passages=self.copy_passages,
            source_passages=self.source_passages,
            copy_own_share=self.copy_own_share,
            source_own_share=self.source_own_share,
            copy_head_words=self.copy_head_words,
            copy_foot_words=self.copy_foot_words,
            source_head_words=self.source_head_words,
            source_foot_words=self.source_foot_words,
            nearest_places=places,
            nearest_outside=outside,
            echoed_head_words=max(0, self.copy_head_words - fewest_head_words),
            joint_head_words=max(0, most_head_words - self.copy_head_words),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What shows that a copy is a translation of a source.

    Parameters
    ----------
    copy_id, source_id : str
    shared : int
        Names and figures that both texts have.
    ordered : int
        The most of them that are first mentioned in one order.
    possible : int
        Of how many: of names and of figures the fewer that either text has.
    copy_quote, source_quote : str
        Some of them as each text writes them, in order.
    """

    copy_id: str
    source_id: str
    shared: int
    ordered: int
    possible: int
    copy_quote: str
    source_quote: str

    @property
    def words(self) -> str:
        """What was seen, as half a sentence."""
        return (
            f"{self.shared} of {self.possible} names and figures stand in both texts, "
            f"{self.ordered} of them in the same order"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A copy that is asked about and a source it may have.

    `match` is null for a stub and between two languages, where `translation` says what was found;
    `overlap` where the texts were not read; `common_headline` is that of most near-duplicates of
    the copy; `is_handed_on` says that another text stands between, from which the copy has what it
    says of the source; `longest_lag` is how long before the copy the first text was published
    that it may have all its words from.
    """

    copy: Witness
    source: Witness
    match: Match | None
    overlap: Overlap | None = None
    common_headline: str | None = None
    is_handed_on: bool = False
    translation: Translation | None = None
    longest_lag: timedelta | None = None

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


def existed_before(one: Witness, other: Witness) -> bool:
    """Whether `one` was certainly there before `other`.

    A time of fetching is no date of publication, but nothing is fetched before it is published.
    """
    there = other.published
    if there is None:
        return False
    here = one.published
    # What an interval may mean only widens it: few pairs are worth asking for that.
    if here is not None and here.latest < there.earliest and here.certainly_before(there):
        return True
    if one.fetched_at is None or (here is not None and there.certainly_before(here)):
        return False
    return one.fetched_at < there.bounds()[0]


def names(credits: tuple[Credit, ...], witness: Witness) -> Credit | None:
    """Return the surest of `credits` that names `witness`, by its address or its outlet."""
    if not credits:
        return None
    told = naming(credits, witness)
    if len(told) < 2:
        return told[0] if told else None
    return max(told, key=lambda credit: (credit.confidence, credit.credit_id))


def naming(credits: tuple[Credit, ...], witness: Witness) -> tuple[Credit, ...]:
    """Return those of `credits` that name `witness`, by its address or its outlet."""
    outlet, url = witness.outlet_id, witness.url
    told = [
        credit
        for credit in credits
        if (outlet is not None and credit.source_outlet_id == outlet)
        or (credit.source_url is not None and same_address(credit.source_url, url))
    ]
    return tuple(told)


def same_address(left: str | None, right: str | None) -> bool:
    """Whether two URLs name one page, whatever scheme, ``www.``, slash or fragment they carry.

    Examples
    --------
    >>> same_address("http://www.a.example/x/", "https://a.example/x#top")
    True
    >>> same_address(None, None)
    False
    """
    return left is not None and right is not None and address(left) == address(right)


def address(url: str) -> str:
    """Return what is equal of two URLs that name one page; see `same_address`."""
    rest = url.partition("#")[0].partition("://")[2] or url
    host, slash, path = rest.partition("/")
    return host.lower().removeprefix("www.") + slash.rstrip("/") + "/" + path.rstrip("/")
