"""The door to the reuse engine: sketch, propose, verify, cluster.

In:   `schema.READING`, and `schema.PAIR` for the pairs it proposed.
Out:  `schema.SKETCH`, `schema.CANDIDATE`, `schema.MATCHED`, `schema.BOILERPLATE`, clusters.

The caller joins texts to proposed pairs, from wherever it keeps them, so no step holds all texts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import pyarrow as pa

from graphx.reuse.align import AlignLimits
from graphx.reuse.bands import Bands
from graphx.reuse.boilerplate import Boilerplate, BoilerplateLimits, learn_boilerplate
from graphx.reuse.candidates import Proposing
from graphx.reuse.clusters import ClusterLimits, Clusters, cluster_near_duplicates
from graphx.reuse.postings import PostingLimits
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.relation import RelationLimits
from graphx.reuse.sketch import Sketching
from graphx.reuse.verify import Verifying

COMPILED_FROM: Final = 5_000
"""Articles from which the compiled kernels pay.

Compiling takes about a minute the first time on a machine; the plain path takes 2 ms an article
(21,578 newswire stories: 44 s of CPU plain, 7 s compiled).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseConfig:
    """Every choice of the engine in one value."""

    recipe: SketchRecipe = field(default_factory=SketchRecipe)
    bands: Bands = field(default_factory=Bands)
    postings: PostingLimits = field(default_factory=PostingLimits)
    relations: RelationLimits = field(default_factory=RelationLimits)
    alignment: AlignLimits = field(default_factory=AlignLimits)
    boilerplate: BoilerplateLimits = field(default_factory=BoilerplateLimits)
    clusters: ClusterLimits = field(default_factory=ClusterLimits)
    compiled: bool = True  # use the compiled kernels where numba is installed
    threads: int = 2  # of the compiled kernels; how many changes no result


class ReuseEngine:
    """Finds which articles share text, how much, and where."""

    def __init__(self, config: ReuseConfig | None = None) -> None:
        self.config = config or ReuseConfig()

    def sized_for(self, articles: int) -> "ReuseEngine":
        """Return an engine with the same results that is sooner done with so many articles.

        Examples
        --------
        >>> [ReuseEngine().sized_for(n).config.compiled for n in (5, 1_000_000)]
        [False, True]
        """
        compiled = self.config.compiled and articles >= COMPILED_FROM
        return ReuseEngine(replace(self.config, compiled=compiled))

    def learn_boilerplate(self, readings: Iterable[pa.RecordBatch]) -> Boilerplate:
        """Learn the phrases each outlet repeats, from batches of `schema.READING`."""
        return learn_boilerplate(
            readings,
            self.config.boilerplate,
            compiled=self.config.compiled,
            threads=self.config.threads,
        )

    def sketch(
        self, readings: Iterable[pa.RecordBatch], boilerplate: Boilerplate | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Sketch articles: `schema.READING` to `schema.SKETCH`.

        With `boilerplate`, what outlets repeat proposes no pairs; without it, such pairs are
        proposed in great number and fall in `verify`.
        """
        return Sketching(
            recipe=self.config.recipe,
            boilerplate=boilerplate or Boilerplate.nothing(),
            compiled=self.config.compiled,
            threads=self.config.threads,
        )(readings)

    def candidates(self, sketches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Propose pairs: `schema.SKETCH` to `schema.CANDIDATE`, sorted.

        Raises
        ------
        RecipeMismatchError
            A sketch was made by another recipe.
        """
        proposing = Proposing(
            recipe=self.config.recipe,
            limits=self.config.postings,
            bands=self.config.bands,
            compiled=self.config.compiled,
            threads=self.config.threads,
        )
        return proposing(sketches)

    def verify(
        self, pairs: Iterable[pa.RecordBatch], boilerplate: Boilerplate
    ) -> Iterator[pa.RecordBatch]:
        """Verify pairs: `schema.PAIR` to `schema.MATCHED`."""
        verifying = Verifying(
            recipe=self.config.recipe,
            boilerplate=boilerplate,
            relations=self.config.relations,
            alignment=self.config.alignment,
            compiled=self.config.compiled,
            threads=self.config.threads,
        )
        return verifying(pairs)

    def clusters(self, matches: Iterable[pa.RecordBatch], article_ids: Iterable[str]) -> Clusters:
        """Group near-duplicates; every article is in one cluster."""
        return cluster_near_duplicates(matches, article_ids, self.config.clusters)
