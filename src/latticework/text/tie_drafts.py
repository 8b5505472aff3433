"""Drafts of ties: each word that names or makes a tie with the parties linked to it, before it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from latticework.text.act_network import Seen
from latticework.text.clauses import Clause
from latticework.text.event_drafts import OPEN, UNLIKELY, next_sides
from latticework.text.fellows import fellows
from latticework.text.link_signs import ORGANISATIONS, Cue
from latticework.text.links import LINKED, Side, Weights, parties, tenth
from latticework.text.lists import words
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene
from latticework.text.tie_allies import allied
from latticework.text.tie_cues import FOUNDING, TieCue, is_grouping, tie_cues
from latticework.text.tie_direction import directed
from latticework.text.tie_kinds import kinds_of
from latticework.text.tie_nouns import title
from latticework.text.tie_shapes import DIRECTED, Tie, stretch
from latticework.text.tie_status import status
from latticework.text.together import Together

PLAIN = 0.5
"""Probability from which a kind that the table does not give is taken for plainly told."""

LIKELY = 0.8
"""Probability from which a further party makes a tie of its own with the owner of forces or arms."""

MOST = 8
"""Parties kept of one tie."""

MEMBERS = 2
"""Phrases that are each weighed alone beside the body of a membership."""


@dataclass(frozen=True, slots=True)
class TieDraft:
    """A tie that may be told, with the signs the judge weighs."""

    tie: Tie
    signs: tuple[str, ...]
    group: int
    """Which of the ties of one word this may be; drafts of one group are choices."""
    cue: Cue
    sides: tuple[Side, ...]
    kinds: tuple[tuple[str, float], ...] = ()
    """What the word may tell, with how likely each is."""


def tie_drafts(document: Sequence[Scene], read: Sequence[Seen], weights: Weights | None = None) -> Iterator[TieDraft]:
    """Give the drafts of a document, read by the network, in order; a cue without two parties gives none."""
    together = Together.of(document)
    for scene, seen in zip(document, read, strict=True):
        for told in tie_cues(scene.clause):
            kinds, none = ([(told.cue.label, 1.0)], 0.0) if told.cue.sort == "ally" else kinds_of(told, seen, weights)
            for kind, share in kinds:
                one = told if kind == told.cue.label else told.of(kind)
                plain = told.cue.sort != "hint" and (kind == told.cue.label or share > PLAIN)
                doubt = (f"sure {tenth(share)}", f"none {tenth(none)}", f"table {kind == told.cue.label} {kind}")
                for number, place, chosen in _chosen(scene, one, seen, weights):
                    codes = tuple(dict.fromkeys(code for side in chosen for code in side.codes))[:MOST]
                    if len(codes) > 1:
                        draft = _draft(scene, one, chosen, codes, (number, place), together)
                        yield replace(
                            draft, tie=replace(draft.tie, plain=plain), signs=(*draft.signs, *doubt), kinds=tuple(kinds)
                        )


def _chosen(scene: Scene, one: TieCue, seen: Seen, weights: Weights | None) -> Iterator[tuple[int, int, list[Side]]]:
    """Give the parties of each tie of a cue, the likeliest first, then what else they may be."""
    found = list[Side]()
    if one.cue.sort == "ally":
        sides = [Side(one.cue.word, allied(scene, one.cue.word), 1.0)]
    else:
        found = [side for side in parties(scene, one.cue, seen, weights) if not _no_party(scene, one.cue, side)]
        sides = _parties(scene, one.cue, found)
    for number, group in enumerate((*_apart(scene, one.cue, sides), *_further(scene, one.cue, sides, found))):
        for place, chosen in enumerate((group, *_others(scene, one, group, found), *_joining(scene, one.cue, found))):
            yield number, place, chosen


def _joining(scene: Scene, cue: Cue, found: list[Side]) -> Iterator[list[Side]]:
    """Give for a membership the likeliest body with each of the likeliest others and who is joined to it: who joins with whom else is no party."""
    if cue.label != "grouping_membership":
        return
    ranked = sorted((side for side in found if side.token >= 0), key=lambda side: -side.sure)
    bodies = [side for side in ranked if is_grouping(scene.clause, side.token)]
    for body in bodies[:1]:
        for side in [side for side in ranked if side not in bodies][:MEMBERS]:
            joined = [i for i in fellows(scene, side.token) if i != body.token]
            yield [*(Side(i, scene.phrases[i], side.sure) for i in joined), body]


def _no_party(scene: Scene, cue: Cue, side: Side) -> bool:
    """Whether a phrase is what is aimed at, or the grouping that is made: `with India it forms the Quad`."""
    made = cue.sort == "member" and cue.phrase in FOUNDING and is_grouping(scene.clause, side.token)
    return made or _aimed_at(scene, cue, side)


def _aimed_at(scene: Scene, cue: Cue, side: Side) -> bool:
    """Whether a phrase is what arms or forces are to reach or deter: `missiles that could hit targets in China`."""
    if cue.label not in DIRECTED or side.token < 0:
        return False
    clause = scene.clause
    between = takewhile(lambda node: node != cue.word, clause.path_up(side.token))
    return any(clause.tree.upos[node] == "VERB" and clause.lemma(node) in words("aiming") for node in between)


def _others(scene: Scene, one: TieCue, group: list[Side], found: list[Side]) -> Iterator[list[Side]]:
    """Give what else the parties may be where one is in doubt: another in the place of the least sure, one more, or one less.

    What is joined by "and" stays together, and an owner stays.
    """
    least = min((side for side in group if not _owns(one.cue, side)), key=lambda side: side.sure, default=None)
    if least is None or least.sure >= OPEN:
        return
    rest = [side for side in group if side is not least]
    more = next_sides(found, tuple(group))
    if one.cue.label not in DIRECTED:
        yield from ([*group, side] for side in more[:1])
    if least.token >= 0 and len(fellows(scene, least.token)) > 1:
        return
    for side in more:
        yield [*rest, side]
    if len(rest) > 1:
        yield rest


def _parties(scene: Scene, cue: Cue, found: list[Side]) -> list[Side]:
    """Choose the parties: two of a directed kind, else all likely phrases with what is joined to them, and at least two.

    Whose the forces or arms are (`American soldiers`), or who acts, stands first; an actor from before is taken only where the sentence names fewer than two.
    """
    ranked = sorted(found, key=lambda side: (not _owns(cue, side), -side.sure))
    likely = [side for side in ranked if side.token >= 0 and side.sure > LINKED]
    named = {} if cue.label in DIRECTED else {side.token: side for side in likely}
    for side in list(named.values()):
        for j in fellows(scene, side.token):
            if j not in named:
                named[j] = Side(j, scene.phrases[j], side.sure)
    sides = [named[i] for i in sorted(named)]
    for side in ranked:
        held = {code for one in sides for code in one.codes}
        if len(held) > 1:
            break
        if side.sure > UNLIKELY and not set(side.codes) & held:
            sides.append(side)
    return sorted(sides, key=lambda side: side.token if side.token >= 0 else len(scene.clause))


def _owns(cue: Cue, side: Side) -> bool:
    """Whether a likely phrase of a directed kind is the cue itself with its owner, or who acts by the rules of syntax."""
    if cue.label not in DIRECTED or side.sure <= LINKED or side.token < 0:
        return False
    return side.token == cue.word or side.token in cue.sides.sources or side.token in cue.above.sources


def _further(scene: Scene, cue: Cue, sides: list[Side], found: list[Side]) -> list[list[Side]]:
    """Give the owner of forces or arms, or who acts, with each further likely party: `2,500 American soldiers in Iraq and 900 in Syria`."""
    owner = next((side for side in sides if _owns(cue, side)), None)
    if owner is None:
        return []
    held = {side.token for side in sides}
    joined = {i for side in sides if side is not owner and side.token >= 0 for i in fellows(scene, side.token)}
    return [
        [owner, side]
        for side in found
        if side.token >= 0
        and side.token not in held
        and (side.sure > (LINKED if side.token in joined else LIKELY) or _counted_apart(scene.clause, side.token))
    ]


def _counted_apart(clause: Clause, place: int) -> bool:
    """Whether a place has a number of its own, whose noun was said before: `900 soldiers in Syria and 2,500 in Iraq`."""
    case = next((c for c in clause.has(place, "case") if clause.lemma(c) in ("in", "at", "on")), 0)
    return case > 1 and clause.tree.upos[case - 1] == "NUM" and clause.form(case - 2).lower() in _BEFORE_A_NUMBER


_BEFORE_A_NUMBER = frozenset({"and", ",", "another", "about", "some", "nearly", "around"})


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


def _draft(
    scene: Scene, one: TieCue, sides: list[Side], codes: Codes, place: tuple[int, int], together: Together
) -> TieDraft:
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
    signs = (*_signs(scene, cue, tie, sides, unsaid), *_known(tie, cue, place[1], together))
    return TieDraft(tie, signs, place[0], cue, tuple(sides))


def _known(tie: Tie, cue: Cue, place: int, together: Together) -> Iterator[str]:
    """What the judge sees of the choice: whether it is the likeliest, and how the document speaks of the parties."""
    first, last = tie.parties[0], tie.parties[-1]
    met = min(3, together.two[frozenset((first, last))])
    held = sum(code in together.most for code in (first, last))
    yield from (f"choice {min(place, 1)}", f"met {met}", f"met {met} {cue.sort}", f"met {met} {tie.kind}")
    yield from (f"most {held}", f"most {held} {tie.kind}")


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
