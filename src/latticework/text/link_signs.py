"""What the linking model sees of a phrase beside a cue: the way through the tree, order, case, kind of phrase, what rules say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from latticework.text.acts import acts_in
from latticework.text.arguments import Sides, sides
from latticework.text.clauses import Clause
from latticework.text.coder import NONE
from latticework.text.mentions import Codes, roles
from latticework.text.scenes import Before, Scene

ORGANISATIONS = frozenset({"NATO", "EU", "UN", "AU", "ASEAN", "G7"})


@dataclass(frozen=True)
class Cue:
    """A word that tells an act or a tie: its token, what it tells (root or kind), its phrase in the table, and its sort.

    Sorts: V (verb), Vp (passive), NOUN and ADJ for acts; noun, act, forces, ally, built for ties.
    """

    clause: Clause
    word: int
    label: str
    phrase: str
    sort: str
    _ruled: list[str] = field(default_factory=list, repr=False, compare=False)

    @cached_property
    def sides(self) -> Sides:
        """What the rules of syntax say."""
        return sides(self.clause, self.word)

    @cached_property
    def governor(self) -> int:
        """The verb that a noun hangs from, directly or by one noun between; -1 when there is none."""
        tree = self.clause.tree
        head = tree.heads[self.word]
        for node in (head, tree.heads[head] if head >= 0 else -1):
            if node >= 0 and tree.upos[node] == "VERB":
                return node
        return -1

    @cached_property
    def above(self) -> Sides:
        """The sides of the governor."""
        return sides(self.clause, self.governor) if self.governor >= 0 else Sides()

    def ruled(self, scene: Scene) -> str:
        """Whether the rules find a named source and a named target: two letters, y or n."""
        if not self._ruled:
            self._ruled.append(self._find(scene.phrases))
        return self._ruled[0]

    def _find(self, held: dict[int, Codes]) -> str:
        source = any(i in held for i in (*self.sides.sources, *self.sides.mutual))
        return ("y" if source else "n") + ("y" if any(i in held for i in self.sides.targets) else "n")


def phrase_signs(scene: Scene, cue: Cue, i: int) -> Iterator[str]:
    """Give the signs of a phrase with head `i` in the cue's own sentence."""
    clause, word = scene.clause, cue.word
    rule, order = _rule(cue.sides, i), "b" if i < word else "a" if i > word else "self"
    at = f"{order} {cue.sort}"
    yield "bias"
    yield from (
        f"rule {rule}",
        f"rule {rule} {cue.sort}",
        f"rule {rule} {cue.label}",
        f"rule {rule} {cue.label} {cue.sort}",
    )
    yield f"rules {rule} {cue.ruled(scene)} {order}"
    yield from _way(clause, cue, i, rule, at)
    case, role = clause.case(i), roles().get(clause.lemma(i), "name" if i in clause.hit_at else clause.tree.upos[i])
    yield from (f"case {case} {cue.sort}", f"case {case} {cue.label} {order}", f"case {case} {cue.phrase}")
    yield from (f"order {at}", f"order {order} {cue.label}", f"order {order} {cue.phrase}")
    yield from (f"role {role} {rule}", f"role {role} {at}", f"rel {clause.tree.relations[i]} {at}")
    yield f"form {clause.lemma(i)}" if clause.tree.upos[i] == "PRON" else "noun"
    yield from _place(scene, cue, i, rule, at)
    if cue.governor >= 0 and cue.sort not in ("V", "Vp"):
        yield from _governed(scene, cue, i)


def _rule(side: Sides, i: int) -> str:
    return ("S" if i in side.sources else "T" if i in side.targets else "-") + ("M" if i in side.mutual else "")


