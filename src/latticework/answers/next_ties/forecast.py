"""Which states may sign a defence agreement with a state next: ranked, with chances, what speaks for them, and the rule that decides."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from latticework.answers.next_ties.features import DAYS_A_YEAR, FAMILIES, Pairs, of_group, pairs
from latticework.answers.next_ties.model import Vector, chance, odds_of, rate_part, shipped, shipped_kinds
from latticework.answers.next_ties.signings import Signing, groups, rules, signings
from latticework.answers.next_ties.system import record_ends, system
from latticework.errors import UsageError
from latticework.measures.threats import named, threats
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.period import say_day
from latticework.model.reading import Unknown, unique
from latticework.views.ties import Ties
from latticework.views.world import World

VERSION = 1
"""Which method made a forecast; raised when features, fit or rule change."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What is forecast of one pair: the chance of a signing within the horizon, with the middle nine tenths of the fits.

    `parts` are what each family of features adds to the log-odds against the mean pair of the training, the heaviest first;
    `kinds` the chance of each group of agreements; `earlier` what the two signed before, newest first; `apart` why the two
    are shown apart as adversaries, empty when they are not.
    """

    state: str
    partner: str
    value: float
    low: float
    high: float
    parts: tuple[tuple[str, float], ...]
    kinds: tuple[tuple[str, float], ...]
    earlier: tuple[Fact, ...]
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast for one state on a day. `rows` are its candidates, likeliest first; `apart` the same for adversaries.

    `run` names the forecast by its content; `releases` are the releases of the facts it read.
    """

    state: str
    origin: date
    known_by: date
    horizon: int
    group: str
    rows: tuple[Chance, ...]
    apart: tuple[Chance, ...]
    releases: tuple[str, ...]
    run: str
    rule: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Odds:
    """The log-odds of all pairs at risk on a world's day, by one model, or one group's."""

    found: Pairs
    record: tuple[Signing, ...]
    horizon: int
    group: str
    whole: Vector
    odds: Vector


def odds(world: World, horizon: int, group: str = "") -> Odds | Unknown:
    """Work out the log-odds of all pairs at risk. Only facts known by the world's second clock are read.

    Unknown when no source looks for agreements on the day, or the group has no model. Raises UsageError for a horizon or group that is not modelled.
    """
    if horizon not in rules()["forecast"]["horizons"]:
        choices = " or ".join(map(str, rules()["forecast"]["horizons"]))
        raise UsageError(f"no model forecasts {horizon} years ahead", next_step=f"choose {choices}")
    if group and group not in rules()["groups"]:
        raise UsageError(
            f"no group of agreements is called {group!r}", next_step=f"choose among {', '.join(rules()['groups'])}"
        )
    record = tuple(signings(world))
    found = pairs(system(world), record)
    if not len(found.one):
        return Unknown(f"no source here looks for defence agreements on {say_day(world.as_of)}")
    whole = odds_of(shipped(horizon), found)
    if group and group not in shipped_kinds(horizon):
        return Unknown(f"too few signings of {rules()['labels'][group]} were on record to fit a model")
    return Odds(
        found, record, horizon, group, whole, _of_group(found, record, whole, horizon, group) if group else whole
    )


def partners(world: World, state: str, *, horizon: int = 3, group: str = "") -> Forecast | Unknown:
    """Rank the states by the chance of a new agreement with a state within the horizon in years, adversaries apart.

    The event is that the two sign a defence agreement (of the group, if one is named) after the world's day, alone or with few others.
    Unknown when no source looks for agreements of the state. The chances are those of the record: what compilers would list, not all that is signed.
    """
    made = odds(world, horizon, group)
    if isinstance(made, Unknown):
        return made
    found, place = made.found, made.found.system.row(state)
    rows = (
        np.flatnonzero((found.one == place) | (found.other == place))
        if place is not None
        else np.array([], dtype=np.intp)
    )
    if not len(rows):
        return Unknown(f"no source here looks for defence agreements of {name_of(state)} on {say_day(world.as_of)}")
    model, values = shipped(horizon), found.values[rows]
    low, high = model.spread(values, rate_part(found), tuple(rules()["forecast"]["interval"]))
    if group:
        low, high = _scaled(made, rows, low, high)
    by_kind = {g: chance(_of_group(found, made.record, made.whole, horizon, g))[rows] for g in shipped_kinds(horizon)}
    earlier = _earlier(made.record, state)
    foes = _adversaries(world, state)
    order = np.argsort(-made.odds[rows], kind="stable")
    listed = []
    for i in order:
        partner = _other(found, int(rows[i]), int(place or 0))
        listed.append(
            Chance(
                state, partner, float(chance(made.odds[rows[i : i + 1]])[0]), float(low[i]), float(high[i]),
                _families(model.parts(values[i])),
                tuple(sorted(((g, float(v[i])) for g, v in by_kind.items()), key=lambda kv: -kv[1])),
                earlier.get(partner, ()), foes.get(partner, ""),
            )
        )  # fmt: skip
    rule = deciding(world.as_of, horizon, group)
    releases = tuple(
        sorted(
            {
                f"{s.fact.citation.source} {s.fact.citation.release}".strip()
                for s in made.record
                if s.fact.citation.release
            }
        )
    )
    return Forecast(
        state, world.as_of, world.known_by, horizon, group,
        tuple(c for c in listed if not c.apart), tuple(c for c in listed if c.apart),
        releases, run_of(world, horizon, group, made), rule, _notes(world, made, state),
    )  # fmt: skip


