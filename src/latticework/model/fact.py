"""The fact: one claim about states, true for a period, known since a day, with the place it was read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from latticework.errors import DataError
from latticework.model.period import Period, Precision

ID_LENGTH = 20
SUPPOSED = "scenario"
"""The source of what a scenario supposes: no publication, and never to be mistaken for one."""
_GAP = "\x1f"


@dataclass(frozen=True, slots=True)
class About:
    """The states or groupings a fact is about, in the roles its kind declares.

    Written `A;B` for parties on an equal footing and `A>B` for giver and receiver (defender > defended,
    guest > host, namer > named, actor > target). `A;B>C` has two givers.
    """

    givers: tuple[str, ...]
    receivers: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the written form; raises DataError when a party is missing or repeated."""
        left, arrow, right = text.partition(">")
        givers = tuple(left.split(";"))
        receivers = tuple(right.split(";")) if arrow else ()
        parties = givers + receivers
        if "" in parties or len(set(givers)) != len(givers) or len(set(receivers)) != len(receivers):
            raise DataError(f"{text!r} does not name its parties", next_step="write A;B or A>B with distinct codes")
        return cls(givers if arrow else tuple(sorted(givers)), receivers)

    @property
    def parties(self) -> tuple[str, ...]:
        """All parties, givers first, each once."""
        return tuple(dict.fromkeys(self.givers + self.receivers))

    @property
    def directed(self) -> bool:
        """Whether the fact runs from givers to receivers."""
        return bool(self.receivers)

    def __contains__(self, party: object) -> bool:
        return party in self.givers or party in self.receivers

    def __str__(self) -> str:
        left = ";".join(self.givers)
        return f"{left}>{';'.join(self.receivers)}" if self.receivers else left


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a claim was read: source, its release, the place in it, and the words when it came from text."""

    source: str
    locator: str
    release: str = ""
    quote: str = ""

    def __post_init__(self) -> None:
        if not self.source or not self.locator:
            raise DataError(
                "a fact without a place cannot be built", place=f"source={self.source!r} locator={self.locator!r}"
            )


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim about states, true for a period, known since a day, with the place it was read.

    `value` is in `unit`; `basis` says on what footing (price basis, who is counted). `status` is the step of a
    tie's life cycle that was reached on `period.start`; it holds until a later step of the same tie. `detail`
    holds the qualifiers the kind declares. Two facts are the same when their `id` is the same.
    """

    kind: str
    about: About
    period: Period
    known_from: date
    citation: Citation
    value: float | None = None
    unit: str = ""
    basis: str = ""
    status: str = ""
    detail: Mapping[str, str] = field(default_factory=dict, hash=False)
    read_by: str = "compiled"
    id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self.row()))

    def row(self) -> dict[str, object]:
        """Give the fact as one row of the store: plain values, one per column of `COLUMNS`."""
        return {
            "id": self.id,
            "kind": self.kind,
            "about": str(self.about),
            "valid_from": self.period.start,
            "valid_to": self.period.end,
            "precision": str(self.period.precision),
            "value": self.value,
            "unit": self.unit,
            "basis": self.basis,
            "status": self.status,
            "detail": json.dumps(dict(self.detail), sort_keys=True, ensure_ascii=False) if self.detail else "",
            "known_from": self.known_from,
            "source": self.citation.source,
            "release": self.citation.release,
            "locator": self.citation.locator,
            "quote": self.citation.quote,
            "read_by": self.read_by,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> Self:
        """Rebuild the fact from a row of the store; the opposite of `row`."""
        value, detail, end = row["value"], row["detail"], row["valid_to"]
        start, known = row["valid_from"], row["known_from"]
        assert isinstance(start, date)
        assert isinstance(known, date)
        assert end is None or isinstance(end, date)
        assert value is None or isinstance(value, int | float)
        return cls(
            kind=str(row["kind"]),
            about=About.parse(str(row["about"])),
            period=Period(start, end, Precision(str(row["precision"]))),
            known_from=known,
            citation=Citation(str(row["source"]), str(row["locator"]), str(row["release"]), str(row["quote"])),
            value=None if value is None else float(value),
            unit=str(row["unit"]),
            basis=str(row["basis"]),
            status=str(row["status"]),
            detail=json.loads(str(detail)) if detail else {},
            read_by=str(row["read_by"]),
            id=str(row["id"]),
        )

    @property
    def title(self) -> str:
        """The name of the thing the fact is about (treaty, weapon, base), or its kind."""
        return self.detail.get("title") or self.kind.replace("_", " ")

    @property
    def day(self) -> date:
        """The first day on which the fact may be true."""
        return self.period.start

    @property
    def supposed(self) -> bool:
        """Whether a scenario supposes it; nobody published it."""
        return self.citation.source == SUPPOSED

    @property
    def series(self) -> tuple[str, str]:
        """The source and release in whose series a figure stands: its own, or those a supposed figure carries on."""
        if self.citation.source == SUPPOSED and "continues" in self.detail:
            source, _, release = self.detail["continues"].partition(" ")
            return source, release
        return self.citation.source, self.citation.release


COLUMNS = (
    "id", "kind", "about", "valid_from", "valid_to", "precision", "value", "unit", "basis", "status", "detail",
    "known_from", "source", "release", "locator", "quote", "read_by",
)  # fmt: skip
"""The columns of a fact row, in order."""

_CONTENT = tuple(name for name in COLUMNS if name not in ("id", "read_by"))


def content_id(row: Mapping[str, object]) -> str:
    """Hash the content of a fact row: the same claim from the same place always gets the same id.

    The reader that made the fact is left out, so a better reader finding the same claim changes nothing.
    """
    text = _GAP.join("" if row[name] is None else str(row[name]) for name in _CONTENT)
    return hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]


_TEXTS = ", ".join(f"coalesce(cast({name} as varchar), '')" for name in _CONTENT)
ID_SQL = f"sha256(concat_ws(chr(31), {_TEXTS}))[:{ID_LENGTH}]"
"""`content_id` as an SQL expression over the columns of a fact row; a test holds the two to each other."""
