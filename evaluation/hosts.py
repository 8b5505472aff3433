"""Reading on two machines: a scheduler and a worker on one host, a worker on another, the asker on a third, and a cable that is cut.

    uv run --group dev --extra dask --extra arrow python evaluation/hosts.py [--shards 8] [--documents 100] [--cut 30]

The hosts are network namespaces of this machine joined by a bridge (Linux, as root, with `ip` of iproute2); they share the disk, as
the machines of a cluster do. The corpus is the project's own annotated texts, repeated. First both workers read it; then again, and
the second host's cable is cut after so many seconds; then one process reads it alone. Prints the seconds of each run, and whether the
facts of the three are the same to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path

ARTICLES = Path(__file__).resolve().parents[1] / "corpus" / "articles"
BRIDGE, HOSTS, PORT = "lwbridge", ("lwone", "lwtwo", "lwask"), 8786
NET = "10.77.0"
"""A private network that lives inside the namespaces."""

Words = Sequence[str]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shards", type=int, default=8)
    options.add_argument("--documents", type=int, default=100, help="of each shard")
    options.add_argument("--cut", type=float, default=30, help="seconds after which the cable is cut")
    given = options.parse_args()
    if os.geteuid() != 0:
        sys.exit("network namespaces need root")
    with tempfile.TemporaryDirectory() as folder, network():
        place = Path(folder)
        number = corpus(place / "corpus", given.shards, given.documents)
        print(f"{number:,} documents in {given.shards} shards", flush=True)
        with cluster(place):
            told("two hosts", read(place, "two", ("--cluster", f"tcp://{NET}.1:{PORT}"), host=HOSTS[2]))
        with cluster(place):
            cutting = threading.Timer(given.cut, ip, (("link", "set", f"{HOSTS[1]}0", "down"),))
            cutting.start()
            spent = read(place, "cut", ("--cluster", f"tcp://{NET}.1:{PORT}"), host=HOSTS[2])
            told(
                f"two hosts, one cut off after {given.cut:.0f} s"
                if not cutting.is_alive()
                else "two hosts, done before the cut",
                spent,
            )
            cutting.cancel()
            ip(("link", "set", f"{HOSTS[1]}0", "up"))
        told("one process", read(place, "one", ("--workers", "1")))
        same = {digest(place / name) for name in ("two", "cut", "one")}
        print(f"facts of the three runs: {'the same to the byte' if len(same) == 1 else 'DIFFERENT'}")


def corpus(folder: Path, shards: int, documents: int) -> int:
    """Write shards of JSON lines; give the number of documents."""
    folder.mkdir()
    rows = cycle([json.loads(path.read_text(encoding="utf-8")) for path in sorted(ARTICLES.glob("*.json"))])
    for shard in range(shards):
        lines = (
            json.dumps({"id": f"{shard}-{i}", "text": row["text"], "date": row["published"]})
            for i, row in enumerate(islice(rows, documents))
        )
        (folder / f"part-{shard:03}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return shards * documents


def ip(words: Words) -> None:
    """Run `ip`; raises when it fails."""
    subprocess.run(["ip", *words], check=True)


@contextmanager
def network() -> Iterator[None]:
    """Lay out three hosts on one bridge, and take them away again."""
    try:
        ip(("link", "add", BRIDGE, "type", "bridge"))
        ip(("link", "set", BRIDGE, "up"))
        for number, host in enumerate(HOSTS, 1):
            ip(("netns", "add", host))
            ip(("link", "add", f"{host}0", "type", "veth", "peer", "name", f"{host}1"))
            ip(("link", "set", f"{host}1", "netns", host))
            ip(("link", "set", f"{host}0", "master", BRIDGE))
            ip(("link", "set", f"{host}0", "up"))
            for words in (
                ("addr", "add", f"{NET}.{number}/24", "dev", f"{host}1"),
                ("link", "set", f"{host}1", "up"),
                ("link", "set", "lo", "up"),
            ):
                ip(("netns", "exec", host, "ip", *words))
        yield
    finally:
        for host in HOSTS:
            subprocess.run(["ip", "netns", "del", host], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(["ip", "link", "del", BRIDGE], check=False, stderr=subprocess.DEVNULL)


@contextmanager
def cluster(place: Path) -> Iterator[None]:
    """Run a scheduler and a worker on the first host and a worker on the second."""
    address = f"tcp://{NET}.1:{PORT}"
    started = [on(place, HOSTS[0], "scheduler", "--port", str(PORT), "--host", f"{NET}.1")]
    time.sleep(5)
    try:
        for number, host in enumerate(HOSTS[:2], 1):
            started.append(
                on(
                    place,
                    host,
                    "worker",
                    address,
                    "--nthreads",
                    "1",
                    "--memory-limit",
                    "2GiB",
                    "--host",
                    f"{NET}.{number}",
                )
            )
        time.sleep(5)
        yield
    finally:
        for process in reversed(started):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def on(place: Path, host: str, what: str, *words: str) -> subprocess.Popen[bytes]:
    """Start a part of dask on a host."""
    return subprocess.Popen(
        ["ip", "netns", "exec", host, sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *words],
        cwd=place, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def read(place: Path, out: str, who: Words, *, host: str = "") -> float:
    """Read the corpus into a folder; give the seconds it took."""
    inside = ("ip", "netns", "exec", host) if host else ()
    begun = time.monotonic()
    subprocess.run(
        [*inside, str(Path(sys.executable).with_name("latticework")), "read", "corpus", *who, "--out", out],
        cwd=place, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.monotonic() - begun


def told(name: str, spent: float) -> None:
    """Print a line of the table."""
    print(f"{name:40s} {spent:6.0f} s", flush=True)


def digest(folder: Path) -> str:
    """Digest the facts of a run, shard by shard."""
    found = hashlib.sha256()
    for path in sorted((folder / "shards").glob("*/facts.parquet")):
        found.update(path.parent.name.encode() + path.read_bytes())
    return found.hexdigest()


if __name__ == "__main__":
    main()
