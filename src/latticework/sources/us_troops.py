"""United States personnel abroad, as the Department of Defense reported them, and bases."""

from __future__ import annotations

from latticework.sources.card import Card, Claim, Covers, Download, File, bib, columns

_MONTHS = {"March": 3, "June": 6, "September": 9, "December": 12}
_MONTH = f"case month {' '.join(f'''when '{name}' then {number}''' for name, number in _MONTHS.items())} end"
_FIRST = f"make_date(cast(cast(year as double) as integer), {_MONTH}, 1)"
_FIGURES = {
    "troops_ad": "active duty",
    "army_ad": "army, active duty",
    "navy_ad": "navy, active duty",
    "marine_corps_ad": "marine corps, active duty",
    "air_force_ad": "air force, active duty",
    "Total Selected Reserve": "selected reserve",
    "Total Civilian": "civilians",
}


def _counts(column: str, basis: str) -> Claim:
    """Read a column of the reports: how many were in a state at the end of the month."""
    return Claim(
        "troops_hosted", "'USA'", "iso3c", True, system="iso3", start=f"cast({_FIRST} + interval 1 month - interval 1 day as date)",
        end=f"cast({_FIRST} + interval 1 month as date)", value=f'"{column}"', unit="'persons'", basis=f"'{basis}'",
        where="iso3c is not null and iso3c <> 'USA'", keys=("Location", "year", "month"),
    )  # fmt: skip


CARD = Card(
    key="us-troops",
    title="United States Military Personnel Abroad",
    producer="US Department of Defense (Defense Manpower Data Center); collected by Allen, Flynn and Machain",
    address="https://dwp.dmdc.osd.mil/dwp/app/dod-data-reports/workforce-reports",
    licence="public domain (figures of the US government)",
    allows="free to use; cite the collection",
    cite="Allen, Michael A., Michael E. Flynn, and Carla Martinez Machain. 2022. Global US Military Deployment Data: 1950-2020. Conflict Management and Peace Science 39(3): 351-370.",
    bibtex=bib("article", "allen2022", author="Allen, Michael A. and Flynn, Michael E. and Machain, Carla Martinez", year="2022", title="Global {US} Military Deployment Data: 1950--2020", journal="Conflict Management and Peace Science", volume="39", pages="351--370"),
    files=(
        File(
            ("dmdc_reports_1950-2025.csv", "troopdata-rebuild-reports.csv"), "2025", "2026", ("year", "month", "Location", "iso3c", *_FIGURES),
            tuple(_counts(column, basis) for column, basis in _FIGURES.items()), ignore=columns("ccode countryname region quarter source Total coast_guard_ad space_force_ad", "Total Ashore", "Total Afloat", "Army Total", "Navy Ashore", "Navy Temporary Ashore", "Navy Other", "Marine Corps Ashore", "Marine Corps Afloat", "Air Force Total", "Navy Afloat", "Navy Total", "Marine Corps Total", "Macro Location", "Army Active Duty", "Navy Active Duty", "Marine Corps Active Duty", "Air Force Active Duty", "Coast Guard Active Duty", "Total Active Duty", "Army National Guard", "Army Reserve", "Navy Reserve", "Marine Corps Reserve", "Air National Guard", "Air Force Reserve", "Coast Guard Reserve", "Army Civilian", "Navy Civilian", "Marine Corps Civilian", "Air Force Civilian", "DOD Civilian", "Grand Total", "Space Force Active Duty"),
        ),
        File(
            ("us_bases_vine_2018.csv", "basedata.csv"), "2018", "2018", columns("ccode basename lat lon base lilypad fundedsite"),
            (
                Claim(
                    "base_record", "'2'", "ccode", True, start="date '2018-12-31'", basis="'listed in 2018'",
                    detail={
                        "title": "basename", "place": "basename", "lat": "lat", "lon": "lon",
                        "note": "case when base = '1' then 'base' when lilypad = '1' then 'small site' when fundedsite = '1' then 'funded site' end",
                    },
                    where="ccode is not null", keys=("basename", "ccode"),
                ),
            ),
            ignore=columns("countryname iso3c"),
        ),
    ),
    covers=(Covers("troops_hosted", 1950, 2025, complete=False, note="reports of June or September until 2008, then of every quarter, with gaps"), Covers("base_record", 2018, 2018)),
    downloads=(Download("DMDC location reports", "https://dwp.dmdc.osd.mil/dwp/app/dod-data-reports/workforce-reports", form="choose the reports on the page"),),
    note="The yearly and quarterly files of troopdata double some hosts and are not read.",
)  # fmt: skip
