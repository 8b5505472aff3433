"""The tables a notebook shows, laid out from objects; nothing is worked out here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from latticework.atlas import Atlas
from latticework.doors.notebook.markup import html_table
from latticework.doors.render import safe
from latticework.doors.render.table import Value
from latticework.doors.sheets.common import SHORT
from latticework.errors import NameNotFound
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.period import iso, say_day
from latticework.model.reading import Reading, Unknown
from latticework.model.unit import say
from latticework.views.ties import Tie
from latticework.views.world import World

if TYPE_CHECKING:
    from latticework.panels.panel import Panel

MOST = 50
"""How many rows of a list are shown; the note below says how many there are."""
FIRST = 5
"""How many rows of a panel are shown."""
FOLDED = "The facts behind it"


@dataclass(frozen=True, slots=True)
class Shown:
    """A table under a title, notes below it, and further tables folded away."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    notes: tuple[str, ...] = ()
    folded: dict[str, Shown] = field(default_factory=dict)

    def html(self) -> str:
        """Write it as a piece of HTML."""
        notes = "".join(f"<li>{safe.markup(note)}</li>" for note in self.notes)
        more = "".join(
            f"<details><summary>{safe.markup(name)}</summary>{one.html()}</details>"
            for name, one in self.folded.items()
        )
        table = html_table(self.columns, self.rows) if self.rows else ""
        return f"<div><p><b>{safe.markup(self.title)}</b></p>{table}{f'<ul>{notes}</ul>' if notes else ''}{more}</div>"


def fact(one: Fact) -> Shown:
    """Lay out everything a fact carries, one line a column that holds something."""
    rows: list[tuple[Value, ...]] = [
        (name.replace("_", " "), str(value))
        for name, value in one.row().items()
        if value not in ("", None, {}) and name != "detail"
    ]
    rows += [(name, value) for name, value in sorted(one.detail.items())]
    return Shown(f"{_kind(one.kind)}: {_parties(one)}", ("field", "value"), rows)


def facts(found: Sequence[Fact]) -> Shown:
    """Lay out a list of facts, one line each."""
    rows: list[tuple[Value, ...]] = [
        (
            one.id[:SHORT], _kind(one.kind), _parties(one), iso(one.day, one.period.precision),
            say(one.value, one.unit) if one.value is not None else "", one.status.replace("_", " "),
            one.title if "title" in one.detail else "", one.citation.source, one.citation.locator,
        )
        for one in found[:MOST]
    ]  # fmt: skip
    columns = ("fact", "kind", "about", "from", "value", "status", "what", "source", "place")
    return Shown(_counted(len(found), "fact"), columns, rows, _cut(len(found)))


def reading(one: Reading) -> Shown:
    """Lay out the parts of a reading under its number; the facts behind it are folded."""
    rows: list[tuple[Value, ...]] = [
        (part.name, None if isinstance(part.value, Unknown) else part.value, _why(part.value) or part.note, ", ".join(f.id[:SHORT] for f in part.facts[:FIRST]) + (" ..." if len(part.facts) > FIRST else ""))
        for part in one.parts
    ]  # fmt: skip
    day = f", {say_day(one.day)}" if one.day else ""
    title = f"{one.measure} (version {one.version}): {_said(one)}{f', {one.basis}' if one.basis and one.basis != one.unit else ''}{day}"
    notes = tuple(filter(None, (one.how, *one.notes)))
    behind = one.evidence()
    return Shown(title, ("part", "value", "note", "facts"), rows, notes, {FOLDED: facts(behind)} if behind else {})


def readings(found: Sequence[Reading | Unknown]) -> Shown:
    """Lay out a list of readings, one line each, in their order."""
    rows: list[tuple[Value, ...]] = []
    for one in found[:MOST]:
        if isinstance(one, Unknown):
            rows.append(("", None, "", one.because, ""))
        else:
            whom = str(one.detail.get("state", ""))
            rows.append((one.measure, _said(one), name_of(whom) if whom else "", one.how, len(one.evidence())))
    return Shown(_counted(len(found), "reading"), ("measure", "value", "about", "how", "facts"), rows, _cut(len(found)))


