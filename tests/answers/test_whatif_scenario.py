"""Scenarios are files: read with their lines, hashed by their bytes, refused with the place of what is wrong."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.answers.whatif.language import parse_line
from latticework.answers.whatif.scenario import LARGEST, MOST, load, parse, scenario_of, shipped
from latticework.answers.whatif.suppose import first_day
from latticework.errors import LatticeworkError, NameNotFound, UsageError

TEXT = """
title = "Access"  # what is supposed
author = "A scholar"
day = 2026-11-26
version = "2"
as_of = "2026-10-31"
states = ["Japan", "PHL"]
hold = true

[[assume]]
do = "grow-gdp JPN 2024 1%"

[[change]]
name = "first"
do = "add-tie JPN USA reciprocal_access in_force 2026-10-01"
[[change]]
do = "add-tie JPN USA reciprocal_access in_force 2026-10-01"
"""


def test_a_file_is_read_with_its_lines_and_hash() -> None:
    made = parse(TEXT.encode(), "access.toml")
    assert [change.where for change in made.changes] == ["access.toml line 15", "access.toml line 17"]
    assert made.assumes[0].where == "access.toml line 11"
    assert (made.title, made.author, made.day, made.version) == ("Access", "A scholar", "2026-11-26", "2")
    assert (made.as_of, made.states, made.hold) == (date(2026, 10, 31), ("JPN", "PHL"), True)
    assert (made.changes[0].called, made.changes[1].called) == ("first", made.changes[1].text)
    assert made.digest == hashlib.sha256(TEXT.encode()).hexdigest()
    assert made.digest[:12] in made.cited
    assert "A scholar, 2026-11-26: Access, version 2" in made.cited


def test_a_text_that_only_looks_like_a_change_takes_no_line() -> None:
    text = 'title = "x"\nnote = """\ndo = "leave PHL ASEAN"\n"""\n[[change]]\ndo = """leave \\\n  MYS FPDA"""\n'
    made = parse(text.encode(), "x.toml")
    assert made.changes[0].text == "leave MYS FPDA"
    assert made.changes[0].where == "x.toml"


def test_scenarios_that_ship_are_whole() -> None:
    assert set(shipped()) == {"access-quad", "japan-two-percent", "us-japan-pact-ends"}
    for name, content in shipped().items():
        made = load(name)
        assert made == parse(content, f"{name}.toml")
        assert made.author
        assert made.version
        assert made.day
        assert made.note
        assert made.as_of
        assert all(" line " in change.where for change in (*made.changes, *made.assumes))


def test_a_file_stands_before_a_name_that_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "access-quad").write_text('title = "mine"\n')
    monkeypatch.chdir(tmp_path)
    assert load("access-quad").title == "mine"


def test_the_hash_of_lines_tells_them_apart() -> None:
    one, other = parse_line("leave MYS FPDA"), parse_line("leave SGP FPDA")
    assert scenario_of([one]).digest == scenario_of([one]).digest
    hashes = {
        scenario_of([one]).digest,
        scenario_of([other]).digest,
        scenario_of([one], [other]).digest,
        scenario_of([one], hold=True).digest,
    }
    assert len(hashes) == 4  # fmt: skip


def test_the_day_is_the_first_on_which_all_has_come() -> None:
    today = date(2026, 11, 26)
    assert first_day(scenario_of([parse_line("leave MYS FPDA 2026-01-01")]), today) == today
    assert first_day(scenario_of([parse_line("leave MYS FPDA 2027-05-01")]), today) == date(2027, 5, 1)
    assert first_day(scenario_of([parse_line("set-spending JPN 2027 2% of GDP")]), today) == date(2028, 1, 1)
    assert first_day(parse(TEXT.encode(), "x"), today) == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no title"),
        ("title = ", "no TOML"),
        ('titel = "x"', "did you mean title"),
        ('title = 5', "title is no text"),
        ('title = "x"\nchange = "y"', "no list of tables"),
        ('title = "x"\n[[change]]\nd = "leave MYS FPDA"', "field of [[change]]"),
        ('title = "x"\n[[change]]\nname = "y"', "a change without words"),
        ('title = "x"\n[[change]]\ndo = "leave MYS FPDB"', "x.toml line 3"),
        ('title = "x"\nstates = "JPN"', "no list of names"),
        ('title = "x"\nstates = ["Japn"]', "did you mean Japan"),
        ('title = "x"\nhold = "yes"', "hold is true or false"),
        ('title = "x"\nas_of = "soon"', "soon"),
        ('title = "x"\n' + '[[change]]\ndo = "leave MYS FPDA"\n' * (MOST + 1), "too many"),
        ("#" * (LARGEST + 1), "bytes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(text: str, says: str) -> None:
    with pytest.raises(LatticeworkError) as caught:
        parse(text.encode(), "x.toml")
    assert says in str(caught.value)


def test_names_and_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(NameNotFound, match="acces-quad") as caught:
        load("acces-quad")
    assert "access-quad" in str(caught.value)
    with pytest.raises(UsageError, match="cannot read"):
        load(tmp_path / "none.toml")
    with pytest.raises(UsageError):
        load(tmp_path)
    with pytest.raises(LatticeworkError):
        load("a\0b")


def test_control_characters_are_no_part_of_a_title() -> None:
    made = parse(b'title = "a\\u001b[31mb\\u202Ec"\n', "x.toml")
    assert made.title == "a [31mb c"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: f'title = "x"\n{t}'.encode())))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    try:
        parse(content, "x.toml")
    except LatticeworkError:
        return


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(LatticeworkError):
        parse(("title = " + "[" * 40_000).encode(), "x.toml")
