"""The verbs of the system as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from latticework.doors.cli import Verbs
from latticework.doors.verbs_system import VERBS
from latticework.errors import UsageError
from tests.conftest import ROOT

DAY = ("--as-of", "2023-01-13")


@pytest.fixture
def ask(pack_folder: Path):  # type: ignore[no-untyped-def]
    group = Verbs("latticework", commands={str(verb.name): verb for verb in VERBS})

    def call(*words: str) -> dict[str, Any]:
        done = CliRunner().invoke(
            group, [*words, "--store", str(pack_folder), "--format", "json"], catch_exceptions=True
        )
        if done.exception:
            raise done.exception
        made = json.loads(done.stdout)
        assert isinstance(made, dict)
        return made

    return call


def notes(made: dict[str, Any]) -> str:
    return "\n".join(made["notes"])


def test_every_verb_has_help_and_a_place_in_the_documentation() -> None:
    page = (ROOT / "docs" / "system.md").read_text(encoding="utf-8")
    for verb in VERBS:
        assert isinstance(verb, click.Command)
        assert verb.help
        assert f"latticework {verb.name}" in page


def test_relation_tells_levels_or_the_acts_that_are_too_few(ask) -> None:  # type: ignore[no-untyped-def]
    koreas = ask("relation", "North Korea", "South Korea", "--months", "3", "--as-of", "2026-11-01")
    assert [row["began as"] for row in koreas["rows"]] == ["start of the series", "thaw", "rift"]
    thin = ask("relation", "Russia", "Ukraine", *DAY)
    assert "too thin" in notes(thin)
    assert "--months" in notes(thin)
    assert any(row["act"] == "ASSAULT" for row in thin["rows"])
    steps = ask("relation", "Japan", "North Korea", "--series", "--no-cite", *DAY)["rows"]
    assert 100 < len(steps) <= 121
    assert any(row["r"] is None for row in steps)  # a month of which nothing is told
    assert all(
        "fact" in row
        for row in ask("relation", "Japan", "South Korea", "--acts", "--since", "2018-01-01", *DAY)["rows"]
    )


def test_network_tells_states_shape_and_pairs(ask) -> None:  # type: ignore[no-untyped-def]
    made = ask("network", "Japan", "Australia", "Philippines", "India", *DAY)
    assert {row["state"] for row in made["rows"]} == {
        "Japan",
        "Australia",
        "the Philippines",
        "India",
        "the United States",
    }
    assert made["hub"] == "USA"
    assert 0 <= made["index"] <= 1
    pairs = ask("network", "Japan", "Australia", "Philippines", "India", "--pairs", *DAY)
    assert len(pairs["rows"]) == made["ties"]
    assert "unknown" in notes(ask("network", "Japan", "--hub", "Bhutan", *DAY))


def test_similarity_of_a_pair_and_of_all(ask) -> None:  # type: ignore[no-untyped-def]
    pair = ask("similarity", "Japan", "Australia", *DAY)
    assert [row["measure"] for row in pair["rows"][:4]] == ["kappa", "s", "pi", "tau_b"]
    ranked = [row["s"] for row in ask("similarity", "Japan", "--by", "s", *DAY)["rows"]]
    assert ranked == sorted(ranked, reverse=True)
    assert "unknown" in notes(ask("similarity", "Japan", "Bhutan", "--as-of", "1930-01-01"))


def test_durations_of_all_kinds_and_of_one(ask) -> None:  # type: ignore[no-untyped-def]
    kinds = {row["kind"]: row for row in ask("durations", "--as-of", "2026-11-01")["rows"]}
    access = kinds["reciprocal access agreement"]
    cases = ask("durations", "--kind", "reciprocal access", "--as-of", "2026-11-01")["rows"]
    assert len(cases) == access["in force"] + access["open"]


def test_exposure_of_two_and_of_one(ask) -> None:  # type: ignore[no-untyped-def]
    rows = ask("exposure", "USA", "Japan", *DAY)["rows"]
    assert [row["state"] for row in rows] == ["Japan", "the United States"]
    assert rows[1]["loses %"] == 0
    assert "no defence pact" in notes(ask("exposure", "Japan", "China", *DAY))
    assert ask("exposure", "Poland", *DAY)["rows"][0]["without"] == "the United States"


def test_diff_on_either_clock(ask) -> None:  # type: ignore[no-untyped-def]
    made = ask("diff", "2022-01-13", "2023-01-13", "--state", "Japan")
    assert {"ratio", "pledge", "reciprocal access agreement", "membership"} <= {row["what"] for row in made["rows"]}
    known = ask("diff", "2023-01-13", "2026-01-13", "--clock", "known-by", "--as-of", "2023-01-13", "--state", "Japan")
    assert (known["clock"], known["before"]) == ("known-by", "2023-01-13")
    assert ask("diff", "2022-01-13", "2022-01-13", "--state", "Japan")["rows"] == []
    with pytest.raises(UsageError):
        ask("diff", "2022-01-13", "2023-01-13", *DAY)
    with pytest.raises(UsageError):
        ask("diff", "2022-01-13", "2023-01-13", "--clock", "known-by", "--known-by", "2023-01-13")
