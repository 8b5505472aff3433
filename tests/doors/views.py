"""The views of the pages that every test of looks and access visits."""

from __future__ import annotations

from urllib.parse import quote

TEXT = "TOKYO, Jan 13 2023 - Japan hosts 54,000 U.S. troops. Japan and Australia signed a reciprocal access agreement in 2022."
DAYS = "as_of=2023-01-13&known_by=2026-11-26"
VIEWS = (
    "/", "/why/JPN", "/why/JPN/figure/3", "/facts/79895dfcab", "/threats/JPN", "/balance/CHN/USA+JPN", "/map/JPN", "/ego/USA", "/ties/JPN",
    "/relation?state=PRK&other=KOR&months=3", "/diff?day1=2013-01-13&day2=2023-01-13&state=Japan", f"/check?text={quote(TEXT)}",
    f"/read?text={quote(TEXT)}", "/facts?terms=Palau", "/first?kind=overflight&parties=PRK,JPN", "/sources", "/glossary", "/lesson",
    "/network?states=Japan,Australia", "/pledges/JPN", "/reach/PRK/JPN", "/similarity?state=Japan", "/whatif?do=end_tie USA>JPN defence_pact&state=Japan", "/check", "/facts", "/map/ATG", "/nowhere",
)  # fmt: skip
"""One of each kind: with an answer, with its form alone, empty, and one that is not there."""


def at(base: str, view: str, days: str = DAYS) -> str:
    """Write the whole address of a view on the days of these tests."""
    return f"{base}{view}{'&' if '?' in view else '?'}{days}"
