"""The multilateral treaties a sentence names: by title, short name or by what they ban."""

from __future__ import annotations

from functools import cache

from latticework.model.grouping import groupings
from latticework.text.claims.clubs import groups_in
from latticework.text.claims.scene import Scene
from latticework.text.claims.slots import Named

TREATY = "treaty"
"""The category of groupings that are the parties of a treaty."""


@cache
def treaty_keys() -> frozenset[str]:
    """The keys of the multilateral treaties on record, by which they stand among the groupings.

    >>> "NPT" in treaty_keys(), "NATO" in treaty_keys()
    (True, False)
    """
    return frozenset(key for key, grouping in groupings().items() if grouping.category == TREATY)


def treaties_in(scene: Scene) -> list[Named]:
    """The treaties named in a sentence, in order; `the treaty` is the one the text spoke of."""
    found = sorted(
        (one for one in groups_in(scene) if one.code in treaty_keys()), key=lambda one: (one.start, -one.end)
    )
    return [
        one
        for i, one in enumerate(found)
        if not any(other.start <= one.start and one.end <= other.end for other in found[:i])
    ]
