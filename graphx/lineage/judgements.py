"""Judgements kept from one build to the next.

In:   a story, and what tells one state of its texts from another; judgements.
Out:  a digest of everything a judgement depends on; a judgement as a line of JSON, and back.

A story whose articles, credits, dates, matches and texts are what they were is judged as it was.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields

from graphx.lineage.evidence import Pair, Witness
from graphx.lineage.judge import Judgement
from graphx.lineage.stories import Story
from graphx.model import (
    Clue,
    CreditKind,
    Derivation,
    Relation,
    Sibling,
    Status,
    Undecided,
    content_id,
)

_KINDS = {str(kind): kind for kind in (*CreditKind, *Relation)}


def inputs_digest(story: Story, texts: Mapping[str, str], made_by: str) -> str:
    """Name everything the judgement of `story` depends on.

    Parameters
    ----------
    story : Story
    texts : mapping of str to str
        What names the text of each collected article and what of it is boilerplate.
    made_by : str
        What names the code that judges.
    """
    return content_id(
        "j",
        made_by,
        story.story_id,
        *map(_written, story.witnesses),
        *(texts.get(witness.article_id, "") for witness in story.witnesses),
        *map(_pair, story.pairs),
    )


def _written(witness: Witness) -> str:
    # The order of a set's members differs from one process to the next.
    values = ((field.name, getattr(witness, field.name)) for field in fields(witness))
    return repr([sorted(value) if isinstance(value, frozenset) else value for _, value in values])


def _pair(pair: Pair) -> str:
    return repr((pair.copy.article_id, pair.source.article_id, pair.match))


def written(judgement: Judgement) -> str:
    """Write a judgement as JSON.

    Examples
    --------
    >>> one = Judgement(story_id="s", derivations=(), siblings=(), undecided=(), origins={"a": 0.1})
    >>> read(written(one)) == one
    True
    """
    return json.dumps(asdict(judgement), separators=(",", ":"))


def read(text: str) -> Judgement:
    """Read what `written` wrote."""
    found = json.loads(text)
    return Judgement(
        story_id=found["story_id"],
        derivations=tuple(
            Derivation(
                **row
                | {
                    "kind": _KINDS[row["kind"]],
                    "status": Status(row["status"]),
                    "clues": _clues(row["clues"]),
                }
            )
            for row in found["derivations"]
        ),
        siblings=tuple(
            Sibling(**row | {"clues": _clues(row["clues"])}) for row in found["siblings"]
        ),
        undecided=tuple(Undecided(**row) for row in found["undecided"]),
        origins=found["origins"],
    )


def _clues(rows: list[dict[str, str | float | None]]) -> tuple[Clue, ...]:
    return tuple(Clue(**row) for row in rows)  # type: ignore[arg-type]  # as `asdict` wrote it
