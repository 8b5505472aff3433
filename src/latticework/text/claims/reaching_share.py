"""How many members of a grouping reach a share of output: `twenty-two NATO members spent at least 2% of output on defence`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.text.amount_numbers import number
from latticework.text.claims.near import WISHED
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.told import time_near

_N = r"\d{1,2}|(?:twenty|thirty)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|all|none|no"
_WHO = r"(?:members?|allies|ally|countries|states|nations|member (?:states|countries))"
_REACH = re.compile(
    rf"\b(?P<how>only|just|at least|some|about|more than|fewer than)? ?(?P<n>{_N}) (?:of (?:the |its |NATO['’]s |NATO )?(?:\d\d |alliance['’]s )?(?:\d\d )?)?(?:NATO['’]?s? |alliance |EU )?{_WHO}(?: of (?:NATO|the alliance|the EU))? "
    rf"(?:(?!but|while|and)[\w,'’-]+ ){{0,4}}?(?:spent|spend|spending|met|meet|meeting|reached|reach|hit|hitting|devoted|put|putting|achieved|fulfilled|were at|are at|passed|exceeded)\b[^.;]{{0,50}}?"
    r"(?P<share>\b\d(?:\.\d+)?|two|three|five)(?: ?%|[ -]per ?cent)",
    re.I,
)  # fmt: skip
_NATO = re.compile(r"\b(?:NATO|[Aa]lliance|[Aa]llies)\b")
_EU = re.compile(r"\bEU\b|\bEuropean Union\b")
_MORE = re.compile(r"\bmore than (?=\S+$)|\bover (?=\S+$)|\b(?:passed|exceeded)\b", re.I)
_WORDS = {"two": 2.0, "three": 3.0, "five": 5.0}


def reaching_share(scene: Scene) -> Iterator[Claim]:
    """Read how many members of a grouping reach a share of output by their spending on forces."""
    found = _REACH.search(scene.text)
    if not found or WISHED.search(scene.text[: found.start("share")].replace("about ", "")):
        return
    key = "NATO" if _NATO.search(scene.text) else "EU" if _EU.search(scene.text) else ""
    if not key:
        return
    told = found["n"].lower()
    if told == "all":
        return
    value = 0.0 if told in ("no", "none") else float(number(told))
    share = _WORDS.get(found["share"].lower()) or float(found["share"])
    base = scene.clause.start
    how = {
        "at least": "at_least",
        "more than": "more_than",
        "fewer than": "less_than",
        "some": "approx",
        "about": "approx",
    }
    yield scene.claim(
        "count", base + found.start("n"), base + found.end(), subject=key, object=key, value=value, unit="count", measure="members_reaching",
        comparator=how.get((found["how"] or "").lower(), ""), time=time_near(scene, found.start(), found.end()),
        detail={"what": "members that reach a share", "share": f"{share:g}", "over": "yes" if _MORE.search(scene.text[: found.start("share")]) else ""},
    )  # fmt: skip


def told_once(found: list[Claim]) -> list[Claim]:
    """Drop the number of members and the share that are read from words which tell how many members reach it."""
    reaching = [claim for claim in found if claim.measure == "members_reaching"]
    return [
        claim
        for claim in found
        if claim in reaching
        or not (claim.measure == "members" or claim.type in ("share", "pledge"))
        or not any(claim.start < one.end and one.start < claim.end for one in reaching)
    ]
