"""What the typing model sees of a pair of actors in a sentence: words by zone, phrases, the way through the tree, acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from latticework.text.acts import Act, acts_in
from latticework.text.clauses import Clause
from latticework.text.lists import words
from latticework.text.mentions import roles

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stretches of tokens in a sentence: who may act, and on whom."""

    clause: Clause
    source: Span
    target: Span

    @property
    def heads(self) -> tuple[int, int]:
        """The head tokens of source and target."""
        return self.clause.head_of(*self.source), self.clause.head_of(*self.target)


def predicate(pair: Pair, acts: dict[int, Act], roots: frozenset[str]) -> int:
    """Give the token that tells an act of these roots between the two: on the way through the tree, or hanging from it."""
    clause = pair.clause
    source, target = pair.heads
    up, top, down = clause.path(source, target)
    way = [node for node in (*up[1:], top, *down[:-1]) if node not in (source, target)]
    near = [
        c for node in way for c in clause.children[node] if clause.relation(c) in ("xcomp", "obj", "ccomp", "advcl")
    ]
    for nodes in (way, near, acts):
        for wanted in ("root", "second"):
            for node in nodes:
                if node in acts and getattr(acts[node], wanted) in roots:
                    return node
    telling = [node for node in way if clause.tree.upos[node] == "VERB" and clause.lemma(node) not in words("telling")]
    return telling[-1] if telling else way[0] if way else top


def features(pair: Pair, acts: dict[int, Act] | None = None) -> Iterator[str]:
    """Give the features of a pair as short strings; `acts` are those of the sentence, when already found."""
    clause = pair.clause
    acts = acts_in(clause) if acts is None else acts
    first, second = sorted((pair.source, pair.target))
    order = "st" if first == pair.source else "ts"
    yield f"order {order}"
    yield from _words(clause, first, second, order, acts)
    yield from _grams(clause, pair, first, second)
    yield from _tree(clause, pair, acts)


def _words(clause: Clause, first: Span, second: Span, order: str, acts: dict[int, Act]) -> Iterator[str]:
    for i, lemma in enumerate(clause.tree.lemmas):
        if _inside(i, first) or _inside(i, second):
            continue
        zone = "b" if i < first[0] else "m" if i < second[0] else "a"
        if i in acts:
            act = acts[i]
            yield f"act {act.root}"
            yield f"act {zone}{order} {act.root}"
            if act.mode:
                yield f"mode {act.mode}"
            if act.rest:
                yield f"phrase {act.phrase}"
        if clause.tree.upos[i] in ("PUNCT", "DET", "NUM", "SYM") or i in clause.hit_at:
            continue
        yield f"w {lemma}"
        yield f"w {zone}{order} {lemma}"
        if len(lemma) > 5:
            yield f"stem {lemma[:5]}"


def _inside(i: int, span: Span) -> bool:
    return span[0] <= i < span[1]


def _grams(clause: Clause, pair: Pair, first: Span, second: Span) -> Iterator[str]:
    """Runs of two and three lemmas from a little before the first actor to a little after the second."""
    run: list[str] = []
    low, high = max(0, first[0] - 4), min(len(clause), second[1] + 6)
    for i in range(low, high):
        if _inside(i, pair.source):
            if run[-1:] != ["<s>"]:
                run.append("<s>")
        elif _inside(i, pair.target):
            if run[-1:] != ["<t>"]:
                run.append("<t>")
        elif clause.tree.upos[i] not in ("DET", "PUNCT", "NUM"):
            run.append(clause.tree.lemmas[i] if i not in clause.hit_at else "<n>")
    for size in (2, 3):
        for i in range(len(run) - size + 1):
            yield f"g {' '.join(run[i : i + size])}"


def _tree(clause: Clause, pair: Pair, acts: dict[int, Act]) -> Iterator[str]:
    source, target = pair.heads
    up, top, down = clause.path(source, target)
    middle = [*up[1:], top, *down[:-1]] if source != top != target else [*up[1:], *down[:-1]]
    yield f"rs {clause.tree.relations[source]}"
    yield f"rt {clause.tree.relations[target]} {clause.case(target)}"
    yield f"len {min(len(middle), 6)}"
    for name, i in (("cs", source), ("ct", target)):
        role = roles().get(clause.lemma(i), "")
        yield f"{name} {role or ('name' if i in clause.hit_at else clause.tree.upos[i])}"
        yield f"{name} {clause.lemma(i)}" if role else f"{name} -"
    for i in middle:
        lemma, act = clause.lemma(i), acts.get(i)
        yield f"p {lemma}"
        if act:
            yield f"pa {act.root}"
            yield f"pp {act.phrase}"
        yield from _around(clause, i, acts, "top" if i == top else "way")
    if middle:
        yield f"pt {clause.lemma(middle[-1])} {clause.case(target)} {clause.relation(target)}"
        yield f"ps {clause.lemma(middle[0])} {clause.tree.relations[source]}"
        act = acts.get(middle[0])
        if act:
            yield f"sa {clause.tree.relations[source]} {act.root}"
        act = acts.get(middle[-1])
        if act:
            yield f"ta {clause.relation(target)} {clause.case(target)} {act.root}"


def _around(clause: Clause, i: int, acts: dict[int, Act], where: str) -> Iterator[str]:
    """What hangs from a word on the way: objects, particles, complements, negation, auxiliaries."""
    for c in clause.children[i]:
        relation = clause.relation(c)
        if relation in ("obj", "xcomp", "ccomp", "compound", "advcl", "obl", "amod", "nmod", "acl"):
            if c in clause.hit_at:
                continue
            yield f"d {relation} {clause.lemma(i)} {clause.lemma(c)}"
            yield f"dc {where} {relation} {clause.lemma(c)}"
            if c in acts:
                yield f"da {where} {relation} {acts[c].root}"
        elif clause.lemma(c) in words("negation"):
            yield f"neg {where}"
        elif relation == "aux" and clause.lemma(c) != "have":
            yield f"aux {where} {clause.lemma(c)}"
