"""Cutting a few columns out of a wide event file by its tabs, before anything is parsed: one pass, constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from latticework.errors import DataError

if TYPE_CHECKING:
    import numpy as np

    Places = np.ndarray[tuple[int, ...], np.dtype[np.intp]]
    Bytes = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]

PIECE = 1 << 18
"""Bytes read at once: small enough for the processor's cache, and for memory to be used again without asking the system."""

MOST_REFUSED = 100_000
"""From so many broken rows on, a file is taken to be of another kind."""

_TAB, _END = 9, 10
_NEAR = 3
_LONGEST_CODE = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """What is cut out of a row: columns in order, counted from 0; the last is cut to `last_bytes`.

    `widths` are the numbers of columns a row may have, the usual one first. Rows whose two `sides` are empty or equal are
    left out.
    """

    widths: tuple[int, ...]
    columns: tuple[int, ...]
    sides: tuple[int, int]
    last_bytes: int

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Give the columns as runs from a column to a column (both counted in); those a few apart are cut out in one piece."""
        runs: list[tuple[int, int]] = []
        for column in self.columns[:-1]:
            if runs and column - runs[-1][1] <= _NEAR:
                runs[-1] = (runs[-1][0], column)
            else:
                runs.append((column, column))
        return (*runs, (self.columns[-1], self.columns[-1]))

    def written(self) -> tuple[int, ...]:
        """Give the columns as they stand in what is written: those taken, and those between them in one piece."""
        return tuple(column for first, last in self.spans() for column in range(first, last + 1))


@dataclass(slots=True)
class Tally:
    """What was found: rows (empty lines are none), rows written, and rows of another number of columns, each with its text."""

    rows: int = 0
    kept: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)


def narrow(source: Path, target: Path, plan: Plan) -> Tally:
    """Write the columns of a plan into a new file, one line a row of two different sides; raises DataError when too many rows are broken."""
    tally, first = Tally(), 1
    with target.open("wb", buffering=0) as out:
        for data, until in _pieces(source):
            found = _cut(data, until, plan)
            out.write(found.text.data)
            tally.rows += found.rows
            tally.kept += len(found.kept)
            for line, width in found.broken:
                reason = f"{width} columns, where the file has {' or '.join(map(str, plan.widths))}"
                tally.refused.append((first + line, reason, _line(data, until, line)))
            first += found.lines
            if len(tally.refused) > MOST_REFUSED:
                raise DataError(
                    f"more than {MOST_REFUSED:,} rows have another number of columns than the first rows",
                    place=f"{source.name}, row {tally.refused[0][0]}",
                    next_step="get the file again from its official address; nothing was imported",
                )
    return tally


def originals(source: Path, plan: Plan, wanted: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Find the rows that lines of the narrow file (counted from 1) were cut from: number and text, in a second pass."""
    found: dict[int, tuple[int, str]] = {}
    left, written, first = sorted(set(wanted)), 0, 1
    for data, until in _pieces(source):
        if not left:
            break
        cut = _cut(data, until, plan)
        while left and left[0] <= written + len(cut.kept):
            line = int(cut.kept[left[0] - written - 1])
            found[left.pop(0)] = (first + line, _line(data, until, line))
        written, first = written + len(cut.kept), first + cut.lines
    return found


