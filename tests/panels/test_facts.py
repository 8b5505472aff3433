"""Columns from the facts of a world: ties with their steps, reported events, bases, troops."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework import panels
from latticework.atlas import Atlas
from latticework.errors import NameNotFound, StoreCorrupt, UsageError
from latticework.measures.acts import weights
from latticework.model.fact import About, Citation, Fact
from latticework.model.grouping import Grouping
from latticework.model.kind import check
from latticework.model.period import Period, parse_day
from latticework.model.source import Coverage
from latticework.model.state import states
from latticework.model.tables import read_csv
from latticework.panels import GivenTables, Panel
from latticework.panels.additions import FROM_FACTS, add, names
from latticework.panels.stored import FURTHEST
from latticework.sources.catalogue import find_source
from latticework.sources.reading import read
from latticework.store.store import Store
from latticework.views.memory import ListMemory
from latticework.views.ties import Ties
from latticework.views.world import World
from tests.panels.conftest import SMALL, A, B, D
from tests.panels.test_columns import cell

LATER = date(1981, 1, 1)
EVER = Coverage("pack", "defence_pact", date(1970, 1, 1), date(1979, 1, 1), frozenset({"USA"}))


def told(
    kind: str, about: str, day: str, status: str = "", *, tie: str = "", source: str = "book", until: str = "",
    value: float | None = None, unit: str = "", basis: str = "", known: str = "", **detail: str,
) -> Fact:  # fmt: skip
    start, precision = parse_day(day)
    end = parse_day(until)[0] if until else None
    said = {**({"tie": tie} if tie else {}), **detail}
    return check(
        Fact(
            kind, About.parse(about), Period(start, end, precision), parse_day(known or day)[0],
            Citation(source, f"{kind} {about} {day} {status} {len(said)}"), value, unit, basis, status, said,
        )
    )  # fmt: skip


def world_of(
    facts: Iterable[Fact], *coverage: Coverage, as_of: date = LATER, known_by: date = LATER, groupings: dict[str, Grouping] | None = None
) -> World:  # fmt: skip
    return World(ListMemory(facts), as_of, known_by, coverage, groupings or {})


PACT = (
    told("defence_pact", "USA;CAN", "1971-05-01", "signed", tie="t"),
    told("defence_pact", "USA;CAN", "1972", "in_force", tie="t"),
    told("defence_pact", "USA;CAN", "1975-06-01", "ended", tie="t"),
)


@pytest.fixture
def dyads(small: GivenTables) -> Panel:
    return panels.dyad_years(years=range(1970, 1981), data=small)


def steps(panel: Panel, name: str, one: int = A, other: int = B) -> list[object]:
    return [cell(panel, name, one, other, year) for year in range(1970, 1981)]


def steps_of(panel: Panel, name: str) -> list[object]:
    return steps(panel, name)[:6]


def test_the_step_of_a_tie_by_the_end_of_the_year(dyads: Panel) -> None:
    panel = dyads.with_ties(world_of(PACT, EVER), "defence_pact", known=True)
    ended = ["ended"] * 6
    assert steps(panel, "tie_defence_pact") == ["none", "signed", "in_force", "in_force", "in_force", *ended]
    assert steps(panel, "tie_defence_pact", B, A) == steps(panel, "tie_defence_pact")
    assert cell(panel, "tie_defence_pact", B, D, 1976) is None
    assert cell(panel, "tie_defence_pact", A, D, 1978) == "none"
    assert cell(panel, "tie_defence_pact", A, D, 1979) is None
    assert cell(panel, "tie_defence_pact_known", A, D, 1979) == 0
    assert len(panel) == len(dyads)


def test_any_day_of_the_year_and_chosen_steps(dyads: Panel) -> None:
    panel = dyads.with_ties(world_of(PACT, EVER), "defence_pact", when="any")
    assert steps_of(panel, "tie_defence_pact") == ["none", "signed", "in_force", "in_force", "in_force", "in_force"]
    yes = dyads.with_ties(world_of(PACT, EVER), "defence_pact", status="in_force")
    assert steps(yes, "tie_defence_pact_in_force") == [0, 0, 1, 1, 1, 0, 0, 0, 0, None, None]
    both = dyads.with_ties(world_of(PACT, EVER), "defence_pact", status=("signed", "in_force"))
    assert steps_of(both, "tie_defence_pact_signed_or_in_force") == [0, 1, 1, 1, 1, 0]


def test_years_not_over_and_facts_not_yet_public_are_unknown(dyads: Panel) -> None:
    early = dyads.with_ties(world_of(PACT, EVER, as_of=date(1973, 6, 1)), "defence_pact")
    assert steps_of(early, "tie_defence_pact") == ["none", "signed", "in_force", None, None, None]
    unheard = dyads.with_ties(world_of(PACT, EVER, known_by=date(1971, 12, 31)), "defence_pact")
    assert steps_of(unheard, "tie_defence_pact")[1:] == ["signed"] * 5


def test_direction_is_kept_and_folded_without_direction(small: GivenTables, dyads: Panel) -> None:
    world = world_of([told("basing", "CAN>USA", "1971-01-01", "in_force")])
    assert cell(dyads.with_ties(world, "basing"), "tie_basing", B, A, 1972) == "in_force"
    assert cell(dyads.with_ties(world, "basing"), "tie_basing", A, B, 1972) is None
    once = panels.dyad_years(years=range(1970, 1981), directed=False, data=small).with_ties(world, "basing")
    assert cell(once, "tie_basing", A, B, 1972) == "in_force"


def test_a_dataset_is_heard_in_its_years_and_never_over_compiled_ties(dyads: Panel) -> None:
    covers = Coverage("set", "defence_pact", date(1970, 1, 1), date(1977, 1, 1))
    of_set = [
        told("defence_pact", "USA>CAN", "1970", "in_force", tie="s1", source="set"),
        told("defence_pact", "CAN>CUB", "1970", "in_force", tie="s2", source="set"),
    ]
    panel = dyads.with_ties(world_of((*PACT, *of_set), covers), "defence_pact")
    assert steps(panel, "tie_defence_pact")[:3] == ["in_force", "signed", "in_force"]
    assert [cell(panel, "tie_defence_pact", B, D, year) for year in (1975, 1976, 1977)] == [
        "in_force",
        "in_force",
        None,
    ]
    assert cell(panel, "tie_defence_pact", D, B, 1976) == "none"


def test_one_treaty_of_several_kinds_keeps_them_apart(dyads: Panel) -> None:
    facts = [
        told("defence_pact", "USA>CAN", "1971", "in_force", tie="x"),
        told("non_aggression", "USA>CAN", "1972", "in_force", tie="x"),
        told("non_aggression", "USA>CAN", "1973", "ended", tie="x"),
    ]
    panel = dyads.with_ties(world_of(facts), ["defence_pact", "non_aggression"])
    assert cell(panel, "tie_defence_pact", A, B, 1976) == "in_force"
    assert cell(panel, "tie_non_aggression", A, B, 1976) == "ended"


def test_members_of_a_grouping_are_bound_while_both_are_in(dyads: Panel) -> None:
    club = Grouping("club", "the Club", (), "alliance", ("defence_pact",), None, date(1978, 1, 1), "book", "p. 1")
    facts = [
        told("membership", "USA>club", "1970-01-01", "in_force", tie="c/USA", role="member"),
        told("membership", "CAN>club", "1972-03-01", "in_force", tie="c/CAN", role="member"),
        told("membership", "CUB>club", "1972-03-01", "in_force", tie="c/CUB", role="observer"),
        told("membership", "USA>club", "1975-03-01", "ended", tie="c/USA", role="member"),
    ]
    panel = dyads.with_ties(world_of(facts, EVER, groupings={"club": club}), "defence_pact")
    assert steps_of(panel, "tie_defence_pact") == ["none", "none", "in_force", "in_force", "in_force", "none"]
    assert cell(panel, "tie_defence_pact", A, D, 1976) == "none"
    open_end = dyads.with_ties(world_of(facts[:2], EVER, groupings={"club": club}), "defence_pact")
    assert steps(open_end, "tie_defence_pact")[6:9] == ["in_force", "in_force", "none"]


def test_ties_without_a_life_cycle_stand_in_their_years(dyads: Panel) -> None:
    covers = Coverage("list", "rivalry", date(1970, 1, 1), date(1980, 1, 1))
    facts = [told("rivalry", "USA;CUB", "1976", until="1979", source="list")]
    panel = dyads.with_ties(world_of(facts, covers))
    assert [cell(panel, "tie_rivalry", A, D, y) for y in (1976, 1978, 1979, 1980)] == ["stands", "stands", "none", None]
    assert "tie_arms_race" not in panel.columns


def test_states_count_those_they_are_tied_to(small: GivenTables) -> None:
    facts = (
        *PACT,
        told("defence_pact", "CUB>USA", "1972", "in_force"),
        told("defence_pact", "USA>CUB", "1972", "in_force"),
    )
    rows = panels.state_years(years=range(1975, 1978), data=small)
    panel = rows.with_ties(world_of(facts, EVER), "defence_pact").select("ties_defence_pact")
    told_of = dict(
        zip(
            zip(panel.columns["ccode"].to_list(), panel.columns["year"].to_list(), strict=True),
            panel.columns["ties_defence_pact"].to_list(),
            strict=True,
        )
    )
    assert (told_of[A, 1976], told_of[D, 1976], told_of[B, 1976]) == (1, 1, None)


def test_wrong_names_are_refused(dyads: Panel) -> None:
    with pytest.raises(NameNotFound, match="defence_pact"):
        dyads.with_ties(world_of(PACT), "defense_pact")
    with pytest.raises(NameNotFound, match="in_force"):
        dyads.with_ties(world_of(PACT), status="in force")
    with pytest.raises(UsageError, match="end, any"):
        dyads.with_ties(world_of(PACT), when="start")


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["USA;CAN", "CUB;USA", "CAN;CUB", "CUB>CAN"]), st.integers(1968, 1982),
            st.sampled_from(FURTHEST[:-1]), st.sampled_from("xyz"), st.sampled_from(["book", "set"]),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_none_is_said_only_inside_complete_coverage(rows: list[tuple[str, int, str, str, str]]) -> None:
    facts = [
        told("defence_pact", about, str(y), status, tie=f"{about}{tie}", source=s) for about, y, status, tie, s in rows
    ]
    covers = (EVER, Coverage("set", "defence_pact", date(1972, 1, 1), date(1974, 1, 1), complete=False))
    before = panels.dyad_years(years=range(1970, 1981), data=GivenTables(SMALL))
    after = before.with_ties(world_of(facts, *covers), "defence_pact")
    assert len(after) == len(before)
    values = after.columns["tie_defence_pact"].to_list()
    sides = zip(*(after.columns[name].to_list() for name in ("ccode1", "ccode2", "year")), strict=True)
    assert all(
        value != "none" or (A in (one, two) and year < 1979)
        for value, (one, two, year) in zip(values, sides, strict=True)
    )


def test_a_store_and_a_list_give_the_same(dyads: Panel, tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    facts = [*PACT, event("USA>CAN", "1972-05-03", "190"), told("troops_hosted", "USA>CAN", "1972-12-31", value=5, unit="persons", basis="active duty")]  # fmt: skip
    store.add_facts(facts, origin="test")
    listed, kept = (
        dyads.with_ties(World(memory, LATER, LATER, (EVER,), {})).with_events(World(memory, LATER, LATER), partial=True)
        .with_troops(World(memory, LATER, LATER))
        for memory in (ListMemory(facts), store)
    )  # fmt: skip
    assert listed.frame().equals(kept.frame())
    assert listed.header() == kept.header()


def test_the_header_cites_what_facts_came_from(dyads: Panel) -> None:
    facts = [told("defence_pact", "USA>CAN", "1971", "in_force", source="atop")]
    panel = dyads.with_ties(world_of(facts), "defence_pact")
    (row,) = panel.header()["facts"]
    assert (row["name"], row["facts_read"]) == ("atop", {"ties": 1})
    assert "Leeds" in row["citation"]


def test_pledges_of_a_store_are_those_of_the_dyad_years(data: Path, tmp_path: Path) -> None:
    store, card = Store.open(tmp_path), find_source("atop")
    (tmp_path / "files").mkdir()
    path = data / "atop" / "atop5_1ddyr_peacesciencer.csv.gz"
    (tmp_path / "files" / path.name).write_bytes(path.read_bytes())
    store.add_relations((batch.origin, batch.rows) for batch in read(card, tmp_path / "files"))
    world = World(store, date(2025, 1, 1), date(2025, 1, 1), tuple(card.coverage()), {})
    panel = panels.dyad_years(data=data, years=range(1816, 2023)).with_alliances()
    panel = panel.with_ties(world, "defence_pact", status="in_force", when="any")
    ours, theirs = panel.columns["tie_defence_pact_in_force"], panel.columns["atop_defense"]
    assert (ours.known == theirs.known).all()
    differ = (ours.values != theirs.values) & ours.known
    yes = theirs.values == 1
    assert differ.sum() < 0.002 * yes.sum()  # codes that two states shared within one pledge: 345, 255 in 1990


def event(about: str, day: str, code: str, *, source: str = "icews", number: int = 1) -> Fact:
    return told("event", about, day, source=source, until=str(date.fromisoformat(day) + timedelta(days=1)), code=code, event=str(number))  # fmt: skip


def a_month() -> list[Fact]:
    """One report on every day of June 1972, of others; three from the United States on Canada."""
    days = [str(date(1972, 6, 1) + timedelta(days=n)) for n in range(30)]
    return [
        *(event("CUB>MEX", day, "010") for day in days),
        event("USA>CAN", "1972-06-03", "190", number=2), event("USA>CAN", "1972-06-03", "181", number=3),
        event("USA>CAN", "1972-06-30", "0211", number=4), event("CAN>USA", "1972-06-30", "012", number=5),
    ]  # fmt: skip


def month_cell(panel: Panel, name: str, month: int, one: int = A, other: int = B) -> object:
    there = panel.columns["month"].values == month
    return cell(panel.where(there), name, one, other, 1972)


def test_events_count_by_root_where_every_day_was_read(small: GivenTables) -> None:
    months = panels.dyad_months(years=range(1972, 1973), data=small)
    panel = months.with_events(world_of(a_month()))
    assert len(panel) == len(months) == 6 * 12
    june = {name: month_cell(panel, f"icews_{name}", 6) for name in ("days", "events", "assault", "request", "aid")}
    assert june == {"days": 30, "events": 3, "assault": 2, "request": 1, "aid": 0}
    assert month_cell(panel, "icews_events", 6, B, A) == 1
    assert month_cell(panel, "icews_assault", 6, B, A) == 0
    assert (month_cell(panel, "icews_days", 7), month_cell(panel, "icews_events", 7)) == (0, None)


def test_a_year_not_read_whole_is_unknown_unless_asked(dyads: Panel, small: GivenTables) -> None:
    whole = dyads.with_events(world_of(a_month()), by="quad", known=True)
    assert cell(whole, "icews_material_conflict", A, B, 1972) is None
    assert cell(whole, "icews_material_conflict_known", A, B, 1972) == 0
    assert "read whole for no row" in str(whole.header()["choices"])
    part = dyads.with_events(world_of(a_month()), by="quad", partial=True)
    assert [cell(part, f"icews_{n}", A, B, 1972) for n in ("material_conflict", "verbal_cooperation")] == [2, 1]
    assert (cell(part, "icews_events", A, B, 1973), cell(part, "icews_days", A, B, 1972)) == (None, 30)
    once = panels.dyad_years(years=range(1972, 1973), directed=False, data=small)
    assert cell(once.with_events(world_of(a_month()), by="all", partial=True), "icews_events", A, B, 1972) == 4


def test_bulk_events_are_counted_from_their_segments(data: Path, tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.add_relations((batch.origin, batch.rows) for batch in read(find_source("gdelt"), data / "gdelt"))
    world = World(store, date(2025, 1, 1), date(2025, 1, 1))
    panel = panels.dyad_years(data=data, years=range(1979, 2021)).with_events(world, by="quad", partial=True)
    quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    counted = {name: panel.columns[f"gdelt_{name}"] for name in ("events", *quads)}
    sums = {name: int(column.values[column.known].sum()) for name, column in counted.items()}
    assert sums["events"] == sum(sums[name] for name in quads) > 0
    facts = [f for f in store.select(["event"]) if f.detail["quad"] == "4" and f.detail["code"][:2] < "14"]
    assert facts == []  # our classes are those of the file


def test_events_need_a_source_and_a_known_class(dyads: Panel) -> None:
    with pytest.raises(UsageError, match="gdelt"):
        dyads.with_events(world_of([]))
    with pytest.raises(UsageError, match="root, quad"):
        dyads.with_events(world_of(a_month()), by="tone")
    with pytest.raises(NameNotFound, match="icews"):
        dyads.with_events(world_of(a_month()), sources="ices")


def test_roots_are_those_of_the_measures() -> None:
    ours = {row["root"]: row["plover"] for row in read_csv("latticework.panels", "cameo.csv") if row["plover"]}
    assert ours == weights()["cameo"]


def test_bases_and_troops(small: GivenTables, dyads: Panel) -> None:
    facts = [
        told("base_record", "USA>CAN", "1972-12-31", source="register", title="Goose Bay"),
        told("base_record", "USA>CAN", "1972-12-31", source="register", title="Argentia", place="Argentia"),
        told("basing", "USA>CUB", "1970", "in_force", tie="g"),
        told("troops_hosted", "USA>CAN", "1972-06-30", value=7, unit="persons", basis="active duty"),
        told("troops_hosted", "USA>CAN", "1972-12-31", value=9, unit="persons", basis="active duty"),
    ]
    covers = Coverage("register", "base_record", date(1972, 1, 1), date(1973, 1, 1))
    world = world_of(facts, covers)
    panel = dyads.with_bases(world).with_troops(world)
    assert [cell(panel, "bases_listed", A, B, y) for y in (1971, 1972, 1973)] == [None, 2, None]
    assert (cell(panel, "bases_listed", A, 30, 1972), cell(panel, "bases_listed", B, A, 1972)) == (0, None)
    assert cell(panel, "tie_basing", A, D, 1976) == "in_force"
    assert [cell(panel, "troops_hosted", A, B, y) for y in (1971, 1972)] == [None, 9]
    hosts = panels.state_years(years=range(1972, 1973), states=[A, B], data=small).with_bases(world).with_troops(world)
    assert hosts.columns["bases_listed"].to_list() == [None, 2]
    assert hosts.columns["troops_hosted"].to_list() == [None, 9]
    with pytest.raises(UsageError, match="active duty"):
        dyads.with_troops(world, basis="sailors")


def test_every_addition_from_facts_keeps_rows_and_says_what_it_is(data: Path) -> None:
    world = Atlas.in_memory().world("2023-01-13")
    before = panels.dyad_years(data=data, years=range(2019, 2022), states=[2, 200, 740])
    for name in (name for name in FROM_FACTS if not name.startswith("events")):
        after = add(before, [name], lambda: world)
        assert len(after) == len(before)
        assert all(column.label for column in after.columns.values())
        assert after.header()["facts"]
    with pytest.raises(UsageError, match="world"):
        add(before, ["ties"])


def test_a_damaged_store_says_where_and_what_to_do(dyads: Panel, tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.add_facts(PACT, origin="test")
    for path in tmp_path.glob("*.parquet"):
        path.write_bytes(b"PAR1 and no more")
    with pytest.raises(StoreCorrupt, match="doctor"):
        dyads.with_ties(World(store, LATER, LATER), "defence_pact")


def test_groups_have_no_ties(small: GivenTables) -> None:
    triads = panels.group_years(3, states=[A, B, D], years=range(1976, 1978), data=small)
    with pytest.raises(UsageError, match="dyad-years"):
        triads.with_ties(world_of(PACT))
    with pytest.raises(UsageError, match="dyad-months"):
        triads.with_events(world_of(a_month()))


def test_the_doors_add_by_name(dyads: Panel) -> None:
    asked: list[int] = []

    def world() -> World:
        asked.append(1)
        return world_of((*PACT, *a_month()), EVER)

    panel = add(dyads, ["ties-in-force", "alliances", "events-quad"], world)
    assert asked == [1]
    assert {"tie_defence_pact_in_force", "atop_alliance", "icews_verbal_conflict"} <= set(panel.columns)
    assert set(names()) >= {"ties", "similarity"}
    with pytest.raises(NameNotFound, match="ties"):
        add(dyads, ["tie"], world)


@pytest.mark.parametrize("year", [1955, 2012])
def test_steps_are_those_of_the_view_of_the_day(data: Path, year: int) -> None:
    day = date(year, 12, 31)
    world = Atlas.in_memory().world("2026-01-01")
    ties = Ties(World(world.memory, day, world.known_by, world.coverage, world.groupings))
    found = [(tie.kind, *way, tie.status) for tie in ties.all for way in ways(tie.about)]
    for grouping in world.groupings.values():
        for one, other in permutations(ties.members(grouping.key), 2):
            found += [(kind, one, other, "in_force") for kind in grouping.obliges]
    codes = {code: state.code_in("cow", day) for code, state in states().items()}
    wanted: dict[tuple[str, int | None, int | None], str] = {}
    for kind, first, second, status in found:
        key = (f"tie_{kind}", codes.get(first), codes.get(second))
        wanted[key] = max(wanted.get(key, "denied"), status, key=FURTHEST.index)
    panel = panels.dyad_years(data=data, years=range(year, year + 1)).with_ties(world)
    sides = list(zip(*(panel.columns[f"ccode{side}"].to_list() for side in (1, 2)), strict=True))
    told_of = {
        (name, *pair): step
        for name in panel.columns
        if name.startswith("tie_")
        for pair, step in zip(sides, panel.columns[name].to_list(), strict=True)
        if step not in (None, "none")
    }
    members = set(sides)
    assert told_of == {key: step for key, step in wanted.items() if key[1:] in members}


def ways(about: About) -> list[tuple[str, str]]:
    if about.directed:
        return [(one, other) for one in about.givers for other in about.receivers]
    return list(permutations(about.parties, 2))
