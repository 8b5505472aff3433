"""What an import did: rows read, facts made, rows refused, states not matched. Nothing is dropped in silence."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class NotMatched:
    """A code that stood for no state in the table of states, with the years and the number of claims it touched."""

    file: str
    system: str
    code: str
    first_year: int
    last_year: int
    claims: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that could not be read, kept whole with the reason."""

    file: str
    row: int
    reason: str
    text: str


@dataclass(slots=True)
class Report:
    """The account of one file of a source.

    `unknown` counts values the file marks as missing: they make no fact. `outside` counts claims on states that
    were no members of the system at the time, matched because nobody else ever had their code. `new` is filled in when the facts were written.
    """

    source: str
    release: str
    file: str
    rows: int = 0
    facts: int = 0
    unknown: int = 0
    outside: int = 0
    refused: list[Refused] = field(default_factory=list)
    not_matched: list[NotMatched] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    new: int | None = None

    @property
    def refused_rows(self) -> int:
        """How many rows were refused; a row refused for two reasons counts once."""
        return len({row.row for row in self.refused})

    @property
    def unmatched_claims(self) -> int:
        """How many claims found no state."""
        return sum(one.claims for one in self.not_matched)

    def as_json(self) -> dict[str, object]:
        """Give the report as plain values."""
        return asdict(self)
