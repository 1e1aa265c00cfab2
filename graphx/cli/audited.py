"""An audit as lines of a table.

In:   an `AuditRow`.
Out:  its cells, under `HEAD`.
"""

from typing import Final

from graphx.cli.wording import describe_lag
from graphx.views.rows import AuditRow

HEAD: Final = (
    *("outlet", "taken", "credited", "uncredited", "names another"),
    *("kept", "replaced", "absent", "added", "median lag", "of"),
)


def audit_cells(row: AuditRow) -> tuple[str | int, ...]:
    """Return the cells of one outlet."""
    return (
        row.label,
        row.taken,
        share(row.credited, row.taken, row.credited_low, row.credited_high),
        share(row.uncredited, row.taken, row.uncredited_low, row.uncredited_high),
        share(row.misnamed, row.taken, row.misnamed_low, row.misnamed_high),
        *(row.kept, row.replaced, row.absent, row.added),
        median_lag(row),
        row.lags,
    )


def share(hits: int, count: int, low: float, high: float) -> str:
    """Write a share with its interval.

    Examples
    --------
    >>> share(8, 10, 0.49, 0.943)
    '80% (49 to 94)'
    """
    return f"{hits / count:.0%} ({100 * low:.0f} to {100 * high:.0f})"


def median_lag(row: AuditRow) -> str:
    """Write a median lag with its interval, where there is one."""
    if row.median_lag_seconds is None:
        return ""
    middle = describe_lag(row.median_lag_seconds)
    if row.median_lag_low is None or row.median_lag_high is None:
        return middle
    return f"{middle} ({describe_lag(row.median_lag_low)} to {describe_lag(row.median_lag_high)})"
