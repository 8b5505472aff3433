"""Which step of its life cycle a tie has reached by the words around it, as of the day of the text."""

from __future__ import annotations

from latticework.text.clauses import Clause
from latticework.text.lists import words
from latticework.text.modality import modality
from latticework.text.tie_shapes import AGREEMENT, EXERCISES, steps

_STANDING = frozenset({"defence_pact", "strategic_partnership", "defence_cooperation", "security_guarantee", "basing", "deployment", "military_aid", "ceasefire", "grouping_membership"})  # fmt: skip
_BY_MODALITY = {"planned": "announced", "hypothetical": "proposed", "denied": "proposed"}
_PROPOSED = frozenset({"propose", "planned", "possible", "future", "potential", "proposed", "prospective", "draft"})


def status(clause: Clause, word: int, kind: str, sort: str) -> str:
    """Give the step that a cue's words tell; `sort` is that of the cue (see `link_signs.Cue`)."""
    if sort in ("act", "built", "member") or (sort == "hint" and clause.tree.upos[word] == "VERB"):
        return _BY_MODALITY.get(modality(clause, word), steps().get(clause.lemma(word), "in_force"))
    if sort == "forces":
        return _of_forces(clause, word)
    if sort == "ally":
        return "in_force"
    return _of_noun(clause, word, kind)


def _of_noun(clause: Clause, noun: int, kind: str) -> str:
    verbs = _governing(clause, noun)
    for v in verbs:
        step = steps().get(clause.lemma(v))
        told = modality(clause, v)
        if step is None:
            continue
        if step == "in_force" and clause.lemma(v) in ("enter", "take", "come") and not _into_force(clause, v):
            continue
        if told == "planned":
            return "announced" if step in ("signed", "in_force", "announced") else step
        if told == "hypothetical":
            return "proposed" if step not in ("negotiating",) else step
        if told == "denied":
            return "proposed" if step in ("signed", "announced", "in_force") else "in_force"
        return step
    for c in clause.children[noun]:
        if clause.lemma(c) in _PROPOSED:
            return "proposed"
        if clause.lemma(c) in ("sign", "signed", "new", "recent") and clause.relation(c) in ("amod", "acl"):
            return (
                "signed"
                if clause.lemma(c) in ("sign", "signed")
                else ("signed" if clause.lemma(noun) in AGREEMENT else "in_force")
            )
    if kind in _STANDING or kind in EXERCISES:
        return "in_force"
    return "signed" if clause.lemma(noun) in AGREEMENT else "in_force"


def _governing(clause: Clause, noun: int) -> list[int]:
    """The words that say what becomes of a tie, nearest first: participles on it, nouns above (signing, talks), verbs."""
    own = [c for c in clause.children[noun] if clause.relation(c) == "acl" and clause.tree.upos[c] == "VERB"]
    above = []
    for node in clause.path_up(noun)[1:4]:
        above.append(node)
        above += [c for c in clause.has(node, "xcomp") if c != noun]
    return own + above


def _into_force(clause: Clause, v: int) -> bool:
    near = {clause.lemma(i) for i in list(clause.subtree(v, depth=2))}
    return bool(near & {"force", "effect"})


def _of_forces(clause: Clause, word: int) -> str:
    """Forces that stay, go, are sent, offered or ordered: read off the verb they are the object or subject of."""
    top = word
    while clause.relation(top) in ("nmod", "conj") and clause.tree.upos[clause.tree.heads[top]] in ("NOUN", "NUM"):
        top = clause.tree.heads[top]
    verb = clause.tree.heads[top]
    if verb < 0 or clause.tree.upos[verb] not in ("VERB", "AUX"):
        return "in_force"
    lemma, told = clause.lemma(verb), modality(clause, verb)
    if lemma in words("leaving") and (clause.relation(top) == "nsubj" or lemma in _REMOVING):
        return "ended" if told == "happened" else "in_force"
    if lemma in ("offer", "propose"):
        return "proposed"
    if lemma in ("pledge", "promise", "approve", "order", "announce"):
        return "announced"
    return _BY_MODALITY.get(told, "in_force")


_REMOVING = frozenset({"withdraw", "remove", "pull", "evacuate"})
