"""The trail: at which documents a worker is, written beside the work, so that a worker that dies tells at which it did."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from latticework.doors.corpus.folder import WORK

ENOUGH = 3
"""So often must workers end at a document read alone before it is set aside: what kills workers from outside hits one
document more than once only by a rare chance."""


class Trail:
    """Where workers ended in one shard: stretches of rows, `start` to `stop`.

    Where one ended, the next reads document by document, and one at which workers ended `ENOUGH` times alone is set aside.
    """

    def __init__(self, out: Path, name: str) -> None:
        self._at, self._ends = out / WORK / f"{name}.at", out / WORK / f"{name}.ends"
        self._note()
        stretches = [tuple(map(int, line.split())) for line in _read(self._ends).splitlines()]
        self._suspect = {row for start, stop in stretches for row in range(start, stop)}
        alone = Counter(start for start, stop in stretches if stop - start == 1)
        self.set_aside = {row for row, times in alone.items() if times >= ENOUGH}

    def _note(self) -> None:
        """Take over where the worker before ended, if it did not come to an end by itself."""
        last = _read(self._at).split()
        if len(last) == 2 and all(word.isdigit() for word in last):
            with self._ends.open("a") as handle:
                handle.write(f"{last[0]} {last[1]}\n")
        self._at.unlink(missing_ok=True)

    def alone(self, row: int) -> bool:
        """Whether a row is to be read alone."""
        return row in self._suspect

    def step(self, start: int, stop: int) -> None:
        """Say that rows `start` to `stop` come next."""
        self._at.write_text(f"{start} {stop}\n")

    def leave(self) -> None:
        """Say that the worker goes away by itself, its work not done: nobody ended it here."""
        self._at.unlink(missing_ok=True)

    def end(self) -> None:
        """Say that the shard is done."""
        self.leave()
        self._ends.unlink(missing_ok=True)


def forget(out: Path, name: str) -> None:
    """Forget where a worker was in a shard: the run ended it, no document did."""
    (out / WORK / f"{name}.at").unlink(missing_ok=True)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
