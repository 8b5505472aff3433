"""Drafts of events: each word for an act with its sides and the root it tells, before it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from latticework.text.acts import Act, acts_in
from latticework.text.clauses import Clause
from latticework.text.coder import DEFAULT, NONE, Coder
from latticework.text.event_shapes import MUTUAL, Event, span, stretch_of
from latticework.text.event_sides import UNTOLD, UNTOLD_CLASS, Linked, linked
from latticework.text.links import CLASSES, Weights, softmax, tenth
from latticework.text.lists import words
from latticework.text.modality import modality
from latticework.text.pairs import Pair
from latticework.text.scenes import Scene
from latticework.text.together import Together

PAIR_WEIGHT = 0.2
"""What the default coder's log-probability of a pair counts beside that of the cue; nothing where a side is unsaid.

Any other coder counts whole and is asked of every pair: who chooses one wants its word.
"""

RIVAL = 0.1
"""Probability from which another root is weighed for a word."""

FAINT = 0.04
"""Probability from which a root that the table gives a word is weighed."""

MOST = 3
"""Roots weighed for a word, beside those of the table."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that may be told, with the signs the judge weighs."""

    event: Event
    signs: tuple[str, ...]
    listed: bool = True
    """Whether the table of acts has the word with a root."""


def drafts(document: Sequence[Scene], coder: Coder, weights: Weights | None = None) -> Iterator[Draft]:
    """Give the drafts of a document in order, several for a word whose sides or root are in doubt, the likeliest first.

    The coder is asked of pairs whose cue leaves a doubt.
    """
    chosen, together = coder.name != DEFAULT, Together.of(document)
    for scene in document:
        found = list(linked(scene, weights))
        asked = [one for one in found if one.named and (chosen or one.doubtful)]
        rows = (
            dict(zip(map(id, asked), coder.scores([_pair(scene.clause, one) for one in asked]), strict=True))
            if asked
            else {}
        )
        for one in found:
            roots = typed(one, rows.get(id(one)), coder.roots, 1.0 if chosen else PAIR_WEIGHT)
            told = modality(scene.clause, one.cue.word) if roots else ""
            shared = [(root, sure, tuple(_signs_of_cue(scene, one, root, told))) for root, sure in roots]
            for place, (sources, targets) in enumerate(((one.sources, one.targets), *one.others)):
                sided = replace(one, sources=sources, targets=targets, others=())
                for root, sure, signs in shared:
                    event = _event(scene, sided, root, sure, told)
                    own = (*_signs_of_sides(sided, event, sure), *_known(sided, event, place, together))
                    yield Draft(event, (*signs, *own), one.act is not None and one.act.root != NONE)


def _pair(clause: Clause, one: Linked) -> Pair:
    """Mark the first named phrase of each side; a side that is not named stands at the end of the sentence."""
    places = [next((side.token for side in sides if side.token >= 0), -1) for sides in (one.sources, one.targets)]
    unsaid = len(clause) - 1, len(clause)
    source, target = (span(clause, place) if place >= 0 else unsaid for place in places)
    return Pair(clause, source, target)


def typed(
    one: Linked, row: NDArray[np.float64] | None, roots: tuple[str, ...], weight: float
) -> list[tuple[str, float]]:
    """Join what the cue tells with what the coder makes of the pair, where it was asked: the likeliest root, and its rivals.

    Empty where no act is told.
    """
    shares = one.shares
    if row is not None:
        shares = softmax(one.told + weight * np.log(row[[roots.index(root) for root in CLASSES]] + 1e-9))
    if shares[UNTOLD_CLASS] > UNTOLD:
        return []
    ranked = [(CLASSES[i], float(shares[i])) for i in np.argsort(-shares).tolist() if i != UNTOLD_CLASS]
    told = (one.act.root, one.act.second) if one.act else ()
    return [
        (root, sure)
        for n, (root, sure) in enumerate(ranked)
        if n == 0 or (n < MOST and sure > RIVAL) or (root in told and sure > FAINT)
    ]


def _event(scene: Scene, one: Linked, root: str, sure: float, told: str) -> Event:
    clause, cue, act = scene.clause, one.cue, one.act
    sources, targets = one.codes()
    if root in MUTUAL:
        sources, targets = sources[:1], (*sources[1:], *targets)
    heads = tuple(side.token for side in (*one.sources, *one.targets) if side.token >= 0)
    start, end = stretch_of(clause, cue.word, heads)
    return Event(
        sources[0], root, targets, told, start, end, cue.word, scene.number, sure, act.mode if act else "", sources[1:],
        (clause.form(cue.word), act.phrase if act else "", *_unsaid(one)),
    )  # fmt: skip


def _known(one: Linked, event: Event, place: int, together: Together) -> Iterator[str]:
    """What the judge sees of the choice: whether it is the likeliest, and how the document speaks of its sides."""
    untold = tenth(float(one.shares[UNTOLD_CLASS]))
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
