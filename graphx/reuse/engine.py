"""The door to the reuse engine: sketch, propose, verify, cluster.

In:   `schema.READING`, and `schema.PAIR` for the pairs it proposed.
Out:  `schema.SKETCH`, `schema.CANDIDATE`, `schema.MATCHED`, `schema.BOILERPLATE`, clusters.

The caller joins texts to proposed pairs, from wherever it keeps them, so no step holds all texts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.engine.stage import Stage
from graphx.model import content_id
from graphx.reuse.align import AlignLimits
from graphx.reuse.bands import Bands
from graphx.reuse.boilerplate import Boilerplate, BoilerplateLimits, hidden_stretches
from graphx.reuse.candidates import Proposing
from graphx.reuse.clusters import ClusterLimits, Clusters, cluster_near_duplicates
from graphx.reuse.discovery import Discovering, Discovery
from graphx.reuse.learning import learn_boilerplate
from graphx.reuse.passes import SketchPasses
from graphx.reuse.postings import PostingLimits
from graphx.reuse.recipe import SketchRecipe, Unit
from graphx.reuse.relation import RelationLimits
from graphx.reuse.repeats import VerifyingOnce
from graphx.reuse.scanned import ScannedVerifying, viewed_readings
from graphx.reuse.sketch import Sketching
from graphx.reuse.units import ArticleUnits, Read, unit_batches
from graphx.reuse.verify import Verifying, shingle_rows

COMPILED_FROM: Final = 5_000
"""Articles from which the compiled kernels pay.

Compiling takes about a minute the first time on a machine; the plain path takes 2 ms an article
(21,578 newswire stories: 44 s of CPU plain, 7 s compiled).
"""

COMPILED_FROM_WORDS: Final = 3_000_000
"""Words, in however few articles, from which they pay: about 20 MB of text."""

PATIENCE: Final = 8_000
"""Pairs compared the plain way, in a collection too small for the kernels, before they take over.

A few hundred articles of large stories may make as many pairs as a large collection.  A pair takes
1.8 ms the plain way; the kernels that verify compile in 80 s of CPU the first time on a machine,
and then are at hand in one (901 simulated articles, 52,622 pairs: 94 s of CPU plain, 38 s so).
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
    passages: bool = True  # without, near-duplicates are found and nothing else, in half the time
    compiled: bool = True  # use the compiled kernels where numba is installed
    patience: int | None = None  # without `compiled`: pairs after which kernels verify the rest
    threads: int = 2  # of the compiled kernels; how many changes no result
    memory: int | None = None  # bytes that may be held at once, about; how many changes no result

    @property
    def digest(self) -> str:
        """Name of everything that what two articles share depends on besides the two."""
        choices = (self.recipe, self.relations, self.alignment, self.boilerplate)
        return content_id("e", *map(repr, choices))


