"""The case a brief is written from: one world, one state, and the judgements its sections share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from latticework.answers.why.partner import Partner, partners_of
from latticework.measures import CARDS, threats
from latticework.measures.depth import CONTACTS
from latticework.measures.reliance import reliance
from latticework.model.brief import Day, Figure, Name, Span, Sum, sentence
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.period import years_before
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import TIE_KINDS, Tie, Ties
from latticework.views.world import World

NEW_YEARS = 10
"""A partner is called new when the agreement was made within these many years before the day."""
TRIGGER_YEARS = 3
"""Events count as triggers when they lie within these many years before the day."""
LEANS = 50.0
"""A defence leans on one ally when that ally has at least this share, in percent, of all spending pledged to it."""
SHOWN = 3
"""How many threats are told in full."""
TOLD = 12
"""How many partners are told with their agreements, the deepest tied first."""

RECENT_YEARS = 4
"""A ratio is told when its year lies at most so many calendar years before the day."""


@dataclass
class Case:
    """One world and one state. Unknowns that sections meet are collected in `unknowns`, each once."""

    world: World
    state: str
    unknowns: dict[str, None] = field(default_factory=dict)

    @cached_property
    def ties(self) -> Ties:
        """The ties of the day."""
        return Ties(self.world)

    @cached_property
    def ranked(self) -> list[Reading]:
        """The threats of the state, most threatening first; empty when none is known."""
        found = threats(self.world, self.state, self.ties)
        if isinstance(found, Unknown):
            self.note(found)
            return []
        return [reading for reading in found if reading.value > 0]

    @cached_property
    def rivals(self) -> list[str]:
        """The codes of the ranked threats."""
        return [str(reading.detail["state"]) for reading in self.ranked]

    @cached_property
    def leaning(self) -> Reading | Unknown:
        """How far the defence of the state rests on one ally."""
        return reliance(self.world, self.state, self.ties)

    @cached_property
    def main_ally(self) -> str:
        """The ally its defence leans on: the one with at least `LEANS` percent of the spending pledged; else empty."""
        if isinstance(self.leaning, Unknown) or self.leaning.value < LEANS:
            return ""
        return str(self.leaning.detail["ally"])

    @cached_property
    def everyone(self) -> list[Partner]:
        """All states with which it made agreements in the years before, or has some under way, the deepest tied first."""
        return partners_of(self.world, self.state, years_before(self.world.as_of, NEW_YEARS), self.ties)

    @cached_property
    def partners(self) -> list[Partner]:
        """Those of them that are neither the main ally nor ranked as threats."""
        apart = {self.main_ally, *self.rivals}
        return [partner for partner in self.everyone if partner.code not in apart]

    @cached_property
    def earlier(self) -> Ties:
        """The ties as they stood `NEW_YEARS` years before, in the world of that day."""
        world = self.world
        then = years_before(world.as_of, NEW_YEARS)
        past = World(world.memory, then, world.known_by, world.coverage, world.groupings)
        past.read_ahead((*TIE_KINDS, "membership", *CONTACTS))
        return Ties(past)

    def note(self, unknown: Unknown) -> None:
        """Remember what could not be known."""
        self.unknowns.setdefault(unknown.because, None)


def state_name(code: str, *, facts: tuple[Fact, ...] = ()) -> Name:
    """Name a state or grouping in a sentence."""
    return Name(name_of(code), facts)


def method(name: str) -> str:
    """Say which version of which measure made a figure."""
    return f"{name} v{CARDS[name].version}"


def day_span(fact: Fact) -> Day:
    """Give the day of a fact as a span that rests on it."""
    return Day(fact.day, fact.period.precision, (fact,))


def is_recent(case: Case, reading: Reading) -> bool:
    """Whether the year of a ratio is near enough to the day to be told."""
    return reading.day is not None and case.world.as_of.year - reading.day.year <= RECENT_YEARS


def step_words(tie: Tie) -> list[Span | str]:
    """Say where a tie stood: "in force since 1960", "signed 6 January 2022"."""
    status = tie.status.replace("_", " ")
    return [f"{status} since " if tie.status == "in_force" else f"{status} ", day_span(tie.since)]


def sum_of(title: str, reading: Reading, unit: str) -> Sum:
    """Lay out how a reading was made: its statement, then each part in its unit."""
    lines = [sentence(Name(reading.how))] if reading.how else []
    for part in reading.parts:
        if isinstance(part.value, Unknown):
            lines.append(sentence(Name(part.name), ": unknown, ", Name(part.value.because)))
        else:
            lines.append(
                sentence(Name(part.name), " = ", Figure(part.value, unit, part.facts, method(reading.measure)))
            )
    return Sum(title, tuple(lines))
