import pickle

import pytest

from graphx.errors import InvalidValueError, RecipeMismatchError
from graphx.reuse.recipe import SketchRecipe


@pytest.mark.parametrize(
    ("field", "value"), [("shingle_words", 7), ("permutations", 7), ("seed", 7), ("scale", 2)]
)
def test_every_field_is_part_of_the_digest(field, value):
    assert SketchRecipe(**{field: value}).digest != SketchRecipe().digest


def test_versions_of_the_code_are_part_of_the_digest():
    assert SketchRecipe(normaliser="other").digest != SketchRecipe().digest
    assert SketchRecipe(hashing="other").digest != SketchRecipe().digest


def test_a_foreign_sketch_is_refused_with_both_names():
    recipe = SketchRecipe()
    recipe.require(recipe.digest)
    with pytest.raises(RecipeMismatchError, match="r0"):
        recipe.require("r0")


@pytest.mark.parametrize("choices", [{"shingle_words": 0}, {"scale": 6}])
def test_recipes_that_cannot_be(choices):
    with pytest.raises(InvalidValueError):
        SketchRecipe(**choices)


def test_recipes_survive_pickling():
    assert pickle.loads(pickle.dumps(SketchRecipe(scale=5))) == SketchRecipe(scale=5)
