"""The groupings and treaties a sentence names: by name, by by-name, or as the alliance told of before."""

from __future__ import annotations

import re
from functools import cache

from latticework.model.grouping import groupings
from latticework.model.state import is_state
from latticework.text.claims.phrases import pattern
from latticework.text.claims.scene import Scene
from latticework.text.claims.slots import Named
from latticework.text.lists import table

_AGAIN = re.compile(r"\bthe (?:alliance|bloc|union|club|organi[sz]ation|pact|treaty|group|grouping|block)\b", re.I)


def groups_in(scene: Scene) -> list[Named]:
    """The groupings and treaties named, by name or by-name; `the alliance` is the one of the text."""
    out = []
    for i, key in scene.named:
        hit = scene.clause.hit_at[i]
        if not is_state(key) and hit.name.sort == "grouping" and scene.clause.form(i) != "Brussels":
            out.append(
                Named(
                    scene.clause.tokens[hit.start].start - scene.clause.start,
                    scene.clause.tokens[hit.end - 1].end - scene.clause.start,
                    key,
                    "grouping",
                )
            )
    for found, key in _clubs():
        match = found.search(scene.text)
        if match:
            out = [one for one in out if not match.start() <= one.start < match.end()] + [
                Named(*match.span(), key, "club")
            ]
    keys = (
        list(dict.fromkeys(one.code for one in out))
        or [code for code in reversed(scene.memory.recent) if code in groupings()][:1]
    )
    again = _AGAIN.search(scene.text)
    if again and len(keys) == 1:
        out.append(Named(*again.span(), keys[0], "again"))
    return out


@cache
def _clubs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((pattern(row["phrase"]), row["key"]) for row in table("claim_clubs.csv"))
