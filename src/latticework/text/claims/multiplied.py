"""Promises to multiply spending: `Japan is to double its defence budget`, where no share or sum is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.due import due_of, when_of
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import asked, states_in

_TIMES = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0}
_WORDS = re.compile(
    r"\b(?P<lead>plan(?:s|ned|ning)? to|will|shall|is to|are to|is set to|intends? to|pledge[sd]? to|promise[sd]? to|vow(?:s|ed)? to|agree[sd]? to|decided to|committed to|aim(?:s|ed)? to|has resolved to|wants? to)(?: \w+ly| more than| nearly| almost| about| roughly)?"
    r" (?P<verb>double|triple|treble|quadruple) (?:its|the|their|Japan's|annual|\w+['’]s)?(?: annual| yearly)? ?(?:military|defen[cs]e|army|arms)(?: and security)? (?:budgets?|spending|outlays?|expenditures?)\b",
    re.I,
)
_SUM = re.compile(r"[^.;]{0,24}? to (?:\w+ ){0,3}?[\d$€£¥]|[^.;]{0,30}?%")
"""A share or sum to which it is to grow is read as such."""
_NOT = re.compile(r"\b(?:not|never|refus\w+|den(?:y|ies|ied)|rul\w+ out|no plans?|if|whether|should)\b|n['’]t\b", re.I)


def multiplied(scene: Scene) -> Iterator[Claim]:
    """Read who is to multiply what is spent on its forces, by what, and by when."""
    found = _WORDS.search(scene.text)
    if not found or _SUM.match(scene.text, found.end()) or asked(scene) or _NOT.search(scene.text[: found.end()]):
        return
    before = [one for one in states_in(scene, 0, found.start()) if is_state(one.code)]
    owner = before[-1].code if before else next((c for c in scene.memory.subject if is_state(c)), "")
    if not owner:
        return
    base, due = scene.clause.start, due_of(scene)
    yield scene.claim(
        "pledge", base + found.start("lead"), base + found.end(), subject=owner, value=_TIMES[found["verb"].lower()], unit="ratio",
        measure="military_spending", kind="multiple", time=when_of(scene, base + found.start(), due), due=due,
    )  # fmt: skip
