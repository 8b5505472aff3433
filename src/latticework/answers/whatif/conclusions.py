"""What measures say of a state, or of a network, that a change can touch: each conclusion with its facts."""

from __future__ import annotations

from collections.abc import Iterator

from latticework.answers.diff import Asked, Side, balances
from latticework.answers.whatif.stand import Names, Scope, Stand
from latticework.measures.concentration import concentration
from latticework.measures.depth import depth
from latticework.measures.durations import duration
from latticework.measures.exposure import exposure
from latticework.measures.gains import gained
from latticework.measures.lattice import frustration, hub_lattice
from latticework.measures.network import hub_dependence
from latticework.measures.pledges import outcome, pledge_path, pledges_of
from latticework.measures.relation import relation
from latticework.measures.reliance import hosting
from latticework.measures.similarity import similarities
from latticework.measures.space import reach
from latticework.measures.spending import growth, spending
from latticework.model.fact import Fact
from latticework.model.kind import kinds
from latticework.model.period import years_before
from latticework.model.reading import Reading, Unknown, unique
from latticework.views.ties import TIE_KINDS, Tie

NEW_YEARS = 10
"""Agreements of so many years before the day are counted as new, as in the brief."""


def spendings(side: Side, state: str, _: Scope) -> Iterator[Stand]:
    """What the state spends, as a share of its output, and how it grew."""
    yield Stand("military spending", (state,), "current US$", spending(side.world, state))
    yield Stand("share of output", (state,), "percent of GDP", spending(side.world, state, unit="percent of GDP"))
    yield Stand("growth in ten years", (state,), "percent", growth(side.world, state))


def ratios(side: Side, state: str, scope: Scope) -> Iterator[Stand]:
    """Ratios and overtakes against each ranked threat, cover, and reliance."""
    for asked in balances(side, state, scope.rivals[state]):
        yield _stand(asked)


def threatened(side: Side, state: str, _: Scope) -> Iterator[Stand]:
    """The rank and the score of each state ranked as a threat."""
    ranked = side.ranked(state)
    if isinstance(ranked, Unknown):
        yield Stand("threat rank", (state,), "rank", ranked)
        return
    for place, found in enumerate(ranked, 1):
        about = (state, str(found.detail["state"]))
        yield Stand("threat rank", about, "rank", Reading("threats", float(place), "rank", found.parts))
        yield Stand("threat score", about, "score", found)


def allied(side: Side, state: str, _: Scope) -> Iterator[Stand]:
    """Who is bound to defend the state, and whom it is bound to defend."""
    for what, found in (
        ("bound to defend it", side.ties.defenders(state)),
        ("it is bound to defend", side.ties.defended(state)),
        ("promised to defend it outside a pact", side.ties.defenders(state, "security_guarantee")),
    ):
        facts = unique(tie.since for ties in found.values() for tie in ties)
        looked = found or side.world.looked("defence_pact", state)
        unknown = Unknown("no source here looked at its pacts on this day")
        yield Stand(what, (state,), "states", Names(tuple(found), facts) if looked else unknown)


def exposed(side: Side, state: str, scope: Scope) -> Iterator[Stand]:
    """How much cover the state loses if nothing binds each ally and it any more."""
    for ally in scope.others(state):
        if ally in side.ties.allies(state):
            found = exposure(side.world, state, ally, against=side.rivals(state), ties=side.ties)
            yield Stand("cover that rests on", (state, ally), "percent", found)


def paths(side: Side, state: str, _: Scope) -> Iterator[Stand]:
    """The growth each open pledge of a share of output still needs."""
    for pledge in pledges_of(side.world, state):
        if pledge.unit == "percent of GDP" and outcome(pledge, side.world.as_of) == "open":
            deadline = pledge.detail.get("deadline", "")
            yield Stand(
                f"growth needed for a pledge by {deadline}", (state,), "percent a year", pledge_path(side.world, pledge)
            )


def deep(side: Side, state: str, scope: Scope) -> Iterator[Stand]:
    """How deep the state's tie with each partner is."""
    for partner in scope.deepened(state):
        yield Stand("depth of the tie", _pair(state, partner), "score", depth(side.world, state, partner, side.ties))


def hubs(side: Side, state: str, scope: Scope) -> Iterator[Stand]:
    """How much of the depth of the state's ties in the network is with the hub."""
    if state != scope.hub:
        found = hub_dependence(side.world, state, scope.hub, scope.network, side.ties)
        yield Stand("hub dependence", (state, scope.hub), "share", found)


def newly(side: Side, state: str, _: Scope) -> Iterator[Stand]:
    """How many agreements the state made in the last ten years, and with how many states."""
    found = gained(side.world, state, years_before(side.world.as_of, NEW_YEARS), side.ties)
    made = {tie.key: tie for reading in found for tie in _ties(reading)}
    facts = tuple(tie.since for tie in made.values())
    with_whom = [reading for reading in found if reading.value]
    yield Stand(
        "agreements made in ten years", (state,), "count", Reading("gained", float(len(made)), "count", facts=facts)
    )
    yield Stand(
        "states they were made with", (state,), "count", Reading("gained", float(len(with_whom)), "count", facts=facts)
    )


