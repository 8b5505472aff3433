"""The card of a measure: what it says, in which unit, by which formula, from which literature; and the registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Card:
    """What readers are told of a measure. `needs` names the kinds of facts it reads."""

    name: str
    says: str
    unit: str
    formula: str
    needs: tuple[str, ...]
    literature: str
    version: int


CARDS: dict[str, Card] = {}
"""Every measure's card by name, in the order the modules are imported."""


def measure(
    *, unit: str, formula: str, needs: tuple[str, ...], literature: str, version: int
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Give a function its card. The first line of its docstring is what readers are told."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        says = (function.__doc__ or "").strip().splitlines()[0]
        name = function.__name__
        assert says, f"{name} needs a docstring"
        CARDS[name] = Card(name, says, unit, formula, needs, literature, version)
        return function

    return register
