"""Ratios, passings and places told in many words: who, whom, how much, when; and what only looks like them."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.text.claims.factor import factor_of, figure_of, share_of
from latticework.text.claims.found import claims
from latticework.text.document import make_document
from latticework.text.read import read_documents


def _told(text: str, kind: str) -> list[tuple[str, str, float | None, str]]:
    document = make_document(text, key="comparison", published=date(2024, 6, 1))
    found = [claim for read in read_documents([document]) for claim in claims(read) if claim.type == kind]
    return [
        (claim.subject, claim.object, claim.value if claim.value is None else round(claim.value, 2), claim.modality)
        for claim in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For every dollar that Norway spends on its forces, Sweden spends two.", ("SWE", "NOR", 2.0, "happened")),
        ("Brazil's navy outnumbers Chile's by a factor of three in frigates.", ("BRA", "CHL", 3.0, "happened")),
        ("Ethiopia holds a four-to-one lead over Eritrea in tanks.", ("ETH", "ERI", 4.0, "happened")),
        ("Spanish defence outlays were 20 percent lower than Italy's in 2019.", ("ESP", "ITA", 0.8, "happened")),
        ("Peru fields two soldiers for each of Bolivia's.", ("PER", "BOL", 2.0, "happened")),
        ("Austria's army was a fifth the size of Turkey's.", ("AUT", "TUR", 0.2, "happened")),
        ("Finland spends half as much on defence per head as Norway.", ("FIN", "NOR", 0.5, "happened")),
        ("Relative to GDP, Greece spends twice as much on defence as Portugal.", ("GRC", "PRT", 2.0, "happened")),
    ],
)
def test_a_ratio_is_read_from_its_parts(text: str, expected: tuple[str, str, float, str]) -> None:
    assert expected in _told(text, "ratio")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In arms exports Italy was overtaken by South Korea in 2019.", ("KOR", "ITA", "happened")),
        ("Norway, which borders Sweden, edged past Denmark in defence spending in 2021.", ("NOR", "DNK", "happened")),
        ("Belgium lost its place among arms exporters to Austria in 2015.", ("AUT", "BEL", "happened")),
        ("Having surpassed Peru in submarines in 2010, Chile built more of them.", ("CHL", "PER", "happened")),
        ("Kenya's army has never outgrown Ethiopia's.", ("KEN", "ETH", "denied")),
        ("Hungary outspent Slovakia on defence for the first time in 2003.", ("HUN", "SVK", "happened")),
    ],
)
def test_a_passing_is_read_with_who_passed_whom(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(one, other, told) for one, other, _, told in _told(text, "overtake")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Among arms importers Egypt came third in 2020.", ("EGY", 3.0, "happened")),
        ("No state bought more weapons in 2019 than Qatar.", ("QAT", 1.0, "happened")),
        ("Number four on the list of arms exporters is Germany.", ("DEU", 4.0, "happened")),
        ("Morocco spends more on its military than all but two African states.", ("MAR", 3.0, "happened")),
        ("The Greek navy is Europe's sixth largest.", ("GRC", 6.0, "happened")),
        ("Vietnam does not have the world's third-largest army.", ("VNM", 3.0, "denied")),
    ],
)
def test_a_place_is_read_with_who_has_it(text: str, expected: tuple[str, float, str]) -> None:
    assert expected in [(one, value, told) for one, _, value, told in _told(text, "rank")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brazil sells three times as much coffee as Colombia.", "ratio"),
        ("If the bill passes, Norway would spend twice as much on defence as Denmark.", "ratio"),
        ("A third of Ukraine's tanks came from Poland.", "ratio"),
        ("Germany plans to spend twice as much on its forces as France.", "ratio"),
        ("India could overtake Russia in military spending.", "overtake"),
        ("In 2010 China went past Japan as an economy.", "overtake"),
        ("Poland wants to have the strongest army in Europe.", "rank"),
        ("Which country has the second-largest navy in Africa?", "rank"),
        ("Brazil is the world's largest exporter of coffee.", "rank"),
        ("The second brigade of the German army arrived in Lithuania.", "rank"),
    ],
)
def test_what_only_looks_like_a_comparison_is_not_read(text: str, kind: str) -> None:
    assert _told(text, kind) == []


def test_a_ratio_to_several_states_names_them_all() -> None:
    text = "Saudi Arabia spends more on its military than Iran and Iraq combined."
    document = make_document(text, key="several", published=date(2024, 6, 1))
    found = [claim.parties for read in read_documents([document]) for claim in claims(read) if claim.type == "ratio"]
    assert found == [("SAU", "IRN", "IRQ")]


def test_figures_of_comparisons() -> None:
    assert factor_of("fivefold") == (5.0, None)
    assert figure_of("three to four") == (3.0, 4.0)
    assert share_of("two thirds") == pytest.approx(2 / 3)