@dataclass(frozen=True, slots=True)
class _Cut:
    """What was cut out of a piece: the text, its lines, rows that are not empty, and which lines were kept or are broken."""

    text: Bytes
    lines: int
    rows: int
    kept: Places
    broken: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a piece that can be read: the mark after each column, where they begin, their lines; all rows, and the broken."""

    grid: Places
    begins: Places
    lines: Places
    number: int
    broken: list[tuple[int, int]]


def _pieces(source: Path) -> Iterator[tuple[bytearray, int]]:
    """Give the file in pieces of whole lines: a buffer that is used again, and where its last line ends."""
    buffer, have = bytearray(PIECE), 0
    with source.open("rb", buffering=0) as handle:
        while got := handle.readinto(memoryview(buffer)[have:]):
            have += got
            until = buffer.rfind(b"\n", 0, have) + 1
            if until:
                yield buffer, until
                buffer[: have - until] = buffer[until:have]
                have -= until
            elif have == len(buffer):
                buffer = buffer + bytearray(len(buffer))
    if have:
        buffer = buffer[:have] + b"\n"
        yield buffer, have + 1


def _cut(data: bytearray, until: int, plan: Plan) -> _Cut:
    import numpy as np  # answering needs no numpy, and it is slow to import

    text = np.frombuffer(data, np.uint8, until)
    if data.find(b"\r", 0, until) >= 0:
        text = np.frombuffer(data[:until].replace(b"\r\n", b"\n"), np.uint8)
    marks, line_ends = _marks(text)
    usual = plan.widths[0]
    even = len(marks) == usual * line_ends and bool((text[marks[usual - 1 :: usual]] == _END).all())
    rows = _even(marks, line_ends, usual) if even else _uneven(text, marks, plan)
    kept = _differing(text, rows.grid, plan.sides)
    copied = _copied(text, rows.grid, rows.begins, kept, plan)
    return _Cut(copied, line_ends, rows.number, rows.lines[kept], rows.broken)


def _marks(text: Bytes) -> tuple[Places, int]:
    """Give the places of tabs and line ends, and the number of line ends."""
    import numpy as np

    line_ends = text == _END
    low = text <= _END if text.min() >= _TAB else line_ends | (text == _TAB)
    return np.flatnonzero(low), int(np.count_nonzero(line_ends))


def _even(marks: Places, number: int, width: int) -> _Rows:
    """Lay out rows that are all of one width."""
    import numpy as np

    grid = marks.reshape(number, width)
    return _Rows(grid, np.concatenate(([0], grid[:-1, -1] + 1)), np.arange(number), number, [])


def _uneven(text: Bytes, marks: Places, plan: Plan) -> _Rows:
    """Lay out rows whose width is one of the plan's, and name the others; empty lines are none."""
    import numpy as np

    ends = np.flatnonzero(text[marks] == _END)
    widths = np.diff(ends, prepend=-1)
    begins = np.concatenate(([0], marks[ends[:-1]] + 1))
    empty = (widths == 1) & (marks[ends] == begins)
    fits = np.isin(widths, plan.widths)
    lines = np.flatnonzero(fits)
    firsts = (ends - widths + 1)[lines]
    grid = marks[firsts[:, None] + np.arange(min(plan.widths))]
    broken = [(int(line), int(widths[line])) for line in np.flatnonzero(~fits & ~empty)]
    return _Rows(grid, begins[lines], lines, len(ends) - int(empty.sum()), broken)


def _differing(text: Bytes, grid: Places, sides: tuple[int, int]) -> Places:
    """Give the rows with two sides that are neither empty nor the same; very long ones are left to the reader of the result."""
    import numpy as np

    begins, ends = zip(*((grid[:, side - 1] + 1, grid[:, side]) for side in sides), strict=True)
    kept = np.flatnonzero((ends[0] > begins[0]) & (ends[1] > begins[1]))
    one, two = begins[0][kept], begins[1][kept]
    lengths = ends[0][kept] - one
    same = lengths == ends[1][kept] - two
    for place in range(min(int(lengths.max(initial=0)), _LONGEST_CODE)):
        same &= (text.take(one + place, mode="clip") == text.take(two + place, mode="clip")) | (lengths <= place)
    differing: Places = kept[~same | (lengths > _LONGEST_CODE)]
    return differing


def _copied(text: Bytes, grid: Places, starts: Places, kept: Places, plan: Plan) -> Bytes:
    """Copy the spans of rows one after the other, each with the mark that ends it; the last ends the line."""
    import numpy as np

    spans = plan.spans()
    ends = grid[kept[:, None], [last for _, last in spans]]
    begins = grid[kept[:, None], [first - 1 for first, _ in spans]] + 1
    if spans[0][0] == 0:
        begins[:, 0] = starts[kept]
    sizes = ends - begins + 1
    np.minimum(sizes[:, -1], plan.last_bytes + 1, out=sizes[:, -1])
    flat = sizes.ravel()
    until = np.cumsum(flat)
    places = np.repeat(begins.ravel() - until + flat, flat)
    places += np.arange(len(places))
    copied = text.take(places, mode="clip")
    copied[until[len(spans) - 1 :: len(spans)] - 1] = _END
    return copied


def _line(data: bytearray, until: int, line: int) -> str:
    return bytes(data[:until]).split(b"\n")[line].rstrip(b"\r").decode("utf-8", "replace")
