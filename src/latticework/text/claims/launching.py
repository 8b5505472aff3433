"""From where a weapon flies and onto what: the launching place, the land it stands on, the place and the whole of a target."""

from __future__ import annotations

import re

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.claims.slots import states_in

DESIGNATION = re.compile(
    r"\b(?!(?:In|On|By|At|Since|From|Some|About|Over|Only|Nearly|Until|After|Before|Of|To|For|The|And|But|Article|Chapter|Group|Day|Page|Phase|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)[A-Z][A-Za-z]*[- ]?(?:(?!(?:19|20)\d\d\b)\d+[A-Z]*s?|[IVX]+)\b|"
    r"\b(?:Tomahawk|BrahMos|Tayfun|Taurus|Storm Shadow|SCALP|Iskander|Kalibr|Kinzhal|ATACMS|HIMARS|Hyunmoo|Hwasong|Agni|Shaheen|Oreshnik)s?\b"
)
"""A weapon by its letters and number, or by a name known the world over."""

WHOLE = re.compile(r"\b(?:whole|entire|all|anywhere|any part|every)\b", re.I)
_FROM = re.compile(
    r"\b[Ff]rom (?:(?:its|the|bases|sites|western|eastern|northern|southern|west|east|coast|in|on) )*([A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)


_AT = re.compile(
    r"\b(?:based|stationed|deployed|placed|positioned|emplaced) (?:in|at|on|near|outside) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)?)|\b(?:launched|fired) (?:from|off) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
_SOIL = re.compile(r"(?:'s|’s)? (?:soil|territory|mainland|side|ground|land)\b")
_STANDS = re.compile(
    r"\b(?:set up|deployed|based|stationed|placed|put|positioned|emplaced|installed|launchers?)\b[^.;,]{0,16}?\b(?:in|at|on)\b|"
    r"\b(?:moved|sent|brought)\b[^.;,]{0,16}?\b(?:in)?to\b|\b(?:fired|launched)\b[^.;,]{0,16}?\b(?:in|from)\b",
    re.I,
)


def launched_from(scene: Scene) -> str:
    """The place a weapon is said to be launched from, when one is told; the soil of a state is no place."""
    found = _FROM.search(scene.text)
    if found:
        return "" if _SOIL.match(scene.text[found.end(1) :]) else found[1]
    at = _AT.search(scene.text)
    place = (at[1] or at[2]) if at else ""
    lands = [one for one in states_in(scene) if one.sort not in ("capital", "place")]
    return "" if at and any(one.start < at.end() and at.end() - len(place) < one.end for one in lands) else place


def standing_in(scene: Scene, target: str) -> str:
    """The state on whose land the weapons are told to stand, or from whose soil they fly; empty when none is told."""
    clause = scene.clause
    for match in _STANDS.finditer(scene.text):
        for i, code in scene.named:
            at = clause.tokens[i].start - clause.start
            if match.end() <= at < match.end() + _NEXT and is_state(code) and code != target:
                return code
    found = _FROM.search(scene.text)
    if found and _SOIL.match(scene.text[found.end(1) :]):
        return next(
            (c for i, c in scene.named if clause.form(i) in found[1].split() and is_state(c) and c != target), ""
        )
    return ""


_NEXT = 16