def alike(side: Side, state: str, scope: Scope) -> Iterator[Stand]:
    """How alike the state's pacts are to those of each state of the network."""
    others = scope.others(state)
    found = similarities(side.world, others, of=state, ties=side.ties)
    for other, reading in zip(others, found, strict=True):
        yield Stand("likeness of pacts", _pair(state, other), "score", reading)


def hosted(side: Side, state: str, scope: Scope) -> Iterator[Stand]:
    """How many active-duty personnel the hub has in the state, where a report counts them; where troops move, others' too."""
    guests = dict.fromkeys((scope.hub, *(scope.states if "troops_hosted" in scope.touched else ())))
    for guest in guests:
        if guest != state:
            told = [f for f in side.world.seen("troops_hosted", *sorted((guest, state))) if f.about.givers == (guest,)]
            if told:
                yield Stand("active-duty personnel", (guest, state), "persons", hosting(side.world, guest, state))


def reaching(side: Side, state: str, scope: Scope) -> Iterator[Stand]:
    """The longest reach in service by the lowest estimate, and the listed cities of ranked threats its ground weapons surely reach."""
    world = side.world
    service = [
        f for f in world.seen("weapon_range", state)
        if f.period.holds(world.as_of) and f.detail.get("phase") == "operational" and "range_min" in f.detail
    ]  # fmt: skip
    if not service:
        looked = world.looked("weapon_range", state)
        yield Stand(
            "weapons in service",
            (state,),
            "names",
            Names(()) if looked else Unknown("no source here looked at its weapons"),
        )
        return
    best = max(service, key=lambda f: (float(f.detail["range_min"]), f.title, f.id))
    yield Stand(
        "longest reach in service",
        (state,),
        "km",
        Reading("reach", float(best.detail["range_min"]), "km", facts=(best,)),
    )
    sites = [f for f in world.seen("launch_site", state) if f.detail.get("site_kind") == "missile"]
    ground = [f for f in service if f.detail.get("platform") == "ground"]
    for rival in scope.rivals[state]:
        cities = [f for f in world.seen("launch_site", rival) if f.detail.get("site_kind") == "city"]
        hit = {c.title: (w, s, c) for c in cities for s in sites for w in ground if _within(w, s, c)}
        if cities and sites:
            facts = unique(fact for found in hit.values() for fact in found)
            yield Stand(
                "cities surely in reach from its sites", (state, rival), "names", Names(tuple(sorted(hit)), facts)
            )


def related(side: Side, state: str, scope: Scope) -> Iterator[Stand]:
    """How warm the relation with each other state asked about is, by acts."""
    for other in scope.states:
        if state < other:
            yield Stand("relation", (state, other), "log ratio", relation(side.world, state, other, ties=side.ties))


def network(side: Side, scope: Scope) -> Iterator[Stand]:
    """The shape of the network: hub or lattice, efficiency, communities, triads out of balance, and who is central."""
    about = (scope.hub,)
    found = hub_lattice(side.world, scope.network, scope.hub, side.ties)
    yield Stand("network: hub-lattice index", about, "score", found)
    if isinstance(found, Reading):
        for name, label in (
            ("lattice_share", "lattice share"), ("centralisation", "degree centralisation"), ("spoke_density", "spoke density"),
            ("efficiency", "efficiency"), ("efficiency_without_hub", "efficiency without the hub"), ("ties", "pairs tied"),
        ):  # fmt: skip
            value = found.detail[name]
            assert isinstance(value, int | float)
            yield Stand(
                f"network: {label}",
                about,
                "count" if name == "ties" else "share",
                Reading("hub_lattice", float(value), "share", facts=found.facts),
            )
        yield Stand("network: communities", about, "groups", Names(_groups(found), found.facts))
    yield Stand("network: triads out of balance", about, "share", frustration(side.world, scope.network, side.ties))
    yield Stand("network: concentration of spending", about, "score", concentration(side.world, scope.network))


def waits(side: Side, scope: Scope) -> Iterator[Stand]:
    """How long agreements of the kinds touched take from signature to entry into force."""
    for kind in (name for name in TIE_KINDS if name in scope.touched):
        yield Stand(
            f"days from signature to force, {kinds()[kind].label}", (), "days", duration(side.world, kind, side.ties)
        )


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def _stand(asked: Asked) -> Stand:
    return Stand(asked.what, asked.about, asked.unit, asked.found)


def _groups(found: Reading) -> tuple[str, ...]:
    """Write each group of states in which more than one settles."""
    groups = found.detail["communities"]
    assert isinstance(groups, tuple)
    return tuple(" + ".join(group) for group in groups if len(group) > 1)


def _within(weapon: Fact, site: Fact, city: Fact) -> bool:
    found = reach(weapon, site, city)
    return isinstance(found, Reading) and found.detail["within"] == "yes"


def _ties(reading: Reading) -> tuple[Tie, ...]:
    ties = reading.detail["ties"]
    assert isinstance(ties, tuple)
    return ties
