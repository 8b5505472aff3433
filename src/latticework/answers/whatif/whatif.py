"""What if: a scenario laid over a world, every conclusion before and after, what moved, by which change, and what did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from latticework.answers.diff import Change, Side
from latticework.answers.whatif.brief import Briefs
from latticework.answers.whatif.brief import briefs as both_briefs
from latticework.answers.whatif.change import Supposed
from latticework.answers.whatif.draws import Spread, spreads, uncertain
from latticework.answers.whatif.effects import Origin
from latticework.answers.whatif.scenario import Scenario
from latticework.answers.whatif.sides import beside, differing, key_of, moves, renewed, side_of, touched
from latticework.answers.whatif.stand import Scope, Stand
from latticework.answers.whatif.stands import COSTLY, Stands, needs_of, stands
from latticework.answers.whatif.suppose import Laid, ground, lay
from latticework.answers.whatif.warnings import warnings
from latticework.errors import UsageError
from latticework.model.kind import kinds
from latticework.model.reading import Unknown
from latticework.model.state import is_state
from latticework.model.state import states as all_states
from latticework.views.overlay import Layer
from latticework.views.ties import TIE_KINDS
from latticework.views.world import World

DRAWS, SEED = 100, 1
"""How many draws are made where a number of the scenario is a range, and from which seed, unless asked otherwise."""
HUB = "USA"
MOST_STATES = 8
"""Conclusions are worked out about at most so many states."""
MOST_BRIEFS = 4
"""The briefs of at most so many states are compared."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One conclusion that moved, and why.

    `by` are the changes without which it would stand otherwise than it does now; `alone` says whether it then would not have
    moved at all. Where several changes each suffice, leaving out one moves nothing: `by` is empty. `spread` tells where the
    draws lie.
    """

    change: Change
    by: tuple[Supposed, ...] = ()
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a scenario moves on a day: the conclusions that moved, those that did not, the briefs, and what is to be known of it.

    `before` is the world as it is, with what the scenario assumes for both sides; `after` the world as supposed. `stayed` was
    worked out anew and came out the same; `untouched` rests on nothing that any change touches, and `left` names what rests on
    nothing of it either and was not worked out.
    """

    scenario: Scenario
    before: World
    after: World
    states: tuple[str, ...]
    moved: tuple[Moved, ...]
    stayed: tuple[Stand, ...]
    untouched: tuple[Stand, ...]
    left: tuple[str, ...]
    briefs: tuple[Briefs, ...]
    notes: tuple[str, ...]
    hub: str = HUB
    draws: int = 0
    seed: int = SEED
    sides: tuple[Side, Side] | None = field(default=None, repr=False, compare=False)


def whatif(
    world: World, scenario: Scenario, *, states: Sequence[str] = (), hub: str = HUB, seed: int = SEED, draws: int = DRAWS,
    briefs: bool = False, whole: bool = False, reuse: bool = True,
) -> WhatIf:  # fmt: skip
    """Lay a scenario over a world and give what moves: a difference of two worlds on one day, in memory.

    Conclusions are about `states` (by code), or those the scenario names, or those its changes touch. With `briefs` the briefs
    of the first of them are compared too, with `whole` everything is worked out that no change touches. Numbers that are ranges stand at their middle, and are drawn `draws` times from `seed`. Without
    `reuse` every conclusion is worked out anew on both sides, which gives the same. Raises UsageError for a change that
    cannot be made in this world.
    """
    base = ground(world, scenario)
    origin = Origin(scenario.key, scenario.version, scenario.digest)
    asked = states or scenario.states or scenario.named
    _read(base, asked)
    under = lay(base, scenario.assumes, origin)
    over = lay(base, scenario.changes, origin, under=under.layer)
    codes = _codes(asked, over.layer)
    kinds_touched = touched(under.layer, over.layer)
    before = side_of(under.world)
    after = beside(before, over.world, under.layer, over.layer)
    scope = _scope(before, after, codes, hub, kinds_touched)
    anew = {name for name, needs in needs_of().items() if needs & kinds_touched}
    left = [] if whole or not reuse else [name for name in COSTLY if name not in anew]
    was = stands(before, scope, families=[name for name in needs_of() if name not in left])
    now = (
        renewed(was, after, _narrowed(scope, under.layer, over.layer), kinds_touched) if reuse else stands(after, scope)
    )
    found = moves((before, was), (after, now), codes)
    by = _blame(base, scenario, origin, under, over, was, (after, now), scope, found)
    drawn = uncertain(scenario) and draws > 0
    spread = spreads(base, scenario, (before, after), scope, seed=seed, draws=draws) if drawn else {}
    moved = tuple(
        Moved(change, by[key_of(change)], spread.get((change.what, change.about, change.unit))) for change in found
    )
    keys = {(one.change.what, one.change.about, one.change.unit) for one in moved}
    stayed, untouched = (
        tuple(
            s for name, family in was.items() if (name in anew) is again for key, s in family.items() if key not in keys
        )
        for again in (True, False)
    )
    notes = (*under.notes, *over.notes, *warnings(before, after, scope, spread, keys))
    return WhatIf(
        scenario, under.world, over.world, codes, moved, stayed, untouched, tuple(COSTLY[name] for name in left), tuple(both_briefs(before, after, code) for code in (codes[:MOST_BRIEFS] if briefs else ())),
        tuple(dict.fromkeys(notes)), hub, draws if drawn else 0, seed, (before, after),
    )  # fmt: skip


