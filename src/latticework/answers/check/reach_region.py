"""Check of reach over a region: which of its states, or of their capitals, lie within a range."""

from __future__ import annotations

from latticework import measures
from latticework.answers.check.among import regions
from latticework.answers.check.verdict import CONTRADICTED, DEPENDS, SUPPORTED, Cell, Verdict, unknown
from latticework.model.fact import Fact
from latticework.model.reading import Reading
from latticework.model.state import fold, is_state, states
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

RULE = "range against the shortest great-circle distance from a listed place of the launching state to each state of the region"


def over_region(world: World, claim: Claim, weapon: Fact | None) -> Verdict:
    """Hold "could hit any capital in Europe" against the distance to each state that the region always means.

    All or any are told: each must lie within range; else one is enough. From whatever listed place of the launching state is nearest.
    """
    needed = "the range of the weapon, and places to launch from and to reach"
    region = claim.detail["region"]
    if weapon is None or not is_state(claim.subject):
        return unknown("no range is told or known", needed=needed)
    sites = world.seen("launch_site", claim.detail.get("stand") or claim.subject)
    core = sorted(regions()[region][0] - {claim.subject})
    cells = sorted(
        filter(None, (_nearest(world, claim, weapon, sites, code) for code in core)), key=lambda c: c.value or 0
    )
    if not cells:
        return unknown("no places there, or to launch from, are listed", needed=needed)
    within = [cell for cell in cells if cell.agrees]
    every = bool(claim.detail.get("whole") or claim.detail.get("each"))
    missed = [cell for cell in cells if cell.agrees is False]
    lacking = f"{len(within)} of {len(cells)} within range"
    if len(within) == len(cells) if every else within:
        return Verdict(SUPPORTED, tuple(cells[-8:] if every else cells[:8]), lacking, rule=RULE)
    if (every and missed and not within) or (not every and len(missed) == len(cells)):
        return Verdict(CONTRADICTED, tuple(cells[:8]), lacking, rule=RULE)
    return Verdict(
        DEPENDS, tuple(cells[-8:]), lacking, ("from where it is launched, and which places count",), rule=RULE
    )


def _nearest(world: World, claim: Claim, weapon: Fact, sites: list[Fact], code: str) -> Cell | None:
    """The shortest way from a listed site to a listed place of a state; its capital only, where capitals are told."""
    places = world.seen("launch_site", code)
    if claim.detail.get("capitals"):
        names = {fold(capital.name) for capital in states()[code].capitals}
        places = [place for place in places if fold(place.title) in names]
    told = [
        (found.value, str(found.detail["within"]), site, place)
        for site in sites
        for place in places
        if isinstance(found := measures.reach(weapon, site, place), Reading)
    ]
    if not told:
        return None
    value, within, site, place = min(told, key=lambda one: one[0])
    return Cell(
        place.citation.source, f"{site.title} to {place.title}", {"yes": True, "no": False}.get(within), (weapon, site, place), value=value,
        unit="km", how="great circle", counts=False,
    )  # fmt: skip
