"""States spoken of by what they are: `the kingdom`, `the sultanate`, `the island`, with the name before, behind or a sentence later."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.lists import table
from latticework.text.names import find_names
from latticework.text.tokens import tokens


def of_kind(scene: Scene, words: str) -> tuple[str, ...]:
    """Give the state that words such as `the kingdom` stand for; empty where several could be meant.

    Those the text spoke of before come first, then those of the sentence, then those it names anywhere; each must be of the kind told.
    """
    whole, words = scene.document.text, words.lower()
    if words.endswith(("island", "mainland")) and re.search(r"\bTaiwan\b|\bTaipei\b", whole):
        return ("TWN",) if words.endswith("island") else ("CHN",)
    kind = next((codes for name, codes in _kinds().items() if words.endswith(name)), None)
    before = [code for code in scene.memory.subject if is_state(code)] or [
        code for code in reversed(scene.memory.recent) if is_state(code)
    ]
    for held, many in ((before, True), (scene.states, False), (_named_in(whole), False)):
        fitting = [code for code in held if kind is None or code in kind]
        if fitting and (many or len(set(fitting)) == 1):
            return (fitting[0],)
    return (before[0],) if before else ()


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["codes"].split()) for row in table("claim_kinds.csv")}


@lru_cache(maxsize=64)
def _named_in(text: str) -> tuple[str, ...]:
    """The states a text names anywhere, each once."""
    hits = find_names([token.form for token in tokens(text)])
    return tuple(dict.fromkeys(code for hit in hits for code in hit.name.codes if is_state(code)))
