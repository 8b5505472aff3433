"""Putting the brief together."""

from __future__ import annotations

from latticework.answers.why.against import against_section
from latticework.answers.why.balance import balance_section
from latticework.answers.why.case import Case
from latticework.answers.why.lean import reliance_section
from latticework.answers.why.partners import partners_section
from latticework.answers.why.response import response_section
from latticework.answers.why.threat import threat_section
from latticework.answers.why.triggers import triggers_section
from latticework.errors import UsageError
from latticework.measures import CARDS
from latticework.measures.acts import kinds_of
from latticework.measures.relation import BASES
from latticework.model.brief import Brief, Section
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind, kinds
from latticework.model.period import say_day
from latticework.model.reading import Unknown
from latticework.model.state import find_state
from latticework.views.ties import TIE_KINDS, Ties
from latticework.views.world import World

SECTIONS = (
    threat_section, balance_section, reliance_section, response_section, partners_section, triggers_section,
    against_section,
)  # fmt: skip
"""The sections in the order they are read."""

_ABOUT_ALL = (
    *TIE_KINDS, "membership", "strategy_document", "threat_named", "military_spending", "warheads", "nuclear_test",
    "rivalry", *kinds_of(BASES[0]),
)  # fmt: skip
_YEARLY = ("military_spending", "gdp", "warheads", "troops_hosted", "missile_test")
_USED = tuple(name for name, kind in kinds().items() if kind.family in ("event", "pledge"))


def why(world: World, state: str, ties: Ties | None = None) -> Brief:
    """Answer why a state seeks the security ties it seeks, as of the world's day.

    `ties` are those of the world, where they have been drawn together before. The brief tells threat, balance, reliance, response, partners and triggers, then what points the other way, and
    what cannot be known. Every figure in it is an object with the facts behind it. Raises UsageError when the
    state did not exist on the day.
    """
    found = find_state(state, on=world.as_of)
    if not found.existed(world.as_of):
        heirs = (
            f"its successors: {', '.join(map(name_of, found.successors))}" if found.successors else "choose another day"
        )
        raise UsageError(f"{found.name} was no member of the state system on {say_day(world.as_of)}", next_step=heirs)
    world.read_ahead(_ABOUT_ALL)
    world.read_ahead(_USED, found.code)
    case = Case(world, found.code)
    if ties is not None:
        case.ties = ties
    for kind in _YEARLY:
        _note_end(case, kind)
    sections: list[Section] = [section(case) for section in SECTIONS]
    beyond = f" beyond {name_of(case.main_ally)}" if case.main_ally else ""
    return Brief(
        question=f"Why is {found.the_name} seeking security ties{beyond}?",
        state=found.code,
        as_of=world.as_of,
        known_by=world.known_by,
        sections=tuple(sections),
        unknowns=tuple(case.unknowns),
        methods=tuple(f"{card.name} v{card.version}" for card in CARDS.values()),
    )


def _note_end(case: Case, kind: str) -> None:
    """Remember that the sources of a kind had stopped before the day, where they had."""
    ends = [c.end for c in case.world.coverage if c.kind == kind and c.end]
    last = max(ends, default=None)
    if last is not None and last < case.world.as_of:
        case.note(Unknown(f"{find_kind(kind).label} from {say_day(last)} on: the sources here end before"))
