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
from latticework.text.signs import hashed
from latticework.text.word_groups import groups

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


def phrase_rows(scene: Scene, cue: Cue, i: int) -> set[int]:
    """Give the rows of the signs of a phrase with head `i` in the cue's own sentence."""
    clause, word, sort, label = scene.clause, cue.word, cue.sort, cue.label
    rule, order = _rule(cue.sides, i), "b" if i < word else "a" if i > word else "self"
    case, tag, lemma = clause.case(i), clause.tree.upos[i], clause.lemma(i)
    role = roles().get(lemma, "name" if i in clause.hit_at else tag)
    return set().union(
        _of_rule(rule, sort, label, cue.ruled(scene), order),
        _of_case(case, sort, label, cue.phrase, order),
        _of_kin(case, rule, groups(clause.lemma(word))[0], order),
        _of_role(role, rule, sort, order, clause.tree.relations[i], lemma if tag == "PRON" else ""),
        *_way(clause, cue, i, rule, order),
        *_place(scene, cue, i, rule, order),
        *(_governed(scene, cue, i) if cue.governor >= 0 and sort not in ("V", "Vp") else ()),
    )


def _rule(side: Sides, i: int) -> str:
    return ("S" if i in side.sources else "T" if i in side.targets else "-") + ("M" if i in side.mutual else "")


@hashed
def _of_rule(rule: str, sort: str, label: str, ruled: str, order: str) -> Iterator[str]:
    yield from ("bias", f"rule {rule}", f"rule {rule} {sort}", f"rule {rule} {label}", f"rule {rule} {label} {sort}")
    yield from (f"rules {rule} {ruled} {order}", f"order {order} {sort}", f"order {order} {label}")


@hashed
def _of_case(case: str, sort: str, label: str, phrase: str, order: str) -> Iterator[str]:
    yield from (f"case {case} {sort}", f"case {case} {label} {order}", f"case {case} {phrase}")
    yield f"order {order} {phrase}"


@hashed
def _of_kin(case: str, rule: str, kin: str, order: str) -> Iterator[str]:
    """What is learnt of a word's kin: `~` is its group."""
    yield from (f"case {case} ~{kin} {order}", f"rule {rule} ~{kin}")


@hashed
def _of_role(role: str, rule: str, sort: str, order: str, relation: str, pronoun: str) -> Iterator[str]:
    yield from (f"role {role} {rule}", f"role {role} {order} {sort}", f"rel {relation} {order} {sort}")
    yield f"form {pronoun}" if pronoun else "noun"


def _way(clause: Clause, cue: Cue, i: int, rule: str, order: str) -> Iterator[tuple[int, ...]]:
    up, top, down = clause.path(i, cue.word)
    relations, tags = clause.relations, clause.tree.upos
    rising, falling = tuple(relations[k] for k in up), tuple(relations[k] for k in down)
    yield _of_way(rising, falling, cue.sort, cue.label, rule)
    verbs = sum(tags[k] == "VERB" for k in {*up[1:], top, *down} - {i, cue.word})
    where = "cue" if top == cue.word else "phrase" if top == i else "other"
    yield _of_top(where, min(verbs, 3), relations[cue.word], cue.sort, cue.label, rule, order)
    if where == "other":
        act = acts_in(clause).get(top)
        over = clause.lemma(top) if tags[top] == "VERB" else tags[top]
        yield _of_over(over, act.root if act else "", cue.label, order)


@hashed
def _of_way(rising: tuple[str, ...], falling: tuple[str, ...], sort: str, label: str, rule: str) -> Iterator[str]:
    way = "^".join(rising) + "!" + "v".join(falling)
    yield from (f"way {sort} {way}", f"way {label} {way}", f"long {min(len(rising) + len(falling), 8)} {rule}")
    yield f"ends {rising[0] if rising else '='} {falling[-1] if falling else '='} {sort}"


@hashed
def _of_top(where: str, verbs: int, relation: str, sort: str, label: str, rule: str, order: str) -> Iterator[str]:
    yield from (f"top {where} {order} {sort}", f"verbs {verbs} {order} {sort}", f"verbs {verbs} {rule}")
    yield from (f"verbs {verbs} {label}", f"cue {relation} {order[0]} {rule}")


@hashed
def _of_over(over: str, root: str, label: str, order: str) -> Iterator[str]:
    yield f"over {over} {order[0]}"
    if root:
        yield f"over {root} {label} {order[0]}"


def _place(scene: Scene, cue: Cue, i: int, rule: str, order: str) -> Iterator[tuple[int, ...]]:
    word, held, codes = cue.word, scene.phrases, scene.phrases[i]
    low, high = sorted((i, word))
    between = sum(low < j < high for j in held)
    acts = sum(low < j < high and act.root != NONE for j, act in acts_in(scene.clause).items())
    yield _of_distance(min(between, 3), min(acts, 3), min((high - low) // 3, 6), cue.sort, order)
    near = [j for j in held if (j < word) == (i < word)]
    nearest = (max(near) if i < word else min(near)) == i
    yield _of_rank(nearest, min(held) == i, min(len(held), 5), cue.sort, rule, order)
    yield _of_actor(min(len(codes), 3), codes[0] in ORGANISATIONS, codes[0].startswith("NSA"), cue.label)


@hashed
def _of_distance(between: int, acts: int, far: int, sort: str, order: str) -> Iterator[str]:
    yield from (f"between {between} {order} {sort}", f"acts {acts} {order} {sort}", f"far {far} {order} {sort}")


@hashed
def _of_rank(nearest: bool, first: bool, held: int, sort: str, rule: str, order: str) -> Iterator[str]:
    yield from (f"nearest {nearest} {order} {sort} {rule}", f"first {first} {order} {sort}", f"held {held} {sort}")


@hashed
def _of_actor(many: int, body: bool, armed: bool, label: str) -> Iterator[str]:
    yield from (f"many {many} {label}", f"body {body} {label}", f"armed {armed} {label}")


def _governed(scene: Scene, cue: Cue, i: int) -> Iterator[tuple[int, ...]]:
    clause = scene.clause
    act = acts_in(clause).get(cue.governor)
    lemma, root = clause.lemma(cue.governor), act.root if act else "-"
    yield _of_governor(_rule(cue.above, i), clause.case(i), lemma, root, cue.sort, cue.label)


@hashed
def _of_governor(rule: str, case: str, lemma: str, root: str, sort: str, label: str) -> Iterator[str]:
    yield from (f"above {rule} {sort}", f"above {rule} {label}", f"above {rule} {lemma}")
    yield from (f"above {rule} {case} {sort}", f"above {rule} {root}")


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
