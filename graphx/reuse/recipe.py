"""How a sketch is made; sketches of two recipes never meet.

In:   nothing.
Out:  `SketchRecipe`, and the digest every stored sketch carries.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum

from graphx.errors import InvalidValueError, RecipeMismatchError
from graphx.model import content_id
from graphx.text.normalise import NORMALISER_VERSION

HASH_VERSION = "3"
"""Changes whenever one shingle may hash otherwise than before, or be kept where it was not."""


class Unit(StrEnum):
    """What a shingle is a row of."""

    WORD = "word"
    LETTER = "letter"  # for texts read from paper by a machine: `graphx.reuse.scanned`


@dataclass(frozen=True, slots=True, kw_only=True)
class SketchRecipe:
    """Everything a sketch depends on besides the text.

    Parameters
    ----------
    shingle_words : int
        Words in a row that are hashed together; letters, where they are the unit.
    permutations : int
        Values of a MinHash signature.
    seed : int
        Seed of the permutations.
    scale : int
        One shingle in `scale` is kept in the postings (`graphx.reuse.shingles.kept_shingles`), no
        more than a shingle has words; tuned together with
        `graphx.reuse.postings.PostingLimits.min_shared`.
    normaliser, hashing : str
        Versions of the code that folds characters and hashes words.
    unit : Unit

    Examples
    --------
    >>> SketchRecipe().digest == SketchRecipe(scale=3).digest
    True
    >>> SketchRecipe().digest == SketchRecipe(scale=5).digest
    False
    """

    shingle_words: int = 5
    permutations: int = 128
    seed: int = 1
    scale: int = 3
    normaliser: str = NORMALISER_VERSION
    hashing: str = HASH_VERSION
    unit: Unit = Unit.WORD

    def __post_init__(self) -> None:
        for name in ("shingle_words", "permutations", "scale"):
            if getattr(self, name) < 1:
                raise InvalidValueError(name, getattr(self, name), "at least 1")
        if self.scale > self.shingle_words:
            raise InvalidValueError("scale", self.scale, "no more than the words of a shingle")

    @property
    def digest(self) -> str:
        """Name of the recipe, made of all its fields."""
        return content_id("r", *asdict(self).items())

    def require(self, digest: str) -> None:
        """Refuse a sketch of another recipe.

        Raises
        ------
        RecipeMismatchError
            `digest` is not this recipe's.
        """
        if digest != self.digest:
            raise RecipeMismatchError(self.digest, digest)
