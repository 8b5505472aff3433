"""Every reader on a small file in the official format, made here: one made-up row, and the fact it must give."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from latticework.model.fact import COLUMNS, Fact, content_id
from latticework.model.kind import check
from latticework.sources.card import File
from latticework.sources.catalogue import CATALOGUE, find_source
from latticework.sources.reading import read
from latticework.sources.report import Report

SPELL = "styear=1990 stmonth=2 stday=3 endyear=1995 endmonth=4 endday=5"
MID = "stday=3 stmon=2 styear=1990 endday=5 endmon=4 endyear=1991 hostlev=4 sidea=1"
WAR = "StartMonth1=2 StartDay1=3 StartYear1=1990 EndMonth1=4 EndDay1=5 EndYear1=1991 StartYear2=-8"
PAIR = "ccode1=740 ccode2=710 year=1990"

ROWS = (
    ("cow-states", "states2016.csv", f"ccode=740 statenme=Japan version=2016 {SPELL}", "system_membership", "JPN"),
    ("gw-states", "gw_states.csv", "gwcode=740 statename=Japan startdate=1990-01-01 enddate=1995-01-01", "system_membership", "JPN"),
    ("cow-nmc", "NMC-70-abridged.csv", "ccode=740 year=1990 milex=5 milper=-9", "capability", "JPN"),
    ("cow-contiguity", "contdir.csv", "state1no=710 state2no=731 conttype=1 begin=199002 end=199504", "contiguity", "CHN;PRK"),
    ("capitals", "cow_mindist_km.csv", "ccode1=710 ccode2=740 year=1990 mindist=789.5", "distance", "CHN;JPN"),
    ("atop", "atop5_1m.csv", "atopid=1 member=740 yrent=1990 moent=2 dayent=3 yrexit=1995 moexit=4 dayexit=5 defense=1", "alliance_member", "JPN"),
    ("atop", "atop5_1a.csv", "atopid=1 begyr=1990 begmo=2 begday=3 nonagg=1 mem1=740 mem2=710", "alliance_treaty", "CHN;JPN"),
    ("atop", "atop5_1sy.csv", "state=740 year=1990 atopally=1 defense=1 number=2", "alliance_obligations", "JPN"),
    ("cow-mid", "MIDB 5.0.csv", f"dispnum=1 ccode=740 {MID} version=5", "dispute", "JPN"),
    ("cow-mid", "MIDIP 5.0.csv", f"dispnum=1 incidnum=2 ccode=740 action=7 {MID}", "dispute", "JPN"),
    ("dyadic-mid", "dyadic_mid_4.03.csv", "disno=1 dyindex=1 statea=740 stateb=710 year=1990 strtday=3 strtmnth=2 strtyr=1990 endday=5 endmnth=4 endyear=1990 hihosta=4", "dispute", "JPN>CHN"),
    ("gml", "gml_dirdisp.csv", f"dispnum=1 {PAIR} hostlev1=4", "dispute", "JPN>CHN"),
    ("cow-war", "Inter-StateWarData_v4.0.csv", f"WarNum=1 WarName=X WarType=1 ccode=740 Side=1 Outcome=1 {WAR}", "war", "JPN"),
    ("cow-war", "Intra-StateWarData_v4.1.csv", f"WarNum=1 WarName=X WarType=4 CcodeA=740 CcodeB=-8 SideB=Rebels {WAR}", "war", "JPN"),
    ("cow-igo", "cow_igo_sy_peacesciencer.csv", "ccode=740 year=1990 sum_igo_full=60", "igo_memberships", "JPN"),
    ("cow-trade", "Dyadic_COW_4.0.csv", f"{PAIR} flow1=5 flow2=-9", "trade", "CHN>JPN"),
    ("gdp-pop", "isard_cw_gdppop.csv", "ccode=740 year=1990 pwtrgdp=5 sd_pwtrgdp=1", "economy", "JPN"),
    ("maddison", "owid_maddison_2020.csv", "Entity=Japan Year=1990 GDP=5", "economy", "JPN"),
    ("democracy", "isard_gw_democracy.csv", "gwcode=740 year=1990 polity2=10", "democracy", "JPN"),
    ("democracy", "polity5_democracyData.csv", "cown=740 scode=JPN year=1990 polity2=10 polity=-88", "democracy", "JPN"),
    ("ideal-points", "IdealpointestimatesAll_Jun2024.csv", "ccode=740 session=45 IdealPointAll=0.9 NVotesAll=80", "ideal_point", "JPN"),
    ("rivalries", "tss_rivalries.csv", "tssr_id=1 rivalry=X ccode1=740 ccode2=710 start=1996 end=2020 positional=1", "rivalry", "CHN;JPN"),
    ("territorial-threat", "terrthreat.csv", "ccode=740 year=1990 lterrthreat=0.5 sd=0.1", "territorial_threat", "JPN"),
    ("archigos", "archigos.csv", "obsid=JPN-1 gwcode=740 leader=Kaifu startdate=1990-01-01 enddate=1991-11-05", "leader", "JPN"),
    ("icow", "ICOWclaimdy.csv", "issue=1 claimdy=1 name=Isle chal=740 tgt=710 begclaim=199099 endclaim=199504 icowsal=6", "territorial_claim", "JPN>CHN"),
    ("icow", "ICOWdyadyr.csv", "issue=1 claimdy=1 chal=740 tgt=710 year=1990 icowsal=6", "territorial_claim", "JPN>CHN"),
    ("icow", "tc2014.csv", "year=1990 month=. gainer=740 loser=710 area=5.0 number=1", "territorial_change", "CHN>JPN"),
    ("icews", "events.2018.sample.tab", "Event_ID=1 Event_Date=2018-06-01 Source_Country=China Target_Country=Japan CAMEO_Code=040 Intensity=1", "event", "CHN>JPN"),
    ("dcad", "DCAD-v1.0-main.csv", "DCAid=D1 ccode1=740 ccode2=710 signDay=-99 signMonth=2 signYear=1990 EIFYear=-77", "agreement", "CHN;JPN"),
    ("sipri-milex", "sipri_milex_1949_2024_tidy.csv", "country=Japan year=1990 current_usd_m=5 current_usd_m_flag=E", "military_spending", "JPN"),
    ("gmsd", "estimates_milex_con_20250429.csv", "gwno=740 year=1990 indicator=milex_con_2022_sipri mean=40000.5 sd=NA", "spending_estimate", "JPN"),
    ("gmsd", "estimates_milex_cur_20250429.tab", "gwno=740 year=1990 indicator=milex_cur_nmc mean=70.5 sd=2", "spending_estimate", "JPN"),
    ("sipri-arms", "tiv_dyad_orderyear_1950-2018.csv", "order_year=1990 supplier=China recipient=Japan tiv_ordered=5", "arms_transfer", "CHN>JPN"),
    ("ucdp", "UcdpPrioConflict_v25_1.csv", "conflict_id=1 year=1990 gwno_a=740 gwno_b=710 intensity_level=1 type_of_conflict=2", "armed_conflict", "CHN;JPN"),
    ("ucdp", "GEDEvent_v25_1.csv", "id=1 type_of_violence=1 country_id=740 date_start=1990-02-03_00:00:00 date_end=1990-02-03_00:00:00 best=3", "armed_conflict", "JPN"),
    ("ucdp", "GEDEvent_v26_0_3.csv", "id=2 type_of_violence=1 country_id=369 date_prec=4 date_start=2026-03-01_00:00:00 date_end=2026-03-31_00:00:00 best=3 gwnoa=365 gwnob=369", "armed_conflict", "RUS;UKR"),
    ("us-troops", "dmdc_reports_1950-2025.csv", "year=2022 month=September Location=JAPAN iso3c=JPN troops_ad=5", "troops_hosted", "USA>JPN"),
    ("missile-tests", "nk_missile_tests_1984-2026.csv", "date_utc=2022-10-03 time_utc=22:23_(UTC) missile=M outcome=success", "missile_test_record", "PRK"),
    ("nuclear", "fas_owid_stockpiles.csv", "Entity=China Year=1990 Number_of_nuclear_warheads=5", "warheads", "CHN"),
    ("exercises", "mme_v7.csv", "MMEID=1 Ex_Name=X s.year=1990 s.month=2 s.day=xx e.year=1990 e.month=3 e.day=1 StateA=Japan StateB=China StateC=NATO", "exercise", "CHN;JPN"),
    ("sanctions", "ties_v4.1_1945-2005.csv", "caseid=1 startyear=1990 startmonth=2.0 startday=3.0 sender1=740.0 sender2=1000 targetstate=710 imposition=1", "sanction", "JPN>CHN"),
    ("stance", "directed_dyad_aggregated_directed_stance.csv", "origin_country=Japan target_country=China year=1990 avg_directed_vader=-0.2 ccode1=740 ccode2=710", "stance", "JPN>CHN"),
    ("visits", "us_service_secretary_visits.csv", "Title=T Start_Day=3 Start_Month=2 Start_Year=2012 State_Visit=JPN End_Day=4 End_Month=2 End_Year=2012", "mission", "USA>JPN"),
)  # fmt: skip
"""Source, file, its filled columns (a blank in a name or value is written _), and one kind and parties that must come out."""


def small(file: File, given: str) -> bytes:
    """Write a file with every column of its card and one row; `.` and the like stand as they do in the official file."""
    names = (*file.take, *file.ignore)
    spaced = {name.replace(" ", "_"): name for name in names if " " in name}
    values = {}
    for pair in given.split():
        name, _, value = pair.partition("=")
        known = name if name in names else spaced[name]
        values[known] = value.replace("_", " ") if "_(" in value or "_0" in value else value
    out = io.StringIO()
    writer = csv.writer(out, delimiter=file.separator, lineterminator="\n")
    writer.writerow(names)
    writer.writerow([values.get(name, "") for name in names])
    return out.getvalue().encode(file.encoding)


def read_one(key: str, folder: Path) -> tuple[Report, list[dict[str, object]]]:
    """Read the one file of a folder; a batch is good only until the next is asked for."""
    found = []
    for batch in read(find_source(key), folder):
        rows = [dict(zip(COLUMNS, values, strict=True)) for values in batch.rows.fetchall()]
        found.append((batch.report, rows))
    (one,) = found
    return one


@pytest.mark.parametrize(("key", "name", "given", "kind", "about"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS])
def test_a_small_file_makes_its_fact(tmp_path: Path, key: str, name: str, given: str, kind: str, about: str) -> None:
    import fnmatch

    card = find_source(key)
    file = next(one for one in card.files if any(fnmatch.fnmatchcase(name, pattern) for pattern in one.names))
    (tmp_path / name).write_bytes(small(file, given))
    report, rows = read_one(key, tmp_path)
    assert (kind, about) in {(row["kind"], row["about"]) for row in rows}
    assert report.refused == []
    for row in rows:
        assert content_id(row) == row["id"]
        fact = check(Fact.from_row(row))
        assert fact.citation.locator.startswith(name)


WHOLE = (
    ("MIDA 5.0.csv", "dispnum=1 outcome=5 settle=3 recip=1", "MIDB 5.0.csv", "dispnum=1", "whole dispute"),
    (
        "MIDI 5.0.csv",
        "dispnum=1 incidnum=2 action=7",
        "MIDIP 5.0.csv",
        "dispnum=1 incidnum=2 insidea={}",
        "whole incident",
    ),
)
"""A file that names no states, its row, the file of participants, their rows, and what is said of the fact."""


@pytest.mark.parametrize(("name", "given", "beside", "sides", "basis"), WHOLE, ids=["disputes", "incidents"])
def test_a_dispute_takes_its_sides_from_the_file_beside_it(
    tmp_path: Path, name: str, given: str, beside: str, sides: str, basis: str
) -> None:
    files = {file.names[0]: file for file in find_source("cow-mid").files}
    days = MID.replace(" sidea=1", "")
    (tmp_path / name).write_bytes(small(files[name], f"{given} {days}"))
    report, rows = read_one("cow-mid", tmp_path)
    assert (rows, report.refused) == ([], [])
    assert beside in report.notes[0]
    lines = [
        small(files[beside], f"{sides.format(side)} ccode={code} {days} sidea={side}") for code, side in ((740, 1), (2, 1), (710, 0))
    ]  # fmt: skip
    (tmp_path / beside).write_bytes(b"".join([lines[0], *(line.split(b"\n", 1)[1] for line in lines[1:])]))
    found = {
        batch.report.file: [dict(zip(COLUMNS, values, strict=True)) for values in batch.rows.fetchall()]
        for batch in read(find_source("cow-mid"), tmp_path)
    }
    (row,) = found[name]
    assert (row["about"], row["value"], row["basis"]) == ("JPN;USA>CHN", 4.0, basis)
    assert content_id(row) == row["id"]
    check(Fact.from_row(row))
    assert len(found[beside]) == 3


def test_an_event_between_states_stands_at_its_place_and_between_them(tmp_path: Path) -> None:
    _, name, given, *_ = next(row for row in ROWS if row[1].startswith("GEDEvent_v26_0"))
    file = next(one for one in find_source("ucdp").files if one.names[0] == name)
    (tmp_path / name).write_bytes(small(file, given))
    report, rows = read_one("ucdp", tmp_path)
    assert report.release == "26.0.3, candidates"
    assert {(row["about"], row["basis"], row["precision"]) for row in rows} == {
        ("UKR", "event", "month"), ("RUS;UKR", "event between states", "month"),
    }  # fmt: skip
    assert {str(row["known_from"]) for row in rows} == {"2026-04-30"}


def test_every_source_has_a_small_file() -> None:
    elsewhere = {"gdelt", "worldbank"}  # test_events, and below
    assert {row[0] for row in ROWS} | elsewhere == set(CATALOGUE)


def test_a_world_bank_file_is_unfolded_and_dated_by_its_update(tmp_path: Path) -> None:
    text = '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2025-07-01",\n\n' + (
        '"Country Name","Country Code","Indicator Name","Indicator Code","1990","1991",\n'
        '"Japan","JPN","GDP (current US$)","NY.GDP.MKTP.CD","5","",\n"World","WLD","GDP","NY.GDP.MKTP.CD","9","9",\n'
    )
    (tmp_path / "API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv").write_text(text, encoding="utf-8")
    report, (row,) = read_one("worldbank", tmp_path)
    assert (row["kind"], row["about"], row["value"], str(row["known_from"])) == ("gdp", "JPN", 5.0, "2025-07-01")
    assert row["release"] == "2025-07-01"
    assert [(one.code, one.claims) for one in report.not_matched] == [("WLD", 2)]


def test_the_register_of_arms_loses_its_preamble(tmp_path: Path) -> None:
    file = find_source("sipri-arms").files[0]
    body = small(file, "Supplier=China Recipient=Japan Delivery_year=1990 TIV_delivery_values=5 Designation=X").decode()
    text = "Transfers of major conventional arms;\n;\n" + "".join(f"{line};\n" for line in body.splitlines())
    lines = text.splitlines()
    heading = ",".join(
        ["SIPRI AT Database ID", *(name for name in (*file.take, *file.ignore) if name != "SIPRI AT Database ID")]
    )
    assert lines[2] == f"{heading};"
    (tmp_path / "trade-register.csv").write_text(text, encoding="utf-8")
    _, (row,) = read_one("sipri-arms", tmp_path)
    assert (row["about"], row["value"]) == ("CHN>JPN", 5.0)


def test_a_workbook_keeps_flags_and_footnotes(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the workbook needs the extra xlsx")
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Current US$"
    sheet.append(["Military expenditure"])
    sheet.append(["Country", "Notes", 1990, 1991])
    sheet.append(["Asia"])
    sheet.append(["Japan", "§", 5.0, "..."])
    sheet["C4"].font = Font(color=openpyxl.styles.colors.Color(indexed=12))
    notes = book.create_sheet("Footnotes")
    notes.append(["§", "Figures are for the adopted budget"])
    book.save(tmp_path / "SIPRI-Milex-data-1949-2024_9.xlsx")
    _, (row,) = read_one("sipri-milex", tmp_path)
    fact = check(Fact.from_row(row))
    assert (str(fact.about), fact.value, fact.detail["flag"]) == ("JPN", 5e6, "estimate")
    assert "adopted budget" in fact.detail["note"]


def test_a_conversion_is_left_out_where_the_official_file_is(tmp_path: Path) -> None:
    card = find_source("cow-states")
    official, conversion = card.files[0], card.files[3]
    (tmp_path / "isard_cw_system.csv").write_bytes(
        small(conversion, "ccode=740 cw_name=Japan start=1990-01-01 end=1995-01-01")
    )
    assert read_one("cow-states", tmp_path)[0].file == "isard_cw_system.csv"
    (tmp_path / "states2016.csv").write_bytes(small(official, f"ccode=740 statenme=Japan version=2016 {SPELL}"))
    assert read_one("cow-states", tmp_path)[0].file == "states2016.csv"
