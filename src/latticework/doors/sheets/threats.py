"""Ranked threats as a table."""

from __future__ import annotations

from latticework import measures
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import SHORT, cited, evidence, sheet
from latticework.measures.threats import Standing
from latticework.model.grouping import name_of
from latticework.model.reading import Unknown
from latticework.model.state import find_state


def threats(ask: Ask, state: str, *, explain: bool) -> Sheet:
    """Lay out the ranked threats of a state."""
    world = ask.world
    code = find_state(state, on=world.as_of).code
    found = measures.threats(world, code)
    title = f"Threats to {name_of(code)}"
    if isinstance(found, Unknown):
        return sheet(title, world, ("rank", "state"), [], (f"unknown: {found.because}",))
    rows: list[tuple[Value, ...]] = []
    if explain:
        for reading in found:
            factors = reading.detail["factors"]
            assert isinstance(factors, dict)
            for name, part in factors.items():
                unknown = isinstance(part.value, Unknown)
                rows.append(
                    (
                        name_of(str(reading.detail["state"])),
                        name,
                        None if unknown else part.value,
                        part.value.because if unknown else part.note,
                        ", ".join(f.id[:SHORT] for f in part.facts[:3]),
                    )
                )
        return sheet(title, world, ("state", "factor", "value", "how", "facts"), rows, cited(ask, evidence(found)))
    for place, reading in enumerate(found, start=1):
        standing = reading.detail["standing"]
        assert isinstance(standing, Standing)
        parts = [None if isinstance(part.value, Unknown) else part.value for part in reading.parts]
        rows.append(
            (
                place,
                name_of(str(reading.detail["state"])),
                reading.value,
                *parts,
                f"{standing.best}-{standing.worst}",
                f"{standing.known} of {standing.variants}",
                f"{standing.weighted_best}-{standing.weighted_worst}",
            )
        )
    masked = found[0].detail["masked"] if found else ()
    assert isinstance(masked, tuple)
    notes = [f"left out, bound by a defence pact: {', '.join(map(name_of, masked))}"] if masked else []
    shown = "; ".join(dict.fromkeys(reading.basis for reading in found))
    notes.append(f"score = capability x proximity x intent, as measured by: {shown}")
    notes.append("ranks: best and worst over the published variants, and over a thousand random weightings")
    columns = (
        "rank",
        "state",
        "score",
        "capability",
        "proximity",
        "intent",
        "ranks",
        "variants known",
        "weighted ranks",
    )
    return sheet(title, world, columns, rows, (*notes, *cited(ask, evidence(found))))
