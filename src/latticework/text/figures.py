"""Figures told in a text with whose they are: the amounts in scope, their subject and object, when they hold, by when they are due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from latticework.text.amounts import Amount, find_amounts
from latticework.text.arguments import sides, subjects
from latticework.text.clauses import Clause
from latticework.text.dating import time_of
from latticework.text.lists import words
from latticework.text.mentions import Codes, Memory, actors_of, learn
from latticework.text.modality import modality
from latticework.text.times import TimeMention

_DUE = frozenset({"deadline"})
_WHEN = frozenset({"day", "interval", "ago", "since"})


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount told of somebody: value, unit, comparator, subject and object, and the times told with it."""

    amount: Amount
    subject: str
    object: str
    what: str
    modality: str
    sentence: int
    word: int
    time: TimeMention | None = None
    due: TimeMention | None = None

    @property
    def pledged(self) -> bool:
        """Whether it is promised: planned, or due by a deadline."""
        return self.due is not None and (self.modality == "planned" or self.amount.unit == "percent_of_GDP")


def figures(text: str, document: Sequence[Clause], times: Sequence[TimeMention]) -> list[Figure]:
    """Read the figures of a document; one told again with the same value and unit is kept once."""
    amounts = [amount for amount in find_amounts(text, times) if amount.scope]
    memory = Memory()
    out: dict[tuple[object, str], Figure] = {}
    for number, clause in enumerate(document):
        for amount in amounts:
            if clause.start <= amount.start < clause.end:
                figure = _figure(clause, amount, times, memory, number)
                out.setdefault((str(amount.value), amount.unit), figure)
        learn(clause, memory)
    return list(out.values())


def _figure(clause: Clause, amount: Amount, times: Sequence[TimeMention], memory: Memory, number: int) -> Figure:
    held = [i for i, token in enumerate(clause.tokens) if token.end > amount.start and token.start < amount.end] or [0]
    head = clause.head_of(held[0], held[-1] + 1)
    verb = next((node for node in clause.path_up(head) if clause.tree.upos[node] == "VERB"), head)
    near = list(_near(clause, head, verb, memory))
    subject = near[0] if near else ""
    other = next((code for code in (*_objects(clause, verb, memory), *near) if code != subject), "")
    told = modality(clause, verb)
    if (amount.comparator or "").endswith("_since"):
        other, told = "", "happened"  # the first to do so since 2017: done, and compared with nobody
    return Figure(
        amount, subject, other, _what(clause, head, amount), told, number, head,
        time_of(clause, head, times, _WHEN), time_of(clause, head, times, _DUE),
    )  # fmt: skip


def _near(clause: Clause, head: int, verb: int, memory: Memory) -> Iterator[str]:
    """Whose figure it is, likeliest first: owners and adjectives on the thing counted, the verb's subject, the memory."""
    for node in clause.path_up(head)[:3]:
        if clause.tree.upos[node] in ("VERB", "AUX"):
            break
        for c in clause.children[node]:
            if clause.relation(c) in ("amod", "compound", "nmod", "nmod:poss") and clause.case(c) in (
                "",
                "of",
                "by",
                "'s",
            ):
                yield from actors_of(clause, c, memory, deep=False)
    passive = clause.has(verb, "nsubj:pass")
    agents = [c for c in clause.has(verb, "obl") if clause.case(c) == "by"] if passive else []
    for i in (*agents, *subjects(clause, verb), *passive):
        yield from actors_of(clause, i, memory)
        for c in clause.children[i]:
            if clause.relation(c) in ("amod", "compound", "nmod"):
                yield from actors_of(clause, c, memory, deep=False)
    for above in clause.path_up(verb)[1:]:  # ... fired a missile, the first to do so since
        if clause.tree.upos[above] in ("VERB", "AUX"):
            for i in subjects(clause, above):
                yield from actors_of(clause, i, memory)
    yield from memory.subject
    yield from (code for hit in clause.hits for code in hit.name.codes)


def _objects(clause: Clause, verb: int, memory: Memory) -> Codes:
    return tuple(code for i in sides(clause, verb).targets for code in actors_of(clause, i, memory, deep=False))


def _what(clause: Clause, head: int, amount: Amount) -> str:
    """What is counted, in the text's words: the noun and the verb it hangs from."""
    verb = next((clause.lemma(node) for node in clause.path_up(head)[1:] if clause.tree.upos[node] == "VERB"), "")
    noun = amount.noun or clause.form(head)
    return f"{noun} ({verb})" if verb and verb not in words("light_verbs") else noun
