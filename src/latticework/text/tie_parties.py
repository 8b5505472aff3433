"""Who may be the parties of a tie that a word tells: the likeliest, and what else they may be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from latticework.text.event_sides import FAINT, OPEN, SURE, UNLIKELY, next_sides
from latticework.text.fellows import fellows
from latticework.text.link_signs import Cue
from latticework.text.links import LINKED, Side, Weights, links
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene
from latticework.text.tie_allies import allied
from latticework.text.tie_cues import TieCue
from latticework.text.tie_shapes import DIRECTED

PAIRED = 4
"""The likeliest parties of a word that are weighed two by two."""

PAIRS = 3
"""Pairs weighed for a word beside the likeliest parties."""

BEFORE = 1
"""Actors from before that are weighed beside the likeliest party named."""

Choice = tuple[int, str, list[Side], float]
"""Which of the ties of a word, how its parties were chosen, the parties, and how likely the likeliest phrase is that is left out."""


def choices(scene: Scene, one: TieCue, weights: Weights | None) -> Iterator[Choice]:
    """Give the parties of each tie of a cue, the likeliest first, then what else they may be; none twice."""
    found = list[Side]()
    if one.cue.sort == "ally":
        sides = [Side(one.cue.word, allied(scene, one.cue.word), 1.0)]
    if one.cue.sort != "ally" or len(sides[0].codes) < 2:
        found = links(scene, one.cue, ("party",), weights, sure=SURE)["party"]
        sides = _parties(scene, one.cue.label, found)
    for number, group in enumerate(_apart(scene, one.cue, sides)):
        seen = set[frozenset[str]]()
        for how, chosen in (("likeliest", group), *_others(scene, one, group, found)):
            codes = frozenset(_codes(chosen))
            if len(codes) > 1 and codes not in seen:
                seen.add(codes)
                left = max((side.sure for side in found if not set(side.codes) <= codes), default=0.0)
                yield number, how, chosen, left


def _codes(sides: list[Side]) -> Codes:
    return tuple(code for side in sides for code in side.codes)


def _others(scene: Scene, one: TieCue, group: list[Side], found: list[Side]) -> Iterator[tuple[str, list[Side]]]:
    """Give what else the parties may be where one is in doubt: another in the place of the least sure, one more, one less, or two alone.

    What is joined by "and" stays together, but for two alone.
    """
    least = min(group, key=lambda side: side.sure, default=None)
    if least is None or not found:
        return
    if least.sure < OPEN:
        rest = [side for side in group if side is not least]
        more = next_sides(found, tuple(group))
        if one.cue.label not in DIRECTED:
            yield from (("more", [*group, side]) for side in more[:1])
        if least.token < 0 or len(fellows(scene, least.token)) < 2:
            yield from (("other", [*rest, side]) for side in more)
            if len(rest) > 1:
                yield "less", rest
    yield from (("two", pair) for pair in _pairs(found))


def _pairs(found: list[Side]) -> list[list[Side]]:
    """Give the likeliest pairs of the likeliest parties, one for the same actors, and the likeliest with the likeliest two from before."""
    best: dict[Codes, Side] = {}
    ranked = [side for side in sorted(found, key=lambda side: -side.sure) if side.sure > FAINT]
    for side in ranked:
        if len(best) < PAIRED:
            best.setdefault(side.codes, side)
    pairs = sorted(combinations(best.values(), 2), key=lambda pair: -pair[0].sure * pair[1].sure)[:PAIRS]
    named = [side for side in ranked if side.token >= 0][:1]
    pairs += [(one, side) for one in named for side in ranked if side.token < 0 and side.codes != one.codes][:BEFORE]
    return [list(pair) for pair in pairs]


def _parties(scene: Scene, kind: str, found: list[Side]) -> list[Side]:
    """Choose the parties: two of a directed kind, else all likely phrases with what is joined to them, and at least two.

    An actor from before is taken only where the sentence names fewer than two.
    """
    ranked = sorted(found, key=lambda side: -side.sure)
    named = {} if kind in DIRECTED else {side.token: side for side in ranked if side.token >= 0 and side.sure > LINKED}
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