class ReuseEngine:
    """Finds which articles share text, how much, and where."""

    def __init__(self, config: ReuseConfig | None = None) -> None:
        self.config = config or ReuseConfig()

    def sized_for(self, articles: int, words: int = 0) -> "ReuseEngine":
        """Return an engine with the same results that is sooner done with so much text.

        Parameters
        ----------
        articles, words : int
            How many there are; `words` of all articles together.

        Examples
        --------
        >>> [ReuseEngine().sized_for(n).config.compiled for n in (5, 1_000_000)]
        [False, True]
        >>> ReuseEngine().sized_for(8, words=4_000_000).config.compiled
        True
        """
        much = articles >= COMPILED_FROM or words >= COMPILED_FROM_WORDS
        if much or not self.config.compiled:
            return self
        return ReuseEngine(replace(self.config, compiled=False, patience=PATIENCE))

    def learn_boilerplate(self, readings: Iterable[pa.RecordBatch]) -> Boilerplate:
        """Learn the phrases each outlet repeats, from batches of `schema.READING`."""
        return learn_boilerplate(
            readings,
            self.config.boilerplate,
            compiled=self.config.compiled,
            threads=self.config.threads,
        )

    def units(self, readings: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Cut articles into what may be boilerplate: `schema.READING` to `schema.UNITS`."""
        config = self.config
        return unit_batches(readings, compiled=config.compiled, threads=config.threads)

    def relearn_boilerplate(
        self,
        units: ArticleUnits,
        outlets: Sequence[str | None],
        before: Boilerplate,
        read: Read,
    ) -> Boilerplate:
        """Learn the phrases each outlet repeats from units; see `ArticleUnits.learned`."""
        config = self.config
        return units.learned(
            outlets,
            before,
            read,
            config.boilerplate,
            compiled=config.compiled,
            threads=config.threads,
        )

    def sketch(
        self, readings: Iterable[pa.RecordBatch], boilerplate: Boilerplate | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Sketch articles: `schema.READING` to `schema.SKETCH`.

        With `boilerplate`, what outlets repeat proposes no pairs; without it, such pairs are
        proposed in great number and fall in `verify`.
        """
        scanned = self.config.recipe.unit is Unit.LETTER
        if scanned:
            readings = viewed_readings(readings)
        return Sketching(
            recipe=self.config.recipe,
            boilerplate=Boilerplate.nothing() if scanned or boilerplate is None else boilerplate,
            passages=self.config.passages,
            compiled=self.config.compiled,
            threads=self.config.threads,
        )(readings)

    def discover(self, readings: Iterable[pa.RecordBatch]) -> Discovery:
        """Propose pairs from one reading of all articles, batches of `schema.READING`.

        The same pairs as `learn_boilerplate`, `sketch` and `candidates` give, sooner; sketches
        are not handed out.
        """
        config = self.config
        if config.recipe.unit is Unit.LETTER:  # as in `sketch`: nothing is left out of postings
            readings = map(_of_nobody, viewed_readings(readings))
        discovering = Discovering(
            proposing=self._proposing(), boilerplate=config.boilerplate, passages=config.passages
        )
        return discovering(readings)

    def candidates(self, sketches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Propose pairs: `schema.SKETCH` to `schema.CANDIDATE`, sorted.

        Raises
        ------
        RecipeMismatchError
            A sketch was made by another recipe.
        """
        return self._proposing()(sketches)

    def propose(self, sketches: SketchPasses) -> NDArray[np.int64]:
        """Propose pairs of sketches on disk, as numbers; see `SketchPasses.pairs`."""
        return sketches.pairs(self._proposing())

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
            patience=self.config.patience,
            threads=self.config.threads,
        )
        stage: Stage = verifying
        if self.config.recipe.unit is Unit.LETTER:
            stage = ScannedVerifying(inner=verifying)
        return VerifyingOnce(inner=stage, outlets=frozenset(boilerplate.units))(pairs)

    def shingle_rows(
        self, readings: pa.RecordBatch, boilerplate: Boilerplate
    ) -> Iterator[NDArray[np.uint64]]:
        """Shingles that count of each article of `schema.READING`, in the order of its text."""
        width = self.config.recipe.shingle_words
        return shingle_rows(readings, boilerplate, width, compiled=self.config.compiled)

    def hidden_stretches(
        self, readings: pa.RecordBatch, boilerplate: Boilerplate
    ) -> list[list[tuple[int, int]]]:
        """Find where each article says nothing but its outlet's own phrases, in code points."""
        width = self.config.recipe.shingle_words
        return hidden_stretches(readings, boilerplate, width, compiled=self.config.compiled)

    def clusters(self, matches: Iterable[pa.RecordBatch], article_ids: Iterable[str]) -> Clusters:
        """Group near-duplicates; every article is in one cluster."""
        return cluster_near_duplicates(matches, article_ids, self.config.clusters)

    def _proposing(self) -> Proposing:
        return Proposing(
            recipe=self.config.recipe,
            limits=self.config.postings,
            bands=self.config.bands,
            compiled=self.config.compiled,
            threads=self.config.threads,
        )


def _of_nobody(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Forget who published the articles."""
    place = batch.schema.get_field_index("outlet_id")
    return batch.set_column(place, batch.schema.field(place), pa.nulls(len(batch), pa.string()))
