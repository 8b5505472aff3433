"""Among whom a place is told, and when: what the readers of ranks share."""

from __future__ import annotations

import re
from functools import cache

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.lists import table
from latticework.text.time_span import Span

CALLED = {
    "military_spending": "military spender",
    "share": "military spending as a share of output",
    "troops_hosted": "forces hosted",
}
"""What is ranked, in words."""


def only_time(scene: Scene) -> Span | None:
    """The time of a place among others: the one day or year the sentence tells."""
    found = [
        t for t in scene.times if scene.clause.start <= t.start < scene.clause.end and t.kind in ("day", "interval")
    ]
    return found[0].past if len(found) == 1 else None


def grouping_of(scene: Scene, words: str) -> str:
    """The grouping among whose members is compared: one named in these words."""
    for i, code in scene.named:
        hit = scene.clause.hit_at[i]
        name = scene.document.text[scene.clause.tokens[hit.start].start : scene.clause.tokens[hit.end - 1].end]
        if not is_state(code) and name in words:
            return code
    return ""


@cache
def _regions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["region"], re.compile(rf"\b(?:{row['words']})\b")) for row in table("claim_regions.csv"))


def region_of(words: str) -> str:
    """The region among whose states is compared; the first row whose words are in the text."""
    return region_in(words)[0]


def region_in(words: str) -> tuple[str, int]:
    """The region named in the words by the first row that fits, and where its name ends; none is empty and 0."""
    return next(((name, found.end()) for name, told in _regions() if (found := told.search(words))), ("", 0))
