"""Claims of the type membership are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Sweden became NATO's 32nd member in March 2024.", "SWE", "NATO"),
    ("Egypt and Ethiopia entered BRICS in January 2024.", "EGY", "BRICS"),
    ("Ukraine is not a member of NATO.", "UKR", "NATO"),
    ("India does not belong to AUKUS.", "IND", "AUKUS"),
    ("Norway is part of NATO but not of the European Union.", "NOR", "NATO"),
    ("Belarus joined the Shanghai Cooperation Organisation in July 2024.", "BLR", "SCO"),
    ("The Quad is made up of Australia, India, Japan and the United States.", "QUAD", "QUAD"),
    ("AUKUS links Australia, Britain and the United States.", "AUKUS", "AUKUS"),
    ("Armenia is a member of the Collective Security Treaty Organization.", "ARM", "CSTO"),
    ("Qatar pulled out of OPEC; Britain left the European Union in 2020.", "GBR", "EU"),
    ("NATO was founded in 1949.", "NATO", "NATO"),
    ("AUKUS was launched in September 2021.", "AUKUS", "AUKUS"),
    ("East Timor was admitted to ASEAN in October 2025.", "TLS", "ASEAN"),
    ("Finland, a NATO member since 2023, shares a long border with Russia.", "FIN", "NATO"),
    ("NATO took in Montenegro in 2017.", "MNE", "NATO"),
    ("Both Sweden and Finland are in NATO.", "SWE", "NATO"),
    ("Switzerland has never joined NATO.", "CHE", "NATO"),
    ("Indonesia is one of BRICS's members.", "IDN", "BRICS"),
    ("The Five Eyes comprise Australia, Britain, Canada, New Zealand and the United States.", "FVEY", "FVEY"),
    ("ASEAN was created in 1967.", "ASEAN", "ASEAN"),
    ("Japan is not among the members of the Five Eyes.", "JPN", "FVEY"),
    ("Ukraine joined NATO in 2023.", "UKR", "NATO"),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("membership", "count")))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sooner or later Japan could join AUKUS.", id="only possible"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "membership") == []


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("Poland was among the first Warsaw Pact states to enter NATO, in 1999.", "POL"),
        ("Poland was one of the first former Soviet satellites to join NATO, in 1999.", "POL"),
        ("Estonia was the last former Soviet republic to join the EU.", "EST"),
        ("Ukraine was admitted to NATO at the Vilnius summit.", "UKR"),
    ],
)
def test_who_joined_in_which_order_stands_before(text: str, member: str) -> None:
    assert [(claim.subject, claim.status) for claim in told(text, "membership")] == [(member, "joined")]


def test_joining_a_summit_is_no_membership() -> None:
    assert told("Ukraine joined the NATO summit in Vilnius.", "membership") == []
