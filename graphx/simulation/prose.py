"""Invented prose: sentences of real function words around invented content words.

In:   a source of chance.
Out:  paragraphs that read like a report and say nothing, with the repetitiveness of real text.

Content words are drawn by Zipf's law from a vocabulary made of syllables, each story keeping a
few topic words it returns to, so that shingles are shared as seldom between two stories as they
are between two real ones.  A story's kernel texts may be given instead.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_ONSETS: Final = ("b", "br", "c", "d", "dr", "f", "g", "gl", "h", "l", "m", "n", "p", "r", "s", "t")
_VOWELS: Final = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS: Final = ("", "", "l", "m", "n", "r", "s", "t", "nd", "rk")
_TIMES: Final = (
    "on Monday", "on Tuesday", "last week", "this month", "in the spring", "after the storm",
    "earlier this year", "before the vote", "in the evening", "for the third time",
)  # fmt: skip
_PATTERNS: Final = (
    "The {n} of the {n} {v} {num} {p} {t}, and the {n} did not {b} the {n}.",
    "According to people near the {n}, the {a} {n} {v} the {n} of {P} {t}.",
    "{num} {p} {v} the {a} {n} when the {n} in {P} was {v}.",
    "It was not clear whether the {n} would {b} the {p} that the {n} {v} {t}.",
    "The {a} {n} had {v} {num} {p} in {P}, which made the {n} {a}.",
    "“We {v} the {n} because the {p} were {a},” the {n} of the {n} said {t}.",
    "In {P}, the {n} and the {a} {n} {v} one another {t} over the {n}.",
    "Since then the {p} of {P} have {v} every {n} that the {n} had {v}.",
    "What the {n} would {b} next, no {n} in {P} could {b} {t}.",
    "A {n} for the {a} {n} {v} that {num} {p} would {b} the {n}.",
)
_ENDINGS: Final = {"n": "", "p": "s", "v": "ed", "b": "", "a": "ish"}
_VOCABULARY: Final = 3000
_TOPIC: Final = 14
_TOPIC_SHARE: Final = 0.4


def _word(dice: random.Random) -> str:
    syllables = dice.choices((1, 2, 3), (0.15, 0.55, 0.3))[0]
    return "".join(
        dice.choice(_ONSETS) + dice.choice(_VOWELS) + dice.choice(_CODAS) for _ in range(syllables)
    )


@dataclass(frozen=True, slots=True)
class Prose:
    """A vocabulary, and what may be written with it.

    Parameters
    ----------
    words : tuple of str
        The commonest first.

    Examples
    --------
    >>> prose = Prose.invented(random.Random(1))
    >>> topic = prose.topic(random.Random(2))
    >>> prose.sentence(random.Random(3), topic) == prose.sentence(random.Random(3), topic)
    True
    """

    words: tuple[str, ...]
    weights: tuple[float, ...]

    @classmethod
    def invented(cls, dice: random.Random) -> "Prose":
        """Make a vocabulary up."""
        words = tuple(dict.fromkeys(_word(dice) for _ in range(_VOCABULARY)))
        ranks = accumulate(1.0 / (rank + 8) for rank in range(len(words)))
        return cls(words, tuple(ranks))

    def topic(self, dice: random.Random) -> tuple[str, ...]:
        """Words one story returns to."""
        return tuple(dice.sample(self.words, _TOPIC))

    def word(self, dice: random.Random, topic: Sequence[str] = ()) -> str:
        """One content word."""
        if topic and dice.random() < _TOPIC_SHARE:
            return dice.choice(list(topic))
        return dice.choices(self.words, cum_weights=self.weights)[0]

    def name(self, dice: random.Random) -> str:
        """Name a place."""
        return self.word(dice).capitalize()

    def sentence(self, dice: random.Random, topic: Sequence[str]) -> str:
        """One sentence."""
        pieces = dice.choice(_PATTERNS).split("{")
        out = [pieces[0]]
        for piece in pieces[1:]:
            slot, _, rest = piece.partition("}")
            out += (self._filling(slot, dice, topic), rest)
        sentence = "".join(out)
        return sentence[0].upper() + sentence[1:]

    def _filling(self, slot: str, dice: random.Random, topic: Sequence[str]) -> str:
        match slot:
            case "num":
                return str(dice.randint(2, 990))
            case "t":
                return dice.choice(_TIMES)
            case "P":
                return self.name(dice)
            case _:
                return self.word(dice, topic) + _ENDINGS[slot]

    def paragraphs(self, dice: random.Random, count: int, topic: Sequence[str]) -> list[str]:
        """Return paragraphs of two to four sentences."""
        return [
            " ".join(self.sentence(dice, topic) for _ in range(dice.randint(2, 4)))
            for _ in range(count)
        ]

    def headline(self, dice: random.Random, topic: Sequence[str]) -> str:
        """Write a headline: five to eight words."""
        words = [self.word(dice, topic) for _ in range(dice.randint(5, 8))]
        return " ".join(words).capitalize()
