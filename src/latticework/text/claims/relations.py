"""Relations taken up again: `Iran and Saudi Arabia agreed in March 2023 to restore diplomatic ties`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import asked, states_in
from latticework.text.claims.told import time_near

_AGAIN = re.compile(
    r"\b(?P<how>agreed|decided|pledged|announced (?:plans|an agreement|a deal)|signed (?:an? )?(?:agreement|deal|accord|declaration)s?)(?: (?:on|in) [^,.;]{2,30}?)? (?:to|on) (?:\w+ly )?(?P<verb>restore|resume|re-?establish|normali[sz]e|establish|restoring|resuming|re-?establishing|normali[sz]ing|establishing) (?:their |full |formal )*(?:diplomatic )?(?:ties|relations)\b"
    r"|\b(?P<done>restored|resumed|re-?established|normali[sz]ed|established) (?:their |full |formal )*(?:diplomatic )?(?:ties|relations)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|never|refus\w+|den(?:y|ies|ied)|if|whether|would|could|may|might|should|yet to|until|hopes?|wants?)\b|n['’]t\b",
    re.I,
)
_IN = re.compile(r"\b(?:in|at|from) (?:the )?$", re.I)
_PAIR = 2


def relations(scene: Scene) -> Iterator[Claim]:
    """Read which two states agreed to take up relations, or did, and when that was."""
    found = _AGAIN.search(scene.text)
    if not found or asked(scene) or _NOT.search(scene.text[: found.end()]):
        return
    named = [
        one
        for one in states_in(scene)
        if is_state(one.code) and one.sort != "adjective" and not _IN.search(scene.text[: one.start])
    ]
    codes = tuple(dict.fromkeys(one.code for one in named))
    if len(codes) != _PAIR or not any(one.start < found.start() for one in named):
        return
    base = scene.clause.start
    time = time_near(scene, found.start(), found.end())
    start = base + min(found.start(), *(one.start for one in named))
    end = base + max(found.end(), *(one.end for one in named))
    yield scene.claim(
        "agreement" if time else "status", start, end, subject=codes[0], object=codes[1], parties=codes, kind="peace_agreement", status="announced" if found["how"] else "in_force", time=time,
        detail={"title": "", "phrase": "relations", "name": "", "definite": "", "word": found[0].lower(), "year": ""},
    )  # fmt: skip
