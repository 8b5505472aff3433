"""Whether an act happened, is planned, is only thought of, or is denied."""

from __future__ import annotations

from functools import cache

from latticework.text.acts import acts_in
from latticework.text.clauses import Clause
from latticework.text.lists import table, words
from latticework.text.mentions import roles

_HYPOTHETICAL = frozenset({"could", "may", "might", "would", "should", "can", "must", "ought"})
_PLANNED = frozenset({"will", "shall", "'ll"})
_IS = frozenset({"is", "are", "'s", "’s", "am"})
_WORDS = frozenset({"AGREE", "THREATEN", "REJECT", "REQUEST"})
"""Acts of words alone: promising, threatening, refusing and asking happen when they are said."""
_ORDERS = frozenset({"COERCE", "SANCTION"})
"""Acts that are done by an order to those whom they hit: a closing, a ban, an expulsion."""
_PLEDGES = frozenset({"offer", "pledge", "plan", "prepare", "promise", "vow"})
"""Words of planning that only announce the deed that is told with them (`offered arms` has given none yet); others, as `order` or `open`, may be the deed itself."""
_OVER = ("xcomp", "ccomp", "acl", "obj", "obl", "csubj")


def modality(clause: Clause, p: int) -> str:
    """Give `happened`, `planned`, `hypothetical` or `denied` for the act told by token `p`."""
    found = _own(clause, p) or _promised(clause, p)
    if found == "planned" and _called_off(clause, p):
        return "denied"
    if found:
        return found
    node = p
    for _ in range(4):
        head, relation = clause.tree.heads[node], clause.relation(node)
        if head < 0:
            break
        if relation == "conj":
            found = (
                _own(clause, head)
                if clause.tree.upos[head] == clause.tree.upos[p] and not clause.has(p, "nsubj", "aux")
                else ""
            )
            if found:
                return found
        elif relation in _OVER or (relation == "nmod" and clause.tree.upos[node] == "NOUN"):
            over = (
                (_own(clause, head) or "happened") if _commanded(clause, p, head) else _from_above(clause, head, node)
            )
            if over is not None:
                return "denied" if over in ("planned", "hypothetical") and _unmade(clause, head) else over
        elif relation == "nsubj" and clause.tree.upos[node] in ("NOUN", "PROPN"):
            return _of_subject(clause, head, node)
        elif relation == "advcl":
            marks = {clause.lemma(c) for c in clause.has(node, "mark")}
            if marks & {"if", "unless", "should", "whether"}:
                return "hypothetical"
            if clause.tree.xpos[node] == "VB" and "to" in marks:
                if _said_then(clause, p, head):
                    return "happened"
                return "planned" if _own(clause, head) in ("", "planned") else "hypothetical"
            return "happened"
        else:
            break
        node = head
    return "happened"


def _called_off(clause: Clause, p: int) -> bool:
    """Whether an act that was planned is called off: `cancelled a planned visit`."""
    head = clause.tree.heads[p]
    return (
        head >= 0
        and clause.tree.relations[p] in ("obj", "nsubj:pass")
        and clause.tree.upos[p] == "NOUN"
        and bool(_named(clause, head) & words("called_off"))
        and not _own(clause, head)
    )


def _commanded(clause: Clause, p: int, head: int) -> bool:
    """Whether an order is itself the act: `ordered the paper to suspend publication`, but not `ordered the police to arrest them`.

    Who orders nameless forces or offices orders his own, and they have not acted yet.
    """
    act = acts_in(clause).get(p)
    if act is None or act.root not in _ORDERS or clause.lemma(head) != "order":
        return False
    ordered = clause.has(head, "obj", "nsubj:pass")
    return not any(
        roles().get(clause.lemma(i)) == "organ" and not clause.hit_at.keys() & {*clause.subtree(i)} for i in ordered
    )


def _own(clause: Clause, p: int) -> str:
    if any(clause.lemma(c) in words("negation") for c in clause.children[p]):
        return "denied"
    helpers = {clause.lemma(c) for c in clause.children[p] if clause.relation(c) == "aux"}
    marks = {clause.lemma(c) for c in clause.has(p, "mark")}
    if marks & {"if", "unless", "whether"}:
        return "hypothetical"
    if helpers & _HYPOTHETICAL:
        return "planned" if "would" in helpers and _reported(clause, p) else "hypothetical"
    if helpers & _PLANNED or {clause.form(c).lower() for c in clause.children[p] if clause.relation(c) == "aux"} & {
        "wo"
    }:
        return "planned"
    if _is_to(clause, p):
        return "planned"
    for c in clause.children[p]:
        if (
            clause.relation(c) in ("amod", "advmod") or clause.lemma(c) == "due"
        ):  # the parser may take `due in` for a preposition
            use = cues().get(clause.lemma(c))
            if use in ("planned", "hypothetical"):
                return use
    return ""


