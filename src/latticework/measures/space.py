"""Distance between states, and what lies within a weapon's reach."""

from __future__ import annotations

from functools import lru_cache

from geographiclib.geodesic import Geodesic

from latticework.measures.card import measure
from latticework.model.fact import About, Citation, Fact
from latticework.model.grouping import name_of
from latticework.model.period import Period
from latticework.model.reading import Part, Reading, Unknown
from latticework.model.state import states
from latticework.views.world import World


@lru_cache(maxsize=65536)
def great_circle(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Length in kilometres of the shortest way over the WGS 84 ellipsoid between two points in degrees."""
    return float(Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2, Geodesic.DISTANCE)["s12"]) / 1000


@measure(
    unit="km",
    formula="geodesic between the capitals of the day (WGS 84)",
    needs=(),
    literature="Gleditsch, Ward 2001 on why capital and minimum distance differ",
    version=1,
)
def capital_distance(world: World, one: str, other: str) -> Reading | Unknown:
    """How far apart the capitals of two states were on the day."""
    ends = []
    for code in (one, other):
        capital = states()[code].capital(world.as_of) if code in states() else None
        if capital is None:
            return Unknown(f"no capital of {name_of(code)} is known for this day")
        ends.append(capital)
    km = great_circle(ends[0].lat, ends[0].lon, ends[1].lat, ends[1].lon)
    fact = Fact(
        kind="distance",
        about=About(tuple(sorted((one, other)))),
        period=Period(max(end.spell.start for end in ends)),
        known_from=max(end.spell.start for end in ends),
        citation=Citation("latticework", f"table of capitals: {ends[0].name}, {ends[1].name}"),
        value=round(km, 1),
        unit="km",
        basis="capitals",
        read_by="computed",
    )
    return Reading(
        "capital_distance", km, "km", facts=(fact,), basis="capitals", how=f"{ends[0].name} to {ends[1].name}"
    )


@measure(
    unit="km",
    formula="smallest great-circle distance between the territories, today's shapes",
    needs=("distance",),
    literature="Gleditsch, Ward 2001; shapes of Natural Earth 1:10m",
    version=1,
)
def minimum_distance(world: World, one: str, other: str) -> Reading | Unknown:
    """How far apart the nearest points of two states' territories are.

    The shapes are today's and show who administers, not who claims. Unknown for states without a shape.
    """
    found = world.figure("distance", one, other, basis="nearest points")
    if isinstance(found, Unknown):
        return found
    assert found.value is not None
    return Reading("minimum_distance", found.value, "km", facts=(found,), basis="nearest points", how="nearest points")


@measure(
    unit="km",
    formula="great circle from the site to the place, against the interval of published ranges",
    needs=("weapon_range", "launch_site"),
    literature="design of this project",
    version=1,
)
def reach(weapon: Fact, site: Fact, place: Fact) -> Reading | Unknown:
    """How far a place lies from a launch site, and whether a weapon reaches it.

    The reading's detail `within` is `yes` when even the lowest published range suffices, `no` when even the highest
    does not, else `depends`. Unknown when a coordinate or the range is missing.
    """
    try:
        points = [(float(fact.detail["lat"]), float(fact.detail["lon"])) for fact in (site, place)]
        low, high = float(weapon.detail["range_min"]), float(weapon.detail["range_max"])
    except KeyError as missing:
        return Unknown(f"{missing.args[0]} is missing")
    km = great_circle(*points[0], *points[1])
    within = "yes" if km <= low else "no" if km > high else "depends"
    return Reading(
        "reach", km, "km",
        parts=(Part("range, lowest estimate", low, (weapon,)), Part("range, highest estimate", high, (weapon,))),
        facts=(weapon, site, place), how=f"{site.title} to {place.title}", detail={"within": within},
    )  # fmt: skip
