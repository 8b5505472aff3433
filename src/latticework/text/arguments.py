"""Who does it and whom it reaches: the source side and the target side of a word for an act, read off the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from latticework.text.clauses import Clause
from latticework.text.lists import words

_SHARED = frozenset({"xcomp", "advcl", "conj", "acl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The head tokens of the phrases on each side of an act; `mutual` are the parties of an act between them.

    `certain` are sources about which the syntax leaves no doubt, though they stand far from the word in the tree.
    """

    sources: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    mutual: tuple[int, ...] = ()
    certain: tuple[int, ...] = ()


def sides(clause: Clause, p: int) -> Sides:
    """Give the sides of the act told by token `p`, a verb or a noun."""
    if clause.tree.upos[p] in ("VERB", "AUX") or clause.tree.xpos[p].startswith("VB"):
        return _of_verb(clause, p)
    return _of_noun(clause, p)


def _of_verb(clause: Clause, p: int) -> Sides:
    passive = bool(clause.has(p, "nsubj:pass", "aux:pass")) or _reduced_passive(clause, p)
    targets = list(_objects(clause, p))
    if passive:
        agents = [a for c in _agents(clause, p) for a in clause.conjuncts(c)]
        patients = [a for c in clause.has(p, "nsubj:pass") for a in clause.conjuncts(c)]
        if not patients and _reduced_passive(clause, p):
            patients = [clause.tree.heads[p]]
        if not agents and not patients:
            patients = list(subjects(clause, p))
        under = [t for head in patients for t in _under(clause, head)]
        reached = tuple(dict.fromkeys((*patients, *under, *(t for t in targets if t not in agents))))
        return Sides(tuple(agents), reached, tuple(agents))
    sources = list(subjects(clause, p))
    return Sides(tuple(sources), tuple(t for t in dict.fromkeys(targets) if t not in sources), tuple(sources))


def _reduced_passive(clause: Clause, p: int) -> bool:
    """A participle that modifies a noun: `a bill vetoed by the president`."""
    return clause.tree.xpos[p] == "VBN" and clause.relation(p) == "acl"


def _agents(clause: Clause, p: int) -> list[int]:
    return [
        c for c in clause.children[p] if clause.relation(c) == "obl" and clause.case(c) == "by" and not _time(clause, c)
    ]


def subjects(clause: Clause, p: int, depth: int = 5) -> Iterator[int]:
    """Give the heads of the subjects of a verb, its own or the one it shares with the verb it hangs from."""
    own = clause.has(p, "nsubj", "csubj")
    own = [c for c in own if clause.tree.relations[c] not in ("nsubj:pass", "csubj:pass")]
    if own:
        for c in own:
            if clause.form(c).lower() in ("who", "which", "that") and clause.relation(p) == "acl":
                yield from clause.conjuncts(clause.tree.heads[p])
            else:
                yield from clause.conjuncts(c)
        return
    fronted = [
        c
        for c in clause.has(p, "obl")
        if c < p and c in clause.hit_at and clause.tree.upos[c] == "PROPN" and _bare(clause, c)
    ]
    if fronted and clause.tree.xpos[p] in ("VBD", "VBZ", "VBP", "VBN", "VB") and not clause.has(p, "nsubj:pass"):
        yield from clause.conjuncts(fronted[-1])  # In December Japan, Britain and Italy announced ...
        return
    head, relation = clause.tree.heads[p], clause.relation(p)
    if head < 0 or not depth:
        return
    if relation == "acl" and clause.tree.xpos[p] in ("VBG", "VB"):
        yield from clause.conjuncts(head)
    elif relation == "acl" and clause.has(p, "nsubj:pass"):
        return
    elif relation == "xcomp":
        objects = clause.has(head, "obj", "iobj")
        asked = [c for c in clause.has(head, "obl") if clause.case(c) in ("on", "upon", "for", "to")]
        if (objects or asked) and clause.lemma(head) in words("object_control"):
            yield from (a for c in objects or asked for a in clause.conjuncts(c))
        elif clause.has(head, "nsubj:pass"):
            yield from (a for c in clause.has(head, "nsubj:pass") for a in clause.conjuncts(c))
        else:
            yield from subjects(clause, head, depth - 1)
    elif relation in _SHARED and _is_verb(clause, head):
        if clause.has(head, "nsubj:pass") and not clause.has(p, "aux:pass"):
            yield from (a for c in clause.has(head, "nsubj:pass") for a in clause.conjuncts(c))
        else:
            yield from subjects(clause, head, depth - 1)
    elif relation == "acl":
        yield from _holders(clause, head)


def _bare(clause: Clause, c: int) -> bool:
    """Whether a phrase before the verb has no preposition of its own, or only that of a time told before it."""
    return not clause.case(c) or any(clause.lemma(t) in words("times") for t in clause.children[c] if t < c)


def _is_verb(clause: Clause, i: int) -> bool:
    return (
        clause.tree.upos[i] in ("VERB", "AUX")
        or clause.tree.xpos[i].startswith("VB")
        or bool(clause.has(i, "cop", "nsubj"))
    )


