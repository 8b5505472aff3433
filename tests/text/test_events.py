"""Who did what to whom, in the active, the passive and by nouns; planned, thought of, denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from latticework.text.document import make_document
from latticework.text.event_cues import UNWORDED, cues
from latticework.text.read import Read
from latticework.text.sentences import clauses

Reading = Callable[[str], Read]


def told(read: Read) -> set[tuple[str, str, tuple[str, ...], str]]:
    return {(event.source, event.root, event.targets, event.modality) for event in read.events}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ukraine accused Russia of shelling the port.", ("UKR", "ACCUSE", ("RUS",), "happened")),
        ("Syrian troops were attacked by Turkish jets near the border.", ("TUR", "ASSAULT", ("SYR",), "happened")),
        ("The Russian invasion of Ukraine shocked Europe's governments.", ("RUS", "ASSAULT", ("UKR",), "happened")),
        ("France will send armoured vehicles to Ukraine, the army said.", ("FRA", "AID", ("UKR",), "planned")),
        ("Iran rejected the American offer of talks.", ("IRN", "REJECT", ("USA",), "happened")),
        (
            "The United States imposed sanctions on Iran over its missile programme.",
            ("USA", "SANCTION", ("IRN",), "happened"),
        ),
        ("India's foreign minister visited Sri Lanka for talks on defence.", ("IND", "CONSULT", ("LKA",), "happened")),
        ("North Korea fired a ballistic missile over Japan.", ("PRK", "MOBILIZE", ("JPN",), "happened")),
        ("Beijing urged Manila to withdraw its navy ship.", ("CHN", "REQUEST", ("PHL",), "happened")),
        ("Turkey threatened Greece with war.", ("TUR", "THREATEN", ("GRC",), "happened")),
        ("China staged military drills near Taiwan in August.", ("CHN", "MOBILIZE", ("TWN",), "happened")),
        ("The Kuwaiti foreign minister is due in Tehran on Thursday.", ("KWT", "CONSULT", ("IRN",), "planned")),
        (
            "Third on the list is Russia, whose attack on Ukraine changed minds.",
            ("RUS", "ASSAULT", ("UKR",), "happened"),
        ),
    ],
)
def test_acts_are_read_with_their_sides(reading: Reading, text: str, event: tuple[object, ...]) -> None:
    assert event in told(reading(text))


def test_what_both_do_is_one_event(reading: Reading) -> None:
    events = told(reading("Japan and Australia held joint naval drills with the Philippines on Monday."))
    assert [(source, root, set(targets)) for source, root, targets, _ in events if root == "COOPERATE"] == [
        ("JPN", "COOPERATE", {"AUS", "PHL"})
    ]


def test_a_joint_act_has_its_first_party_as_source(reading: Reading) -> None:
    (event,) = reading("France and Germany condemned the Russian attack.").events[:1]
    assert (event.source, event.root, event.others) == ("FRA", "ACCUSE", ("DEU",))


def test_the_day_is_that_of_the_act(reading: Reading) -> None:
    read = reading("Kishida met Biden on Jan. 9 in Washington after China's army drills.")
    days = {e.root: t.written() for e, t in zip(read.events, read.event_times, strict=True) if t}
    assert days["CONSULT"] == "2023-01-09"


@pytest.mark.parametrize(
    "text",
    [
        "Portugal beat Greece 2-1 in the final of the football championship; the coach praised the goalkeeper.",
        "The yen fell against the dollar as investors sold stocks and exporters in Japan cut prices of rice.",
        "Heavy rain fell over Germany and Poland and the temperature dropped, the weather forecast said.",
    ],
)
def test_a_text_without_security_gives_nothing(reading: Reading, text: str) -> None:
    read = reading(text)
    assert (read.events, read.ties, read.figures, read.namings) == ([], [], [], [])


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's president met the president of Somalia in Nairobi at the end of a tour of the region.",
        "Kenya and Somalia ended a joint naval drill off Mombasa on Friday.",
    ],
)
def test_what_ends_has_happened(reading: Reading, text: str) -> None:
    events = reading(text).events
    assert events
    assert {event.modality for event in events} == {"happened"}


def test_a_treaty_acts_on_nobody(reading: Reading) -> None:
    text = "Russia vetoed a resolution on the Outer Space Treaty that the United States had proposed."
    found = reading(text)
    assert "OUTER_SPACE" not in {code for event in found.events for code in (event.source, *event.targets)}
    assert "OUTER_SPACE" not in {code for tie in found.ties for code in tie.parties}


@pytest.mark.parametrize(
    ("text", "root", "day"),
    [
        ("Algeria, which cut ties with Morocco in August 2021, accused Morocco of spying.", "ACCUSE", None),
        ("Ukraine struck a Russian depot on Monday.", "ASSAULT", "2023-01-09"),
        (
            "Chinese ships enter Japan's waters, and last August five Chinese missiles fell in Japan's waters.",
            "COERCE",
            None,
        ),
    ],
)
def test_the_time_of_another_act_is_not_its_own(reading: Reading, text: str, root: str, day: str | None) -> None:
    read = reading(text)
    (time,) = [time for event, time in zip(read.events, read.event_times, strict=True) if event.root == root]
    assert (time.written() if time else None) == day


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("Kyiv says that Russia shelled the port.", True),
        ("Aliyev told Putin that he attacked nobody.", False),
        ("Kenya said it had attacked the camp.", False),
    ],
)
def test_saying_that_another_did_a_wrong_blames_and_saying_it_of_oneself_does_not(text: str, blamed: bool) -> None:
    (parsed,) = clauses([make_document(text, key="test")])
    assert any(act is UNWORDED[1] for _, act in cues(parsed[0])) == blamed
