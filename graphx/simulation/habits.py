"""How outlets behave, and how a story spreads: every rate of the simulator, with its default.

In:   nothing.
Out:  `Habits`, `Dating`, `Spread`: values `graphx.simulation.spread` draws by.

The defaults are what measured collections of news look like, rounded: a fifth of dates missing or
only a day, two fifths of credits absent, a quarter of originals not collected, light edits in half
of the copies.  `Habits.shifted` moves every rate at once, so that what was fitted under one set of
habits can be measured under another.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, TypeVar

from graphx.errors import InvalidValueError, UnknownNameError


def _check_rates(value: "Habits | Dating | Spread", names: Iterable[str] = ()) -> None:
    for name in names or [rate.name for rate in fields(value)]:
        share = getattr(value, name)
        if not 0.0 <= share <= 1.0:
            raise InvalidValueError(name, share, "a share from 0 to 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Rates at which an outlet does things to what it takes; each from 0 to 1.

    Parameters
    ----------
    credit : float
        Credits its source at all.
    credit_kept : float
        Of the credits, the share that repeats the credit its source printed, and so names the
        source's source.
    credit_wrong : float
        Of the credits, the share that names an outlet that has nothing to do with it.
    preface, footer : float
        Puts words of its own before, or its usual notice after the text.
    headline : float
        Writes another headline.
    light_edit : float
        Changes a few words.
    correct : float
        Puts a number right and says so in a note.
    cut : float
        Leaves the end away.
    excerpt : float
        Prints a part only.
    merge : float
        Adds paragraphs of another story.
    translate : float
        Prints a translation, always credited.
    dateline : float
        Keeps an agency's dateline.
    mirror : float
        Copies word for word with the headline, and points ``rel=canonical`` at its source.
    """

    credit: float = 0.6
    credit_kept: float = 0.08
    credit_wrong: float = 0.02
    preface: float = 0.15
    footer: float = 0.3
    headline: float = 0.4
    light_edit: float = 0.5
    correct: float = 0.03
    cut: float = 0.15
    excerpt: float = 0.06
    merge: float = 0.03
    translate: float = 0.02
    dateline: float = 0.6
    mirror: float = 0.05

    def __post_init__(self) -> None:
        _check_rates(self)

    def shifted(self, dice: random.Random, width: float) -> "Habits":
        """Move every rate up or down by at most `width` of itself."""
        rates = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(
            self,
            **{
                name: min(1.0, rate * (1.0 + dice.uniform(-width, width)))
                for name, rate in rates.items()
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """How publication dates come: shares of articles, the rest has a minute with its zone.

    Parameters
    ----------
    missing : float
        No date at all.
    day_only : float
        A day.
    zoneless : float
        A minute without a zone, the clock as it stood at the outlet.
    wrong : float
        A date that is off by up to ten days (of the articles that have one).
    """

    missing: float = 0.08
    day_only: float = 0.12
    zoneless: float = 0.05
    wrong: float = 0.03

    def __post_init__(self) -> None:
        _check_rates(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How stories grow.

    Parameters
    ----------
    mean_copies : float
        Copies of a story, on average; geometric, at most `most_copies`.
    most_copies : int
    alone : float
        Share of stories nobody copies.
    from_origin : float
        Share of copies taken from the story's first text; the others take an earlier copy.
    from_agency : float
        The same for an agency's stories: outlets take those from the wire.
    median_lag_hours : float
        Between a source and its copy; lognormal.
    wire : float
        Share of stories an agency writes.
    origin_missing : float
        Share of first texts that were not collected.
    wire_missing : float
        The same for agency texts.
    copy_missing : float
        Share of copies that were not collected.
    public_text : float
        Share of stories that quote a public text which other stories quote too.
    paragraphs : tuple of int
        Fewest and most paragraphs of a first text.
    """

    mean_copies: float = 5.0
    most_copies: int = 40
    alone: float = 0.2
    from_origin: float = 0.55
    from_agency: float = 0.9
    median_lag_hours: float = 8.0
    wire: float = 0.15
    origin_missing: float = 0.25
    wire_missing: float = 0.9
    copy_missing: float = 0.05
    public_text: float = 0.15
    paragraphs: tuple[int, int] = (4, 12)

    def __post_init__(self) -> None:
        for name in ("mean_copies", "most_copies"):
            if getattr(self, name) < 1:
                raise InvalidValueError(name, getattr(self, name), "at least 1")
        if self.median_lag_hours <= 0:
            raise InvalidValueError("median_lag_hours", self.median_lag_hours, "more than 0")
        _check_rates(self, _SHARES)


_SHARES = (
    "alone",
    "from_origin",
    "from_agency",
    "wire",
    "origin_missing",
    "wire_missing",
    "copy_missing",
    "public_text",
)

FEWEST: Final[Mapping[str, int]] = {"articles": 1, "outlets": 2}
"""What a corpus cannot go below: somebody has to copy, from somebody else."""

_Part = TypeVar("_Part", Habits, Dating, Spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationConfig:
    """Everything a simulated corpus depends on besides its seed.

    Parameters
    ----------
    articles : int
        Collected articles, at least.
    outlets : int
        Outlets; agencies come on top.
    habits : Habits
    dating : Dating
    spread : Spread
    variation : float
        How far each outlet's own habits lie from the common ones, as a share of each rate.

    Raises
    ------
    InvalidValueError
        No article, or fewer than two outlets.
    """

    articles: int = 300
    outlets: int = 40
    habits: Habits = field(default_factory=Habits)
    dating: Dating = field(default_factory=Dating)
    spread: Spread = field(default_factory=Spread)
    variation: float = 0.5

    def __post_init__(self) -> None:
        for name, fewest in FEWEST.items():
            if getattr(self, name) < fewest:
                raise InvalidValueError(name, getattr(self, name), f"at least {fewest}")

    def rates(self) -> dict[str, float]:
        """Return every rate and number of the habits, the dating and the spread, by its name."""
        return {
            each.name: value
            for part in (self.habits, self.dating, self.spread)
            for each in fields(part)
            if isinstance(value := getattr(part, each.name), int | float)
        }

    def with_rates(self, rates: Mapping[str, float]) -> "SimulationConfig":
        """Return the same with other rates.

        Raises
        ------
        UnknownNameError
            There is no rate of that name.
        InvalidValueError
            The value cannot be that rate.

        Examples
        --------
        >>> SimulationConfig().with_rates({"credit": 0.1, "most_copies": 9}).spread.most_copies
        9
        """
        known = self.rates()
        for name, value in rates.items():
            if name not in known:
                raise UnknownNameError("rate", name, tuple(known))
            if isinstance(known[name], int) and value != int(value):
                raise InvalidValueError(name, value, "a whole number")

        def changed(part: _Part) -> _Part:
            own = {each.name for each in fields(part)} & rates.keys()
            values: dict[str, Any] = {name: type(known[name])(rates[name]) for name in own}
            return replace(part, **values)

        return replace(
            self,
            habits=changed(self.habits),
            dating=changed(self.dating),
            spread=changed(self.spread),
        )

    def without_credits(self) -> "SimulationConfig":
        """Return the same world in which nobody credits anybody."""
        habits = replace(self.habits, credit=0.0, mirror=0.0, translate=0.0, dateline=0.0)
        return replace(self, habits=habits)

    def without_dates(self) -> "SimulationConfig":
        """Return the same world in which no article says when it was published."""
        return replace(self, dating=Dating(missing=1.0, day_only=0.0, zoneless=0.0, wrong=0.0))

    @classmethod
    def drawn(cls, dice: random.Random, articles: int) -> "SimulationConfig":
        """Draw a world of any habits, so that what is fitted on many fits none of them alone.

        Examples
        --------
        >>> SimulationConfig.drawn(random.Random(1), 50) == SimulationConfig.drawn(
        ...     random.Random(1), 50)
        True
        """

        def rate(usual: float) -> float:
            return min(0.95, usual * dice.uniform(0.3, 1.8))

        usual = Habits()
        return cls(
            articles=articles,
            outlets=dice.randint(15, 60),
            habits=Habits(**{each.name: rate(getattr(usual, each.name)) for each in fields(usual)}),
            dating=Dating(
                missing=dice.uniform(0.0, 0.2),
                day_only=dice.uniform(0.02, 0.3),
                zoneless=dice.uniform(0.0, 0.15),
                wrong=dice.uniform(0.0, 0.06),
            ),
            spread=Spread(
                mean_copies=dice.uniform(2.0, 9.0),
                from_origin=dice.uniform(0.2, 0.9),
                median_lag_hours=dice.uniform(2.0, 30.0),
                wire=dice.uniform(0.0, 0.35),
                origin_missing=dice.uniform(0.05, 0.45),
                wire_missing=dice.uniform(0.5, 1.0),
                copy_missing=dice.uniform(0.0, 0.25),
                paragraphs=(dice.randint(3, 6), dice.randint(8, 16)),
            ),
        )
