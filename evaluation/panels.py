"""Compare panels with the gold rows made by the R package, column by column, and check its known defects.

Usage: uv run --group dev python evaluation/panels.py [--shared FOLDER] [--all]
Floats count as equal within 1e-9 of their size, all else exactly, unknown equals missing. Columns of minimum distance
are compared to 0.05 km, because the input file is rounded to 0.1 km. Exit code 1 when a cell differs that is neither
a known defect nor explained below.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from latticework import panels
from latticework.panels.panel import Panel

FLOAT_TOLERANCE = 1e-9
ROUNDED_KM = 0.0501
LAST_GOLD_YEAR = 2025
SPELLS_TO, WAR_SPELLS_TO = 2010, 2007


@dataclass
class Result:
    """One column: how many cells are equal, differ as a known defect says, or differ otherwise."""

    column: str
    equal: int = 0
    defect: dict[str, int] = field(default_factory=dict)
    different: int = 0
    explained: str = ""
    examples: list[str] = field(default_factory=list)
    tolerance: str = ""


Where = Callable[[pl.DataFrame], np.ndarray]
"""Marks the rows of the gold table in which a defect is expected."""


def after(year: int) -> Where:
    return lambda gold: gold["year"].to_numpy() > year


def everywhere(gold: pl.DataFrame) -> np.ndarray:
    """Every row may be touched; for gaps the check of equal values under gaps="rows" stands apart."""
    return np.ones(len(gold), dtype=bool)


EXPECTED: dict[str, tuple[str, Where]] = {
    "ongoingrivalry": ("D1", after(2020)),
    "prd": ("D2", after(2016)),
    "capdist": ("D3", after(2024)),
    "gmlmidspell": ("D5", everywhere),
    "cowmidspell": ("D5", everywhere),
    "cowinterspell": ("D5", everywhere),
    "gmlmidspell__spells_ongoTRUE": ("D6", everywhere),
    "gmlmidongoing": ("D15", after(2010)),
    "gmlmidonset": ("D15", after(2010)),
    "gmlmidongoing_init": ("D15", after(2010)),
    "gmlmidonset_init": ("D15", after(2010)),
}
"""Where the package is known to be wrong: our column (or its gold name) -> the defect and the rows it may touch.

