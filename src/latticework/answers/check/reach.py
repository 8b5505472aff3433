"""Check of reach: what lies within a range, from where."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from latticework import measures
from latticework.answers.check.ranges import flying, named_weapons
from latticework.answers.check.reach_region import over_region
from latticework.answers.check.tolerance import band
from latticework.answers.check.verdict import CONTRADICTED, DEPENDS, SUPPORTED, Cell, Verdict, decide, unknown
from latticework.model.fact import About, Citation, Fact
from latticework.model.grouping import name_of
from latticework.model.period import Period
from latticework.model.reading import Reading, Unknown
from latticework.model.state import fold, is_state
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

RULE = "range against great-circle distance, from any listed launch site"


def reach(world: World, claim: Claim) -> Verdict:
    """Hold "could strike targets in China" against distances from the listed sites to the listed places.

    Where it fails for the range at hand but not for the longest published of weapons so named, it depends on the version.
    """
    if claim.kind == "range":
        return flying(world, claim)
    if not claim.subject:  # whose weapon it is, its name tells
        named = [f for f in named_weapons(world, claim) if claim.object not in f.about]
        owners = dict.fromkeys(f.about.givers[0] for f in named)
        claim = replace(claim, subject=next(iter(owners), "")) if len(owners) == 1 else claim
    weapon = _weapon(world, claim)
    verdict = _reached(world, claim, weapon)
    if verdict.verdict != CONTRADICTED or claim.value is not None or weapon is None:
        return verdict
    longest = max(named_weapons(world, claim), key=lambda f: float(f.detail["range_max"]), default=weapon)
    if float(longest.detail["range_max"]) <= float(weapon.detail["range_max"]):
        return verdict
    other = _reached(world, claim, longest)
    if other.verdict == CONTRADICTED:
        return verdict
    return replace(
        verdict, verdict=DEPENDS, because=f"{weapon.title} falls short, the longest published range of one so named does not",
        flips_on=("which version of the weapon is meant",),
    )  # fmt: skip


def _reached(world: World, claim: Claim, weapon: Fact | None) -> Verdict:
    if claim.detail.get("region"):
        return over_region(world, claim, weapon)
    needed = f"launch sites of {name_of(claim.subject)}, places in {name_of(claim.object)}, and the weapon's range"
    if weapon is None or not is_state(claim.subject) or not is_state(claim.object):
        return unknown("no range is told or known", needed=needed)
    where, origin = claim.detail.get("where", ""), claim.detail.get("from", "")
    places = [f for f in world.seen("launch_site", claim.object) if not where or _called(where, f.title)]
    every = (
        [f for f in world.seen("launch_site") if _called(origin, f.title)]
        if origin
        else world.seen("launch_site", claim.subject)
    )
    stand = claim.detail.get("stand", "")
    if stand and not origin:  # weapons of one state that stand on the land of another
        every = world.seen("launch_site", stand)
        claim = replace(claim, subject=stand)
    sites = every if origin else [f for f in every if f.detail.get("site_kind") == "missile"]
    sites = sites or every
    if where and not places:
        return unknown(f"no coordinates of {where} are listed", needed=needed)
    if origin and not sites:
        every = world.seen("launch_site", claim.subject)
        sites = [f for f in every if f.detail.get("site_kind") == "missile"] or every
    cells = sorted(
        _cells(weapon, sites, places, whole=bool(claim.detail.get("whole"))), key=lambda cell: cell.value or 0
    )
    border = _border(world, claim, weapon)
    if (
        border is not None
        and border.agrees is False
        and not (origin or stand)
        and weapon.detail.get("platform") in _CARRIED
    ):
        return Verdict(
            DEPENDS, (border, *cells), "it is out of reach from the territory, but aircraft or ships carry the weapon nearer",
            ("from where it is launched: from the territory, or from aircraft or ships",), rule=RULE,
        )  # fmt: skip
    if border is not None and border.agrees is False and not origin:
        return decide(
            [replace(border, counts=True), *cells],
            needed=needed,
            rule="range against the nearest points of the territories",
        )
    within = [cell for cell in cells if cell.agrees]
    if within:
        return _within(weapon, cells, within, border, needed)
    if any(cell.agrees is None for cell in cells):
        return Verdict(
            DEPENDS,
            tuple(cells),
            "the published ranges lie on both sides of the distance",
            ("which range the weapon has",),
            rule=RULE,
        )
    if where or claim.detail.get("whole"):
        return _out_of_reach(weapon, every, places, cells, border, needed, origin=origin)
    if border is None or border.agrees is None:
        return unknown(
            "no launch site or place is listed", needed=needed, cells=[*cells, *((border,) if border else ())]
        )
    because = "the nearest points of the territories are within range, " + (
        "the listed launch sites are not" if cells else "no launch site is listed"
    )
    return Verdict(DEPENDS, (border, *cells), because, ("from where it is launched",), rule=RULE)


def _within(weapon: Fact, cells: list[Cell], within: list[Cell], border: Cell | None, needed: str) -> Verdict:
    reaching = [replace(cell, counts=True) for cell in within]
    others = [cell for cell in cells if cell not in within]
    gap = max(float(weapon.detail["range_min"]) - (cell.value or 0) for cell in reaching)
    verdict = decide(
        [*reaching, *others, *((border,) if border else ())], needed=needed, rule=RULE, distance=gap, distance_unit="km"
    )
    flips = (
        f"from where it is launched: {len(within)} of {len(cells)} listed sites reach a listed place"
        if others
        else "from where it is launched"
    )
    return replace(verdict, flips_on=(flips,)) if verdict.verdict == SUPPORTED else verdict


def _out_of_reach(
    weapon: Fact,
    every: list[Fact],
    places: list[Fact],
    cells: list[Cell],
    border: Cell | None,
    needed: str,
    *,
    origin: str,
) -> Verdict:
    """No listed launch site reaches: contradicted only from a place that is told, for other places of the state may be nearer."""
    nearest = min((cell.value or 0 for cell in _cells(weapon, every, places, whole=False)), default=None)
    limit = float(weapon.detail["range_max"]) * (band("factor", "far").high or 1)
    shown = (*cells, *((border,) if border else ()))
    if nearest is None or not cells:
        return unknown("no launch site is listed", needed=needed, cells=shown)
    if nearest > limit and origin:
        return Verdict(
            CONTRADICTED,
            shown,
            "no listed place of the launching state is near enough",
            distance=nearest - limit,
            distance_unit="km",
            rule=RULE,
        )
    return Verdict(
        DEPENDS,
        shown,
        "the listed launch sites do not reach, nearer places of the territory may",
        ("from where it is launched",),
        rule=RULE,
    )


def _weapon(world: World, claim: Claim) -> Fact | None:
    """The weapon meant: with the range the text tells, else the named one, else the longest range the state has of the kind."""
    if claim.value is None:
        return _listed(world, claim)
    day = claim.said or date(1900, 1, 1)
    low, high = claim.value, claim.high or claim.value
    return Fact(
        kind="weapon_range", about=About((claim.subject,)), period=Period(day), known_from=day, citation=Citation("text", f"characters {claim.start}-{claim.end} of the text", quote=claim.words[:200]),
        value=low, unit="km", detail={"title": "range told in the text", "range_min": str(low), "range_max": str(high)}, read_by="text",
    )  # fmt: skip


def _listed(world: World, claim: Claim) -> Fact | None:
    sentence = f" {fold(claim.detail.get('sentence', ''))} "
    known = [f for f in world.seen("weapon_range") if "range_min" in f.detail and "range_max" in f.detail]
    named = named_weapons(world, claim)
    own = [f for f in named if claim.subject in f.about]
    if named:
        return max(own or named, key=lambda f: (len(f.title), f.day))
    signs = [
        f
        for f in known
        if claim.subject in f.about and (sign := _SIGN.search(fold(f.title))) and f" {sign[0]} " in sentence
    ]
    if signs:
        return max(signs, key=lambda f: float(f.detail["range_max"]))
    if any(ch.isdigit() for ch in sentence):
        return None  # a designation that is not listed
    ballistic = [
        f
        for f in known
        if claim.subject in f.about
        and ("ballistic" in f.detail.get("class", "") if "ballistic" in sentence else True)
        and "missile" in sentence
    ]
    return max(ballistic, key=lambda f: (float(f.detail["range_min"]), float(f.detail["range_max"])), default=None)


_CARRIED = frozenset({"air", "ship", "submarine", "sea"})
"""Platforms that are not bound to the territory of the state."""

_SIGN = re.compile(r"^[a-z]+ ?\d+")
"""The designation a name of a weapon begins with: type 12, df 21."""


def _called(place: str, title: str) -> bool:
    """Whether a place that a text names stands in the title of a listed one, as whole words."""
    return re.search(rf"(?<!\w){re.escape(fold(place))}(?!\w)", fold(title)) is not None


def _cells(weapon: Fact, sites: list[Fact], places: list[Fact], *, whole: bool) -> list[Cell]:
    """The distance from each site to its nearest place (to its farthest, when the whole of the state is to be reached)."""
    out = []
    for site in sites:
        found = [(r, p) for p in places if p is not site and isinstance(r := measures.reach(weapon, site, p), Reading)]
        if found:
            near, place = (max if whole else min)(found, key=lambda pair: pair[0].value)
            agrees = {"yes": True, "no": False}.get(str(near.detail["within"]))
            out.append(
                Cell(
                    site.citation.source,
                    f"{site.title} to {place.title}",
                    agrees,
                    (weapon, site, place),
                    value=near.value,
                    unit="km",
                    how="great circle",
                    counts=False,
                )
            )
    return out


def _border(world: World, claim: Claim, weapon: Fact) -> Cell | None:
    found = measures.minimum_distance(world, claim.subject, claim.object)
    if isinstance(found, Unknown):
        return None
    low, high = float(weapon.detail["range_min"]), float(weapon.detail["range_max"])
    open_ended = claim.comparator in ("more_than", "at_least")
    near = high * (band("factor", "far").high or 1)
    agrees = True if found.value <= low else False if found.value > near and not open_ended else None
    return Cell(
        found.facts[0].citation.source, "nearest points of the territories", agrees, (weapon, *found.facts), found.facts[0].citation.release, found.value, "km",
        how="smallest great-circle distance", counts=False,
    )  # fmt: skip
