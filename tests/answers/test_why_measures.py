"""The sentences of the brief that rest on the measures of networks, waits, relations and exposure: told, or not told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from latticework.answers.why import why
from latticework.atlas import Atlas
from latticework.doors.render import brief as render
from latticework.model.brief import Brief, Figure
from latticework.views.world import World
from tests.conftest import everywhere, fact, spending, step, world_of

JAPAN, POLAND = ("JPN", "2023-01-13"), ("POL", "2022-06-01")
KENYA, NORTH_KOREA = ("KEN", "2024-07-01"), ("PRK", "2024-07-01")
ALL = (JAPAN, POLAND, KENYA, NORTH_KOREA)

TOLD = {
    "relations": "Relations by the acts recorded here",
    "poles": "equal shares",
    "exposure": "bound no longer, that cover would fall by",
    "renewed": "followed by a newer one of the kind",
    "together": "together outspent",
    "alike": "most like it in what they owe others by pact",
    "groupings": "most groupings with it",
    "lattice": "from a star around it (nought) to all tied to all (one)",
    "dependence": "Of the depth of all its ties together",
    "contacts": "Contacts of the year before",
    "torn": "Partners with a security agreement in force with a ranked threat as well",
    "waiting": "Without a known entry into force",
}
"""What each sentence is known by."""

EXPECTED = {
    JAPAN: set(TOLD) - {"poles", "waiting"},
    POLAND: set(TOLD) - {"relations", "renewed"},
    KENYA: {"poles"},
}
"""Which of the sentences the pack carries; no others are told."""


@pytest.fixture(scope="module")
def answered(atlas: Atlas) -> Callable[[tuple[str, str]], Brief]:
    return cache(lambda asked: atlas.why(asked[0], as_of=asked[1]))


def text(brief: Brief) -> str:
    return " ".join(sentence.text for sentence in brief.sentences())


def told(brief: Brief, name: str) -> str:
    """Give the sentence that a name stands for; empty when it is not told."""
    return next((s.text for s in brief.sentences() if TOLD[name] in s.text), "")


@pytest.mark.parametrize("asked", EXPECTED)
def test_each_sentence_is_told_where_the_facts_carry_it(
    answered: Callable[[tuple[str, str]], Brief], asked: tuple[str, str]
) -> None:
    made = answered(asked)
    assert {name for name in TOLD if told(made, name)} == EXPECTED[asked]


def test_north_korea_is_measured_by_the_same_rules(answered: Callable[[tuple[str, str]], Brief]) -> None:
    made = answered(NORTH_KOREA)
    assert told(made, "exposure").startswith("Were China bound no longer")
    assert "South Korea -" in told(made, "relations")
    assert not told(made, "poles")  # one defender: its share says it


@pytest.mark.parametrize("asked", ALL)
def test_every_figure_of_them_rests_on_facts(
    answered: Callable[[tuple[str, str]], Brief], asked: tuple[str, str]
) -> None:
    for said in answered(asked).sentences():
        if any(words in said.text for words in TOLD.values()):
            assert said.facts(), said.text
            assert all(span.facts and span.value == span.value for span in said.spans if isinstance(span, Figure))


@pytest.mark.parametrize("asked", ALL)
def test_every_door_carries_them(
    atlas: Atlas, answered: Callable[[tuple[str, str]], Brief], asked: tuple[str, str]
) -> None:
    made, sources = answered(asked), atlas.sources()
    listed = json.loads(render.as_json(made, sources))["sections"]
    doors = (
        " ".join(said["text"] for part in listed for said in part["sentences"]),
        render.markdown(made, sources, explain=False),
        re.sub(r"<[^>]+>", "", render.page(made, sources)),
    )
    for name, words in TOLD.items():
        if told(made, name):
            assert all(words in door for door in doors), name


def test_japans_figures(answered: Callable[[tuple[str, str]], Brief]) -> None:
    made = answered(JAPAN)
    assert "Were the United States bound no longer, that cover would fall by 95.2% to 0.11:1." in text(made)
    assert "13.2% is in that with the United States (27.2% ten years before)" in told(made, "dependence")
    assert "Australia (0.91; one would be the same)" in told(made, "alike")
    assert "Ties that ended" not in text(made)  # all of them were renewed


def test_a_loss_is_told_as_far_as_the_cover_falls(triangle: Callable[..., World]) -> None:
    said = told(why(triangle(), "Japan"), "exposure")
    assert said == "Were the United States bound no longer, that cover would fall by 33.3% to 1.3:1."


def test_without_spending_of_the_ally_no_loss_is_told(triangle: Callable[..., World]) -> None:
    world = triangle()
    facts = [f for f in world.memory.select() if not (f.kind == "military_spending" and "USA" in f.about)]
    made = why(world_of(facts, coverage=world.coverage), "Japan")
    assert not told(made, "exposure")


def waiting_world(entered: int) -> World:
    """Access agreements of other states, each in force a hundred days after signature, and one of Japan's that waits."""
    pairs = ("AUS;FRA", "AUS;GBR", "FRA;GBR", "DEU;FRA")[:entered]
    facts = [spending("JPN", 2013, 20), step("reciprocal_access", "JPN;PHL", "signed", "2013-07-01", title="Access")]
    for pair in pairs:
        facts += [step("reciprocal_access", pair, "signed", "2010-01-01"),
                  step("reciprocal_access", pair, "in_force", "2010-04-11")]  # fmt: skip
    return world_of(facts, coverage=everywhere("reciprocal_access", "defence_cooperation", "defence_pact"))


