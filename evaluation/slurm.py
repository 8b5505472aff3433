"""Reading by the jobs of SLURM: the two examples of docs/scale.md, as they stand there, on two nodes laid out on this machine.

    python3 -m venv VENV && VENV/bin/pip install '.[dask,arrow]' dask-jobqueue
    VENV/bin/python evaluation/slurm.py [--shards 8] [--documents 40]

Needs SLURM with munge (on Debian `apt-get install slurm-wlm munge`), built to run several slurmd on one machine, as Debian's is. The
daemons run as the user who asks, out of a temporary folder, and end with it. Of the examples only the paths, the size of the array
and of the cluster are changed. The array reads a small corpus; reads it again, is cancelled when a third of the shards are whole, and
is submitted a second time; then the workers of dask-jobqueue read it; then one process alone. Prints the seconds and the states of
the jobs, and whether the facts of the runs are the same to the byte.
"""

from __future__ import annotations

import argparse
import getpass
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from hosts import corpus, digest

DOCS = Path(__file__).resolve().parents[1] / "docs" / "scale.md"
NEEDED = ("munged", "slurmctld", "slurmd", "sbatch", "scancel", "squeue", "sinfo")
PATH = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
"""Daemons are in folders that a user's path may lack."""
PATIENCE = 600.0
CONFIGURATION = """
ClusterName=latticework
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={place}/munge/socket
CredType=cred/munge
SlurmctldPort=16817
SlurmctldPidFile={place}/slurmctld.pid
SlurmdPidFile={place}/slurmd-%n.pid
SlurmdSpoolDir={place}/spool-%n
StateSaveLocation={place}/state
SlurmdParameters=config_overrides
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
KillWait=5
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
NodeName=lwn[1-2] NodeHostname={host} NodeAddr=127.0.0.1 Port=[16818-16819] CPUs=2 RealMemory=8000
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""
"""Two nodes of two processors each, whatever the machine has; nothing is kept of the jobs when they are over."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shards", type=int, default=8)
    options.add_argument("--documents", type=int, default=40, help="of each shard")
    given = options.parse_args()
    missing = [name for name in NEEDED if not shutil.which(name, path=PATH)]
    if missing:
        sys.exit(f"SLURM is not installed, nothing was checked: no {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)  # munge wants to see the way to its socket
        array, queue = examples(place)
        number = corpus(place / "corpus", given.shards, given.documents)
        with cluster(place):
            print(f"{number:,} documents in {given.shards} shards; {asked('sbatch', '--version')}", flush=True)
            runs = [whole(place, array), broken(place, array, given.shards // 3)]
            if find_spec("dask_jobqueue"):
                runs.append(queued(place, queue))
            else:
                print("dask-jobqueue is not installed: its example was not run")
        runs.append(alone(place))
    print(f"facts of the {len(runs)} runs: {'the same to the byte' if len(set(runs)) == 1 else 'DIFFERENT'}")
    if len(set(runs)) > 1:
        sys.exit(1)


def examples(place: Path) -> tuple[str, str]:
    """Give the script of the array and that of dask-jobqueue, with the paths of this machine and a cluster of three jobs."""
    section = DOCS.read_text(encoding="utf-8").partition("### SLURM\n")[2].partition("\n### ")[0]
    found = dict(re.findall(r"```(sh|py)\n(.*?)```", section, re.DOTALL))
    here = {"/shared/venv": sys.prefix, "/shared": str(place), "0-63": "0-2", "maximum=64": "maximum=2"}
    found = {kind: re.sub("|".join(here), lambda met: here[met[0]], text) for kind, text in found.items()}
    return found["sh"], found["py"]


@contextmanager
def cluster(place: Path) -> Iterator[None]:
    """Run the daemons of a cluster out of a folder, and end its jobs and them."""
    (place / "munge").mkdir(mode=0o755)
    (place / "state").mkdir()
    key = place / "munge" / "key"
    key.touch(mode=0o600)
    key.write_bytes(secrets.token_bytes(1024))
    configuration = place / "slurm.conf"
    host = socket.gethostname().partition(".")[0]
    configuration.write_text(CONFIGURATION.format(host=host, user=getpass.getuser(), place=place), encoding="utf-8")
    os.environ |= {"SLURM_CONF": str(configuration), "PATH": PATH}
    munge = [f"--{name}-file={place}/munge/{name}" for name in ("key", "pid", "log", "seed")]
    started: list[subprocess.Popen[bytes]] = []
    try:
        started.append(daemon(place, "munged", "--foreground", f"--socket={place}/munge/socket", *munge))
        time.sleep(2)
        started.append(daemon(place, "slurmctld", "-D"))
        started += [daemon(place, "slurmd", "-D", "-N", node) for node in ("lwn1", "lwn2")]
        wait_for(lambda: asked("sinfo", "-h", "-t", "idle", "-o", "%D") == "2", 60, "the nodes did not come up")
        yield
        subprocess.run(["scancel", "--user", getpass.getuser()], check=False)
        wait_for(lambda: not asked("squeue", "-h"), 60, "jobs did not end")
    finally:
        for process in reversed(started):
            process.terminate()
        for process in reversed(started):
            process.wait(timeout=30)


def daemon(place: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start a daemon in the foreground of a process of its own."""
    with (place / "daemons.log").open("ab") as log:
        return subprocess.Popen(words, cwd=place, start_new_session=True, stdout=log, stderr=log)


def asked(*words: str) -> str:
    """Ask SLURM."""
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def wait_for(true: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Wait until something is true; end the program when it takes too long."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            sys.exit(otherwise)
        time.sleep(0.5)


def submit(place: Path, script: str) -> str:
    """Submit the script of the array; give the number of the job."""
    (place / "array.sh").write_text(script, encoding="utf-8")
    return asked("sbatch", "--parsable", f"--chdir={place}", str(place / "array.sh"))


def over(job: str) -> str:
    """Wait until a job is over; give the states its tasks ended in."""
    wait_for(lambda: not asked("squeue", "-h", "-j", job), PATIENCE, f"job {job} did not end")
    return ", ".join(sorted(asked("squeue", "-h", "-t", "all", "-r", "-j", job, "-o", "%K %T").splitlines()))


def done(place: Path) -> int:
    """Count the shards that are whole."""
    return len(list((place / "facts" / "shards").glob("*/account.json")))


def kept(place: Path, name: str) -> str:
    """Put the facts of a run aside; give their digest. Ends the program, with what the jobs said, when there are none."""
    if not done(place):
        logs = (path.read_text(errors="replace")[-1000:] for path in sorted(place.glob("slurm-*.out")))
        sys.exit("\n".join(("nothing was read; the jobs said:", *logs)))
    return digest((place / "facts").rename(place / name))


def whole(place: Path, script: str) -> str:
    """Read by the array, undisturbed."""
    begun = time.monotonic()
    told(place, "array", begun, over(submit(place, script)))
    return kept(place, "array")


def broken(place: Path, script: str, shards: int) -> str:
    """Read by the array, cancel it when so many shards are whole, and submit the same again."""
    begun, job = time.monotonic(), submit(place, script)
    wait_for(lambda: done(place) >= shards, PATIENCE, "the array read nothing")
    subprocess.run(["scancel", job], check=True)
    told(place, "array, cancelled", begun, over(job))
    begun = time.monotonic()
    told(place, "submitted again", begun, over(submit(place, script)))
    return kept(place, "again")


def queued(place: Path, script: str) -> str:
    """Read by workers that dask-jobqueue asks for."""
    begun = time.monotonic()
    with (place / "queue.log").open("wb") as log:
        subprocess.run([sys.executable, "-c", script], cwd=place, check=True, stdout=log, stderr=log, timeout=PATIENCE)
    told(place, "dask-jobqueue", begun)
    return kept(place, "queue")


def alone(place: Path) -> str:
    """Read by one process."""
    begun = time.monotonic()
    words = ("read", str(place / "corpus"), "--workers", "1", "--out", str(place / "facts"))
    subprocess.run([f"{sys.prefix}/bin/latticework", *words], cwd=place, check=True, stdout=subprocess.DEVNULL)
    told(place, "one process", begun)
    return kept(place, "alone")


def told(place: Path, name: str, begun: float, states: str = "") -> None:
    """Print a line of the table."""
    print(f"{name:18s} {time.monotonic() - begun:5.0f} s  {done(place)} shards  {states}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
