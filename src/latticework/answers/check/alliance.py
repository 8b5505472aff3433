"""Check of alliances: who is bound to defend whom."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from latticework.answers.check.covered import complete
from latticework.answers.check.tie_steps import ties_of
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, tie_cell, unknown
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.state import is_state
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

LOOSER = (
    "security_guarantee",
    "consultation",
    "strategic_partnership",
    "status_of_forces",
    "defence_cooperation",
    "basing",
    "deployment",
    "military_aid",
)
"""Ties for which news calls states allies without a duty of defence between them."""


def alliance(world: World, claim: Claim) -> Verdict:
    """Hold "ally" against the defence pacts in force: direct ones and those of groupings."""
    if claim.status == "none":
        return without(world, claim)
    if claim.time is not None and claim.time.last < world.as_of:
        world = World(world.memory, claim.time.last, world.known_by, world.coverage, world.groupings)
    if not all(map(is_state, claim.parties)):
        return unknown("pacts with a grouping are told by its members", needed="what the grouping promised to others")
    if claim.kind == "security_guarantee":
        return assured(world, claim)
    if len(claim.parties) > _PAIR:
        return among_all(world, claim)
    one, other = claim.parties[:2]
    needed = f"a source that lists every defence pact of {name_of(one)} or {name_of(other)} on the day"
    found = ties_of(world)
    pacts = [tie for tie in found.between(one, other, ended=True) if tie.kind == "defence_pact"]
    live = [tie for tie in pacts if tie.status == "in_force"]
    guarded = bool(complete(world, "defence_pact", one)) and bool(complete(world, "defence_pact", other))
    cells = [
        tie_cell(t, True, says=f"in force since {t.since.period}", how="defence pact in force on the day") for t in live
    ]
    if claim.status == "ended":
        over = [t for t in pacts if t.status == "ended"]
        cells = [tie_cell(t, True, says=f"ended {t.since.period}", how="defence pact that ended") for t in over] + [
            replace(c, agrees=False) for c in cells
        ]
    elif not live:
        kinds = ("security_guarantee",) if claim.detail.get("strict") else LOOSER
        looser = [t for t in found.between(one, other) if t.kind in kinds and t.status in ("in_force", "signed")]
        cells = [
            tie_cell(
                t,
                True,
                says=t.status.replace("_", " "),
                how="no defence pact, but a looser tie",
                basis=f"{find_kind(t.kind).label}: {t.title}",
                counts=False,
            )
            for t in looser
        ]
        coming = [t for t in pacts if t.status in ("signed", "suspended")]
        cells += [
            tie_cell(t, None, says=f"{t.status.replace('_', ' ')} {t.since.period}", how="defence pact that is not in force on record") for t in coming
        ]  # fmt: skip
        if guarded:
            looked = complete(world, "defence_pact", one)[0]
            cells.append(
                Cell(
                    looked.source,
                    "defence pacts",
                    False,
                    (),
                    says="none in force",
                    how="the source lists every defence pact of both and has none between them",
                )
            )
    if claim.negated:
        cells = [replace(cell, agrees=None if cell.agrees is None else not cell.agrees) for cell in cells]
    verdict = decide(cells, needed=needed, rule="a defence pact in force makes allies")
    if verdict.verdict == DEPENDS and not live:
        return replace(
            verdict,
            flips_on=("what makes an ally: a duty of defence, or a looser tie",),
            because="no defence pact is in force, but a looser tie is",
        )
    if verdict.verdict == "supported" and claim.detail.get("only"):
        return _only(world, claim, verdict, guarded)
    return verdict


_PAIR = 2


def among_all(world: World, claim: Claim) -> Verdict:
    """Hold a bond of several states against each pair: a verdict that all pairs share stands, else it depends on whom it is told of."""
    first, *rest = claim.parties
    pairs = (
        [(first, other) for other in rest]
        if claim.kind == "security_guarantee"
        else list(combinations(claim.parties, _PAIR))
    )
    found = [alliance(world, replace(claim, subject=a, object=b, parties=(a, b))) for a, b in pairs]
    if len({verdict.verdict for verdict in found}) == 1:
        return replace(found[0], cells=tuple(cell for verdict in found for cell in verdict.cells))
    return replace(
        found[0], verdict=DEPENDS, cells=tuple(cell for verdict in found for cell in verdict.cells),
        because="it holds for some of the states and not for others, or is not known for all", flips_on=("which two of the states are meant",),
    )  # fmt: skip


def without(world: World, claim: Claim) -> Verdict:
    """Hold "belongs to no alliance" against every defence pact in force of the state: one refutes it, none in a whole list bears it out."""
    allies = ties_of(world).allies(claim.subject)
    if claim.detail.get("among") == "great powers":
        allies = {code: pacts for code, pacts in allies.items() if code in GREAT_POWERS}
    needed = f"a source that lists every defence pact of {name_of(claim.subject)} on the day"
    rule = "a defence pact in force makes allies"
    if allies:
        pacts = {pacts[0].key: pacts[0] for pacts in allies.values()}
        cells = [
            tie_cell(pact, False, says=f"in force since {pact.since.period}", how="defence pact in force on the day")
            for pact in list(pacts.values())[:6]
        ]
        return decide(cells, needed=needed, rule=rule)
    looked = complete(world, "defence_pact", claim.subject)
    if not looked:
        return unknown("none is on record, but not every pact of the state is listed", needed=needed)
    cell = Cell(
        looked[0].source,
        "defence pacts",
        True,
        (),
        says="none in force",
        how="the source lists every defence pact of the state and has none in force",
    )
    return decide([cell], needed=needed, rule=rule)


GREAT_POWERS = frozenset({"USA", "RUS", "CHN", "GBR", "FRA"})
"""The permanent members of the Security Council: whom news calls great powers."""


def assured(world: World, claim: Claim) -> Verdict:
    """Hold "gave assurances of help" against guarantees and pacts on record between the two."""
    one, other = claim.parties[:2]
    needed = f"a source on promises of defence by {name_of(one)} to {name_of(other)}"
    found = [
        tie
        for tie in ties_of(world).between(one, other, ended=True)
        if tie.kind in ("security_guarantee", "defence_pact")
        and (not tie.about.directed or one in tie.about.givers or claim.detail.get("giver") == "")
    ]
    if claim.negated:
        cells = [
            tie_cell(
                t, None, says=f"{t.status.replace('_', ' ')} {t.since.period}", how="on record by the day", counts=False
            )
            for t in found
        ]
        return unknown("whether what is on record is the guarantee denied is not read", needed=needed, cells=cells)
    cells = [
        tie_cell(
            t,
            True,
            says=f"{t.status.replace('_', ' ')} {t.since.period}",
            how="guarantee or pact on record by the day",
            counts=t.kind == "security_guarantee",
        )
        for t in found
    ]
    return decide(cells, needed=needed, rule="a guarantee on record by the day")


def _only(world: World, claim: Claim, verdict: Verdict, guarded: bool) -> Verdict:
    """Hold "its only ally" against all defence pacts of the one whose ally it is."""
    found = ties_of(world)
    few = claim.detail.get("whose") or min(claim.parties[:2], key=lambda code: len(found.allies(code)))
    allies = found.allies(few)
    others = [code for code in allies if code not in claim.parties]
    if not guarded:
        return replace(
            verdict,
            verdict=DEPENDS,
            flips_on=("whether every defence pact is on record",),
            because="they are allies; whether the only ones is not covered",
        )
    if not others:
        return replace(verdict, notes=(*verdict.notes, f"{name_of(few)} has no other defence pact in force on record"))
    facts = tuple(allies[code][0].since for code in others)
    cell = Cell(
        facts[0].citation.source,
        f"other allies of {name_of(few)}",
        False,
        facts,
        says=", ".join(map(name_of, others)),
        how="defence pacts in force on the day",
    )
    return decide([cell], needed="", rule="a defence pact in force makes allies; the only one when there is no other")
