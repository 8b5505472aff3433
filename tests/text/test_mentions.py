"""Whom pronouns stand for: what was said before them in the sentence, and in the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from latticework.text.mentions import Memory, actors_of, learn
from latticework.text.read import Read

Reading = Callable[[str], Read]


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("China comes first. North Korea is second: in June it fired a missile over Japan.", "it", ("PRK",)),
        ("Japan welcomed the plan. France and India train with its forces.", "its", ("JPN",)),
        ("France and India train with their forces.", "their", ("FRA", "IND")),
        ("Norway is wary. Sweden said it would send troops.", "it", ("SWE",)),
        ("Russia attacked Ukraine. France condemned it.", "it", ("RUS",)),
    ],
)
def test_a_pronoun_stands_for_a_subject_before_it(
    reading: Reading, text: str, pronoun: str, meant: tuple[str, ...]
) -> None:
    clauses, memory = reading(text).clauses, Memory()
    for clause in clauses[:-1]:
        learn(clause, memory)
    last = clauses[-1]
    place = next(i for i in range(len(last)) if last.form(i) == pronoun)
    assert actors_of(last, place, memory) == meant


def test_who_fired_is_who_the_sentence_speaks_of(reading: Reading) -> None:
    found = reading("China comes first. North Korea is second: in October it fired a missile over Japan.").events
    assert ("PRK", ("JPN",)) in [(event.source, event.targets) for event in found]
    assert all(event.source != "CHN" for event in found)


def test_they_are_the_several_who_acted_before_one_joined_them(reading: Reading) -> None:
    text = (
        "Greek and Egyptian officials met in Cairo on Wednesday. The Italian minister came as an observer. "
        "They called on Turkey to halt its drilling."
    )
    (asked,) = [event for event in reading(text).events if event.root == "REQUEST"]
    assert asked.source in ("GRC", "EGY")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Moroccan and American troops took part in the exercise.", {"MAR", "USA"}),
        ("Rwanda-backed rebels left the town.", set[str]()),
        ("Congolese troops left the town.", {"COD"}),
    ],
)
def test_whose_people_they_are(reading: Reading, text: str, meant: set[str]) -> None:
    (clause,) = reading(text).clauses
    head = next(i for i in range(len(clause)) if clause.form(i) in ("troops", "rebels"))
    assert set(actors_of(clause, head, Memory())) == meant