def tie(one: Tie) -> Shown:
    """Lay out the steps of a tie, oldest first."""
    made = facts(one.steps)
    via = (f"through {name_of(one.via)}",) if one.via else ()
    title = f"{_kind(one.kind)}: {_who(one.about.givers, one.about.receivers)}; {one.status.replace('_', ' ')}"
    return Shown(f"{one.title}. {title}", made.columns, made.rows, (*via, *made.notes))


def ties(found: Sequence[Tie], day: World | None = None) -> Shown:
    """Lay out ties, one line each with the step that holds."""
    rows: list[tuple[Value, ...]] = [
        (_kind(one.kind), _who(one.about.givers, one.about.receivers), one.title, one.status.replace("_", " "), iso(one.since.day, one.since.period.precision), one.since.id[:SHORT])
        for one in found[:MOST]
    ]  # fmt: skip
    title = f"{_counted(len(found), 'tie')}{f', {clocks(day)}' if day else ''}"
    return Shown(title, ("kind", "between", "title", "status", "since", "fact"), rows, _cut(len(found)))


def world(one: World) -> Shown:
    """Lay out the two clocks of a world."""
    return Shown("The world", ("clock", "day"), [("as of", say_day(one.as_of)), ("known by", say_day(one.known_by))])


def atlas(one: Atlas) -> Shown:
    """Lay out where an atlas keeps its facts, and the datasets that were read into it."""
    place = str(one.store.folder) if one.store else "in memory"
    rows: list[tuple[Value, ...]] = [("facts are kept", place)]
    if one.store:
        rows.append(("facts", f"{sum(segment.rows for segment in one.store.manifest.segments):,}"))
    rows.append(("datasets read into it", ", ".join(card.key for card in one.imported()) or "none: the pack alone"))
    return Shown("Atlas", ("what", "value"), rows, (one.note,) if one.note else ())


def panel(one: Panel) -> Shown:
    """Lay out the first rows of a panel; folded: its choices in order, its datasets, its columns."""
    told = one.header()
    names = tuple(one.columns)
    lists = [column.take(slice(FIRST)).to_list() for column in one.columns.values()]  # type: ignore[arg-type]
    rows: list[tuple[Value, ...]] = [tuple(row) for row in zip(*lists, strict=True)]
    steps: list[tuple[Value, ...]] = [
        (step["step"], "; ".join(f"{k}: {v}" for k, v in step.items() if k not in ("step", "notes")), "; ".join(step.get("notes", ())))
        for step in told["choices"]
    ]  # fmt: skip
    used: list[tuple[Value, ...]] = [
        (row["title"], row["release"], f"{row['years'][0]}-{row['years'][1]}", row["citation"], row["address"])
        for row in told["datasets"]
    ]
    columns: list[tuple[Value, ...]] = [
        (c["name"], c["label"], c["dataset"], c["unknown"]) for c in told["columns"]
    ]  # fmt: skip
    folded = {
        "Choices, in order": Shown("Choices, in order", ("step", "chosen", "notes"), steps),
        "Datasets": Shown("Datasets", ("title", "release", "years", "citation", "address"), used),
        "Columns": Shown("Columns", ("column", "what it is", "dataset", "unknown"), columns),
    }
    title = f"{told['unit']} ({told['system']}), {told['rows']:,} rows, {len(names)} columns"
    return Shown(
        title, names, rows, (f"the first {min(FIRST, len(one))} of {len(one):,} rows", told["unknown"]), folded
    )


def clocks(one: World) -> str:
    """Say both clocks of a world."""
    return f"as of {say_day(one.as_of)}, as known by {say_day(one.known_by)}"


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _cut(number: int) -> tuple[str, ...]:
    return (f"the first {MOST} of {number:,}",) if number > MOST else ()


def _said(one: Reading) -> str:
    """Say a reading's number; one too small for two decimals keeps two digits, so that it does not look like none."""
    return f"{one.value:.2g}" if 0 < abs(one.value) < 0.01 else say(one.value, one.unit)


def _why(value: float | Unknown) -> str:
    return value.because if isinstance(value, Unknown) else ""


def _kind(name: str) -> str:
    try:
        return find_kind(name).label
    except NameNotFound:
        return name.replace("_", " ")


def _parties(one: Fact) -> str:
    return _who(one.about.givers, one.about.receivers)


def _who(givers: Iterable[str], receivers: Iterable[str]) -> str:
    left, right = (", ".join(name_of(code) for code in codes) for codes in (givers, receivers))
    return f"{left} > {right}" if right else left
