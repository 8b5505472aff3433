"""What a scenario moves, as a table: before, after, the range, by which change, and what did not move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from latticework.answers.whatif.change import Supposed
from latticework.answers.whatif.language import parse_line
from latticework.answers.whatif.said import about, label, unit_of, value
from latticework.answers.whatif.scenario import Scenario, load_shipped, parse, scenario_of, shipped
from latticework.answers.whatif.whatif import Moved, WhatIf
from latticework.doors.ask import Ask
from latticework.doors.render.brief import upper_first
from latticework.doors.render.table import Sheet
from latticework.doors.render.table import Value as Cell
from latticework.doors.sheets.common import cited
from latticework.doors.sheets.whatif_parts import FEW, MANY, ends, found_in, places, same, still
from latticework.errors import UsageError
from latticework.model.grouping import name_of
from latticework.model.kind import kinds
from latticework.model.period import say_day
from latticework.views.ties import TIE_KINDS


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every scenario alike: about which states, around which hub, and how numbers are drawn."""

    states: tuple[str, ...] = ()
    hub: str = "USA"
    seed: int = 1
    draws: int = 100


def listing() -> Sheet:
    """Lay out the scenarios that ship."""
    found = [parse(content, f"{name}.toml") for name, content in shipped().items()]
    rows: list[tuple[Cell, ...]] = [
        (
            one.key.removesuffix(".toml"),
            one.title,
            one.version,
            one.as_of.isoformat() if one.as_of else "",
            len(one.changes),
            one.digest[:12],
        )
        for one in found
    ]
    notes = ("run one by its name; --text prints it, to copy and change",)
    return Sheet("Scenarios that ship", ("name", "title", "version", "as of", "changes", "sha256"), rows, notes)


def text_of(name: str) -> str:
    """Give the text of a scenario that ships."""
    load_shipped(name)
    return shipped()[name].decode("utf-8")


def given_scenario(
    name: str = "", *, do: Sequence[str] = (), assume: Sequence[str] = (), hold: bool = False
) -> Scenario:
    """Give a scenario that ships, or one of changes given as lines: for doors that must not read files."""
    if bool(name) == bool(do or assume):
        raise UsageError(
            "name a scenario that ships, or give changes",
            next_step=f"name one of {', '.join(shipped())}, or a line such as: leave MYS FPDA",
        )
    lines = [[parse_line(line, where=where) for line in found] for where, found in (("do", do), ("assume", assume))]
    return load_shipped(name) if name else scenario_of(*lines, hold=hold)


def asked_of(given: Mapping[str, Any]) -> tuple[Scenario, Asked]:
    """Read the scenario, and what is asked of it, out of the options of a door that reads no files."""
    names = given["scenarios"]
    scenario = given_scenario(names[0] if names else "", do=given["do"], assume=given["assume"], hold=given["hold"])
    return scenario, Asked(tuple(given["state"]), given["hub"], given["seed"], given["draws"])


def whatif(ask: Ask, made: WhatIf, *, every: bool = False, whole: bool = False) -> Sheet:
    """Lay out what one scenario moves; with `every`, each pair that moved, with `whole` also what did not."""
    scenario = made.scenario
    rows, more = _rows(made, every=every or whole)
    if whole:
        rows += [still(stand, "stayed") for stand in made.stayed] + [
            still(stand, "untouched") for stand in made.untouched
        ]
    rows += _sentences(made)
    day = f"as of {say_day(made.after.as_of)}, as known by {say_day(made.after.known_by)}"
    facts = [fact for moved in made.moved for fact in moved.change.facts]
    meta: dict[str, object] = {
        "as_of": made.after.as_of.isoformat(), "known_by": made.after.known_by.isoformat(), "states": list(made.states),
        "scenario": {
            "key": scenario.key, "title": scenario.title, "author": scenario.author, "day": scenario.day,
            "version": scenario.version, "sha256": scenario.digest,
            "changes": [change.text for change in scenario.changes], "assumes": [change.text for change in scenario.assumes],
        },
        "draws": made.draws, "seed": made.seed if made.draws else None,
    }  # fmt: skip
    columns: tuple[str, ...] = (
        "what",
        "about",
        "before",
        "after",
        "before, in draws",
        "after, in draws",
        "moves",
        "by",
        "facts",
    )
    if not made.draws:
        columns, rows = _without(columns, rows, 4, 7)
    return Sheet(f"What if: {scenario.title} - {day}", columns, rows, (*more, *_notes(made), *cited(ask, facts)), meta)


