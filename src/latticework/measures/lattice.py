"""The shape of a system of ties: star or lattice, whom it rests on, who brokers, who stands with whom."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from latticework.measures.card import measure
from latticework.measures.network import SECURITY_KINDS, hub_dependence
from latticework.measures.threats import named
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.reading import Part, Reading, Unknown, unique
from latticework.views.ties import Tie, Ties
from latticework.views.world import World

Pair = tuple[str, str]

EXACT_STATES = 18
"""Among more states than this the index of frustration is not searched for: each state doubles the work."""

OPPOSED = ("threat", "challenge")
"""The grades of naming in a strategy document that make a tie negative; a mere concern does not."""


@dataclass(frozen=True)
class Graph:
    """States and which pairs of them are tied; all that the shape of a network follows from."""

    states: tuple[str, ...]
    pairs: frozenset[Pair]

    @classmethod
    def of(cls, states: Iterable[str], pairs: Iterable[Pair]) -> Graph:
        """Make a graph of distinct states and pairs written either way round."""
        return cls(tuple(sorted(set(states))), frozenset((min(pair), max(pair)) for pair in pairs))

    @cached_property
    def near(self) -> Mapping[str, frozenset[str]]:
        """The states each state is tied to."""
        table: dict[str, set[str]] = {state: set() for state in self.states}
        for one, other in self.pairs:
            table[one].add(other)
            table[other].add(one)
        return {state: frozenset(found) for state, found in table.items()}

    def without(self, state: str) -> Graph:
        """Give the graph that is left when one state is taken out."""
        return Graph(
            tuple(s for s in self.states if s != state), frozenset(pair for pair in self.pairs if state not in pair)
        )


def centralisation(graph: Graph) -> float:
    """Give Freeman's degree centralisation: 1 for a star, 0 where all have as many ties; 0 for fewer than three states."""
    n, degrees = len(graph.states), [len(found) for found in graph.near.values()]
    return sum(max(degrees) - degree for degree in degrees) / ((n - 1) * (n - 2)) if n > 2 else 0.0


def lattice(graph: Graph, hub: str) -> float:
    """Give the share of the ties that do not touch the hub; 0 without ties."""
    return sum(hub not in pair for pair in graph.pairs) / len(graph.pairs) if graph.pairs else 0.0


def spoke_density(graph: Graph, hub: str) -> float:
    """Give the share of the pairs of states other than the hub that are tied."""
    rest = graph.without(hub)
    n = len(rest.states)
    return len(rest.pairs) / (n * (n - 1) / 2) if n > 1 else 0.0


def efficiency(graph: Graph) -> float:
    """Give the mean of 1 / steps from state to state over all pairs; 0 where no way leads (Latora, Marchiori 2001)."""
    n, total = len(graph.states), 0.0
    for start in graph.states:
        steps, line = {start: 0}, deque([start])
        while line:
            here = line.popleft()
            for state in graph.near[here]:
                if state not in steps:
                    steps[state] = steps[here] + 1
                    line.append(state)
        total += sum(1 / far for far in steps.values() if far)
    return total / (n * (n - 1)) if n > 1 else 0.0


def constraint(graph: Graph, state: str) -> float | None:
    """Give Burt's constraint: how far a state's ties lead to states tied to each other; None without ties."""
    mine = graph.near[state]
    if not mine:
        return None
    total = 0.0
    for other in mine:
        through = sum(1 / len(mine) / len(graph.near[via]) for via in mine if other in graph.near[via])
        total += (1 / len(mine) + through) ** 2
    return total


