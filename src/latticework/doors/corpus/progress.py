"""The line on standard error that says how far a run is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from latticework.doors.corpus.run import Summary


class Progress:
    """One line that is written over on a terminal, and a line every half minute elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self.whole = 0
        self._stream, self._terminal = stream, stream.isatty()
        self._every = 0.5 if self._terminal else 30.0
        self._began = self._last = time.monotonic()
        self._done = 0
        self._width = 0

    def show(self, summary: Summary, share: int) -> None:
        """Add a shard's share of the files, and write the line if it is time."""
        self._done += share
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        part = min(100, 100 * self._done // max(1, self.whole))
        line = (
            f"{part}% of the corpus: {len(summary.accounts):,} shards, {summary.total('documents'):,.0f} documents, "
            f"{summary.total('facts'):,.0f} facts, {summary.total('refused'):,.0f} refused, {now - self._began:,.0f} s"
        )
        self._stream.write(f"\r{line:<{self._width}}" if self._terminal else line + "\n")
        self._stream.flush()
        self._width = len(line)

    def end(self) -> None:
        """Leave the line."""
        if self._terminal and self._width:
            self._stream.write("\n")
            self._stream.flush()
