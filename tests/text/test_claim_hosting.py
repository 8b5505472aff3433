"""Claims of the type hosting are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Djibouti is home to French and Chinese bases; China has a base in Djibouti.", "CHN", "DJI"),
    ("France stations troops in Djibouti.", "FRA", "DJI"),
    ("Germany leads a battlegroup in Lithuania.", "DEU", "LTU"),
    ("No American troops are stationed in Finland.", "USA", "FIN"),
    ("There are more U.S. soldiers in Germany than in Italy.", "USA", "DEU"),
    ("Britain maintains bases on Cyprus.", "GBR", "CYP"),
    ("Qatar hosts a large American air base.", "USA", "QAT"),
    ("Russian troops are based in Armenia.", "RUS", "ARM"),
    ("American marines are garrisoned on Okinawa in Japan.", "USA", "JPN"),
    ("Turkish soldiers are stationed in Qatar.", "TUR", "QAT"),
    ("The United Arab Emirates hosts French forces.", "FRA", "ARE"),
    ("In Okinawa the United States runs several bases; the United States has bases in Japan.", "USA", "JPN"),
    ("Russia has an air base in Kyrgyzstan.", "RUS", "KGZ"),
    ("British troops lead the NATO battlegroup in Estonia.", "GBR", "EST"),
    ("India has a military base in Tajikistan.", "IND", "TJK"),
    ("Bahrain is home to a US naval base.", "USA", "BHR"),
    ("More US soldiers serve in Japan than in Germany.", "USA", "JPN"),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("hosting",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("China wants a naval base in Iran.", id="only wished"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "hosting") == []
