"""What moved between two worlds: which conclusions are other ones, and the facts that moved them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from latticework.measures.pledges import outcome, pledges_of
from latticework.measures.reliance import cover, reliance
from latticework.measures.spending import balance, overtake
from latticework.measures.threats import threats
from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown, unique
from latticework.model.state import is_state
from latticework.views.ties import Tie, Ties
from latticework.views.world import World, standing

UNITS = ("current US$", "constant US$")
"""The bases on which ratios and overtakes are compared."""

SAME = 0.005
"""Two ratios nearer than this are printed alike, so nothing is said to have moved."""

UNRANKED = "not ranked"
"""What is said of a state that is no candidate, or none of whose scores could be worked out."""

Stand = float | str | Unknown | None
"""What held on one side: a number, a word, unknown with its reason, or None when there was no such thing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One conclusion that moved: what it is, about whom, how it stood before and after, and the facts that moved it.

    `facts` stand behind one side and not the other; empty when only the day moved (a deadline passed, a figure grew old)
    or, for a rank, when the others moved, which `note` says.
    """

    what: str
    about: tuple[str, ...]
    before: Stand
    after: Stand
    facts: tuple[Fact, ...] = ()
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two worlds, with what is asked of it more than once."""

    world: World
    ties: Ties = field(compare=False)
    kept: dict[str, list[Reading] | Unknown] = field(default_factory=dict, compare=False, repr=False)

    def ranked(self, state: str) -> list[Reading] | Unknown:
        """The ranked threats of a state, worked out once."""
        if state not in self.kept:
            self.kept[state] = threats(self.world, state, self.ties, weightings=False)
        return self.kept[state]

    def rivals(self, state: str) -> list[str]:
        """The states ranked as threats to a state with a score above zero; empty when none is known."""
        ranked = self.ranked(state)
        return [] if isinstance(ranked, Unknown) else [str(r.detail["state"]) for r in ranked if r.value > 0]


@dataclass(frozen=True, slots=True)
class Asked:
    """One conclusion of one side: what it is, about whom, in which unit, and what was found."""

    what: str
    about: tuple[str, ...]
    unit: str
    found: Reading | Unknown


def diff(before: World, after: World, states: Sequence[str] = ()) -> list[Change]:
    """Give the conclusions that differ between two worlds: two days, one day as known by two, or as it is and as supposed.

    About some states, or about all ties and every state a strategy document of which was read. Threats first, then ratios,
    overtakes, cover and reliance, pledges, ties and memberships.
    """
    return compare(Side(before, Ties(before)), Side(after, Ties(after)), states)


def compare(before: Side, after: Side, states: Sequence[str] = ()) -> list[Change]:
    """Give what `diff` gives, of two sides on which ties and threats may have been worked out before."""
    found: list[Change] = []
    for state in states or speakers(before.world, after.world):
        found += moved_threats(before, after, state)
        found += moved_balance(before, after, state)
        found += moved_pledges(before.world, after.world, state)
    found += moved_ties(before, after, states)
    found += moved_members(before.world, after.world, states)
    return found


def speakers(*worlds: World) -> list[str]:
    """Give the states of which a strategy document was read in any of the worlds."""
    return sorted({fact.about.givers[0] for world in worlds for fact in world.seen("strategy_document")})


def moved_threats(before: Side, after: Side, state: str) -> Iterator[Change]:
    """Go through the threats to a state whose rank moved, by their later rank."""
    old, new = before.ranked(state), after.ranked(state)
    if isinstance(old, Unknown) or isinstance(new, Unknown):
        if isinstance(old, Unknown) != isinstance(new, Unknown):
            sides = ([] if isinstance(side, Unknown) else side for side in (old, new))
            yield Change("threats", (state,), _ranking(old), _ranking(new), _between(*sides))
        return
    ranks = [{str(r.detail["state"]): (place, r) for place, r in enumerate(side, 1)} for side in (old, new)]
    for other in sorted(
        {*ranks[0], *ranks[1]}, key=lambda s: (s not in ranks[1], ranks[1][s][0] if s in ranks[1] else 0, s)
    ):
        was, now = ranks[0].get(other), ranks[1].get(other)
        if was and now and was[0] == now[0]:
            continue
        facts = _between((was[1],) if was else (), (now[1],) if now else ())
        stood: list[Stand] = [float(one[0]) if one else UNRANKED for one in (was, now)]
        yield Change(
            "threat rank", (state, other), stood[0], stood[1], facts,
            "rank", "" if facts else "moved because others did",
        )  # fmt: skip


def moved_balance(before: Side, after: Side, state: str) -> Iterator[Change]:
    """Go through ratios, overtakes, cover and reliance of a state that moved, against the threats of either world."""
    rivals = list(dict.fromkeys((*before.rivals(state), *after.rivals(state))))
    for old, new in zip(balances(before, state, rivals), balances(after, state, rivals), strict=True):
        yield from moved_reading(old, new)


