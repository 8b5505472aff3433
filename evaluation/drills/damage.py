"""Drills of damage: files of the store, of the pack and of the models, cut short, overwritten, emptied or gone."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import latticework
from drills.told import Told
from drills.writing import BASE, event_file, figures
from latticework.atlas import Atlas
from latticework.errors import LatticeworkError
from latticework.store.refused import keep_refused, refused_rows
from latticework.store.repair import repair
from latticework.store.store import Store

WAYS = ("cut short", "a byte changed", "a block of zeros", "emptied", "gone", "another file")


def harm(path: Path, way: str, lot: random.Random) -> None:
    """Damage a file in one of the ways."""
    content = path.read_bytes()
    place = lot.randrange(len(content))
    if way == "gone":
        path.unlink()
    elif way == "cut short":
        path.write_bytes(content[:place])
    elif way == "a byte changed":
        path.write_bytes(content[:place] + bytes([content[place] ^ (1 + lot.randrange(255))]) + content[place + 1 :])
    elif way == "a block of zeros":
        path.write_bytes(content[:place] + b"\0" * min(512, len(content) - place) + content[place + 512 :])
    else:
        path.write_bytes(b"" if way == "emptied" else lot.randbytes(len(content)))


def stores(times: int, seed: int) -> Iterator[Told]:
    """Damage segments, events, manifests and the file of refused rows: the right answer or a clear error, and a repair."""
    lot = random.Random(seed)
    with tempfile.TemporaryDirectory() as work:
        whole, files = Path(work) / "whole", Path(work) / "files"
        files.mkdir()
        event_file(files, 2_000)
        Store.open(whole).add_facts(figures(BASE), origin="base")
        store = Store.open(whole)
        Atlas(store, store).get("gdelt", files)
        keep_refused(
            whole,
            [{"origin": "gdelt:1.0:x", "file": "x", "row": 1, "reason": "no day", "text": "a"}] * 50,
            origins=["gdelt:1.0:x"],
        )
        right = [fact.id for fact in store.select()]
        names = {"a segment of facts": store.manifest.facts[0].file, "a segment of events": store.manifest.events[0].file, "the manifest": "manifest.json"}  # fmt: skip
        for what, name in names.items():
            told = Told(f"damage to {what}")
            for number in range(times * 2):
                folder, way = Path(work) / "one", WAYS[number % len(WAYS)]
                shutil.copytree(whole, folder)
                harm(folder / name, way, lot)
                told.case(partial(_asked, folder, right), f"{what} {way}, case {number}")
                told.case(partial(_mended, folder, right), f"{what} {way}, mended, case {number}")
                shutil.rmtree(folder)
            yield told
        told = Told("damage to the file of refused rows")
        for number in range(times):
            folder, way = Path(work) / "one", WAYS[number % len(WAYS)]
            shutil.copytree(whole, folder)
            harm(next((folder / "refused").iterdir()), way, lot)
            told.case(partial(_refused, folder), f"refused {way}, case {number}")
            shutil.rmtree(folder)
        yield told


def _refused(folder: Path) -> str:
    return "rows shown" if list(refused_rows(folder)) else "no rows"


def _asked(folder: Path, right: list[str]) -> str:
    store = Store.open(folder)
    found = [fact.id for fact in store.select()]
    if found == right:
        return "right answer"
    if not (folder / "manifest.json").exists():
        return "an empty store, to be filled anew"
    try:
        store.verify()
    except LatticeworkError:
        return "answer changed, seen by doctor alone"
    raise AssertionError(f"{len(found)} facts of {len(right)}, and the store says it is sound")


def _mended(folder: Path, right: list[str]) -> str:
    repair(folder)
    store = Store.open(folder)
    store.verify()
    assert {fact.id for fact in store.select()} <= set(right), "a repair made facts up"
    return "mended"


RUN = "from latticework.doors.cli import main; main()"


def package(times: int, seed: int) -> Iterator[Told]:
    """Damage tables of the pack, of the model of words and the weights in a copy of the package: answers, or a clear error."""
    lot, source = random.Random(seed), Path(latticework.__file__).parent
    with tempfile.TemporaryDirectory() as work:
        home = Path(work) / "home"
        shutil.copytree(source, home / "latticework", ignore=shutil.ignore_patterns("__pycache__"))
        text = Path(work) / "text.txt"
        text.write_text("TOKYO, Jan. 13, 2023 - Japan signed a treaty with Australia.", encoding="utf-8")
        for what, pattern, words in (
            ("a table of the pack", "pack/tables/**/*.csv", ("ties", "Japan", "--as-of", "2023-01-13")),
            ("a table of words", "model/tables/*", ("ties", "Japan", "--as-of", "2023-01-13")),
            ("a model", "text/*_model/*.npz", ("read", str(text))),
        ):
            told = Told(f"damage to {what} of the installation")
            paths = sorted((home / "latticework").glob(pattern))
            for number in range(times):
                path, way = lot.choice(paths), WAYS[number % len(WAYS)]
                kept = path.read_bytes()
                harm(path, way, lot)
                store = Path(work) / f"store{number}"
                told.case(partial(_run, home, words, store, told), f"{path.relative_to(home)} {way}")
                path.write_bytes(kept)
                shutil.rmtree(store, ignore_errors=True)
            yield told


def _run(home: Path, words: tuple[str, ...], store: Path, told: Told) -> str:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(home), "LATTICEWORK_STORE": str(store), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert "Traceback" not in done.stderr, "a traceback: " + done.stderr.strip().splitlines()[-1]
    if done.returncode:
        told.error = told.error or done.stderr.strip().replace("\n", " ").replace(str(home), "")
        return "clear error"
    return "answered from what could be read"
