"""Compile the pack's figure tables from public files: `python tools/compile_figures.py DATA_FOLDER`.

Run by hand when a publisher releases anew; the result is reviewed and committed, the files are not.
What each table takes, and under which terms, stands in PACK-TERMS.md.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from latticework.errors import LatticeworkError
from latticework.model.state import find_state, state_of_code, states

OUT = Path(__file__).parents[1] / "src/latticework/pack/tables/figures"
PACK_STATES = [
    "JPN",
    "CHN",
    "PRK",
    "RUS",
    "USA",
    "KOR",
    "AUS",
    "GBR",
    "FRA",
    "ITA",
    "CAN",
    "IND",
    "DEU",
    "PHL",
    "VNM",
    "IDN",
    "TWN",
    "UKR",
    "POL",
    "FIN",
    "SWE",
    "TUR",
    "IRN",
    "ISR",
    "SAU",
]
SIPRI_NAMES = {
    "Korea, South": "KOR",
    "Korea, North": "PRK",
    "Congo, DR": "COD",
    "Congo, Republic": "COG",
    "Gambia, The": "GMB",
}
SPENDING_YEARS = range(2000, 2025)
EARLIER_YEARS = range(1990, 2000)  # constant US$ only: who overtook whom before 2000
OTHER_STATES_YEARS = range(2018, 2025)  # current US$ only: what allies outside the pack states spend
OLD_RELEASE_YEARS = range(2000, 2021)
CURRENCIES = {
    "EUR": ("EU", 1999), "JPY": ("JPN", 1990), "GBP": ("GBR", 1990), "CNY": ("CHN", 1990), "AUD": ("AUS", 1990), "CAD": ("CAN", 1990),
    "KRW": ("KOR", 1990), "INR": ("IND", 1990), "RUB": ("RUS", 1998), "TWD": ("TWN", 1990), "PHP": ("PHL", 1990), "VND": ("VNM", 1990),
    "IDR": ("IDN", 1990), "UAH": ("UKR", 1997), "PLN": ("POL", 1995), "SEK": ("SWE", 1990), "NOK": ("NOR", 1990), "DKK": ("DNK", 1990),
    "CHF": ("CHE", 1990), "TRY": ("TUR", 2005), "SAR": ("SAU", 1990), "ILS": ("ISR", 1990), "BRL": ("BRA", 1995), "NZD": ("NZL", 1990),
    "SGD": ("SGP", 1990), "THB": ("THA", 1990), "MYR": ("MYS", 1990), "PKR": ("PAK", 1990), "EGP": ("EGY", 1991), "ZAR": ("ZAF", 1990),
    "MXN": ("MEX", 1993), "CZK": ("CZE", 1993), "HUF": ("HUN", 1990), "RON": ("ROU", 2006), "AED": ("ARE", 1997),
}  # fmt: skip
"""Currencies with the state or union they are of, and the first year in which they were the money of today (before redenominations)."""
MOST_DAYS = {4: 240, 7: 15}  # working days with a rate that make a year (2022) or a month (2022-10) whole
MONTH_END = {"March": (3, 31), "June": (6, 30), "September": (9, 30), "December": (12, 31)}


def read(path: Path, skip: int = 0) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for _ in range(skip):
            next(handle)
        return list(csv.DictReader(handle))


def write(name: str, header: str, rows: Iterable[tuple[object, ...]]) -> None:
    rows = sorted(rows, key=str)
    with (OUT / name).open("w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(header.split())
        out.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def short(value: float) -> str:
    """Nine significant digits, without exponent: more than any of these series is good for."""
    return np.format_float_positional(float(f"{value:.9g}"), trim="-")


def military_spending(data: Path) -> None:
    """SIPRI excerpt: three series of the newest release, two of the 2021 release, one of the 2024 one."""
    rows: list[tuple[object, ...]] = []
    cells = 0
    for row in read(data / "sipri-milex/sipri_milex_1949_2024_tidy.csv"):
        cells += sum(bool(row[c]) for c in ("constant_2023_usd_m", "current_usd_m", "share_gdp",
                     "per_capita_current_usd", "share_govt_spending", "local_currency_calendar"))  # fmt: skip
        code, year = state_code(row["country"]), int(row["year"])
        if not code:
            continue
        for column, unit, base, scale in (
            ("current_usd_m", "current US$", "", 1e6),
            ("constant_2023_usd_m", "constant US$", "2023", 1e6),
            ("share_gdp", "percent of GDP", "", 100.0),
        ):
            if row[column] and wanted(code, year, unit):
                value = float(row[column]) * scale
                flag = {"E": "estimate", "U": "highly uncertain"}.get(row[f"{column}_flag"], "")
                if value == 0 and code in PACK_STATES:  # they all have forces: a zero stands for missing
                    continue
                rows.append((code, year, short(value), unit, base, flag, "sipri", "2025-04"))
    taken = len(rows)
    for row in read(data / "sipri-milex/owid_sipri_2021_release.csv"):
        code, year = state_code(row["Entity"]), int(row["Year"])
        if code in PACK_STATES and (year in OLD_RELEASE_YEARS or year in EARLIER_YEARS):
            if row["military_expenditure"] and float(row["military_expenditure"]):
                value = float(row["military_expenditure"])
                rows.append((code, year, short(value), "constant US$", "2019", "", "sipri", "2021-04"))
            if row["military_expenditure_share_gdp"] and year in OLD_RELEASE_YEARS:
                share = float(row["military_expenditure_share_gdp"])
                rows.append((code, year, short(share), "percent of GDP", "", "", "sipri", "2021-04"))
    older = 0
    for row in read(data / "worldbank/API_MS.MIL.XPND.CD_DS2_en_csv_v2_47475.csv", skip=4):
        code = row["Country Code"]
        for year in range(2000, 2024):
            text = row.get(str(year), "")
            if code in PACK_STATES and text and float(text):  # the file has 0 where North Korea's is not known
                rows.append((code, year, short(float(text)), "current US$", "", "", "worldbank-milex", "2024-03"))
                older += 1
    rows.append(
        (
            "PRK",
            2019,
            "7650000000",
            "current US$",
            "",
            "middle of the range US$4.3 to 11 billion",
            "state-us-wmeat",
            "2021",
        )
    )
    print(f"  newest release: {taken} of {cells} cells ({taken / cells:.1%}); of the release carried in 2024: {older}")
    write("military_spending.csv", "state year value unit base_year flag source release", rows)


def wanted(code: str, year: int, unit: str) -> bool:
    """Say whether a cell is part of the excerpt."""
    if code not in PACK_STATES:
        return unit == "current US$" and year in OTHER_STATES_YEARS
    return year in SPENDING_YEARS or (unit == "constant US$" and year in EARLIER_YEARS)


def world_bank(data: Path) -> None:
    for name, table, release in (("gdp", "gdp.csv", "2024"), ("population", "population.csv", "2025")):
        rows = [
            (row["Country Code"], row["Year"], short(float(row["Value"])), release)
            for row in read(data / "worldbank" / table)
            if row["Country Code"] in states() and row["Value"]
        ]
        write(f"{name}.csv", "state year value release", rows)


def us_personnel(data: Path) -> None:
    """US personnel abroad as the defence department's reports give them; the derived files are not used."""
    found: dict[tuple[str, date, str], dict[str, float]] = defaultdict(dict)
    skipped: set[str] = set()
    size: dict[tuple[str, str], int] = defaultdict(int)
    table = read(data / "us-troops-troopdata/dmdc_reports_1950-2025.csv")
    for row in table:
        size[row["year"], row["month"]] += 1
    for row in table:
        month, day = MONTH_END[row["month"]]
        on = date(int(row["year"]), month, day)
        code = row["iso3c"] if row["iso3c"] in states() else None
        if row["ccode"].isdigit():
            state = state_of_code("cow", int(row["ccode"]), on)
            code = state.code if state else code
        if code == "USA" or size[row["year"], row["month"]] < 50:
            continue
        if code is None:
            skipped.add(row["countryname"])
            continue
        for column, basis in (
            ("Total Active Duty" if row["Total Active Duty"] not in ("", "NA") else "troops_ad", "active duty"),
            ("Total Selected Reserve", "selected reserve"),
            ("Total Civilian", "civilian"),
        ):
            if row[column] not in ("", "NA"):
                found[code, on, basis][row["Location"].strip().upper()] = float(row[column])
    years = {(code, on.year): [] for code, on, _ in found}
    for code, on, _ in found:
        years[code, on.year].append(on)
    rows = []
    for (code, on, basis), places in found.items():
        best = min(years[code, on.year], key=lambda d: (abs((d - date(d.year, 9, 30)).days), d))
        if on == best or (code in PACK_STATES and on.year >= 2013):
            rows.append((f"USA>{code}", on.isoformat(), short(sum(places.values())), basis))
    print(f"  places that are no states: {len(skipped)}")
    write("us_personnel.csv", "about date value basis", rows)


