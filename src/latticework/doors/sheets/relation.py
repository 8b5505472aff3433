"""The relation of two states as a table: its levels, its months, or its acts."""

from __future__ import annotations

from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import SHORT, cited, sheet
from latticework.doors.sheets.system_parts import codes_of, ids, several
from latticework.measures.acts import Act, acts_between
from latticework.measures.relation import BASES, Break, Stretch
from latticework.measures.relation import relation as related
from latticework.model.grouping import name_of
from latticework.model.period import as_day, iso
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import Ties

WIDEST = 12
"""The widest step of a relation, in months."""


def relation(
    ask: Ask, one: str, other: str, *, months: int, since: str | None, series: bool, acts: bool
) -> Sheet:  # fmt: skip
    """Lay out the levels of a relation and what each began as; or its months, or its acts.

    Where coverage is too thin for a series on every basis, the acts that are known are laid out instead.
    """
    world = ask.world
    a, b = codes_of(world, one, other)
    ties, day = Ties(world), as_day(since) if since else None
    found = {base: related(world, a, b, basis=base, since=day, months=months, ties=ties) for base in BASES}
    readings = {base: reading for base, reading in found.items() if isinstance(reading, Reading)}
    notes = [f"unknown by {base}: {r.because}" for base, r in found.items() if isinstance(r, Unknown)]
    notes += [f"by {base}: {note}" for base, reading in readings.items() for note in reading.notes]
    if months < WIDEST and "too thin" in "".join(notes):
        notes.append(f"steps of more months may do with fewer acts: --months {WIDEST}")
    title = f"Relation of {name_of(a)} and {name_of(b)}"
    if acts or not readings:
        told = [act for base in BASES for act in acts_between(world, a, b, basis=base, ties=ties)]
        told = [act for act in told if day is None or act.day >= day]
        columns = ("day", "act", "by", "weight", "institutional", "what", "fact")
        return sheet(title, world, columns, [_act(act) for act in told], (*notes, *cited(ask, (x.fact for x in told))))
    used = tuple(fact for reading in readings.values() for fact in reading.evidence())
    if series:
        steps = [(base, step) for base, reading in readings.items() for step in several(reading, "series")]
        columns = ("basis", "from", "r", "cooperative", "hostile", "coverage", "acts")
        return sheet(title, world, columns, [_step(base, step) for base, step in steps], (*notes, *cited(ask, used)))
    rows = [row for base, reading in readings.items() for row in _levels(base, reading)]
    notes.append(
        "r = log((cooperative / c + 1) / (hostile / c + 1)), c: how much was told of the two; above zero: more cooperation than hostility"
    )
    return sheet(
        title,
        world,
        ("basis", "span", "mean r", "began as", "change", "acts", "facts"),
        rows,
        (*notes, *cited(ask, used)),
    )


def _levels(base: str, reading: Reading) -> list[tuple[Value, ...]]:
    breaks = several(reading, "breaks")
    rows: list[tuple[Value, ...]] = []
    for place, part in enumerate(reading.parts):
        began = breaks[place - 1] if place else None
        assert began is None or isinstance(began, Break)
        what, size = (began.what, began.size) if began else ("start of the series", "-")
        assert not isinstance(part.value, Unknown)
        rows.append((base, part.name, part.value, what, size, len(part.facts), ids(part.facts)))
    return rows


def _act(act: Act) -> tuple[Value, ...]:
    day = iso(act.day, act.fact.period.precision)
    by = name_of(act.actor) if act.actor else "both"
    return (day, act.root, by, act.weight, "yes" if act.institutional else "no", act.fact.title, act.fact.id[:SHORT])


def _step(base: str, step: object) -> tuple[Value, ...]:
    assert isinstance(step, Stretch)
    return (base, f"{step.start:%Y-%m}", step.value, step.cooperative, step.hostile, step.coverage, len(step.acts))
