"""Allies told in apposition: `treaty allies Manila and Washington`, `Thailand, an ally of the United States,`, `X, Y now allies`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import Named, states_in

_SORT = r"(?:(?:treaty|formal|military|sworn|close|closest|oldest|chief|main|only|sole|key|staunch|longtime|loyal|faithful|nearest|security|defen[cs]e)[ -])*"
_BEFORE_TWO = re.compile(r"\b(?:treaty|formal|military|sworn) allies $", re.I)
_AFTER_TWO = re.compile(
    rf"^,? (?:(?:are|were|become|became|now|again|still|already|formally|once more|both|also) )*{_SORT}allies\b(?! (?:in spirit|of convenience|against|nervous))",
    re.I,
)
_OF = re.compile(rf"^, (?:an?|the|its|now an?) {_SORT}ally of (?:the )?$", re.I)
_GENITIVE = re.compile(rf"^['’]s? {_SORT}ally\b", re.I)
_OPENING = re.compile(rf"^\W*(?:An?|The|As an?) {_SORT}ally of (?:the )?$", re.I)
_JOINS = re.compile(r"^(?:,| and| &) (?:the )?$")
_STRICT = re.compile(r"treaty|formal|sworn", re.I)
_NOT = re.compile(
    r"\b(?:not|no longer|never|former|once|quasi|virtual|wartime|if|would|could|will|may|might|hopes?|wants?)\b|n['’]t\b",
    re.I,
)


def apposed(scene: Scene) -> Iterator[Claim]:
    """Read that two states are allies where the word stands on them without a verb, or with a bare one."""
    text, named = scene.text, [one for one in states_in(scene) if is_state(one.code)]
    for one, other in pairwise(named):
        if one.code == other.code:
            continue
        words = _joined(text, one, other)
        if words is not None and not _NOT.search(text[max(0, words[0] - 30) : words[1]]):
            strict = "yes" if _STRICT.search(text[words[0] : words[1]]) else ""
            yield scene.claim(
                "alliance", scene.clause.start + words[0], scene.clause.start + words[1], subject=one.code, object=other.code,
                parties=(one.code, other.code), kind="defence_pact", status="in_force", detail={"only": "", "strict": strict, "whose": other.code},
            )  # fmt: skip


def _joined(text: str, one: Named, other: Named) -> tuple[int, int] | None:
    """Where the words stand that make two names next to each other allies; None when none do."""
    between, after = text[one.end : other.start], text[other.end :]
    if _JOINS.match(between):
        lead, tail = _BEFORE_TWO.search(text[: one.start]), _AFTER_TWO.match(after)
        if lead:
            return lead.start(), other.end
        if tail:
            return one.start, other.end + tail.end()
    if _OF.match(between):
        return one.start, other.end
    genitive = _GENITIVE.match(after)
    if re.match(r"^, (?:the )?$", between) and genitive:
        return one.start, other.end + genitive.end()
    opening = _OPENING.match(text[: one.start])
    if opening and re.match(r"^, (?:the )?$", between):
        return 0, other.end
    return None
