"""What the judge of ties sees of a draft: the kind, the word, the parties, what was left out, and how the document speaks of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log, prod

from latticework.text.fellows import fellows
from latticework.text.link_signs import ORGANISATIONS, Cue
from latticework.text.links import LINKED, Side, tenth
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene
from latticework.text.tie_shapes import DIRECTED, Tie
from latticework.text.together import Together

MOST = 8
"""Parties kept of one tie."""

FAINT = 0.02
"""The smallest probability of a party that is multiplied with others: one unlikely party should not hide how likely the rest are."""

STEPS, LOWEST = 3, -5.0
"""Steps of the logarithm of a product in one power of e, and where they end."""

KindTold = tuple[str, float, float]
"""A kind with the probability that the word tells it, and the probability that the word tells none."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom one tie of a word may bind: which of the word's ties it is, its place among the choices for that, and what it was chosen from."""

    group: int
    place: int
    sides: list[Side]
    found: list[Side]

    @property
    def unsaid(self) -> int:
        """How many parties the sentence does not name."""
        return sum(side.token < 0 for side in self.sides)

    def codes(self) -> Codes:
        """The actors of the parties, each once."""
        return tuple(dict.fromkeys(code for side in self.sides for code in side.codes))[:MOST]


def signs_of(scene: Scene, cue: Cue, tie: Tie, choice: Choice, together: Together, told: KindTold) -> tuple[str, ...]:
    """Give all signs of a draft."""
    return (
        *_of_word(scene, cue, tie, choice),
        *_of_document(tie, cue, choice.place, together),
        *_of_kind(cue, told),
        *_of_rest(scene, cue, choice),
        *_of_whole(cue, choice, told),
    )


def _of_word(scene: Scene, cue: Cue, tie: Tie, choice: Choice) -> Iterator[str]:
    """The kind, the word, how sure the parties are, how many are unsaid, the step, the place."""
    sure = sorted(min(9, int(side.sure * 10)) for side in choice.sides)
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
        f"unsaid {min(choice.unsaid, 3)} {sort}",
        f"step {tie.status} {sort}",
    )
    yield from (f"least {sure[0]}", f"most {sure[-1]}", f"next {sure[-2] if len(sure) > 1 else 0}")
    yield from (
        f"relation {scene.clause.relation(cue.word)} {sort}",
        f"governor {governor}",
        f"sentence {min(scene.number, 4)}",
    )
    yield from (f"bodies {bodies} {kind}", f"armed {armed} {kind}")


def _of_document(tie: Tie, cue: Cue, place: int, together: Together) -> Iterator[str]:
    """Whether it is the likeliest choice, and how the document speaks of the parties."""
    first, last = tie.parties[0], tie.parties[-1]
    met = min(3, together.two[frozenset((first, last))])
    held = sum(code in together.most for code in (first, last))
    yield from (f"choice {min(place, 1)}", f"met {met}", f"met {met} {cue.sort}", f"met {met} {tie.kind}")
    yield from (f"most {held}", f"most {held} {tie.kind}")


def _of_kind(cue: Cue, told: KindTold) -> Iterator[str]:
    """How sure the kind is, and whether the tables say it."""
    kind, share, none = told
    yield from (f"sure {tenth(share)}", f"none {tenth(none)}", f"table {kind == cue.label} {kind}")


def _of_rest(scene: Scene, cue: Cue, choice: Choice) -> Iterator[str]:
    """What was left out: the likeliest phrase beside the parties, how many are likely, and whether a list is broken."""
    held, codes = {side.token for side in choice.sides}, set(choice.codes())
    rest = [side for side in choice.found if side.token not in held and not set(side.codes) <= codes]
    likeliest = max((side.sure for side in rest), default=-1.0)
    guest = cue.label in DIRECTED
    broken = any(set(fellows(scene, side.token)) - held for side in choice.sides if side.token >= 0)
    many = scene.clause.form(cue.word).lower() != scene.clause.lemma(cue.word)
    yield f"left {tenth(likeliest) if rest else '-'} {guest}"
    yield f"left likely {min(3, sum(side.sure > LINKED for side in rest))} {cue.sort}"
    yield from (f"broken {broken} {guest}", f"codes {min(len(codes), 5)} {cue.label}")
    yield f"many {many} {min(3, len(codes))} {cue.sort}"


def _of_whole(cue: Cue, choice: Choice, told: KindTold) -> Iterator[str]:
    """The probability of it all: of the kind, of every party, and of nobody else's being one; and beside the likeliest two."""
    kind, share, none = told
    held = {side.token for side in choice.sides}
    bound = prod(max(side.sure, FAINT) for side in choice.sides)
    others = prod(1 - min(side.sure, 1 - FAINT) for side in choice.found if side.token >= 0 and side.token not in held)
    tied = share * (1 - none) if none < 1 else share
    likeliest = prod(sorted((side.sure for side in choice.found), reverse=True)[:2]) or FAINT
    yield f"mean {_step(bound ** (1 / len(choice.sides)))}"
    yield from (f"whole {_step(bound * tied)}", f"alone {_step(bound * others * tied)}")
    yield from (f"whole {_step(bound * tied) // 2} {kind}", f"alone {_step(bound * others * tied) // 2} {cue.sort}")
    yield f"beside {_step(bound / likeliest)} {cue.label in DIRECTED}"


def _step(probability: float) -> int:
    """Give a probability in steps of its logarithm, as the judge sees it."""
    return int(max(LOWEST, log(probability) if probability > 0 else LOWEST) * STEPS)
