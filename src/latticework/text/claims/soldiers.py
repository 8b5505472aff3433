"""Words that make a bare figure one of soldiers: an army before it, what a strength is told by, a people right behind it."""

from __future__ import annotations

import re

from latticework.text.claims.scene import Scene

ARMY = re.compile(
    r"\b(?:army|armed forces|military|forces|navy|air force|marines|garrison|contingent|land forces|ground forces|legion|guards?|troops|reserves?|infantry|battlegroup|detachment|mission|force)\b",
    re.I,
)

SIZED = re.compile(
    r"\b(?:strong|number(?:s|ed|ing)?|total(?:s|led|ling)?|strength|in uniform|under arms|with the colou?rs|called up|call up|in the ranks|size of|came to|come to|comes to|stands? at|stood at|swollen|swelled|grew|grown|shrunk|shrank|climbed|down to|up to|counts?|counted|fields?)\b",
    re.I,
)

SOLDIERLY = re.compile(
    r"\b(?:troops|soldiers?|army|under arms|in uniform|station\w*|garrison\w*|battlegroup|brigade|base[ds]?|contingent|deploy\w*|serv(?:e|es|ed|ing)|military|forces|war|front|fight\w*|blue helmets|airfields?|air ?bases?|region|will be in|are there)\b",
    re.I,
)


def people_next(scene: Scene, end: int) -> int:
    """Where a people ends that stands right behind a figure, with nothing of theirs behind it: `850 Danes were serving`; else 0."""
    for i, _ in scene.named:
        token = scene.clause.tokens[i]
        if token.start == end + 1 and scene.clause.hit_at[i].name.sort == "adjective":
            rest = scene.document.text[token.end : token.end + 12]
            found = re.match(
                r" (?:in|at|on|are|were|is|was|have|had|serve|stand|stood|stay|remain|will|now|there)\b|[,.;]", rest
            )
            return token.end if found else 0
    return 0


def army_before(own: str, place: int) -> bool:
    """Whether words tell of an army before a place, or of people under arms anywhere."""
    return bool(ARMY.search(own[:place])) or bool(
        re.search(r"\b(?:under arms|in uniform|called up|the colou?rs|ranks)\b", own)
    )