def warheads(data: Path) -> None:
    rows = [
        (code, row["Year"], short(float(row["Number of nuclear warheads"])))
        for row in read(data / "nuclear-forces/fas_owid_stockpiles.csv")
        for code in (("SUN" if row["Code"] == "RUS" and int(row["Year"]) < 1992 else row["Code"]),)
        if code in states()
    ]
    write("warheads.csv", "state year value", rows)


def missile_tests(data: Path) -> None:
    """One row a missile, at Pyongyang's local date (UTC+9; UTC+8:30 from 15 August 2015 to 4 May 2018)."""
    rows = []
    for row in read(data / "nk-missile-tests/nk_missile_tests_1984-2026.csv"):
        local = row["date_utc"]
        if row["time_utc"] != "unknown":
            clock = datetime.strptime(f"{row['date_utc']} {row['time_utc'][:5]}", "%Y-%m-%d %H:%M")
            half = datetime(2015, 8, 15) <= clock < datetime(2018, 5, 5)
            local = (clock + timedelta(hours=8.5 if half else 9)).date().isoformat()
        number = row["series"].split(".")[0]
        rows.append((local, row["date_utc"], number, row["missile"], row["missile_type"],
                     row["facility"], row["outcome"]))  # fmt: skip
    write("missile_tests.csv", "date utc_day number missile class facility outcome", rows)


