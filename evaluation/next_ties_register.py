"""Origins of the register of defence agreements (Kinne 2020): pairs, their signs, what came, and the baselines' scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from next_ties_models import HORIZON, Origin, Vector

from latticework.answers.next_ties import further as more
from latticework.answers.next_ties import linked as tied
from latticework.answers.next_ties.features import Pairs, labels, pairs, weighed
from latticework.answers.next_ties.signings import Signing, rules, signings
from latticework.answers.next_ties.system import system
from latticework.atlas import Atlas
from latticework.model.fact import Fact
from latticework.views.memory import ListMemory
from latticework.views.world import World

SOURCES = {
    "dcad": "dcad-kinne", "cow-nmc": "cow-nmc", "ideal-points": "unga-ideal-points", "sipri-arms": "sipri-arms-transfers",
    "democracy": "democracy", "gdp-pop": "gdp-pop", "rivalries": "threats-rivalries", "cow-mid": "cow-mid",
    "exercises": "joint-military-exercises", "atop": "atop", "cow-trade": "cow-trade",
}  # fmt: skip
"""Sources of the register's models and baselines, with their folders; all but the first are used where they are there."""
FIRST, LAST, LABELS_END = 1983, 2007, 2010
EARLIEST = date(1960, 1, 1)
"""No further sign of the first origin looks back so far."""


class ByKind:
    """The facts that further signs are read from, read once and kept by kind; all else is asked of the whole memory."""

    def __init__(self, atlas: Atlas) -> None:
        """Read the kinds, and keep of the figures the bases that are used."""
        rule = rules()["further"]
        bases = {name for key in ("votes", "regime", "capability", "spending", "output") for name in rule[key]}
        self._whole = atlas.memory
        self._kinds: dict[str, ListMemory] = {}
        for kind in more.KINDS:
            of_states = kind in ("ideal_point", "democracy", "capability", "economy")
            found = [
                fact
                for fact in atlas.memory.select((kind,))
                if (fact.period.end is None or fact.period.end > EARLIEST) and (not of_states or fact.basis in bases)
            ]
            self._kinds[kind] = ListMemory(found)

    def select(
        self, kinds: Sequence[str] = (), *, parties: Sequence[str] = (), as_of: date | None = None,
        holding: bool = False, known_by: date | None = None, ids: Sequence[str] = (), limit: int | None = None,
    ) -> list[Fact]:  # fmt: skip
        """Give the facts of these kinds; see `views.memory.Memory`."""
        memory = self._kinds.get(kinds[0], self._whole) if len(kinds) == 1 else self._whole
        return memory.select(
            kinds, parties=parties, as_of=as_of, holding=holding, known_by=known_by, ids=ids, limit=limit
        )


def load(atlas: Atlas, folder: Path) -> None:
    """Read the user's own files into a store; what is not there is left out."""
    for key, name in SOURCES.items():
        if (folder / name).is_dir():
            atlas.get(key, folder / name)
        else:
            print(f"no {name} in {folder}: its signs are not known")


def origins(atlas: Atlas) -> list[Origin]:
    """Give all origins of the register, a year each."""
    world = atlas.world("2020-12-31")
    record = [s for s in signings(_only_register(world)) if s.day.year <= LABELS_END]
    held = Atlas(ByKind(atlas))
    coverage = atlas.coverage()
    return [
        origin(replace(held.world(date(year, 12, 31)), coverage=coverage), year, record)
        for year in range(FIRST, LAST + 1)
    ]


def origin(world: World, year: int, record: Sequence[Signing]) -> Origin:
    """Work out one origin."""
    there = system(world)
    there = replace(there, covered=np.ones(len(there.codes), dtype=bool))
    past = [s for s in record if s.day <= there.day]
    found = pairs(there, past)
    came = {horizon: labels(found, record, horizon) for horizon in (1, HORIZON)}
    further = more.further(found, past, world)
    linked = tied.linked(found, past, world, further)
    return Origin(year, found, further, linked, came, baselines(found, past, world))


def _only_register(world: World) -> World:
    facts = world.memory.select(("agreement",))
    return replace(Atlas.in_memory(facts).world(world.as_of), coverage=world.coverage)


def baselines(found: Pairs, past: Sequence[Signing], world: World) -> dict[str, Vector]:
    """Give the score of each baseline for all pairs at risk."""
    there, one, other = found.system, found.one, found.other
    ever = (weighed(there, past, np.inf) > 0) * 1.0
    last = np.full(ever.shape, 1e3)
    for s in past:
        a, b = (there.row(code) for code in s.pair)
        if a is not None and b is not None:
            last[a, b] = last[b, a] = min(last[a, b], (there.day - s.day).days / 365.25)
    degree = ever.sum(1)
    inverse = (
        np.linalg.inv(np.eye(len(ever)) - 0.5 * ever / max(np.abs(np.linalg.eigvalsh(ever)).max(), 1e-9))
        if ever.any()
        else ever
    )
    tables = {
        "climatology": np.zeros(ever.shape), "last tie": -last, "common neighbours": ever @ ever,
        "Adamic-Adar": ever @ (ever / np.log(degree + 2)[:, None]), "preferential attachment": np.outer(degree, degree), "Katz": inverse,
    }  # fmt: skip
    spending = _figure(there.codes, world, "capability", "milex")
    if not np.isfinite(spending).any():  # the money that is known of most states; shares of output are no size
        money = [_figure(there.codes, world, "military_spending", "", unit) for unit in ("constant US$", "current US$")]
        spending = max(money, key=lambda found: int(np.isfinite(found).sum()))
    if np.isfinite(spending).any():
        known = np.nan_to_num(spending)
        tables["gravity"] = np.outer(known, known) / (there.km + 100)
    votes = _figure(there.codes, world, "ideal_point", "all votes")
    if np.isfinite(votes).any():
        tables["UN votes"] = -np.nan_to_num(np.abs(votes[:, None] - votes), nan=9.0)
    arms = np.zeros(ever.shape)
    for fact in world.seen("arms_transfer"):
        a, b = there.row(fact.about.givers[0]), there.row(fact.about.receivers[0])
        if a is not None and b is not None and fact.value and there.day.year - 15 <= fact.day.year < there.day.year:
            arms[a, b] += fact.value
    if arms.any():
        tables["arms transfers"] = arms + arms.T
    return {name: table[one, other] for name, table in tables.items()}


def _figure(codes: Sequence[str], world: World, kind: str, basis: str, unit: str = "") -> Vector:
    found = np.full(len(codes), np.nan)
    rows = {code: i for i, code in enumerate(codes)}
    for fact in sorted(world.seen(kind), key=lambda f: (f.day, f.citation.release)):
        at = rows.get(fact.about.givers[0])
        if (
            at is not None
            and fact.value is not None
            and (not basis or fact.basis == basis)
            and (not unit or fact.unit == unit)
            and fact.day.year < world.as_of.year
        ):
            found[at] = fact.value
    return found
