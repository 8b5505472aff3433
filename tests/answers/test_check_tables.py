"""The tables of the check speak of states, kinds and bands that there are."""

from __future__ import annotations

from latticework.answers.check.among import regions
from latticework.answers.check.disputed import disputes
from latticework.answers.check.kin import kin
from latticework.model.kind import kinds
from latticework.model.state import is_state
from latticework.model.tables import read_csv
from latticework.text.lists import table


def test_regions_are_of_states() -> None:
    assert [code for _, wide in regions().values() for code in sorted(wide) if not is_state(code)] == []
    assert all(core <= wide for core, wide in regions().values())


def test_every_region_that_is_read_is_known() -> None:
    assert {row["region"] for row in table("claim_regions.csv")} == set(regions())


def test_kin_and_events_are_kinds() -> None:
    assert set(kin()) | {kind for akin in kin().values() for kind in akin} <= set(kinds())
    assert {row["kind"] for row in table("claim_events.csv")} <= set(kinds())


def test_disputes_name_a_state_a_range_and_a_place() -> None:
    rows = read_csv("latticework.answers", "disputed.csv")
    assert all(is_state(row["state"]) and row["locator"].startswith("https://") and row["why"] for row in rows)
    assert all(dispute.low < 1 < dispute.high for dispute in disputes().values())


def test_steps_that_are_told_are_steps_or_their_denial_or_still_open() -> None:
    told = {row["status"] for row in table("claim_steps.csv")}
    assert told <= {
        "signed",
        "in_force",
        "ended",
        "suspended",
        "announced",
        "negotiating",
        "proposed",
        "not_in_force",
        "not_signed",
        "ratified",
        "open",
    }