def _objects(clause: Clause, p: int) -> Iterator[int]:
    """Give the heads of what a verb reaches: objects, their owners and complements, phrases with a preposition."""
    for c in clause.children[p]:
        relation = clause.relation(c)
        if relation in ("obj", "iobj"):
            if clause.form(c).lower() in ("who", "which", "that") and clause.relation(p) == "acl":
                yield from clause.conjuncts(clause.tree.heads[p])
            for a in clause.conjuncts(c):
                yield a
                yield from _under(clause, a)
        elif relation == "obl" and clause.case(c) != "by" and not _time(clause, c):
            for a in clause.conjuncts(c):
                yield a
                yield from _under(clause, a)
        elif relation in ("xcomp", "ccomp", "advcl") and not _tells(clause, p):
            yield from _of_complement(clause, c)
    if clause.relation(p) == "acl" and clause.tree.relations[p] == "acl:relcl" and not clause.has(p, "obj"):
        own = clause.has(p, "nsubj")
        if own and clause.form(own[0]).lower() not in ("who", "which", "that"):
            yield clause.tree.heads[p]


def _of_complement(clause: Clause, c: int) -> Iterator[int]:
    """What a request or refusal is about: `demanded that China withdraw`, `refused to release the sailors`."""
    for s in clause.has(c, "nsubj", "nsubj:pass"):
        yield from clause.conjuncts(s)
    if clause.relation(c) == "xcomp" or clause.relation(c) == "advcl":
        for o in clause.has(c, "obj", "obl"):
            if not _time(clause, o) and clause.case(o) != "by":
                yield o
                yield from _under(clause, o)


def _tells(clause: Clause, p: int) -> bool:
    return clause.lemma(p) in words("telling")


def _of_noun(clause: Clause, p: int) -> Sides:
    """The sides of an act told by a noun: `Russia's invasion of Ukraine`, `talks between A and B`, `launched an attack`."""
    sources, targets, mutual, certain = [], [], [], list[int]()
    for c in clause.children[p]:
        relation, case = clause.relation(c), clause.case(c)
        if clause.form(c).lower() == "whose":
            certain += modified(clause, c)
        elif clause.tree.relations[c] == "nmod:poss" or (
            relation in ("amod", "compound", "nmod") and case == "" and c < p
        ):
            sources += clause.conjuncts(c)
        elif relation in ("nmod", "obl"):
            heads = clause.conjuncts(c)
            if case in ("between", "among"):
                mutual += heads
            elif case == "by":
                sources += heads
            elif not _time(clause, c):
                targets += [x for h in heads for x in (h, *_under(clause, h))]
        elif clause.tree.relations[c] == "acl:relcl" and clause.lemma(c) in words("taking"):
            # a tour that took him to Paris
            certain += [a for one in clause.has(c, "obj") for a in clause.conjuncts(one)]
            targets += [a for one in clause.has(c, "obl") if clause.case(one) == "to" for a in clause.conjuncts(one)]
        elif relation == "acl" and clause.tree.xpos[c] == "VBN":
            sources += [a for agent in _agents(clause, c) for a in clause.conjuncts(agent)]
    head, relation = clause.tree.heads[p], clause.relation(p)
    if head >= 0 and relation in ("obj", "obl") and clause.lemma(head) in words("light_verbs"):
        above = _of_verb(clause, head)
        sources += [i for i in above.sources if i not in sources]
        targets += [i for i in above.targets if i not in targets and i != p]
    elif head >= 0 and clause.tree.relations[p] == "nsubj:pass":
        sources += [a for agent in _agents(clause, head) for a in clause.conjuncts(agent)]
    sources = list(dict.fromkeys((*certain, *sources)))
    reached = tuple(t for t in dict.fromkeys(targets) if t not in sources)
    return Sides(tuple(sources), reached, tuple(dict.fromkeys(mutual)), tuple(certain))


def modified(clause: Clause, i: int) -> list[int]:
    """Give the heads of what a relative pronoun stands for: the noun that its clause modifies, with what is joined to it."""
    over = next((node for node in clause.path_up(i) if clause.relation(node) == "acl"), -1)
    return clause.conjuncts(clause.tree.heads[over]) if over >= 0 and clause.tree.heads[over] >= 0 else []


def _holders(clause: Clause, noun: int) -> Iterator[int]:
    """Whose a noun is: `Japan's plan to buy missiles` is Japan's."""
    for c in clause.children[noun]:
        if clause.tree.relations[c] == "nmod:poss" or (
            clause.relation(c) in ("amod", "compound") and c in clause.hit_at
        ):
            yield from clause.conjuncts(c)


def _under(clause: Clause, head: int, depth: int = 2) -> Iterator[int]:
    """The actors inside a noun phrase that is no actor: owners, adjectives, phrases with a preposition."""
    if clause.lemma(head) == "one":
        return  # ... with Australia and one with Britain: another thing
    for c in clause.children[head]:
        if clause.relation(c) in ("nmod", "amod", "compound", "appos") and not _time(clause, c):
            for a in clause.conjuncts(c):
                yield a
                if depth and clause.relation(c) == "nmod":
                    yield from _under(clause, a, depth - 1)
        elif clause.relation(c) == "acl" and depth and clause.tree.xpos[c] != "VBN":
            yield from clause.has(c, "nsubj", "obj", "obl")


def _time(clause: Clause, i: int) -> bool:
    return clause.tree.relations[i] in ("obl:tmod", "nmod:tmod", "obl:unmarked") or clause.lemma(i) in words("times")
