"""UCDP/PRIO armed conflicts by year, and single events of organised violence."""

from __future__ import annotations

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
        File(
            ("GEDEvent_v*.csv",), "GED", "2025-06",
            columns("id type_of_violence conflict_name side_a side_b where_coordinates latitude longitude country country_id date_start date_end low high best"),
            (
                Claim(
                    "armed_conflict", "country_id", system="gw", start="cast(left(date_start, 10) as date)",
                    end="cast(cast(left(date_end, 10) as date) + interval 1 day as date)", value="best", unit="'persons'", basis="'event'",
                    detail={
                        "conflict": "id", "title": "conflict_name", "side_a": "side_a", "side_b": "side_b", "record": "'event'",
                        "type": "case type_of_violence when '1' then 'state-based' when '2' then 'non-state' when '3' then 'one-sided' end",
                        "place": "where_coordinates", "lat": "latitude", "lon": "longitude", "low": "low", "high": "high",
                    },
                    keys=("id",),
                ),
            ),
            ignore=columns(
                "relid year active_year code_status conflict_dset_id conflict_new_id dyad_dset_id dyad_new_id dyad_name side_a_dset_id "
                "side_a_new_id side_b_dset_id side_b_new_id number_of_sources source_article source_office source_date source_headline "
                "source_original where_prec where_description adm_1 adm_2 geom_wkt priogrid_gid region event_clarity date_prec deaths_a "
                "deaths_b deaths_civilians deaths_unknown gwnoa gwnob"
            ),
            codes={"type_of_violence": numbered(1, 3)},
        ),
    ),
    covers=(Covers("armed_conflict", 1946, 2024),),
    downloads=(
        Download("ucdp-prio-acd-251-csv.zip", "https://ucdp.uu.se/downloads/ucdpprio/ucdp-prio-acd-251-csv.zip"),
        Download("ged251-csv.zip", "https://ucdp.uu.se/downloads/ged/ged251-csv.zip"),
    ),
    note="Sides that are no states are named in the qualifiers. The place of an event is the state it happened in.",
)  # fmt: skip
