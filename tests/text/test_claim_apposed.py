"""Allies told without a verb, made so by a treaty, or by how old their bond is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.text.told import sides, told

SAID = date(2025, 6, 11)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Treaty allies Manila and Washington met on Monday.", {"PHL", "USA"}),
        ("A formal ally of the United States, Thailand bought a submarine from China.", {"THA", "USA"}),
        ("Belarus, Russia's closest military ally, opened its roads.", {"BLR", "RUS"}),
        ("Fiji, Tonga now allies in law", {"FJI", "TON"}),
        ("A treaty makes Fiji and Australia allies.", {"FJI", "AUS"}),
        ("The signing in Ankara made allies of the Turks and the Azeris.", {"TUR", "AZE"}),
        ("Should either be attacked, Spain and Portugal must assist each other.", {"ESP", "PRT"}),
        ("Under the treaty, Washington must defend the Philippines.", {"USA", "PHL"}),
        ("Thailand counts among the treaty allies of the United States.", {"THA", "USA"}),
    ],
)
def test_allies(text: str, pair: set[str]) -> None:
    found = told(text, "alliance", said=SAID)
    assert [(sides(claim), claim.negated) for claim in found] == [(pair, False)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Seventy years into their mutual defence treaty, South Korea and the United States still argue.", 1955),
        ("The alliance of Russia and Belarus turned twenty-five last year.", 1999),
        ("The alliance between Portugal and England dates from 1373.", 1373),
    ],
)
def test_since_when_by_its_age(text: str, year: int) -> None:
    (claim,) = told(text, "alliance", said=SAID)
    assert claim.since is not None
    assert claim.since.first.year == year


def test_a_bond_broken_off_has_ended() -> None:
    (claim,) = told("Albania broke off its alliance with the Soviet Union.", "alliance", said=SAID)
    assert claim.status == "ended"


@pytest.mark.parametrize(
    "text",
    [
        "Were Benin and Togo to form a military alliance, the coast would have to choose.",
        "States have no permanent allies, the Egyptian envoy told the Sudanese minister.",
        "The general made allies nervous in Poland and Germany.",
        "Moscow must defend its record, and the treaty with China helps.",
        "Poland must protect its border with Belarus under the Schengen treaty.",
        "Japan and Australia are quasi-allies.",
        "Kenya, once an ally of Ghana, made its allies nervous.",
    ],
)
def test_what_is_no_alliance(text: str) -> None:
    assert not told(text, "alliance", said=SAID)


def test_a_plain_word_at_the_beginning_is_no_name() -> None:
    (claim,) = told("No treaty obliges the United States to defend Taiwan.", "alliance", said=SAID)
    assert sides(claim) == {"USA", "TWN"}
