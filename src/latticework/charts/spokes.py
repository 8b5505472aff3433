"""The map of a state's ties as plain marks: an arc and a dot for each partner, for a page that draws them as the days move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from latticework.charts.earth import great_circle, turned
from latticework.charts.ground import HIGH, WIDE, equal_earth, placed
from latticework.charts.look import group_of, groups, status_label
from latticework.charts.map import Partner, alt, partners
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.reading import Unknown, unique
from latticework.model.state import states
from latticework.views.ties import Ties, rung
from latticework.views.world import World


@dataclass(frozen=True, slots=True)
class Arc:
    """The way to one partner: its path, the place of its group in the legend from 0, whether the tie is in force, and words."""

    code: str
    path: str
    group: int
    in_force: bool
    says: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A capital on the map, and on which side of it its name stands; empty where there is no room."""

    code: str
    name: str
    x: float
    y: float
    side: str
    own: bool


@dataclass(frozen=True, slots=True)
class Spokes:
    """A map of a state's ties: size, meridian, arcs (shallow ones first), dots, and what must travel with it."""

    centre: int
    arcs: tuple[Arc, ...]
    dots: tuple[Dot, ...]
    partners: tuple[Partner, ...]
    alt: str
    facts: tuple[Fact, ...]
    wide: int = WIDE
    high: int = HIGH

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """The groups that are drawn, deepest first: place and words."""
        told = {arc.group for arc in self.arcs}
        return tuple((place, name) for place, name in enumerate(groups()) if place in told)


def spokes(world: World, state: str, *, kind: str | None = None, ties: Ties | None = None) -> Spokes | Unknown:
    """Lay out what ties a state to every other on the day, one arc a partner; see `charts.ties_map`.

    Unknown when the state had no capital on the day, or no tie of it is known.
    """
    home = states()[state].capital(world.as_of)
    if home is None:
        return Unknown(f"no capital of {name_of(state)} is known for this day")
    found = partners(world, state, kind=kind, ties=ties)
    if not found:
        looked = world.looked("defence_cooperation", state)
        return Unknown(
            f"sources looked and found no tie of {name_of(state)}"
            if looked
            else f"no source here looked at the ties of {name_of(state)} on this day"
        )
    centre = round(home.lon)
    order = list(groups())
    arcs = [
        Arc(
            p.code, great_circle((home.lon, home.lat), (p.capital.lon, p.capital.lat), centre), order.index(group_of(rung(p.deepest))),
            p.deepest.status == "in_force", f"{name_of(p.code)}: {p.deepest.title}, {status_label(p.deepest.status)}; {_ties(len(p.ties))}",
        )
        for p in reversed(found)
    ]  # fmt: skip
    facts = unique(fact for p in found for tie in p.ties for fact in tie.steps)
    return Spokes(centre, tuple(arcs), _dots(state, found, centre, world), tuple(found), alt(state, found), facts)


def _dots(state: str, found: Sequence[Partner], centre: int, world: World) -> tuple[Dot, ...]:
    home = states()[state].capital(world.as_of)
    assert home is not None
    spots = [{"code": state, "name": states()[state].name, "lon": home.lon, "lat": home.lat, "own": True}]
    spots += [
        {"code": p.code, "name": states()[p.code].name, "lon": p.capital.lon, "lat": p.capital.lat, "own": False}
        for p in found
    ]
    made = []
    for spot in placed(spots, lambda lon, lat: equal_earth(turned(lon, centre), lat, 0), (WIDE, HIGH)):
        x, y = equal_earth(turned(spot["lon"], centre), spot["lat"], 0)
        made.append(Dot(spot["code"], spot["name"], round(x, 1), round(y, 1), spot["side"], spot["own"]))
    return tuple(made)


def _ties(count: int) -> str:
    return f"{count} tie{'' if count == 1 else 's'}"
