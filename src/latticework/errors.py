"""Every error latticework raises on purpose, as one tree.

An error names the thing, the place and the next step. The table at the end says how each looks outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class LatticeworkError(Exception):
    """Something went wrong, said in a way a user can act on."""

    exit_code = 1
    http_status = 500

    def __init__(self, thing: str, *, place: str = "", next_step: str = "") -> None:
        self.thing, self.place, self.next_step = thing, place, next_step
        super().__init__(thing)

    def __str__(self) -> str:
        at = f" ({self.place})" if self.place else ""
        then = f"\n  next: {self.next_step}" if self.next_step else ""
        return f"{self.thing}{at}{then}"


class UsageError(LatticeworkError):
    """The question was put in a way that cannot be answered: a bad day, an unknown option value."""

    exit_code = 2
    http_status = 422


class NameNotFound(UsageError):
    """A name that stands for nothing we know; near names are offered."""

    http_status = 404

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.near = tuple(get_close_matches(name, list(known), n=3, cutoff=0.6))
        hint = f"did you mean {' or '.join(self.near)}?" if self.near else f"see the list of {what}s"
        super().__init__(f"no {what} is called {name!r}", next_step=hint)


class AmbiguousName(UsageError):
    """A name that stands for several things; each is listed."""

    def __init__(self, what: str, name: str, candidates: Iterable[str]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(
            f"{name!r} may mean more than one {what}",
            next_step=f"say which: {', '.join(self.candidates)}",
        )


class BadDay(UsageError):
    """A date that is not a date."""

    def __init__(self, text: str, *, place: str = "") -> None:
        super().__init__(f"{text!r} is not a day", place=place, next_step="write YYYY-MM-DD, YYYY-MM or YYYY")


class DataError(LatticeworkError):
    """A row, file or code that does not fit what its source declares; the place is file, row and column."""

    http_status = 422


class FetchFailed(LatticeworkError):
    """A file could not be downloaded from its official address; nothing half stands under its name."""

    http_status = 502


class UntraceableFigure(LatticeworkError):
    """A figure was about to be printed that no fact stands behind."""


class NothingToDraw(LatticeworkError):
    """A picture of an answer that is unknown."""

    http_status = 404

    def __init__(self, because: str) -> None:
        super().__init__(f"there is nothing to draw: {because}", next_step="see the table, which says what is known")


class StoreError(LatticeworkError):
    """The store cannot do what was asked; nothing in it was changed."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""

    http_status = 503


class StoreUnwritable(StoreError):
    """The store's folder cannot be written: read-only, or the disk is full."""


class StoreCorrupt(StoreError):
    """A file of the store is damaged or missing."""


class StoreTooNew(StoreError):
    """The store was written by a newer latticework."""


class RunStopped(LatticeworkError):
    """A long run stopped before its end; what is done is kept, and the same command goes on from there."""


class TookTooLong(LatticeworkError):
    """An answer was not ready within the bound of seconds."""

    http_status = 503

    def __init__(self, thing: str) -> None:
        super().__init__(thing, next_step="ask again later, or ask for less")


class TooBusy(LatticeworkError):
    """More questions wait than the bound allows."""

    http_status = 503

    def __init__(self, thing: str) -> None:
        super().__init__(thing, next_step="ask again in a few seconds")


OUTSIDE = {
    kind.__name__: (kind.exit_code, kind.http_status)
    for kind in (
        LatticeworkError, UsageError, NameNotFound, AmbiguousName, BadDay, DataError, FetchFailed, UntraceableFigure,
        NothingToDraw, StoreError, StoreLocked, StoreUnwritable, StoreCorrupt, StoreTooNew, RunStopped, TookTooLong, TooBusy,
    )
}  # fmt: skip
"""How each error looks outside: exit code of the shell, status of the HTTP door."""
