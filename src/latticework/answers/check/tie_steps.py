"""The ties of a world, and the steps of agreements as cells."""

from __future__ import annotations

from latticework.views.ties import Ties
from latticework.views.world import World

_KEPT: list[Ties] = []


_AT_MOST = 4


def ties_of(world: World) -> Ties:
    """Give the ties of a world, made once for all claims checked in it."""
    for made in _KEPT:
        if made.world is world:
            return made
    _KEPT.append(Ties(world))
    del _KEPT[:-_AT_MOST]
    return _KEPT[-1]
