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


_CLAUSES = frozenset({"acl", "ccomp", "advcl", "parataxis"})
_OF_ANOTHER_TIME = frozenset({"after", "before", "since", "because", "although", "though", "unless", "where"})


def _apart(clause: Clause, node: int, word: int) -> bool:
    """Whether what is told with a verb has a time of its own, which is not that of an act above it.

    So it is with a further act that has its own subject, with what is only said of a noun on the way (`Algeria, which cut ties in
    August, called`), and with what came before or after.
    """
    head, relation = clause.tree.heads[node], clause.relation(node)
    if relation == "conj":
        return bool(clause.has(node, "nsubj")) and head == word
    if relation == "acl":
        return clause.tree.relations[node] == "acl:relcl" and head != word
    return relation == "advcl" and any(clause.lemma(c) in _OF_ANOTHER_TIME for c in clause.has(node, "mark", "advmod"))


def _distance(clause: Clause, token: int, word: int, up: list[int]) -> int:
    """Steps from a time to the act: through the first word above it that is the act or governs it."""
    steps, other = 0, False
    for node in clause.path_up(token):
        if node == word:
            return steps
        if node in up:
            return 99 if other else steps + 2 * up.index(node)
        if node != token and clause.tree.upos[node] == "VERB":
            if _apart(clause, node, word):
                return 99
            if steps and clause.relation(node) in _CLAUSES:
                steps, other = steps + 4, True  # it belongs to another clause
        steps += 1
    return 99