def side_by_side(ask: Ask, scenarios: Sequence[Scenario], asked: Asked) -> Sheet:
    """Lay out what several scenarios move, one column before and one after for each; ties of one kind stand in one row."""
    if not asked.states:  # about the same states in every scenario
        named = (
            code for one in scenarios for code in (one.states or (c for change in one.changes for c in change.states))
        )
        asked = replace(asked, states=tuple(dict.fromkeys(named)))
    made = [run(ask, one, asked, whole=True) for one in scenarios]
    tables = [{(m.change.what, m.change.about, m.change.unit): m for m in one.moved} for one in made]
    stood = [{s.key: s for s in (*one.stayed, *one.untouched)} for one in made]
    rows: list[tuple[Cell, ...]] = []
    for key in dict.fromkeys(key for table in tables for key in table):
        cells: list[str] = []
        for table, kept in zip(tables, stood, strict=True):
            if key in table:
                change = table[key].change
                unit = unit_of(change.what, change.unit)
                cells += [value(change.before, unit), value(change.after, unit)]
            elif key in kept:
                cells += [found_in(kept[key]), "same"]
            else:
                cells += ["", "unchanged" if key[0] in TIE_KINDS else "none"]
        rows.append((label(key[0], key[2]), about(key[1]), *cells))
    letters = [chr(ord("A") + place % 26) for place in range(len(made))]
    columns = ("what", "about", *(f"{letter} {side}" for letter in letters for side in ("before", "after")))
    notes: list[str] = []
    for letter, one in zip(letters, made, strict=True):
        notes.append(
            f"{letter}: {one.scenario.cited}, as of {say_day(one.after.as_of)}; {len(one.moved)} conclusions moved"
        )
        notes += [f"{letter}: {note}" for note in one.notes]
    notes.append(
        "each scenario stands on its own day and with its own assumptions; `latticework whatif` of one tells more"
    )
    facts = [fact for one in made for moved in one.moved for fact in moved.change.facts]
    return Sheet(f"What if: {len(made)} scenarios side by side", columns, rows, (*notes, *cited(ask, facts)))


def run(ask: Ask, scenario: Scenario, asked: Asked, *, brief: bool = False, whole: bool = False) -> WhatIf:
    """Work a scenario out on its day, or on the day asked for."""
    return ask.atlas.whatif(
        scenario, as_of=ask.as_of, known_by=ask.known_by, states=asked.states, hub=asked.hub, seed=asked.seed,
        draws=asked.draws, briefs=brief, whole=whole,
    )  # fmt: skip


