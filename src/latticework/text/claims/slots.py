"""Slots of a claim told in any order: the states of a stretch with where they stand, and the times told beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from latticework.model.state import is_state
from latticework.text.claims.day import then
from latticework.text.claims.phrases import joined
from latticework.text.claims.scene import Scene
from latticework.text.time_span import Span

TABLE = "claim_tellings.csv"
_CUT = re.compile(r";|,? (?:but|while|whereas|although|though) ")
_QUESTION = re.compile(r"\?[\"'”’) ]*$")


@dataclass(frozen=True)
class Named:
    """A state named in a sentence: from where to where, and how (state, adjective, capital, place)."""

    start: int
    end: int
    code: str
    sort: str


def telling(role: str) -> re.Pattern[str]:
    """The phrases of a role in the table of tellings, as one pattern."""
    return joined(TABLE, "role", role)


def states_in(scene: Scene, low: int = 0, high: int | None = None) -> list[Named]:
    """The states named between two characters of the sentence, in order; groups of states are left out."""
    high = len(scene.text) if high is None else high
    out = []
    for i, code in scene.named:
        hit = scene.clause.hit_at[i]
        start = scene.clause.tokens[hit.start].start - scene.clause.start
        if low <= start < high and is_state(code) and len(hit.name.codes) == 1:
            out.append(
                Named(
                    start,
                    scene.clause.tokens[hit.end - 1].end - scene.clause.start,
                    then(code, scene.document.published),
                    hit.name.sort,
                )
            )
    return out


def parts(scene: Scene) -> list[tuple[int, int]]:
    """The parts of a sentence between semicolons and turns such as `but`, as characters of the sentence."""
    cuts = [0, *(match.start() for match in _CUT.finditer(scene.text)), len(scene.text)]
    return list(pairwise(cuts))


def asked(scene: Scene) -> bool:
    """Whether the sentence is a question."""
    return bool(_QUESTION.search(scene.text))


def told_time(scene: Scene, low: int, high: int, kinds: tuple[str, ...] = ("day", "interval")) -> Span | None:
    """The time told in a stretch of the sentence, when there is one alone; a day stands before a month or a year."""
    here = [
        t
        for t in scene.times
        if scene.clause.start + low <= t.start < scene.clause.start + high and t.kind in kinds and t.past
    ]
    days = [t for t in here if t.kind == "day"] or here
    return days[0].past if len({str(t.past) for t in days}) == 1 else None


def told_until(scene: Scene, low: int, high: int) -> Span | None:
    """The end or deadline told in a stretch of the sentence."""
    here = (
        t
        for t in scene.times
        if scene.clause.start + low <= t.start < scene.clause.start + high and t.kind in ("until", "deadline")
    )
    return next((t.ahead or t.past for t in here), None)


def only_arms(thing: str, cue: str) -> bool:
    """Whether weapons are told with a verb that may mean that they are owned, sent or sold: `Poland received American tanks`."""
    return bool(telling("hosting arms").fullmatch(thing) and telling("hosting weak").fullmatch(cue))
