"""How one copy, and one story, is read: the status it deserves, and the one it is told.

In:   `Truth` and `Found` of a corpus.
Out:  statuses; whether a story is told to come from a text nobody collected.
"""

from collections.abc import Sequence

from graphx.evaluation.simulated.found import Found, Row
from graphx.evaluation.simulated.truth import Truth, is_outlet
from graphx.lineage.weights import DECIDED
from graphx.simulation.edits import Edit
from graphx.simulation.fates import Fate


def expected_status(truth: Truth, copy: Fate) -> str | None:
    """Status the copy's credit deserves; None where the simulator leaves it open."""
    if copy.credit_is == "wrong":
        return "claimed"  # nothing of that outlet is there that could contradict it
    if copy.credits is None:
        return "uncredited" if truth.by_id[str(copy.source)].collected else None
    chain = truth.ancestors(copy)[1:]
    credited = [one for name in chain if (one := truth.by_id[name]).host == copy.credits]
    if Edit.TRANSLATED in copy.edits or not any(one.collected for one in credited):
        return "claimed"
    return "confirmed"


def told_status(truth: Truth, copy: Fate, found: Found) -> str | None:
    """Status the pipeline tells of the copy's credit, or of its likeliest source without one."""
    rows = found.derivations.get(copy.id, ())
    if copy.credits is None:
        told = [row for row in rows if float(str(row["probability"])) >= DECIDED]
        return str(told[0]["status"]) if told else None
    for row in rows:
        if is_outlet(copy.credits, found.articles[str(row["source"])]):
            return str(row["status"])
    return None


def origin_is_unobserved(here: Sequence[Fate], found: Found) -> bool:
    """Whether most of these articles go back to a stub, or to a text nobody has."""
    names = {one.id for one in here}
    above: dict[str, str] = {}
    for name in names:
        rows = [row for row in found.derivations.get(name, ()) if row["status"] != "contradicted"]
        if rows and float(str(rows[0]["probability"])) >= 0.5:
            above[name] = str(rows[0]["source"])

    def root(name: str) -> str:
        seen = set()
        while name in above and name not in seen:
            seen.add(name)
            name = above[name]
        return name

    roots = {name: root(name) for name in names}
    unobserved = {one for one in roots.values() if one not in names}
    for pair in found.siblings:
        if pair <= names and len(ends := {roots[name] for name in pair}) == 2:
            alone = {one for one in ends & names if _is_alone(found.articles[one])}
            if ends <= alone | unobserved:
                unobserved |= ends
    return 2 * sum(one in unobserved for one in roots.values()) > len(names)


def _is_alone(article: Row) -> bool:
    """Whether the source of an article is more probably none that is known."""
    return float(str(article["origin_probability"])) >= 0.5
