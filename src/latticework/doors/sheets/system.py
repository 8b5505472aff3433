"""Similarity, durations, exposure, and what moved between two days, as tables."""

from __future__ import annotations

from datetime import date

from latticework.answers.diff import Change
from latticework.answers.diff import diff as moved
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import cited, sheet
from latticework.doors.sheets.system_parts import codes_of, covered, ids, number, plain, several
from latticework.errors import UsageError
from latticework.measures.durations import duration, waits_of
from latticework.measures.exposure import exposure as exposed
from latticework.measures.exposure import exposures
from latticework.measures.similarity import BY, similarities
from latticework.measures.similarity import similarity as alike
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind, kinds
from latticework.model.period import as_day, say_day
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import TIE_KINDS, Ties


def similarity(ask: Ask, one: str, other: str | None, *, by: str) -> Sheet:
    """Lay out how alike two states' pacts are and where they differ; or the states most like one."""
    world = ask.world
    if other:
        return _pair(ask, *codes_of(world, one, other))
    (code,) = codes_of(world, one)
    found = similarities(world, covered(world, "defence_pact"), of=code, by=by)
    known = [reading for reading in found if isinstance(reading, Reading)]
    title = f"Portfolios of pacts like that of {name_of(code)}"
    if not known:
        because = next((r.because for r in found if isinstance(r, Unknown)), "no other state is covered")
        return sheet(title, world, ("state", *BY), [], (f"unknown: {because}",))
    rows = [
        (name_of(str(several(reading, "states")[1])), *(number(reading, name) for name in BY))
        for reading in sorted(known, key=lambda r: (-r.value, str(r.detail["states"])))
    ]
    left = len(found) - len(known)
    notes = (f"over {known[0].detail['n']} states; sorted by {by}", *((f"unknown: {left} states",) if left else ()))
    return sheet(title, world, ("state", *BY), rows, (*notes, *cited(ask, (f for r in known for f in r.evidence()))))


def _pair(ask: Ask, one: str, other: str) -> Sheet:
    world, ties = ask.world, Ties(ask.world)
    found = alike(world, one, other, ties=ties)
    title = f"Likeness of the pacts of {name_of(one)} and {name_of(other)}"
    if isinstance(found, Unknown):
        return sheet(title, world, ("measure", "value"), [], (f"unknown: {found.because}",))
    rows: list[tuple[Value, ...]] = [(name, number(found, name), "", "") for name in BY]
    rows += [
        (f"differs towards {name_of(part.name)}", plain(part.value), part.note, ids(part.facts)) for part in found.parts
    ]
    notes = (
        f"over {found.detail['n']} states; levels: 3 defence or offence, 2 neutrality or consultation, 1 non-aggression",
        f"a difference is what {name_of(one)} owes less what {name_of(other)} owes",
    )
    return sheet(title, world, ("measure", "value", "levels", "facts"), rows, (*notes, *cited(ask, found.evidence())))


def durations(ask: Ask, kind: str | None) -> Sheet:
    """Lay out the median wait from signature to entry into force by kind; or, of one kind, every case."""
    world, ties = ask.world, Ties(ask.world)
    if kind:
        return _cases(ask, ties, find_kind(kind).name)
    rows: list[tuple[Value, ...]] = []
    used: list[Fact] = []
    for name in (name for name in TIE_KINDS if waits_of(ties, name)[0]):
        waits, left = waits_of(ties, name)
        found = duration(world, name, ties)
        still = sum(wait.open for wait in waits)
        median = round(found.value) if isinstance(found, Reading) else None
        rows.append((kinds()[name].label, median, len(waits) - still, still, left))
        used += [fact for wait in waits for fact in wait.facts]
    notes = (
        "median by Kaplan and Meier: open cases count as waits that last longer; unknown where fewer than half have come into force",
        "an agreement whose entry into force no source here tells counts as open; left out: a day not known to the day",
    )
    columns = ("kind", "median days", "in force", "open", "left out")
    return sheet("Days from signature to entry into force", world, columns, rows, (*notes, *cited(ask, used)))


def _cases(ask: Ask, ties: Ties, name: str) -> Sheet:
    waits, left = waits_of(ties, name)
    found = duration(ask.world, name, ties)
    said = (
        f"median {found.value:.0f} days: {found.how}"
        if isinstance(found, Reading)
        else f"median unknown: {found.because}"
    )
    rows: list[tuple[Value, ...]] = [
        (wait.tie.title, "; ".join(wait.tie.parties), wait.days, "open" if wait.open else "in force", ids(wait.facts))
        for wait in sorted(waits, key=lambda wait: (wait.days, wait.tie.key))
    ]
    notes = (
        said,
        f"left out, a day not known to the day: {left}",
        *(found.notes if isinstance(found, Reading) else ()),
    )
    title = f"Days from signature to entry into force: {find_kind(name).many}"
    used = (fact for wait in waits for fact in wait.facts)
    return sheet(title, ask.world, ("title", "parties", "days", "now", "facts"), rows, (*notes, *cited(ask, used)))


