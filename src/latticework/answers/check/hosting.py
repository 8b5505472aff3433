"""Check of hosting: whose forces and bases are where."""

from __future__ import annotations

import re
from dataclasses import replace

from latticework.answers.check.tie_steps import ties_of
from latticework.answers.check.tolerance import band, limit
from latticework.answers.check.verdict import Cell, Verdict, decide, tie_cell, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.state import is_state, states
from latticework.text.claims.shapes import Claim
from latticework.views.ties import Tie
from latticework.views.world import World


def hosting(world: World, claim: Claim) -> Verdict:
    """Hold "hosts bases", "has troops in" against bases, deployments and counts of forces on the day."""
    if len(claim.parties) < len(("guest", "host")):
        return unknown("whose forces they are is not told", needed="a source on every foreign force in the state")
    guest, host = claim.parties
    if claim.status == "ended":  # it is denied of now, and held against what has ended
        claim = replace(claim, modality="happened")
    if claim.kind == "compared":
        return compared(world, claim)
    needed = f"a source on forces and bases of {name_of(guest)} in {name_of(host)} on the day"
    ended = claim.status == "ended"
    found = [
        t
        for t in ties_of(world).between(guest, host, ended=True)
        if t.kind in ("basing", "deployment", "status_of_forces") and (not t.about.directed or guest in t.about.givers)
    ]
    bombs = bool(_NUCLEAR.search(f"{claim.words} {claim.detail.get('words', '')}"))
    if bombs:  # a base shows no bombs: only what is told of these speaks to it
        found = [t for t in found if _NUCLEAR.search(t.title)]
    live = [t for t in found if t.status in ("in_force", "signed") and t.kind in ("basing", "deployment")]
    cells = [
        tie_cell(t, not ended, says=f"{t.status.replace('_', ' ')} since {t.since.period}", how="on record on the day")
        for t in live[:6]
    ]
    counted = world.figure("troops_hosted", guest, host, basis="active duty", within_years=2)
    if (
        isinstance(counted, Fact)
        and counted.about.givers == (guest,)
        and counted.value is not None
        and claim.kind == "deployment"
        and not bombs
    ):
        present = counted.value >= limit("persons", "stationed")
        cells.append(
            Cell(
                counted.citation.source,
                "active duty",
                (present != ended) if present or ended else None,
                (counted,),
                counted.citation.release,
                counted.value,
                "persons",
                day=counted.day,
                how="newest report",
            )
        )
    if ended:
        over = [t for t in found if t.status == "ended"]
        cells = [replace(c, counts=False) for c in cells] + [
            tie_cell(t, True, says=f"ended {t.since.period}", how="on record") for t in over
        ]
    if (
        claim.negated
        and isinstance(counted, Fact)
        and counted.about.givers == (guest,)
        and counted.value
        and claim.kind == "deployment"
    ):
        cell = Cell(
            counted.citation.source, "active duty", False if counted.value >= limit("persons", "stationed") or claim.detail.get("absolute") else None, (counted,), counted.citation.release, counted.value, "persons", day=counted.day, how="newest report"
        )  # fmt: skip
        return decide([cell], needed=needed, rule="anyone counted refutes that there is no one")
    if claim.negated and live and not ended and claim.kind == "basing":
        refuting = [
            tie_cell(t, False, says=f"since {t.since.period}", how="on record on the day")
            for t in live
            if t.kind == "basing" and t.status == "in_force" and not _ACCESS.search(t.title)
        ]
        if refuting:
            return decide(refuting, needed=needed, rule="a base on record refutes that there is none")
    if claim.negated:
        return unknown(
            "what is not there is not covered: the lists are a selection",
            needed=needed,
            cells=[replace(c, counts=False) for c in cells],
        )
    left = [t for t in found if t.status == "ended" and _told(claim, t)]
    if left and not cells and not ended:
        gone = [
            tie_cell(t, False, says=f"ended {t.since.period}", how="the site told, on record as left") for t in left
        ]
        return decide(gone, needed=needed, rule="a site on record as left refutes that it is still held")
    own = [t for t in live if t.kind == "basing"]
    if (
        claim.kind == "basing"
        and own
        and all(_ACCESS.search(t.title) for t in own)
        and not _BY_ACCESS.search(claim.detail.get("words", ""))
    ):
        if _PERMANENT.search(claim.detail.get("words", "")):
            return decide(
                [replace(c, agrees=False) for c in cells],
                needed=needed,
                rule="sites of the host to which there is access are no permanent bases",
            )
        return replace(
            decide([replace(c, agrees=None) for c in cells], needed=needed, rule="a base of its own, or access to another's"), because="what is on record are sites of the host to which there is access",
            flips_on=("what makes a base: one of its own, or access to the host's",),
        )  # fmt: skip
    return decide(cells, needed=needed, rule="a base, deployment or count of forces on the day", open_world=True)


_BY_ACCESS = re.compile(r"\b(?:access|sites?|rotat\w+|host(?:'s|’s)?)\b", re.I)
"""Words of a text that tell of access itself."""
_PERMANENT = re.compile(r"\bpermanent(?:ly)?\b(?! presence)", re.I)
_ACCESS = re.compile(r"\bsite\b|\brotation", re.I)
"""Words in a title that tell of a site of the host's to which there is access, not of a base of one's own."""


def _told(claim: Claim, tie: Tie) -> bool:
    """Whether the text names the very site: a capitalised word of its title that names neither a state nor a sort of site."""
    own = {
        word for code in tie.parties if is_state(code) for word in f"{name_of(code)} {states()[code].adjective}".split()
    }
    words = [w for w in re.findall(r"[A-Z][a-z]{2,}", tie.title) if w not in _SORTS and w not in own]
    text = claim.detail.get("words", "")
    return any(re.search(rf"\b{word}\b", text) for word in words)


_NUCLEAR = re.compile(r"\bnuclear (?:\w+ )?(?:bombs?|weapons?|warheads?|arms|arsenal)\b", re.I)
_SORTS = frozenset(
    {
        "Base",
        "Air",
        "Naval",
        "Camp",
        "Station",
        "Transit",
        "Center",
        "Centre",
        "Airfield",
        "Port",
        "Facility",
        "Support",
        "Garrison",
        "Barracks",
    }
)
"""Words in the titles of sites that tell their sort, not which."""


def compared(world: World, claim: Claim) -> Verdict:
    """Hold "more troops in South Korea than in Japan" against the newest report that counts both."""
    guest, here = claim.parties
    there = claim.detail["other"]
    needed = f"one source that counts {name_of(guest)}'s forces in {name_of(here)} and {name_of(there)}"
    found = [world.figure("troops_hosted", guest, host, basis="active duty", within_years=3) for host in (here, there)]
    if not all(isinstance(fact, Fact) and fact.about.givers == (guest,) and fact.value is not None for fact in found):
        return unknown("no report counts both", needed=needed)
    one, other = (fact for fact in found if isinstance(fact, Fact))
    level = (one.value or 0) / (other.value or 1)
    near = (band("factor", "level").low or 1) <= level <= (band("factor", "level").high or 1)
    more = level > 1
    cell = Cell(
        one.citation.source, "active duty", None if near else more == (claim.comparator == "more_than"), (one, other), one.citation.release, level, "ratio",
        f"{name_of(here)} {one.value:,.0f}, {name_of(there)} {other.value:,.0f}", one.day, "newest report",
    )  # fmt: skip
    return decide([cell], needed=needed, rule="the newest report that counts both")
