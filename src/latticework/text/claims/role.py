"""Claims on who chairs or hosts a grouping, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.grouping import groupings
from latticework.model.state import is_state
from latticework.text.claims.near import DENIED, nearest
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

_CHAIR = re.compile(
    r"\b(?:chair(?:s|ed|ing|man|manship)?|(?:takes?|took|taken) over|passed to|president of|presidency|presid(?:es?|ed|ing)|holds? the (?:rotating )?(?:chair|presidency))\b",
    re.I,
)
_HOST = re.compile(r"\b(?:host(?:s|ed|ing)?)\b", re.I)


def roles(scene: Scene) -> Iterator[Claim]:
    """Read who chairs or hosts a grouping, and when."""
    for place, key in scene.named:
        if key not in groupings():
            continue
        at = scene.clause.tokens[place].start - scene.clause.start
        after = scene.clause.tokens[scene.clause.hit_at[place].end - 1].end - scene.clause.start
        near = scene.text[max(0, at - 45) : after + 40]
        role = (
            "chair"
            if _CHAIR.search(near)
            else "host"
            if _HOST.search(near) and re.search("summit|meeting|leaders", near, re.I)
            else ""
        )
        if not role:
            continue
        match = next((m for m in (_CHAIR if role == "chair" else _HOST).finditer(near)), None)
        assert match is not None
        word = scene.clause.start + max(0, at - 45) + match.start()
        holder = _holder(scene, word, key)
        if not holder:
            continue
        time = nearest(scene, word)
        if time and re.search(
            r", (?:and|but|while)\b|;", scene.document.text[min(time.start, word) : max(time.start, word)]
        ):
            time = None  # the time of another
        ends = [scene.clause.start + after, word + len(match[0]), *((time.end,) if time and time.start > word else ())]
        future = bool(re.search(r"\b(?:will|next|to) [^.]{0,20}$", scene.text[: word - scene.clause.start]))
        span = (time.ahead if future else time.past) if time else None
        yield scene.claim(
            "role",
            min(word, scene.clause.start + at),
            max(ends),
            subject=holder,
            object=key,
            kind="grouping_role",
            status=role,
            time=span,
            modality="denied"
            if DENIED.search(scene.text[max(0, word - scene.clause.start - 15) : word - scene.clause.start])
            else "happened",
        )


def _holder(scene: Scene, word: int, key: str) -> str:
    token = scene.token(word)
    clause = scene.clause
    for node in clause.path_up(token)[:3]:
        for s in clause.has(node, "nsubj"):
            codes = [code for code in scene.actors(s) if is_state(code)]
            if codes:
                return codes[0]
        if clause.relation(node) == "appos":
            codes = [code for code in scene.actors(clause.tree.heads[node]) if is_state(code)]
            if codes:
                return codes[0]
    handed = re.search(
        r"\b(?:(?:passed|went|goes|moved|handed over|handed|falls|fell) to|(?:lies|lay|is|rests) with|is held by)\b",
        scene.text,
    )
    if handed:
        after = [c for i, c in scene.named if clause.tokens[i].start - clause.start >= handed.end() and is_state(c)]
        if after:
            return after[0]
    before = [code for i, code in scene.named if clause.tokens[i].start < word and is_state(code) and code != key]
    return before[-1] if before else next((code for code in scene.memory.subject if is_state(code)), "")
