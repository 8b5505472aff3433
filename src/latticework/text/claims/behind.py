"""Places told by who stands before: `only four states spend more`, `behind only the United States, China and Russia`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amount_numbers import number
from latticework.text.claims.among import CALLED, grouping_of, only_time, region_of
from latticework.text.claims.footing import by_output
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.years import COUNT
from latticework.text.modality import modality

_WHO = rf"(?:(?P<n>{COUNT}|\d{{1,2}}) (?:other )?(?:(?-i:[A-Z])[\w-]+ )?(?:countries|states|nations|powers|members|allies|governments)[^.;,]{{0,30}}?|(?P<names>[^.;]{{2,70}}?))"
_MORE = re.compile(
    rf"\b(?:only|just|none but|no one but) {_WHO} (?:now |currently |still )?(?:spends?|spent|devotes?|devoted|lays? out|laid out|put|puts|outspends?|outspent|ha(?:s|ve|d))\b(?: (?P<more>more|larger|bigger|higher)\b(?P<on>[^.;]{{0,60}}?) than)?(?= (?:the )?(?-i:[A-Z]))",
    re.I,
)
_BEHIND = re.compile(
    r"\b(?:behind only|only behind|outspent\b[^.;,]{0,30}? (?:only by|by only)|second only to|surpassed only by|exceeded only by|topped only by|trailing only|after only)\b (?P<names>[^.;]{2,80})",
    re.I,
)
_EXCEPT = re.compile(r"\b(?:but|except|other than|save|besides|apart from|barring|bar|excluding|outside)\b", re.I)
_RANKED = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))\b", re.I)


def excepted(scene: Scene, low: int, high: int) -> list[str]:
    """The states a phrase of the sentence takes out: `no European country but Russia`."""
    found = _EXCEPT.search(scene.text, low, high)
    return _states(scene, found.end(), high) if found else []


def behind_few(scene: Scene) -> Iterator[Claim]:
    """Read a place from how many, or who, stand before."""
    if scene.measure() != "military_spending":
        return
    more, behind = _MORE.search(scene.text), _BEHIND.search(scene.text)
    measure = "share" if by_output(scene.text) else "military_spending"
    if more and (more["more"] or "outsp" in more[0].lower()):
        named = _states(scene, more.start("names"), more.end("names")) if more["names"] else []
        before = int(number(more["n"])) if more["n"] else len(named)
        after = _states(scene, more.end(), len(scene.text))
        subject, span, words = (after[0] if after else ""), more.span(), more["names"] or more[0]
    elif behind and not _RANKED.search(scene.text[: behind.start()]):
        named = _states(scene, behind.start("names"), behind.end("names"))
        before, told = len(named), _states(scene, 0, behind.start())
        subject, span, words = (told[-1] if told else next(iter(scene.memory.subject), "")), behind.span(), scene.text
    else:
        return
    at = scene.token(scene.clause.start + span[0])
    if not before or not is_state(subject) or modality(scene.clause, scene.verb(at)) in ("planned", "hypothetical"):
        return
    among = region_of(words) or region_of(scene.text) or grouping_of(scene, scene.text) or "world"
    yield scene.claim(
        "rank", scene.clause.start + span[0], scene.clause.start + span[1], subject=subject, value=float(before + 1), unit="rank", measure=measure, time=only_time(scene),
        detail={"among": among, "what": CALLED[measure], "top": "", "before": ";".join(named)},
    )  # fmt: skip


def _states(scene: Scene, low: int, high: int) -> list[str]:
    """The states named in a stretch of the sentence."""
    inside = [
        code
        for i, code in scene.named
        if is_state(code) and low <= scene.clause.tokens[i].start - scene.clause.start < high
    ]
    return list(dict.fromkeys(inside))
