"""What every table of an answer has: both clocks in its title, and its sources below."""

from __future__ import annotations

from collections.abc import Iterable

from latticework.answers.references import ranges, references
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.model.fact import Fact
from latticework.model.period import say_day
from latticework.model.reading import Reading, unique
from latticework.views.world import World

SHORT = 10
"""How many digits of a fact's id are shown; enough to find it again."""


def sheet(
    title: str, world: World, columns: tuple[str, ...], rows: list[tuple[Value, ...]], notes: Iterable[str]
) -> Sheet:
    """Make a table whose title and metadata carry both clocks."""
    clocks = f"as of {say_day(world.as_of)}, as known by {say_day(world.known_by)}"
    return Sheet(
        f"{title} - {clocks}",
        columns,
        rows,
        tuple(notes),
        {"as_of": world.as_of.isoformat(), "known_by": world.known_by.isoformat()},
    )


def cited(ask: Ask, used: Iterable[Fact]) -> tuple[str, ...]:
    """Note the facts a table rests on, and give their numbered places, the first dozen, unless the user wants none."""
    found = unique(used)
    ask.used += found
    if not ask.cite:
        return ()
    listed = references(found, ask.atlas.sources())
    lines = [
        f"[{r.number}] {r.source.publisher}: {r.source.title}{f', release {r.release}' if r.release else ''}, {r.locator if len(r.facts) == 1 or not r.source.address else r.source.address} ({len(r.facts)} facts)"
        for r in listed[:12]
    ]
    if len(listed) > 12:
        lines.append(
            f"and {ranges([r.number for r in listed[12:]])}: {len(listed) - 12} more places; --format json or `latticework facts ID` shows each"
        )
    return tuple(lines)


def evidence(readings: Iterable[Reading]) -> tuple[Fact, ...]:
    """Give all facts behind some readings, each once."""
    return unique(fact for reading in readings for fact in reading.evidence())