def exposure(ask: Ask, one: str, other: str | None) -> Sheet:
    """Lay out what two states lose if no pact binds them any more, the greater loss first; or one state with each ally."""
    world, ties = ask.world, Ties(ask.world)
    codes = codes_of(world, one, *((other,) if other else ()))
    if other:
        a, b = codes
        found = [exposed(world, a, b, ties=ties), exposed(world, b, a, ties=ties)]
        found.sort(key=lambda r: (isinstance(r, Unknown), 0.0 if isinstance(r, Unknown) else -r.value))
        title = f"If the pacts between {name_of(a)} and {name_of(b)} ended"
    else:
        found, title = exposures(world, codes[0], ties), f"What {name_of(codes[0])} loses with each ally"
    known = [reading for reading in found if isinstance(reading, Reading)]
    notes = list(dict.fromkeys(f"unknown: {r.because}" for r in found if isinstance(r, Unknown)))
    notes += list(dict.fromkeys(note for reading in known for note in reading.notes))
    if known:
        notes.insert(
            0,
            f"cover: (own + allies' spending) / spending of the ranked threats, {known[0].basis}; then: without the tie",
        )
    columns = (
        "state",
        "without",
        "loses %",
        "cover",
        "cover then",
        "reliance %",
        "reliance then %",
        "facts",
    )
    return sheet(
        title,
        world,
        columns,
        [_loss(r) for r in known],
        (*notes, *cited(ask, (f for r in known for f in r.evidence()))),
    )


def _loss(reading: Reading) -> tuple[Value, ...]:
    state, partner = str(reading.detail["state"]), str(reading.detail["partner"])
    resting = (reading.detail[name] for name in ("reliance", "reliance_without"))
    return (
        name_of(state), name_of(partner), reading.value, *(plain(part.value) for part in reading.parts),
        *(found.value if isinstance(found, Reading) else None for found in resting), ids(reading.facts),
    )  # fmt: skip


def diff(ask: Ask, first: str, second: str, *, state: str | None, clock: str) -> Sheet:
    """Lay out which conclusions moved between two days, or between what was known by two days, with the facts that moved them."""
    days = as_day(first), as_day(second)
    if clock == "as-of":
        if ask.as_of:
            raise UsageError("two days as of which to compare leave none for --as-of", next_step="leave --as-of out")
        known = ask.known_by or date.today()
        worlds = [ask.atlas.world(day, known) for day in days]
        title = f"What moved from {say_day(days[0])} to {say_day(days[1])}, as known by {say_day(as_day(known))}"
    else:
        if ask.known_by:
            raise UsageError(
                "two days of knowledge to compare leave none for --known-by", next_step="leave --known-by out"
            )
        worlds = [ask.atlas.world(ask.as_of, day) for day in days]
        title = f"What moved as of {say_day(worlds[0].as_of)}, known by {say_day(days[0])} and by {say_day(days[1])}"
    codes = codes_of(worlds[1], state) if state else ()
    found = moved(worlds[0], worlds[1], codes)
    rows = [_change(change) for change in found]
    notes = (f"{len(found)} conclusions moved; none: stood only on the other side",) if found else ("nothing moved",)
    meta: dict[str, object] = {"clock": clock, "before": days[0].isoformat(), "after": days[1].isoformat()}
    columns = ("what", "about", "before", "after", "note", "facts")
    return Sheet(title, columns, rows, (*notes, *cited(ask, (fact for change in found for fact in change.facts))), meta)


def _change(change: Change) -> tuple[Value, ...]:
    label = kinds()[change.what].label if change.what in kinds() else change.what
    about = ", ".join(name_of(code) for code in change.about)
    note = "; ".join(text for text in (change.unit if change.unit != "rank" else "", change.note) if text)
    return (label, about, _stood(change, change.before), _stood(change, change.after), note, ids(change.facts))


def _stood(change: Change, side: object) -> str:
    if side is None:
        return "none"
    if isinstance(side, Unknown):
        return f"unknown: {side.because}"
    if isinstance(side, float):
        return f"{side:.0f}" if change.what in ("threat rank", "overtake") else f"{side:.2f}"
    return str(side).replace("_", " ")
