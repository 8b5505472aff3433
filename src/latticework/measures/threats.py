"""Who threatens whom: capability x proximity x intent, in every published variant, never one number alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations, product
from math import exp, log
from random import Random
from statistics import mean
from typing import Any

from latticework.measures.card import measure
from latticework.measures.space import capital_distance, minimum_distance
from latticework.model.fact import About, Fact
from latticework.model.grouping import name_of
from latticework.model.period import years_before
from latticework.model.reading import Part, Reading, Unknown
from latticework.model.state import is_state
from latticework.model.tables import read_toml
from latticework.views.ties import Ties
from latticework.views.world import World

CAPABILITY = ("spending", "output", "warheads")
PROXIMITY = ("capital distance", "minimum distance", "exponential")
INTENT = ("documents and acts", "documents", "acts")
VARIANTS = tuple(product(CAPABILITY, PROXIMITY, INTENT))
"""Every combination of how the three factors are measured; the first is the reference variant."""

Factors = Mapping[str, Part]


@cache
def weights() -> dict[str, Any]:
    """Every number of this measure that is not a fact, from threat.toml."""
    return read_toml("latticework.measures", "threat.toml")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a state came out over the variants and weightings: best and worst rank, and how often it was first."""

    best: int
    worst: int
    first: int
    known: int
    variants: int
    weighted_best: int
    weighted_worst: int


@measure(
    unit="score",
    formula="capability x proximity x intent, each from 0 to 1; ranked by pairwise majority over the variants that know both",
    needs=("military_spending", "gdp", "warheads", "distance", "threat_named", "strategy_document", "hostile_act",
           "intrusion", "overflight", "missile_test", "defence_pact"),
    literature="Walt 1987 (power, proximity, offensive capability, intentions); PLOVER manual for the sizes of acts;"
    " Copeland 1951 for ranking by pairwise majority",
    version=1,
)  # fmt: skip
def threats(world: World, state: str, ties: Ties | None = None, *, weightings: bool = True) -> list[Reading] | Unknown:
    """The states that threaten a state, most threatening first, with what each score is made of.

    Candidates are the states its strategy documents name or that acted against it in the last years; states with a
    defence pact in force with it are left out (`masked` says which). Capability is relative to the strongest
    candidate. A factor that is unknown makes the variant unknown for that state; its rank then rests on the others.
    Without `weightings` no random weights are drawn: ranks and scores are the same, and the standing tells of variants alone.
    Unknown when no document of the state was read and no act against it is known.
    """
    ties = ties or Ties(world)
    by_document, by_act = named(world, state), acts(world, state)
    for tester, launches in tests_nearby(world, state).items():
        by_act[tester] = [*by_act.get(tester, ()), *launches]
    if isinstance(by_document, Unknown) and not by_act:
        return Unknown(by_document.because)
    allies = ties.allies(state)
    documents: Mapping[str, list[Fact]] = {} if isinstance(by_document, Unknown) else by_document
    candidates = sorted(c for c in {*documents, *by_act} if is_state(c) and c != state and c not in allies)
    if not candidates:
        return []
    factors = {
        "capability": {name: _capability(world, candidates, name) for name in CAPABILITY},
        "proximity": {name: _proximity(world, state, candidates, name) for name in PROXIMITY},
        "intent": _intent(world, candidates, by_document, by_act),
    }
    scores = {variant: _scores(factors, variant, candidates) for variant in VARIANTS}
    ranks = {variant: _ranks(found) for variant, found in scores.items()}
    drawn = _weighted_ranks(factors, candidates) if weightings else {}
    masked = tuple(sorted(set(allies) & {*documents, *by_act}))
    readings = []
    wins = _pairwise_wins(scores, candidates)
    for candidate in candidates:
        had = [ranks[variant][candidate] for variant in VARIANTS if candidate in ranks[variant]]
        if not had:
            continue
        variant = next(v for v in VARIANTS if candidate in ranks[v])
        parts = tuple(factors[factor][name][candidate] for factor, name in zip(factors, variant, strict=True))
        weighted = drawn.get(candidate, had)
        readings.append(
            Reading(
                "threats", scores[variant][candidate], "score", parts=parts, basis=", ".join(variant),
                how=" x ".join(part.name for part in parts),
                detail={
                    "state": candidate, "mean_rank": mean(had), "wins": wins[candidate], "masked": masked,
                    "standing": Standing(min(had), max(had), had.count(1), len(had), len(VARIANTS), min(weighted), max(weighted)),
                    "factors": {f"{factor}, {name}": table[candidate] for factor in factors for name, table in factors[factor].items()},
                },
            )
        )  # fmt: skip
    return sorted(readings, key=_order)