@measure(
    unit="score",
    formula="mean of 1 - degree centralisation, lattice share x n / (n - 2), and spoke density: 0 = star, 1 = all tied",
    needs=("defence_cooperation", "defence_pact"),
    literature="Freeman 1979 on centralisation; Latora, Marchiori 2001 on efficiency; Burt 1992 on constraint; Cha 2010;"
    " the mean is the design of this project",
    version=1,
)
def hub_lattice(
    world: World, among: Collection[str], hub: str, ties: Ties | None = None, *, depths: bool = False
) -> Reading | Unknown:
    """How far the ties of some states form a lattice rather than spokes of one hub.

    A pair is tied when an agreement of `SECURITY_KINDS` is in force. Works for any hub among the states. The detail
    holds efficiency with and without the hub, each state's degree and constraint and, with `depths`, how much of the depth
    of its ties is with the hub. Unknown for fewer than three states, or when no tie is known.
    """
    ties = ties or Ties(world)
    states = sorted({*among, hub})
    pairs = ties.pairs(states, SECURITY_KINDS)
    if len(states) < 3:
        return Unknown("a hub and its spokes need at least three states")
    if not pairs:
        return Unknown("no tie among these states is known on this day")
    graph = Graph.of(states, pairs)
    n, facts = len(states), _facts(pairs)
    rest = tuple(fact for pair, found in pairs.items() if hub not in pair for fact in (tie.since for tie in found))
    parts = (
        Part("1 - degree centralisation", 1 - centralisation(graph), facts),
        Part("lattice share x n / (n - 2)", lattice(graph, hub) * n / (n - 2), rest),
        Part("spoke density", spoke_density(graph, hub), rest),
    )
    rests = {s: hub_dependence(world, s, hub, states, ties) for s in states if s != hub} if depths else {}
    value = sum(part.value for part in parts if not isinstance(part.value, Unknown)) / len(parts)
    return Reading(
        "hub_lattice", value, "score", parts=parts, facts=facts, how="mean of the three parts",
        notes=_not_looked_at(world, states),
        detail={
            "hub": hub, "states": n, "ties": len(graph.pairs), "hub_ties": len(graph.near[hub]), "spokes": tuple(sorted(graph.near[hub])),
            "centralisation": centralisation(graph), "lattice_share": lattice(graph, hub),
            "spoke_density": spoke_density(graph, hub), "efficiency": efficiency(graph),
            "efficiency_without_hub": efficiency(graph.without(hub)),
            "degrees": {state: len(found) for state, found in graph.near.items()},
            "constraint": {state: constraint(graph, state) for state in states},
            "hub_dependence": rests, "communities": communities(graph),
        },
    )  # fmt: skip


@measure(
    unit="share",
    formula="triads with an odd number of negative ties / triads whose three ties all have a sign",
    needs=("defence_cooperation", "defence_pact", "rivalry", "threat_named"),
    literature="Heider 1946; Cartwright, Harary 1956 on balance; Aref, Wilson 2019 on the index of frustration",
    version=1,
)
def frustration(
    world: World, among: Collection[str], ties: Ties | None = None, *, index: bool = True
) -> Reading | Unknown:
    """How many triads of some states are out of balance: a friend's enemy a friend, or three enemies.

    A tie is positive when an agreement of `SECURITY_KINDS` is in force, negative when the two are rivals on the day or
    one names the other in a strategy document; where both hold it is negative and listed in `mixed`. The detail holds
    `index`, the fewest ties that would have to change sign for two camps without friction (None among too many states, or unasked).
    Unknown when no triad has all three signs.
    """
    ties = ties or Ties(world)
    states = sorted(set(among))
    good, bad = ties.pairs(states, SECURITY_KINDS), negative(world, states)
    signs = {**dict.fromkeys(good, 1), **dict.fromkeys(bad, -1)}
    triads = [t for t in combinations(states, 3) if all(pair in signs for pair in combinations(t, 2))]
    if not triads:
        return Unknown("no three of these states are all tied or opposed to each other")
    wrong = [t for t in triads if _sign(signs, t) < 0]
    facts = unique((*_facts(good), *(fact for found in bad.values() for fact in found)))
    return Reading(
        "frustration", len(wrong) / len(triads), "share", facts=facts, how="out of balance / all",
        parts=(Part("triads", len(triads)), Part("out of balance", len(wrong))),
        detail={
            "unbalanced": tuple(wrong), "positive": len(good), "negative": tuple(bad),
            "mixed": tuple(pair for pair in bad if pair in good), "index": fewest_changes(signs) if index else None,
        },
    )  # fmt: skip


