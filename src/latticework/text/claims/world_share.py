"""Claims on a state's share of the world's trade in arms: "43 percent of global arms exports"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from latticework.model.state import is_state
from latticework.text.amounts import Amount
from latticework.text.claims.meant import meant
from latticework.text.claims.places import figure_times
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.told import denied, unreal
from latticework.text.claims.whose import whose
from latticework.text.lists import table

_ALL = r"(?:the )?(?:(?:world|global|international|total|world-?wide)(?:['’]s)?|all(?: of)?(?: the)?(?: (?:world|global|international)(?:['’]s)?)?)(?: total)?(?: of)?(?: all)?"
_PART = r"(?: (?:share|slice|portion))? of "
_UP_TO = r"[^.;:]{0,40}?\b(?:was|is|stood at|stands at|fell to|rose to|grew to|dropped to|shrank to|climbed to|reached|reaching|came to|to) (?:(?:just|only|about|around|some|nearly|almost|over) )*$"
_OF_ONE = re.compile(r" (?:by|from|into|to|of) (?!19|20|the (?:years?|five)|which|at least)", re.I)
"""What narrows the whole to the trade of one state or region."""


@cache
def _wholes() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """The measures with the words of the whole after a figure, and before one."""
    found = []
    for row in table("claim_world_shares.csv"):
        whole = rf"{_ALL} (?:major )?(?:{row['words']})(?: worldwide)?\b"
        found.append(
            (
                row["measure"],
                re.compile(rf"{_PART}{whole}", re.I),
                re.compile(rf"\b(?:share|slice|portion) of {whole}{_UP_TO}", re.I),
            )
        )
    return found


def world_shares(scene: Scene) -> Iterator[Claim]:
    """Read what share of the world's trade in arms a state has."""
    for amount in scene.amounts:
        value, high = number_of(amount)
        if amount.unit not in ("percent", "fraction") or value is None or amount.start < scene.clause.start:
            continue
        low, upto = amount.start - scene.clause.start, amount.end - scene.clause.start
        told = _whole(scene.text, low, upto)
        if told is None or unreal(scene, low, upto):
            continue
        measure, start, end = told
        subject = whose(scene, start, end)
        if not is_state(subject):
            continue
        times = figure_times(scene, low, upto)
        yield scene.claim(
            "share", scene.clause.start + start, scene.clause.start + end, subject=subject, measure=measure,
            value=100 * value if amount.unit == "fraction" else value, high=high, unit="percent of world",
            comparator=meant(scene.document.text, amount.start, vague(amount)), time=times[0], since=times[1],
            modality="denied" if denied(scene, low) else "happened", detail=_detail(amount, scene.text[start:end], any(times)),
        )  # fmt: skip


def _whole(text: str, low: int, upto: int) -> tuple[str, int, int] | None:
    """The measure of which a figure is a part, and from where to where it is told."""
    for measure, after, before in _wholes():
        match = after.match(text, upto)
        if match and not _OF_ONE.match(text, match.end()):
            return measure, low, match.end()
        lead = next((m for m in before.finditer(text[:low])), None)
        if lead:
            return measure, lead.start(), upto
    return None


_MOVED = re.compile(r"\b(?:fell|rose|grew|dropped|shrank|climbed|reached|was|stood|came)\b", re.I)


def _detail(amount: Amount, words: str, timed: bool) -> dict[str, str]:
    """Mark a fraction, and what is told in the past tense without a time."""
    rough = {"fraction": "yes"} if amount.unit == "fraction" else {}
    return rough if timed or not _MOVED.search(words) else {**rough, "tense": "past", "once": ""}
