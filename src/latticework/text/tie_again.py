"""Words that stand for a tie told before: `one was signed with New Zealand`, `talks with France`, `Chad offers 2,000`."""

from __future__ import annotations

from latticework.text.clauses import Clause

_WORDS = frozenset({"one", "another", "ones", "theirs", "that", "those"})
_POINTING = frozenset({"that", "those"})
_TALKS = frozenset({"talk", "negotiation", "discussion"})
_BETWEEN = frozenset({"with", "between", "on", "of", "for"})
_SIDES = ("nmod", "obl", "acl")
_PLACES = ("obj", "nsubj", "nsubj:pass", "root", "parataxis", "conj", "appos", "nmod", "obl", "mark", "ccomp")
_ABOUT = frozenset({"", "up", "to", "about", "some", "around", "over", "than", "with"})


def again(clause: Clause, p: int) -> bool:
    """Whether a word stands for an agreement or base named before: a pronoun that is no number, or talks with somebody."""
    word = clause.form(p).lower()
    if word in _WORDS:
        following = clause.form(p + 1).lower() if p + 1 < len(clause) else ""
        if word in _POINTING:
            return following in _BETWEEN
        return clause.tree.relations[p] in _PLACES or clause.relation(p) in _PLACES
    return clause.lemma(p) in _TALKS and any(
        clause.case(c) in _BETWEEN for c in clause.children[p] if clause.relation(c) in _SIDES
    )


def counted(clause: Clause, p: int, verbs: frozenset[str]) -> bool:
    """Whether a number stands alone for men or arms named before: `will contribute up to 1,500`."""
    if clause.tree.upos[p] != "NUM" or clause.relation(p) not in ("obj", "obl", "flat", "nsubj"):
        return False
    head = clause.tree.heads[p]
    if head < 0 or clause.tree.upos[head] != "VERB" or clause.lemma(head) not in verbs:
        return False
    return clause.case(p) in _ABOUT and not clause.form(p).startswith(("19", "20")) and not clause.has(p, "nmod")