def _codes(asked: Sequence[str], layer: Layer) -> tuple[str, ...]:
    """Give the states asked about, or those of the facts that are supposed or set aside."""
    touched_states = (party for fact in (*layer.added, *layer.aside) for party in fact.about.parties if is_state(party))
    found = tuple(dict.fromkeys(asked or touched_states))
    if not found:
        raise UsageError("no state is asked about", next_step="name one with --state")
    return found[:MOST_STATES]


_WHOLE = (
    *TIE_KINDS, "membership", "strategy_document", "threat_named", "military_spending", "warheads", "missile_test", "launch_site",
)  # fmt: skip
_SELDOM = ("rivalry", "dyad_obligation")
"""Kinds that only datasets tell of: where none was read, one question for all states says so."""
_OWN = ("gdp", "distance", "weapon_range", "rivalry", "dyad_obligation", "grouping_role")
_EVENTS = tuple(name for name, kind in kinds().items() if kind.family in ("event", "pledge"))


def _read(world: World, states: Sequence[str]) -> None:
    """Read ahead what the conclusions ask for, in few questions to the memory."""
    told = {c.kind for c in world.coverage}
    world.read_ahead((*_WHOLE, *(kind for kind in _SELDOM if kind not in told)))
    for state in dict.fromkeys(states):
        world.read_ahead((*_OWN, *_EVENTS), state)


def _scope(before: Side, after: Side, codes: tuple[str, ...], hub: str, kinds_touched: frozenset[str]) -> Scope:
    covered = {state for c in before.world.coverage if c.kind == "defence_cooperation" for state in c.states}
    network = tuple(sorted({*covered, *codes, hub} & set(all_states())))
    rivals = {code: tuple(dict.fromkeys((*before.rivals(code), *after.rivals(code)))) for code in codes}
    ranked = {code: [side.ranked(code) for side in (before, after)] for code in codes}
    candidates = {
        code: tuple({str(r.detail["state"]): None for found in sides if not isinstance(found, Unknown) for r in found})
        for code, sides in ranked.items()
    }
    return Scope(codes, network, hub, rivals, candidates, kinds_touched)


def _narrowed(scope: Scope, one: Layer, other: Layer) -> Scope:
    """Ask about the depth of those pairs only that a fact names in which two layers differ; of all, where memberships do."""
    apart = differing(one, other)
    if any(fact.kind == "membership" for fact in apart):
        return scope
    pairs = {frozenset(pair) for fact in apart for pair in combinations(fact.about.parties, 2)}
    return replace(scope, pairs=frozenset(pairs))


def _blame(
    base: World, scenario: Scenario, origin: Origin, under: Laid, over: Laid, was: Stands, full: tuple[Side, Stands],
    scope: Scope, found: Sequence[Change],
) -> dict[tuple[str, tuple[str, ...], str, str], tuple[Supposed, ...]]:  # fmt: skip
    """Give, for each conclusion that moved, the changes without which it would stand otherwise, each left out once."""
    blamed: dict[tuple[str, tuple[str, ...], str, str], tuple[Supposed, ...]] = {key_of(change): () for change in found}
    if len(scenario.changes) == 1:
        return dict.fromkeys(blamed, scenario.changes)
    side, known = full
    moved_about = frozenset(code for change in found for code in change.about)
    scope = replace(scope, partners=moved_about)
    asked = {(change.what, change.about, change.unit) for change in found}
    families = {name for stood in (was, known) for name, family in stood.items() if asked & family.keys()}
    for place, change in enumerate(scenario.changes):
        left = _lay_without(base, scenario, origin, under, place)
        kinds_touched = touched(left.layer, over.layer)
        if not kinds_touched:
            continue
        other = beside(side, left.world, over.layer, left.layer)
        others = renewed(known, other, _narrowed(scope, left.layer, over.layer), kinds_touched, families)
        for moved in moves((other, others), full, scope.states):
            if key_of(moved) in blamed:
                blamed[key_of(moved)] += (change,)
    return blamed


def _lay_without(base: World, scenario: Scenario, origin: Origin, under: Laid, place: int) -> Laid:
    """Lay the scenario without one change, and without those that cannot be made without it."""
    kept = [*scenario.changes[:place], *scenario.changes[place + 1 :]]
    laid = under
    for change in kept:
        try:
            laid = lay(base, [change], origin, under=laid.layer)
        except UsageError:
            continue
    return laid
