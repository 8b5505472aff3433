"""Further signs of pairs, from what a user's own files tell: votes, arms, regime, capability, spending, output, disputes, exercises.

The model that ships does without them; a fit to a register may use them. What no source tells is unknown (nan), never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np

from latticework.answers.next_ties.features import Pairs, kernel, lift, weighed
from latticework.answers.next_ties.signings import Signing, rules
from latticework.answers.next_ties.system import Square, System
from latticework.model.fact import Fact
from latticework.model.state import is_state
from latticework.views.world import World, preference

FURTHER = {
    "votes_apart": "votes", "votes_change": "votes", "votes_alike_sign": "votes",
    "arms_between": "arms", "arms_fit": "arms", "shared_suppliers": "arms",
    "regime_apart": "regime", "regime_least": "regime", "regime_change": "regime",
    "capability": "capability", "capability_apart": "capability",
    "spending": "spending", "spending_apart": "spending", "spending_growth": "spending",
    "output": "output", "output_apart": "output",
    "rivals": "disputes", "shared_rivals": "disputes", "disputes": "disputes", "shared_opponents": "disputes",
    "exercises": "exercises", "exercise_partners_sign": "exercises",
}  # fmt: skip
"""Each further sign with the family it is told under, in the order of the columns."""

KINDS = ("ideal_point", "arms_transfer", "democracy", "capability", "economy", "rivalry", "dispute", "exercise")
"""The kinds of facts that further signs are read from."""


def further(found: Pairs, record: Iterable[Signing], world: World) -> Square:
    """Give the further signs of all pairs at risk, and a column a family that is 1 where it is not known.

    A sign counts from the day's mean pair, in that day's spreads, so that a fit to one time holds in another; where it is unknown
    it stands at the mean and moves nothing. Only facts of the world are read: had begun by its day, known by its second clock.
    """
    there, rows = found.system, np.arange(len(found.system.codes))
    recent = weighed(there, record, rules()["memory"]["short"])
    table = signs(there, recent, world)
    plain = np.stack([table[name][found.one, found.other] for name in FURTHER], axis=1)
    unknown = np.isnan(plain)
    families = list(dict.fromkeys(FURTHER.values()))
    member = np.array([[FURTHER[name] == family for family in families] for name in FURTHER])
    missing = (unknown @ member) > 0 if len(rows) else np.zeros((0, len(families)), dtype=bool)
    return np.column_stack((_standing_out(plain, unknown), missing.astype(np.float64)))


def names() -> tuple[str, ...]:
    """Give the names of the columns of `further`, in order."""
    return (*FURTHER, *(f"{family} not known" for family in dict.fromkeys(FURTHER.values())))


def signs(there: System, recent: Square, world: World) -> dict[str, Square]:
    """Give each further sign of all pairs of states, nan where no source tells it."""
    rule = rules()["further"]
    found = _votes(there, recent, world, rule) | _arms(there, world, rule) | _regime(there, world, rule)
    found |= _sizes(there, world, rule) | _hostility(there, world, rule) | _exercises(there, recent, world, rule)
    return found


def figures(
    there: System, world: World, kind: str, bases: Iterable[str], years_back: int = 0, unit: str = ""
) -> Square:
    """Give each state's newest figure of a kind that was over `behind_days` before the day; nan where there is none or it is stale.

    The first basis that tells any state's figure is taken. Of one year's figures the preferred source's newest release counts.
    """
    rule = rules()["further"]
    by = _back(there.day - timedelta(days=rule["behind_days"]), years_back)
    since = _back(by, rule["stale_years"])
    for basis in bases:
        newest: dict[int, tuple[date, tuple[int, ...], str, str, float]] = {}
        for fact in world.seen(kind):
            over = fact.period.end or fact.day
            row = there.row(fact.about.givers[0])
            if fact.value is None or fact.basis != basis or row is None or (unit and fact.unit != unit):
                continue
            if not since < over <= by + timedelta(days=1):
                continue
            place = preference(fact.series[0])
            key = (over, (-place[0],), fact.series[1], fact.id, fact.value)
            newest[row] = max(newest.get(row, key), key)
        if newest:
            values = np.full(len(there.codes), np.nan)
            values[list(newest)] = [key[-1] for key in newest.values()]
            return values
    return np.full(len(there.codes), np.nan)


def _votes(there: System, recent: Square, world: World, rule: dict[str, Any]) -> dict[str, Square]:
    now, before = (figures(there, world, "ideal_point", rule["votes"], back) for back in (0, rule["change_years"]))
    apart, was = _apart(now), _apart(before)
    alike = np.exp(-np.nan_to_num(apart, nan=np.inf) / rule["votes_near"])
    return {
        "votes_apart": apart, "votes_change": apart - was,
        "votes_alike_sign": np.where(np.isnan(apart), np.nan, _others_sign(alike, recent)),
    }  # fmt: skip


def _arms(there: System, world: World, rule: dict[str, Any]) -> dict[str, Square]:
    volume, size = np.zeros((len(there.codes),) * 2), len(there.codes)
    if not world.looked("arms_transfer"):
        return dict.fromkeys(_of("arms"), np.full((size, size), np.nan))
    for fact, one, other in _between(there, world, "arms_transfer", rule["arms_years"]):
        if fact.basis == rule["arms_basis"]:
            volume[one, other] += fact.value or 0.0
    out, into, bought = np.log1p(volume.sum(1)), np.log1p(volume.sum(0)), np.log1p(volume).T
    length = np.sqrt((bought**2).sum(1)) + rule["suppliers_size"]
    return {
        "arms_between": np.log1p(volume + volume.T),
        "arms_fit": np.maximum(out[:, None] + into, into[:, None] + out),
        "shared_suppliers": (bought @ bought.T) / np.outer(length, length),
    }


def _regime(there: System, world: World, rule: dict[str, Any]) -> dict[str, Square]:
    now, before = (figures(there, world, "democracy", rule["regime"], back) for back in (0, rule["change_years"]))
    changed = np.abs(now - before)
    return {
        "regime_apart": _apart(now),
        "regime_least": np.minimum(now[:, None], now),
        "regime_change": changed[:, None] + changed,
    }


def _sizes(there: System, world: World, rule: dict[str, Any]) -> dict[str, Square]:
    def logs(kind: str, name: str, back: int = 0) -> Square:
        known = figures(there, world, kind, rule[name], back, rule["unit"].get(name, ""))
        return np.asarray(np.log(np.maximum(known, rule["least"][name])), dtype=np.float64)

    share, spent, output = logs("capability", "capability"), logs("capability", "spending"), logs("economy", "output")
    grown = spent - logs("capability", "spending", rule["change_years"])
    return {
        "capability": share[:, None] + share, "capability_apart": _apart(share),
        "spending": spent[:, None] + spent, "spending_apart": _apart(spent), "spending_growth": grown[:, None] + grown,
        "output": output[:, None] + output, "output_apart": _apart(output),
    }  # fmt: skip


def _hostility(there: System, world: World, rule: dict[str, Any]) -> dict[str, Square]:
    """Give rivalries that had begun and not ended by the day, and disputes of the last years, halved in weight by age."""
    size = len(there.codes)
    nothing = np.full((size, size), np.nan)
    rivals, disputes = np.zeros((size, size)), np.zeros((size, size))
    for fact, one, other in _between(there, world, "rivalry", None):
        if fact.period.end is None or fact.period.end > there.day:
            rivals[one, other] = rivals[other, one] = 1
    for fact, one, other in _between(there, world, "dispute", rule["dispute_years"]):
        if fact.basis == rule["dispute_basis"]:
            disputes[one, other] += _faded(there, fact, rule)
    disputes = (disputes + disputes.T) / 2
    known = {kind: bool(world.looked(kind)) for kind in ("rivalry", "dispute")}
    return {
        "rivals": rivals if known["rivalry"] else nothing,
        "shared_rivals": np.log1p(rivals @ rivals) if known["rivalry"] else nothing,
        "disputes": np.log1p(disputes) if known["dispute"] else nothing,
        "shared_opponents": np.log1p(disputes @ disputes) if known["dispute"] else nothing,
    }


def _exercises(there: System, recent: Square, world: World, rule: dict[str, Any]) -> dict[str, Square]:
    """Give exercises held together, each shared out among its parties and halved in weight by age."""
    size = len(there.codes)
    if not any(c.complete for c in world.looked("exercise")):
        return dict.fromkeys(_of("exercises"), np.full((size, size), np.nan))
    together = np.zeros((size, size))
    for fact in world.seen("exercise"):
        rows = sorted({r for p in fact.about.parties if is_state(p) and (r := there.row(p)) is not None})
        if len(rows) > 1 and fact.period.surely_since <= there.day:
            together[np.ix_(rows, rows)] += 2 * _faded(there, fact, rule) / len(rows)
    np.fill_diagonal(together, 0)
    return {"exercises": np.log1p(together), "exercise_partners_sign": _others_sign(together, recent)}


def _between(there: System, world: World, kind: str, years: int | None) -> Iterator[tuple[Fact, int, int]]:
    """Give what of a kind lies between two states of the day, over by then where a span of years is asked for."""
    by, since = there.day, _back(there.day, years) if years else date.min
    for fact in world.seen(kind):
        parties = (*fact.about.givers, *fact.about.receivers)
        over = fact.period.end or fact.day
        if len(parties) != 2 or fact.period.surely_since > by or (years and over <= since):
            continue
        one, other = (there.row(party) for party in parties)
        if one is not None and other is not None and one != other:
            yield fact, one, other


def _of(family: str) -> list[str]:
    return [name for name, own in FURTHER.items() if own == family]


def _others_sign(weight: Square, recent: Square) -> Square:
    rule = rules()["near"]["smoothing"]
    return lift(kernel(weight + rules()["further"]["least_weight"]) @ recent, np.arange(len(recent)), rule)


def _apart(values: Square) -> Square:
    return np.asarray(np.abs(values[:, None] - values), dtype=np.float64)


def _faded(there: System, fact: Fact, rule: dict[str, Any]) -> float:
    return float(0.5 ** ((there.day - fact.day).days / 365.25 / rule["half_life"]))


def _back(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)


def _standing_out(values: Square, unknown: Square) -> Square:
    """Count each column from its mean in its spreads, within the ends; what is unknown stands at the mean."""
    if not len(values):
        return values
    known = np.where(unknown, 0.0, values)
    number = np.maximum((~unknown.astype(bool)).sum(0), 1)
    mean = known.sum(0) / number
    spread = np.sqrt(np.where(unknown, 0.0, (known - mean) ** 2).sum(0) / number)
    low, high = rules()["further"]["ends"]
    out = np.clip((known - mean) / np.where(spread < 1e-9, np.inf, spread), low, high)
    return np.asarray(np.where(unknown, 0.0, out), dtype=np.float64)
