"""Nuclear weapons: warheads, tests, how far states went, agreements on cooperation, and facilities."""

from __future__ import annotations

from latticework.sources.card import CC_BY, Card, Claim, Covers, File, bib, columns, numbered
from latticework.sources.say import year_end, year_start

_WARHEADS = "Number of nuclear warheads"
_STOCKPILE = "Stockpiled nuclear warheads"
_ABILITIES = columns(
    "uranium_possession metallurgical_capability chemical_capability nitric_production electricity_production nuclear_engineering "
    "explosive_production non_heavy_water_reactor heavy_water_reactor nuclear_test reprocessing uranium_enrichment submarines "
    "weapons_exploration weapons_pursuit nuclear_weapons"
)


def _yearly(kind: str, value: str, unit: str, basis: str) -> Claim:
    """Read a figure of a state by name and year."""
    return Claim(
        kind, "Entity", system="name", start=year_start('"Year"'), end=year_end('"Year"'), precision="'year'", value=f'"{value}"',
        unit=f"'{unit}'", basis=f"'{basis}'", keys=("Entity", "Year"),
    )  # fmt: skip


CARD = Card(
    key="nuclear",
    title="Nuclear Warheads, Tests, Proliferation Status, Cooperation and Facilities",
    producer="Federation of American Scientists; Bulletin of the Atomic Scientists; Bleek; Fuhrmann and Tkach; as in Our World in Data and vclear",
    address="https://fas.org/initiative/status-world-nuclear-forces/",
    licence=CC_BY.licence + " (FAS, ACA by Our World in Data); cite the others",
    allows=CC_BY.allows,
    cite="Kristensen, Hans M., Matt Korda, Eliana Reynolds, and Robert S. Norris. Status of World Nuclear Forces. Federation of American Scientists; Bleek, Philipp C. 2017. When Did (and Didn't) States Proliferate? Harvard Belfer Center; Fuhrmann, Matthew, and Benjamin Tkach. 2015. Almost Nuclear. Conflict Management and Peace Science 32(4): 443-461.",
    bibtex=bib("misc", "fas", author="Kristensen, Hans M. and Korda, Matt and Reynolds, Eliana and Norris, Robert S.", title="Status of World Nuclear Forces", year="2023"),
    files=(
        File(("fas_owid_stockpiles.csv",), "FAS 2023", "2023", columns("Entity Year", _WARHEADS), (_yearly("warheads", _WARHEADS, "warheads", "stockpile (FAS)"),), ignore=("Code",)),
        File(("bulletin_warheads_1945-2017.csv",), "Bulletin 2017", "2017", columns("Entity Year", _STOCKPILE), (_yearly("warheads", _STOCKPILE, "warheads", "stockpile (Bulletin)"),)),
        File(
            ("owid_proliferation_status.csv", "owid_nuclear_weapons_proliferation_bleek_nti.csv"), "2022", "2022", columns("Entity Year nuclear_weapons_status"),
            (_yearly("nuclear_status", "nuclear_weapons_status", "stage", "stage"),),
            ignore=columns("nuclear_weapons_consideration nuclear_weapons_pursuit nuclear_weapons_possession"),
            codes={"nuclear_weapons_status": numbered(0, 3)},
        ),
        File(
            ("aca_owid_tests.csv",), "ACA", "2023", columns("Entity Year", "Number of nuclear weapons tests"),
            (_yearly("nuclear_status", "Number of nuclear weapons tests", "count", "tests in the year"),), ignore=("Code",),
        ),
        File(
            ("vclear_nuclear_capability_country_year.csv",), "v-CLEAR", "2020", columns("ccode year", *_ABILITIES),
            tuple(
                Claim(
                    "nuclear_status", "ccode", start=year_start("year"), end=year_end("year"), precision="'year'",
                    value=f"case {name} when 'True' then '1' when 'False' then '0' else {name} end", unit="'yes or no'", basis=f"'{name}'",
                    keys=("ccode", "year"),
                )
                for name in _ABILITIES
            ),
            ignore=columns("id country_name"), codes=dict.fromkeys(_ABILITIES, frozenset({"True", "False"})),
        ),
        File(
            ("nuclear_cooperation_agreements_1945-2003.csv",), "NCA", "2012", columns("ccode1 ccode2 year nca nca_type"),
            (
                Claim(
                    "nuclear_cooperation", "ccode1", "ccode2", start=year_start("code(year)"), end=year_end("code(year)"), precision="'year'",
                    detail={"type": "nca_type", "number": "code(nca)"}, keys=("ccode1", "ccode2", "year", "nca_type"),
                ),
            ),
            ignore=columns("country1 country2"),
        ),
        File(
            ("nuclear_latency_facilities_v1.2.csv",), "1.2", "2015",
            columns("ccode facility_name enr_type size construction_start operation_start operation_end covert iaea military"),
            (
                Claim(
                    "nuclear_facility", "ccode", start=year_start("code(operation_start)"), precision="'year'",
                    end="case when operation_end is null then null else " + year_end("code(operation_end)") + " end",
                    detail={
                        "title": "facility_name", "type": "enr_type", "size": "size", "built": "code(construction_start)",
                        "military": "lower(military)", "covert": "lower(covert)", "safeguards": "lower(iaea)",
                    },
                    where="operation_start is not null", keys=("ccode", "facility_name"),
                ),
            ),
            ignore=columns("country_name facility_ambiguity construction_end operation2_start operation2_end regional military_ambiguity multinational foreign_assistance foreign_assistance_ambiguity"),
            missing=("", "NA", "-99", "-99.0"),
        ),
    ),
    covers=(
        Covers("warheads", 1945, 2023), Covers("nuclear_status", 1938, 2022), Covers("nuclear_cooperation", 1950, 2003),
        Covers("nuclear_facility", 1939, 2012),
    ),
    note="Facilities that never ran are left out. The figures of v-CLEAR end in 2001.",
)  # fmt: skip
