"""The folder of a run: each shard of facts a folder of its own, put in place whole by one renaming, or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any, cast

from latticework.doors.corpus.shard import Form, Settings
from latticework.errors import RunStopped, StoreUnwritable, UsageError

SHARDS, WORK, PLANS, OLD = "shards", ".work", ".plans", "old"
RUN, MANIFEST, REFUSED, ACCOUNT = "run.json", "manifest.json", "refused.jsonl", "account.json"
GRACE_SECONDS = 3600
"""How long an unfinished shard lies before it is swept: a worker cut off from its run may still be writing it."""

_TOLD = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)
"""What a library may say at length, and the system says in a few words."""

_WORDS = {
    "coder": "the coder", "label": "the coder's version", "reader": "the code and tables that read", "size": "the shard size",
    "published": "the publication day", "form": "the form of the facts", "corpus": "the corpus",
}  # fmt: skip

AGAIN = "make room or mend the folder, and run the same command again: what is done is kept"


def replace(path: Path, lines: Iterable[str]) -> None:
    """Write a file whole and to the disk, or not at all."""
    part = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        _write(part, lines)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def prepare(out: Path, settings: Settings) -> None:
    """Make the folder, or go on in one of the same settings. Raises UsageError for one of others, RunStopped if unwritable."""
    try:
        for name in (SHARDS, WORK, PLANS):
            (out / name).mkdir(parents=True, exist_ok=True)
        try:
            before = json.loads((out / RUN).read_bytes())
        except FileNotFoundError:
            before = settings.as_json()
            replace(out / RUN, [json.dumps(before, indent=1)])
        _sweep(out / WORK)
        replace(out / WORK / "probe", [])
        (out / WORK / "probe").unlink(missing_ok=True)
    except ValueError as error:
        raise UsageError(f"{RUN} cannot be read: {error}", place=str(out), next_step="choose another --out") from error
    except OSError as error:
        raise unwritable(out, error) from error
    other = [name for name, value in settings.as_json().items() if before.get(name) != value]
    if other:
        said = "; ".join(
            f"{_WORDS[name]} was {before.get(name)!r} and is {settings.as_json()[name]!r}" for name in other
        )
        raise UsageError(
            f"the folder holds facts of another run: {said}", place=str(out), next_step="choose another --out"
        )
    with suppress(OSError):
        (out / MANIFEST).unlink()  # it says what is whole at the end of a run, and this one begins


def unwritable(out: Path, error: BaseException) -> RunStopped:
    """Say that the folder cannot be written, and what to do."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error).splitlines()[0]
    why = next((os.strerror(number) for number in _TOLD if os.strerror(number) in why), why)
    return RunStopped(f"cannot write facts: {why}", place=str(out), next_step=AGAIN)


def account_of(out: Path, name: str) -> dict[str, Any] | None:
    """Give the account of a shard that is done; None when it is not, or its facts are no longer whole."""
    folder = out / SHARDS / name
    try:
        account = cast(dict[str, Any], json.loads((folder / ACCOUNT).read_bytes()))
        if account["file"] and (folder / account["file"]).stat().st_size != account["bytes"]:
            return None
    except (OSError, ValueError, KeyError):
        return None
    return account


def commit(
    out: Path, name: str, form: Form, rows: Sequence[Mapping[str, object]], refused: Sequence[object],
    account: dict[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """Put a shard of facts in place with its account; gives the account that stands, which may be another worker's.

    Raises OSError or StoreUnwritable when the folder cannot be written; nothing half-written stays then.
    """
    work = out / WORK / f"{name}.{token_hex(6)}"
    try:
        work.mkdir()
        written, count = _facts(work, form, rows)
        size = (work / written).stat().st_size if written else 0
        account = {**account, "name": name, "facts": count, "file": written, "bytes": size, "refused": len(refused)}
        if refused:
            _write(work / REFUSED, (json.dumps(one, ensure_ascii=False) + "\n" for one in refused))
        _write(work / ACCOUNT, [json.dumps(account, indent=1)])
        _settle(work)
        if (out / SHARDS / name).exists() and account_of(out, name) is None:
            put_aside(out, name)  # what stands there is damaged
        os.rename(work, out / SHARDS / name)
        _settle(out / SHARDS)
    except (OSError, StoreUnwritable):
        there = account_of(out, name)  # another worker was first: its shard stands
        if there is None:
            raise
        return there
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return account


def _facts(work: Path, form: Form, rows: Sequence[Mapping[str, object]]) -> tuple[str, int]:
    """Write the facts, each once; gives the file, empty when there are none, and their number."""
    if form == "parquet":
        from latticework.store.segment import write

        segment = write(work, rows, origin="corpus")
        if segment is None:
            return "", 0
        os.rename(work / segment.file, work / "facts.parquet")
        return "facts.parquet", segment.rows
    once = {str(row["id"]): row for row in rows}
    if once:
        _write(work / "facts.jsonl", (json.dumps(r, ensure_ascii=False, default=str) + "\n" for r in once.values()))
    return "facts.jsonl" if once else "", len(once)


def put_aside(out: Path, name: str) -> None:
    """Move a shard out of the way: one that is damaged, or that no file of the corpus stands behind any more."""
    (out / OLD).mkdir(exist_ok=True)
    os.rename(out / SHARDS / name, out / OLD / f"{name}.{token_hex(4)}")


def names(out: Path) -> set[str]:
    """Give the names of the shards in place."""
    return {entry.name for entry in os.scandir(out / SHARDS)}


def refused_of(out: Path, accounts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Give the lines of what the shards refused."""
    for account in accounts:
        if account["refused"]:
            yield (out / SHARDS / str(account["name"]) / REFUSED).read_text(encoding="utf-8")


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(lines)
        handle.flush()
        os.fsync(handle.fileno())


def _settle(folder: Path) -> None:
    """Bring the entries of a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def tidy(out: Path, done: Container[str]) -> None:
    """Take away what workers that died left of shards that are done."""
    for path in (out / WORK).iterdir():
        if path.name.partition(".")[0] in done:
            _remove(path)


def _sweep(work: Path) -> None:
    for path in work.iterdir():
        if path.suffix not in (".at", ".ends") and time.time() - path.stat().st_mtime > GRACE_SECONDS:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
