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


@pytest.mark.parametrize(
    ("text", "guest", "here", "there", "sign"),
    [
        ("More American soldiers are posted to Germany than to Japan.", "USA", "DEU", "JPN", "more_than"),
        ("Italy hosts more American troops than Spain.", "USA", "ITA", "ESP", "more_than"),
        ("There are fewer U.S. troops in Kuwait than in Qatar.", "USA", "KWT", "QAT", "less_than"),
        ("Fewer British soldiers are stationed at bases in Cyprus than in Germany.", "GBR", "CYP", "DEU", "less_than"),
    ],
)
def test_one_guest_in_two_hosts(text: str, guest: str, here: str, there: str, sign: str) -> None:
    (claim,) = [c for c in told(text, "hosting") if c.kind == "compared"]
    assert (claim.subject, claim.object, claim.detail["other"], claim.comparator) == (guest, here, there, sign)


@pytest.mark.parametrize(
    ("text", "guest", "host"),
    [
        ("France may complain, but China runs a base in Djibouti.", "CHN", "DJI"),
        ("Syria might turn to Ankara, yet Russia keeps its naval base at Tartus.", "RUS", "SYR"),
        ("Italy would like more help, while Britain has bases in Cyprus.", "GBR", "CYP"),
    ],
)
def test_what_may_be_in_another_part_of_the_sentence_opens_nothing(text: str, guest: str, host: str) -> None:
    assert {claim.parties for claim in told(text, "hosting")} == {(guest, host)}


@pytest.mark.parametrize(
    "text",
    [
        "South Korea is home to the largest American garrison overseas.",
        "Djibouti hosts the biggest French base in Africa.",
    ],
)
def test_a_place_among_hosts_is_not_borne_out_by_forces_alone(text: str) -> None:
    assert not told(text, "hosting")