D6 is wider than its line in the list: with ongo = TRUE the package also miscounts pairs that never had a dispute."""

EXPLAINED = {
    "mindist": "the yearly file lacks what the package took from spells of CShapes within a year",
    "minmindist": "the yearly file lacks what the package took from spells of CShapes within a year",
    "known leaders": "the package leaves out participants whose leader nobody knows; known_leaders=True gives its values",
}
"""Differences that are neither equal nor on the list, by column or call, with what we found."""


def dyads(data: Path, last: int = LAST_GOLD_YEAR) -> Panel:
    return panels.dyad_years(years=range(1816, last + 1), data=data)


def dyad_groups(data: Path) -> Iterator[tuple[str, Panel, dict[str, str]]]:
    """Give panels with the gold names of their columns: (what was called, panel, our name -> gold name)."""
    p = dyads(data)
    yield "alliances", p.with_alliances(), {}
    yield "capabilities", p.with_capabilities(), {}
    yield "contiguity", p.with_contiguity(), {}
    yield "contiguity last", p.with_contiguity(when="last"), {"conttype": "conttype__add_contiguity_last"}
    yield "contiguity carried", p.with_contiguity(carry_forward=True), {"conttype": "conttype__add_contiguity_mry"}
    yield "capital distance", p.with_distance(), {}
    yield "capital last", p.with_distance(when="last"), {"capdist": "capdist__add_capital_distance_last"}
    borders = p.with_distance(capitals=False, borders=True)
    yield "border distance", borders, {"mindist": "mindist__add_minimum_distance_noext"}
    filled = p.with_distance(capitals=False, borders=True, fill_part_years=True)
    yield "border distance filled", filled, {"mindist": "mindist"}
    yield "majors carried", p.with_majors(carry_forward=True), {}
    majors = {f"cowmaj{s}": f"cowmaj{s}__add_cow_majors_nomry" for s in "12"}
    yield "majors 2016", p.with_majors(release="2016"), majors
    yield "disputes cow", p.with_disputes("cow"), {}
    gml = p.with_disputes("gml")
    shared = [n for n in gml.columns if n not in p.columns and not n.startswith(("gml", "init"))]
    yield "disputes gml", gml, {n: f"{n}__add_gml_mids" for n in shared}
    orig = p.with_disputes("gml", initiator="sidea-orig")
    yield (
        "gml, side A on the first day",
        orig,
        {n: f"{n}__add_gml_mids_sideaorig" for n in orig.columns if n not in p.columns},
    )
    yield "wars", p.with_wars(), {f"war_sidea{s}": f"sidea{s}__add_cow_wars_inter" for s in "12"}
    yield "rivalries", p.with_rivalries(), {}
    yield "democracy", p.with_democracy(), {}
    yield "gdp", p.with_gdp(), {}
    yield "trade", p.with_trade(), {}
    yield "organizations", p.with_organizations(), {}
    yield "leaders", p.with_leaders(), {}
    yield "fractionalization", p.with_fractionalization(), {}
    yield "terrain", p.with_terrain(), {}
    yield "territorial threat", p.with_territorial_threat(), {}
    yield "codes", p.with_codes(), {}
    yield "relevance", p.with_contiguity().with_majors(carry_forward=True).with_relevance().select("prd"), {}
    yield from spell_groups(data)


def spell_groups(data: Path) -> Iterator[tuple[str, Panel, dict[str, str]]]:
    to2010, to2007 = dyads(data, SPELLS_TO), dyads(data, WAR_SPELLS_TO)
    both = to2010.with_disputes("cow", "gml").select("cowmidongoing", "gmlmidongoing", "cowmidonset", "gmlmidonset")
    for gap in ("rows", "calendar"):
        named = f" ({gap})"
        ours = both.with_spells(gaps=gap).select("cowmidspell", "gmlmidspell")
        yield "spells" + named, ours, {n: f"{n}__spells_ongoing" for n in ("cowmidspell", "gmlmidspell")}
        ours = ours.select("gmlmidspell")
        yield "peace years" + named, ours, {"gmlmidspell": "gmlmidspell__peaceyears"}
        ours = both.with_spells(event="onset", gaps=gap).select("gmlmidspell")
        yield "spells of onsets" + named, ours, {"gmlmidspell": "gmlmidspell__spells_onset"}
        ours = both.with_spells(gaps=gap, successive="ongoing").select("gmlmidspell")
        yield "spells, going on" + named, ours, {"gmlmidspell": "gmlmidspell__spells_ongoTRUE"}
        ours = to2007.with_wars().with_spells(gaps=gap).select("cowinterspell")
        yield "war spells" + named, ours, {"cowinterspell": "cowinterspell__spells_cowwar"}


def state_groups(data: Path) -> Iterator[tuple[str, Panel, dict[str, str]]]:
    p = panels.state_years(years=range(1816, LAST_GOLD_YEAR + 1), data=data)
    yield "names", p, {"statenme": "cw_name"}
    yield "capabilities", p.with_capabilities(), {}
    yield "democracy", p.with_democracy(), {}
    yield "majors carried", p.with_majors(carry_forward=True), {}
    yield "gdp", p.with_gdp(), {}
    yield "organizations", p.with_organizations(), {}
    yield "trade", p.with_trade(), {}
    yield "neighbours", p.with_contiguity(), {}
    yield "distance", p.with_distance(borders=True, fill_part_years=True), {}
    yield "rivalries", p.with_rivalries(), {}
    yield "leaders", p.with_leaders(), {}
    yield "fractionalization", p.with_fractionalization(), {}
    yield "terrain", p.with_terrain(), {}
    yield "territorial threat", p.with_territorial_threat(), {}
    yield "disputes, all participants", p.with_disputes(), {}
    yield "disputes, known leaders", p.with_disputes(known_leaders=True), {}
    yield "codes", p.with_codes(), {}


def places(panel: Panel, gold: pl.DataFrame) -> np.ndarray:
    """Find the row of the panel for each gold row, -1 where there is none."""
    system, rows = panel.rows.system, panel.rows
    year = gold["year"].to_numpy() - 1816
    if panel.pairs:
        one, other = (system.places(gold[f"ccode{s}"].to_numpy()).astype(np.int64) for s in "12")
        asked, own = ((one * system.count + other) << 8) | year, rows.keys
    else:
        asked, own = (system.places(gold["ccode"].to_numpy()).astype(np.int64) << 8) | year, rows.cells(0)
    found = np.minimum(np.searchsorted(own, asked), len(own) - 1)
    return np.where(own[found] == asked, found, -1)


def compare(panel: Panel, gold: pl.DataFrame, renamed: dict[str, str]) -> Iterator[Result]:
    at = places(panel, gold)
    inside = at >= 0
    for name, column in panel.columns.items():
        target = renamed.get(name, name)
        if name in panel.keys or target not in gold.columns or (renamed and name not in renamed and "__" in target):
            continue
        theirs, ours = gold[target].filter(pl.Series(inside)), column.take(at[inside])
        yield judge(target, name, ours.to_list(), theirs.to_list(), gold.filter(pl.Series(inside)))


def judge(target: str, name: str, ours: list[object], theirs: list[object], gold: pl.DataFrame) -> Result:
    result = Result(target, tolerance="0.05 km" if "mindist" in name else "")
    code, where = EXPECTED.get(target, EXPECTED.get(name, ("", None)))
    expected = where(gold) if where else np.zeros(len(gold), dtype=bool)
    keys = [c for c in ("ccode", "ccode1", "ccode2", "year") if c in gold.columns]
    for i, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        if same(a, b, ROUNDED_KM if result.tolerance else 0.0):
            result.equal += 1
        elif expected[i]:
            result.defect[code] = result.defect.get(code, 0) + 1
        else:
            result.different += 1
            if len(result.examples) < 3:
                result.examples.append(f"{'-'.join(str(gold[k][i]) for k in keys)}: ours {a}, theirs {b}")
    return result


def same(a: object, b: object, slack: float) -> bool:
    if a is None or b is None:
        return a is None and b is None
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a == b or abs(a - b) <= max(slack, FLOAT_TOLERANCE * max(abs(a), abs(b)))
    return a == b


def show(
    title: str, groups: Iterator[tuple[str, Panel, dict[str, str]]], gold: pl.DataFrame, every: bool
) -> list[Result]:
    results: list[Result] = []
    keys = {"ccode", "ccode1", "ccode2", "year"}
    print(f"\n{title}: {len(gold):,} gold rows")
    for called, panel, renamed in groups:
        for result in compare(panel, gold, renamed):
            if called == "disputes, all participants":
                result.explained = EXPLAINED["known leaders"]
            elif result.column in EXPLAINED:
                result.explained = EXPLAINED[result.column]
            results.append(result)
            told = ", ".join(f"{n} as {d}" for d, n in result.defect.items())
            if every or result.different or told:
                print(
                    f"  {called:28s} {result.column:40s} equal {result.equal:5d}  defect {told or '-':12s}  different {result.different}"
                )
            for example in result.examples:
                print(f"      {example}")
            if result.different and result.explained:
                print(f"      because {result.explained}")
    missing = sorted(set(gold.columns) - keys - {r.column for r in results})
    columns = {r.column for r in results}
    off = {r.column for r in results if r.different and not r.explained}
    told_why = {r.column for r in results if r.different and r.explained}
    known = {r.column for r in results if r.defect} - off - told_why
    print(
        f"  columns of gold {len(columns) + len(missing)}: equal {len(columns - off - known - told_why)}, "
        f"equal but for known defects {len(known)}, different with the reason found {len(told_why)}, "
        f"different {len(off)}, not compared {len(missing)} ({', '.join(missing) or 'none'})"
    )
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--all", action="store_true", help="print the equal columns, too")
    asked = parser.parse_args()
    folder, data = asked.shared / "gold" / "panels", asked.shared / "data"
    if not folder.is_dir():
        print(f"no gold rows at {folder}: nothing to compare")
        return 0
    dyad = pl.read_parquet(folder / "dyadyears.parquet")
    state = pl.read_parquet(folder / "stateyears.parquet")
    results = show("dyad-years", dyad_groups(data), dyad, asked.all) + show(
        "state-years", state_groups(data), state, asked.all
    )
    print("\nknown defects of the R package:")
    print(
        '  (D5 is wholly about gaps: with gaps="rows" every cell of the five columns of spells equals the package\'s)'
    )
    with (folder / "known_defects.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cells = sum(r.defect.get(row["id"], 0) for r in results)
            print(f"  {row['id']:4s} {row['function']}: {row['correct_value']}; cells that differ here: {cells}")
    return int(any(r.different and not r.explained for r in results))


if __name__ == "__main__":
    sys.exit(main())
