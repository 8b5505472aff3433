"""The ties of a state or pair as a table."""

from __future__ import annotations

from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import SHORT, cited, sheet
from latticework.model.fact import About, Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.period import as_day, iso
from latticework.model.state import find_state
from latticework.views.ties import Tie, Ties

MANY = 6
"""A tie with more other parties than this names two of them and the number."""


def ties(ask: Ask, state: str, other: str | None, *, kind: str | None, ended: bool, since: str | None) -> Sheet:
    """Lay out the ties of a state or pair."""
    world = ask.world
    code = find_state(state, on=world.as_of).code
    table = Ties(world)
    second = find_state(other, on=world.as_of).code if other else None
    found = table.between(code, second, ended=ended) if second else table.of(code, ended=ended)
    if not second:
        found = found + _as_member(table, code)
    wanted = find_kind(kind).name if kind else None
    after = as_day(since) if since else None
    rows: list[tuple[Value, ...]] = []
    used: list[Fact] = []
    for tie in sorted(found, key=lambda t: (t.kind, str(t.about), t.key)):
        first = tie.first_agreed
        if (wanted and tie.kind != wanted) or (after and (first is None or first.period.surely_since <= after)):
            continue
        rows.append(
            (
                find_kind(tie.kind).label,
                *(() if second else (_others(tie, code),)),
                _way(tie, code),
                tie.title,
                tie.status.replace("_", " "),
                iso(tie.since.day, tie.since.period.precision),
                tie.since.id[:SHORT],
            )
        )
        used.append(tie.since)
    who = f"{name_of(code)} and {name_of(second)}" if second else name_of(code)
    title = f"Ties of {who}"
    columns = ("kind", *(() if second else ("with",)), "way", "title", "status", "since", "fact")
    repeats = [t for t in table.beside if code in t.parties and (second is None or second in t.parties)]
    names = ", ".join(sorted({tie.since.citation.source for tie in repeats}))
    told = (f"told by {names} too, and counted here once: {len(repeats)}",) if repeats else ()
    if rows:
        return sheet(title, world, columns, rows, (*told, *cited(ask, used)))
    looked = world.looked("defence_cooperation", code, *((second,) if second else ()))
    none = "sources looked and found none" if looked else "unknown: no source here looked at its agreements on this day"
    return sheet(title, world, columns, rows, (none,))


def _as_member(table: Ties, state: str) -> list[Tie]:
    """Draw the pacts a state has through one grouping together: one tie with all its members."""
    drawn: dict[str, Tie] = {}
    for key, fact in table.world.groupings_of(state).items():
        grouping = table.world.groupings.get(key)
        for kind in grouping.obliges if grouping else ():
            about = About(tuple(sorted(table.members(key))))
            name = grouping.name if grouping else key
            drawn[f"{key}:{kind}"] = Tie(f"{key}:{kind}", kind, about, name, "in_force", fact, (fact,), via=key)
    return list(drawn.values())


def _others(tie: Tie, state: str) -> str:
    names = [name_of(party) for party in tie.others(state)]
    return ", ".join(names) if len(names) <= MANY else f"{len(names)} states, among them {', '.join(names[:2])}"


def _way(tie: Tie, state: str) -> str:
    """Say which way a tie runs, seen from a state."""
    if not tie.about.directed:
        return "mutual"
    return "from it" if state in tie.about.givers else "to it"
