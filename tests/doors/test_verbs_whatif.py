"""The verb `whatif` as a user meets it: options, files, formats, pictures, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from latticework.answers.whatif.language import change_kinds
from latticework.answers.whatif.scenario import shipped
from latticework.atlas import Atlas
from latticework.doors.ask import Ask
from latticework.doors.cli import Verbs
from latticework.doors.sheets import whatif as sheet
from latticework.doors.verbs_chart import picture
from latticework.doors.verbs_whatif import CHANGES, VERBS
from latticework.errors import LatticeworkError
from tests.conftest import ROOT

DAY = ("--as-of", "2026-10-31")
Call = Callable[..., Result]


@pytest.fixture
def call(pack_folder: Path) -> Call:
    group = Verbs("latticework", commands={str(verb.name): verb for verb in VERBS})

    def run(*words: str) -> Result:
        return CliRunner(env={"COLUMNS": "240"}).invoke(group, ["whatif", *words, "--store", str(pack_folder)])

    return run


def answer(done: Result) -> dict[str, object]:
    assert done.exception is None, done.exception
    made = json.loads(done.stdout)
    assert isinstance(made, dict)
    return made


def test_an_option_for_every_kind_of_change_and_a_place_in_the_documentation() -> None:
    assert list(CHANGES) == list(change_kinds())
    page = (ROOT / "docs" / "whatif.md").read_text(encoding="utf-8")
    (verb,) = VERBS
    assert isinstance(verb, click.Command)
    assert verb.help
    for name in (
        *(kind.verb for kind in change_kinds().values()),
        *(kind.example for kind in change_kinds().values()),
        *shipped(),
    ):
        assert name in page, name
    options = [
        text
        for option in verb.params
        if isinstance(option, click.Option)
        for text in option.opts
        if text.startswith("--")
    ]
    own = [text for text in options if text not in ("--out", "--store", "--format", "--as-of", "--known-by", "--cite")]
    assert [text for text in own if text not in page and text[2:].replace("-", "_") not in CHANGES] == []


def test_the_table_tells_before_after_and_by_which_change(call: Call) -> None:
    made = answer(
        call(
            "--end-tie",
            "USA>JPN defence_pact 2026-10-01",
            "--move-troops",
            "USA JPN -4288 2026-10-01",
            "--state",
            "Japan",
            *DAY,
            "--format",
            "json",
        )
    )
    rows = {row["what"]: row for row in made["rows"]}  # type: ignore[attr-defined]
    assert rows["cover"]["before"] != rows["cover"]["after"]
    assert rows["cover"]["by"] == "1"
    assert (rows["active-duty personnel"]["after"], rows["active-duty personnel"]["by"]) == ("50,000", "2")
    assert rows["active-duty personnel"]["facts"].startswith("supposed: --move-troops")
    assert made["scenario"]["changes"][0] == "end-tie USA>JPN defence_pact 2026-10-01"  # type: ignore[index]
    notes = "\n".join(made["notes"])  # type: ignore[arg-type]
    assert "did not move, worked out anew" in notes
    assert "threat rank: Japan, China 1" in notes
    assert "Supposed: what a scenario supposes; no source says so" in notes


def test_the_brief_is_shown_when_asked_and_says_what_is_supposed(call: Call) -> None:
    words = ("--set-spending", "JPN 2024 3% of GDP", "--no-cite", *DAY)
    brief = answer(call(*words, "--brief", "--format", "json"))
    sentences = [row for row in brief["rows"] if row["what"].startswith("brief, ")]  # type: ignore[attr-defined]
    assert any("(supposed)" in row["after"] for row in sentences)
    assert not any("(supposed)" in row["before"] for row in sentences)
    assert "sentences are other ones" in "\n".join(brief["notes"])  # type: ignore[arg-type]
    plain = call(*words).stdout
    assert "brief, " not in plain
    assert "--brief" in plain


def test_one_seed_one_answer_to_the_byte(call: Call) -> None:
    words = ("--set-spending", "JPN 2024 2%..3% of GDP", "--draws", "40", *DAY)
    one, again, other = (call(*words, "--seed", seed).stdout for seed in ("3", "3", "4"))
    assert one == again
    assert one != other
    assert "40 draws, seed 3" in one


@pytest.mark.parametrize("form", ["table", "md", "json", "csv"])
def test_every_format_is_written(call: Call, form: str) -> None:
    done = call("access-quad", "--format", form)
    assert done.exit_code == 0
    assert "reciprocal access agreement" in done.stdout


def test_what_ships_is_listed_printed_and_run_by_its_name(call: Call, tmp_path: Path) -> None:
    listed = call("list").stdout
    assert all(name in listed for name in shipped())
    text = call("us-japan-pact-ends", "--text").stdout
    assert text == shipped()["us-japan-pact-ends"].decode()
    copy = tmp_path / "mine.toml"
    copy.write_text(text)
    one, other = (answer(call(name, "--no-cite", "--format", "json")) for name in ("us-japan-pact-ends", str(copy)))
    assert one["rows"] == other["rows"]
    assert one["scenario"]["sha256"] == other["scenario"]["sha256"]  # type: ignore[index]


def test_scenarios_stand_side_by_side(call: Call) -> None:
    made = answer(call("us-japan-pact-ends", "access-quad", "--no-cite", "--format", "json"))
    rows = {(row["what"], row["about"]): row for row in made["rows"]}  # type: ignore[attr-defined]
    cover = rows["cover", "Japan"]
    assert (cover["A after"], cover["B after"]) == ("0.12:1", "same")
    assert rows["reciprocal access agreement", "Japan, the United States"]["A after"] == "unchanged"
    assert sum("conclusions moved" in note for note in made["notes"]) == 2  # type: ignore[attr-defined]


def test_all_shows_what_did_not_move(call: Call) -> None:
    rows = answer(call("access-quad", "--all", "--no-cite", "--format", "json"))["rows"]
    assert sum(row["after"] in ("stayed", "untouched") for row in rows) > 200  # type: ignore[attr-defined]
    assert {row["what"] for row in rows} >= {"likeness of pacts", "cover that rests on"}  # type: ignore[attr-defined]
    plain = call("access-quad", "--no-cite").stdout
    assert "not worked out, no change touches what it rests on (--all does): likeness of pacts" in plain


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "nothing is supposed"),
        (("nosuch",), "no scenario is called 'nosuch'"),
        (("access-quad", "--leave", "MYS FPDA"), "both given"),
        (("--leave", "PHL FPDA", *DAY), "no member"),
        (("--add-tie", "JPN PHX defence_pact signed", *DAY), "did you mean PHL"),
        (("--leave", "MYS FPDA", "--state", "Wakanda"), "Wakanda"),
        (("access-quad", "--chart", "x.bmp"), "cannot be drawn"),
        (("access-quad", "us-japan-pact-ends", "--chart", "x.png"), "one scenario"),
        (("access-quad",) * 7, "side by side"),
        (("list", "access-quad"), "no scenario is called 'list'"),
        (("--text",), "nothing is supposed"),
    ],
)
def test_slips_are_told_and_end_with_two(call: Call, words: tuple[str, ...], says: str) -> None:
    done = call(*words)
    assert isinstance(done.exception, LatticeworkError)
    assert done.exception.exit_code == 2
    assert says in str(done.exception)


def test_doors_without_files_ask_by_name_or_by_lines(pack_folder: Path, tmp_path: Path) -> None:
    ask = Ask(Atlas.open(pack_folder), "2026-10-31")
    for scenario, kind in (
        (sheet.given_scenario("us-japan-pact-ends"), "cover"),
        (sheet.given_scenario(do=["leave MYS FPDA 2026-10-01"]), "membership"),
    ):
        made = sheet.run(ask, scenario, sheet.Asked())
        assert any(row[0] == kind for row in sheet.whatif(ask, made, every=True).rows)
    file = tmp_path / "mine.toml"
    file.write_text('title = "x"\n')
    for words in ({"name": str(file)}, {"name": ""}, {"name": "access-quad", "do": ["leave MYS FPDA"]}):
        with pytest.raises(LatticeworkError):
            sheet.given_scenario(**words)  # type: ignore[arg-type]


def test_a_hostile_file_stays_data(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "=cmd.toml"
    file.write_text(
        'title = "=HYPERLINK(\\"http://x\\") <script>alert(1)</script> \\u001b[2J \\u202E"\n'
        '[[change]]\nname = "| a | [b](javascript:c) =1+1"\ndo = "leave MYS FPDA 2026-10-01"\n'
    )
    for form in ("table", "md", "csv", "json"):
        text = call(str(file), *DAY, "--format", form).stdout
        assert "\x1b" not in text
        assert "\u202e" not in text
        if form == "md":
            assert "<script>" not in text
        if form == "csv":
            assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(","))


def test_what_moved_is_drawn(call: Call, tmp_path: Path) -> None:
    picture = tmp_path / "moved.json"
    done = call("us-japan-pact-ends", "--chart", str(picture))
    assert done.exit_code == 0, done.exception
    spec = json.loads(picture.read_text())
    assert spec["title"]["text"][0].startswith("What if")
    assert "cover" in json.dumps(spec)
    assert "Supposed, not observed" in json.dumps(spec)
    assert call("us-japan-pact-ends", "--chart", str(picture), "--draw", "map").exit_code == 0
    before, after = (json.loads((tmp_path / f"moved-{side}.json").read_text()) for side in ("before", "after"))
    assert (before["title"]["text"][0].split(" - ")[0], after["title"]["text"][0].split(" - ")[0]) == (
        "As it is",
        "As supposed",
    )
    nothing = call("access-quad", "--state", "PHL", "--chart", str(picture))
    assert nothing.exit_code == 0


@pytest.mark.parametrize("draw", ["moved", "map", "network"])
def test_pictures_of_doors_without_files(pack_folder: Path, draw: str) -> None:
    ask = Ask(Atlas.open(pack_folder), "2026-10-31")
    given = {"scenarios": [], "do": ["end_tie USA>JPN defence_pact 2026-10-01"], "assume": [], "hold": False, "state": ["JPN"], "hub": "USA", "seed": 1, "draws": 1}  # fmt: skip
    chart = picture(ask, "whatif", draw, given)
    drawn = json.dumps(chart.spec)
    assert ("Supposed, not observed" if draw == "moved" else "As supposed") in drawn
    with pytest.raises(LatticeworkError):
        picture(ask, "whatif", draw, given | {"scenarios": ["list"], "do": []})
