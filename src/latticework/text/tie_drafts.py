"""Drafts of ties: each word that names or makes a tie with the parties linked to it, before it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, takewhile

from latticework.text.act_network import Seen
from latticework.text.clauses import Clause
from latticework.text.event_drafts import OPEN, UNLIKELY, next_sides
from latticework.text.exercised import exercised_together
from latticework.text.fellows import fellows
from latticework.text.link_signs import Cue
from latticework.text.links import LINKED, Side, Weights, parties
from latticework.text.lists import words
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene
from latticework.text.tie_allies import allied
from latticework.text.tie_cues import FOUNDING, TieCue, is_grouping, tie_cues
from latticework.text.tie_direction import directed
from latticework.text.tie_kinds import kinds_of
from latticework.text.tie_nouns import title
from latticework.text.tie_shapes import DIRECTED, Tie, stretch
from latticework.text.tie_signs import Choice, signs_of
from latticework.text.tie_status import status
from latticework.text.together import Together

PLAIN = 0.5
"""Probability from which a kind that the table does not give is taken for plainly told."""

LIKELY = 0.8
"""Probability from which a further party makes a tie of its own with the owner of forces or arms."""

NAMELESS = 0.2
"""Probability, at most, that a name of its own tells no tie."""

MEMBERS = 2
"""Phrases that are each weighed alone beside the body of a membership."""

PAIRED = 4
"""The likeliest phrases and actors of which every two are weighed where a party is in doubt."""


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
    ruled: bool = False
    """Whether syntax alone tells the parties: who forms a grouping with whom."""


def tie_drafts(document: Sequence[Scene], read: Sequence[Seen], weights: Weights | None = None) -> Iterator[TieDraft]:
    """Give the drafts of a document, read by the network, in order; a cue without two parties gives none."""
    together = Together.of(document)
    for scene, seen in zip(document, read, strict=True):
        for told in tie_cues(scene.clause):
            kinds, none = _kinds(told, seen, weights)
            for kind, share in kinds:
                one = told if kind == told.cue.label else told.of(kind)
                plain = told.cue.sort != "hint" and (kind == told.cue.label or share > PLAIN)
                for choice in _chosen(scene, one, seen, weights):
                    codes = choice.codes()
                    if len(codes) > 1 and not _held_alone(scene, one, choice):
                        tie = replace(_tie(scene, one, choice, codes), plain=plain)
                        signs = signs_of(scene, one.cue, tie, choice, together, (kind, share, none))
                        ruled = _founded(one, choice)
                        yield TieDraft(tie, signs, choice.group, one.cue, tuple(choice.sides), tuple(kinds), ruled)


def _kinds(told: TieCue, seen: Seen, weights: Weights | None) -> tuple[list[tuple[str, float]], float]:
    """Give the kinds that a word may tell, and how likely it tells none; an ally's kind is known, and that of what has a name of its own."""
    if told.cue.sort == "ally":
        return [(told.cue.label, 1.0)], 0.0
    kinds, none = kinds_of(told, seen, weights)
    if told.named:
        none = min(none, NAMELESS)
        return [(told.cue.label, 1 - none)], none
    return kinds, none


def _founded(one: TieCue, choice: Choice) -> bool:
    """Whether the parties are all who are said to make a grouping, each named and likely."""
    made = one.cue.sort == "member" and one.cue.phrase in FOUNDING and one.cue.label == "grouping_membership"
    return made and choice.place == 0 and all(side.token >= 0 and side.sure > LINKED for side in choice.sides)


def _held_alone(scene: Scene, one: TieCue, choice: Choice) -> bool:
    """Whether an exercise without a name of its own is held by one of the parties alone: `during its drills near Taiwan`."""
    drilled = one.cue.label == "joint_exercise" and not one.named
    return drilled and not exercised_together(scene, one.cue, choice.sides)


