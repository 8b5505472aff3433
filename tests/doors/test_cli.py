"""The shell door as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from latticework.doors.cli import cli

VERBS = ("why", "ties", "threats", "balance", "first", "pledges", "reach", "facts", "sources", "doctor", "completions")


@pytest.fixture
def run(pack_folder: Path):  # type: ignore[no-untyped-def]
    def call(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from latticework.doors.cli import main; main()", *words],
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
            env=os.environ | {"LATTICEWORK_STORE": str(pack_folder), "COLUMNS": "120"} | (env or {}),
        )  # fmt: skip

    return call


def test_every_verb_has_help_and_an_example_of_its_words() -> None:
    assert set(VERBS) <= set(cli.commands)
    for name in VERBS:
        command = cli.commands[name]
        assert isinstance(command, click.Command)
        assert command.help


def test_why_prints_the_brief_and_nothing_on_standard_error(run) -> None:  # type: ignore[no-untyped-def]
    done = run("why", "Japan", "--as-of", "2023-01-13")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("Why is Japan seeking security ties beyond the United States?\nas of 13 January 2023")
    assert "\x1b" not in done.stdout
    assert "Sources" in done.stdout


@pytest.mark.parametrize("form", ["md", "json", "html"])
def test_why_in_every_dress(run, tmp_path: Path, form: str) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / f"brief.{form}"
    done = run("why", "Poland", "--as-of", "2023-01-13", "--format", form, "--out", str(target))
    assert done.returncode == 0
    assert done.stdout == ""
    text = target.read_text(encoding="utf-8")
    assert "Poland" in text
    if form == "json":
        assert json.loads(text)["state"] == "POL"


def test_explain_prints_the_sums(run) -> None:  # type: ignore[no-untyped-def]
    done = run("why", "Japan", "--as-of", "2023-01-13", "--explain")
    assert "proximity, minimum distance = " in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ties", "Japan", "Australia", "--as-of", "2023-01-13"), "reciprocal access agreement"),
        (("ties", "Finland", "--as-of", "2023-04-04", "--kind", "defence pact"), "North Atlantic"),
        (("threats", "Japan", "--as-of", "2023-01-13"), "China"),
        (("balance", "China", "Japan", "--as-of", "2023-01-13"), "6.76"),
        (("balance", "USA+Japan", "China", "--as-of", "2023-01-13"), "ratio"),
        (
            ("first", "overflight", "North Korea", "Japan", "--mode", "ballistic_missile", "--on", "2022-10-04"),
            "15 September 2017",
        ),
        (("first", "missile test", "PRK", "--since", "2022-01-01", "--as-of", "2023-01-01"), "69"),
        (("pledges", "Japan", "--as-of", "2023-01-13"), "2028-03-31"),
        (("reach", "North Korea", "Japan"), "Tokyo"),
        (("reach", "Japan"), "Type 12"),
        (("facts", "Japan", "Australia", "--kind", "reciprocal_access"), "signed"),
        (("sources", "cite", "sipri"), "10.55163"),
        (("sources", "coverage"), "overflight"),
        (("sources", "kinds"), "defence_pact"),
        (("sources", "measures"), "Walt 1987"),
        (("doctor",), "sound"),
        (("completions", "bash"), "_LATTICEWORK_COMPLETE"),
    ],
)
def test_verbs_answer(run, words: tuple[str, ...], expected: str) -> None:  # type: ignore[no-untyped-def]
    done = run(*words)
    assert done.returncode == 0, done.stderr
    assert expected in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("form", ["table", "md", "json", "csv"])
def test_tables_in_every_format_say_the_same(run, form: str) -> None:  # type: ignore[no-untyped-def]
    done = run("balance", "China", "Japan", "--as-of", "2023-01-13", "--format", form)
    assert "6.76" in done.stdout
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert rows[0]["ratio A:B"] == "6.76"
    if form == "json":
        assert json.loads(done.stdout)["as_of"] == "2023-01-13"


def test_parquet_goes_to_a_file(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    import duckdb

    target = tmp_path / "ties.parquet"
    assert run("ties", "Japan", "--as-of", "2023-01-13", "--format", "parquet", "--out", str(target)).returncode == 0
    counted = duckdb.connect().execute("select count(*) from read_parquet($f)", {"f": str(target)}).fetchone()
    assert counted is not None
    assert counted[0] > 50
    refused = run("ties", "Japan", "--format", "parquet")
    assert refused.returncode == 2
    assert "--out" in refused.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("wy", "Japan"), 2, "Did you mean why"),
        (("why", "Japn"), 2, "did you mean Japan"),
        (("why", "Korea"), 2, "say which: South Korea (KOR), North Korea (PRK)"),
        (("why", "Japan", "--as-of", "13 January 2023"), 2, "write YYYY-MM-DD"),
        (("why", "Japan", "--as-of", "2023-02-30"), 2, "is not a day"),
        (("why", "East Germany", "--as-of", "2023-01-13"), 2, "successors"),
        (("first", "overflite", "PRK", "JPN"), 2, "did you mean overflight"),
        (("facts", "0123456789abcdef0123"), 2, "no fact is called"),
        (("sources", "cite", "sipry"), 2, "did you mean sipri"),
        (("why", "Japan", "--out", "/nowhere/brief.txt"), 2, "cannot write"),
        (("balance", "Japan"), 2, "Missing argument"),
    ],
)
def test_mistakes_are_answered_with_the_next_step(run, words: tuple[str, ...], code: int, said: str) -> None:  # type: ignore[no-untyped-def]
    done = run(*words)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_damaged_store_is_said_and_repaired(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "store"
    env = {"LATTICEWORK_STORE": str(folder)}
    assert run("doctor", env=env).returncode == 0
    bad = next(folder.glob("*.parquet"))
    bad.write_bytes(b"not parquet")
    broken = run("ties", "Japan", env=env)
    assert broken.returncode == 1
    assert "doctor --repair" in broken.stderr
    assert run("doctor", "--repair", env=env).returncode == 0
    assert run("ties", "Japan", env=env).returncode == 0


def test_without_a_writable_folder_the_pack_still_answers(tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "file").write_text("in the way")
    done = run("balance", "China", "Japan", "--as-of", "2023-01-13", "--store", str(tmp_path / "file" / "store"))
    assert done.returncode == 0
    assert "6.76" in done.stdout
    assert "choose another folder" in done.stderr
    assert "embedded pack alone" in done.stderr


def test_a_closed_pipe_is_no_error(pack_folder: Path) -> None:
    code = "from latticework.doors.cli import main; main()"
    command = f"{sys.executable} -c '{code}' sources | head -1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False,
        env=os.environ | {"LATTICEWORK_STORE": str(pack_folder)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr


def test_formulas_do_not_run_in_a_sheet() -> None:
    from latticework.doors.render.table import Sheet

    sheet = Sheet("t", ("a",), [("=HYPERLINK(1)",), ("-5",), ("@x",)])
    assert sheet.show("csv", colour=False).splitlines() == ["a", "'=HYPERLINK(1)", "-5", "'@x"]
