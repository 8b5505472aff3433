"""Words round a first that say whether it is one: denied, of daily life, at a place told before, told as news."""

from __future__ import annotations

import re
from datetime import timedelta

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.claims.slots import telling, told_time
from latticework.text.time_span import Span

_NEAR, _LATELY = 44, 31
_UNTRUE = re.compile(r"\b(?:not true|untrue|wrong to|wrong that|false that|a myth|contrary to|nothing new)\b", re.I)
_FIRST = re.compile(r"\bfirst(?:[- ]ever)?\b(?P<what>(?:[- ][\w'’-]+){1,5})", re.I)
_AFTER = re.compile(
    r" (?:since|in|to|of|over|from|at|by|on|for|that|this|I|we|he|she|they|it|has|had|have|was|were|is|are|fell|came|after)\b"
)
_OWN = re.compile(r"\b(?:I|my|me)\b")
_TIME = re.compile(r"[- ](?:time|since|in|such|of its)\b", re.I)
_SO_FAR = re.compile(r"\b(?:has|have) (?:not|never)\b|\b(?:has|have)n['’]t\b", re.I)
"""What has not been till now is told without an event."""
_SAYING = frozenset({"say", "tell", "note", "announce", "report", "add", "confirm", "write"})
_TURN = re.compile(r";|, (?:and|but|while|he|she|they|it)\b")


def first_denied(text: str, at: int) -> bool:
    """Whether a first at a character of the sentence is denied.

    >>> first_denied("It was by no means the first visit since 2007", 23), first_denied("It was the first", 11)
    (True, False)
    """
    before = text[max(0, at - _NEAR) : at + len("first")]
    before = re.split(r"[,;:]| but | and ", before)[-1]
    return bool(telling("first no").search(before) or _UNTRUE.search(text[:at]))


def idle(text: str) -> bool:
    """Whether what is the first is a thing of daily life, weather or sport, or one's own.

    >>> idle("The first snow since 1996 fell"), idle("the first missile over Japan since 2017")
    (True, False)
    """
    if telling("first sport").search(text):
        return True
    found = _FIRST.search(text)
    if found is None or _TIME.match(found["what"]):
        return bool(found and re.search(r"\bmy\b", text[found.start() : found.end() + 40]))
    head = _AFTER.split(found["what"])[0].split(" ")[-1]
    return bool(telling("first idle").fullmatch(head) or _OWN.search(text[found.start() : found.end() + 16]))


def place_before(scene: Scene, subject: str) -> str:
    """The state a first happened in or against, where the sentence only points back to it: `that zone`, `there`, `its neighbour`."""
    if not telling("first there").search(scene.text) or not scene.before:
        return ""
    codes = [code for code in reversed(scene.memory.recent) if is_state(code) and code != subject]
    return codes[0] if codes else ""


def ahead(text: str, high: int) -> bool:
    """Whether what follows a first sets it in the time to come: `the first visit since 2018 will be`.

    >>> ahead("the first visit since 2018 will be held", 26), ahead("the first since 2018 was held", 20)
    (True, False)
    """
    return bool(_AHEAD.match(text[high:]))


_AHEAD = re.compile(
    r"[^,;.]{0,40}?\b(?:will|is (?:due|to|set|expected|planned|scheduled|likely)|are (?:due|to|set|expected|planned|scheduled|likely)|next (?:year|month|week|spring|summer|autumn)|tomorrow)\b",
    re.I,
)


def since_then(scene: Scene) -> Span | None:
    """The time of the sentence before, where a `since` stands alone: `the last left in 1971. They are back for the first time since.`"""
    if not _ALONE.search(scene.text) or not scene.before:
        return None
    return told_time(scene, -len(scene.before) - 2, 0)


_ALONE = re.compile(r"\bsince(?: then| that (?:day|year|visit|war|time))?(?=[.,;!?\"”’)]*(?:$|\s*[.,;!?]))", re.I)


def lately(scene: Scene, high: int) -> Span | None:
    """The weeks before the text was told, for a first told in the present without a day; None where it looks back."""
    said = scene.document.published
    here = [
        t for t in scene.times if scene.clause.start <= t.start < scene.clause.end and t.kind in ("day", "interval")
    ]
    until = scene.clause.start + high + len(_TURN.split(scene.text[high:])[0])
    since = scene.text.find(" since ")
    until = min(until, scene.clause.start + since) if since > 0 else until
    verbs = [
        (scene.clause.lemma(i), tag)
        for i, tag in enumerate(scene.clause.tree.xpos)
        if scene.clause.tokens[i].start < until
    ]
    tags = {tag for lemma, tag in verbs if lemma not in _SAYING and tag.startswith("VB")}
    tree = scene.clause.tree
    root = next((tree.xpos[i] for i, head in enumerate(tree.heads) if head < 0), "")
    tags = tags or {root if root.startswith("VB") else "VBZ"}  # a headline without a verb tells of now
    if ("have", "VBZ") in verbs:
        tags -= {"VBD"} if all(lemma == "have" for lemma, tag in verbs if tag == "VBD") else set()
    if said is None or _SO_FAR.search(scene.text) or "VBD" in tags or not tags & {"VBZ", "VBP"}:
        return None
    if any(t.past is not None and (said - t.past.last).days < _BACK for t in here):
        return None
    return Span(said - timedelta(days=_LATELY), said)


_BACK = 200