def _chosen(scene: Scene, one: TieCue, seen: Seen, weights: Weights | None) -> Iterator[Choice]:
    """Give the parties of each tie of a cue, the likeliest first, then what else they may be."""
    found = list[Side]()
    if one.cue.sort == "ally":
        sides = [Side(one.cue.word, allied(scene, one.cue.word), 1.0)]
    else:
        found = [side for side in parties(scene, one.cue, seen, weights) if not _no_party(scene, one.cue, side)]
        sides = _parties(scene, one.cue, found)
    groups = [
        *(_several(scene, one.cue, sides) or _apart(scene, one.cue, sides)),
        *_further(scene, one.cue, sides, found),
    ]
    for number, group in enumerate(groups):
        pairs = _pairs(scene, one.cue, group, found) if len(groups) == 1 else ()
        others = (*_others(scene, one, group, found), *pairs, *_joining(scene, one.cue, found))
        for place, chosen in enumerate((group, *others)):
            yield Choice(number, place, chosen, found)


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


def _pairs(scene: Scene, cue: Cue, group: list[Side], found: list[Side]) -> Iterator[list[Side]]:
    """Give every two of the likeliest phrases and actors where a party is in doubt, but for those held; none that parts a list of names."""
    if min((side.sure for side in group if not _owns(cue, side)), default=1.0) >= OPEN:
        return
    held = {side.codes for side in group}
    likeliest = sorted(found, key=lambda side: -side.sure)[:PAIRED]
    listed = [set(fellows(scene, side.token)) if side.token >= 0 else {side.token} for side in likeliest]
    for (one, own), (other, others) in combinations(zip(likeliest, listed, strict=True), 2):
        whole = own | others <= {one.token, other.token}
        if whole and one.codes != other.codes and {one.codes, other.codes} != held:
            yield [one, other]


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
    hosts = [side for side in sides if side is not owner and side.token >= 0]
    joined = {i for side in hosts for i in fellows(scene, side.token)}
    first = max((side.sure for side in hosts), default=0.0)
    out = list[list[Side]]()
    for side in found:
        if side.token < 0 or side.token in held:
            continue
        if _counted_apart(scene.clause, side.token):
            out.append([owner, side._replace(sure=max(side.sure, first))])  # as sure as the place it is counted beside
        elif side.sure > (LINKED if side.token in joined else LIKELY):
            out.append([owner, side])
    return out


def _counted_apart(clause: Clause, place: int) -> bool:
    """Whether a place has a number of its own, whose noun was said before: `900 soldiers in Syria and 2,500 in Iraq`."""
    case = next((c for c in clause.has(place, "case") if clause.lemma(c) in ("in", "at", "on")), 0)
    return case > 1 and clause.tree.upos[case - 1] == "NUM" and clause.form(case - 2).lower() in _BEFORE_A_NUMBER


_BEFORE_A_NUMBER = frozenset({"and", ",", "another", "about", "some", "nearly", "around"})


def _several(scene: Scene, cue: Cue, sides: list[Side]) -> list[list[Side]]:
    """Part several agreements with several partners: `has agreements with Australia and Britain` tells two ties."""
    clause, word = scene.clause, cue.word
    if clause.tree.xpos[word] not in _PLURAL or cue.label in DIRECTED or cue.label in _SHARED:
        return []
    held = {side.token: side for side in sides if side.token >= 0}
    for token in held:
        listed = [i for i in fellows(scene, token) if i in held]
        others = [side for side in sides if side.token not in listed]
        if len(listed) > 1 and len(others) == 1 and clause.case(listed[0]) in ("with", "to"):
            return [[others[0], held[i]] for i in listed]
    return []


_PLURAL = frozenset({"NNS", "NNPS"})

_SHARED = frozenset({"grouping_membership", "joint_exercise"})
"""Kinds that all who are named together share."""


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


def _tie(scene: Scene, one: TieCue, choice: Choice, codes: Codes) -> Tie:
    clause, cue = scene.clause, one.cue
    step = status(clause, cue.word, cue.label, cue.sort)
    parties = directed(scene, cue, one.things, codes) if cue.label in DIRECTED else codes
    start, end = stretch(clause, cue.word, clause.tokens[one.first].start, clause.tokens[cue.word].end)
    how = "party understood" if choice.unsaid else "parties named"
    return Tie(
        cue.label, parties, step, start, end, cue.word, scene.number, title(clause, one.first, cue.word), 0.0,
        (clause.form(cue.word), how),
    )  # fmt: skip