def balances(side: Side, state: str, rivals: Sequence[str]) -> Iterator[Asked]:
    """Work out ratios and overtakes of a state against some rivals, its cover against its own, and its reliance."""
    world = side.world
    for rival in rivals:
        for unit in UNITS:
            yield Asked("ratio", (rival, state), unit, balance(world, [rival], [state], unit=unit))
            for a, b in ((rival, state), (state, rival)):
                yield Asked("overtake", (a, b), unit, overtake(world, a, b, unit=unit))
    if rivals:
        yield Asked("cover", (state,), "ratio", cover(world, state, side.rivals(state), side.ties))
    yield Asked("reliance", (state,), "percent", reliance(world, state, side.ties))


def moved_pledges(before: World, after: World, state: str) -> Iterator[Change]:
    """Go through the pledges of a state that were made, or whose outcome came, between the worlds."""
    old, new = ({_name(f): f for f in reversed(pledges_of(w, state))} for w in (before, after))
    for name in sorted({*old, *new}):
        was, now = old.get(name), new.get(name)
        stood = outcome(was, before.as_of) if was else None, outcome(now, after.as_of) if now else None
        if stood[0] != stood[1]:
            yield Change("pledge", (state,), *stood, unique(f for f in (now, was) if f), note=name)


def moved_ties(before: Side, after: Side, states: Sequence[str] = ()) -> Iterator[Change]:
    """Go through the ties that are new, or whose status is another, of some states or of all."""
    old, new = ({tie.key: tie for tie in side.ties.all} for side in (before, after))
    for key in sorted({*old, *new}):
        was, now = old.get(key), new.get(key)
        tie = now or was
        assert tie is not None
        if (was.status if was else "") == (now.status if now else "") or not _concerns(tie.parties, states):
            continue
        yield Change(
            tie.kind, tie.parties, was.status if was else None, now.status if now else None,
            _only_one(_steps(was), _steps(now)), note=tie.title,
        )  # fmt: skip


def moved_members(before: World, after: World, states: Sequence[str] = ()) -> Iterator[Change]:
    """Go through the memberships and other roles in groupings that were taken up or given up."""
    if before.as_of == after.as_of and before.seen("membership") is after.seen("membership"):
        return  # one world laid over the other, with no membership touched
    old, new = (_roles(world) for world in (before, after))
    for key in sorted({*old, *new}):
        was, now = old.get(key), new.get(key)
        member, grouping, role = key
        if (was is None) == (now is None) or not _concerns((member,), states):
            continue
        facts = (now,) if now else tuple(_left(after, key)) or ((was,) if was else ())
        yield Change("membership", (member, grouping), role if was else None, role if now else None, facts)


def moved_reading(before: Asked, after: Asked) -> Iterator[Change]:
    """Give the change of one conclusion, if it moved by more than is printed or became known or unknown."""
    sides = before.found, after.found
    was, now = (found if isinstance(found, Unknown) else found.value for found in sides)
    if isinstance(was, Unknown) and isinstance(now, Unknown):
        return
    if isinstance(was, Unknown) or isinstance(now, Unknown) or abs(was - now) >= SAME:
        years = [str(found.day.year) if isinstance(found, Reading) and found.day else "unknown" for found in sides]
        note = f"figures of {' and '.join(dict.fromkeys(years))}" if after.what == "ratio" else ""
        yield Change(after.what, after.about, was, now, _between((sides[0],), (sides[1],)), after.unit, note)


def _between(old: Iterable[Reading | Unknown], new: Iterable[Reading | Unknown]) -> tuple[Fact, ...]:
    return _only_one(*([f for r in side if isinstance(r, Reading) for f in r.evidence()] for side in (old, new)))


def _only_one(old: Iterable[Fact], new: Iterable[Fact]) -> tuple[Fact, ...]:
    """Keep the facts that stand on one side only, the later side's first."""
    one, other = {fact.id: fact for fact in old}, {fact.id: fact for fact in new}
    return (*(f for key, f in other.items() if key not in one), *(f for key, f in one.items() if key not in other))


def _ranking(found: list[Reading] | Unknown) -> Stand:
    return found if isinstance(found, Unknown) else ", ".join(str(r.detail["state"]) for r in found)


def _name(pledge: Fact) -> str:
    return f"{pledge.title} (by {pledge.detail['deadline']})" if pledge.detail.get("deadline") else pledge.title


def _steps(tie: Tie | None) -> tuple[Fact, ...]:
    return tie.steps if tie else ()


def _concerns(parties: Iterable[str], states: Sequence[str]) -> bool:
    return not states or any(state in parties for state in states)


def _roles(world: World) -> Mapping[tuple[str, str, str], Fact]:
    return {
        (fact.about.givers[0], fact.about.receivers[0], fact.detail.get("role", "member")): fact
        for fact in standing(world.seen("membership"), world.as_of)
        if fact.about.receivers and is_state(fact.about.givers[0])
    }


def _left(world: World, key: tuple[str, str, str]) -> Iterator[Fact]:
    member, grouping, role = key
    for fact in world.seen("membership", member, grouping):
        if fact.status in ("ended", "denied", "suspended") and fact.detail.get("role", "member") == role:
            yield fact
