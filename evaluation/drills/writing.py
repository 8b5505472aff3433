"""Drills of the store's writing: kills, writers at once, readers beside a writer."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from drills.told import Told
from latticework.atlas import Atlas
from latticework.errors import StoreLocked
from latticework.model.fact import Fact, content_id
from latticework.sources.gdelt import LAYOUTS
from latticework.store import manifest as manifests
from latticework.store.store import Store

FORK = multiprocessing.get_context("fork")
BASE, ROWS = 500, 20_000
STATES = ("JPN", "CHN", "USA", "KOR", "RUS", "UKR", "IND", "AUS")
TEXTS = ("Japan signed a treaty with Australia on Monday.", "Russia attacked Ukraine with 20 missiles.",
         "China sent ten ships to the Philippines.", "The United States approved the sale of 12 jets to Poland.")  # fmt: skip


def figures(count: int, first: int = 0) -> list[Fact]:
    """Make so many figures, each another fact."""
    rows = (
        {"kind": "population", "about": STATES[n % 8], "valid_from": date(1800 + n % 200, 1, 1), "valid_to": date(1801 + n % 200, 1, 1),
         "precision": "year", "value": float(n), "unit": "persons", "basis": "", "status": "", "detail": "", "known_from": date(2020, 1, 1),
         "source": "drill", "release": "1", "locator": f"row {n}", "quote": "", "read_by": "drill/1"}
        for n in range(first, first + count)
    )  # fmt: skip
    return [Fact.from_row({"id": content_id(row), **row}) for row in rows]


def event_file(folder: Path, rows: int) -> None:
    """Write an event file of so many rows between two different states."""
    lot, lines = random.Random(1), []
    for number in range(rows):
        one, two = lot.sample(STATES, 2)
        day = (date(2014, 1, 1) + timedelta(number % 300)).strftime("%Y%m%d")
        given = {
            "GLOBALEVENTID": str(number), "SQLDATE": day, "Actor1CountryCode": one, "Actor2CountryCode": two, "EventCode": "190",
            "QuadClass": "4", "GoldsteinScale": "-10.0", "NumMentions": "3", "NumArticles": "2", "AvgTone": "-1.5",
            "ActionGeo_CountryCode": "JA", "DATEADDED": day,
        }  # fmt: skip
        lines.append("\t".join(given.get(name, "") for name in LAYOUTS[1].columns))
    (folder / "20140101.export.CSV").write_text("\n".join(lines) + "\n", encoding="utf-8")


def kills(times: int, seed: int) -> Iterator[Told]:
    """Kill imports, reads of texts and compactions at random points; then all must be there once, or not at all."""
    with tempfile.TemporaryDirectory() as work:
        files, texts = Path(work) / "files", Path(work) / "texts"
        files.mkdir()
        texts.mkdir()
        event_file(files, ROWS)
        for number, text in enumerate(TEXTS * 3):
            (texts / f"{number}.txt").write_text(f"TOKYO, Jan. {number + 1}, 2023 - {text}", encoding="utf-8")
        for what, run in (
            ("import of 20,000 events", lambda folder: _get(folder, files)),
            ("import of 20,000 facts", lambda folder: Store.open(folder).add_facts(MANY, origin="many")),
            ("reading of 12 texts into the store", lambda folder: _read(folder, texts)),
            ("compaction", lambda folder: Store.open(folder).compact()),
        ):
            yield _killed(what, run, times // 4, Path(work), seed)


MANY = figures(ROWS, 10_000)


def _get(folder: Path, files: Path) -> None:
    store = Store.open(folder)
    Atlas(store, store).get("gdelt", files)


def _read(folder: Path, texts: Path) -> None:
    from latticework.text.facts import facts_of
    from latticework.text.inputs import documents
    from latticework.text.read import read_documents

    made = [fact for read in read_documents(documents([str(texts)])) for fact in facts_of(read, "drill")]  # type: ignore[arg-type]
    assert made
    Store.open(folder).add_facts(made, origin="text:drill")


def _based(folder: Path, what: str) -> None:
    for part in range(2):
        Store.open(folder).add_facts(figures(BASE // 2, part * 1000), origin="base")
    if what == "compaction":
        Store.open(folder).add_facts(MANY, origin="base")


def _killed(what: str, run: Callable[[Path], object], times: int, work: Path, seed: int) -> Told:
    told, lot = Told(f"kill -9 during {what}"), random.Random(seed)
    whole = work / "whole"
    _based(whole, what)
    before = {fact.id for fact in Store.open(whole).select()}
    run(whole)  # modules and models are loaded now, so that kills fall into the work itself
    after = {fact.id for fact in Store.open(whole).select()}
    begun = time.perf_counter()
    again = work / "timed"
    _based(again, what)
    begun = time.perf_counter()
    run(again)
    takes = time.perf_counter() - begun
    for number in range(times):
        folder = work / f"kill{number}"
        _based(folder, what)
        child = FORK.Process(target=_quiet, args=(run, folder))
        child.start()
        time.sleep(lot.uniform(0, 1.6 * takes))
        if child.pid and child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        told.case(lambda folder=folder: _sound(folder, run, before, after), f"{what}, kill {number}")
        shutil.rmtree(folder)
    for folder in (whole, again):
        shutil.rmtree(folder)
    return told


def _quiet(run: Callable[[Path], object], folder: Path) -> None:
    run(folder)
    os._exit(0)


def _sound(folder: Path, run: Callable[[Path], object], before: set[str], after: set[str]) -> str:
    """Say which of the two the store holds; then do the work again and hold it whole, every fact once."""
    store = Store.open(folder)
    store.verify()
    found = [fact.id for fact in store.select()]
    assert len(found) == len(set(found)), "a fact stands twice"
    assert set(found) in (before, after), f"{len(found)} facts, neither {len(before)} nor {len(after)}"
    run(folder)
    assert sorted(fact.id for fact in Store.open(folder).select()) == sorted(after), (
        "the run after the kill is not whole"
    )
    if before == after:
        return "whole"
    return "nothing of it yet" if set(found) == before else "all of it"


def writers(each: int) -> Told:
    """Let two processes write at once; whoever finds the lock held is told so and tries again."""
    told = Told("two writers at once")
    with tempfile.TemporaryDirectory() as work:
        folder, refusals = Path(work) / "store", FORK.Value("i", 0)
        children = [FORK.Process(target=_writes, args=(folder, each, first, refusals)) for first in (0, 1_000_000)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        told.tried = 2 * each

        def run() -> str:
            found = Store.open(folder).count()["population"]
            assert found == 2 * each * 10, f"{found} facts of {2 * each * 10}"
            return f"all facts there; told to wait {refusals.value} times; stores sound"

        told.case(run)
        told.tried -= 1
        try:
            with manifests.writing(folder):
                child = FORK.Process(target=_writes, args=(folder, 1, 5, refusals, False))
                child.start()
                child.join()
                Store.open(folder).add_facts(figures(1), origin="x")
        except StoreLocked as error:
            told.error = str(error).replace("\n", " ").replace(work, "")
    return told


def _writes(folder: Path, each: int, first: int, refusals: object, again: bool = True) -> None:
    for number in range(each):
        while True:
            try:
                Store.open(folder).add_facts(figures(10, first + number * 10), origin=f"writer:{first}")
                break
            except StoreLocked:
                refusals.value += 1  # type: ignore[attr-defined]
                if not again:
                    break
                time.sleep(0.01)
    os._exit(0)


def readers(number: int, writes: int) -> Told:
    """Let readers, each a process, ask again and again beside a writer that imports and compacts."""
    told = Told(f"{number} readers beside a writer")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "store"
        Store.open(folder).add_facts(figures(100), origin="base")
        done, results = FORK.Event(), FORK.Queue()
        children = [FORK.Process(target=_reads, args=(folder, done, results)) for _ in range(number)]
        for child in children:
            child.start()
        for turn in range(1, writes + 1):
            Store.open(folder).add_facts(figures(100, turn * 100), origin="more")
            if turn % 5 == 0:
                Store.open(folder).compact()
        done.set()
        for _ in children:
            reads, faults = results.get()
            told.tried += reads
            told.seen["whole answers"] += reads - len(faults)
            told.lost += faults
        for child in children:
            child.join()
    return told


def _reads(folder: Path, done: object, results: object) -> None:
    reads, faults, last = 0, [], 0
    while True:
        over = done.is_set()  # type: ignore[attr-defined]
        try:
            found = len(Store.open(folder).select(["population"]))
            if found % 100 or found < last:
                faults.append(f"a reader saw {found} facts after {last}")
            last = found
        except Exception as error:
            faults.append(f"{type(error).__name__}: {error}"[:200])
        reads += 1
        if over:
            break
    results.put((reads, faults))  # type: ignore[attr-defined]
