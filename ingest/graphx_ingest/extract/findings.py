"""What was found in a document, before the fields given with it are laid over."""

from dataclasses import dataclass

from graphx.model import DateInterval, Stretch
from graphx_ingest.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """A text and what stands in and around it; null where nothing was found.

    ``language`` is what the markup declares; the text itself is asked first.
    """

    text: str
    stretches: tuple[Stretch, ...] = ()
    title: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    outlet_name: str | None = None
    published: DateInterval | None = None
    language: str | None = None
    page: Page | None = None
