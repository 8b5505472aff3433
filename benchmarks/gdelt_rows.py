"""Write a synthetic file in the GDELT 1.0 format: real column order and widths, made-up rows.

uv run --group dev python benchmarks/gdelt_rows.py 10000000 /tmp/gdelt.export.CSV
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

STATES = [
    "USA",
    "CHN",
    "JPN",
    "KOR",
    "PRK",
    "RUS",
    "GBR",
    "FRA",
    "DEU",
    "IND",
    "PAK",
    "IRN",
    "ISR",
    "SAU",
    "TUR",
    "UKR",
    "POL",
    "AUS",
    "PHL",
    "VNM",
    "IDN",
    "BRA",
    "MEX",
    "CAN",
    "EGY",
]
CODES = [
    "010",
    "020",
    "036",
    "040",
    "042",
    "043",
    "046",
    "051",
    "057",
    "061",
    "080",
    "0841",
    "090",
    "111",
    "112",
    "120",
    "130",
    "138",
    "141",
    "150",
    "160",
    "163",
    "173",
    "180",
    "190",
    "193",
]


def write(rows: int, path: Path) -> None:
    """Write so many rows; actors are missing in two rows of five, as in the real files."""
    con = duckdb.connect(config={"threads": 2})
    states, codes = repr(STATES), repr(CODES)
    pick = "case when hash(i * {0}) % 5 < 2 then '' else list_extract({1}, 1 + (hash(i * {0} + 7) % {2})::int) end"
    actor, target = pick.format(3, states, len(STATES)), pick.format(5, states, len(STATES))
    geo = "1, 'Tokyo, Tokyo, Japan', 'JA', 'JA40', 35.685, 139.7514, '-246227'"
    con.execute(
        f"""copy (
        select 500000000 + i as id, strftime(d, '%Y%m%d'), strftime(d, '%Y%m'), year(d), year(d) + 0.5,
        a, if(a = '', '', 'GOVERNMENT OF ' || a), a, '', '', '', '', if(a = '', '', 'GOV'), '', '',
        b, if(b = '', '', 'MILITARY OF ' || b), b, '', '', '', '', if(b = '', '', 'MIL'), '', '',
        (hash(i) % 2)::int, c, left(c, 3), left(c, 2), 1 + (hash(i * 11) % 4)::int, round((hash(i * 13) % 200) / 10.0 - 10, 1),
        1 + (hash(i * 17) % 40)::int, 1 + (hash(i * 19) % 5)::int, 1 + (hash(i * 23) % 30)::int,
        (hash(i * 29) % 100000) / 7919.0 - 6, {geo}, {geo}, {geo}, strftime(d + 1, '%Y%m%d'),
        'https://www.example.org/world/' || i || '/a-headline-of-usual-length-about-two-states.html'
        from (select i, date '2014-01-01' + (i // 100000)::int as d, {actor} as a, {target} as b,
        list_extract({codes}, 1 + (hash(i * 31) % {len(CODES)})::int) as c from range({rows}) t(i))
        ) to '{path}' (format csv, delimiter '\t', header false, quote '')"""
    )


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