def _without(
    columns: tuple[str, ...], rows: list[tuple[Cell, ...]], first: int, after: int
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    return columns[:first] + columns[after:], [row[:first] + row[after:] for row in rows]


def _rows(made: WhatIf, *, every: bool) -> tuple[list[tuple[Cell, ...]], list[str]]:
    """Lay out what moved: the ties and memberships that are supposed first, many alike in one row, then the conclusions.

    Of pairs of which many moved, those that moved most stand here unless `every` one is asked for; the notes tell of the rest.
    """
    number = {id(change): place for place, change in enumerate(made.scenario.changes, 1)}
    alike: dict[tuple[object, ...], list[Moved]] = {}
    for moved in made.moved:
        change = moved.change
        key = (
            (change.what, frozenset(change.about), change.before, change.after, moved.by)
            if change.what in TIE_KINDS
            else (change.what,)
        )
        alike.setdefault(key, []).append(moved)
    rows, more = [], []
    for group in sorted(alike.values(), key=lambda group: group[0].change.what not in (*TIE_KINDS, "membership")):
        what = group[0].change.what
        if len(group) > FEW and what in TIE_KINDS:
            rows.append(_many(group, number))
            continue
        shown = group if every or what not in MANY else sorted(group, key=_size)[:FEW]
        rows += [_row(moved, number) for moved in group if moved in shown]
        more += (
            [f"{what}: {len(group) - len(shown)} more moved, by less; --all shows them"]
            if len(shown) < len(group)
            else []
        )
    return rows, more


def _size(moved: Moved) -> float:
    """Sort the largest moves first; what became known or unknown before them."""
    before, after = moved.change.before, moved.change.after
    if isinstance(before, float | int) and isinstance(after, float | int):
        return -abs(after - before)
    return float("-inf")


def _row(moved: Moved, number: dict[int, int]) -> tuple[Cell, ...]:
    change, unit = moved.change, unit_of(moved.change.what, moved.change.unit)
    return (
        label(change.what, change.unit, change.note), about(change.about), value(change.before, unit), value(change.after, unit),
        *ends(moved, unit), _by(moved, number), places(change.facts),
    )  # fmt: skip


def _many(group: Sequence[Moved], number: dict[int, int]) -> tuple[Cell, ...]:
    """One row for many ties of one kind that moved alike."""
    first = group[0].change
    names = ", ".join(moved.change.note for moved in group[:3])
    facts = [fact for moved in group for fact in moved.change.facts]
    return (
        f"{kinds()[first.what].many}, {len(group)} of them: {names} and {len(group) - 3} more", about(first.about),
        value(first.before, ""), value(first.after, ""), *ends(group[0], ""), _by(group[0], number), places(facts),
    )  # fmt: skip


def _by(moved: Moved, number: dict[int, int]) -> str:
    return ", ".join(str(number[id(one)]) for one in moved.by) or "several, each enough"


def _sentences(made: WhatIf) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for briefs in made.briefs:
        for one in briefs.changed:
            before, after = (
                " ".join(upper_first(sentence.text) for sentence in side) or "none" for side in (one.before, one.after)
            )
            facts = [fact for s in one.after for fact in s.facts() if fact.supposed]
            rows.append((f"brief, {one.section}", name_of(one.state), before, after, "", "", "", "", places(facts)))
    return rows


def _notes(made: WhatIf) -> list[str]:
    scenario = made.scenario
    notes = [f"supposed by: {scenario.cited}"]
    notes += [f"note: {scenario.note}"] if scenario.note else []
    notes += [f"{place}: {_said(change)}" for place, change in enumerate(scenario.changes, 1)]
    notes += [f"on both sides: {_said(change)}" for change in scenario.assumes]
    notes += [f"note: {note}" for note in made.notes]
    notes.append(
        f"{len(made.moved)} conclusions moved; none: stood only on the other side; by: the changes without which it would stand otherwise"
    )
    among = {*made.states, made.hub}
    notes += same("did not move, worked out anew", made.stayed, among)
    notes += same("did not move, no change touches what it rests on", made.untouched, among)
    if made.left:
        notes.append(f"not worked out, no change touches what it rests on (--all does): {', '.join(made.left)}")
    if not made.briefs:
        notes.append("the brief on both sides, and the sentences in which it differs: --brief")
    for briefs in made.briefs:
        changed = sum(max(len(one.before), len(one.after)) for one in briefs.changed)
        notes.append(
            f"brief of {name_of(briefs.before.state)}: {changed} sentences are other ones, {briefs.kept} stand"
        )
    if made.draws:
        notes.append(
            f"in draws: the middle nine tenths of {made.draws} draws, seed {made.seed}, each number even over its range; before and after are at the middles"
        )
    return notes


def _said(change: Supposed) -> str:
    return f"{change.name} ({change.text})" if change.name else change.text
