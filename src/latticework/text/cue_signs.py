"""What the model of a cue's root sees: the word itself, what the table says of it, what hangs from it and what it hangs from."""

from __future__ import annotations

from collections.abc import Iterator

from latticework.text.acts import Act, acts_in
from latticework.text.clauses import Clause
from latticework.text.link_signs import Cue
from latticework.text.lists import words
from latticework.text.mentions import roles
from latticework.text.word_groups import groups

_BELOW = frozenset({"obj", "xcomp", "ccomp", "compound", "obl", "amod", "nmod", "acl", "advcl", "iobj", "advmod"})


def cue_signs(cue: Cue, act: Act | None) -> Iterator[str]:
    """Give the signs of a word for an act; names of actors count as one word."""
    clause, word = cue.clause, cue.word
    lemma = clause.lemma(word)
    fine, coarse = groups(lemma)
    yield from (f"cue {lemma}", f"cue {lemma} {cue.sort}", f"sort {cue.sort}", f"cue ~{fine}", f"cue ~~{coarse}")
    if act:
        yield from (
            f"act {act.root}",
            f"act {act.root} {act.second}",
            f"phrase {act.phrase}",
            f"mode {act.mode} {act.root}",
        )
        if act.second:
            yield f"second {act.second}"
    if len(lemma) > 5:
        yield f"stem {lemma[:5]}"
    for c in clause.children[word]:
        yield from _below(clause, cue, act, c)
    yield from _above(clause, cue, act)
    for step in (-2, -1, 1, 2):
        if 0 <= word + step < len(clause):
            yield f"near {step} {plain(clause, word + step)}"
    yield f"run {plain(clause, word + 1)} {plain(clause, word + 2)}" if word + 2 < len(clause) else "end"


def plain(clause: Clause, i: int) -> str:
    """Give the lemma of a token, one word for all names, nothing behind the end."""
    return "<n>" if i in clause.hit_at else clause.lemma(i) if i < len(clause) else ""


def _below(clause: Clause, cue: Cue, act: Act | None, c: int) -> Iterator[str]:
    relation, lemma, head = clause.relation(c), plain(clause, c), clause.lemma(cue.word)
    root = act.root if act else "-"
    if lemma in words("negation"):
        yield from ("not", f"not {root}")
    elif relation == "aux" and lemma != "have":
        yield f"aux {lemma}"
    if relation not in _BELOW:
        return
    case = clause.case(c)
    yield from (
        f"has {relation} {case} {lemma}",
        f"has {lemma}",
        f"has {relation} {head} {lemma}",
        f"has {relation} {case} {root}",
    )
    yield f"has {head} {case}" if case else f"has {head} {relation}"
    alike = groups(lemma)[1]
    if alike:
        yield from (
            f"has {relation} ~{alike}",
            f"has {relation} ~{alike} {root}",
            f"has ~{groups(head)[0]} {relation} ~{alike}",
        )
    below = acts_in(clause).get(c)
    if below:
        yield from (f"gives {relation} {below.root}", f"gives {relation} {root} {below.root}")
    role = roles().get(lemma)
    if role:
        yield f"has {relation} a {role} {root}"
    for d in clause.children[c]:
        if clause.relation(d) in ("amod", "compound", "nmod", "acl", "obj", "conj") and d not in clause.hit_at:
            yield from (f"under {relation} {clause.lemma(d)}", f"under {clause.lemma(d)}")
            second = acts_in(clause).get(d)
            if second:
                yield f"gives {relation} {clause.relation(d)} {second.root}"


def _above(clause: Clause, cue: Cue, act: Act | None) -> Iterator[str]:
    head, relation = clause.tree.heads[cue.word], clause.relation(cue.word)
    if head < 0:
        yield "top"
        return
    root = act.root if act else "-"
    over = plain(clause, head)
    yield from (f"of {relation} {over}", f"of {relation} {root}", f"of {relation} ~{groups(over)[1]}")
    above = acts_in(clause).get(head)
    if above:
        yield f"of {relation} {above.root} {root}"
    case = clause.case(cue.word)
    if case:
        yield f"in {case} {root}"
