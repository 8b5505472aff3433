"""Laying out: every fact once, few files for a question, imports still traced, nothing lost whatever goes wrong."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from latticework.errors import StoreUnwritable
from latticework.model.fact import Fact
from latticework.store import asking, layout, segment
from latticework.store import store as stores
from latticework.store.repair import repair
from latticework.store.store import Store
from tests.conftest import ROOT, fact

CODES = ("CHN", "DEU", "FRA", "JPN", "KOR", "USA")


def traded(first: int, last: int) -> list[Fact]:
    made = []
    for n in range(first, last):
        giver, taker = CODES[n % 6], CODES[(n + 1 + n // 6 % 5) % 6]
        about = "JPN;KOR;USA" if n % 40 == 0 else f"{giver}>{taker}"
        kind = ("trade", "hostile_act")[n % 2]
        made.append(fact(kind, about, str(1950 + n % 60), float(n), unit="count", locator=f"row {n}"))
    return made


def told(con: duckdb.DuckDBPyConnection, first: int, last: int) -> duckdb.DuckDBPyRelation:
    return con.sql(
        f"select i as event, date '2014-01-01' + (i % 700)::int as day, date '2016-01-01' as known_from, {list(CODES)!r}[1 + i % 6] as actor, "
        f"{list(CODES)!r}[1 + (i + 1 + i // 6 % 5) % 6] as target, '190' as code, 4::utinyint as quad, 1.0::double as goldstein, "
        f"1 as mentions, 1 as articles, 0.5::float as tone, 'JA' as place, 'gdelt' as source, '1.0' as release from range({first}, {last}) t(i)"
    )


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store of three imports of facts and three of events, with files of few rows."""
    monkeypatch.setattr(layout, "ROWS_A_FILE", 60)
    monkeypatch.setattr(layout, "ROWS_AT_ONCE", 200)
    monkeypatch.setattr(stores, "MANY", 100)
    made = Store.open(tmp_path / "store")
    con = duckdb.connect()
    for n in range(3):
        made.add_facts(traded(200 * n, 200 * n + 200), origin=f"bench:1:{n}")
    made.add_relations([(f"gdelt:1.0:{n}", told(con, 300 * n, 300 * n + 300)) for n in range(3)])
    return made


QUESTIONS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((), ()),
    ((), ("JPN", "CHN")),
    ((), ("JPN", "KOR")),
    ((), ("JPN", "JPN")),
    ((), ("JPN", "KOR", "USA")),
    ((), ("USA",)),
    (("trade",), ("USA",)),
    (("trade", "event"), ("CHN", "USA")),
    (("event",), ("FRA",)),
    (("hostile_act",), ()),
    (("gdp",), ("JPN", "CHN")),
    ((), ("JPN", "PER")),
)


def answers(store: Store) -> list[list[Fact]]:
    return [store.select(kinds, parties=parties, as_of=date(2015, 6, 1)) for kinds, parties in QUESTIONS]


def brought(store: Store) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in store.manifest.segments:
        found.update(one.imports)
    return found


def test_every_question_has_the_answer_it_had(store: Store) -> None:
    before, imports = answers(store), brought(store)
    assert [bool(found) for found in before] == [True] * 10 + [False] * 2
    reader = Store.open(store.folder)
    store.compact()
    assert all(one.low for one in store.manifest.segments)
    assert len(store.manifest.segments) > 20
    assert answers(store) == before
    assert answers(Store.open(store.folder)) == before
    assert answers(reader) == before  # a reader of the older generation goes on
    assert brought(store) == imports


def test_a_question_on_a_pair_opens_few_files(store: Store) -> None:
    store.compact()
    side = asking.facts_side(store.manifest.facts, ["trade"], ["JPN", "CHN"], [])
    told_of = asking.events_side(store.manifest.events, ["JPN", "CHN"])
    assert side is not None
    assert told_of is not None
    assert 1 <= len(side[1]["files"]) <= 4 < len(store.manifest.facts) / 2
    assert 1 <= len(told_of[1]["events"]) <= 2 < len(store.manifest.events) / 2


def test_ranges_do_not_overlap_and_hold_their_rows(store: Store) -> None:
    store.compact()
    for listed, first, second in ((store.manifest.facts, "kind", "about"), (store.manifest.events, "actor", "target")):
        for plain in (True, False):
            laid = [one for one in listed if one.plain == plain]
            assert all(a.high < b.low for a, b in pairwise(laid) if a.high and b.low)
        for one in listed:
            sql = f"select min(({first}, {second})), max(({first}, {second})), count(*) from read_parquet($file)"
            found = duckdb.connect().execute(sql, {"file": str(store.folder / one.file)}).fetchall()
            assert found == [(one.low, one.high, one.rows)]


