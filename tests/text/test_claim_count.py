"""Claims of the type count are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Washington keeps 28,500 soldiers in South Korea.", "USA", "KOR"),
    ("Some 12,000 U.S. personnel are based in Italy.", "USA", "ITA"),
    ("Pyongyang has set off six nuclear devices so far, the last of them in 2017.", "PRK", ""),
    ("Pakistan carried out its sixth nuclear test in May 1998.", "PAK", ""),
    ("The alliance now has 32 members, NATO's secretary general said; NATO has 32 members.", "NATO", "NATO"),
    ("The G7 brings together seven countries.", "G7", "G7"),
    ("ASEAN's eleven members met in Kuala Lumpur.", "ASEAN", "ASEAN"),
    ("North Korea fired more than 60 missiles in 2022.", "PRK", ""),
    ("Roughly 35,000 members of the American armed forces serve in Germany.", "USA", "DEU"),
    ("In Poland the United States has some 400 permanently assigned soldiers.", "USA", "POL"),
    ("Since 2006 North Korea has conducted five nuclear tests.", "PRK", ""),
    ("North Korea test-fired 25 missiles in 2019.", "PRK", ""),
    ("The European Union has 27 members.", "EU", "EU"),
    ("Eleven states make up ASEAN.", "ASEAN", "ASEAN"),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("count", "membership")))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Some 17,600 soldiers take part in the Balikatan exercise of the Philippines and the United States.",
            id="people in an exercise are no forces stationed",
        ),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "count") == []
