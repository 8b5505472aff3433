"""UCDP/PRIO armed conflicts by year, and single events of organised violence."""

from __future__ import annotations

from typing import Any

from latticework.sources.card import CC_BY, Card, Claim, Covers, Download, File, bib, columns, numbered
from latticework.sources.say import year_end, year_start

_LIST = "list_filter(string_split(replace(concat_ws(',', {0}), ' ', ''), ','), lambda x: x <> '')"
_SIDES = _LIST.format("gwno_a, gwno_a_2nd, gwno_b, gwno_b_2nd")
_INCOMPATIBILITY = "case incompatibility when '1' then 'territory' when '2' then 'government' when '3' then 'government and territory' end"
_TYPE = "case type_of_conflict when '1' then 'extrasystemic' when '2' then 'interstate' when '3' then 'intrastate' when '4' then 'internationalized intrastate' end"
_DETAIL = {
    "conflict": "conflict_id", "title": "location", "side_a": "side_a", "side_b": "side_b", "incompatibility": _INCOMPATIBILITY,
    "territory": "territory_name", "type": _TYPE, "record": "'conflict in a year'", "start": "start_date2",
    "episode_end": "ep_end_date",
}  # fmt: skip


def _conflict(*, many: bool) -> Claim:
    """Read each conflict-year with the states that fight in it: alone, or several together."""
    return Claim(
        "armed_conflict", _SIDES if many else f"({_SIDES})[1]", many=many, system="gw", start=year_start("year"), end=year_end("year"),
        precision="'year'", value="intensity_level", unit="'intensity'", basis="'conflict in a year'", detail=_DETAIL,
        where=f"len({_SIDES}) {'>' if many else '='} 1", keys=("conflict_id", "year"),
    )  # fmt: skip


_RELEASES = (
    *((f"{year}.1", f"20{year}-06") for year in range(26, 21, -1)),
    *(
        (f"{year}.0.{month}", f"20{year + month // 12}-{month % 12 + 1:02}")
        for year in (26, 25, 24)
        for month in range(1, 13)
    ),
)
"""Releases of events whose 49 columns are those below, and when each was public: a year's in June, a month's candidates in the next."""

_EVENT_SIDES = _LIST.format("replace(gwnoa, ';', ','), replace(gwnob, ';', ',')")


def _event(giver: str, basis: str, **how: Any) -> Claim:
    """Read each event: how many it killed by the best estimate, and between which days."""
    return Claim(
        "armed_conflict", giver, system="gw", start="cast(left(date_start, 10) as date)",
        end="cast(cast(left(date_end, 10) as date) + interval 1 day as date)",
        precision="case when date_prec = '5' then 'year' when date_prec = '4' then 'month' else 'day' end",
        value="best", unit="'persons'", basis=f"'{basis}'",
        detail={
            "conflict": "id", "title": "conflict_name", "side_a": "side_a", "side_b": "side_b", "record": f"'{basis}'",
            "type": "case type_of_violence when '1' then 'state-based' when '2' then 'non-state' when '3' then 'one-sided' end",
            "place": "where_coordinates", "lat": "latitude", "lon": "longitude", "low": "low", "high": "high",
        },
        keys=("id",), **how,
    )  # fmt: skip


def _events(version: str, published: str) -> File:
    """Read one release of the events: each at the state it happened in, and those between states once more as of these states."""
    return File(
        (f"GEDEvent_v{version.replace('.', '_')}.csv",), version if version.count(".") == 1 else f"{version}, candidates", published,
        columns("id type_of_violence conflict_name side_a side_b where_coordinates latitude longitude country country_id date_start date_end date_prec low high best gwnoa gwnob"),
        (
            _event("country_id", "event"),
            _event(_EVENT_SIDES, "event between states", many=True, where=f"type_of_violence = '1' and len(list_distinct({_EVENT_SIDES})) > 1"),
        ),
        ignore=columns(
            "relid year active_year code_status conflict_dset_id conflict_new_id dyad_dset_id dyad_new_id dyad_name side_a_dset_id "
            "side_a_new_id side_b_dset_id side_b_new_id number_of_sources source_article source_office source_date source_headline "
            "source_original where_prec where_description adm_1 adm_2 geom_wkt priogrid_gid region event_clarity deaths_a "
            "deaths_b deaths_civilians deaths_unknown"
        ),
        codes={"type_of_violence": numbered(1, 3), "date_prec": numbered(1, 5)},
    )  # fmt: skip


CARD = Card(
    key="ucdp",
    title="UCDP/PRIO Armed Conflict Dataset, and UCDP Georeferenced Event Dataset",
    producer="Uppsala Conflict Data Program; Peace Research Institute Oslo",
    address="https://ucdp.uu.se/downloads/",
    licence=CC_BY.licence,
    allows=CC_BY.allows,
    cite="Gleditsch, Nils Petter, Peter Wallensteen, Mikael Eriksson, Margareta Sollenberg, and Havard Strand. 2002. Armed Conflict 1946-2001: A New Dataset. Journal of Peace Research 39(5): 615-637; Davies, Shawn, Therese Pettersson, Margareta Sollenberg, and Magnus Oberg. 2025. Organized Violence 1989-2024. Journal of Peace Research 62(4); Sundberg, Ralph, and Erik Melander. 2013. Introducing the UCDP Georeferenced Event Dataset. Journal of Peace Research 50(4): 523-532.",
    bibtex=bib("article", "gleditsch2002", author="Gleditsch, Nils Petter and Wallensteen, Peter and Eriksson, Mikael and Sollenberg, Margareta and Strand, Havard", year="2002", title="Armed Conflict 1946--2001: A New Dataset", journal="Journal of Peace Research", volume="39", pages="615--637"),
    files=(
        File(
            ("UcdpPrioConflict_v25_1.csv",), "25.1", "2025-06",
            columns("conflict_id location side_a side_b incompatibility territory_name year intensity_level type_of_conflict start_date2 ep_end_date gwno_a gwno_a_2nd gwno_b gwno_b_2nd version"),
            (_conflict(many=False), _conflict(many=True)),
            ignore=columns("side_a_id side_a_2nd side_b_id side_b_2nd cumulative_intensity start_date start_prec start_prec2 ep_end ep_end_prec gwno_loc region"),
            codes={"intensity_level": numbered(1, 2), "type_of_conflict": numbered(1, 4), "incompatibility": numbered(1, 3)},
            md5={"UcdpPrioConflict_v25_1.csv": "a5f12ad398c9fd0d065561782ed4929f"},
        ),
        *(_events(*release) for release in _RELEASES),
    ),
    covers=(Covers("armed_conflict", 1946, 2024),),
    downloads=(
        Download("ucdp-prio-acd-251-csv.zip", "https://ucdp.uu.se/downloads/ucdpprio/ucdp-prio-acd-251-csv.zip"),
        Download("ged251-csv.zip", "https://ucdp.uu.se/downloads/ged/ged251-csv.zip"),
    ),
    note=(
        "Sides that are no states are named in the qualifiers. An event stands at the state it happened in; one between states stands once "
        "more, as of these states, and record says which. Candidates (a third number in the release) are events not yet checked for the "
        "yearly release, which lists most of them again: count one release. The events were read by the published format, on no real file: "
        "the 49 columns are those of the releases 22.1 to 25.1 and of the producer's interface; those of 26.1 are taken to be the same, "
        "and so are the days of publication. Where a day is known to the month or the year only, the first day is as precise as that."
    ),
)  # fmt: skip
