"""Hosting told in any order: a word of forces or bases, a word that tells where they are or that they go, and two states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import Named, asked, only_arms, parts, states_in, telling

_CHEAP = re.compile(
    r"bas[ei]|station|troop|soldier|force|militar|air|naval|navy|fleet|garrison|barrack|quarter|unit|host|hous|home|marine|men\b|American|Russian|site|camp|ship|corvette|brigade|battle|battalion|post|drone|port|lease|lend|lent",
    re.I,
)
_BASE = re.compile(
    r"\bbases?\b|airfield|airbase|facilit|installation|naval station|\bsites?\b|headquarters|outpost|\bpost\b", re.I
)
_NO = re.compile(r"\b(?:no|not one|not a single|never|not|without|nobody|none|nor|neither)\b|n['’]t\b", re.I)
_FOREIGN = re.compile(r"\b(?:foreign|outside|other (?:countries|states)['’]|anyone else's)\b", re.I)
_OWNER = re.compile(r"(?:['’]s?)? (?:[\w.'’-]+,? ){0,4}?$")
_BY_NAME = re.compile(r"\b(?:to|by|for|lets?|from) (?:the )?$", re.I)
_COUNTED = re.compile(
    r"(?:\d|\b(?:hundred|thousand|dozen|some|several|few|many|more|last|first|\w+teen|\w+ty|two|three|four|five|six|seven|eight|nine|ten)) (?:of the )?$",
    re.I,
)


def stationed(scene: Scene) -> Iterator[Claim]:
    """Read whose forces or bases are where, or are there no more, from the words and the states of one part of a sentence."""
    if not _CHEAP.search(scene.text) or asked(scene):
        return
    for low, high in parts(scene):
        claim = _in_part(scene, low, high)
        if claim is not None:
            yield claim
            return


def _in_part(scene: Scene, low: int, high: int) -> Claim | None:
    part = scene.text[low:high]
    if telling("hosting open").search(part) or telling("hosting fray").search(part):
        return None
    gone, there = telling("hosting gone").search(part), telling("hosting there").search(part)
    cue = gone or there
    named = states_in(scene, low, high)
    thing = telling("hosting thing").search(part)
    people = [
        one
        for one in named
        if one.sort in ("adjective", "people")
        and _COUNTED.search(scene.text[low : one.start])
        and scene.text[one.start : one.end].endswith(("s", "n", "h"))
    ]
    if cue is None or not (thing or people) or (thing and not people and _owned(part, thing[0], cue[0])):
        return None
    codes = list(dict.fromkeys(one.code for one in named))
    start, end = (
        low + min(cue.start(), thing.start() if thing else cue.start()),
        low + max(cue.end(), thing.end() if thing else cue.end()),
    )
    denied = bool(gone) or bool(_NO.search(part[: max(cue.end(), thing.end() if thing else 0)]))
    base = "basing" if thing and _BASE.search(thing[0]) else "deployment"
    if len(codes) == 1 and thing and denied and not gone and _FOREIGN.search(part[: thing.start()]):
        return scene.claim(
            "hosting",
            scene.clause.start + start,
            scene.clause.start + end,
            subject="",
            object=codes[0],
            parties=(codes[0],),
            kind=base,
            status="in_force",
            modality="denied",
        )
    if len(codes) != _PAIR:
        return None
    guest = _guest(scene, named, people, low)
    if not guest:
        return None
    host = next(code for code in codes if code != guest)
    return scene.claim(
        "hosting", scene.clause.start + start, scene.clause.start + end, subject=guest, object=host, parties=(guest, host), kind=base,
        status="ended" if gone else "in_force", modality="denied" if denied else "happened",
        detail={"words": scene.text},
    )  # fmt: skip


_PAIR = 2


def _owned(part: str, thing: str, cue: str) -> bool:
    """Whether weapons may only be owned or sent: no word of the part tells that they stand somewhere."""
    return only_arms(thing, cue) and not telling("hosting stands").search(part)


def _owns(one: Named, between: str) -> bool:
    """Whether a name stands on a thing as its owner or adjective; the name of a state needs a genitive, or stands right before it."""
    if not between.strip():
        return True
    if one.sort in ("state", "capital") and not between.startswith(("'", "’")):
        return False
    return bool(_OWNER.fullmatch(between))


def _guest(scene: Scene, named: list[Named], people: list[Named], low: int) -> str:
    """Whose they are: the adjective or owner on the forces, else the people counted, else to whom a place is lent; one alone, or none."""
    owners: list[str] = []
    for thing in telling("hosting thing").finditer(scene.text, low):
        near = [
            one
            for one in named
            if one.end <= thing.start() + 1
            and one.sort not in ("place", "region")
            and _owns(one, scene.text[one.end : thing.start()])
        ]
        owners += [near[-1].code] if near else []
    owners = owners[:1] if owners and not people else [one.code for one in people] or owners
    lent = (
        [one.code for one in named if one.sort != "place" and _BY_NAME.search(scene.text[low : one.start])]
        if telling("hosting lent").search(scene.text, low)
        else []
    )
    found = list(dict.fromkeys(lent or owners))
    return found[0] if len(found) == 1 else ""
