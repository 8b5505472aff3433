"""Check of which way spending went, where the text gives no figure: up, down, flat, steeply, or so many years in a row."""

from __future__ import annotations

from latticework.answers.check.cells import newest_releases
from latticework.answers.check.series import by_year, value_of
from latticework.answers.check.spans import year_of
from latticework.answers.check.tolerance import band, limit
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.measures.spending import bases
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.state import is_state
from latticework.text.claims.shapes import Claim
from latticework.views.world import World


def turn(world: World, claim: Claim) -> Verdict:
    """Hold "rose steeply", "has not grown since 2015", "up ten years in a row" against constant money; current dollars stand beside."""
    needed = f"military spending of {name_of(claim.subject)} at both ends, in constant money, public by the day"
    if not is_state(claim.subject):
        return unknown("whose spending it is, is not known", needed=needed)
    keys = [key for key in bases(world, [claim.subject]) if key[2] in ("constant US$", "current US$")]
    cells = []
    for source, release, unit in keys:
        history = by_year(world, "military_spending", claim.subject, unit, source=source, release=release)
        cell = (
            _in_a_row(claim, history, world.as_of.year)
            if claim.detail.get("run")
            else _between(claim, history, world.as_of.year)
        )
        if cell is not None:
            agrees, value, says, facts = cell
            counts = unit == "constant US$"
            if claim.negated:
                agrees = None if agrees is None else not agrees
            cells.append(
                Cell(source, facts[-1].basis, agrees, facts, release, value, "percent" if not claim.detail.get("run") else "count", says, facts[-1].day, "change between the years", counts)
            )  # fmt: skip
    return decide(newest_releases(cells), needed=needed, rule="direction of the change, in constant money")


def _between(
    claim: Claim, history: dict[int, Fact], today: int
) -> tuple[bool | None, float, str, tuple[Fact, ...]] | None:
    """The change between the years told; without years, that of the newest year against the one before."""
    ends = _ends(claim, history, today)
    if ends is None or ends[0] not in history or ends[1] not in history or not value_of(history[ends[0]]):
        return None
    first, last = history[ends[0]], history[ends[1]]
    change = 100 * (value_of(last) / value_of(first) - 1)
    years = max(1, ends[1] - ends[0])
    rate = (value_of(last) / value_of(first)) ** (1 / years) - 1
    still, steep = band("turn", "still"), limit("turn", "steep")
    told = claim.detail.get("change")
    grey = (still.low or 0) <= change <= (still.high or 0)
    if told == "flat":
        agrees: bool | None = True if grey else None if abs(change) <= steep / 2 else False
    elif claim.detail.get("steep"):
        way = change if told == "up" else -change
        agrees = True if way >= steep else None if way >= steep / 2 else False
    else:
        agrees = None if grey else (change > 0) == (told == "up")
    if agrees is False and not _beyond(rate, str(told)):
        agrees = None
    return agrees, change, f"{change:+.1f}% {ends[0]}-{ends[1]}", (first, last)


def _beyond(rate: float, told: str) -> bool:
    """Whether a yearly real change rules out the way told in the state's own money too, whatever prices did."""
    room = band("turn", "own money")
    if told == "up":
        return rate + (room.high or 0) < 0
    return rate + (room.low or 0) > 0


def _ends(claim: Claim, history: dict[int, Fact], today: int) -> tuple[int, int] | None:
    newest = max((year for year in history if year < today), default=None)
    year = year_of(claim)
    if claim.since is not None:
        return (claim.since.first.year, year or newest) if newest else None
    if claim.time is not None and year is None:
        return claim.time.first.year, claim.time.last.year
    last = year or newest
    return (last - 1, last) if last else None


def _in_a_row(
    claim: Claim, history: dict[int, Fact], today: int
) -> tuple[bool | None, float, str, tuple[Fact, ...]] | None:
    """How many years in a row, up to the year told or the newest, the change went the way told."""
    last = year_of(claim) or max((year for year in history if year < today), default=0)
    up, year, facts = claim.detail.get("change") == "up", last, [history[last]] if last in history else []
    if not facts:
        return None
    while year - 1 in history and (value_of(history[year]) > value_of(history[year - 1])) == up:
        year -= 1
        facts.append(history[year])
    run, begins = last - year, year - 1 not in history
    wanted = (
        last - claim.since.first.year
        if claim.since and claim.detail["run"] == "every"
        else _number(claim.detail["run"])
    )
    if wanted is None:
        return None
    agrees = True if run >= wanted else None if begins or not _broken(history, year, up=up) else False
    return agrees, float(run), f"{run} years in a row up to {last}", tuple(reversed(facts))


def _broken(history: dict[int, Fact], year: int, *, up: bool) -> bool:
    """Whether the year that ends a run ends it in the state's own money too."""
    rate = value_of(history[year]) / value_of(history[year - 1]) - 1
    return _beyond(rate, "up" if up else "down")


def _number(written: str) -> int | None:
    return int(written) if written.isdigit() else None
