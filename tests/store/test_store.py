"""The memory: whole writes, one writer, many readers, and clear words when something is wrong."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from latticework.errors import StoreCorrupt, StoreLocked, StoreTooNew, StoreUnwritable
from latticework.model.fact import Fact
from latticework.store import manifest as manifests
from latticework.store import segment as segments
from latticework.store.repair import repair
from latticework.store.store import Store
from tests.conftest import ROOT, fact, spending, step


def some(n: int = 50, kind: str = "population") -> list[Fact]:
    return [
        fact(kind, "JPN", str(1950 + i % 70), float(i), unit="persons", locator=f"https://example.org/{i}")
        for i in range(n)
    ]


def test_facts_come_back_equal_in_order(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    made = [*some(), step("defence_pact", "USA>JPN", "in_force", "1960-06-23"), spending("CHN", 2013, 1.5)]
    assert store.add_facts(made, origin="test").new == len(made)
    assert sorted(store.select(), key=lambda f: f.id) == sorted(made, key=lambda f: f.id)
    assert store.select(["defence_pact"], parties=["JPN"])[0].about.receivers == ("JPN",)
    assert store.select(ids=[made[0].id[:8]]) == [made[0]]


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store.add_facts(some(), origin="test")
    again = store.add_facts(some(), origin="test")
    assert again.new == 0
    assert again.total == 50
    assert len(store.manifest.segments) == 1


def test_both_clocks_are_asked_in_the_store(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store.add_facts([fact("gdp", "JPN", "2020", 1.0, unit="current US$", known="2021-06-01")], origin="test")
    assert store.select(as_of=date(2019, 12, 31)) == []
    assert store.select(as_of=date(2020, 6, 1), known_by=date(2021, 5, 31)) == []
    assert len(store.select(as_of=date(2020, 6, 1), known_by=date(2021, 6, 1))) == 1


def test_what_held_on_a_day_is_what_had_not_ended(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store.add_facts(
        [
            spending("CHN", 2013, 1.5),
            spending("CHN", 2014, 1.6),
            step("defence_pact", "USA>JPN", "in_force", "1960-06-23"),
        ],
        origin="test",
    )
    began = store.select(as_of=date(2014, 1, 1))
    held = store.select(as_of=date(2014, 1, 1), holding=True)
    assert [one.period.start.year for one in began] == [1960, 2013, 2014]
    assert [one.period.start.year for one in held] == [1960, 2014], (
        "a year that is over holds no more, what has no end does"
    )
    assert store.select(as_of=date(2013, 12, 31), holding=True) == [
        one for one in began if one.period.start.year < 2014
    ]


def test_a_new_pack_takes_the_old_ones_place(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store.add_facts(some(10), origin="pack:1")
    store.add_facts(some(5, "gdp"), origin="source")
    store.add((made.row() for made in some(20)), origin="pack:2", replacing="pack:")
    assert store.count() == {"gdp": 5, "population": 20}


def test_compacting_keeps_every_fact(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    for i in range(4):
        store.add_facts([fact("gdp", "JPN", str(2000 + i), 1.0, unit="current US$")], origin="source")
    before = store.select()
    reader = Store.open(tmp_path / "store")
    store.compact()
    assert len(store.manifest.segments) == 1
    assert store.select() == before
    assert reader.select() == before  # a reader of the older generation goes on reading


def test_an_absent_store_is_empty_and_asking_it_writes_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "nowhere")
    assert store.select() == []
    assert store.count() == {}
    assert not (tmp_path / "nowhere").exists()


def _hold(folder: str, ready: multiprocessing.synchronize.Event, done: multiprocessing.synchronize.Event) -> None:
    with manifests.writing(Path(folder)):
        ready.set()
        done.wait(20)


def test_one_writer_at_a_time_and_readers_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.open(folder).add_facts(some(), origin="test")
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(folder), ready, done))
    other.start()
    try:
        assert ready.wait(20)
        with pytest.raises(StoreLocked, match="another latticework process"):
            Store.open(folder).add_facts(some(5, "gdp"), origin="more")
        assert len(Store.open(folder).select()) == 50
    finally:
        done.set()
        other.join(20)
    assert Store.open(folder).add_facts(some(5, "gdp"), origin="more").new == 5


def test_a_reader_in_another_process_sees_the_whole_write(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.open(folder).add_facts(some(), origin="test")
    code = f"from latticework.store.store import Store; print(len(Store.open({str(folder)!r}).select()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "50"


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.15, 0.3])
def test_a_kill_in_the_middle_of_a_write_loses_nothing(tmp_path: Path, delay: float) -> None:
    folder = tmp_path / "store"
    Store.open(folder).add_facts(some(), origin="test")
    code = (
        "import sys; from latticework.store.store import Store; from tests.conftest import fact\n"
        f"store = Store.open({str(folder)!r}); print('go', flush=True)\n"
        "store.add_facts((fact('gdp', 'JPN', '2000', float(i), unit='current US$', locator=str(i)) for i in range(40000)), origin='big')"
    )
    writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "go"
    time.sleep(delay)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    store = Store.open(folder)
    store.verify()
    assert len(store.select(["population"])) == 50
    assert store.count().get("gdp", 0) in (0, 40000)  # none of it, or all of it
    store.add_facts(some(5, "gdp"), origin="after")  # and the lock is free


def test_a_damaged_segment_is_named_and_mended(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = Store.open(folder)
    store.add_facts(some(), origin="test")
    store.add_facts(some(5, "gdp"), origin="other")
    bad = folder / store.manifest.segments[0].file
    bad.write_bytes(bad.read_bytes()[: bad.stat().st_size // 2])
    with pytest.raises(StoreCorrupt, match=bad.name):
        Store.open(folder).select()
    assert repair(folder) == ["test"]
    assert Store.open(folder).count() == {"gdp": 5}
    assert (folder / f"damaged-{bad.name}").exists()  # set aside, not thrown away


def test_a_missing_segment_is_named(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store.add_facts(some(), origin="test")
    (tmp_path / "store" / store.manifest.segments[0].file).unlink()
    with pytest.raises(StoreCorrupt, match="missing"):
        store.select()


def test_a_damaged_manifest_is_said_and_mended(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.open(folder).add_facts(some(), origin="test")
    (folder / manifests.NAME).write_text('{"schema": 1, "segm')
    with pytest.raises(StoreCorrupt, match="doctor --repair"):
        Store.open(folder)
    assert repair(folder) == ["the whole manifest"]
    assert Store.open(folder).select() == []


def test_a_newer_layout_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.open(folder).add_facts(some(), origin="test")
    raw = json.loads((folder / manifests.NAME).read_text())
    raw["schema"] = manifests.SCHEMA + 1
    (folder / manifests.NAME).write_text(json.dumps(raw))
    with pytest.raises(StoreTooNew, match="upgrade"):
        Store.open(folder)


def test_an_older_layout_is_migrated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.open(folder).add_facts(some(), origin="test")
    raw = json.loads((folder / manifests.NAME).read_text())
    raw["schema"] = 0
    raw["parts"] = raw.pop("segments")
    (folder / manifests.NAME).write_text(json.dumps(raw))
    monkeypatch.setitem(
        manifests.MIGRATIONS, 0, lambda old: {"schema": 1, "generation": old["generation"], "segments": old["parts"]}
    )
    assert len(Store.open(folder).select()) == 50


def test_a_full_disk_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = Store.open(folder)
    store.add_facts(some(), origin="test")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(segments.os, "replace", full)
    with pytest.raises(StoreUnwritable, match="nothing was changed"):
        store.add_facts(some(5, "gdp"), origin="more")
    monkeypatch.undo()
    assert Store.open(folder).count() == {"population": 50}
    assert [path.name for path in folder.glob("*.part")] + [path.name for path in folder.glob(".*.part")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file size limit")
def test_a_write_the_system_cuts_off_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.open(folder).add_facts(some(), origin="test")
    code = (
        "import resource, signal; from latticework.store.store import Store; from tests.conftest import fact\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "from latticework.errors import StoreUnwritable\n"
        "facts = (fact('gdp', 'JPN', '2000', float(i), unit='current US$', locator=str(i)) for i in range(40000))\n"
        f"try: Store.open({str(folder)!r}).add_facts(facts, origin='big')\n"
        "except StoreUnwritable as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "nothing was changed" in done.stdout
    assert Store.open(folder).count() == {"population": 50}
    assert list(folder.glob(".*.part")) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser writes anywhere")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    Store.open(folder).add_facts(some(), origin="test")
    folder.chmod(0o500)
    try:
        with pytest.raises(StoreUnwritable):
            Store.open(folder).add_facts(some(5, "gdp"), origin="more")
        assert len(Store.open(folder).select()) == 50
    finally:
        folder.chmod(0o700)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnwritable, match="choose another folder"):
        Store.open(tmp_path / "file" / "store").add_facts(some(), origin="test")


def test_hostile_strings_stay_strings(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "it's a store")
    nasty = "'); drop table facts; -- \u202e\x1b[31m {{x}} <script>"
    made = fact("gdp", "JPN", "2020", 1.0, unit="current US$", quote=nasty, locator=nasty)
    store.add_facts([made], origin=nasty)
    assert store.select(parties=[nasty]) == []
    assert store.select(["gdp"], parties=["JPN"])[0].citation.quote == nasty


@pytest.mark.parametrize("events", [False, True], ids=["facts", "events"])
def test_any_damage_is_the_right_answer_or_a_clear_error(tmp_path: Path, events: bool) -> None:
    folder = tmp_path / "store"
    store = Store.open(folder)
    if events:
        con = duckdb.connect()
        con.execute(
            "create table e as select i as event, date '2014-01-01' + i::int as day, date '2014-01-01' + i::int as known_from, 'JPN' as actor, "
            "'CHN' as target, '190' as code, 4::utinyint as quad, 1.0::double as goldstein, 1 as mentions, 1 as articles, "
            "0.5::float as tone, 'JA' as place, 'gdelt' as source, '1.0' as release from range(300) t(i)"
        )
        store.add_relations([("gdelt:1.0:x", con.table("e"))])
    else:
        store.add_facts(some(), origin="test")
    right, path = store.select(), folder / store.manifest.segments[0].file
    whole, errors = path.read_bytes(), 0
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        path.write_bytes(whole[:place] + b"\0" * 64 + whole[place + 64 :])
        try:
            if Store.open(folder).select() != right:
                with pytest.raises(StoreCorrupt):  # a changed figure that can be read is told by the digest
                    Store.open(folder).verify()
        except StoreCorrupt:
            errors += 1
    assert errors > 50


def test_compaction_lays_events_out_by_pair_and_keeps_them(tmp_path: Path) -> None:
    con = duckdb.connect()
    con.execute(
        "create table e as select i as event, date '2014-01-01' + i::int as day, date '2014-01-01' + i::int as known_from, "
        "['JPN', 'CHN', 'USA'][1 + i % 3] as actor, ['CHN', 'USA', 'JPN'][1 + i % 3] as target, '190' as code, 4::utinyint as quad, "
        "1.0::double as goldstein, 1 as mentions, 1 as articles, 0.5::float as tone, 'JA' as place, 'gdelt' as source, '1.0' as release "
        "from range(300) t(i)"
    )
    store = Store.open(tmp_path / "store")
    store.add_relations([("gdelt:1.0:x", con.table("e"))])
    before, pair = store.select(), store.select(parties=["CHN", "JPN"])
    assert len(pair) == 100
    for _ in range(2):
        store.compact()
        assert store.select() == before
        assert store.select(parties=["JPN", "CHN"]) == pair
    file = str(store.folder / store.manifest.events[0].file)
    actors = [row[0] for row in con.execute("select actor from read_parquet($f)", {"f": file}).fetchall()]
    assert actors == sorted(actors)
    assert store.add_relations([("gdelt:1.0:x", con.table("e"))]) == [0]
