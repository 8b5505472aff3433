"""Who names whom as a threat, a challenge or a concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from latticework.text.arguments import subjects
from latticework.text.clauses import Clause
from latticework.text.lists import words
from latticework.text.mentions import Codes, Memory, actors_of, learn

GRADES = {
    "threat": "threat", "enemy": "threat", "adversary": "threat", "menace": "threat", "danger": "threat", "foe": "threat",
    "aggressor": "threat", "challenge": "challenge", "rival": "challenge", "competitor": "challenge",
    "concern": "concern", "worry": "concern", "risk": "concern",
}  # fmt: skip
"""Nouns that grade, and the grade they give."""

FAR = 6
"""Sentences after its last line in which a list of threats may go on."""

ORDINALS = frozenset({"second", "third", "fourth", "fifth", "next", "last"})

_FEARING = frozenset({"fear", "worry", "alarm"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A naming told in a text: who names whom, how gravely, and the characters that tell it."""

    namer: str
    named: str
    grade: str
    start: int
    end: int
    sentence: int


def namings(document: Sequence[Clause]) -> list[Naming]:
    """Read who names whom as a threat; once a pair, at its gravest."""
    memory, listing = Memory(), _Listing()
    found: list[Naming] = []
    for number, clause in enumerate(document):
        found += listing.next(clause, memory, number)
        for i, lemma in enumerate(clause.tree.lemmas):
            if lemma in GRADES and clause.tree.upos[i] == "NOUN":
                found += listing.first(clause, i, memory, number) or _read(clause, i, GRADES[lemma], memory, number)
        learn(clause, memory)
    order = ("concern", "challenge", "threat")
    best: dict[tuple[str, str], Naming] = {}
    for naming in found:
        old = best.get((naming.namer, naming.named))
        if old is None or order.index(naming.grade) > order.index(old.grade):
            best[naming.namer, naming.named] = naming
    return list(best.values())


@dataclass
class _Listing:
    """A list of threats told over several sentences: `China comes first on its list of threats. Russia is second.`"""

    namer: str = ""
    grade: str = ""
    last: int = -FAR

    def first(self, clause: Clause, i: int, memory: Memory, number: int) -> list[Naming]:
        """Read whoever is on, heads or tops a state's list of threats."""
        over = clause.tree.heads[i]
        if over < 0 or clause.lemma(over) not in ("list", "ranking", "hierarchy") or clause.case(i) != "of":
            return []
        named = [code for s in subjects(clause, clause.tree.heads[over]) for code in _actors(clause, s, memory)]
        owners = [code for c in clause.has(over, "nmod:poss") for code in _actors(clause, c, memory)]
        usual = sorted((code for code in memory.counts if ":" not in code), key=lambda code: -memory.counts[code])
        namer = next((code for code in (*owners, *memory.subject, *usual) if code not in named), "")
        if not named or not namer:
            return []
        self.namer, self.grade, self.last = namer, GRADES[clause.lemma(i)], number
        return [self._named(clause, code, min(over, i), max(over, i), number) for code in named]

    def next(self, clause: Clause, memory: Memory, number: int) -> list[Naming]:
        """Read `North Korea is second`, `Third is Russia` after such a sentence."""
        root = next((i for i, head in enumerate(clause.tree.heads) if head < 0), -1)
        subject = next(iter(clause.has(root, "nsubj")), -1) if root >= 0 else -1
        if number - self.last > FAR or subject < 0 or not clause.has(root, "cop"):
            return []
        for ordinal, actor in ((root, subject), (subject, root)):
            if clause.lemma(ordinal) in ORDINALS:
                self.last = number
                low, high = sorted((ordinal, actor))
                return [self._named(clause, code, low, high, number) for code in _actors(clause, actor, memory)]
        return []

    def _named(self, clause: Clause, code: str, low: int, high: int, number: int) -> Naming:
        return Naming(self.namer, code, self.grade, clause.tokens[low].start, clause.tokens[high].end, number)


def _read(clause: Clause, i: int, grade: str, memory: Memory, number: int) -> Iterator[Naming]:
    named = list(_named(clause, i, memory))
    namer = list(_namer(clause, i, memory, named))
    if not named or not namer:
        return
    nodes = [i, *clause.path_up(i)[1:2]]
    start = min(clause.tokens[n].start for n in nodes)
    end = max(clause.tokens[n].end for n in (*nodes, *clause.children[i]))
    for code in named:
        if code != namer[0]:
            yield Naming(namer[0], code, grade, start, end, number)


def _named(clause: Clause, i: int, memory: Memory) -> Iterator[str]:
    """Who is called so: the subject of `is a threat`, `threat from X`, `posed by X`, `X's threat`, `called X a threat`."""
    for s in clause.has(i, "nsubj"):
        yield from _actors(clause, s, memory)
    for c in clause.children[i]:
        if (
            clause.tree.relations[c] == "nmod:poss"
            or (clause.relation(c) in ("nmod", "obl") and clause.case(c) == "from")
            or (clause.relation(c) in ("amod", "compound") and c in clause.hit_at)
        ):
            yield from _actors(clause, c, memory)
        elif clause.relation(c) == "acl" and clause.lemma(c) in ("pose", "present", "represent"):
            for agent in clause.has(c, "obl", "nsubj"):
                yield from _actors(clause, agent, memory)
    head = clause.tree.heads[i]
    if head < 0:
        return
    if clause.lemma(head) in ("pose", "present", "represent", "constitute", "become", "remain") and clause.relation(
        i
    ) in ("obj", "xcomp"):
        for s in subjects(clause, head):
            yield from _actors(clause, s, memory)
    elif clause.lemma(head) in words("calling"):
        for o in clause.has(head, "obj", "nsubj:pass"):
            if o != i:
                yield from _actors(clause, o, memory)


def _namer(clause: Clause, i: int, memory: Memory, named: list[str]) -> Iterator[str]:
    """Who says so: the subject of the calling or telling verb above, nearest first, or a document of a state."""
    for node in clause.path_up(i)[1:]:
        if (
            clause.lemma(node) in words("calling")
            or clause.lemma(node) in words("telling")
            or clause.lemma(node) in _FEARING
            or clause.lemma(node) == "warn"
        ):
            sources = [*subjects(clause, node), *(c for c in clause.has(node, "obl") if clause.case(c) in ("by", "in"))]
            for s in sources:
                for code in _actors(clause, s, memory):
                    if code not in named:
                        yield code
    target = [c for c in clause.has(i, "nmod") if clause.case(c) in ("to", "for", "against")]
    for c in (
        target
        if clause.tree.heads[i] >= 0
        and clause.lemma(clause.tree.heads[i]) in ("face", "see", "address", "counter", "meet")
        else ()
    ):
        yield from _actors(clause, c, memory)
    head = clause.tree.heads[i]
    if head >= 0 and clause.lemma(head) in ("face", "see", "counter", "confront", "address"):
        for s in subjects(clause, head):
            yield from (code for code in _actors(clause, s, memory) if code not in named)


def _actors(clause: Clause, i: int, memory: Memory) -> Codes:
    found = actors_of(clause, i, memory)
    if found:
        return tuple(code for a in clause.conjuncts(i) for code in (actors_of(clause, a, memory) or ()))
    return tuple(
        code
        for c in clause.children[i]
        if clause.relation(c) in ("nmod", "amod", "compound") and clause.case(c) in ("", "of")
        for code in actors_of(clause, c, memory, deep=False)
    )
