"""Words for acts with who may stand on their sides: the likeliest, and what else the judge weighs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from latticework.text.acts import Act, acts_in
from latticework.text.clauses import Clause
from latticework.text.coder import NONE
from latticework.text.cue_signs import cue_signs
from latticework.text.fellows import fellows
from latticework.text.link_signs import Cue
from latticework.text.links import CLASSES, LINKED, Side, Weights, cue_logits, links, softmax
from latticework.text.lists import words
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene

UNLIKELY = 0.15
"""Probability from which a phrase may be a side where none is likely."""

SETTLED = 0.9
"""Probability of a cue's root from which the coder is not asked of the pair."""

UNTOLD = 0.6
"""Probability that a word tells no act from which its sides are not looked for; below it the judge weighs the doubt."""

OPEN = 0.9
"""Probability of a side below which other phrases are weighed for it too."""

SURE = 0.7
"""Probability of a named side below which actors from before are weighed for it too."""

FAINT = 0.05
"""Probability from which another phrase is weighed for a side."""

OTHERS = 2
"""Other phrases weighed for a side."""

UNTOLD_CLASS = CLASSES.index(NONE)

Sides = tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A word for an act with its sides, the likeliest first."""

    cue: Cue
    act: Act | None
    sources: Sides
    targets: Sides
    told: NDArray[np.float64]
    """Logits of what the cue tells, in the order of `CLASSES`."""
    shares: NDArray[np.float64]
    """The same as probabilities."""
    others: tuple[tuple[Sides, Sides], ...] = ()
    """Other sources and targets that the judge weighs beside these."""

    @property
    def doubtful(self) -> bool:
        """Whether the cue alone does not settle what it tells."""
        return float(self.shares.max()) < SETTLED

    @property
    def named(self) -> bool:
        """Whether the sentence names both sides."""
        return bool(self.targets) and self.sources[0].token >= 0 and self.targets[0].token >= 0

    def codes(self) -> tuple[Codes, Codes]:
        """The actors of each side; who is on the source's side is no target."""
        sources = tuple(dict.fromkeys(code for side in self.sources for code in side.codes))
        targets = dict.fromkeys(code for side in self.targets for code in side.codes)
        return sources, tuple(code for code in targets if code not in sources)


def cues(clause: Clause) -> Iterator[tuple[Cue, Act | None]]:
    """Give the words of a sentence that may tell an act: those of the table, and other verbs that are not of saying or being."""
    acts = acts_in(clause)
    for p, tag in enumerate(clause.tree.upos):
        act = acts.get(p)
        plain = act is not None and act.root != NONE
        if tag == "VERB":
            if plain or (clause.lemma(p) not in words("telling") and clause.lemma(p) not in words("stative")):
                yield (
                    Cue(clause, p, act.root if act else "-", act.phrase if act else clause.lemma(p), _voice(clause, p)),
                    act,
                )
        elif plain and tag in ("NOUN", "ADJ") and act is not None:
            yield Cue(clause, p, act.root, act.phrase, tag), act


def _voice(clause: Clause, p: int) -> str:
    passive = clause.has(p, "nsubj:pass", "aux:pass") or (clause.tree.xpos[p] == "VBN" and clause.relation(p) == "acl")
    return "Vp" if passive else "V"


def linked(scene: Scene, weights: Weights | None = None) -> Iterator[Linked]:
    """Give the words for acts of a sentence that have a source."""
    for cue, act in cues(scene.clause):
        told = cue_logits(cue_signs(cue, act), weights)
        shares = softmax(told)
        if shares[UNTOLD_CLASS] > UNTOLD:
            continue
        found = links(scene, cue, ("source", "target"), weights, sure=SURE)
        pairs = list(zip(found["source"], found["target"], strict=True))
        sources = _chosen(scene, cue, [s for s, t in pairs if s.sure >= t.sure], set(), alone=True)
        if not sources:
            continue
        taken = {side.token for side in sources if side.token >= 0}
        aims = _apart([t for s, t in pairs if t.sure > s.sure or t.token < 0], sources)
        targets = _chosen(scene, cue, aims, taken, alone=False)
        yield Linked(cue, act, sources, targets, told, shares, tuple(_others(found, sources, targets)))


def _apart(sides: Iterable[Side], held: Sides) -> list[Side]:
    """Leave out the sides whose actors all stand on the other side already."""
    actors = {code for side in held for code in side.codes}
    return [side for side in sides if not set(side.codes) <= actors]


def _others(found: dict[str, list[Side]], sources: Sides, targets: Sides) -> Iterator[tuple[Sides, Sides]]:
    """Give what may stand where a side is in doubt: the next likely targets, none, and the next likely sources."""
    doubt = max((side.sure for side in targets), default=0.0)
    if doubt < OPEN:
        for side in next_sides(_apart(found["target"], sources), targets):
            yield sources, (side,)
        if targets:
            yield sources, ()
    if max(side.sure for side in sources) < OPEN:
        for side in next_sides(found["source"], sources):
            yield (side,), tuple(_apart(targets, (side,)))


def next_sides(sides: Iterable[Side], held: Sides) -> list[Side]:
    """Give the likeliest sides beside those held, one for the same actors."""
    taken, kept = {side.codes for side in held}, list[Side]()
    for side in sorted(sides, key=lambda side: -side.sure):
        if side.sure > FAINT and side.codes not in taken and len(kept) < OTHERS:
            taken.add(side.codes)
            kept.append(side)
    return kept


def _chosen(scene: Scene, cue: Cue, sides: list[Side], taken: set[int], *, alone: bool) -> tuple[Side, ...]:
    """Choose the phrases of a side: the likeliest with what is joined to it by "and", and likely others
    that hang from the cue unless `alone`.

    Where no phrase is likely, the likeliest actor from before, or the likeliest of all that is not quite unlikely.
    """
    ranked = sorted(sides, key=lambda side: -side.sure)
    named = [side for side in ranked if side.token >= 0 and side.sure > LINKED and side.token not in taken]
    if not named:
        return tuple(side for side in ranked[:1] if side.sure > UNLIKELY and side.token not in taken)
    kept = {side.token: side for side in named if side is named[0] or (not alone and _under(scene, cue, side.token))}
    for side in list(kept.values()):
        for j in fellows(scene, side.token):
            if j not in kept and j not in taken:
                kept[j] = Side(j, scene.phrases[j], side.sure)
    return tuple(kept[i] for i in sorted(kept))


def _under(scene: Scene, cue: Cue, token: int) -> bool:
    """Whether a phrase hangs from the cue, at any depth: other phrases of the sentence are not its further targets."""
    return cue.word in scene.clause.path_up(token)