def test_a_second_import_changes_nothing_and_a_later_one_is_added(store: Store) -> None:
    store.compact()
    con = duckdb.connect()
    assert store.add_facts(traded(0, 600), origin="bench:1:again").new == 0
    assert store.add_relations([("gdelt:1.0:0", told(con, 0, 300))]) == [0]
    assert store.add_relations([("gdelt:1.0:3", told(con, 850, 950))]) == [50]
    assert store.add_facts(traded(590, 700), origin="bench:1:3").new == 100
    before = answers(store)
    store.compact()
    assert answers(store) == before
    assert brought(store) == {"bench:1:3": 100, "gdelt:1.0:3": 50, **dict.fromkeys((f"bench:1:{n}" for n in range(3)), 200),
                              **dict.fromkeys((f"gdelt:1.0:{n}" for n in range(3)), 300)}  # fmt: skip


def test_what_nothing_new_falls_into_is_not_written_again(store: Store) -> None:
    store.compact()
    had = {one.file for one in store.manifest.segments}
    store.compact()
    assert {one.file for one in store.manifest.segments} == had
    low = store.manifest.facts[3].low
    assert low is not None
    store.add_facts([fact(*low, "1949", 1.0, unit="count", locator="one more")], origin="bench:1:one")
    store.compact()
    assert 1 <= len(had - {one.file for one in store.manifest.segments}) <= 2


def test_a_store_that_has_grown_is_laid_out_after_an_import(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not store.tidy()
    monkeypatch.setattr(stores, "LOOSE", 700)
    before = answers(store)
    assert store.tidy()  # 900 events are due, 600 facts are not
    assert [one.low is not None for one in store.manifest.facts] == [False] * 3
    assert all(one.low for one in store.manifest.events)
    assert answers(store) == before
    assert not store.tidy()


def test_damage_to_a_laid_out_file_names_every_import_in_it(store: Store) -> None:
    store.compact()
    bad = store.manifest.facts[0]
    before = answers(store)
    (store.folder / bad.file).write_bytes(b"no parquet")
    assert repair(store.folder) == list(bad.imports)
    assert len(bad.imports) > 1
    mended = Store.open(store.folder)
    for n in range(3):
        mended.add_facts(traded(200 * n, 200 * n + 200), origin=f"bench:1:{n}")
    assert answers(mended) == before


def test_a_failure_in_the_middle_leaves_all_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before, files = answers(store), sorted(path.name for path in store.folder.iterdir())
    settle, made = segment.settle, list[int]()

    def full(*given: Any) -> object:
        made.append(1)
        if len(made) > 12:
            raise OSError(28, "No space left on device")
        return settle(*given)

    monkeypatch.setattr(segment, "settle", full)
    with pytest.raises(StoreUnwritable, match="nothing was changed"):
        store.compact()
    assert sorted(path.name for path in store.folder.iterdir()) == files
    assert answers(Store.open(store.folder)) == before


@pytest.mark.parametrize("delay", [0.02, 0.1, 0.3])
def test_a_kill_while_laying_out_loses_nothing(store: Store, delay: float) -> None:
    before = answers(store)
    code = (
        "from latticework.store import layout; from latticework.store.store import Store\n"
        f"layout.ROWS_A_FILE = 20; store = Store.open({str(store.folder)!r}); print('go', flush=True); store.compact()"
    )
    writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "go"
    time.sleep(delay)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    found = Store.open(store.folder)
    found.verify()
    assert answers(found) == before
    found.compact()
    assert answers(found) == before


def test_leavings_of_a_killed_process_are_removed_after_an_hour(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (store.folder / f"{layout.SPILL}dead").mkdir()
    (store.folder / f"{layout.SPILL}dead" / "0.parquet").write_bytes(b"x")
    store.compact()
    assert (store.folder / f"{layout.SPILL}dead").exists()
    monkeypatch.setattr(stores, "GRACE_SECONDS", -1)
    store.compact()
    assert not (store.folder / f"{layout.SPILL}dead").exists()
    assert {path.name for path in store.folder.glob("*.parquet")} == {one.file for one in store.manifest.segments}
