"""Ties told in texts: kind, parties in their direction, and the step of the life cycle."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from latticework.text.document import make_document
from latticework.text.lists import table
from latticework.text.read import Read
from latticework.text.sentences import clauses
from latticework.text.tie_nouns import tie_nouns
from latticework.text.tie_shapes import DIRECTED, Tie
from latticework.text.ties import ties_once

Reading = Callable[[str], Read]


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Britain and Japan signed a reciprocal access agreement on Wednesday.", ("reciprocal_access", ("GBR", "JPN"), "signed")),
        ("Japan is negotiating a visiting forces agreement with the Philippines.", ("reciprocal_access", ("JPN", "PHL"), "negotiating")),
        ("The three neighbours, Mali, Niger and Burkina Faso, signed a mutual-defence pact.", ("defence_pact", ("MLI", "NER", "BFA"), "signed")),
        ("Japan will buy Tomahawk missiles from the United States for its navy.", ("equipment_transfer", ("USA", "JPN"), "announced")),
        ("America keeps some 54,000 troops in Japan.", ("basing", ("USA", "JPN"), "in_force")),
        ("The last French soldiers in Niger flew out on Friday.", ("deployment", ("FRA", "NER"), "ended")),
        ("Russia suspended the New START treaty with the United States.", ("arms_control", ("RUS", "USA"), "suspended")),
        ("Japan, Britain and Italy will jointly develop a fighter jet.", ("joint_development", ("JPN", "GBR", "ITA"), "announced")),
        ("A truce between Israel and Hezbollah held for a second day.", ("ceasefire", ("ISR", "NSA:Hezbollah"), "in_force")),
    ],
)  # fmt: skip
def test_ties_are_read(reading: Reading, text: str, tie: tuple[str, tuple[str, ...], str]) -> None:
    kind, parties, status = tie
    found = [found for found in reading(text).ties if (found.kind, found.status) == (kind, status)]
    directed = kind in DIRECTED
    assert any(one.parties == parties if directed else set(one.parties) == set(parties) for one in found), found


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("North Korea fired missiles near America's ally Japan.", {"USA", "JPN"}),
        ("The United States remains Japan's only treaty ally.", {"USA", "JPN"}),
        ("America and Canada are allies.", {"USA", "CAN"}),
        ("Japan leaned on a single ally, the United States.", {"USA", "JPN"}),
    ],
)
def test_an_ally_is_a_defence_pact(reading: Reading, text: str, parties: set[str]) -> None:
    found = [(tie.kind, set(tie.parties), tie.status) for tie in reading(text).ties]
    assert found == [("defence_pact", parties, "in_force")]


def test_a_tie_told_twice_is_kept_at_its_furthest_step(reading: Reading) -> None:
    ties = reading(
        "Japan and Australia negotiated a reciprocal access agreement. Japan and Australia signed the reciprocal access agreement."
    ).ties
    assert [tie.status for tie in ties if tie.kind == "reciprocal_access"] == ["signed"]


def test_the_words_of_a_tie_take_in_the_whole_name(reading: Reading) -> None:
    found = reading("The United States keeps about 54,000 troops in Japan.")
    (tie,) = [tie for tie in found.ties if tie.kind in ("basing", "deployment")]
    assert found.document.quote(tie.start, tie.end).removeprefix("The ").startswith("United States keeps")


@pytest.mark.parametrize(
    "text",
    [
        "Around 900 US troops are in Syria and 2,500 in Iraq.",
        "The United States keeps 900 soldiers in Syria and 2,500 in Iraq.",
    ],
)
def test_whose_forces_they_are_stays_the_giver_of_each_place(reading: Reading, text: str) -> None:
    assert {tie.parties for tie in reading(text).ties} == {("USA", "SYR"), ("USA", "IRQ")}


def test_what_only_a_hint_tells_is_no_plain_tie(reading: Reading) -> None:
    (tie,) = reading("Turkey trains Somali commandos at a camp in Mogadishu.").ties
    assert set(tie.parties) == {"TUR", "SOM"}
    assert not tie.plain
    (pact,) = reading("Turkey and Somalia signed a defence agreement on Thursday.").ties
    assert pact.plain


def test_of_two_kinds_that_the_same_words_are_taken_for_the_surer_is_told() -> None:
    made = [
        Tie(kind, parties, "in_force", 0, 9, word, 0, confidence=sure)
        for kind, parties, word, sure in (
            ("basing", ("USA", "JPN"), 3, 0.8),
            ("deployment", ("USA", "JPN"), 4, 0.6),
            ("other_agreement", ("JPN", "USA"), 5, 0.5),
            ("deployment", ("JPN", "PHL"), 6, 0.5),
            ("deployment", ("PHL", "JPN"), 7, 0.4),
        )
    ]
    assert [(tie.kind, tie.parties) for tie in ties_once(made)] == [
        ("basing", ("USA", "JPN")),
        ("deployment", ("JPN", "PHL")),
    ]


def test_what_is_to_be_built_is_announced_and_its_deadline_is_no_day_of_it(reading: Reading) -> None:
    read = reading("Japan is to develop a next-generation fighter with Britain and Italy by 2035.")
    assert [(tie.kind, tie.status) for tie in read.ties] == [("joint_development", "announced")]
    assert read.tie_times == [None]


def test_an_agreement_and_another_have_a_time_each(reading: Reading) -> None:
    read = reading(
        "Japan signed a reciprocal access agreement with Australia in January 2022 and another with Britain in London in May 2023."
    )
    told = {tie.parties: time and time.written(False) for tie, time in zip(read.ties, read.tie_times, strict=True)}
    assert told == {("JPN", "AUS"): "2022-01", ("JPN", "GBR"): "2023-05"}


def test_what_missiles_are_to_reach_is_no_party(reading: Reading) -> None:
    text = "Japan's cabinet met. Part of the money will buy missiles, some of which could reach targets in China."
    assert [tie.parties for tie in reading(text).ties if "CHN" in tie.parties] == []


def test_who_makes_a_grouping_is_its_party_and_not_the_grouping(reading: Reading) -> None:
    text = "Japan signed a reciprocal access agreement with Britain. With Australia, India and the United States it forms the Quad."
    ties = {(tie.kind, frozenset(tie.parties)) for tie in reading(text).ties}
    assert ("grouping_membership", frozenset({"AUS", "IND", "USA", "JPN"})) in ties


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The United States and the Philippines began Balikatan on Monday.", [("joint_exercise", True)]),
        ("Russia and China held Peace Mission 2007 in August.", [("joint_exercise", True)]),
        ("A peace mission of Russia and China left in August.", []),
        ("Russia and China want a new start in their relations.", []),
        ("Russia suspended the New START treaty.", [("arms_control", True)]),
        ("Moscow said Kyiv had broken the Minsk agreements.", [("ceasefire", True)]),
        ("Russia and the United States are bound by the Outer Space Treaty.", [("arms_control", True)]),
        ("Japan and Britain signed a defence agreement.", [("defence_cooperation", False)]),
    ],
)
def test_what_has_a_name_of_its_own_is_known_by_it(text: str, named: list[tuple[str, bool]]) -> None:
    (parsed,) = clauses([make_document(text, key="text")])
    assert [(noun.kind, noun.named) for clause in parsed for noun in tie_nouns(clause)] == named


def test_every_name_of_a_tie_is_found_as_it_is_written_and_stands_in_one_table() -> None:
    rows = list(table("tie_names.csv"))
    plain = {row["phrase"].lower() for row in table("ties.csv")}
    assert not plain & {row["phrase"].lower() for row in rows}
    texts = [f"Japan and India spoke of the {row['phrase'].replace(' - ', '-')} on Monday." for row in rows]
    parsed = clauses([make_document(text, key=str(i)) for i, text in enumerate(texts)])
    for row, document in zip(rows, parsed, strict=True):
        assert [(noun.kind, noun.named) for clause in document for noun in tie_nouns(clause)] == [
            (row["kind"], True)
        ], row
