"""What comes next, as the shell and HTTP show it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from latticework.answers.next_ties.signings import rules
from latticework.doors.cli import cli
from latticework.doors.verbs_partners import KINDS
from latticework.errors import LatticeworkError


def call(store: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--store", str(store)])


def test_partners_are_ranked_and_adversaries_stand_apart(pack_folder: Path) -> None:
    done = call(
        pack_folder, "partners", "Japan", "--as-of", "2023-01-01", "--known-by", "2023-01-01", "--format", "json"
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    ranked = [row for row in told["rows"] if row["rank"] != "apart"]
    chances = [row["chance %"] for row in ranked]
    assert len(ranked) == 20
    assert chances == sorted(chances, reverse=True)
    assert all(row["from"] <= row["chance %"] <= row["to"] for row in ranked)
    assert {"China", "Russia", "North Korea"} <= {row["partner"] for row in told["rows"] if row["rank"] == "apart"}
    assert told["run"] in " ".join(told["notes"])


def test_one_kind_and_a_state_nobody_looks_at(pack_folder: Path) -> None:
    done = call(pack_folder, "partners", "Kenya", "--kind", "access", "--within", "1", "--top", "3")
    assert done.exit_code == 0, done.output
    assert "access or status of forces agreement with Kenya within 1 year" in done.output
    assert "no source here looks for agreements of Kenya itself" in done.output.replace("\n", " ")
    early = call(pack_folder, "partners", "Japan", "--as-of", "1950-01-01")
    assert early.exit_code == 0
    assert "unknown:" in early.output


def test_a_recorded_run_stands_on_the_scorecard(pack_folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    done = call(
        store, "partners", "Japan", "--as-of", "2022-01-01", "--known-by", "2022-01-01", "--within", "1", "--record"
    )
    assert done.exit_code == 0, done.output
    (kept,) = (store / "forecasts").glob("*.json")
    again = call(
        store, "partners", "Poland", "--as-of", "2022-01-01", "--known-by", "2022-01-01", "--within", "1", "--record"
    )
    assert "stands already" in again.output
    cards = json.loads(call(store, "scorecard", "--format", "json").output)["rows"]
    assert {row["origin"] for row in cards} >= {"2022-01-01", "2023-01-01"}
    pairs = json.loads(call(store, "scorecard", kept.stem[:8], "--state", "Japan", "--format", "json").output)["rows"]
    assert {row["came"] for row in pairs} == {"signed", "none on record"}
    bins = json.loads(call(store, "scorecard", kept.stem, "--bins", "--format", "json").output)["rows"]
    assert sum(row["pairs"] for row in bins) == next(row["pairs"] for row in cards if row["run"] == kept.stem)


def test_an_unknown_run_is_named_with_those_there_are(pack_folder: Path) -> None:
    done = CliRunner().invoke(cli, ["scorecard", "zzz", "--store", str(pack_folder)])
    assert isinstance(done.exception, LatticeworkError)
    assert call(pack_folder, "scorecard", "--bins").exit_code == 2


def test_the_shell_offers_the_groups_that_are_forecast() -> None:
    assert tuple(rules()["groups"]) == KINDS


@pytest.mark.parametrize("verb", ["partners", "scorecard"])
def test_http_knows_the_verbs(verb: str) -> None:
    pytest.importorskip("fastapi")
    from latticework.doors.http.verbs import VERBS

    assert {o.name for o in VERBS[verb].options} <= {p.name for p in cli.commands[verb].params}
