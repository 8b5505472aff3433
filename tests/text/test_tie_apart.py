"""Two ties in one clause: an agreement with one state and another with the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from latticework.text.read import Read

Reading = Callable[[str], Read]


@pytest.mark.parametrize("word", ["another", "one"])
def test_an_agreement_and_another_are_two(reading: Reading, word: str) -> None:
    text = f"Japan signed a reciprocal access agreement with Australia in 2022 and {word} with Britain in 2023."
    found = {frozenset(tie.parties) for tie in reading(text).ties if tie.kind == "reciprocal_access"}
    assert found == {frozenset({"JPN", "AUS"}), frozenset({"JPN", "GBR"})}


@pytest.mark.parametrize(
    ("text", "owner", "partners"),
    [
        ("Japan already has reciprocal access agreements with Australia and Britain.", "JPN", ("AUS", "GBR")),
        ("Cairo has concluded military agreements with Uganda, Burundi and Kenya.", "EGY", ("UGA", "BDI", "KEN")),
    ],
)
def test_several_agreements_bind_each_partner_alone(
    reading: Reading, text: str, owner: str, partners: tuple[str, ...]
) -> None:
    found = {frozenset(tie.parties) for tie in reading(text).ties}
    assert found == {frozenset({owner, partner}) for partner in partners}


def test_one_agreement_with_two_binds_all_three(reading: Reading) -> None:
    found = {frozenset(tie.parties) for tie in reading("Brazil signed a defence pact with Colombia and Chile.").ties}
    assert frozenset({"BRA", "COL", "CHL"}) in found


def test_an_agreement_of_three_is_not_split(reading: Reading) -> None:
    text = "Japan, Britain and Italy signed a treaty on the joint development of a fighter on Thursday."
    assert frozenset({"JPN", "GBR", "ITA"}) in {frozenset(tie.parties) for tie in reading(text).ties}


@pytest.mark.parametrize(
    "text",
    [
        "Five Chinese missiles fell in Japan's exclusive economic zone.",
        "France and India train with Japan's forces.",
    ],
)
def test_forces_that_pass_or_are_trained_with_do_not_stay(reading: Reading, text: str) -> None:
    assert [tie.kind for tie in reading(text).ties if tie.kind in ("deployment", "basing")] == []
