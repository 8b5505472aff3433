"""Claims on a multilateral treaty itself: opened for signature, in force since, never in force, ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.text.claims.club_words import mention_of_step, wished
from latticework.text.claims.phrases import joined
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import Named, asked, parts
from latticework.text.claims.treaty_names import treaties_in

TABLE = "claim_treaty_life.csv"
STEPS = ("not_in_force", "ended", "in_force", "signed")
_NEAR = 60
"""Characters within which a step of the treaty stands behind its name."""
_CLOSE = 12
"""Characters within which a time belongs to the words of the step."""
_SUBJECT = re.compile(
    r"^(?:[,\"”)]|\s|\([^)]{0,60}\))*(?:(?:which|that|itself|also|still|has|have|had|is|was|were|been|only|first|finally|formally|legally|officially|did|does|it|\w+ly) ?)*$",
    re.I,
)
"""What may stand between a treaty and its step: the treaty is the subject, no other noun."""
_BESIDE = re.compile(r"^, [^,;]{3,60},")
"""What is told of the treaty between commas: `the treaty, opened for signature in 1996, has not ...`."""
_BEFORE = re.compile(r"\b(?:of|for)(?: the)? $", re.I)
_LEAVING = re.compile(
    r"\b(?:withdrawals?|exits?|departures?|denunciations?|accessions?|ratifications?|notices?)\b[^.;]{0,80}\b(?:from|of|to) (?:the )?$",
    re.I,
)
"""What takes effect is the step of one state, not the treaty."""
_FOR_ONE = re.compile(r"^ (?:for|between|with|with regard to) ")


def treaty_life(scene: Scene) -> Iterator[Claim]:
    """Read when a treaty was opened for signature or came into force, and that it never did or is over."""
    if asked(scene):
        return
    for treaty in treaties_in(scene):
        low, high = next((cut for cut in parts(scene) if cut[0] <= treaty.start < cut[1]), (0, len(scene.text)))
        for status in STEPS:
            claim = _claim(scene, status, treaty, low, high)
            if claim is not None:
                yield claim
                break


def _claim(scene: Scene, status: str, treaty: Named, low: int, high: int) -> Claim | None:
    text = scene.text
    for cue in joined(TABLE, "status", status).finditer(text, low, high):
        between = _BESIDE.sub("", text[treaty.end : cue.start()]) if cue.start() >= treaty.end else ""
        behind = cue.start() >= treaty.end and len(between) <= _NEAR and _SUBJECT.match(between)
        noun = cue.end() <= treaty.start <= cue.end() + 12 and _BEFORE.search(text[cue.end() : treaty.start] or " ")
        if not (behind or noun) or _LEAVING.search(text[low : treaty.start]) or _FOR_ONE.match(text[cue.end() :]):
            continue
        if status != "not_in_force" and wished(text, *cue.span()):
            continue
        start, end = min(cue.start(), treaty.start), max(cue.end(), treaty.end)
        told_at = None if status == "not_in_force" else mention_of_step(scene, start, end)
        time = told_at.past if told_at else None
        if told_at and time and 0 <= told_at.start - scene.clause.start - end < _CLOSE:
            end = told_at.end - scene.clause.start
        return scene.claim(
            "agreement" if time else "status", scene.clause.start + start, scene.clause.start + end,
            subject=treaty.code, object=treaty.code, kind="treaty", status=status, time=time, detail={"word": cue[0].lower()},
        )  # fmt: skip
    return None