def negative(world: World, states: Collection[str]) -> dict[Pair, list[Fact]]:
    """Give the pairs of states that oppose each other on the day: rivals, or named in a document of one of them."""
    group, found = set(states), defaultdict[Pair, list[Fact]](list)
    for fact in world.seen("rivalry"):
        inside = sorted(group & set(fact.about.parties))
        if len(inside) == 2 and fact.period.holds(world.as_of):
            found[inside[0], inside[1]].append(fact)
    for state in sorted(group):
        names = named(world, state)
        for other, facts in {} if isinstance(names, Unknown) else names.items():
            told = [fact for fact in facts if fact.detail["grade"] in OPPOSED]
            if other in group and other != state and told:
                found[min(state, other), max(state, other)].extend(told)
    return dict(sorted(found.items()))


def fewest_changes(signs: Mapping[Pair, int]) -> int | None:
    """Give the fewest ties that would have to change sign for two camps: friends inside, enemies between; None if too many."""
    states = sorted({state for pair in signs for state in pair})
    if len(states) > EXACT_STATES:
        return None
    if not states:
        return 0
    place = {state: bit for bit, state in enumerate(states)}
    near: list[list[tuple[int, int]]] = [[] for _ in states]
    for (one, other), sign in signs.items():
        near[place[one]].append((place[other], sign))
        near[place[other]].append((place[one], sign))
    camp = [1] * len(states)
    wrong = least = sum(sign < 0 for sign in signs.values())
    for turn in range(1, 1 << (len(states) - 1)):  # every division into two camps, one state moved at a time
        moved = (turn & -turn).bit_length() - 1
        wrong += sum(sign * camp[moved] * camp[other] for other, sign in near[moved])
        camp[moved] = -camp[moved]
        least = min(least, wrong)
    return least


def communities(graph: Graph, *, rounds: int = 100) -> tuple[tuple[str, ...], ...]:
    """Give the groups in which states settle, largest first, when each joins the group it shares more ties with than chance.

    Each in turn, those with most ties first, moves to where modularity grows most (the first phase of Blondel and others
    2008), and stays where nothing is better; of equally good groups it takes the first by code.
    """
    label = {state: state for state in graph.states}
    degree = {state: len(near) for state, near in graph.near.items()}
    whole = 2 * len(graph.pairs)
    turns = sorted((state for state in graph.states if degree[state]), key=lambda state: (-degree[state], state))
    for _ in range(rounds):
        changed = False
        for state in turns:
            weight: Counter[str] = Counter()
            for other in graph.states:
                weight[label[other]] += degree[other] if other != state else 0
            votes = Counter(label[other] for other in graph.near[state])
            gain = {name: votes[name] - degree[state] * weight[name] / whole for name in {*votes, label[state]}}
            best = min(gain, key=lambda name: (-round(gain[name], 9), name != label[state], name))
            changed |= best != label[state]
            label[state] = best
        if not changed:
            break
    groups: dict[str, list[str]] = defaultdict(list)
    for state in graph.states:
        groups[label[state]].append(state)
    return tuple(sorted((tuple(group) for group in groups.values()), key=lambda group: (-len(group), group)))


def _sign(signs: Mapping[Pair, int], triad: tuple[str, str, str]) -> int:
    one, two, three = (signs[pair] for pair in combinations(triad, 2))
    return one * two * three


def _facts(pairs: Mapping[Pair, list[Tie]]) -> tuple[Fact, ...]:
    return unique(tie.since for found in pairs.values() for tie in found)


def _not_looked_at(world: World, states: Collection[str]) -> tuple[str, ...]:
    unseen = [state for state in states if not world.looked("defence_cooperation", state)]
    return (f"no source here looked at the agreements of {', '.join(map(name_of, unseen))}",) if unseen else ()
