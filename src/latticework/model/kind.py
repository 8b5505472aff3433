"""The kinds of facts, read from kinds.toml: what each may be about and carry, and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from latticework.errors import DataError, NameNotFound
from latticework.model.fact import Fact
from latticework.model.tables import read_toml

STATUSES = ("proposed", "negotiating", "announced", "signed", "in_force", "suspended", "ended", "denied")
"""The steps of a life cycle, in the order they usually come."""

PACTS = ("defence_pact", "security_guarantee", "neutrality", "non_aggression", "consultation")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact; see kinds.toml for what each column means."""

    name: str
    family: str
    label: str
    says: str
    plural: str = ""
    givers: str = ""
    receivers: str = ""
    both_ways: bool = False
    life_cycle: bool = False
    rung: int = 0
    settles: bool = False
    obliges: str = ""
    units: tuple[str, ...] = ()
    details: tuple[str, ...] = ()

    @property
    def many(self) -> str:
        """The label for more than one."""
        return self.plural or f"{self.label}s"


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name, in the order of the table."""
    return {name: _kind(name, columns) for name, columns in read_toml("latticework.model", "kinds.toml").items()}


def _kind(name: str, columns: dict[str, Any]) -> Kind:
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in columns.items()}
    return Kind(name=name, **given)


def find_kind(name: str) -> Kind:
    """Give the kind of this name (blanks and hyphens count as underscores); raises NameNotFound with near names."""
    key = name.strip().lower().replace(" ", "_").replace("-", "_")
    try:
        return kinds()[key]
    except KeyError:
        raise NameNotFound("kind of fact", key, kinds()) from None


def check(fact: Fact) -> Fact:
    """Hold a fact against what its kind declares; gives it back, or raises DataError saying what does not fit."""
    kind = find_kind(fact.kind)
    if kind.receivers and not fact.about.directed and not kind.both_ways:
        raise DataError(f"a {kind.label} runs from {kind.givers} to {kind.receivers}", place=str(fact.about))
    if fact.about.directed and not kind.receivers:
        raise DataError(f"a {kind.label} has no direction", place=str(fact.about))
    if kind.life_cycle != bool(fact.status) or (fact.status and fact.status not in STATUSES):
        raise DataError(f"{fact.status!r} is not a status of a {kind.label}", place=fact.citation.locator)
    if fact.value is not None and kind.units and fact.unit not in kind.units:
        raise DataError(f"{fact.unit!r} is not a unit of {kind.label}", place=fact.citation.locator)
    strange = set(fact.detail) - set(kind.details)
    if strange:
        raise DataError(f"a {kind.label} has no {', '.join(sorted(strange))}", place=fact.citation.locator)
    return fact
