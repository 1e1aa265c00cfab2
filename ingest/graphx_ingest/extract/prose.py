"""Plain text and Markdown: the text as it was, and what its parts are.

In:   a text, and its title when somebody gave it.
Out:  `Findings`; the text is not changed by a character.
"""

from collections.abc import Iterable

from graphx.entities.authors import people_in_byline
from graphx.model import Stretch, StretchKind
from graphx_ingest.extract.boilerplate import notes, small_print, tail_links, widgets
from graphx_ingest.extract.captions import interruptions, layout_captions, photo_captions
from graphx_ingest.extract.comments import comments
from graphx_ingest.extract.findings import Findings
from graphx_ingest.extract.heading import Heading, read_heading
from graphx_ingest.extract.inference import inferred_date
from graphx_ingest.extract.marking import Marking
from graphx_ingest.extract.units import units_of


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
    heading, people = mark_by_words(marking, title, byline)
    interruptions(marking)
    layout_captions(marking)
    spans = ((unit.start, unit.end) for unit in marking.units)
    stretches = stretches_of(spans, marking.kinds)
    return Findings(
        text=text,
        stretches=stretches,
        title=heading.title,
        byline=heading.byline,
        authors=people,
        outlet_name=heading.outlet_name,
        published=heading.published or inferred_date(text, stretches),
    )


def mark_by_words(
    marking: Marking, title: str | None, byline: str | None
) -> tuple[Heading, tuple[str, ...]]:
    """Ask the rules that know the parts of a text by their words; layout is another matter."""
    widgets(marking)
    notes(marking)
    heading = read_heading(marking, title)
    people = people_in_byline(byline or heading.byline or "")
    small_print(marking, people)
    photo_captions(marking)
    comments(marking)
    tail_links(marking)
    return heading, people


def stretches_of(
    spans: Iterable[tuple[int, int]], kinds: Iterable[StretchKind | None]
) -> tuple[Stretch, ...]:
    """Make stretches of the spans that are no body, neighbours of one kind joined."""
    stretches: list[Stretch] = []
    before: StretchKind | None = None
    for (start, end), kind in zip(spans, kinds, strict=True):
        if kind is not None:
            first = stretches.pop().start if kind is before else start
            stretches.append(Stretch(kind=kind, start=first, end=end))
        before = kind
    return tuple(stretches)