def _is_to(clause: Clause, p: int) -> bool:
    """Whether a verb tells what is to be done: `is to develop`, `are to be held`."""
    to = [c for c in clause.children[p] if c < p and clause.form(c).lower() == "to"]
    now = [c for c in clause.has(p, "cop", "aux") if clause.form(c).lower() in _IS]
    return bool(to and now) and now[0] < to[0] and clause.tree.xpos[p] in ("VB", "VBN")


def _unmade(clause: Clause, head: int) -> bool:
    """Whether a word of planning is itself denied: `denied that he meant to invade`."""
    above = clause.tree.heads[head]
    return (
        above >= 0
        and clause.relation(head) in ("ccomp", "xcomp")
        and cues().get(clause.lemma(above)) == "negation"
        and _own(clause, above) != "denied"
    )


def _said_then(clause: Clause, p: int, head: int) -> bool:
    """Whether words are the purpose of a meeting or call that took place: `telephoned to demand` is a demand made."""
    act, above = acts_in(clause).get(p), acts_in(clause).get(head)
    spoken = act is not None and act.root in (*_WORDS, "ACCUSE", "SUPPORT")
    return spoken and above is not None and above.root == "CONSULT" and not _own(clause, head)


def _of_subject(clause: Clause, head: int, node: int) -> str:
    """What a clause makes of the act that is its subject: `talks are due to begin`, `the visit was called off`.

    Only a verb that says that the act comes about carries its own modality over: an attack that will change nothing has happened.
    """
    passive = bool(clause.has(head, "aux:pass", "nsubj:pass"))
    verb = clause.tree.upos[head] == "VERB"
    if any(_named(clause, i) & words("called_off") and clause.has(i, "aux:pass") for i in clause.conjuncts(head)):
        return "denied"
    comes_about = verb and bool(
        _named(clause, head) & (words("occurring") | (words("held") if passive else frozenset()))
    )
    own = _own(clause, head)
    if own and (comes_about or not verb):
        return own
    if own == "hypothetical" and _any(clause, node):
        return own
    use = cues().get(clause.lemma(head), "") if passive or not verb else ""
    if use == "negation" and not verb:
        return "hypothetical"  # a visit is unlikely
    return use if use in ("planned", "hypothetical") else "happened"


def _named(clause: Clause, verb: int) -> set[str]:
    """A verb as the lists have it, alone and with its particle or object: a meeting that is called is not called off."""
    lemma = clause.lemma(verb)
    return {lemma, *(f"{lemma} {clause.lemma(c)}" for c in clause.has(verb, "compound:prt", "obj", "advmod"))}


def _any(clause: Clause, node: int) -> bool:
    """Whether a noun speaks of any such act, not of one known: `an attack on Taiwan would ...`."""
    return any(clause.lemma(c) in ("a", "an", "any", "such") for c in clause.has(node, "det"))


def _promised(clause: Clause, p: int) -> str:
    """Whether the token is a word of planning whose act is what it plans: `agreed to release prisoners` as a release, `offered arms` as aid."""
    act = acts_in(clause).get(p)
    if act is None or act.root in _WORDS:
        return ""
    if clause.lemma(p) in _PLEDGES and act.rest and act.root != "SUPPORT":
        return "planned"
    if "to" not in act.rest:
        return ""
    use = cues().get(f"{clause.lemma(p)} to", "")
    return use if use in ("planned", "hypothetical") else ""


def _reported(clause: Clause, p: int) -> bool:
    """Whether somebody said it: `said it would release them` is a plan."""
    head = clause.tree.heads[p]
    return head >= 0 and clause.relation(p) == "ccomp" and cues().get(clause.lemma(head)) == "report"


def _from_above(clause: Clause, head: int, node: int) -> str | None:
    """What a governing word makes of an act; None when it leaves the question to the words above it."""
    lemma = clause.lemma(head)
    to = any(clause.form(c).lower() == "to" for c in clause.has(node, "mark"))
    use = (cues().get(f"{lemma} to") if to else None) or cues().get(lemma)
    own = _own(clause, head)
    if use == "negation" and _only_over(clause, head):
        return "happened"
    if use == "negation":
        return "denied" if own != "denied" else "happened"
    if use in ("planned", "hypothetical"):
        return use
    if use == "report":
        return "happened"
    if own and clause.relation(node) in ("xcomp", "obj", "obl"):
        return own
    if clause.relation(node) == "xcomp" and clause.tree.xpos[node] == "VB" and clause.tree.upos[head] == "ADJ":
        return "planned"
    return None if clause.relation(node) in ("xcomp", "obj", "obl", "nmod", "acl") else "happened"


_WHEN = frozenset({"at", "by", "before", "after", "since", "until", "near", "towards", "toward"})


def _only_over(clause: Clause, head: int) -> bool:
    """Whether a word of ending only says when, or that it is over: `at the end of a tour`, `ends two-day drill`."""
    if clause.lemma(head) != "end":
        return False
    return clause.tree.upos[head] == "VERB" or clause.case(head) in _WHEN


@cache
def cues() -> dict[str, str]:
    """Words that change the modality of what hangs from them: negation, planned, hypothetical, report."""
    return {row["lemma"]: row["use"] for row in table("light.csv")}