def _way(clause: Clause, cue: Cue, i: int, rule: str, at: str) -> Iterator[str]:
    up, top, down = clause.path(i, cue.word)
    rising, falling = [clause.relation(k) for k in up], [clause.relation(k) for k in down]
    way = "^".join(rising) + "!" + "v".join(falling)
    yield from (f"way {cue.sort} {way}", f"way {cue.label} {way}", f"long {min(len(up) + len(down), 8)} {rule}")
    yield f"ends {rising[0] if rising else '='} {falling[-1] if falling else '='} {cue.sort}"
    yield f"top {'cue' if top == cue.word else 'phrase' if top == i else 'other'} {at}"
    between = {*up[1:], top, *down} - {i, cue.word}
    verbs = sum(clause.tree.upos[k] == "VERB" for k in between)
    yield from (f"verbs {min(verbs, 3)} {at}", f"verbs {min(verbs, 3)} {rule}", f"verbs {min(verbs, 3)} {cue.label}")
    if top not in (cue.word, i):
        act = acts_in(clause).get(top)
        yield f"over {clause.lemma(top) if clause.tree.upos[top] == 'VERB' else clause.tree.upos[top]} {at[0]}"
        if act:
            yield f"over {act.root} {cue.label} {at[0]}"
    yield f"cue {clause.relation(cue.word)} {at[0]} {rule}"


def _place(scene: Scene, cue: Cue, i: int, rule: str, at: str) -> Iterator[str]:
    word, held, codes = cue.word, scene.phrases, scene.phrases[i]
    low, high = sorted((i, word))
    between = sum(low < j < high for j in held)
    acts = sum(low < j < high and act.root != NONE for j, act in acts_in(scene.clause).items())
    yield from (f"between {min(between, 3)} {at}", f"acts {min(acts, 3)} {at}", f"far {min((high - low) // 3, 6)} {at}")
    near = [j for j in held if (j < word) == (i < word)]
    yield f"nearest {(max(near) if i < word else min(near)) == i} {at} {rule}"
    yield from (f"first {min(held) == i} {at}", f"held {min(len(held), 5)} {cue.sort}")
    yield from (f"many {min(len(codes), 3)} {cue.label}", f"body {codes[0] in ORGANISATIONS} {cue.label}")
    yield f"armed {codes[0].startswith('NSA')} {cue.label}"


def _governed(scene: Scene, cue: Cue, i: int) -> Iterator[str]:
    rule, clause = _rule(cue.above, i), scene.clause
    act = acts_in(clause).get(cue.governor)
    yield from (f"above {rule} {cue.sort}", f"above {rule} {cue.label}", f"above {rule} {clause.lemma(cue.governor)}")
    yield from (f"above {rule} {clause.case(i)} {cue.sort}", f"above {rule} {act.root if act else '-'}")


def before_signs(scene: Scene, cue: Cue, actor: Before) -> Iterator[str]:
    """Give the signs of an actor the sentence leaves unsaid."""
    clause, ruled = scene.clause, cue.ruled(scene)
    own = "y" if clause.has(cue.word, "nsubj") else "n"
    yield from ("unsaid", f"unsaid {cue.sort} {cue.label}", f"unsaid held {min(len(scene.phrases), 4)} {cue.sort}")
    yield from (
        f"unsaid rank {min(actor.rank, 5)} {cue.sort}",
        f"unsaid ruled {ruled} {cue.sort}",
        f"unsaid ruled {ruled} {cue.label}",
    )
    yield f"unsaid own {own} {cue.sort} {ruled[0]}"
    for sign in actor.signs:
        yield from (f"unsaid {sign} {cue.sort}", f"unsaid {sign} {cue.label}", f"unsaid {sign} {ruled} {cue.sort}")
    yield "unsaid all " + " ".join(actor.signs)
    for name, found in (("subject", clause.has(cue.word, "nsubj")), ("object", clause.has(cue.word, "obj"))):
        if found:
            yield f"unsaid {name} {clause.lemma(found[0])}"
    yield f"unsaid body {actor.code in ORGANISATIONS} armed {actor.code.startswith('NSA')}"
    words = [clause.lemma(c) for c in clause.children[cue.word] if clause.tree.upos[c] == "DET"]
    yield f"unsaid the {' '.join(words)} {cue.sort}"
