"""The ties that ended in these years: those that are gone, and those that a newer one of the kind followed."""

from __future__ import annotations

from latticework.answers.why.case import NEW_YEARS, Case, day_span, method
from latticework.measures import lost
from latticework.model.brief import Figure, Name, Sentence, Span, counted, listed, sentence
from latticework.model.period import years_before
from latticework.views.ties import Tie

FEW = 4
"""How many ended ties are named."""


def lost_for_good(case: Case) -> list[Sentence]:
    """Name the ties that ended or were suspended and that no newer one of the kind followed."""
    gone = [tie for tie in _lost(case) if not _is_followed(case, tie)]
    if not gone:
        return []
    items: list[list[Span | str]] = [
        [Name(tie.title, tie.steps), f" ({tie.status} ", day_span(tie.since), ")"] for tie in gone[:FEW]
    ]
    return [sentence("Ties that ended or were suspended in these years: ", listed(items), ".")]


def renewed(case: Case) -> list[Sentence]:
    """Count the ties that ended and were followed by a newer one of the kind between the same parties."""
    followed = [tie for tie in _lost(case) if _is_followed(case, tie)]
    if not followed:
        return []
    number = Figure(len(followed), "count", tuple(tie.since for tie in followed), method("lost"))
    words = counted(len(followed), " tie that ended was", " ties that ended were")
    return [sentence("In these years ", number, words, " followed by a newer one of the kind with the same parties.")]


def _lost(case: Case) -> list[Tie]:
    return lost(case.world, case.state, years_before(case.world.as_of, NEW_YEARS), case.ties)


def _is_followed(case: Case, tie: Tie) -> bool:
    """Whether a tie of the same kind between the same parties, agreed later, stands on the day."""
    old = tie.first_agreed
    return tie.status == "ended" and old is not None and any(
        other.kind == tie.kind and set(other.parties) == set(tie.parties)
        and other.status in ("signed", "in_force") and (new := other.first_agreed) is not None and new.day > old.day
        for other in case.ties.of(case.state)
    )  # fmt: skip
