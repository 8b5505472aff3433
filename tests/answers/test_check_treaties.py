"""Steps towards multilateral treaties: what is on record decides, what is not on record decides nothing."""

from __future__ import annotations

import pytest

from latticework.atlas import Atlas
from tests.answers.told import checked


def verdicts(atlas: Atlas, text: str, day: str) -> list[tuple[str, str]]:
    return [(one.then.verdict, one.now.verdict) for one in checked(atlas, text, day)]


@pytest.mark.parametrize(
    ("text", "day", "wanted"),
    [
        ("Pakistan has never signed the NPT.", "2010-05-01", "supported"),
        ("Japan has not ratified the test-ban treaty.", "2010-05-01", "contradicted"),
        ("China has not ratified the test-ban treaty.", "2010-05-01", "supported"),
        ("Russia has ratified the CTBT.", "2010-05-01", "supported"),
        ("France ratified the Ottawa Convention in July 1998.", "2010-05-01", "supported"),
        ("France ratified the Ottawa Convention in 2005.", "2010-05-01", "contradicted"),
        ("Norway is a party to the Ottawa Convention.", "2010-05-01", "supported"),
        ("The United States is a party to the Ottawa Convention.", "2010-05-01", "contradicted"),
        ("The test-ban treaty has never come into force.", "2010-05-01", "supported"),
        ("The Arms Trade Treaty is in force.", "2014-01-10", "contradicted"),
        ("The Arms Trade Treaty is in force.", "2015-01-10", "supported"),
        ("Burundi quit the International Criminal Court in October 2017.", "2018-01-10", "supported"),
        ("The INF Treaty ended in August 2019.", "2020-01-10", "supported"),
        ("The INF Treaty was signed in December 1987.", "1988-01-10", "supported"),
    ],
)
def test_steps_on_record(atlas: Atlas, text: str, day: str, wanted: str) -> None:
    assert [then for then, _ in verdicts(atlas, text, day)] == [wanted]


def test_a_withdrawal_binds_from_its_day_not_from_its_notice(atlas: Atlas) -> None:
    text = "Estonia is no longer bound by the mine-ban treaty."
    assert verdicts(atlas, text, "2025-09-10") == [("contradicted", "supported")]


def test_what_is_not_on_record_decides_nothing(atlas: Atlas) -> None:
    assert verdicts(atlas, "Peru has never signed the Arms Trade Treaty.", "2020-01-10")[0][0] == "not_checkable"
    assert verdicts(atlas, "Turkey withdrew from the Ottawa Convention.", "2020-01-10")[0][0] == "not_checkable"


def test_a_revoked_ratification_leaves_the_signature(atlas: Atlas) -> None:
    assert verdicts(atlas, "Russia has not ratified the CTBT.", "2024-05-01")[0][0] == "depends"
    assert verdicts(atlas, "Russia revoked its ratification of the CTBT in November 2023.", "2024-05-01")[0][0] == (
        "supported"
    )


def test_new_start_is_not_start_one(atlas: Atlas) -> None:
    text = "New START remains in force between Russia and the United States."
    assert verdicts(atlas, text, "2015-01-10") == [("supported", "contradicted")]
