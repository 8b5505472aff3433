"""What sets a first apart: daily life, denial, the time to come, events that name a year, and what was told before."""

from __future__ import annotations

from datetime import date

import pytest

from tests.text.told import told


@pytest.mark.parametrize(
    "text",
    [
        "The first rain since March fell on the Kenyan camp.",
        "Poland's team beat Germany for the first time since 1974.",
        "Sweden's first submarine in 30 years will be launched in 2027.",
        "Norway hopes to send its first frigate to Japan since 2019 next year.",
        "Will it be the first Korean summit since 2018?",
    ],
)
def test_no_first_is_told(text: str) -> None:
    assert told(text, "first_since") == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Japan has sent troops to the Philippines for the first time since the end of the Second World War.", 1945),
        ("British bombers returned to Canada for the first time since the Cold War.", 1991),
        ("Greece's first arms deal with Israel in a decade was signed on Friday.", 2015),
        ("Pakistan's president flew to Delhi for the first time since the border was closed to him in 2012.", 2012),
        (
            "The last Egyptian president left Ankara in 2012. The present one is back in Turkey for the first time since.",
            2012,
        ),
    ],
)
def test_the_earlier_year(text: str, year: int) -> None:
    (claim,) = told(text, "first_since")[:1]
    assert claim.since is not None
    assert claim.since.first.year == year


def test_a_first_that_is_denied() -> None:
    (claim,) = told("This is hardly the first Indian exercise with Vietnam since 2018.", "first_since")
    assert claim.negated


def test_where_is_told_before() -> None:
    text = (
        "A Dutch frigate called at a port in Vietnam on Tuesday. It was the Dutch navy's first visit there since 2018."
    )
    found = [claim for claim in told(text, "first_since", said=date(2024, 6, 20)) if claim.since]
    assert {claim.object for claim in found} == {"VNM"}


def test_three_who_met_are_all_told() -> None:
    text = "Leaders of Kenya, Uganda and Rwanda met on Monday, their first summit since 2019."
    (claim,) = told(text, "first_since")
    assert set(claim.parties) == {"KEN", "UGA", "RWA"}
