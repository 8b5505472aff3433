"""Claims of the type status are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    (
        "The access pact between Tokyo and London has been in force since October; Japan and Britain had signed it in January.",
        "JPN",
        "GBR",
    ),
    ("Japan's reciprocal access agreement with the Philippines still awaits ratification.", "JPN", "PHL"),
    ("Tokyo and Paris are negotiating an access agreement for each other's forces.", "JPN", "FRA"),
    ("Turkey was thrown out of the F-35 programme.", "TUR", ""),
    ("The visiting forces agreement of the Philippines and the United States was terminated.", "PHL", "USA"),
    ("Japan and South Korea have never signed a logistics pact.", "JPN", "KOR"),
    ("Finland's defence cooperation agreement with Washington took effect.", "FIN", "USA"),
    ("The treaty between Moscow and Tehran has not yet entered into force.", "RUS", "IRN"),
    ("Canberra and Tokyo's access treaty came into effect.", "AUS", "JPN"),
    ("The Philippines has yet to ratify its access agreement with Japan.", "PHL", "JPN"),
    ("Japan, Britain and Italy are building a fighter together.", "JPN", "GBR"),
    (
        "Seoul let its intelligence pact with Tokyo lapse; the information-sharing agreement between South Korea and Japan has expired.",
        "KOR",
        "JPN",
    ),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("status", "agreement")))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "France and India train with its forces under agreements already in force.", id="with another's forces"
        ),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "status") == []
