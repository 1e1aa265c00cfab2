"""Plain text and Markdown: the text as it was, and what its parts are.

In:   a text, and its title when somebody gave it.
Out:  `Findings`; the text is not changed by a character.
"""

from collections.abc import Iterable, Sequence

from graphx.entities.authors import people_in_byline
from graphx.model import Stretch, StretchKind
from graphx_ingest.extract.boilerplate import RULES, Marking, small_print, widgets
from graphx_ingest.extract.findings import Findings
from graphx_ingest.extract.heading import read_heading
from graphx_ingest.extract.inference import inferred_date
from graphx_ingest.extract.units import Unit, units_of


def read_prose(text: str, title: str | None = None, byline: str | None = None) -> Findings:
    r"""Find the parts of a plain text.

    Parameters
    ----------
    text : str
        As read, Markdown or not: pages saved as text mix both.
    title, byline : str, optional
        As given; they help to know the line that repeats them and the life of the author.

    Examples
    --------
    >>> found = read_prose("Rain floods bridge\n\nBy Ada Example\n\nFebruary 10, 2016\n\n"
    ...     "Rain fell on the town all night, and the old bridge at the mill was closed by noon.")
    >>> found.title, found.authors, found.published.iso()
    ('Rain floods bridge', ('Ada Example',), '2016-02-10')
    """
    marking = Marking(text, units_of(text))
    widgets(marking)
    for rule in RULES[:1]:
        rule(marking)
    heading = read_heading(marking, title)
    people = people_in_byline(byline or heading.byline or "")
    small_print(marking, people)
    for rule in RULES[1:]:
        rule(marking)
    stretches = _stretches(marking.units, marking.kinds)
    return Findings(
        text=text,
        stretches=stretches,
        title=heading.title,
        byline=heading.byline,
        authors=people,
        outlet_name=heading.outlet_name,
        published=heading.published or inferred_date(text, stretches),
    )


def _stretches(units: Sequence[Unit], kinds: Iterable[StretchKind | None]) -> tuple[Stretch, ...]:
    """Join neighbouring units of one kind to a stretch."""
    stretches: list[Stretch] = []
    joins = False
    for unit, kind in zip(units, kinds, strict=True):
        if kind is None:
            joins = False
            continue
        start = unit.start
        if joins and stretches[-1].kind is kind:
            start = stretches.pop().start
        stretches.append(Stretch(kind=kind, start=start, end=unit.end))
        joins = True
    return tuple(stretches)
