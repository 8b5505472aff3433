"""Published ranges of weapons: which are on record under a name, and whether one told is among them."""

from __future__ import annotations

import re
from dataclasses import replace

from latticework.answers.check.tolerance import band, bounds
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.state import fold
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

_SHORT = 3
"""Names of weapons with no more letters are not looked for in a sentence."""


def named_weapons(world: World, claim: Claim) -> list[Fact]:
    """Give the ranges on record of weapons whose name or alias stands in the claim's sentence."""
    sentence = f" {fold(claim.detail.get('sentence', ''))} "
    return [
        f
        for f in world.seen("weapon_range")
        if "range_min" in f.detail
        and "range_max" in f.detail
        and any(
            len(name) > _SHORT and re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", sentence)
            for written in (f.title, *f.detail.get("aliases", "").split(";"))
            for name in {fold(written).strip(), _MARK.sub("", fold(written)).strip()}
        )
    ]


_MARK = re.compile(r"^[a-z]{1,4} ?\d+ ")
"""The designation before a name: fp 5 flamingo."""


def flying(world: World, claim: Claim) -> Verdict:
    """Hold "has a range of 560 km" against the published ranges of the weapon named, those of the state's own version first."""
    needed = "a published range of the weapon named"
    known = named_weapons(world, claim)
    meant = bounds(claim, "factor")
    if not known or meant is None or claim.value is None:
        return unknown("no range of a weapon so named is on record", needed=needed)
    own = [f for f in known if claim.subject in f.about] or known
    cells = []
    for fact in own:
        low, high = float(fact.detail["range_min"]), float(fact.detail["range_max"])
        inside = (
            meant.holds(high) is True
            if low == high
            else None
            if low * 0.93 <= claim.value <= high * 1.07
            else meant.holds(high)
        )
        wide = band("factor", "published range")
        agrees = (
            inside
            if inside is not False
            else None
            if (wide.low or 0) * low <= claim.value <= (wide.high or 9) * high
            else False
        )
        says = f"{low:,.0f} to {high:,.0f} km" if low != high else f"{high:,.0f} km"
        cells.append(
            Cell(
                fact.citation.source,
                f"{fact.title} of {name_of(fact.about.givers[0])}",
                agrees,
                (fact,),
                fact.citation.release,
                high,
                "km",
                says,
                fact.day,
                "published range",
            )
        )
    verdict = decide(cells, needed=needed, rule="published ranges of the weapon named")
    if verdict.verdict == DEPENDS:
        return replace(
            verdict,
            flips_on=("which published range, and which version of the weapon",),
            because="published ranges differ or lie near",
        )
    return verdict
