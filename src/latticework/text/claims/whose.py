"""Whose a thing is that a claim tells of: the state or grouping that stands with it, before or after it, or was spoken of."""

from __future__ import annotations

import re
from functools import cache

from latticework.text.claims.rivals import Side, sides
from latticework.text.claims.scene import Scene
from latticework.text.lists import table

_OWNED = re.compile(
    r"(?:'s|’s|'|’)?(?: (?!(?:by|of|for|from|to|than|as|with|after|when|that|which|and|while)\b)[\w-]+){0,3} ?"
)
"""What may stand between an owner and what it owns: the genitive and a few adjectives."""
_OF = re.compile(r"[^.;:?!]{0,34}?\b(?:by|of|in|from|for) (?:the )?(?:[a-z]+ ){0,2}?")
_OWN, _RECENT = ("named", "spoken"), ("place", "source")


@cache
def _groupings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["code"], re.compile(rf"\b(?:{row['words']})")) for row in table("claim_groupings.csv"))


def grouping(text: str) -> tuple[str, int, int] | None:
    """Give the grouping whose members a text speaks of as one, with its place: `the 32 allies` are NATO."""
    found = [(code, m.start(), m.end()) for code, words in _groupings() for m in [words.search(text)] if m]
    return found[0] if found else None


def whose(scene: Scene, low: int, high: int, *, speakers: bool = False) -> str:
    """Whose the thing at `low` to `high` of the sentence is; empty where it is not sure.

    `speakers` says that a state's minister or parliament speaks for it, as in a promise.
    """
    own = ("named", "source", "spoken") if speakers else _OWN
    found = [side for side in sides(scene) if side.codes]
    near = [side for side in found if not parted(scene.text, side.end, low)] if low else found
    for held in (near, found):
        code = _attached(scene, held, low, high, own) or _alone(held, own) or _last(held, low, own)
        if code:
            return code
    return _alone(near, (*own, *_RECENT)) or _alone(found, (*own, *_RECENT)) or next(iter(scene.memory.subject), "")


def _attached(scene: Scene, found: list[Side], low: int, high: int, own: tuple[str, ...]) -> str:
    before = [
        s for s in found if s.role in own and s.end <= low + 1 and _OWNED.fullmatch(scene.text, s.end, max(low, s.end))
    ]
    if before:
        return before[-1].codes[0]
    for side in found:
        if (
            side.start >= high
            and _OF.fullmatch(scene.text, high, side.start)
            and not parted(scene.text, high, side.start)
        ):
            return side.codes[0]
    return ""


def _alone(found: list[Side], own: tuple[str, ...]) -> str:
    """The one code there is among the sides of some roles, if there is but one."""
    named = {side.codes for side in found if side.role in own and side.role != "spoken"} or {
        side.codes for side in found if side.role in own
    }
    return next(iter(named))[0] if len(named) == 1 else ""


def _last(found: list[Side], low: int, own: tuple[str, ...]) -> str:
    """The state told last before a place."""
    before = [side for side in found if side.role in own and side.end <= low + 1]
    return before[-1].codes[0] if before else ""


def parted(text: str, low: int, high: int) -> bool:
    """Whether two places of a sentence stand in different parts of it."""
    return bool(_PARTS.search(text, min(low, high), max(low, high)))


_PARTS = re.compile(r"[;:?!—]|\. |, (?:but|while|whereas|and (?:yet|so)|yet|so)\b| but | whereas ")
