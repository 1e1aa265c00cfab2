"""Judge the stories of a group of articles, those alone that are not as they were.

In:   `LineageInput` of a group after another; what stories were judged from in the build before.
Out:  what judgements say, as tables; which stories stay as they are; what the others were judged
      from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graphx.engine.progress import Progress
from graphx.lineage.inputs import inputs_digest
from graphx.lineage.judge import Judgement, judge
from graphx.lineage.siblings import quotation_sibling
from graphx.lineage.stories import Story
from graphx.lineage.told import Row, Told, told
from graphx.model import Relation, Sibling
from graphx.steps.lineage_input import LineageInput


@dataclass(slots=True, kw_only=True)
class Judging:
    """What is told of stories, a group of articles at a time: no story is in two groups.

    Parameters
    ----------
    made_by : str
        What names the code that judges.
    known : frozenset of str
        Digests of what the stories of the build before were judged from.
    changed : frozenset of str
        Articles whose document, or what of it is boilerplate, changed.
    touched : frozenset of str
        Articles of all groups.
    progress : Progress

    Attributes
    ----------
    same : list of str
        Ids of the stories so far that stay as they are.
    inputs : list of Row
        `schema.JUDGEMENT` of the others.
    """

    made_by: str
    known: frozenset[str]
    changed: frozenset[str]
    touched: frozenset[str]
    progress: Progress
    same: list[str] = field(default_factory=list)
    inputs: list[Row] = field(default_factory=list)

    def told(self, given: LineageInput) -> Told:
        """Judge the stories of a group; those of one article are told by nobody."""
        changed: list[Story] = []
        home: dict[str, str] = {}
        for story in given.stories():
            if story.pairs:
                inputs = inputs_digest(story, self.made_by)
                names = [one.article_id for one in story.witnesses]
                if inputs in self.known and self.changed.isdisjoint(names):
                    self.same.append(story.story_id)
                    home.update(dict.fromkeys(names, story.story_id))
                else:
                    changed.append(story)
                    self.inputs.append({"story_id": story.story_id, "inputs": inputs})
        quotations = list(self._quotations(given, home))
        return told(self._judged(given, changed), quotations)

    def _judged(
        self, given: LineageInput, stories: Sequence[Story]
    ) -> Iterator[tuple[Story, Judgement]]:
        done = len(self.inputs) - len(stories)
        for story, texts in given.texts.beside(stories):
            yield story, judge(story, texts)
            done += 1
            self.progress("stories judged", done)

    def _quotations(self, given: LineageInput, home: dict[str, str]) -> Iterator[Sibling]:
        """Pairs that share a quotation and nothing else, but for those within a kept story.

        A pair of two groups is told with its left article; ``home`` is by article.
        """
        known = given.witnesses
        for match in given.matches:
            left, right = match.left_id, match.right_id
            here = left in given.among or left not in self.touched
            if match.relation is not Relation.QUOTATION or not here:
                continue
            if left not in home or home[left] != home.get(right):
                sibling = quotation_sibling(known[left], known[right], match)
                if sibling:
                    yield sibling
