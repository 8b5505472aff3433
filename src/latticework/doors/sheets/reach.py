"""Weapons and what they reach as a table."""

from __future__ import annotations

from collections.abc import Iterator

from latticework import measures
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import SHORT, cited, sheet
from latticework.errors import UsageError
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.period import iso
from latticework.model.reading import Reading
from latticework.model.state import find_state


def reach(ask: Ask, state: str, target: str | None, *, weapon: str | None, site: str | None) -> Sheet:
    """Lay out the ranges of a state's weapons, or what they reach: each place from the nearest launch site."""
    world = ask.world
    code = find_state(state, on=world.as_of).code
    weapons = [
        f
        for f in world.seen("weapon_range", code)
        if f.period.surely_since <= world.as_of
        and (f.period.end is None or world.as_of < f.period.end)
        and (weapon is None or weapon.lower() in f"{f.title};{f.detail.get('aliases', '')}".lower())
    ]
    if not weapons:
        looked = world.looked("weapon_range", code)
        return sheet(
            f"Weapons of {name_of(code)}",
            world,
            ("weapon",),
            [],
            ("none is listed here by this day" if looked else "unknown: no source here looked",),
        )
    if target is None:
        rows: list[tuple[Value, ...]] = [
            (
                f.title,
                f.detail.get("class", ""),
                f.detail.get("platform", ""),
                _interval(f),
                f.detail.get("phase", ""),
                iso(f.day, f.period.precision),
                f.id[:SHORT],
            )
            for f in sorted(weapons, key=lambda f: (-(f.value or 0), f.title))
        ]
        return sheet(
            f"Weapons of {name_of(code)}",
            world,
            ("weapon", "class", "platform", "range km", "phase", "since", "fact"),
            rows,
            cited(ask, weapons),
        )
    everywhere = world.seen("launch_site")
    sites = [
        s
        for s in everywhere
        if (site.lower() in s.title.lower() if site else code in s.about and s.detail.get("site_kind") == "missile")
    ]
    places = [p for p in everywhere if p.title.lower() == target.lower()]
    if not places:
        aimed = find_state(target, on=world.as_of).code
        places = [p for p in everywhere if aimed in p.about and p.detail.get("site_kind") == "city"]
    if not sites:
        raise UsageError(
            f"no launch site here for {name_of(code)}{f' is called {site!r}' if site else ''}",
            next_step="see `latticework facts --kind launch_site`, or name one with --site",
        )
    nearest = [
        min(found, key=lambda one: (one[2].value, one[1].title))
        for arm in sorted(weapons, key=lambda f: f.title)
        for place in places
        for found in [list(_from_each(arm, sites, place))]
        if found
    ]
    rows = [
        (
            arm.title,
            start.title,
            place.title,
            round(told.value),
            _interval(arm),
            str(told.detail["within"]),
            arm.detail.get("phase", ""),
        )
        for arm, start, told, place in nearest
    ]
    rows.sort(key=lambda row: (str(row[0]), float(row[3] or 0)))
    return sheet(
        f"Reach of {name_of(code)}",
        world,
        ("weapon", "from", "to", "km", "range km", "within", "phase"),
        rows,
        (
            f"from: the nearest of {len(sites)} listed launch sites (choose one with --site)",
            "range: lowest and highest published estimate; depends: between the two",
            *cited(ask, [fact for *_, told, _ in nearest for fact in told.facts]),
        ),
    )


def _from_each(arm: Fact, sites: list[Fact], place: Fact) -> Iterator[tuple[Fact, Fact, Reading, Fact]]:
    """Give the distance of a place from each site, with whether the weapon comes so far, where both are known."""
    for start in sites:
        told = measures.reach(arm, start, place)
        if isinstance(told, Reading):
            yield arm, start, told, place


def _interval(fact: Fact) -> str:
    low, high = float(fact.detail["range_min"]), float(fact.detail["range_max"])
    return f"{low:,.0f}" if low == high else f"{low:,.0f}-{high:,.0f}"
