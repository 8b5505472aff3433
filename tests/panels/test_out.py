"""Panels leave: frames, files, header, and the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from latticework import panel as lw_panel
from latticework import panels
from latticework.atlas import Atlas
from latticework.doors.cli import cli
from latticework.errors import NameNotFound, UsageError
from latticework.panels import GivenTables, Panel
from latticework.panels.additions import ADDITIONS, add
from latticework.panels.datasets import datasets
from latticework.panels.export import stata_name


@pytest.fixture
def made(small: GivenTables) -> Panel:
    return panels.dyad_years(years=range(1971, 1974), data=small).with_alliances().with_capabilities()


def test_frame_has_null_for_unknown(made: Panel) -> None:
    frame = made.frame()
    row = frame.filter((pl.col("ccode1") == 2) & (pl.col("ccode2") == 20) & (pl.col("year") == 1972)).to_dicts()[0]
    assert row["milex1"] == 100
    assert row["milex2"] is None
    assert row["cinc2"] == 0.25
    assert frame.height == len(made)
    assert frame["cinc1"].is_nan().sum() == 0


def test_arrow_fields_carry_labels(made: Panel) -> None:
    field = made.arrow().schema.field("atop_defense")
    assert b"pledged to defend" in field.metadata[b"label"]


@pytest.mark.parametrize("ending", [".parquet", ".arrow", ".csv"])
def test_files_come_with_their_header(made: Panel, tmp_path: Path, ending: str) -> None:
    path = made.write(tmp_path / f"p{ending}")
    told = json.loads((tmp_path / "p.header.json").read_text())
    assert [step["step"] for step in told["choices"]] == ["dyad-years", "alliances", "capabilities"]
    assert "Leeds" in (tmp_path / "p.header.md").read_text()
    assert {row["name"] for row in told["datasets"]} == {"cow_states", "atop", "cow_nmc"}
    read = {".parquet": pl.read_parquet, ".arrow": pl.read_ipc, ".csv": pl.read_csv}[ending](path)
    assert read["milex2"].null_count() == made.frame()["milex2"].null_count()
    assert read.columns == list(made.columns)
    assert not list(tmp_path.glob(".*"))


def test_csv_comes_with_readers_for_stata_and_r(made: Panel, tmp_path: Path) -> None:
    made.write(tmp_path / "p.csv")
    assert 'label variable milex1 `"military spending' in (tmp_path / "p.do").read_text()
    script = (tmp_path / "p.R").read_text()
    assert '"ccode1" = "integer"' in script
    assert 'attr(panel[["cinc1"]], \'label\') <- "Composite Index' in script
    with (tmp_path / "p.csv").open() as file:
        assert len(list(csv.reader(file))) == len(made) + 1


def test_stata_names_fit() -> None:
    assert stata_name("a" * 40) == "a" * 32
    assert stata_name("tie-x") == "tie_x"


def test_stata_file_is_written_with_labels(made: Panel, tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame, meta = pyreadstat.read_dta(str(made.write(tmp_path / "p.dta")))
    assert len(frame) == len(made)
    assert "military spending" in meta.column_names_to_labels["milex1"]
    assert frame["milex2"].isna().sum() == made.frame()["milex2"].null_count()


def test_another_ending_is_refused(made: Panel, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.parquet"):
        made.write(tmp_path / "p.xlsx")


def test_every_card_names_release_citation_and_address() -> None:
    for card in datasets().values():
        assert all((card.release, card.citation, card.address.startswith("http"))), card.name
        assert card.years[0] <= card.years[1]
        assert set(card.zero) <= set(card.take), card.name


def test_every_column_has_a_label(data: Path) -> None:
    panel = panels.dyad_years(data=data, years=range(2000, 2001), states=[2, 20, 740])
    names = [n for n in ADDITIONS if n not in ("known", "relevant", "spells", "borders")]
    panel = add(panel, [n for n in names if n != "onsets"])
    assert [name for name, column in panel.columns.items() if not column.label] == []


def test_public_entry_is_lazy_and_the_same() -> None:
    assert lw_panel is panels


def test_ties_of_the_store(data: Path) -> None:
    world = Atlas.in_memory().world("2023-01-13")
    panel = panels.dyad_years(data=data, years=range(2016, 2023), states=[2, 740, 900]).with_ties(
        world, ["defence_pact", "reciprocal_access"]
    )
    frame = panel.frame()
    pact = frame.filter((pl.col("ccode1") == 2) & (pl.col("ccode2") == 740))["tie_defence_pact"].to_list()
    assert pact == ["in_force"] * 7
    access = frame.filter((pl.col("ccode1") == 740) & (pl.col("ccode2") == 900) & (pl.col("year") == 2022))
    assert access["tie_reciprocal_access"].to_list() == ["signed"]


def test_the_command_writes_and_shows(data: Path, tmp_path: Path) -> None:
    run = CliRunner()
    words = [
        "panel",
        "dyad-years",
        "--years",
        "2000-2001",
        "--states",
        "2,740",
        "--with",
        "alliances",
        "--data",
        str(data),
    ]
    shown = run.invoke(cli, words)
    assert shown.exit_code == 0, shown.output
    assert "2,740,2000,1" in shown.output
    out = tmp_path / "p.parquet"
    assert run.invoke(cli, [*words, "--out", str(out)]).exit_code == 0
    assert pl.read_parquet(out).height == 4
    assert "Leeds" in run.invoke(cli, [*words, "--header"]).output
    assert "similarity" in run.invoke(cli, ["panel", "--with", "list"]).output


@pytest.mark.parametrize(
    ("words", "told"),
    [(["--years", "soon"], "1946-2022"), (["--states", "USA"], "2,740"), (["--with", "alliance"], "alliances")],
)
def test_the_command_says_what_to_do(data: Path, words: list[str], told: str) -> None:
    done = CliRunner().invoke(cli, ["panel", "--data", str(data), *words])
    assert isinstance(done.exception, UsageError)
    assert told in str(done.exception)


def test_near_names_of_additions(made: Panel) -> None:
    with pytest.raises(NameNotFound, match="similarity"):
        add(made, ["similarty"])
