"""A network of states as a table: its states or its pairs, with its shape in the notes."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import cited, sheet
from latticework.doors.sheets.system_parts import codes_of, covered, ids, several
from latticework.measures.concentration import concentration
from latticework.measures.lattice import frustration, hub_lattice
from latticework.measures.network import SECURITY_KINDS
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.reading import Reading, Unknown, unique
from latticework.model.state import find_state
from latticework.views.ties import Ties
from latticework.views.world import World


def network(ask: Ask, names: Sequence[str], hub: str, *, pairs: bool) -> Sheet:
    """Lay out the states of a network, each with its ties and what rests on the hub; or its pairs. The shape is in the notes."""
    world = ask.world
    centre = find_state(hub, on=world.as_of).code
    among = (
        sorted({*codes_of(world, *names), centre})
        if names
        else sorted({*covered(world, "defence_cooperation"), centre})
    )
    ties = Ties(world)
    found = hub_lattice(world, among, centre, ties, depths=not pairs)
    title = f"Network of {len(among)} states around {name_of(centre)}"
    if isinstance(found, Unknown):
        return sheet(title, world, ("state", "ties"), [], (f"unknown: {found.because}",))
    shape = found.detail
    notes = [
        f"hub-lattice index {found.value:.2f} (0 star, 1 all tied) = mean of "
        + ", ".join(f"{part.name} {part.value:.2f}" for part in found.parts),
        f"{shape['ties']} pairs tied, {shape['hub_ties']} of them with the hub; degree centralisation"
        f" {shape['centralisation']:.2f}, lattice share {shape['lattice_share']:.2f}",
        f"efficiency {shape['efficiency']:.2f}, without the hub {shape['efficiency_without_hub']:.2f}",
        *_balanced(world, among, ties),
        *_concentrated(world, among),
        *found.notes,
    ]
    if pairs:
        columns, rows, used = _pairs(ties, among)
    else:
        columns, rows, used = (
            ("state", "ties", "with the hub", "hub dependence", "constraint", "community"),
            _nodes(found),
            found.facts,
        )
    made = sheet(title, world, columns, rows, (*notes, *cited(ask, used)))
    numbers = (
        "ties",
        "hub_ties",
        "centralisation",
        "lattice_share",
        "spoke_density",
        "efficiency",
        "efficiency_without_hub",
    )
    made.meta |= {"hub": centre, "index": found.value, **{name: shape[name] for name in numbers}}
    return made


def _nodes(found: Reading) -> list[tuple[Value, ...]]:
    degrees, squeezed, rests = (found.detail[name] for name in ("degrees", "constraint", "hub_dependence"))
    groups, hub, spokes = several(found, "communities"), found.detail["hub"], several(found, "spokes")
    assert isinstance(degrees, dict)
    assert isinstance(squeezed, dict)
    assert isinstance(rests, dict)
    rows: list[tuple[Value, ...]] = []
    for state in sorted(degrees, key=lambda code: (-degrees[code], code)):
        rest = rests.get(state)
        rows.append(
            (
                name_of(state), degrees[state], "hub" if state == hub else "yes" if state in spokes else "no",
                "-" if state == hub else rest.value if isinstance(rest, Reading) else None, squeezed[state],
                _place(groups, state),
            )
        )  # fmt: skip
    return rows


def _place(groups: Sequence[object], state: str) -> int:
    return next(place for place, group in enumerate(groups, 1) if isinstance(group, tuple) and state in group)


def _pairs(ties: Ties, among: Sequence[str]) -> tuple[tuple[str, ...], list[tuple[Value, ...]], tuple[Fact, ...]]:
    rows: list[tuple[Value, ...]] = []
    used: list[Fact] = []
    for (one, other), found in ties.pairs(among, SECURITY_KINDS).items():
        facts = unique(tie.since for tie in found)
        labels = sorted({find_kind(tie.kind).label for tie in found})
        rows.append((name_of(one), name_of(other), len(found), ", ".join(labels), ids(facts)))
        used += facts
    return ("state", "and", "ties", "kinds", "facts"), rows, unique(used)


def _balanced(world: World, among: Sequence[str], ties: Ties) -> list[str]:
    found = frustration(world, among, ties)
    if isinstance(found, Unknown):
        return [f"balance of triads unknown: {found.because}"]
    told, index = found.parts[0].value, found.detail["index"]
    least = "" if index is None else f"; {index} ties would have to change sign for two camps"
    return [
        f"{found.value:.0%} of {told:.0f} triads out of balance (friends by agreement, foes by rivalry or document){least}"
    ]


def _concentrated(world: World, among: Sequence[str]) -> list[str]:
    found = concentration(world, among)
    if isinstance(found, Unknown):
        return [f"concentration of spending unknown: {found.because}"]
    left = f" ({found.notes[0]})" if found.notes else ""
    return [
        f"military spending among {found.detail['n']} of them in {found.detail['year']}: concentration {found.value:.2f},"
        f" {found.detail['poles']:.1f} effective poles{left}"
    ]
