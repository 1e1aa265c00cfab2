"""Let stories spread over outlets, and keep the truth.

In:   a `SimulationConfig`, a seed, base texts if there are any.
Out:  `Simulated` articles: what a reader would collect, and what really happened.

A story begins with a first text, an agency's or an outlet's own.  Every copy picks one text that
was there before it, edits it by the habits of its outlet, and credits it or not.  Some texts are
then not collected: their copies have a source nobody has.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from graphx.simulation import phrases
from graphx.simulation.articles import Simulated, SimulatedOutlet, host_of
from graphx.simulation.edits import Edit, correct, cut_end, edit_lightly, excerpt, translate
from graphx.simulation.habits import SimulationConfig
from graphx.simulation.prose import Prose

_START: Final = datetime(2026, 1, 5, tzinfo=UTC)
_KINDS: Final = ("Post", "Ledger", "Courier", "Observer", "Herald", "Gazette", "Mirror", "Review")


def simulate(
    config: SimulationConfig, seed: int, base_texts: Sequence[str] = ()
) -> tuple[Simulated, ...]:
    """Make a corpus up.

    Parameters
    ----------
    config : SimulationConfig
    seed : int
        Everything follows from it.
    base_texts : sequence of str, optional
        First texts of stories, used in turn; invented prose when there are none.

    Returns
    -------
    tuple of Simulated
        At least `config.articles` collected ones, and those that were not; in order of time.

    Examples
    --------
    >>> corpus = simulate(SimulationConfig(articles=20), seed=1)
    >>> corpus == simulate(SimulationConfig(articles=20), seed=1)
    True
    """
    return _World(config, random.Random(f"graphx-{seed}"), tuple(base_texts)).corpus()


@dataclass(slots=True)
class _World:
    config: SimulationConfig
    dice: random.Random
    base_texts: tuple[str, ...]
    prose: Prose = field(init=False)
    outlets: list[SimulatedOutlet] = field(init=False)
    agencies: list[SimulatedOutlet] = field(init=False)
    public: list[tuple[str, str]] = field(default_factory=list)
    made: list[Simulated] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.prose = Prose.invented(self.dice)
        names: dict[str, SimulatedOutlet] = {}
        while len(names) < self.config.outlets + 3:
            outlet = self._outlet(agency=len(names) < 3)
            names.setdefault(outlet.host, outlet)
        everyone = list(names.values())
        self.agencies = [outlet for outlet in everyone if outlet.agency]
        self.outlets = [outlet for outlet in everyone if not outlet.agency]

    def _outlet(self, *, agency: bool) -> SimulatedOutlet:
        town = self.prose.name(self.dice) + self.prose.word(self.dice)
        # Agencies go by one short name, as real ones do in their datelines.
        name = f"{town}press" if agency else f"{town} {self.dice.choice(_KINDS)}"
        return SimulatedOutlet(
            name=name,
            host=host_of(name),
            habits=self.config.habits.shifted(self.dice, self.config.variation),
            notice=self.dice.choice(phrases.NOTICES).format(name=name),
            agency=agency,
            zone_hours=self.dice.randint(-5, 5),
        )

    def corpus(self) -> tuple[Simulated, ...]:
        number = 0
        while sum(article.collected for article in self.made) < self.config.articles:
            number += 1
            self.made.extend(self._dated(article) for article in self._story(number))
        return tuple(sorted(self.made, key=lambda article: (article.time, article.id)))

    def _story(self, number: int) -> list[Simulated]:
        spread, dice = self.config.spread, self.dice
        topic = self.prose.topic(dice)
        wire = dice.random() < spread.wire
        first = self._first(f"s{number}", topic, wire=wire)
        copies = 0 if dice.random() < spread.alone else self._copies()
        story = [first]
        for place in range(copies):
            story.append(self._copy(story, f"s{number}-{place + 1}", topic))
        missing = spread.wire_missing if wire else spread.origin_missing
        return [
            replace(
                article,
                collected=dice.random()
                >= (missing if article.source is None else spread.copy_missing),
            )
            for article in story
        ]

    def _copies(self) -> int:
        spread = self.config.spread
        count = 1
        while count < spread.most_copies and self.dice.random() > 1.0 / spread.mean_copies:
            count += 1
        return count

    def _first(self, story: str, topic: Sequence[str], *, wire: bool) -> Simulated:
        dice, spread = self.dice, self.config.spread
        outlet = dice.choice(self.agencies if wire else self.outlets)
        if self.base_texts:
            whole = self.base_texts[len(self.made) % len(self.base_texts)]
            body = [part for part in whole.split("\n\n") if part.strip()]
        else:
            body = self.prose.paragraphs(dice, dice.randint(*spread.paragraphs), topic)
        quoted: tuple[str, ...] = ()
        if dice.random() < spread.public_text:
            name, text = self._public_text()
            quoted = (name,)
            place = dice.randint(1, len(body))
            body[place:place] = [dice.choice(phrases.QUOTE_LEADS), f"“{text}”"]
        city = self.prose.name(dice).upper()
        return Simulated(
            id=f"{story}-0",
            story=story,
            outlet=outlet,
            url=f"https://{outlet.host}/{story}-0",
            title=self.prose.headline(dice, topic),
            paragraphs=tuple(body),
            time=_START + timedelta(minutes=dice.randint(0, 120 * 24 * 60)),
            public_texts=quoted,
            dateline=dice.choice(phrases.DATELINES).format(city=city, name=outlet.name)
            if wire
            else None,
        )

    def _public_text(self) -> tuple[str, str]:
        if not self.public or self.dice.random() < 0.4:
            topic = self.prose.topic(self.dice)
            text = " ".join(self.prose.sentence(self.dice, topic) for _ in range(4))
            self.public.append((f"public-{len(self.public) + 1}", text))
        return self.dice.choice(self.public)

    def _copy(self, story: Sequence[Simulated], name: str, topic: Sequence[str]) -> Simulated:
        dice, spread = self.dice, self.config.spread
        known = [article for article in story if Edit.TRANSLATED not in article.edits]
        from_first = spread.from_agency if known[0].outlet.agency else spread.from_origin
        source = known[0] if dice.random() < from_first else dice.choice(known)
        outlet = dice.choice([one for one in self.outlets if one is not source.outlet])
        lag = timedelta(hours=spread.median_lag_hours * dice.lognormvariate(0.0, 1.2))
        copy = Simulated(
            id=name,
            story=source.story,
            outlet=outlet,
            url=f"https://{outlet.host}/{name}",
            title=source.title,
            paragraphs=source.paragraphs,
            time=source.time + max(lag, timedelta(minutes=2)),
            source=source.id,
            public_texts=source.public_texts,
        )
        if dice.random() < outlet.habits.mirror:
            return replace(
                copy,
                edits=(Edit.VERBATIM,),
                canonical=source.url,
                preface=source.preface,
                correction=source.correction,
                credits=source.outlet.host,
                credit_is="source",
                dateline=source.dateline,
            )
        return self._credited(self._edited(copy, source, topic), source, story)

    def _edited(self, copy: Simulated, source: Simulated, topic: Sequence[str]) -> Simulated:
        dice, habits = self.dice, copy.outlet.habits
        body, edits = list(copy.paragraphs), []
        if source.preface and dice.random() < 0.8:
            body.insert(0, source.preface)  # the copy takes the whole page for the text
        changed = 0
        added: tuple[str, ...] = ()
        translated = dice.random() < habits.translate
        if dice.random() < habits.excerpt:
            body = excerpt(dice, body)
            edits.append(Edit.EXCERPT)
        elif len(body) > 2 and dice.random() < habits.cut:
            body = cut_end(dice, body)
            edits.append(Edit.CUT)
        if dice.random() < habits.light_edit:
            body, changed = edit_lightly(dice, body, lambda: self.prose.word(dice, topic))
            edits.append(Edit.LIGHT)
        note: str | None = None
        if dice.random() < habits.correct and (done := correct(dice, body)) is not None:
            body, old, new = done
            note = dice.choice(phrases.CORRECTIONS).format(old=old, new=new)
            edits.append(Edit.CORRECTED)
        others = [one for one in self.made[-60:] if one.story != copy.story]
        if others and dice.random() < habits.merge:
            other = dice.choice(others)
            body += list(other.paragraphs[:3])
            added = (other.id,)
            edits.append(Edit.MERGED)
        if translated:
            body, edits, note = translate(body), [Edit.TRANSLATED], None
        if not edits:
            edits.append(Edit.VERBATIM)
        if dice.random() < habits.headline:
            copy = replace(copy, title=self.prose.headline(dice, topic))
            edits.append(Edit.HEADLINE)
        if dice.random() < habits.preface:
            copy = replace(copy, preface=self.prose.sentence(dice, topic))
            edits.append(Edit.PREFACE)
        if dice.random() < habits.footer:
            edits.append(Edit.FOOTER)
        if source.dateline and dice.random() < habits.dateline and not translated:
            copy = replace(copy, dateline=source.dateline)
        return replace(
            copy,
            paragraphs=tuple(body),
            edits=tuple(edits),
            changed_words=changed,
            added=added,
            correction=note,
        )

    def _credited(
        self, copy: Simulated, source: Simulated, story: Sequence[Simulated]
    ) -> Simulated:
        dice, habits = self.dice, copy.outlet.habits
        translated = Edit.TRANSLATED in copy.edits
        first = story[0]
        if copy.dateline:
            # The dateline names the agency: that is the credit, whoever it was taken from.
            is_source = source.id == first.id
            copy = replace(
                copy, credits=first.outlet.host, credit_is="source" if is_source else "kept"
            )
            if is_source or dice.random() < 0.5:
                return copy
        if not translated and dice.random() >= habits.credit:
            return copy
        named, meaning = source, "source"
        chance = dice.random()
        if not translated and chance < habits.credit_wrong:
            named = replace(source, outlet=dice.choice(self.outlets), url="https://nowhere.example")
            meaning = "wrong"
        elif not translated and chance < habits.credit_wrong + habits.credit_kept and source.source:
            by_id = {article.id: article for article in story}
            named, meaning = by_id[source.source], "kept"
        if named.outlet is copy.outlet:
            return copy
        facts = {"name": named.outlet.name, "url": named.url}
        choices: tuple[str, ...]
        at_head = False
        if translated:
            choices = phrases.TRANSLATION
        elif named.outlet.agency:
            choices = phrases.WIRE_FOOT
        elif Edit.EXCERPT in copy.edits and dice.random() < 0.5:
            choices = phrases.EXCERPT
        else:
            at_head = dice.random() < 0.4
            choices = phrases.HEAD if at_head else phrases.FOOT
        line = dice.choice(choices).format(**facts)
        return replace(
            copy,
            head=line if at_head else None,
            foot=None if at_head else line,
            credits=named.outlet.host,
            credit_is=meaning,
        )

    def _dated(self, article: Simulated) -> Simulated:
        dice, dating = self.dice, self.config.dating
        chance = dice.random()
        if chance < dating.missing:
            return replace(article, published=None, date_is="missing")
        moment, kind = article.time, "minute"
        if dice.random() < dating.wrong:
            moment += timedelta(hours=dice.uniform(-240, 240))
            kind = "wrong"
        if chance < dating.missing + dating.day_only:
            kind = kind if kind == "wrong" else "day"
            return replace(article, published=f"{moment:%Y-%m-%d}", date_is=kind)
        if chance < dating.missing + dating.day_only + dating.zoneless:
            local = moment + timedelta(hours=article.outlet.zone_hours)
            kind = kind if kind == "wrong" else "zoneless"
            return replace(article, published=f"{local:%Y-%m-%dT%H:%M}", date_is=kind)
        return replace(article, published=f"{moment:%Y-%m-%dT%H:%M}Z", date_is=kind)
