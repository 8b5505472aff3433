"""The shape of a tie told in a text, and what its readers share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from latticework.text.arguments import subjects
from latticework.text.clauses import Clause
from latticework.text.lists import table
from latticework.text.mentions import Codes

DIRECTED = frozenset({"equipment_transfer", "military_aid", "basing", "deployment", "security_guarantee"})
"""Kinds told from giver, guest or guarantor to receiver or host."""


EXERCISES = frozenset({"joint_exercise"})


AGREEMENT = frozenset(
    {"agreement", "treaty", "pact", "deal", "accord", "memorandum", "document", "protocol", "arrangement"}
)


BUYING = frozenset(
    {"buy", "purchase", "procure", "acquire", "order", "receive", "import", "get", "obtain", "host", "lease"}
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A link told in a text: kind, parties (giver first where directed), status, and the characters that tell it."""

    kind: str
    parties: Codes
    status: str
    start: int
    end: int
    word: int
    sentence: int
    title: str = ""
    confidence: float = 0.6
    why: tuple[str, ...] = field(default=(), compare=False)
    plain: bool = True
    """Whether a table's word told it, of the kind that the table gives or one that is likelier than not; claims are read from such ties alone."""


@cache
def steps() -> dict[str, str]:
    """The step of the life cycle that a verb tells of the tie it governs."""
    return {row["lemma"]: row["status"] for row in table("tie_verbs.csv")}


def stretch(clause: Clause, p: int, start: int, end: int) -> tuple[int, int]:
    """The characters of a tie: its words with the subject and the objects of the verb that tells it."""
    head = p if clause.tree.upos[p] == "VERB" else clause.tree.heads[p]
    nodes = [p]
    if head >= 0 and clause.tree.upos[head] == "VERB":
        nodes += [head, *list(subjects(clause, head))[:2]]
    nodes += [c for c in clause.children[p] if clause.relation(c) in ("nmod", "obl", "obj")]
    names = [clause.hit_at[i] for i in nodes if i in clause.hit_at]  # whole: `The United States`, not `States`
    tokens = {*nodes, *(hit.start for hit in names), *(hit.end - 1 for hit in names)}
    return min(start, *(clause.tokens[i].start for i in tokens)), max(end, *(clause.tokens[i].end for i in tokens))
