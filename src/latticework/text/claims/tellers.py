"""Who only tells or reports a thing: states named as the source of a statement are no side of it."""

from __future__ import annotations

import re

from latticework.text.claims.scene import Scene

_TELL = (
    r"(?:sa(?:y|ys|id)|tells?|told|reports?|reported|adds?|added|notes?|noted|states?|stated|claims?|claimed|believes?|believed|thinks?|thought|"
    r"estimates?|estimated|reckons?|reckoned|guess(?:es|ed)?|admits?|admitted|announces?|announced|declares?|confirms?|confirmed|insists?|insisted|"
    r"argues?|argued|shows?|finds?|has found|found|counts|counted|writes?|wrote|laughed|laughs|joked|denied|denies|warned|warns|according|reminded|"
    r"asked|asks|put it|puts it|puts the|put the|credits?|has it|suggests?|suggested|calculates?|calculated|records?|recorded|lists?|saw|heard|read|boasted|boasts)"
)
_AFTER = re.compile(rf"^[^.;:\"“”]{{0,40}}?\b{_TELL}\b", re.I)
_INVERTED = re.compile(
    rf"^[,:;\"“” ]*(?:as |so |or so )?{_TELL}\b (?:in |to |by )?(?:(?:the|a|an|our|his|its|their|senior|former|retired|[a-z]+) ){{0,5}}$",
    re.I,
)
_ACCORDING = re.compile(r"\baccording to [^,]{0,25}$", re.I)
_COUNTING = re.compile(
    r"^(?:'s|’s)?(?: own)? (?:count|eyes|view|estimates?|reckoning|forecast|books|tables|figures|data|ministry of \w+|embassy|parliament|newspapers?|daily|weekly|magazine|newsletter|tracker|think[ -]tank|institute|services say|spies|intelligence|MPs|lawmakers|press|media|paper|analysts?|joint chiefs|experts|observers|monitors)\b",
    re.I,
)
_SPEAKS = re.compile(
    r"\b(?:magazine|newspaper|daily|paper|institute|embassy|adviser|officer|minister|professor|physicist|spokes\w+|joint chiefs|think[ -]tank|newsletter|analyst|document|captain|reporter|observer|journal) (?:in|from|at|of) $",
    re.I,
)


def tellers(scene: Scene) -> set[int]:
    """Give the tokens of the names in a sentence that only say who tells it."""
    found = set()
    clause, text = scene.clause, scene.text
    for i, _ in scene.named:
        hit = clause.hit_at[i]
        start, end = clause.tokens[i].start - clause.start, clause.tokens[hit.end - 1].end - clause.start
        before, after = text[max(0, start - 60) : start], text[end : end + 50]
        comma = max(before.rfind(", "), before.rfind('"'), before.rfind(": "), before.rfind("; "), before.rfind("“"))
        tail = before[comma:] if comma >= 0 else ""
        told = _INVERTED.search(tail) or _ends_telling(tail, after) if tail else None
        if told or _COUNTING.match(after) or _SPEAKS.search(before) or _ACCORDING.search(before):
            found.add(i)
    return found


def _ends_telling(before: str, after: str) -> bool:
    """Whether a name stands in a tail that says who tells it: `, Ankara says`, `, a German tracker shows.`"""
    match = _AFTER.match(after)
    if not match or len(before) > _NEAR or re.search(r"\b(?:which|who|where|that)\b", before):
        return False
    rest = after[match.end() :].strip()
    return not rest or bool(_NO_MORE.match(rest))


_NO_MORE = re.compile(r"[.,;\"”]|to us\b|us\b|on \w+day|last|this|before|in a note|yesterday|today|the paper|it\b")
_NEAR = 45