def named(world: World, state: str) -> dict[str, list[Fact]] | Unknown:
    """Give the states named in the state's strategy documents that speak on the day, each with the namings.

    Of each series the newest edition speaks, for the years the table sets. Unknown when no document was read.
    """
    since = years_before(world.as_of, weights()["documents"]["years"])
    newest: dict[str, Fact] = {}
    for fact in sorted(world.seen("strategy_document", state), key=lambda f: (f.period.surely_since, f.id)):
        if since <= fact.day and fact.period.surely_since <= world.as_of:
            newest[fact.detail["series"]] = fact
    if not newest:
        return Unknown(f"no strategy document of {name_of(state)} of the ten years before was read")
    speaking = {fact.detail["document"] for fact in newest.values()}
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.seen("threat_named", state):
        if fact.about.givers == (state,) and fact.detail["document"] in speaking:
            for target in fact.about.receivers:
                found[target].append(fact)
    return {
        target: sorted(facts, key=lambda f: (-weights()["grade"][f.detail["grade"]], -f.day.toordinal(), f.id))
        for target, facts in sorted(found.items())
    }


def acts(world: World, state: str) -> dict[str, list[Fact]]:
    """Give the hostile acts against a state in the last years, by who did them, newest first."""
    since = years_before(world.as_of, weights()["acts"]["years"])
    found: dict[str, list[Fact]] = defaultdict(list)
    for kind in ("hostile_act", "intrusion", "overflight"):
        for fact in world.seen(kind, state):
            over = fact.period.end or world.as_of
            if (
                state in fact.about.receivers
                and over > since
                and fact.period.surely_since <= world.as_of
                and _size(fact)
            ):
                for actor in fact.about.givers:
                    found[actor].append(fact)
    return {actor: sorted(facts, key=lambda f: (-f.day.toordinal(), f.id)) for actor, facts in sorted(found.items())}


def tests_nearby(world: World, state: str) -> dict[str, list[Fact]]:
    """Give the missile tests of the last years by states whose capitals are near, one launch a day, newest first."""
    table = weights()["acts"]
    since = years_before(world.as_of, table["years"])
    days: dict[str, dict[date, Fact]] = defaultdict(dict)
    for fact in world.seen("missile_test"):
        if since < fact.day and fact.period.surely_since <= world.as_of and state not in fact.about:
            days[fact.about.givers[0]].setdefault(fact.day, fact)
    near = {}
    for tester, launches in sorted(days.items()):
        far = capital_distance(world, tester, state)
        if not isinstance(far, Unknown) and far.value <= table["tests"]["within_km"]:
            near[tester] = [launches[day] for day in sorted(launches, reverse=True)]
    return near


def _size(fact: Fact) -> float:
    table = weights()["acts"]
    if fact.kind == "missile_test":
        return float(table["plover"][table["tests"]["root"]])
    mode = fact.detail.get("mode", "")
    if mode in table["exempt"]["modes"]:
        return 0.0
    root = mode.upper() if mode.upper() in table["plover"] else table["kinds"].get(fact.kind, "")
    return float(table["plover"].get(root, 0.0))


def _capability(world: World, candidates: list[str], how: str) -> Factors:
    years = weights()["capability"]["years"]
    found = {}
    for candidate in candidates:
        if how == "spending":
            found[candidate] = world.figure("military_spending", candidate, unit="current US$", within_years=years)
        elif how == "output":
            found[candidate] = world.figure("gdp", candidate, within_years=years)
        else:
            found[candidate] = _warheads(world, candidate, years)
    values = {c: fact.value for c, fact in found.items() if isinstance(fact, Fact) and fact.value is not None}
    top = max(values.values(), default=0.0)
    name = f"capability ({how})"
    parts = {}
    for candidate, fact in found.items():
        if isinstance(fact, Unknown) or fact.value is None or top <= 0:
            because = fact.because if isinstance(fact, Unknown) else f"no candidate has any {how}"
            parts[candidate] = Part(name, Unknown(because))
        elif how == "warheads":
            parts[candidate] = Part(name, log(1 + fact.value) / log(1 + top), (fact,), "log(1 + own) / log(1 + most)")
        else:
            parts[candidate] = Part(name, fact.value / top, (fact,), "own / most among candidates")
    return parts


def _warheads(world: World, state: str, years: int) -> Fact | Unknown:
    """The newest estimate; a state no estimate names has none, as long as the estimates cover the years before."""
    found = world.figure("warheads", state, within_years=years)
    if isinstance(found, Unknown) and not world.seen("warheads", state):
        latest = max((fact for fact in world.seen("warheads")), key=lambda fact: (fact.day, fact.id), default=None)
        if latest is not None and latest.day >= years_before(world.as_of, years):
            return replace(latest, about=About((state,)), value=0.0, read_by="computed", id="")
    return found


