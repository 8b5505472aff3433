"""The shape of a claim: what a text says that facts can bear out or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from latticework.text.time_span import Span

TYPES = (
    "ratio", "overtake", "growth", "rank", "count", "quantity", "share", "pledge", "first_since", "conversion", "reach",
    "agreement", "status", "alliance", "hosting", "membership", "role",
)  # fmt: skip
"""The types of claims, in the order they are explained."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable claim of a text: `words` stand at `start` to `end` of the text that was read.

    `subject` and `object` are codes of states or groupings, `parties` those of a tie. `value` (with `high` for a range) is
    in `unit`; `comparator` says how exactly it is meant. `measure` names what is measured, `kind` the kind of fact, `status`
    the step of a life cycle. `time` is when it was so, `since` the earlier day it reaches back to, `due` the deadline;
    `said` is the day of publication. Unknown fields are empty or None.
    """

    type: str
    words: str
    start: int
    end: int
    subject: str = ""
    object: str = ""
    parties: tuple[str, ...] = ()
    value: float | None = None
    high: float | None = None
    unit: str = ""
    comparator: str = ""
    measure: str = ""
    kind: str = ""
    status: str = ""
    modality: str = "happened"
    time: Span | None = None
    since: Span | None = None
    due: Span | None = None
    said: date | None = None
    sentence: int = -1
    detail: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def negated(self) -> bool:
        """Whether the text denies it."""
        return self.modality == "denied"
