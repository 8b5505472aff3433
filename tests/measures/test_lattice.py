"""The shape of a network: worked graphs, unknowns, laws, and the reference values of fourteen states."""

from __future__ import annotations

import csv
import gzip
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework import measures
from latticework.measures.lattice import (
    Graph,
    centralisation,
    communities,
    constraint,
    efficiency,
    fewest_changes,
    frustration,
    hub_lattice,
    lattice,
    spoke_density,
)
from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown
from tests.conftest import everywhere, fact, shared, step, world_of

FIVE = ("AUS", "IND", "JPN", "PHL", "USA")
STAR = Graph.of(FIVE, [(state, "USA") for state in FIVE if state != "USA"])
WHOLE = Graph.of(FIVE, combinations(FIVE, 2))


def ties(*pairs: str) -> list[Fact]:
    return [step("defence_cooperation", pair, "in_force", "2010-01-01") for pair in pairs]


def test_a_star_and_a_whole_graph_are_the_ends_of_each_measure() -> None:
    assert (centralisation(STAR), lattice(STAR, "USA"), spoke_density(STAR, "USA")) == (1, 0, 0)
    assert (centralisation(WHOLE), lattice(WHOLE, "USA"), spoke_density(WHOLE, "USA")) == (0, 0.6, 1)
    assert efficiency(WHOLE) == 1
    assert efficiency(STAR) == pytest.approx((8 * 1 + 12 * 0.5) / 20)
    assert efficiency(STAR.without("USA")) == 0


def test_constraint_as_burt_defines_it() -> None:
    assert constraint(STAR, "USA") == pytest.approx(1 / 4)  # four contacts that do not know each other
    assert constraint(STAR, "JPN") == pytest.approx(1)
    triangle = Graph.of("ABC", combinations("ABC", 2))
    assert constraint(triangle, "A") == pytest.approx(2 * (1 / 2 + 1 / 4) ** 2)
    assert constraint(Graph.of("AB", []), "A") is None


def test_the_index_is_the_mean_of_its_parts() -> None:
    star = world_of(ties("JPN;USA", "PHL;USA", "AUS;USA"))
    found = hub_lattice(star, ["JPN", "PHL", "AUS"], "USA")
    assert isinstance(found, Reading)
    assert found.value == 0
    one_more = hub_lattice(world_of(ties("JPN;USA", "PHL;USA", "AUS;USA", "AUS;JPN")), ["JPN", "PHL", "AUS"], "USA")
    assert isinstance(one_more, Reading)
    # degrees 3, 2, 2, 1: centralisation (0 + 1 + 1 + 2) / 6; lattice 1/4 x 4/2; one of three spokes' pairs
    assert one_more.value == pytest.approx(((1 - 4 / 6) + 1 / 2 + 1 / 3) / 3)
    assert one_more.detail["efficiency_without_hub"] == pytest.approx(1 / 3)
    whole = hub_lattice(world_of(ties(*(";".join(p) for p in combinations(FIVE, 2)))), FIVE, "JPN")
    assert isinstance(whole, Reading)
    assert whole.value == pytest.approx(1)


def test_no_tie_and_too_few_states_are_unknown() -> None:
    assert isinstance(hub_lattice(world_of([]), FIVE, "USA"), Unknown)
    assert isinstance(hub_lattice(world_of(ties("JPN;USA")), ["JPN"], "USA"), Unknown)
    assert isinstance(frustration(world_of(ties("JPN;USA", "AUS;USA")), FIVE), Unknown)


def test_what_rests_on_the_hub_is_told_when_asked() -> None:
    world = world_of(ties("JPN;USA", "JPN;AUS", "PHL;USA"), coverage=everywhere("defence_cooperation"))
    found = hub_lattice(world, ["JPN", "PHL", "AUS"], "USA", depths=True)
    assert isinstance(found, Reading)
    rests = found.detail["hub_dependence"]
    assert isinstance(rests, dict)
    assert {s: r.value for s, r in rests.items()} == {"JPN": 0.5, "PHL": 1.0, "AUS": 0.0}


def rivals(one: str, other: str) -> Fact:
    return fact("rivalry", f"{one};{other}", "2000-01-01")


def test_two_camps_are_in_balance_and_a_friend_of_both_is_not() -> None:
    camps = [*ties("JPN;USA"), rivals("CHN", "JPN"), rivals("CHN", "USA")]
    found = frustration(world_of(camps), ["JPN", "USA", "CHN"])
    assert isinstance(found, Reading)
    assert (found.value, found.detail["index"]) == (0, 0)
    torn = frustration(world_of([*ties("JPN;USA", "CHN;USA"), rivals("CHN", "JPN")]), ["JPN", "USA", "CHN"])
    assert isinstance(torn, Reading)
    assert (torn.value, torn.detail["index"]) == (1, 1)
    assert torn.detail["unbalanced"] == (("CHN", "JPN", "USA"),)
    assert {f.kind for f in torn.evidence()} == {"defence_cooperation", "rivalry"}


