"""Days told in a text against days of facts."""

from __future__ import annotations

from datetime import date, timedelta

from latticework.answers.check.tolerance import band
from latticework.model.fact import Fact
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import Span


def same_time(span: Span, fact: Fact) -> bool | None:
    """Whether a fact's day is the time told; None when the fact is dated too coarsely to say, or a day off."""
    first, last = fact.period.start, fact.period.surely_since
    edge = span.approx and span.first == span.last
    slack = timedelta(days=(band("days", "edge") if edge else band("years", "day")).high or 0)
    if edge and span.first - slack <= first and last <= span.last + slack:
        return True
    if span.first <= first and last <= span.last:
        return True
    if last < span.first - slack or first > span.last + slack:
        return None if span.approx and _years_off(span, first) <= 1 else False
    if span.first - slack <= first and last <= span.last + slack and last - first <= slack:
        return True if (last - first).days == 0 and span.first == span.last else None
    return None


def _years_off(span: Span, day: date) -> int:
    return min(abs(span.first.year - day.year), abs(span.last.year - day.year))


def present(claim: Claim, as_of: date) -> date:
    """The day a claim without a time speaks of: the day of the world for what stands, never after it."""
    return min(claim.time.last, as_of) if claim.time else as_of


def year_of(claim: Claim) -> int | None:
    """The single year a claim speaks of, if it tells one."""
    if claim.time and claim.time.first.year == claim.time.last.year:
        return claim.time.first.year
    return None
