"""Drafts of ties: each word that names or makes a tie with the parties linked to it, before it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from latticework.text.clauses import Clause
from latticework.text.event_drafts import UNLIKELY
from latticework.text.link_signs import ORGANISATIONS, Cue
from latticework.text.links import LINKED, Side, Weights, links
from latticework.text.lists import words
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene
from latticework.text.tie_acts import acts_of_ties
from latticework.text.tie_allies import allied
from latticework.text.tie_direction import directed
from latticework.text.tie_nouns import tie_nouns, title
from latticework.text.tie_shapes import DIRECTED, Tie, stretch
from latticework.text.tie_status import status

MOST = 8
"""Parties kept of one tie."""


MEMBERSHIP = frozenset({"join", "rejoin", "enter", "accede", "leave", "quit", "exit"})
"""Verbs of coming into a grouping and going out of it."""


@dataclass(frozen=True, slots=True)
class TieCue:
    """A cue with the first token of its name; `things` are the objects of a verb that makes a tie."""

    cue: Cue
    first: int
    things: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TieDraft:
    """A tie that may be told, with the signs the judge weighs."""

    tie: Tie
    signs: tuple[str, ...]


def tie_cues(clause: Clause) -> Iterator[TieCue]:
    """Give the words of a sentence that may tell a tie, each once: names, verbs with arms or forces, forces, allies."""
    taken = set()
    for first, last, kind in tie_nouns(clause):
        taken.add(last)
        yield TieCue(Cue(clause, last, kind, clause.lemma(last), "noun"), first)
    for p, lemma in enumerate(clause.tree.lemmas):
        if p in taken:
            continue
        tag = clause.tree.upos[p]
        if tag == "VERB" and lemma in MEMBERSHIP and _body(clause, p):
            yield TieCue(Cue(clause, p, "grouping_membership", lemma, "member"), p)
        elif tag == "VERB" and lemma in ("exercise", "drill") and not clause.has(p, "obj"):
            yield TieCue(Cue(clause, p, "joint_exercise", lemma, "act"), p)
        elif tag == "VERB":
            kind, things = acts_of_ties(clause, p)
            if kind:
                yield TieCue(Cue(clause, p, kind, lemma, "built" if kind == "joint_development" else "act"), p, things)
        elif tag in ("NOUN", "PROPN") and lemma in words("force_things"):
            yield TieCue(Cue(clause, p, "deployment", lemma, "forces"), p)
        elif tag in ("NOUN", "PROPN") and lemma == "ally":
            yield TieCue(Cue(clause, p, "defence_pact", lemma, "ally"), p)


def _body(clause: Clause, p: int) -> bool:
    """Whether what is joined or left is an organisation or a grouping."""
    reached = clause.has(p, "obj", "obl", "nsubj:pass")
    reached += [c for i in reached for c in clause.children[i] if clause.relation(c) in ("nmod", "compound")]
    return any(i in clause.hit_at and clause.hit_at[i].name.sort == "grouping" for i in reached)


def tie_drafts(document: Sequence[Scene], weights: Weights | None = None) -> Iterator[TieDraft]:
    """Give the drafts of a document in order; a cue without two parties gives none."""
    for scene in document:
        for one in tie_cues(scene.clause):
            if one.cue.sort == "ally":
                sides = [Side(one.cue.word, allied(scene, one.cue.word), 1.0)]
            else:
                sides = _parties(scene, one.cue.label, links(scene, one.cue, ("party",), weights)["party"])
            for group in _apart(scene, one.cue, sides):
                codes = tuple(dict.fromkeys(code for side in group for code in side.codes))[:MOST]
                if len(codes) > 1:
                    yield _draft(scene, one, group, codes)


def _parties(scene: Scene, kind: str, found: list[Side]) -> list[Side]:
    """Choose the parties: two of a directed kind, else all likely phrases with what is joined to them, and at least two.

    An actor from before is taken only where the sentence names fewer than two.
    """
    ranked = sorted(found, key=lambda side: -side.sure)
    named = {} if kind in DIRECTED else {side.token: side for side in ranked if side.token >= 0 and side.sure > LINKED}
    for side in list(named.values()):
        for j in scene.clause.conjuncts(side.token):
            if j in scene.phrases and j not in named:
                named[j] = Side(j, scene.phrases[j], side.sure)
    sides = [named[i] for i in sorted(named)]
    for side in ranked:
        held = {code for one in sides for code in one.codes}
        if len(held) > 1:
            break
        if side.sure > UNLIKELY and not set(side.codes) & held:
            sides.append(side)
    return sorted(sides, key=lambda side: side.token if side.token >= 0 else len(scene.clause))


def _apart(scene: Scene, cue: Cue, sides: list[Side]) -> list[list[Side]]:
    """Split the parties of `signed a pact with Australia and another with Britain` into two ties that share who stands before."""
    clause = scene.clause
    at = next(
        (i for i in range(cue.word + 1, len(clause) - 1)
         if clause.form(i).lower() in _ANOTHER and clause.form(i - 1).lower() in ("and", ",") and clause.form(i + 1).lower() == "with"),
        -1,
    )  # fmt: skip
    shared = [side for side in sides if 0 <= side.token < cue.word]
    first = [side for side in sides if cue.word < side.token < at]
    second = [Side(i, scene.phrases[i], 1.0) for i in sorted(scene.phrases) if i > at][:1]
    if at < 0 or not shared or not first or not second:
        return [sides]
    return [[*shared, *first], [*shared, *second]]


_ANOTHER = frozenset({"another", "one"})


def _draft(scene: Scene, one: TieCue, sides: list[Side], codes: Codes) -> TieDraft:
    clause, cue = scene.clause, one.cue
    step = status(clause, cue.word, cue.label, cue.sort)
    parties = directed(scene, cue, one.things, codes) if cue.label in DIRECTED else codes
    start, end = stretch(clause, cue.word, clause.tokens[one.first].start, clause.tokens[cue.word].end)
    unsaid = sum(side.token < 0 for side in sides)
    how = "party understood" if unsaid else "parties named"
    tie = Tie(
        cue.label, parties, step, start, end, cue.word, scene.number, title(clause, one.first, cue.word), 0.0,
        (clause.form(cue.word), how),
    )  # fmt: skip
    return TieDraft(tie, tuple(_signs(scene, cue, tie, sides, unsaid)))


def _signs(scene: Scene, cue: Cue, tie: Tie, sides: list[Side], unsaid: int) -> Iterator[str]:
    """What the judge sees: the kind, the word, how sure the parties are, how many are unsaid, the step, the place."""
    sure = sorted(min(9, int(side.sure * 10)) for side in sides)
    kind, sort = tie.kind, cue.sort
    bodies = sum(code in ORGANISATIONS for code in tie.parties)
    armed = any(code.startswith("NSA:") for code in tie.parties)
    governor = scene.clause.lemma(cue.governor) if cue.governor >= 0 else "-"
    yield from (
        "bias",
        f"kind {kind} {sort}",
        f"sort {sort}",
        f"word {cue.phrase} {sort}",
        f"named {'y' if tie.title else 'n'}",
    )
    yield from (
        f"parties {min(len(tie.parties), 5)} {sort}",
        f"unsaid {min(unsaid, 3)} {sort}",
        f"step {tie.status} {sort}",
    )
    yield from (f"least {sure[0]}", f"most {sure[-1]}", f"next {sure[-2] if len(sure) > 1 else 0}")
    yield from (
        f"relation {scene.clause.relation(cue.word)} {sort}",
        f"governor {governor}",
        f"sentence {min(scene.number, 4)}",
    )
    yield from (f"bodies {bodies} {kind}", f"armed {armed} {kind}")