def test_a_named_threat_is_a_foe_and_a_concern_is_not() -> None:
    def naming(grade: str) -> list[Fact]:
        return [
            *ties("JPN;USA", "CHN;USA"),
            fact("strategy_document", "JPN", "2013-12-17", document="d", series="s"),
            fact("threat_named", "JPN>CHN", "2013-12-17", quote="x", grade=grade, document="d", series="s"),
        ]

    assert isinstance(frustration(world_of(naming("threat")), ["JPN", "USA", "CHN"]), Reading)
    assert isinstance(frustration(world_of(naming("concern")), ["JPN", "USA", "CHN"]), Unknown)


def test_communities_of_two_cliques_with_one_bridge() -> None:
    cliques = [*combinations("ABCD", 2), *combinations("WXYZ", 2), ("A", "W")]
    assert communities(Graph.of("ABCDWXYZ", cliques)) == (tuple("ABCD"), tuple("WXYZ"))
    assert communities(Graph.of("AB", [])) == (("A",), ("B",))


CODES = ("AUS", "CHN", "DEU", "FRA", "IND", "JPN", "USA")
graphs = st.sets(st.sampled_from(list(combinations(CODES, 2))), min_size=1)


@settings(max_examples=40, deadline=None)
@given(graphs, st.sampled_from(CODES))
def test_both_measures_of_the_network_tell_the_same(pairs: set[tuple[str, str]], hub: str) -> None:
    world = world_of(ties(*(";".join(pair) for pair in pairs)))
    short, whole = measures.lattice_share(world, CODES, hub), hub_lattice(world, CODES, hub)
    assert isinstance(short, Reading)
    assert isinstance(whole, Reading)
    assert short.value == pytest.approx(float(whole.detail["lattice_share"]))  # type: ignore[arg-type]
    for name in ("centralisation", "spoke_density"):
        assert short.detail[name] == pytest.approx(whole.detail[name])
    assert 0 <= whole.value <= 1 + 1e-9


@given(graphs, st.permutations(CODES))
def test_names_do_not_matter(pairs: set[tuple[str, str]], names: list[str]) -> None:
    new = dict(zip(CODES, names, strict=True))
    one, other = Graph.of(CODES, pairs), Graph.of(CODES, [(new[a], new[b]) for a, b in pairs])
    assert centralisation(one) == pytest.approx(centralisation(other))
    assert efficiency(one) == pytest.approx(efficiency(other))
    for state in CODES:
        assert constraint(one, state) == pytest.approx(constraint(other, new[state]))
        assert lattice(one, state) == lattice(other, new[state])


@given(st.dictionaries(st.sampled_from(list(combinations("ABCDEF", 2))), st.sampled_from([1, -1])))
def test_the_index_of_frustration_is_the_least_over_all_camps(signs: dict[tuple[str, str], int]) -> None:
    least = min(
        sum(
            sign != (1 if (camp >> "ABCDEF".index(a) & 1) == (camp >> "ABCDEF".index(b) & 1) else -1)
            for (a, b), sign in signs.items()
        )
        for camp in range(64)
    )
    assert fewest_changes(signs) == least


COW = {
    "USA": 2, "JPN": 740, "KOR": 732, "PHL": 840, "THA": 800, "AUS": 900, "NZL": 920, "SGP": 830, "MYS": 820, "IDN": 850,
    "VNM": 816, "IND": 750, "GBR": 200, "FRA": 220,
}  # fmt: skip


@pytest.mark.parametrize(
    ("year", "number", "central", "share", "japan"), [(1990, 18, 0.40, 0.61, 1), (2000, 44, 0.33, 0.77, 4), (2010, 52, 0.32, 0.79, 6)]
)  # fmt: skip
def test_fourteen_states_around_the_united_states(
    year: int, number: int, central: float, share: float, japan: int
) -> None:
    """A pair is tied by a defence cooperation agreement of the last fifteen years, or by ATOP's defence or consultation."""
    code = {str(number): state for state, number in COW.items()}
    pairs = set()
    with shared("data", "dcad-kinne", "DCAD-v1.0-main.csv").open(encoding="latin-1") as file:
        for row in csv.DictReader(file):
            if {row["ccode1"], row["ccode2"]} <= set(code) and year - 15 < int(row["signYear"]) <= year:
                pairs.add((code[row["ccode1"]], code[row["ccode2"]]))
    with gzip.open(shared("data", "atop", "atop5_1ddyr_peacesciencer.csv.gz"), "rt") as file:
        for row in csv.DictReader(file):
            bound = "1" in (row["atop_defense"], row["atop_consul"])
            if bound and row["year"] == str(year) and {row["ccode1"], row["ccode2"]} <= set(code):
                pairs.add((code[row["ccode1"]], code[row["ccode2"]]))
    graph = Graph.of(COW, pairs)
    assert (len(graph.pairs), len(graph.near["JPN"])) == (number, japan)
    assert centralisation(graph) == pytest.approx(central, abs=0.01)
    assert lattice(graph, "USA") == pytest.approx(share, abs=0.005)
