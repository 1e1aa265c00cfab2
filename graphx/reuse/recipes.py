"""The ways of matching a person can choose by name.

In:   a name.
Out:  the `ReuseConfig` it stands for.
"""

from collections.abc import Mapping
from typing import Final

from graphx.errors import UnknownNameError
from graphx.reuse.align import AlignLimits
from graphx.reuse.engine import ReuseConfig
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