def test_a_wait_is_held_against_the_median_of_its_kind() -> None:
    said = told(why(waiting_world(4), "Japan"), "waiting")
    assert "Access, 365 days after signature; the median of its kind is 100 days, drawn from 4 in force." in said


def test_no_median_is_drawn_from_few() -> None:
    assert not told(why(waiting_world(2), "Japan"), "waiting")


def test_a_wait_shorter_than_usual_is_not_told() -> None:
    facts = waiting_world(4).memory.select()
    early = world_of(facts, date(2013, 9, 1), coverage=everywhere("reciprocal_access", "defence_pact"))
    assert not told(why(early, "Japan"), "waiting")


def ended_world(*more: object) -> World:
    facts = [
        spending("JPN", 2013, 20),
        step("defence_cooperation", "AUS;JPN", "in_force", "2001-01-01", tie="old", title="Old one"),
        step("defence_cooperation", "AUS;JPN", "ended", "2012-01-01", tie="old", title="Old one"),
        *more,
    ]
    return world_of(facts, coverage=everywhere("defence_cooperation", "defence_pact"))  # type: ignore[arg-type]


def test_a_tie_that_was_renewed_is_no_loss() -> None:
    new = step("defence_cooperation", "AUS;JPN", "in_force", "2012-01-01", tie="new", title="New one")
    made = why(ended_world(new), "Japan")
    assert "1 tie that ended was followed by a newer one" in told(made, "renewed")
    assert "Old one" not in text(made)
    other = step("defence_cooperation", "FRA;JPN", "in_force", "2012-01-01", tie="new", title="New one")
    assert "Ties that ended or were suspended in these years: Old one" in text(why(ended_world(other), "Japan"))


def test_contacts_are_counted_only_where_someone_looked() -> None:
    visits = [fact("visit", "AUS>JPN", f"2014-0{month}-01", title=f"Visit {month}") for month in (1, 2, 3)]
    seen = why(world_of([spending("JPN", 2013, 20), *visits], coverage=everywhere("visit")), "Japan")
    assert told(seen, "contacts").endswith("3 visits, most with Australia (3); the latest: Visit 3 (1 March 2014).")
    assert not told(why(world_of([spending("JPN", 2013, 20), *visits]), "Japan"), "contacts")
    later = why(world_of(visits, date(2016, 1, 1), coverage=everywhere("visit")), "Japan")
    assert not told(later, "contacts")
