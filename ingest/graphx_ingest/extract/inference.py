"""When a text that carries no date must have been written, as far as it says so itself.

In:   a text and its stretches.
Out:  a date interval with basis ``inferred``, or nothing.

One inference is made: a caption says how things stood "as of" a day, and the text speaks of
"today".  It was written on that day or shortly after; three days are allowed, because captions of
maps and charts date from the last state the writer had.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from graphx.errors import InvalidValueError
from graphx.model import DateBasis, DateInterval, DatePrecision, Stretch, StretchKind
from graphx_ingest.dates import read_date
from graphx_ingest.extract import vocabulary

_AFTER: Final = timedelta(days=3)


def inferred_date(text: str, stretches: Sequence[Stretch]) -> DateInterval | None:
    """Infer when `text` was written from what it says of its own time.

    Examples
    --------
    >>> caption = "The front as of September 28th 2017"
    >>> mark = Stretch(kind=StretchKind.CAPTION, start=0, end=len(caption))
    >>> inferred_date(caption + " The army today attacked.", [mark]).iso()
    '2017-09-28/2017-10-01'
    """
    stated = [
        day
        for stretch in stretches
        if stretch.kind is StretchKind.CAPTION
        for found in vocabulary.AS_OF.finditer(text, stretch.start, stretch.end)
        if (day := _day(found["day"])) is not None
    ]
    if not stated or not _speaks_of_today(text, stretches):
        return None
    last = max(stated, key=lambda day: day.earliest)
    return DateInterval(
        earliest=last.earliest,
        latest=last.latest + _AFTER,
        precision=DatePrecision.RANGE,
        basis=DateBasis.INFERRED,
    )


def _day(written: str) -> DateInterval | None:
    try:
        return read_date(written, DateBasis.INFERRED)
    except InvalidValueError:
        return None


def _speaks_of_today(text: str, stretches: Sequence[Stretch]) -> bool:
    start = 0
    for stretch in (*stretches, None):
        end = len(text) if stretch is None else stretch.start
        if vocabulary.TODAY.search(text, start, end):
            return True
        start = end if stretch is None else stretch.end
    return False
