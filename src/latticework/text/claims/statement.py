"""The statement a figure stands in: its part of the sentence, cut where `and will`, `and some may` or `he said` begins another."""

from __future__ import annotations

import re

from latticework.text.claims.counted import parted
from latticework.text.claims.scene import Scene

_NEXT = re.compile(
    r"(?:,| and| or)(?: and| or| so| yet)? (?=(?:[\w'’-]+ ){0,9}?(?:may|might|will|would|could|should|wants?|wanted|plans?|planned|hopes?|hoped|expects?|aims?|intends?|asks?|asked)\b)"
    r"|, (?=(?:but |now |with |as |so )?(?:[\w'’-]+ ){1,4}?(?:says?|said|adds?|added|has|have|had|keeps?|holds?|fields?|counts?|numbers?|reckons?|estimates?)\b)"
    r"|, (?=(?:an?|one|the (?:most|largest|biggest|highest|lowest|first)|which|who|from|more than|a sum|a stock) )"
    r"|, (?:yet|so|still|even so|nevertheless) "
    r"|,? and (?=(?:has|have|had|now|today) )"
)


def statement(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Give the characters of the sentence that make up the statement a stretch of the document stands in."""
    low, high = parted(scene, start, end)
    own_start, own_end = start - scene.clause.start, end - scene.clause.start
    cuts = [match.start() for match in _NEXT.finditer(scene.text, low, high)]
    return max((cut for cut in cuts if cut < own_start and _whole(scene.text[low:cut])), default=low), min(
        (cut for cut in cuts if cut >= own_end), default=high
    )


_LEAST = 8


def _whole(words: str) -> bool:
    """Whether words before a cut can be a statement of their own, so that what follows is another."""
    return len(words.strip()) > _LEAST and not re.match(
        r"\W*(?:if|unless|should|were|when|once|until|by|in|after)\b", words, re.I
    )
