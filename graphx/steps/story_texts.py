"""The texts of stories, read when a story is judged.

In:   stories; texts and boilerplate of a build.
Out:  each story with the shingles of its articles; a bounded number of texts at a time.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import pyarrow as pa

from graphx.lineage.stories import Story
from graphx.lineage.texts import Shingles
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.reading import readings
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.verify import comparable
from graphx.store.readings import Readings
from graphx.store.snapshot import Snapshot

ARTICLES_AT_ONCE: Final = 1000
"""Articles whose texts are held at once; a story with more is held whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReadings:
    """Reads the texts of stories from a snapshot."""

    readings: Readings
    boilerplate: Boilerplate
    shingle_words: int

    @classmethod
    def of(
        cls, base: Snapshot, boilerplate: pa.Table, outlets: Mapping[str, tuple[str, str]]
    ) -> Self:
        """Read texts of `base`, less the boilerplate that was learned."""
        return cls(
            readings=Readings(
                snapshot=base,
                outlets={name: outlet_id for name, (outlet_id, _) in outlets.items()},
                languages={},
            ),
            boilerplate=Boilerplate.from_table(boilerplate),
            shingle_words=SketchRecipe().shingle_words,
        )

    def beside(self, stories: Iterable[Story]) -> Iterator[tuple[Story, dict[str, Shingles]]]:
        """Pair each story with the shingles of its articles, in order; none where one is alone."""
        waiting: list[Story] = []
        articles = 0
        for story in stories:
            waiting.append(story)
            articles += len(_read_of(story))
            if articles >= ARTICLES_AT_ONCE:
                yield from self._read(waiting)
                waiting, articles = [], 0
        yield from self._read(waiting)

    def _read(self, stories: list[Story]) -> Iterator[tuple[Story, dict[str, Shingles]]]:
        wanted = [name for story in stories for name in _read_of(story)]
        rows: dict[str, Shingles] = {}
        for batch in self.readings.of(wanted):
            for reading in readings(batch):
                body = comparable(reading, self.boilerplate, self.shingle_words)
                rows[reading.article_id] = np.ascontiguousarray(body.row[~body.hidden])
        for story in stories:
            yield story, {name: rows[name] for name in _read_of(story)}


def _read_of(story: Story) -> list[str]:
    collected = [witness.article_id for witness in story.witnesses if witness.collected]
    return collected if len(collected) > 1 else []
