"""Events in a warehouse: the queries give what the measures give on the same events, here and on a local Spark."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from latticework import measures
from latticework.atlas import Atlas
from latticework.doors.cli import cli
from latticework.errors import NameNotFound, UsageError
from latticework.measures.relation import relation_series
from latticework.model.reading import Reading
from latticework.model.source import Coverage
from latticework.sources.gdelt import LAYOUTS
from latticework.store.store import Store
from latticework.views.world import World
from latticework.warehouse import queries
from latticework.warehouse.layout import DIALECTS, find_layout, layouts, place_of
from latticework.warehouse.sql import as_sql

ibis = pytest.importorskip("ibis", reason="ibis-framework is not installed")

AS_OF, KNOWN_BY, SINCE = date(2019, 12, 31), date(2020, 3, 31), date(2015, 3, 1)
LETTERS = ("JPN", "CHN", "USA", "ROM", "EUR", "", "HKG", "SRB")  # ROM is Romania here, EUR and HKG are no states
CODES = ("010", "020", "036", "042", "0841", "112", "130", "173", "190")


def lines() -> list[dict[str, str]]:
    """Reports by lot, thin enough that some months have none; some are told late, and some twice a day."""
    chance, made = random.Random(7), []
    for number in range(2500):
        day = date(2014, 6, 1) + timedelta(chance.randrange(2200))
        if day.year == 2017 and day.month < 9:
            continue
        late = day + timedelta(chance.choice([0, 0, 0, 1, 365]))
        one, two = chance.choice(LETTERS), chance.choice(LETTERS)
        made.append({
            "GLOBALEVENTID": str(500 + number), "SQLDATE": f"{day:%Y%m%d}", "Actor1CountryCode": one, "Actor2CountryCode": two,
            "EventCode": chance.choice(CODES), "QuadClass": "1", "GoldsteinScale": "1.0", "NumMentions": "3", "NumArticles": "2",
            "AvgTone": "0.5", "ActionGeo_CountryCode": "JA", "DATEADDED": f"{max(late, date(2015, 2, 18)):%Y%m%d}120000",
        })  # fmt: skip
    return made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Atlas, Path, Path]:
    """One set of reports: read into a store, as its file of events, and as the table GDELT keeps in BigQuery."""
    folder, rows = tmp_path_factory.mktemp("events"), lines()
    text = "".join("\t".join(row.get(name, "") for name in LAYOUTS[2].columns) + "\n" for row in rows)
    (folder / "20150219.export.CSV").write_text(text, encoding="utf-8")
    store = Store.open(folder / "store")
    atlas = Atlas(store, store)
    atlas.get("gdelt", folder)
    (segment,) = store.manifest.events
    con, theirs = duckdb.connect(), folder / "gdelt.parquet"
    con.execute(
        "create table raw (GLOBALEVENTID bigint, SQLDATE bigint, DATEADDED bigint, Actor1CountryCode varchar, "
        "Actor2CountryCode varchar, EventCode varchar, _PARTITIONTIME timestamptz)"
    )
    con.execute("set timezone = 'UTC'")
    con.executemany(
        "insert into raw values ($1, $2, $3, $4, $5, $6, strptime(left($3::varchar, 8), '%Y%m%d')::timestamptz)",
        [[row[name] for name in ("GLOBALEVENTID", "SQLDATE", "DATEADDED", "Actor1CountryCode", "Actor2CountryCode", "EventCode")] for row in rows],
    )  # fmt: skip
    con.execute(f"copy raw to '{theirs}' (format parquet)")
    return atlas, store.folder / segment.file, theirs


def world(atlas: Atlas, *, whole: bool = False) -> World:
    looked = (Coverage("gdelt", "event", SINCE if whole else date(1979, 1, 1), None, frozenset(), whole, ""),)
    return World(atlas.memory, AS_OF, KNOWN_BY, looked)


def asked(layout: str, table: str, *parties: str, as_of: date = AS_OF, since: date = SINCE) -> Any:
    form = find_layout(layout)
    return queries.asked_of(form, parties, as_of=as_of, known_by=KNOWN_BY, since=since, table=table)


def duck(expression: Any) -> list[dict[str, Any]]:
    con = duckdb.connect()
    con.execute("set timezone = 'UTC'")
    found = con.execute(as_sql(expression, "duckdb", heading=("a heading",)))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def tables(made: tuple[Atlas, Path, Path]) -> list[tuple[str, str]]:
    return [("events", str(made[1])), ("gdelt", str(made[2]))]


@pytest.mark.parametrize("months", [1, 3, 12])
@pytest.mark.parametrize("pair", [("JPN", "CHN"), ("USA", "ROU"), ("SRB", "JPN")])
def test_a_relation_is_that_of_the_measure(made: tuple[Atlas, Path, Path], pair: tuple[str, str], months: int) -> None:
    steps = relation_series(world(made[0]), *pair, basis="reports", since=SINCE, months=months)
    known = {step.start.year * 100 + step.start.month: step for step in steps if step.value is not None}
    if months == 1:
        assert len(known) < len(steps)  # some months are unknown, or the test shows less than it says
    for layout, table in tables(made):
        clocks: dict[str, Any] = {"as_of": AS_OF, "known_by": KNOWN_BY, "since": SINCE, "months": months}
        rows = duck(queries.relation(find_layout(layout), *pair, table=table, **clocks))
        late = min(row["step"] for row in rows)  # the layouts begin on days of their own: the store's is earlier
        assert [row["step"] for row in rows] == [step for step in known if step >= late]
        if late > min(known):
            continue
        for row in rows:
            step = known[row["step"]]
            assert row["acts"] == len(step.acts)
            for name in ("cooperative", "hostile", "coverage"):
                assert math.isclose(row[name], getattr(step, name), abs_tol=1e-9), (layout, row, name)
            assert math.isclose(row["r"], step.value or 0.0, abs_tol=1e-9)


def test_counts_are_those_of_the_facts(made: tuple[Atlas, Path, Path]) -> None:
    facts = [fact for fact in world(made[0]).seen("event", "JPN", "CHN") if fact.day >= SINCE]
    quads = {"01": "verbal_cooperation", "02": "verbal_cooperation", "03": "verbal_cooperation", "04": "verbal_cooperation",
             "08": "material_cooperation", "11": "verbal_conflict", "13": "verbal_conflict", "17": "material_conflict", "19": "material_conflict"}  # fmt: skip
    wanted = Counter(
        (f.day.year * 100 + 1, f.about.givers[0], f.about.receivers[0], quads[f.detail["code"][:2]]) for f in facts
    )
    assert len(wanted) > 20
    for layout, table in tables(made):
        rows = duck(queries.counts(asked(layout, table, "JPN", "CHN"), by="quad"))
        assert {(row["step"], row["actor"], row["target"], row["act"]): row["reports"] for row in rows} == wanted
        by_root = duck(queries.counts(asked(layout, table, "JPN", "CHN"), by="root", months=1))
        assert sum(row["reports"] for row in by_root) == len(facts)
        assert {"statement", "consult", "assault"} <= {row["act"] for row in by_root}


@pytest.mark.parametrize("parties", [("JPN", "CHN"), ("ROU",)])
def test_first_and_count_since_are_those_of_the_measures(
    made: tuple[Atlas, Path, Path], parties: tuple[str, ...]
) -> None:
    looked = world(made[0], whole=True)
    first = measures.first_since(looked, "event", *parties)
    assert isinstance(first, Reading)
    days = [fact.day.year * 10000 + fact.day.month * 100 + fact.day.day for fact in first.facts]
    counted = measures.count_since(looked, "event", *parties, start=date(2016, 1, 1))
    assert isinstance(counted, Reading)
    for layout, table in tables(made):
        assert [row["day"] for row in duck(queries.first_since(asked(layout, table, *parties)))] == days
        (row,) = duck(queries.count_since(asked(layout, table, *parties, since=date(2016, 1, 1))))
        assert row["reports"] == counted.value > 0


def test_letters_stand_for_the_state_of_the_day() -> None:
    asked_early = queries.asked_of(
        find_layout("gdelt"), ("SSD", "UGA"), as_of=date(2016, 1, 1), known_by=date(2016, 1, 1), since=date(2015, 3, 1)
    )
    assert "'SSD'" in as_sql(queries.count_since(asked_early), "duckdb")
    with pytest.raises(UsageError, match="were no states"):
        as_sql(queries.count_since(asked("gdelt", "", "SUN", "YUG")), "duckdb")


def test_the_public_table_is_always_asked_by_partition(made: tuple[Atlas, Path, Path]) -> None:
    question = asked("gdelt", "", "JPN", "CHN")
    for expression in (queries.counts(question), queries.count_since(question), queries.first_since(question)):
        sql = as_sql(expression, "bigquery")
        assert "`gdelt-bq`.`gdeltv2`.`events_partitioned`" in sql
        assert "`_PARTITIONTIME` >= TIMESTAMP('2015-02-28T" in sql
        assert "`_PARTITIONTIME` < TIMESTAMP('2020-04-02T" in sql


@pytest.mark.parametrize("warehouse", DIALECTS)
def test_every_warehouse_gets_its_sql_from_the_shell(warehouse: str) -> None:
    from click.testing import CliRunner

    words = ["--as-of", "2019-12-31", "--known-by", "2020-03-31", "--sql", warehouse, "--table", "lake.acts"]
    for verb in (
        ["relation", "Japan", "China"],
        ["relation", "Japan", "China", "--counts", "quad"],
        ["first", "event", "Japan", "China"],
    ):
        done = CliRunner().invoke(cli, [*verb, *words], catch_exceptions=False)
        assert done.exit_code == 0
        assert done.stdout.startswith("-- ")
        assert "JPN and CHN, as of 2019-12-31, as known by 2020-03-31" in done.stdout
        assert "acts" in done.stdout
        assert ("PARTITIONTIME" in done.stdout) == (warehouse == "bigquery")


def test_what_cannot_be_asked_is_said() -> None:
    with pytest.raises(NameNotFound, match="icews"):
        find_layout("icews")
    with pytest.raises(UsageError, match="no SQL is written for"):
        as_sql(queries.count_since(asked("events", "", "JPN", "CHN")), "mysql")
    with pytest.raises(UsageError, match="one state, or two"):
        asked("events", "", "JPN", "JPN")
    with pytest.raises(UsageError, match="no day lies between"):
        asked("gdelt", "", "JPN", "CHN", as_of=date(2014, 1, 1))
    with pytest.raises(UsageError, match="no name of a table"):
        place_of("a..b")
    assert set(layouts()) == {"events", "gdelt"}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = (
        builder.config("spark.sql.session.timeZone", "UTC").config("spark.sql.shuffle.partitions", "2").getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.slow
def test_spark_gives_what_duckdb_gives(made: tuple[Atlas, Path, Path], spark: Any) -> None:
    clocks: dict[str, Any] = {"as_of": AS_OF, "known_by": KNOWN_BY, "since": SINCE, "months": 3}
    for layout, table in tables(made):
        spark.read.parquet(table).createOrReplaceTempView("shared")
        for name, parties in (
            ("relation", ("JPN", "CHN")),
            ("counts", ("JPN", "CHN")),
            ("first", ("ROU",)),
            ("count", ("USA", "ROU")),
        ):
            both = []
            for there in (table, "shared"):
                question = asked(layout, there, *parties)
                expression = {
                    "relation": lambda: queries.relation(find_layout(layout), *parties, table=there, **clocks),  # noqa: B023
                    "counts": lambda: queries.counts(question, months=3),  # noqa: B023
                    "first": lambda: queries.first_since(question),  # noqa: B023
                    "count": lambda: queries.count_since(question),  # noqa: B023
                }[name]()
                if there == table:
                    both.append(duck(expression))
                else:
                    both.append(
                        [row.asDict() for row in spark.sql(as_sql(expression, "spark").rstrip(";\n")).collect()]
                    )
            assert len(both[0]) == len(both[1]) > 0
            for ours, theirs in zip(*both, strict=True):
                assert set(ours) == set(theirs)
                for key in ours:
                    same = (
                        math.isclose(ours[key], theirs[key], abs_tol=1e-9)
                        if isinstance(ours[key], float)
                        else ours[key] == theirs[key]
                    )
                    assert same, (layout, name, key, ours, theirs)
