"""The ways of matching a person can choose by name.

In:   a name.
Out:  the `ReuseConfig` it stands for.

Measured on 60 newswire stories, each with a copy, an excerpt of three tenths and a quotation of 160
letters in another story, one in so many letters of the other side misread (half of them as a
look-alike, the others replaced, lost, doubled or with a space after them):

===============================  ==========  ==========  ==========  ==========
found, of 60: words, ocr             1 %         2 %         4 %         8 %
===============================  ==========  ==========  ==========  ==========
copies called near-duplicates      56,  60      1,  60      0,  60      0,  60
excerpts                           60,  60     60,  60     59,  60     12,  60
quotations                         39,  60     19,  58      5,  55      0,  33
===============================  ==========  ==========  ==========  ==========

With both sides misread at 8 %, words find 3 of the copies and letters all 60, 38 of them as
near-duplicates.  Pairs that were not planted are no more than by words in clean text.  Letters cost
six to twelve times the CPU seconds of words.
"""

from collections.abc import Mapping
from typing import Final

from graphx.errors import UnknownNameError
from graphx.reuse.align import AlignLimits
from graphx.reuse.engine import ReuseConfig
from graphx.reuse.postings import PostingLimits
from graphx.reuse.recipe import SketchRecipe, Unit
from graphx.reuse.relation import RelationLimits
from graphx.text.normalise import NORMALISER_VERSION
from graphx.text.ocr import CONFUSABLES_VERSION

DEFAULT: Final = "words"

RECIPE: Final = "recipe"
"""Under which setting a workspace keeps the name of its recipe."""

RECIPES: Final[Mapping[str, ReuseConfig]] = {
    DEFAULT: ReuseConfig(),
    # Sixteen letters are in no second text by chance (300 newswire stories: 0 in the median pair,
    # 1 in one of ten) and at 8 % wrong letters four in ten are still whole, of word 5-grams one in
    # ten.  A passage of a hundred letters is the quotation of nineteen words.
    "ocr": ReuseConfig(
        recipe=SketchRecipe(
            unit=Unit.LETTER,
            shingle_words=16,
            scale=8,
            normaliser=f"{NORMALISER_VERSION}, confusable {CONFUSABLES_VERSION}",
        ),
        postings=PostingLimits(min_shared=2),
        relations=RelationLimits(quotation_shingles=100),
        alignment=AlignLimits(max_gap_words=80, min_words=60),
    ),
}
"""Each recipe by its name; the sketches of one are never compared with those of another."""


def reuse_named(name: str) -> ReuseConfig:
    """Return the choices that go by `name`.

    Raises
    ------
    UnknownNameError
        There is no such recipe.
    """
    if name not in RECIPES:
        raise UnknownNameError("recipe", name, tuple(RECIPES))
    return RECIPES[name]
