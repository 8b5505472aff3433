"""Why facts were read: each fact of a text has its tokens, mentions, word, sides and what was weighed."""

from __future__ import annotations

import math
from datetime import date

import pytest

from latticework.text.coder import linear
from latticework.text.document import make_document
from latticework.text.grounds import Ground, grounds
from latticework.text.links import judged, weighed
from latticework.text.read import Read, read_documents

TEXT = (
    "TOKYO, Jan. 13 - Japan signed a reciprocal access agreement with Britain on Wednesday. "
    "It will raise defense spending to 2% of gross domestic product within five years. "
    "North Korea is a threat to Japan, and in October it fired a missile over Japan."
)


@pytest.fixture(scope="module")
def read() -> Read:
    (one,) = read_documents([make_document(TEXT, key="t", published=date(2023, 1, 13))])
    return one


@pytest.fixture(scope="module")
def found(read: Read) -> list[tuple[Ground, ...]]:
    return list(grounds(read, linear()))


def parts(ground: tuple[Ground, ...], part: str) -> list[str]:
    return [one.what for one in ground if one.part == part]


def test_every_fact_has_its_grounds(read: Read, found: list[tuple[Ground, ...]]) -> None:
    assert read.events
    assert read.ties
    assert len(found) == len(read.events) + len(read.ties) + len(read.figures) + len(read.namings)
    assert all(parts(one, "tokens") for one in found)


def test_an_act_shows_word_sides_and_judgement(read: Read, found: list[tuple[Ground, ...]]) -> None:
    signed = next(one for event, one in zip(read.events, found, strict=False) if event.root == "AGREE")
    assert parts(signed, "source") == ["Japan = JPN"]
    assert parts(signed, "target") == ["Britain = GBR"]
    assert "sign agreement" in parts(signed, "word")[0]
    assert parts(signed, "time") == ["Wednesday = 2023-01-11 or 2023-01-18"]
    (judged_as,) = [one.sure for one in signed if one.part == "judged"]
    event = next(event for event in read.events if event.root == "AGREE")
    assert judged_as == pytest.approx(event.confidence)


def test_a_tie_shows_its_parties(read: Read, found: list[tuple[Ground, ...]]) -> None:
    tie = found[len(read.events)]
    assert set(parts(tie, "party")) >= {"Japan = JPN", "Britain = GBR"}


def test_the_signs_add_up_to_the_judgement() -> None:
    signs = ("bias", "root AGREE", "typed 9", "sides 4 4", "a sign that no model has seen")
    total = sum(weight for _, weight in weighed(signs, "event"))
    assert 1 / (1 + math.exp(-total)) == pytest.approx(judged(signs, "event"))
