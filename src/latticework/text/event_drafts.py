"""Drafts of events: each word for an act with the sides linked to it and the root it tells, before it is judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from latticework.text.act_network import Seen
from latticework.text.acts import Act, acts_in
from latticework.text.classes import CLASSES
from latticework.text.clauses import Clause
from latticework.text.coder import DEFAULT, NONE, Coder
from latticework.text.cue_signs import cue_signs
from latticework.text.event_cues import cues
from latticework.text.event_shapes import MUTUAL, Event, span, stretch_of
from latticework.text.exercised import exercised_together
from latticework.text.fellows import fellows
from latticework.text.link_signs import Cue
from latticework.text.links import (
    LINKED,
    ActSides,
    Side,
    Weights,
    act_sides,
    cue_logits,
    softmax,
    tenth,
)
from latticework.text.lists import words
from latticework.text.mentions import Codes
from latticework.text.modality import modality
from latticework.text.pairs import Pair
from latticework.text.scenes import Scene
from latticework.text.together import Together

UNLIKELY = 0.15
"""Probability from which a phrase may be a side where none is likely."""

PAIR_WEIGHT = 0.2
"""What the default coder's log-probability of a pair counts beside that of the cue; nothing where a side is unsaid.

Any other coder counts whole and is asked of every pair: who chooses one wants its word.
"""

SETTLED = 0.9
"""Probability of a cue's root from which the coder is not asked of the pair."""

UNTOLD = 0.55
"""Probability that a word tells no act from which its sides are not looked for; below it the judge weighs the doubt."""

OPEN = 0.9
"""Probability of a side below which other phrases are weighed for it too."""

FAINT = 0.1
"""Probability from which another phrase is weighed for a side."""

OTHERS = 2
"""Other phrases weighed for a side."""

RIVAL = 0.2
"""Probability from which a second root is weighed for a word."""


FURTHER = 0.1
"""Probability from which a phrase that hangs from the word is a further target: the first one named has the most of what they share."""

OUTDOES = 2.0
"""How many times likelier an actor from before must be than a target that the sentence names by its syntax."""

LESS = 1e-3
"""What a phrase that shares its probability with another is put behind it, at most."""

