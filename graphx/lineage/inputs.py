"""Tell a story that is as it was from one that must be judged again.

In:   a story, and what tells one state of its texts from another.
Out:  a digest of everything a judgement depends on.

A story whose articles, credits, dates, matches and texts are what they were is judged as it was.
"""

from collections.abc import Mapping
from dataclasses import fields

from graphx.lineage.evidence import Pair, Witness
from graphx.lineage.stories import Story
from graphx.model import content_id


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