def distances(data: Path) -> None:
    """Smallest great-circle distance between territories, from Natural Earth 1:10m (world-atlas topology)."""
    topology = json.loads((data / "countries-10m.json").read_text(encoding="utf-8"))
    by_number = {int(state.iso_numeric): code for code, state in states().items() if state.iso_numeric}
    arcs = [decode(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes: dict[str, list[np.ndarray]] = defaultdict(list)
    for shape in topology["objects"]["countries"]["geometries"]:
        code = by_number.get(int(shape.get("id", 0)), {"Kosovo": "XKX"}.get(shape["properties"]["name"]))
        if code and shape["type"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            for number in {n if n >= 0 else ~n for polygon in polygons for ring in polygon for n in ring}:
                shapes[code].append(densify(arcs[number]))
    points = {code: unit(np.unique(np.vstack(pieces), axis=0)).astype(np.float32) for code, pieces in shapes.items()}
    codes = sorted(points)
    rows = []
    for i, a in enumerate(codes):
        for b in codes[i + 1 :]:
            rows.append((f"{a};{b}", round(nearest(points[a], points[b]))))
    write("distances.csv", "about km", rows)


def exchange_rates(data: Path) -> None:
    """Units of each currency to one US dollar, by year and month: the mean, lowest and highest daily rate of the ECB.

    Where the ECB has no whole year, the yearly rate is what SIPRI's workbook implies: spending in local currency over that in current US$.
    """
    days = daily_rates(data / "ecb/eurofxref-hist.csv")
    newest = max(days)
    told: dict[tuple[str, str], list[float]] = defaultdict(list)
    for day, rates in days.items():
        for currency, rate in rates.items():
            if day.year >= CURRENCIES[currency][1]:
                told[currency, str(day.year)].append(rate)
                told[currency, day.isoformat()[:7]].append(rate)
    running = {str(newest.year), newest.isoformat()[:7]}
    rows: dict[tuple[str, str], tuple[object, ...]] = {}
    for (currency, period), found in told.items():
        if len(found) >= MOST_DAYS[len(period)] or period in running:
            known = newest.isoformat() if period in running else ""
            mean = sum(found) / len(found)
            rows[currency, period] = (currency, CURRENCIES[currency][0], period, *(short(float(f"{x:.6g}")) for x in (mean, min(found), max(found))),
                                      known, "ecb-rates", newest.isoformat()[:7])  # fmt: skip
    states_of = {state: currency for currency, (state, _) in CURRENCIES.items()}
    for row in read(data / "sipri-milex/sipri_milex_1949_2024_tidy.csv"):
        currency, year = states_of.get(state_code(row["country"]), ""), row["year"]
        local, dollars = row["local_currency_calendar"], row["current_usd_m"]
        whole = currency and int(year) >= CURRENCIES[currency][1] and local and dollars and float(dollars)
        if whole and (currency, year) not in rows:
            rate = float(local) / float(dollars) / 1e6
            rows[currency, year] = (currency, CURRENCIES[currency][0], year, short(float(f"{rate:.6g}")), "", "", "", "sipri-rates", "2025-04")  # fmt: skip
    write("exchange_rates.csv", "currency state period rate low high known source release", rows.values())


def daily_rates(path: Path) -> dict[date, dict[str, float]]:
    """Units to one US dollar, by day and currency, from the ECB's file of units to one euro."""
    days: dict[date, dict[str, float]] = {}
    for row in read(path):
        dollar = float(row["USD"])
        found = {c: float(row[c]) / dollar for c in CURRENCIES if row.get(c, "N/A") not in ("", "N/A")}
        days[date.fromisoformat(row["Date"])] = {**found, "EUR": 1 / dollar}
    return days


def nearest(a: np.ndarray, b: np.ndarray) -> float:
    """Kilometres between the closest points; the final pair is measured by its chord, which is exact when small."""
    best, pair = -2.0, (a[0], b[0])
    for k in range(0, len(a), 1000):
        cosines = a[k : k + 1000] @ b.T
        top = int(cosines.argmax())
        if cosines.flat[top] > best:
            i, j = divmod(top, len(b))
            best, pair = float(cosines.flat[top]), (a[k + i], b[j])
    chord = float(np.linalg.norm(pair[0].astype(float) - pair[1].astype(float)))
    return 6371.0 * 2 * float(np.arcsin(min(1.0, chord / 2)))


def decode(arc: list[list[int]], transform: dict[str, list[float]]) -> np.ndarray:
    return np.cumsum(np.array(arc, float), axis=0) * transform["scale"] + transform["translate"]


def densify(ring: np.ndarray, step: float = 0.25) -> np.ndarray:
    pieces = [ring[:1]]
    for start, end in pairwise(ring):
        n = max(1, int(np.ceil(np.abs(end - start).max() / step)))
        pieces.append(start + (end - start) * (np.arange(1, n + 1) / n)[:, None])
    return np.round(np.vstack(pieces), 6)


def unit(lonlat: np.ndarray) -> np.ndarray:
    lon, lat = np.radians(lonlat).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def state_code(name: str) -> str:
    if name in SIPRI_NAMES:
        return SIPRI_NAMES[name]
    try:
        return find_state(name).code
    except LatticeworkError:
        return ""


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    OUT.mkdir(parents=True, exist_ok=True)
    for step in (military_spending, world_bank, us_personnel, warheads, missile_tests, exchange_rates, distances):
        step(folder)
