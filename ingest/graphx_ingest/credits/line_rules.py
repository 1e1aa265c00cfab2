"""Every rule that reads a line, asked of every line.

In:   a `Reading`.
Out:  drafts, in the order of the text; one a line at most.
"""

from collections.abc import Callable
from typing import Final

from graphx_ingest.credits.agency_rules import (
    agencies_line,
    agency_byline,
    copyright_line,
    end_tag,
    inline_tag,
    outlet_byline,
)
from graphx_ingest.credits.datelines import bare_dateline, dateline, eastern_dateline
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.lines import Line, lines_of
from graphx_ingest.credits.reading import Reading
from graphx_ingest.credits.source_rules import (
    labelled_line,
    lone_source,
    press_release,
    via_line,
)

RULES: Final[tuple[Callable[[Line], Draft | None], ...]] = (
    dateline,
    eastern_dateline,
    copyright_line,
    labelled_line,
    via_line,
    press_release,
    lone_source,
    end_tag,
    agency_byline,
    agencies_line,
    outlet_byline,
    inline_tag,
    bare_dateline,
)
"""Rules in the order they are asked; the first that speaks has the line."""


def line_drafts(reading: Reading) -> list[Draft]:
    """Drafts of all rules over all lines, outside the ignored intervals."""
    drafts = []
    for line in lines_of(reading.text):
        if reading.is_ignored(line.start):
            continue
        draft = next((found for rule in RULES if (found := rule(line)) is not None), None)
        if draft is not None:
            drafts.append(draft)
    return drafts
