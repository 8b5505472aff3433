"""The two sides of a scenario: the world as it is and as supposed, with what no change touches worked out once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from copy import copy
from dataclasses import replace

from latticework.answers.diff import Asked, Change, Side, compare, moved_reading
from latticework.answers.whatif.stand import Names, Scope, Stand
from latticework.answers.whatif.stands import FAMILIES, SYSTEM, Stands, stands
from latticework.model.fact import Fact
from latticework.model.kind import kinds
from latticework.model.reading import Reading, Unknown, unique
from latticework.views.overlay import Layer
from latticework.views.ties import TIE_KINDS, Ties
from latticework.views.world import World

BY_DIFF = ("threat rank", "ratio", "overtake", "cover", "reliance")
"""Conclusions that `diff` compares itself."""
DEPTH, CONCENTRATION = "depth of the tie", "network: concentration of spending"
_TIED = frozenset({*TIE_KINDS, "membership"})
_RANKED = FAMILIES["threats"][1]


def differing(one: Layer, other: Layer) -> list[Fact]:
    """Give the facts in which two layers over one world differ."""
    return [*apart(one, other), *apart(other, one)]


def touched(one: Layer, other: Layer) -> frozenset[str]:
    """Give the kinds of facts in which two layers over one world differ."""
    return frozenset(fact.kind for fact in differing(one, other))


def side_of(world: World) -> Side:
    """Make a side of a world, from its own facts."""
    return Side(world, Ties(world))


def beside(side: Side, world: World, mine: Layer, other: Layer) -> Side:
    """Make the side of a world that lies under another layer than this side's; what the two layers leave alone is shared."""
    gone, new = (apart(one, two) for one, two in ((mine, other), (other, mine)))
    kinds = touched(mine, other)
    ties = side.ties.laid(world, gone, new) if kinds & _TIED else rebound(side.ties, world)
    return Side(world, ties, {} if kinds & _RANKED else dict(side.kept))


def apart(one: Layer, other: Layer) -> list[Fact]:
    """Give the facts that stand under one layer and not under another over the same world."""
    added, aside = ({fact.id for fact in facts} for facts in (other.added, one.aside))
    gained = [fact for fact in one.added if fact.id not in added]
    return gained + [fact for fact in other.aside if fact.id not in aside]


def rebound(ties: Ties, world: World) -> Ties:
    """Give the same ties for a world in which no fact about ties is another."""
    made = copy(ties)
    made.world = world
    return made


def renewed(
    found: Stands, side: Side, scope: Scope, kinds: frozenset[str], families: Collection[str] | None = None
) -> Stands:
    """Give the conclusions with those worked out anew, on a side, that follow from any of these kinds (and are of these families)."""
    anew = stands(side, scope, only=kinds, families=families)
    return found | {
        name: {key: stand for key, stand in found.get(name, {}).items() if not scope.asks(name, key[1])} | family
        for name, family in anew.items()
    }


def moves(before: tuple[Side, Stands], after: tuple[Side, Stands], states: Sequence[str]) -> list[Change]:
    """Give every conclusion that moved between two sides: what `diff` compares, then the further measures."""
    found = compare(before[0], after[0], states)
    for family in (*FAMILIES, *SYSTEM):
        old, new = (side[1].get(family, {}) for side in (before, after))
        if old is new:
            continue
        for key in dict.fromkeys((*new, *old)):
            if key[0] not in BY_DIFF:
                found += _moved(old.get(key), new.get(key))
    return found


def _moved(old: Stand | None, new: Stand | None) -> Iterator[Change]:
    stand = new or old
    assert stand is not None
    sides = [side.found if side else None for side in (old, new)]
    if any(isinstance(side, Names) for side in sides):
        yield from _renamed(stand, *sides)
    elif all(isinstance(side, Reading | Unknown) for side in sides):
        read = [side for side in sides if isinstance(side, Reading | Unknown)]
        for change in moved_reading(*(Asked(stand.what, stand.about, stand.unit, side) for side in read)):
            yield replace(change, note=_note(stand.what, *read) or change.note)
    else:
        held = next(side for side in sides if isinstance(side, Reading | Unknown))
        if isinstance(held, Unknown):
            return
        was, now = (side.value if isinstance(side, Reading) else None for side in sides)
        yield Change(stand.what, stand.about, was, now, held.evidence(), stand.unit)


def _note(what: str, old: Reading | Unknown, new: Reading | Unknown) -> str:
    if what == DEPTH:
        return _rungs(old, new)
    if what == CONCENTRATION and isinstance(new, Reading):
        return f"over {new.how}"
    return ""


def _rungs(old: Reading | Unknown, new: Reading | Unknown) -> str:
    """Say which rungs of the ladder of depth are left, and which are reached."""
    rungs = [{part.name for part in side.parts} if isinstance(side, Reading) else set() for side in (old, new)]
    told = [("without", rungs[0] - rungs[1]), ("with", rungs[1] - rungs[0])]
    return "; ".join(f"{how} rung {', '.join(sorted(names, reverse=True))}" for how, names in told if names)


def _renamed(
    stand: Stand, old: Reading | Unknown | Names | None, new: Reading | Unknown | Names | None
) -> Iterator[Change]:
    said = [", ".join(side.names) or "none" if isinstance(side, Names) else side for side in (old, new)]
    if said[0] == said[1] or (isinstance(said[0], Unknown) and isinstance(said[1], Unknown)):
        return
    facts = [side.facts if isinstance(side, Names) else () for side in (old, new)]
    ids = [{fact.id for fact in side} for side in facts]
    apart = unique(fact for side in reversed(facts) for fact in side if (fact.id in ids[0]) != (fact.id in ids[1]))
    texts = [side if isinstance(side, str | Unknown) or side is None else str(side) for side in said]
    yield Change(stand.what, stand.about, texts[0], texts[1], apart, stand.unit)


def key_of(change: Change) -> tuple[str, tuple[str, ...], str, str]:
    """What makes two changes speak of the same conclusion."""
    titled = change.what == "pledge" or change.what in kinds()
    return change.what, change.about, change.unit, change.note if titled else ""