_NONE = CLASSES.index(NONE)

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


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that may be told, with the signs the judge weighs."""

    event: Event
    signs: tuple[str, ...]
    linked: Linked
    """The word with the sides of this draft."""

    @property
    def listed(self) -> bool:
        """Whether the table of acts has the word with a root."""
        return self.linked.act is not None and self.linked.act.root != NONE


def linked(scene: Scene, seen: Seen, weights: Weights | None = None) -> Iterator[Linked]:
    """Give the words for acts of a sentence that have a source."""
    listed = {token: fellows(scene, token) for token in scene.phrases}
    for cue, act in cues(scene.clause):
        told = cue_logits(cue_signs(cue, act), weights) + seen.told(cue)[0]
        shares = softmax(told)
        if shares[_NONE] > UNTOLD:
            continue
        found = act_sides(scene, cue, seen, weights)
        reached = _named_first(cue, _pooled(found.targets, listed))
        found = found._replace(sources=_pooled(found.sources, listed), targets=reached)
        pairs = list(zip(found.sources, found.targets, strict=True))
        sources = _chosen(scene, cue, [s for s, t in pairs if s.sure >= t.sure], set(), alone=True)
        if not sources:
            continue
        taken = {side.token for side in sources if side.token >= 0}
        aims = _apart([t for s, t in pairs if t.sure > s.sure or t.token < 0], sources)
        targets = _chosen(scene, cue, [side for side in aims if side.sure >= found.unsaid], taken, alone=False)
        yield Linked(cue, act, sources, targets, told, shares, tuple(_others(found, sources, targets)))


def _named_first(cue: Cue, targets: list[Side]) -> list[Side]:
    """Give no share to actors from before that are not much likelier than who is the target by the rules of syntax: `fired a missile over Japan`."""
    ruled = max((side.sure for side in targets if side.token in cue.sides.targets), default=0.0)
    return [side if side.token >= 0 or side.sure > OUTDOES * ruled else side._replace(sure=0.0) for side in targets]


def _pooled(sides: list[Side], listed: dict[int, list[int]]) -> list[Side]:
    """Give each phrase the shares of those that stand for the same actors or in one list with it; the likelier of them stays before the others."""
    own = {side.token: side for side in sides if side.token >= 0}
    same: dict[Codes, float] = defaultdict(float)
    for side in sides:
        same[side.codes] += side.sure
    out = list[Side]()
    for side in sides:
        others = sum(own[j].sure for j in listed.get(side.token, ()) if own[j].codes != side.codes)
        out.append(side._replace(sure=min(1.0, same[side.codes] + others) - LESS * (1 - side.sure)))
    return out


def _apart(sides: Iterable[Side], held: Sides) -> list[Side]:
    """Leave out the sides whose actors all stand on the other side already."""
    actors = {code for side in held for code in side.codes}
    return [side for side in sides if not set(side.codes) <= actors]


def _others(found: ActSides, sources: Sides, targets: Sides) -> Iterator[tuple[Sides, Sides]]:
    """Give what may stand where a side is in doubt: the next likely targets, none, and the next likely sources."""
    doubt = max((side.sure for side in targets), default=0.0)
    if doubt < OPEN:
        for side in next_sides(_apart(found.targets, sources), targets):
            yield sources, (side,)
        if targets:
            yield sources, ()
    if max(side.sure for side in sources) < OPEN:
        for side in next_sides(found.sources, sources):
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
    kept = {named[0].token: named[0]}
    if not alone:
        free = [side for side in ranked if side.token >= 0 and side.token not in taken and side.sure > FURTHER]
        kept |= {side.token: side for side in free if _under(scene, cue, side.token)}
    for side in list(kept.values()):
        for j in fellows(scene, side.token):
            if j not in kept and j not in taken:
                kept[j] = Side(j, scene.phrases[j], side.sure)
    return tuple(kept[i] for i in sorted(kept))


def _under(scene: Scene, cue: Cue, token: int) -> bool:
    """Whether a phrase hangs from the cue with no other verb between, nor an act told beside it: `during drills around Taiwan`."""
    clause, acts = scene.clause, acts_in(scene.clause)
    for node in clause.path_up(token):
        if node == cue.word:
            return True
        beside = clause.relation(node) == "obl" and node in acts and acts[node].root != NONE
        if clause.tree.upos[node] == "VERB" or beside:
            return False
    return False


def drafts(
    document: Sequence[Scene], read: Sequence[Seen], coder: Coder, weights: Weights | None = None
) -> Iterator[Draft]:
    """Give the drafts of a document, read by the network, in order, several for a word whose sides or root are in doubt, the likeliest first.

    The coder is asked of pairs whose cue leaves a doubt.
    """
    chosen, together = coder.name != DEFAULT, Together.of(document)
    for scene, seen in zip(document, read, strict=True):
        found = list(linked(scene, seen, weights))
        asked = [one for one in found if one.named and (chosen or one.doubtful)]
        rows = (
            dict(zip(map(id, asked), coder.scores([_pair(scene.clause, one) for one in asked]), strict=True))
            if asked
            else {}
        )
        for one in found:
            roots = typed(one, rows.get(id(one)), coder.roots, 1.0 if chosen else PAIR_WEIGHT)
            drilled = one.act is not None and one.act.mode == "exercise"
            if drilled and not exercised_together(scene, one.cue, one.sources, one.targets):
                roots = _as_posture(roots)
            told = modality(scene.clause, one.cue.word) if roots else ""
            shared = [
                (root, sure, how, tuple(_signs_of_cue(scene, one, root, how)))
                for root, sure in roots
                for how in [_refused(one.act, root, told)]
            ]
            for place, (sources, targets) in enumerate(((one.sources, one.targets), *one.others)):
                sided = replace(one, sources=sources, targets=targets, others=())
                for root, sure, how, signs in shared:
                    event = _event(scene, sided, root, sure, how)
                    own = (*_signs_of_sides(sided, event, sure), *_known(sided, event, place, together))
                    yield Draft(event, (*signs, *own), sided)


def _pair(clause: Clause, one: Linked) -> Pair:
    """Mark the first named phrase of each side; a side that is not named stands at the end of the sentence."""
    places = [next((side.token for side in sides if side.token >= 0), -1) for sides in (one.sources, one.targets)]
    unsaid = len(clause) - 1, len(clause)
    source, target = (span(clause, place) if place >= 0 else unsaid for place in places)
    return Pair(clause, source, target)


def typed(
    one: Linked, row: NDArray[np.float64] | None, roots: tuple[str, ...], weight: float
) -> list[tuple[str, float]]:
    """Join what the cue tells with what the coder makes of the pair, where it was asked: the likeliest root, and a rival.

    Empty where no act is told.
    """
    shares = one.shares
    if row is not None:
        shares = softmax(one.told + weight * np.log(row[[roots.index(root) for root in CLASSES]] + 1e-9))
    if shares[_NONE] > UNTOLD:
        return []
    ranked = [(CLASSES[i], float(shares[i])) for i in np.argsort(-shares).tolist() if i != _NONE]
    return [ranked[0], *(root for root in ranked[1:2] if root[1] > RIVAL)]


def _refused(act: Act | None, root: str, told: str) -> str:
    """Give the modality of an act whose root is what its negation makes of it: `does not recognise` is a refusal that happened."""
    return "happened" if told == "denied" and root == "REJECT" and (act is None or act.root != "REJECT") else told


def _as_posture(roots: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """An exercise of one state alone shows force; it is no cooperation."""
    found: dict[str, float] = {}
    for root, sure in roots:
        root = "MOBILIZE" if root == "COOPERATE" else root
        found[root] = max(sure, found.get(root, 0.0))
    return list(found.items())


def _event(scene: Scene, one: Linked, root: str, sure: float, told: str) -> Event:
    clause, cue, act = scene.clause, one.cue, one.act
    sources, targets = one.codes()
    if root in MUTUAL:
        if len(sources) > 1 and one.targets and one.targets[0].token < 0:
            targets = ()  # who acts together needs nobody from before
        sources, targets = sources[:1], (*sources[1:], *targets)
    heads = tuple(side.token for side in (*one.sources, *one.targets) if side.token >= 0)
    start, end = stretch_of(clause, cue.word, heads)
    return Event(
        sources[0], root, targets, told, start, end, cue.word, scene.number, sure, act.mode if act else "", sources[1:],
        (clause.form(cue.word), act.phrase if act else "", *_unsaid(one)),
    )  # fmt: skip


def _known(one: Linked, event: Event, place: int, together: Together) -> Iterator[str]:
    """What the judge sees of the choice: whether it is the likeliest, and how the document speaks of its sides."""
    untold = tenth(float(one.shares[_NONE]))
    yield from (f"choice {min(place, 1)}", f"untold {untold}", f"untold {untold} {one.cue.sort}")
    target = event.targets[0] if event.targets else ""
    met = min(3, together.two[frozenset((event.source, target))]) if target else -1
    places = [together.place(code) for code in (event.source, target)]
    unsaid = " ".join(_unsaid(one))
    yield from (f"met {met}", f"met {met} {unsaid}", f"met {met} {event.root}")
    yield from (
        f"most {' '.join(places)}",
        f"most {' '.join(places)} {unsaid}",
        f"most {' '.join(places)} {event.root}",
    )


def _unsaid(one: Linked) -> tuple[str, ...]:
    sides = (("source", one.sources), ("target", one.targets))
    return tuple(f"{name} understood" for name, held in sides if held and held[0].token < 0)


def _signs_of_cue(scene: Scene, one: Linked, root: str, told: str) -> Iterator[str]:
    """What the judge sees of a word told as a root, whatever its sides: the table, its place in the sentence, modality."""
    clause, cue, act = scene.clause, one.cue, one.act
    lexicon = act.root if act else "-"
    yield from ("bias", f"root {root}", f"root {root} {cue.sort}")
    yield from (f"table {_agree(act, root)} {cue.sort}", f"table {lexicon}", f"told {told}", f"told {told} {root}")
    yield from (f"phrase {cue.phrase}", f"mode {act.mode if act else ''}")
    relation, head = clause.relation(cue.word), clause.tree.heads[cue.word]
    yield f"relation {relation} {cue.sort}"
    if head >= 0:
        above = acts_in(clause).get(head)
        yield f"under {above.root if above else '-'} {relation} {root}"
        yield f"under {clause.lemma(head)} {relation}"
    yield from _around(clause, cue.word, root)
    yield f"sentence {min(scene.number, 4)}"


def _agree(act: Act | None, root: str) -> str:
    return "y" if (act.root if act else "-") == root else "n"


def _signs_of_sides(one: Linked, event: Event, sure: float) -> Iterator[str]:
    """What the judge sees of the sides: how sure the links and the root are, and what is unsaid."""
    root, typed_as = event.root, tenth(sure)
    source, target = (tenth(max((side.sure for side in held), default=0.0)) for held in (one.sources, one.targets))
    unsaid = " ".join(_unsaid(one))
    yield from (f"typed {typed_as}", f"typed {typed_as} {_agree(one.act, root)}", f"source {source}")
    yield from (f"target {target} {min(len(event.targets), 1)}", f"sides {source // 2} {target // 2}")
    yield from (f"targets {min(len(event.targets), 2)} {root}", f"unsaid {unsaid}", f"unsaid {unsaid} {root}")


def _around(clause: Clause, word: int, root: str) -> Iterator[str]:
    """Which act this one is the content, purpose or frame of: what is asked, refused or planned is often no act of its own."""
    acts, node = acts_in(clause), word
    for steps in range(1, 5):
        head, relation = clause.tree.heads[node], clause.relation(node)
        if head < 0:
            break
        above = acts.get(head)
        if above and above.root != NONE:
            yield from (
                f"beneath {above.root} {root}",
                f"beneath {relation} {above.root}",
                f"beneath {min(steps, 2)} {relation}",
            )
            break
        if clause.lemma(head) in words("telling"):
            yield f"told of {relation} {root}"
        node = head
    else:
        yield "deep"
    for c in clause.children[word]:
        below = acts.get(c)
        if below and below.root != NONE and clause.relation(c) in ("obj", "xcomp", "ccomp", "obl", "advcl", "nmod"):
            yield from (f"holds {below.root} {root}", f"holds {clause.relation(c)} {root}")
