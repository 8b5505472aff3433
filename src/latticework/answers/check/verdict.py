"""The verdict on a claim: computed cells side by side, and the one rule that draws a verdict from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from latticework.errors import UntraceableFigure
from latticework.model.fact import Fact
from latticework.model.reading import Reading, unique
from latticework.model.unit import say
from latticework.views.ties import Tie

SUPPORTED, CONTRADICTED, DEPENDS, NOT_CHECKABLE = "supported", "contradicted", "depends", "not_checkable"


@dataclass(frozen=True, slots=True)
class Cell:
    """One computed answer to a claim: by one source, release, basis and definition, with the facts behind it.

    `agrees` is None when the answer lies between (grey band) or cannot decide. A cell that does not `count` is shown beside
    the others: an older release, or a definition the text's words do not name; it never contradicts, but one that agrees
    where the others do not makes the verdict depend on it.
    """

    source: str
    basis: str
    agrees: bool | None
    facts: tuple[Fact, ...]
    release: str = ""
    value: float | None = None
    unit: str = ""
    says: str = ""
    day: date | None = None
    how: str = ""
    counts: bool = True

    def __post_init__(self) -> None:
        if not self.facts and not self.how:
            raise UntraceableFigure(f"a computed answer without a fact or a method: {self.basis}")

    @property
    def text(self) -> str:
        """The answer as it is read."""
        return self.says or ("" if self.value is None else say(self.value, self.unit))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What facts say to a claim on one pair of days.

    `flips_on` names what the answer depends on, `distance` says how far the nearest deciding figure is from changing its
    answer, `needed` what would be needed where nothing covers the claim. `rule` says by which band or rule it was judged.
    """

    verdict: str
    cells: tuple[Cell, ...] = ()
    because: str = ""
    flips_on: tuple[str, ...] = ()
    distance: float | None = None
    distance_unit: str = ""
    needed: str = ""
    rule: str = ""
    as_of: date | None = None
    known_by: date | None = None
    notes: tuple[str, ...] = field(default=())

    def facts(self) -> tuple[Fact, ...]:
        """The facts behind the verdict, in order of first use."""
        return unique(fact for cell in self.cells for fact in cell.facts)


def decide(
    cells: Sequence[Cell],
    *,
    needed: str,
    rule: str = "",
    notes: Iterable[str] = (),
    distance: float | None = None,
    distance_unit: str = "",
    open_world: bool = False,
) -> Verdict:
    """Draw the verdict: all counted cells agree, none does, or it depends; nothing covered is not checkable.

    `open_world` says the sources are a selection: what they do not bear out is then not contradicted.
    """
    deciding = [cell for cell in cells if cell.counts and cell.agrees is not None]
    grey = [cell for cell in cells if cell.counts and cell.agrees is None]
    beside = [cell for cell in cells if not cell.counts and cell.agrees]
    agreeing = [cell for cell in deciding if cell.agrees]
    flips: tuple[str, ...] = ()
    if not deciding and not grey:
        verdict, because = (
            (DEPENDS, "only by another definition or an older release")
            if beside
            else (NOT_CHECKABLE, "no source here covers it")
        )
        flips = _apart(beside)
    elif not deciding:
        verdict, because, flips = (
            DEPENDS,
            "the computed figures lie in the grey band around what is told",
            ("how exactly the figure is meant",),
        )
    elif len(agreeing) == len(deciding):
        verdict, because = (
            SUPPORTED,
            "every source and basis that covers it agrees" if len(deciding) > 1 else "the source that covers it agrees",
        )
    elif agreeing:
        verdict, because, flips = DEPENDS, "sources or bases that cover it disagree", _flips(deciding)
    elif beside or grey:
        verdict, because, flips = (
            DEPENDS,
            "it fails by the counted definition but not by every one",
            _apart(beside or grey),
        )
    elif open_world:
        verdict, because = NOT_CHECKABLE, "the facts here do not show it, but they are a selection"
    else:
        verdict, because = (
            CONTRADICTED,
            "no source or basis that covers it agrees" if len(deciding) > 1 else "the source that covers it disagrees",
        )
    doubts = _doubts(deciding)
    if doubts and verdict in (SUPPORTED, CONTRADICTED):
        verdict, because, flips = DEPENDS, "what is on record is marked as doubtful", (*flips, *doubts)
    return Verdict(
        verdict, tuple(cells), because, flips, distance, distance_unit, needed if verdict == NOT_CHECKABLE else "", rule, notes=tuple(notes)
    )  # fmt: skip


def _doubts(cells: Sequence[Cell]) -> tuple[str, ...]:
    """What the facts behind the deciding cells are doubtful about, where every cell rests on a doubtful one alone."""
    notes = []
    for cell in cells:
        note = cell.facts[0].detail.get("note", "") if len(cell.facts) == 1 else ""
        if not note.startswith(DOUBTFUL):
            return ()
        notes.append(note.removeprefix(DOUBTFUL).strip(" :."))
    return tuple(dict.fromkeys(notes))[:2]


DOUBTFUL = "Doubtful:"
"""How the note of a fact begins that its compiler doubts."""


def doubted(fact: Fact) -> bool:
    """Whether the compiler of a fact doubts it."""
    return fact.detail.get("note", "").startswith(DOUBTFUL)


def unknown(because: str, *, needed: str, cells: Sequence[Cell] = (), rule: str = "") -> Verdict:
    """Say that a claim cannot be checked, and what would be needed."""
    return Verdict(NOT_CHECKABLE, tuple(cells), because, needed=needed, rule=rule)


def cell_of(
    reading: Reading,
    agrees: bool | None,
    *,
    source: str = "",
    release: str = "",
    basis: str = "",
    counts: bool = True,
    says: str = "",
) -> Cell:
    """Make a cell of a measure's reading."""
    facts = reading.evidence()
    first = facts[0].citation if facts else None
    return Cell(
        source or (first.source if first else ""), basis or reading.basis, agrees, facts, release or (first.release if first else ""), reading.value, reading.unit, says,
        reading.day, reading.how, counts,
    )  # fmt: skip


def tie_cell(tie: Tie, agrees: bool | None, *, says: str, how: str, basis: str = "", counts: bool = True) -> Cell:
    """Make a cell of the step a tie has reached, with the fact that tells it: a later one, where that is doubted."""
    step = tie.steps[-1] if doubted(tie.steps[-1]) else tie.since
    return Cell(
        step.citation.source, basis or tie.title, agrees, (step,), step.citation.release, says=says, day=step.day, how=how,
        counts=counts,
    )  # fmt: skip


def _flips(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Name what differs between the cells that agree and those that do not."""
    yes, no = [c for c in cells if c.agrees], [c for c in cells if not c.agrees]
    found = []
    for name, label in (("source", "the source"), ("basis", "the basis"), ("release", "the release")):
        ours, theirs = {getattr(c, name) for c in yes}, {getattr(c, name) for c in no}
        if not ours & theirs:
            found.append(
                f"{label} ({', '.join(sorted(filter(None, ours)))} agrees; {', '.join(sorted(filter(None, theirs)))} does not)"
            )
    return tuple(found) or ("the combination of source, basis and release",)


def _apart(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{cell.basis}{f', release {cell.release}' if cell.release else ''}" for cell in cells))