def _proximity(world: World, state: str, candidates: list[str], how: str) -> Factors:
    table, name, parts = weights()["proximity"], f"proximity ({how})", {}
    for candidate in candidates:
        far = (minimum_distance if how == "minimum distance" else capital_distance)(world, state, candidate)
        if isinstance(far, Unknown):
            parts[candidate] = Part(name, far)
        elif how == "exponential":
            parts[candidate] = Part(name, exp(-far.value / table["exponential_km"]), far.facts, "exp(-km / 2000)")
        else:
            near = max(0.0, 1 - far.value / table["farthest_km"])
            parts[candidate] = Part(name, near, far.facts, "1 - km / 20015")
    return parts


def _intent(
    world: World, candidates: list[str], documents: Mapping[str, list[Fact]] | Unknown, by_act: Mapping[str, list[Fact]]
) -> dict[str, Factors]:
    table = weights()
    parts: dict[str, dict[str, Part]] = {name: {} for name in INTENT}
    for candidate in candidates:
        said: float | Unknown
        words: tuple[Fact, ...] = ()
        if isinstance(documents, Unknown):
            said = documents
        else:
            words = tuple(documents.get(candidate, ()))
            said = max((table["grade"][fact.detail["grade"]] for fact in words), default=0.0)
        deeds = tuple(by_act.get(candidate, ()))
        did = 1 - exp(-sum(_size(fact) * _freshness(world, fact) for fact in deeds) / table["acts"]["scale"])
        parts["documents"][candidate] = Part("intent (documents)", said, words[:3], "highest grade")
        parts["acts"][candidate] = Part("intent (acts)", did, deeds, "1 - exp(-sum of acts / 10)")
        both = did if isinstance(said, Unknown) else 1 - (1 - said) * (1 - did)
        note = "1 - (1 - documents) x (1 - acts)" if not isinstance(said, Unknown) else f"acts alone: {said.because}"
        parts["documents and acts"][candidate] = Part("intent (documents and acts)", both, (*words[:3], *deeds), note)
    return dict(parts)


def _freshness(world: World, fact: Fact) -> float:
    last = min(fact.period.end or world.as_of, world.as_of)
    years = max(0.0, (world.as_of - last).days / 365.25)
    return float(0.5 ** (years / weights()["acts"]["half_life"]))


def _scores(
    factors: Mapping[str, Mapping[str, Factors]], variant: tuple[str, ...], candidates: list[str]
) -> dict[str, float]:
    scores = {}
    for candidate in candidates:
        values = [factors[factor][name][candidate].value for factor, name in zip(factors, variant, strict=True)]
        numbers = [value for value in values if not isinstance(value, Unknown)]
        if len(numbers) == len(values):
            scores[candidate] = numbers[0] * numbers[1] * numbers[2]
    return scores


def _ranks(scores: Mapping[str, float]) -> dict[str, int]:
    """Rank from 1; equal scores share the better rank."""
    return {state: 1 + sum(other > score for other in scores.values()) for state, score in scores.items()}


def _weighted_ranks(factors: Mapping[str, Mapping[str, Factors]], candidates: list[str]) -> dict[str, list[int]]:
    """Rank under random exponents of the reference variant's factors, drawn evenly from all that sum to three."""
    table = weights()["weightings"]
    draw = Random(table["seed"])
    logs = {}
    for candidate in candidates:
        values = [factors[factor][name][candidate].value for factor, name in zip(factors, VARIANTS[0], strict=True)]
        numbers = [value for value in values if not isinstance(value, Unknown)]
        if len(numbers) == len(values):
            logs[candidate] = [log(max(number, 1e-9)) for number in numbers]
    found: dict[str, list[int]] = defaultdict(list)
    for _ in range(table["draws"]):
        drawn = [draw.expovariate(1.0) for _ in range(3)]
        size = 3 / sum(drawn)
        scores = {c: sum(d * size * x for d, x in zip(drawn, own, strict=True)) for c, own in logs.items()}
        for candidate, rank in _ranks(scores).items():
            found[candidate].append(rank)
    return found


def _pairwise_wins(scores: Mapping[Any, Mapping[str, float]], candidates: list[str]) -> dict[str, float]:
    """Count, for each candidate, the others it beats in most of the variants that know both (a draw counts half)."""
    wins = dict.fromkeys(candidates, 0.0)
    for one, other in combinations(candidates, 2):
        both = [found for found in scores.values() if one in found and other in found]
        ahead = sum((found[one] > found[other]) - (found[one] < found[other]) for found in both)
        wins[one] += 0.5 + 0.5 * ((ahead > 0) - (ahead < 0))
        wins[other] += 0.5 - 0.5 * ((ahead > 0) - (ahead < 0))
    return wins


def _order(reading: Reading) -> tuple[float, float, float, str]:
    wins, rank = reading.detail["wins"], reading.detail["mean_rank"]
    assert isinstance(wins, float)
    assert isinstance(rank, int | float)
    return -wins, float(rank), -reading.value, str(reading.detail["state"])
