"""The classic "dangerous dyads" regression, from a folder of public files to the table.

Bremer (1992) asked which pairs of states go to war: contiguous ones, with a major power, at parity, without an alliance,
not both democratic, not both advanced, and militarised. Here with today's data: the onset of a militarized dispute in
politically relevant pairs without direction, 1950-2010, by logit with peace years and their square and cube (Carter and
Signorino 2010), standard errors clustered by pair.

Run: `uv run --group dev python examples/dangerous_dyads.py FOLDER`. Needs the extra `stats`.

Bremer, Stuart A. 1992. Dangerous Dyads: Conditions Affecting the Likelihood of Interstate War, 1816-1965. Journal of Conflict
Resolution 36(2): 309-341.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

import latticework as lw

YEARS = range(1950, 2011)
CLUSTER = ("ccode1", "ccode2")


def data(folder: Path) -> pl.DataFrame:
    """Five lines from the folder to the rows of the regression."""
    panel = lw.panel.dyad_years(years=range(1816, 2011), directed=False, data=folder)
    panel = panel.with_disputes("gml").with_spells().with_contiguity().with_majors().relevant()
    panel = panel.with_alliances().with_capabilities().with_democracy().with_gdp()
    return prepared(panel.frame().filter(pl.col("year").is_between(YEARS[0], YEARS[-1])))


def prepared(frame: pl.DataFrame) -> pl.DataFrame:
    """Give the variables of the regression; rows with an unknown one are left out, as every regression does."""
    one, other = pl.col("cinc1"), pl.col("cinc2")
    return (
        frame.with_columns(
            land_contiguous=(pl.col("conttype") == 1).cast(pl.Float64),
            both_major=((pl.col("cowmaj1") == 1) & (pl.col("cowmaj2") == 1)).cast(pl.Float64),
            one_major=((pl.col("cowmaj1") == 1) ^ (pl.col("cowmaj2") == 1)).cast(pl.Float64),
            parity=pl.min_horizontal(one, other) / pl.max_horizontal(one, other),
            defence_pact=pl.col("atop_defense").cast(pl.Float64),
            least_democracy=pl.min_horizontal("euds1", "euds2"),
            least_wealth=pl.min_horizontal(pl.col("mrgdppc1").log(), pl.col("mrgdppc2").log()),
            militarisation=pl.min_horizontal(pl.col("milper1") / pl.col("tpop1"), pl.col("milper2") / pl.col("tpop2")),
            peace=pl.col("gmlmidspell") / 10.0,
            onset=pl.col("gmlmidonset").cast(pl.Float64),
        )
        .with_columns(peace_2=pl.col("peace") ** 2, peace_3=pl.col("peace") ** 3)
        .select(*CLUSTER, "year", "onset", *REGRESSORS)
        .drop_nulls()
    )


REGRESSORS = (
    "land_contiguous", "both_major", "one_major", "parity", "defence_pact", "least_democracy", "least_wealth",
    "militarisation", "peace", "peace_2", "peace_3",
)  # fmt: skip


def fit(frame: pl.DataFrame) -> Any:
    """Fit the logit with standard errors clustered by pair; gives the statsmodels result."""
    from statsmodels.discrete.discrete_model import Logit

    x = np.column_stack([np.ones(frame.height), frame.select(REGRESSORS).to_numpy()])
    groups = frame["ccode1"].to_numpy().astype(np.int64) * 1000 + frame["ccode2"].to_numpy()
    model = Logit(frame["onset"].to_numpy(), x)
    return model.fit(disp=False, cov_type="cluster", cov_kwds={"groups": groups})


def table(frame: pl.DataFrame, result: Any) -> str:
    """Give coefficients, clustered standard errors and z, one line each."""
    lines = [
        f"onset of a dispute, {frame.height:,} pair-years, {int(frame['onset'].sum()):,} onsets, {YEARS[0]}-{YEARS[-1]}"
    ]
    lines.append(f"{'':18s} {'coefficient':>12s} {'clustered s.e.':>15s} {'z':>7s}")
    for name, b, se in zip(("constant", *REGRESSORS), result.params, result.bse, strict=True):
        lines.append(f"{name:18s} {b:12.3f} {se:15.3f} {b / se:7.2f}")
    return "\n".join([*lines, f"log likelihood {result.llf:.1f}"])


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit("name the folder of the official files: python examples/dangerous_dyads.py FOLDER")
    frame = data(Path(sys.argv[1]))
    print(table(frame, fit(frame)))


if __name__ == "__main__":
    main()
