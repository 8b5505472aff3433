"""Among whom a place is held: all states, a grouping's members, or a region in its narrow and its wide sense."""

from __future__ import annotations

from functools import cache

from latticework.model.tables import read_csv
from latticework.views.world import World


@cache
def regions() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The states of each region: those always meant, and with those at its edge that some count and others do not."""
    return {
        row["region"]: (
            core := frozenset(row["core"].split(";")),
            core | frozenset(filter(None, row["edge"].split(";"))),
        )
        for row in read_csv("latticework.answers", "regions.csv")
    }


def compared(world: World, among: str, state: str) -> list[frozenset[str] | None]:
    """Give the sets of states a place may be meant among, None for all states; empty when they are not known."""
    if among == "world":
        return [None]
    if among in regions():
        return [group | {state} for group in dict.fromkeys(regions()[among])]
    members = frozenset(world.members(among)) if among in world.groupings else frozenset()
    return [members] if members else []
