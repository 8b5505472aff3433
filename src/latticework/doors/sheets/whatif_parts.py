"""What tables of scenarios are made of: values in words, spreads, places, and what did not move."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from latticework.answers.whatif.said import about, label, number, unit_of, value
from latticework.answers.whatif.stand import Names, Stand
from latticework.answers.whatif.whatif import Moved
from latticework.doors.render.table import Value as Cell
from latticework.doors.sheets.common import SHORT
from latticework.doors.sheets.system_parts import SHOWN
from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown

MANY = ("likeness of pacts", "cover that rests on", "depth of the tie")
"""Conclusions about pairs, of which one change may move many."""
FEW = 6
"""So many values are told of what did not move; of more, how many there are."""


def ends(moved: Moved, unit: str) -> tuple[str, str, str]:
    """Say where the draws lie on both sides, and in how many of them the conclusion rises or falls."""
    spread = moved.spread
    if spread is None:
        return "", "", ""
    said = [
        "unknown" if side is None else " to ".join(dict.fromkeys(number(end, unit) for end in side))
        for side in (spread.before, spread.after)
    ]
    moves = [f"{how} in {100 * share:.0f}%" for how, share in (("rises", spread.rose), ("falls", spread.fell)) if share]
    unknown = [f"unknown in {100 * (1 - spread.known):.0f}%"] if spread.known < 1 else []
    return said[0], said[1], ", ".join((*moves, *unknown)) or "stays"


def places(facts: Sequence[Fact]) -> str:
    """Write the ids of facts, the first few; what is supposed is in no store and is told by the place it stands."""
    supposed = dict.fromkeys(_place(fact) for fact in facts if fact.supposed)
    real = [fact.id[:SHORT] for fact in facts if not fact.supposed]
    shown = [f"supposed: {', '.join(supposed)}"] if supposed else []
    more = f" and {len(real) - SHOWN} more" if len(real) > SHOWN else ""
    return "; ".join((*shown, *([", ".join(real[:SHOWN]) + more] if real else [])))


def _place(fact: Fact) -> str:
    place = fact.citation.locator.split(" (sha256")[0]
    return place[place.rindex(" line ") + 1 :] if " line " in place else place


def still(stand: Stand, how: str) -> tuple[Cell, ...]:
    """Lay out a conclusion that did not move."""
    found = stand.found
    facts = () if isinstance(found, Unknown) else found.facts if isinstance(found, Names) else found.evidence()
    return (label(stand.what, stand.unit), about(stand.about), found_in(stand), how, "", "", "", "", places(facts))


def found_in(stand: Stand) -> str:
    """Say what a conclusion that stands is."""
    found, unit = stand.found, unit_of(stand.what, stand.unit)
    if isinstance(found, Names):
        return value(", ".join(found.names) or "none", unit)
    return value(found.value if isinstance(found, Reading) else found, unit)


def _subject(stand: Stand) -> str:
    """Name whom a conclusion is about, and on which basis; of the network nobody, for it is one."""
    if stand.what.startswith("network: "):
        return ""
    basis = f" ({stand.unit})" if stand.what in ("ratio", "overtake") else ""
    return f"{about(stand.about)}{basis}"


def same(how: str, stands: Sequence[Stand], among: set[str]) -> list[str]:
    """Tell what did not move, by conclusion: the values where they are few, else how many."""
    told, unknown = [], 0
    for what, group in groupby(sorted(stands, key=lambda s: s.what), key=lambda s: s.what):
        found = list(group)
        known = [stand for stand in found if not isinstance(stand.found, Unknown)]
        unknown += len(found) - len(known)
        if known:
            near = known if len(known) <= FEW else [s for s in known if set(s.about) <= among][:FEW]
            said = [f"{_subject(s)} {found_in(s)}".strip() for s in near]
            left = len(known) - len(near)
            said += [f"{left} {'more' if near else 'values'}"] if left else []
            told.append(f"{what}: {'; '.join(said)}")
    if not told and not unknown:
        return []
    return [f"{how}: {'. '.join(told) or 'nothing known'}{f'. Unknown before and after: {unknown}' if unknown else ''}"]
