import pickle

import pytest

from graphx.errors import InvalidValueError, RecipeMismatchError
from graphx.reuse.recipe import SketchRecipe


@pytest.mark.parametrize("field", ["shingle_words", "permutations", "seed", "scale"])
def test_every_field_is_part_of_the_digest(field):
    assert SketchRecipe(**{field: 7}).digest != SketchRecipe().digest


def test_versions_of_the_code_are_part_of_the_digest():
    assert SketchRecipe(normaliser="other").digest != SketchRecipe().digest
    assert SketchRecipe(hashing="other").digest != SketchRecipe().digest


def test_a_foreign_sketch_is_refused_with_both_names():
    recipe = SketchRecipe()
    recipe.require(recipe.digest)
    with pytest.raises(RecipeMismatchError, match="r0"):
        recipe.require("r0")


def test_a_recipe_without_shingles_cannot_be():
    with pytest.raises(InvalidValueError):
        SketchRecipe(shingle_words=0)


def test_recipes_survive_pickling():
    assert pickle.loads(pickle.dumps(SketchRecipe(scale=8))) == SketchRecipe(scale=8)
