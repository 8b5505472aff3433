"""`--chart` on verbs: the answer as ever, and a picture beside it."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from latticework.doors.options import Run, shared
from latticework.doors.verbs_chart import PICTURES, chart_option
from latticework.errors import LatticeworkError, UsageError

DAYS = ["--as-of", "2023-01-13"]


def verb(name: str, *params: object) -> click.Command:
    def command(run: Run, **rest: object) -> None:
        click.echo(f"the table of {name}")

    made = shared()(chart_option(name)(command))
    for param in reversed(params):
        made = param(made)  # type: ignore[operator]
    return click.command(name)(made)


BALANCE = verb("balance", click.argument("side_a"), click.argument("side_b"))
TIES = verb("ties", click.argument("state"), click.argument("other", required=False), click.option("--kind"))
REACH = verb(
    "reach",
    click.argument("state"),
    click.argument("target", required=False),
    click.option("--weapon"),
    click.option("--site"),
)
NETWORK = verb(
    "network",
    click.argument("states", nargs=-1),
    click.option("--hub", default="USA"),
    click.option("--pairs", is_flag=True),
)
THREATS = verb("threats", click.argument("state"))


def asked(command: click.Command, *words: str, store: Path) -> tuple[str, str]:
    result = CliRunner().invoke(
        command, [*words, *DAYS, "--store", str(store)], catch_exceptions=False, standalone_mode=False
    )
    return result.stdout, result.stderr


def title(path: Path) -> str:
    return " ".join(json.loads(path.read_text(encoding="utf-8"))["title"]["text"])


@pytest.mark.parametrize(
    ("command", "words", "told"),
    [
        (BALANCE, ["China", "Japan"], "China against Japan"),
        (TIES, ["Japan"], "Ties of Japan with"),
        (TIES, ["Japan", "Australia"], "their steps in time"),
        (TIES, ["Japan", "--draw", "ego"], "Japan and the"),
        (REACH, ["North Korea", "Tokyo"], "Reach of North Korea"),
        (NETWORK, ["Japan", "Australia"], "The United States and the 2 states"),
        (NETWORK, ["Japan", "Australia", "--pairs"], "How deeply 3 states"),
        (THREATS, ["Japan"], "Threats to Japan"),
    ],
)
def test_each_verb_draws_its_picture(
    command: click.Command, words: list[str], told: str, pack_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "picture.json"
    out, talk = asked(command, *words, "--chart", str(path), store=pack_folder)
    assert out == f"the table of {command.name}\n"
    assert told in title(path)
    assert f"wrote {path}" in talk


def test_without_the_option_nothing_changes(pack_folder: Path) -> None:
    assert asked(THREATS, "Japan", store=pack_folder) == ("the table of threats\n", "")


def test_a_bad_ending_stops_before_the_answer(pack_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pdf"):
        asked(THREATS, "Japan", "--chart", str(tmp_path / "x.pdf"), store=pack_folder)


def test_an_unknown_answer_draws_nothing_and_says_why(pack_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(LatticeworkError, match="strategy document"):
        asked(THREATS, "Mali", "--chart", str(tmp_path / "x.json"), store=pack_folder)
    assert list(tmp_path.iterdir()) == []


def test_every_picture_has_a_name_of_one_word() -> None:
    assert all(name.isalpha() for pictures in PICTURES.values() for name in pictures)
