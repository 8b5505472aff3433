"""The conclusions of one side: every family, and the kinds of facts it follows from, so that nothing untouched is worked out twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from latticework.answers.diff import Side
from latticework.answers.whatif.conclusions import (
    alike,
    allied,
    deep,
    exposed,
    hosted,
    hubs,
    network,
    newly,
    paths,
    ratios,
    reaching,
    related,
    spendings,
    threatened,
    waits,
)
from latticework.answers.whatif.stand import DEPTH, Key, Scope, Stand
from latticework.model.kind import PACTS
from latticework.views.ties import TIE_KINDS

Family = Callable[[Side, str, Scope], Iterator[Stand]]
"""A function from a side, a state and the scope to conclusions about the state."""

_MONEY = frozenset({"military_spending", "gdp"})
_DEFENCE = frozenset({"defence_pact", "membership", "security_guarantee"})
_ALL_TIES = frozenset({*TIE_KINDS, "membership"})
_RANKS = _MONEY | _DEFENCE | {"warheads"}
FAMILIES: dict[str, tuple[Family, frozenset[str]]] = {
    "spending": (spendings, frozenset({"military_spending"})),
    "threats": (threatened, _RANKS),
    "balance": (ratios, _RANKS),
    "pledges": (paths, frozenset({"military_spending"})),
    "allies": (allied, _DEFENCE),
    "exposure": (exposed, _RANKS),
    DEPTH: (deep, _ALL_TIES),
    "hubs": (hubs, _ALL_TIES),
    "new agreements": (newly, _ALL_TIES),
    "likeness": (alike, frozenset({*PACTS, "membership"})),
    "troops": (hosted, frozenset({"troops_hosted"})),
    "reach": (reaching, frozenset({"weapon_range"}) | _RANKS),
    "relations": (related, _ALL_TIES),
}
"""Each family of conclusions about a state, with the kinds a change must touch for it to be worked out anew."""

SYSTEM: dict[str, tuple[Callable[[Side, Scope], Iterator[Stand]], frozenset[str]]] = {
    "network": (network, _ALL_TIES | {"military_spending"}),
    "waits": (waits, _ALL_TIES),
}
"""The families about the whole network."""

COSTLY = {"likeness": "likeness of pacts", "exposure": "cover that rests on each ally"}
"""The families, with their names for readers, not worked out where no change touches them, unless everything is asked for."""

DRAWN = ("spending", "threats", "balance", "pledges", "exposure", "troops")
"""The families whose conclusions follow from figures that may be drawn."""


def needs_of() -> dict[str, frozenset[str]]:
    """The kinds of facts each family of conclusions follows from, as far as changes can touch them."""
    return {name: needs for name, (_, needs) in (*FAMILIES.items(), *SYSTEM.items())}


Stands = dict[str, dict[Key, Stand]]
"""The conclusions of a side by family and key."""


def stands(
    side: Side, scope: Scope, *, only: frozenset[str] | None = None, families: Collection[str] | None = None
) -> Stands:
    """Give the conclusions of a side; with `only`, of the families that follow from any of these kinds of facts."""
    found: Stands = {}
    for name, (family, needs) in FAMILIES.items():
        if (only is None or only & needs) and (families is None or name in families):
            made = [stand for state in scope.states for stand in family(side, state, scope)]
            found[name] = {stand.key: stand for stand in made}
    for name, (whole, needs) in SYSTEM.items():
        if (only is None or only & needs) and (families is None or name in families):
            found[name] = {stand.key: stand for stand in whole(side, scope)}
    return found
