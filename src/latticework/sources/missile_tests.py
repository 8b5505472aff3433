"""Missile tests of North Korea, India, Iran and Pakistan, one fact a missile, and North Korean provocations."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns

_DAY = "case when length({0}) = 7 then cast({0} || '-01' as date) else cast(left({0}, 10) as date) end"
_AFTER = "cast(case when length({0}) = 7 then cast({0} || '-01' as date) + interval 1 month else cast(left({0}, 10) as date) + interval 1 day end as date)"
_OUTCOME = "case when test_successful = 'True' then 'success' when test_successful = 'False' then 'failure' end"


def _when(column: str) -> dict[str, str]:
    return {
        "start": _DAY.format(column),
        "end": _AFTER.format(column),
        "precision": f"case when length({column}) = 7 then 'month' else 'day' end",
    }


def _cns(name: str, state: str, kind: str, *ignore: str) -> File:
    """Read a list of CNS: each row is one missile."""
    take = columns("launch_time missile_name facility_name test_successful") + ((kind,) if kind else ())
    when = _when("launch_time")
    return File(
        (name,), "2020-01", "2020-01", take,
        (
            Claim(
                "missile_test_record", f"'{state}'", system="iso3", start=when["start"], end=when["end"], precision=when["precision"], value="'1'",
                unit="'missiles'",
                detail={"title": "missile_name", "missile": "missile_name", "facility": "facility_name", "outcome": _OUTCOME, **({"class": kind} if kind else {})},
                keys=("row_no", "launch_time", "missile_name"),
            ),
        ),
        ignore=columns("launch_authority landing_location apogee_km distance_travelled_km test_confirmed additional_information sources") + ignore,
    )  # fmt: skip


# North Korea keeps Japan's time (UTC+9); a launch of unknown hour keeps its UTC day.
_LOCAL = (
    "case when length(date_utc) = 7 then cast(date_utc || '-01' as date) when regexp_matches(time_utc, '^[0-9]{1,2}:[0-9]{2}') "
    "then cast(cast(date_utc || ' ' || regexp_extract(time_utc, '^([0-9]{1,2}:[0-9]{2})', 1) as timestamp) + interval 9 hour as date) "
    "else cast(date_utc as date) end"
)

CARD = Card(
    key="missile-tests",
    title="Missile Tests of North Korea, India, Iran and Pakistan",
    producer="James Martin Center for Nonproliferation Studies and Nuclear Threat Initiative; collected by nagix and knapply",
    address="https://www.nti.org/analysis/articles/cns-north-korea-missile-test-database/",
    licence="Apache-2.0 (nagix); " + CITE.licence + " (CNS)",
    allows="to share the nagix compilation with attribution; the lists of CNS from your own copy",
    cite="James Martin Center for Nonproliferation Studies. The CNS North Korea Missile Test Database. Nuclear Threat Initiative; CSIS Beyond Parallel. Database of North Korean Provocations.",
    bibtex=bib("misc", "cnsmissiles", author="{James Martin Center for Nonproliferation Studies}", title="The {CNS} North Korea Missile Test Database", year="2026"),
    files=(
        File(
            ("nk_missile_tests_1984-2026.csv",), "2026-04", "2026-04-21", columns("date_utc time_utc series missile missile_type facility outcome"),
            (
                Claim(
                    "missile_test_record", "'PRK'", system="iso3", start=_LOCAL,
                    end=f"cast({_LOCAL} + case when length(date_utc) = 7 then interval 1 month else interval 1 day end as date)",
                    precision="case when length(date_utc) = 7 then 'month' else 'day' end", value="'1'", unit="'missiles'",
                    detail={"title": "missile", "missile": "missile", "class": "missile_type", "facility": "facility", "outcome": "outcome", "utc_day": "date_utc"},
                    keys=("row_no", "date_utc", "missile"),
                ),
            ),
            ignore=columns("lat lon landing apogee_km distance_km bearing description"), missing=("", "NA", "unknown"),
            codes={"outcome": frozenset({"success", "failure"})},
        ),
        _cns("cns_dprk_missile_tests_2020-01.csv", "PRK", "missile_type", "facility_location", "other_name", "facility_latitude", "facility_longitude"),
        _cns("cns_india_missile_tests_2020-01.csv", "IND", ""),
        _cns("cns_iran_missile_tests_2020-01.csv", "IRN", "missile_family", "facility_latitude", "facility_longitude", "in_operational_use"),
        _cns("cns_pakistan_missile_tests_2020-01.csv", "PAK", ""),
        File(
            ("nk_provocations_csis_1958-2017.csv",), "2017", "2017-12", columns("date type event"),
            (
                Claim(
                    "provocation", "'PRK'", system="iso3", start="cast(date as date)", end="cast(cast(date as date) + interval 1 day as date)",
                    detail={"title": "event", "type": "type"}, keys=("row_no", "date"),
                ),
            ),
            ignore=columns("year month weekday description media"),
        ),
    ),
    covers=(
        Covers("missile_test_record", 1984, 2025, complete=False, note="North Korea; India, Iran and Pakistan to 2019; of 500 kg and 300 km and more"),
        Covers("provocation", 1958, 2017, complete=False),
    ),
    downloads=(Download("north_korea_missile_test_database.xlsx", "https://www.nti.org/wp-content/uploads/2021/10/north_korea_missile_test_database.xlsx"),),
    note="Dates in the file are UTC; the fact stands at the local day where the hour is known (4 October 2022 in Japan, 3 October UTC).",
)  # fmt: skip