def deciding(origin: date, horizon: int, group: str = "") -> str:
    """Say which facts will decide a forecast."""
    kinds = rules()["groups"][group] if group else list(groups())
    return (
        f"yes when a fact of the kinds {', '.join(kinds)} (or a register's agreement) says that the two signed after {say_day(origin)}"
        f" and within {round(horizon * DAYS_A_YEAR)} days; no when these have passed and a source that looks for the agreements of one of them lists none; else open"
    )


def run_of(world: World, horizon: int, group: str, made: Odds) -> str:
    """Name a run by what went into it and what came out: the same facts and method give the same name."""
    content = [
        VERSION,
        world.as_of.isoformat(),
        world.known_by.isoformat(),
        horizon,
        group,
        [s.fact.id for s in made.record],
    ]
    content.append([f"{value:.6f}" for value in made.odds])
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]


def _of_group(found: Pairs, record: Sequence[Signing], whole: Vector, horizon: int, group: str) -> Vector:
    had, active = of_group(found, record, group)
    return shipped_kinds(horizon)[group].log_odds(whole, had, active)


def _scaled(made: Odds, rows: npt.NDArray[np.intp], low: Vector, high: Vector) -> tuple[Vector, Vector]:
    """Carry the spread of the chance of any signing over to a group's: the same step in log-odds, times the group's slope."""
    slope = shipped_kinds(made.horizon)[made.group].odds
    middle, own = made.whole[rows], made.odds[rows]
    ends = (np.clip(end, 1e-9, 1 - 1e-9) for end in (low, high))
    low, high = (chance(own + slope * (np.log(end / (1 - end)) - middle)) for end in ends)
    return low, high


def _families(parts: dict[str, float]) -> tuple[tuple[str, float], ...]:
    told: dict[str, float] = defaultdict(float)
    for name, value in parts.items():
        told[FAMILIES[name]] += value
    return tuple(sorted(told.items(), key=lambda kv: -abs(kv[1])))


def _earlier(record: Sequence[Signing], state: str) -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for signing in reversed(record):
        if state in signing.pair:
            found[signing.pair[signing.pair[0] == state]].append(signing.fact)
    return {partner: unique(facts) for partner, facts in found.items()}


def _adversaries(world: World, state: str) -> dict[str, str]:
    """Give the states with which an agreement would not be one of partners: ranked as threats, named by the state, or naming it."""
    ties = Ties(world)
    allies = ties.allies(state)
    ranked, own = threats(world, state, ties, weightings=False), named(world, state)
    found = (
        {}
        if isinstance(ranked, Unknown)
        else {str(r.detail["state"]): "ranked as a threat" for r in ranked if r.value > 0}
    )
    for target, facts in ({} if isinstance(own, Unknown) else own).items():
        if target not in allies:
            found.setdefault(target, f"named a {facts[0].detail['grade']} in the documents of {name_of(state)}")
    for namer in sorted(
        {giver for fact in world.seen("threat_named", state) for giver in fact.about.givers} - {state, *allies}
    ):
        told = named(world, namer)
        if not isinstance(told, Unknown) and state in told:
            found.setdefault(namer, f"its documents name {name_of(state)} a {told[state][0].detail['grade']}")
    return found


def _other(found: Pairs, row: int, place: int) -> str:
    one, other = int(found.one[row]), int(found.other[row])
    return found.system.codes[other if one == place else one]


def _notes(world: World, made: Odds, state: str) -> tuple[str, ...]:
    covered = int(made.found.system.covered.sum())
    notes = ["the chances are those of what the sources here list, not of all that is signed; they were fitted to signings up to the end of"
             f" {rules()['training']['labels_end']}"]  # fmt: skip
    row = made.found.system.row(state)
    if row is not None and not made.found.system.covered[row]:
        notes.append(
            f"no source here looks for agreements of {name_of(state)} itself: only those with the {covered} states looked at are forecast"
        )
    if (end := record_ends(world)) is not None and end <= world.as_of:
        notes.append(f"the sources looked for agreements up to {say_day(end)}")
    if world.known_by > world.as_of:
        notes.append(
            f"facts published up to {say_day(world.known_by)} about the time before {say_day(world.as_of)} are used"
        )
    return tuple(notes)
