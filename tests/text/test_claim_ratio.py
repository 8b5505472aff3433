"""Claims of the type ratio are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("India's defence outlays are roughly nine times Pakistan's.", "IND", "PAK"),
    (
        "For every dollar Manila puts into its forces, Beijing puts in sixty; China's military budget is sixty times that of the Philippines.",
        "CHN",
        "PHL",
    ),
    ("Israel spends nearly six times as much on its military as Iran does.", "ISR", "IRN"),
    ("Norway's military spending is a fifth of Germany's.", "NOR", "DEU"),
    ("Riyadh outspends Tehran ten to one on arms.", "SAU", "IRN"),
    ("Turkey's defence budget is only half that of Italy.", "TUR", "ITA"),
    ("The American arsenal holds seven times as many warheads as China's.", "USA", "CHN"),
    ("France spends less on its armed forces than Germany.", "FRA", "DEU"),
    ("What Beijing lays out for its armed forces exceeds Tokyo's defence budget more than fivefold.", "CHN", "JPN"),
    (
        "Australia devotes twice as many dollars to defence as New Zealand devoted... Australia's defence budget dwarfs New Zealand's by a factor of ten.",
        "AUS",
        "NZL",
    ),
    ("Compared with Ukraine, Russia spent 2.3 times as much on its military in 2024.", "RUS", "UKR"),
    (
        "Britain's warheads number fewer than half of China's; Britain has fewer nuclear warheads than China.",
        "GBR",
        "CHN",
    ),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("ratio",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Military spending of 1.3% of GDP is less than half the share that others reach.",
            id="a share of others unnamed",
        ),
        pytest.param("At 4.2% of GDP, Poland spent twice the alliance's 2% target on its forces.", id="twice a target"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "ratio") == []
