"""The pack keeps its promises: every row has an address, its days are in order, its states existed, its licence allows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

import pytest

from latticework.errors import DataError
from latticework.model.fact import Fact
from latticework.model.grouping import groupings
from latticework.model.kind import STATUSES, check, find_kind, kinds
from latticework.model.state import is_state, states
from latticework.model.tables import read_csv
from latticework.pack import reader
from latticework.pack.rows import FactRow
from latticework.pack.sources import PACK_STATES, coverage, sources

FIRST, LAST = date(1816, 1, 1), date(2026, 11, 25)
OPEN_TERMS = (
    "public domain", "CC BY", "OGL", "facts only", "Apache-2.0", "MIT", "Open Parliament Licence",
    "excerpt below 10 per cent",
)  # fmt: skip
SIPRI_CELLS, SIPRI_LIMIT = 44_295, 0.10


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return [Fact.from_row(row) for row in reader.rows()]


def test_every_fact_fits_its_kind(facts: list[Fact]) -> None:
    for fact in facts:
        check(fact)


def test_no_fact_stands_twice(facts: list[Fact]) -> None:
    assert [key for key, n in Counter(fact.id for fact in facts).items() if n > 1] == []


def test_every_source_is_named_with_an_address_and_terms(facts: list[Fact]) -> None:
    table = sources()
    assert {fact.citation.source for fact in facts} - set(table) == set()
    used = {fact.citation.source for fact in facts}
    assert [key for key in used if not table[key].address.startswith(("https://", "http://"))] == []
    assert [
        (key, table[key].licence) for key in used if not any(term in table[key].licence for term in OPEN_TERMS)
    ] == []


def test_every_row_has_a_web_address(facts: list[Fact]) -> None:
    assert [fact.id for fact in facts if not fact.citation.locator.startswith(("https://", "http://"))] == []


def test_hand_compiled_rows_say_how_they_were_checked(facts: list[Fact]) -> None:
    bulk = {
        "military_spending",
        "gdp",
        "population",
        "troops_hosted",
        "warheads",
        "distance",
        "missile_test",
        "exchange_rate",
    }
    assert {fact.detail.get("checked") for fact in facts if fact.kind not in bulk} == {"document", "page"}


def test_parties_are_states_or_groupings_that_existed(facts: list[Fact]) -> None:
    known = set(states()) | set(groupings())
    assert {party for fact in facts for party in fact.about.parties} - known == set()
    early = [
        (fact.detail.get("tie", fact.title), fact.kind, str(fact.period), party)
        for fact in facts
        if find_kind(fact.kind).family in ("tie", "event") and fact.kind != "missile_test"
        for party in fact.about.parties
        if is_state(party) and states()[party].spells and not states()[party].existed(fact.period.surely_since)
        and fact.status not in ("ended",)
    ]  # fmt: skip
    assert {row[0] for row in early} == set(BEFORE_THE_LISTS)


BEFORE_THE_LISTS = {
    "gbr-brn-garrison": "Brunei was under British protection",
    "gbr-deu-forces": "occupied Germany was no member of the system",
    "usa-deu-ansbach": "occupied Germany was no member of the system",
    "usa-deu-grafenwoehr": "occupied Germany was no member of the system",
    "usa-deu-vilseck": "occupied Germany was no member of the system",
    "usa-deu-wiesbaden": "occupied Germany was no member of the system",
    "usa-bhr-nsa": "Bahrain was under British protection until 1971",
    "irn-sun-friendship-1921": "Soviet Russia concluded it before the Union was founded",
    "fin-rus-friendship-1948": "Russia continues the Union's treaty from the day the Union ended",
    "mng-rus-mutual-assistance-1966": "Russia continues the Union's treaty from the day the Union ended",
    "prk-rus-mutual-assistance-1961": "Russia continues the Union's treaty from the day the Union ended",
    "rus-vnm-friendship-1978-consultation": "Russia continues the Union's treaty from the day the Union ended",
    "deu-rus-good-neighbourliness-1990": "Russia continues the Union's treaty from the day the Union ended",
    "rus-ukr-treaty-1990": "the two concluded it as republics of the Union",
    "ltu-rus-foundations-1991": "Lithuania was not yet recognised by most, Russia was a republic of the Union",
    "phl-twn-amity-1947": "the Republic of China concluded it before its government moved to Taiwan",
    "gbr-irq-alliance-1930": "Iraq signed it before the end of the British mandate in 1932",
    "gbr-lka-defence-1947": "Ceylon signed it before its independence in 1948",
    "cub-ago-1975": "Cuba decided to send its forces in the week before Angola's independence",
    "brn-gbr-friendship-1979": "Brunei signed it before it became fully independent in 1984",
}
"""Ties one of whose states no list counts on the day of a step, each with its reason."""


def test_a_tie_ends_with_the_last_day_of_its_state(facts: list[Fact]) -> None:
    ends = {row["state"] for row in read_csv("latticework.model", "states.csv") if row["to"]}
    steps: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.status and find_kind(fact.kind).family == "tie" and ends & set(fact.about.parties):
            steps[fact.detail["tie"]].add(fact.status)
    assert steps
    assert {tie for tie, reached in steps.items() if "ended" not in reached} == set()


def test_days_are_in_order(facts: list[Fact]) -> None:
    assert [fact.id for fact in facts if fact.day < FIRST and fact.kind != "distance"] == []
    future = [
        (fact.kind, fact.title, str(fact.period)) for fact in facts if fact.day > LAST and fact.kind != "grouping_role"
    ]
    assert future == []
    steps: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.status:
            steps[fact.detail["tie"]].append(fact)
    backwards = []
    for tie, found in steps.items():
        by_status: dict[str, date] = {}
        for fact in found:
            by_status.setdefault(fact.status, fact.period.surely_since)
        if (
            "signed" in by_status
            and "in_force" in by_status
            and max(f.period.surely_since for f in found if f.status == "in_force")
            < min(f.day for f in found if f.status == "signed")
        ):
            backwards.append(tie)
        if "ended" in by_status and any(
            f.day > max(e.period.surely_since for e in found if e.status == "ended") for f in found
        ):
            backwards.append(tie)
    assert backwards == []


def test_every_tie_is_one_thing(facts: list[Fact]) -> None:
    seen: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for fact in facts:
        if find_kind(fact.kind).family == "tie":
            seen[fact.detail["tie"]].add((fact.kind, str(fact.about)))
    assert {tie: what for tie, what in seen.items() if len(what) > 1} == {}
    assert all(fact.status in STATUSES for fact in facts if fact.status)


def test_the_spending_excerpt_stays_below_its_limit(facts: list[Fact]) -> None:
    newest = [
        f
        for f in facts
        if f.kind == "military_spending" and f.citation.source == "sipri" and f.citation.release == "2025-04"
    ]
    assert 0 < len(newest) / SIPRI_CELLS < SIPRI_LIMIT


def test_both_releases_stand_side_by_side(facts: list[Fact]) -> None:
    japan = {
        f.citation.source: f.value
        for f in facts
        if f.kind == "military_spending" and str(f.about) == "JPN" and f.day.year == 2022 and f.unit == "current US$"
    }
    assert japan == {"sipri": pytest.approx(43.198e9, rel=1e-3), "worldbank-milex": pytest.approx(45.992e9, rel=1e-3)}


def test_every_release_of_the_spending_excerpt_stays_below_the_limit(facts: list[Fact]) -> None:
    cells = Counter(f.citation.release for f in facts if f.kind == "military_spending" and f.citation.source == "sipri")
    assert len(cells) >= 9
    assert {release for release, n in cells.items() if n / SIPRI_CELLS >= SIPRI_LIMIT} == set()


def test_spending_is_told_as_first_published(facts: list[Fact]) -> None:
    japan = {
        f.citation.release: (f.value, f.known_from)
        for f in facts
        if f.kind == "military_spending" and str(f.about) == "JPN" and f.day.year == 2021
        and f.unit == "current US$" and f.citation.source == "sipri"
    }  # fmt: skip
    assert japan["2022-04"] == (54.1e9, date(2022, 4, 25))
    assert japan["2025-04"] == (pytest.approx(53.6e9, rel=1e-2), date(2025, 4, 28))


def test_series_reach_back_by_several_releases(facts: list[Fact]) -> None:
    told = {
        (f.citation.release, str(f.about), f.day.year): f.value
        for f in facts
        if f.kind == "military_spending" and f.citation.source == "sipri" and f.unit == "current US$"
    }
    for release, last in (("2020-04", 2019), ("2022-04", 2021), ("2023-04", 2022)):
        passed = [
            year
            for year in range(2001, last + 1)
            if told[release, "CHN", year] > told[release, "JPN", year]
            and told[release, "CHN", year - 1] <= told[release, "JPN", year - 1]
        ]
        assert passed == [2005 if release == "2020-04" else 2006]


def test_allies_at_two_per_cent_are_those_nato_counted(facts: list[Fact]) -> None:
    told = Counter(
        f.citation.release
        for f in facts
        if f.citation.source == "nato-spending" and f.value is not None and f.value >= 2
    )
    assert {name: told[name] for name in ("2022-06", "2023-03", "2024-06", "2025-04")} == {
        "2022-06": 9, "2023-03": 7, "2024-06": 23, "2025-04": 22,
    }  # fmt: skip


def test_warheads_of_a_yearbook_add_up_to_its_total(facts: list[Fact]) -> None:
    total: Counter[str] = Counter()
    for fact in facts:
        if fact.kind == "warheads" and fact.citation.release in ("2022", "2024", "2025"):
            total[fact.citation.release] += int(fact.value or 0)
    assert total == {"2022": 9440, "2024": 9585, "2025": 9614}


MINIMUM = {
    "weapon_range": 80, "pledge": 40, "threat_named": 150, "basing": 60, "exercise": 50, "visit": 50, "port_call": 20,
    "hostile_act": 60, "overflight": 8, "missile_test": 300, "warheads": 500,
}  # fmt: skip


def test_the_pack_is_as_large_as_it_says(facts: list[Fact]) -> None:
    count = Counter(fact.kind for fact in facts)
    assert {kind: count[kind] for kind, least in MINIMUM.items() if count[kind] < least} == {}
    agreements = {
        f.detail["tie"]
        for f in facts
        if find_kind(f.kind).family == "tie" and f.kind not in ("basing", "deployment") and f.day.year >= 1990
    }
    assert len(agreements) >= 400
    assert {state for fact in facts if fact.kind == "strategy_document" for state in fact.about.parties} >= set(
        PACK_STATES
    )


def test_missiles_are_counted_at_the_local_date(facts: list[Fact]) -> None:
    tests = [fact for fact in facts if fact.kind == "missile_test"]
    assert sum(fact.day.year == 2022 for fact in tests) == 69
    flight = next(fact for fact in tests if fact.day == date(2022, 10, 4))
    assert flight.detail["utc_day"] == "2022-10-03"


def test_overflights_of_japan_are_the_known_ones(facts: list[Fact]) -> None:
    days = {str(fact.day) for fact in facts if fact.kind == "overflight" and str(fact.about) == "PRK>JPN"}
    assert {"1998-08-31", "2009-04-05", "2017-08-29", "2017-09-15", "2022-10-04"} <= days


def test_coverage_speaks_of_kinds_and_sources_that_exist() -> None:
    assert {c.kind for c in coverage()} <= set(kinds())
    assert {c.source for c in coverage()} - {"pack"} <= set(sources())
    ties = {
        name
        for name, kind in kinds().items()
        if kind.family in ("tie", "event", "pledge", "naming") and name in {c.kind for c in coverage()}
    }
    assert len(ties) > 20


def test_memberships_name_groupings_in_the_table() -> None:
    assert {row["grouping"] for row in read_csv("latticework.pack", "memberships.csv")} <= set(groupings())
    assert all(
        set(g.obliges) <= {"defence_pact", "consultation", "non_aggression", "neutrality"} for g in groupings().values()
    )


def test_the_digest_changes_with_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    before = reader.digest()
    assert before == reader.digest()
    walk = reader._walk
    monkeypatch.setattr(reader, "_walk", lambda folder, prefix: list(walk(folder, prefix))[1:])
    assert reader.digest() != before


def test_a_row_that_cannot_be_read_is_a_damaged_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[FactRow]:
        raise ValueError("could not convert string to float: '2-3'")
        yield

    monkeypatch.setattr(reader, "TABLES", (broken,))
    with pytest.raises(DataError, match="damaged"):
        list(reader.rows())
