"""Which time an act is told with: the expression that hangs nearest to its word in the tree."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.text.clauses import Clause
from latticework.text.times import TimeMention

_DATES = frozenset({"day", "interval", "ago", "since", "until", "deadline"})


def time_of(
    clause: Clause, word: int, times: Sequence[TimeMention], kinds: frozenset[str] = _DATES
) -> TimeMention | None:
    """Give the time of the act told by a token: under it in the tree, else under what governs it, else the nearest.

    None when the sentence tells no time, or when its only time belongs to another act.
    """
    inside = [time for time in times if clause.start <= time.start < clause.end and time.kind in kinds]
    if not inside:
        return None
    up = clause.path_up(word)
    ranked = [
        (_distance(clause, token, word, up), abs(clause.tokens[word].start - time.start), time)
        for time in inside
        for token in [_token(clause, time)]
    ]
    steps, _, best = min(ranked, key=lambda row: row[:2])
    return best if steps < 90 else None


def _token(clause: Clause, time: TimeMention) -> int:
    """The head token of an expression of time."""
    held = [i for i, token in enumerate(clause.tokens) if token.end > time.start and token.start < time.end]
    return clause.head_of(held[0], held[-1] + 1) if held else 0


def _distance(clause: Clause, token: int, word: int, up: list[int]) -> int:
    """Steps from a time to the act: through the first word above it that is the act or governs it."""
    steps = 0
    for node in clause.path_up(token):
        if node == word:
            return steps
        if node in up:
            extra = 2 * up.index(node)
            return steps + extra
        if steps and clause.tree.upos[node] == "VERB" and clause.relation(node) in ("acl", "ccomp", "advcl"):
            steps += 4  # it belongs to another clause
        if (
            node != token
            and clause.relation(node) == "conj"
            and clause.has(node, "nsubj")
            and clause.tree.heads[node] == word
        ):
            return 99  # told of a further act with a subject of its own
        steps += 1
    return 99
