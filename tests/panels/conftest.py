"""Four states, few rows: every number of these panels is easy to hold in the head."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from latticework.panels import GivenTables
from tests.conftest import SHARED

A, B, C, D = 2, 20, 30, 40
"""A and B are members throughout, C until 30 April 1975, D from 25 November 1975."""


def spell_rows(*rows: tuple[Any, ...]) -> dict[str, list[Any]]:
    names = ("ccode", "stateabb", "statenme", "styear", "stmonth", "stday", "endyear", "endmonth", "endday")
    return {name: [row[i] for row in rows] for i, name in enumerate(names)}


SMALL: dict[str, dict[str, list[Any]]] = {
    "cow_states": spell_rows(
        (A, "AAA", "Aland", 1970, 1, 1, 1980, 12, 31),
        (B, "BBB", "Bland", 1970, 1, 1, 1980, 12, 31),
        (C, "CCC", "Cland", 1970, 1, 1, 1975, 4, 30),
        (D, "DDD", "Dland", 1975, 11, 25, 1980, 12, 31),
    ),
    "atop": {
        "ccode1": [A, A, B, 999],
        "ccode2": [B, C, A, A],
        "year": [1972, 1972, 1972, 1972],
        "atop_defense": [1, 0, 0, 1],
        "atop_offense": [0, 0, 0, 0],
        "atop_neutral": [0, 0, 0, 0],
        "atop_nonagg": [0, 1, 1, 0],
        "atop_consul": [0, 0, 0, 0],
    },
    "cow_nmc": {
        "ccode": [A, B, A],
        "year": [1972, 1972, 1973],
        "milex": [100, None, 120],
        "milper": [10, 5, 11],
        "irst": [0, 0, 0],
        "pec": [1, 1, 1],
        "tpop": [1000, 500, 1010],
        "upop": [100, 50, 101],
        "cinc": [0.5, 0.25, 0.4],
    },
    "cow_contiguity": {
        "ccode1": [A, B, A, B],
        "ccode2": [B, A, B, A],
        "conttype": [1, 1, 5, 5],
        "stdate": ["1970-01-01", "1970-01-01", "1974-06-01", "1974-06-01"],
        "enddate": ["1974-05-01", "1974-05-01", "1980-12-01", "1980-12-01"],
    },
    "cow_majors": {
        "ccode": [A],
        "styear": [1970], "stmonth": [1], "stday": [1], "endyear": [1972], "endmonth": [6], "endday": [30],
    },
    "cow_capitals": {
        "ccode": [A, B, B, C],
        "stdate": ["1970-01-01", "1970-01-01", "1973-07-01", "1970-01-01"],
        "enddate": ["2024-12-31", "1973-06-30", "2024-12-31", "1975-04-30"],
        "lat": [0.0, 0.0, 0.0, 0.0],
        "lng": [0.0, 90.0, 180.0, 1.0],
    },
    "cow_mids": {
        "dispnum": [7, 7],
        "ccode1": [A, B],
        "ccode2": [B, A],
        "year": [1972, 1972],
        "cowmidongoing": [1, 1],
        "cowmidonset": [1, 1],
        **{
            name: [1, 1]
            for name in (
                "sidea1", "sidea2", "fatality1", "fatality2", "fatalpre1", "fatalpre2", "hiact1", "hiact2", "hostlev1",
                "hostlev2", "orig1", "orig2", "fatality", "hostlev", "mindur", "maxdur", "recip", "stmon",
            )
        },
    },
}  # fmt: skip


@pytest.fixture
def small() -> GivenTables:
    return GivenTables(SMALL)


@pytest.fixture(scope="session")
def data() -> Path:
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip(f"the data folder {folder} is not there")
    return folder
