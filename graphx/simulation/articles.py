"""Simulated outlets and articles, each with the truth about it.

In:   nothing.
Out:  `SimulatedOutlet` and `Simulated`, values `graphx.simulation.spread` makes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from graphx.simulation.edits import Edit
from graphx.simulation.habits import Habits


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedOutlet:
    """An invented publisher and what it usually does."""

    name: str
    host: str
    habits: Habits
    notice: str
    agency: bool = False
    zone_hours: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """One article and the truth about it.

    ``source`` is the article it was taken from, collected or not; ``added`` the source of merged
    paragraphs.  ``credits`` is the host of the outlet it credits, ``credit_is`` whether that is
    its ``source``, a source ``kept`` from further up, or ``wrong``.  ``public_texts`` name texts
    it quotes that other stories quote too.
    """

    id: str
    story: str
    outlet: SimulatedOutlet
    url: str
    title: str
    paragraphs: tuple[str, ...]
    time: datetime
    source: str | None = None
    added: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    changed_words: int = 0
    credits: str | None = None
    credit_is: str | None = None
    public_texts: tuple[str, ...] = ()
    preface: str | None = None
    correction: str | None = None
    head: str | None = None
    foot: str | None = None
    dateline: str | None = None
    canonical: str | None = None
    collected: bool = True
    published: str | None = None
    date_is: str = "minute"

    def text(self) -> str:
        """Return everything a reader of the page sees below the headline."""
        body = list(self.paragraphs)
        if self.dateline:
            body[0] = self.dateline + body[0]
        parts = [self.head, self.preface, *body, self.correction, self.foot]
        if Edit.FOOTER in self.edits or self.source is None:
            parts.append(self.outlet.notice)
        return "\n\n".join(part for part in parts if part)


def host_of(outlet_name: str) -> str:
    """Return the address an invented outlet of that name lives at.

    Examples
    --------
    >>> host_of("Lindbri Post")
    'lindbri-post.example'
    """
    return outlet_name.lower().replace(" ", "-") + ".example"


def collected(corpus: Sequence[Simulated]) -> Iterator[Simulated]:
    """Articles of `corpus` that a reader has."""
    return (article for article in corpus if article.collected)
