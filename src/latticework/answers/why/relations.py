"""The relations of the state with those that threaten it, as far as recorded acts tell."""

from __future__ import annotations

from latticework.answers.why.case import SHOWN, Case, method, state_name
from latticework.measures import relation
from latticework.measures.relation import Break
from latticework.model.brief import Day, Figure, Sentence, Span, listed, sentence
from latticework.model.period import Precision
from latticework.model.reading import Reading, Unknown

MONTHS = 3
"""The steps in which a relation is told."""
CHECKED = (1, 12)
"""A rift or thaw is told when steps of one of these widths show it as well."""
NEAR_DAYS = 366
"""Within so many days the same break may fall in steps of another width."""


def relations(case: Case) -> list[Sentence]:
    """Tell the level of each relation of which enough acts are recorded, and whether a rift or thaw led to it; else nothing."""
    items = [item for code in case.rivals[:SHOWN] if (item := _of(case, code))]
    if not items:
        return []
    opening = "Relations by the acts recorded here, a selection; above zero, cooperation outweighs hostility: "
    return [sentence(opening, listed(items), ".")]


def _of(case: Case, code: str) -> list[Span | str]:
    found = relation(case.world, case.state, code, months=MONTHS, ties=case.ties)
    if isinstance(found, Unknown):
        return []
    facts = found.evidence()
    spans: list[Span | str] = [state_name(code), " ", Figure(found.value, "score", facts[-SHOWN:], method("relation"))]
    last = _last_break(found)
    if last is not None and _shown_by_another(case, code, last):
        acts = tuple(act.fact for act in last.acts)
        words = " (lower since about " if last.size < 0 else " (higher since about "
        spans += [words, Day(last.day, Precision.YEAR, acts, method("relation")), ")"]
    return spans


def _last_break(found: Reading) -> Break | None:
    breaks = found.detail["breaks"]
    assert isinstance(breaks, tuple)
    return breaks[-1] if breaks and breaks[-1].what in ("rift", "thaw") else None


def _shown_by_another(case: Case, code: str, told: Break) -> bool:
    """Whether steps of another width show the same break: else it may be an accident of where the steps begin."""
    for months in CHECKED:
        other = relation(case.world, case.state, code, months=months, ties=case.ties)
        last = _last_break(other) if isinstance(other, Reading) else None
        if last is not None and last.what == told.what and abs((last.day - told.day).days) <= NEAR_DAYS:
            return True
    return False
