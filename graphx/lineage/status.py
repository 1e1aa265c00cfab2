"""How claim and evidence of one derivation stand to one another, with the reason in words."""

from graphx.lineage.clues import published_later
from graphx.lineage.evidence import Pair
from graphx.model import Credit, Status


def status_of(pair: Pair, credit: Credit | None) -> tuple[Status, str]:
    """Reconcile what the copy says with what was found.

    Parameters
    ----------
    pair : Pair
    credit : Credit or None
        The copy's credit that names the source.

    Returns
    -------
    status : Status
    reason : str
        One sentence without a full stop.
    """
    if credit is None:
        return Status.UNCREDITED, "the texts match and the copy credits nobody for it"
    source = credit.source_outlet_name or pair.source.name
    later = published_later(pair)
    if later is not None:
        return Status.CONTRADICTED, (
            f"dates disagree: the copy credits {source}, but {later.detail}"
        )
    if not pair.source.collected:
        return Status.CLAIMED, f"the copy credits {source}, whose text was not collected"
    if pair.match is None:
        return Status.CONTRADICTED, (
            f"the texts differ: the copy credits {source}, but shares no text with it"
        )
    return Status.CONFIRMED, f"the copy credits {source} and the texts match"
