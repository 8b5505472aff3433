"""The sides of a comparison: the states and groupings a sentence speaks of, in order, and how each is brought in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from latticework.model.state import is_state
from latticework.text.claims.day import then
from latticework.text.claims.kinds import of_kind
from latticework.text.claims.scene import Scene


@dataclass(frozen=True, slots=True)
class Side:
    """A side at `start` to `end` of a sentence; `role` is `named`, `spoken` (a pronoun), `place` or `source`; no codes where it is not known who."""

    start: int
    end: int
    codes: tuple[str, ...]
    role: str = "named"


_SOURCES = r"(?:minist(?:er|ry)|generals?|admirals?|colonels?|officers?|MPs?|deput(?:y|ies)|senators?|lawmakers?|papers?|newspapers?|weekly|daily|monthly|magazine|journal|press|think[ -]tanks?|institutes?|officials?|mayor|columnist|readers?|analysts?|researchers?|embassy|spokes\w+|professors?|historians?|attach[eé]s?|ambassadors?|president|chancellor|premier|government sources|study|yearbook|report|tables|figures|database|crossword|bishop|man|correspondent|envoy)"
_SOURCE_AFTER = re.compile(rf"(?:'s|’s)? (?:[a-z]+ ){{0,2}}?{_SOURCES}\b")
_SOURCE_BEFORE = re.compile(rf"\b{_SOURCES}(?: [a-z]+){{0,2}} (?:in|of|from) (?:the )?$")
_MISSION = re.compile(
    r"(?:'s|’s)? (?:peacekeeping|missions?|operations?|resolutions?|reports?|tables?|data|officials?|figures)\b"
)
"""What follows a grouping that is no side: UN missions."""
_PLACE = re.compile(r"\b(?:in|at|near|inside|from|into|around|outside|off|across) (?:the )?$")
_SPEAKER = re.compile(r"\b(?:us|[Ww]e|[Oo]urs?)\b")
_TURNED = re.compile(
    r"\b(?:it|them|its|their|theirs|hers?|(?:he|she|they)(?! (?:said|says|add(?:s|ed)|writes|wrote|told|noted|claims?|claimed|insist(?:s|ed)|argue[sd])))\b",
    re.I,
)
_KIND = re.compile(r"\b[Tt]he (?:kingdom|republic|sultanate|emirate|country|Islamic Republic|island|mainland|nation)\b")
_MANY = re.compile(
    r"\b(?:(?:its|their|our|his|the|all|any|every|other|no|most) )+(?:[a-z]+ ){0,2}?(?:neighbou?rs?|rivals?|allies|ally|enem(?:y|ies)|foes?|others|countries|country|states?|nations?|members?|adversar(?:y|ies)|powers?)\b(?!'s? (?:\d|own))|\b(?:anyone|anybody|everyone) else\b"
)
_SOVIET = re.compile(r"(?:the )?(?:Soviets?\b|USSR\b|U\.S\.S\.R)")
_JOIN = re.compile(
    r"(?:'s|’s|')?(?:,| and|, and| &|, as well as| plus|, plus|, or| or) (?:the |in |of |that of |those of )?"
)
_HALVES = re.compile(r"\b(?:Korean?s?|Seoul|Pyongyang|DPRK|ROK|[Pp]eninsula|38th)\b")


def sides(scene: Scene) -> list[Side]:
    """Give the sides a sentence speaks of in the order of its words; states told in one list stand as one side each."""
    found = [*_named(scene), *_spoken(scene)]
    return sorted(found, key=lambda side: side.start)


def _named(scene: Scene) -> Iterator[Side]:
    clause, text = scene.clause, scene.text
    known = {i for i, _ in scene.named}
    for hit in clause.hits:
        start, end = clause.tokens[hit.start].start - clause.start, clause.tokens[hit.end - 1].end - clause.start
        codes = tuple(then(code, scene.document.published) for code in hit.name.codes if not code.startswith("NSA:"))
        if codes == ("RUS",) and _SOVIET.match(text, start) and not text.startswith("-", max(0, start - 1)):
            codes = ("SUN",)
        if hit.start not in known or not codes or (hit.name.sort == "half" and not _HALVES.search(scene.document.text)):
            continue
        role = "named"
        if not is_state(codes[0]) and _MISSION.match(text, end):
            continue
        if _SOURCE_AFTER.match(text, end) or _SOURCE_BEFORE.search(text, 0, start):
            role = "source"
        elif _PLACE.search(text, 0, start) and not text.startswith(("'s", "’s", "'", "’"), end):
            role = "place"
        yield Side(start, end, codes, role)


def _spoken(scene: Scene) -> Iterator[Side]:
    text = scene.text
    taken = [scene.clause.tokens[i].start - scene.clause.start for i, _ in scene.named]
    for match in _SPEAKER.finditer(text):
        yield Side(match.start(), match.end(), speaker(scene), "spoken")
    for match in _KIND.finditer(text):
        if not any(match.start() <= at < match.end() for at in taken) and not re.match(
            r" of [A-Z]", text[match.end() : match.end() + 5]
        ):
            yield Side(match.start(), match.end(), of_kind(scene, match[0]), "spoken")
    for match in _MANY.finditer(text):
        yield Side(match.start(), match.end(), (), "many")
    for match in _TURNED.finditer(text):
        yield Side(match.start(), match.end(), _pointed(scene, match), "spoken")


def _pointed(scene: Scene, match: re.Match[str]) -> tuple[str, ...]:
    """Whom a pronoun stands for: the tree's reading, else what the text spoke of before, else the last named before it."""
    start = scene.clause.start + match.start()
    i = scene.token(start)
    if scene.document.text.count('"', 0, start) % 2 and re.match(r"th(?:ey|em)", match[0], re.I):
        said = speaker(scene)
        spoken = {code for _, code in scene.named if is_state(code)} - set(said)
        return tuple(spoken) if said and len(spoken) == 1 else ()
    codes = tuple(code for code in scene.actors(i) if is_state(code))
    if codes:
        return codes[:1]
    earlier = [code for j, code in scene.named if j < i and is_state(code)]
    if earlier:
        return (earlier[0],)
    recent = [code for code in scene.memory.subject if is_state(code)] or list(
        dict.fromkeys(code for code in reversed(scene.memory.recent) if is_state(code))
    )
    return tuple(recent[:1]) if len(recent) == 1 else ()


_QUOTED = re.compile(r"[\"“”][^\"“”]{0,600}[\"“”]")
_WE_THE = re.compile(r"\b(?:we|us) (?:the )?$")


def speaker(scene: Scene) -> tuple[str, ...]:
    """Who says "we": the state of the person who is quoted, told outside the quotation marks; else the one `we` is explained by."""
    for i, code in scene.named:
        start = scene.clause.tokens[i].start
        if is_state(code) and _WE_THE.search(scene.document.text, max(0, start - 9), start):
            return (code,)
    outside = _QUOTED.sub(lambda found: " " * len(found[0]), scene.document.text)
    persons = re.compile(rf"^(?:'s|’s)?,? (?:[a-z]+ ){{0,2}}?{_SOURCES}\b")
    told = []
    for i, code in scene.named:
        hit = scene.clause.hit_at[i]
        start, end = scene.clause.tokens[hit.start].start, scene.clause.tokens[hit.end - 1].end
        if is_state(code) and outside[start:end].strip():
            person = persons.match(outside[end : end + 50]) or _SOURCE_BEFORE.search(outside, 0, start)
            told.append((not person, code))
    if told:
        persons_of = [code for far, code in told if not far]
        return tuple(persons_of[:1]) or ((told[0][1],) if len({code for _, code in told}) == 1 else ())
    return tuple(code for code in scene.memory.subject if is_state(code))[:1]


def parted(text: str, low: int, high: int) -> bool:
    """Whether two places of a sentence stand in different parts of it."""
    return bool(_PARTS.search(text, min(low, high), max(low, high)))


_PARTS = re.compile(
    r"[;:?!]|\. |, (?:but|while|whereas|and (?:yet|so)|yet|so(?! (?:often|far|long|much|many|to speak|called|highly|proud|dear)\b)(?! (?:the|an?|one) [\w ]{2,24}? (?:says?|said|writes?|wrote|tells?|has it)\b))\b| but | whereas "
)


def before(scene: Scene, found: list[Side], low: int) -> Side | None:
    """The side told last before a place in its own part of the sentence: a named one before a place or a source."""
    near = [side for side in found if side.end <= low + 1 and not parted(scene.text, side.end, low)]
    for roles in (("named", "spoken", "many"), ("place",)):
        held = [side for side in near if side.role in roles]
        if (
            held and scene.text[:low].rstrip().endswith(",") and roles[0] == "named"
        ):  # Norway, which borders Sweden, ...
            comma = scene.text.rfind(",", 0, held[-1].start)
            held = [side for side in held if side.end <= comma] or held
        while len(held) > 1 and held[-1].role == "spoken" and not held[-1].codes:
            held.pop()  # its own, of whom is told before
        if held:
            return joined(scene, found, _outside_aside(scene.text, held, low), back=True)
    return None


_GIVEN = re.compile(
    r"\b(?:lent|lends|gave|gives|sent|sends|sold|sells|offer(?:s|ed)|paid|pays|supplie[sd])(?: to)? (?:the )?$"
)
"""What makes a side the one that is given to: `it lent the United Nations`."""
_ASIDE = re.compile(r"(?:'s|’s|'|’)?(?: [\w-]+){0,3}, [^,]{2,90}")
"""From a side to the end of what is told aside of it: `Norway, a buyer of American arms`."""


def _outside_aside(text: str, held: list[Side], low: int) -> Side:
    """The last of some sides; where it stands in an aside on one before it, that one: `Norway, a buyer of American arms, has`."""
    last = held[-1]
    if len(held) > 1 and held[-2].codes and _GIVEN.search(text, held[-2].end, last.start):
        return held[-2]
    comma = text.find(",", last.end, low)
    if comma < 0 or "," in text[comma + 1 : low].rstrip(" ,"):
        return last
    opened = [side for side in held[:-1] if side.codes and _ASIDE.fullmatch(text, side.end, comma)]
    return opened[-1] if opened and not _JOIN.fullmatch(text, opened[-1].end, last.start) else last


def after(scene: Scene, found: list[Side], high: int, reach: int, *, places: bool = False) -> Side | None:
    """The side told first after a place, no farther than `reach` characters, with those joined to it."""
    for side in found:
        if (
            high - 1 <= side.start <= high + reach
            and side.role in ("named", "spoken", "many", *(("place",) if places else ()))
            and not parted(scene.text, high, side.start)
        ):
            return joined(scene, found, side)
    return None


def joined(scene: Scene, found: list[Side], side: Side, *, back: bool = False) -> Side:
    """A side with those that stand in one list with it: `Japan's and South Korea's`."""
    named = [one for one in found if one.role == "named"]
    if side not in named:
        return side
    codes, at, step = list(side.codes), named.index(side), -1 if back else 1
    edge, listed = side, False
    while 0 <= at + step < len(named):
        at += step
        low, high = sorted((edge, named[at]), key=lambda one: one.start)
        gap = scene.text[low.end : high.start]
        if not _JOIN.fullmatch(gap):
            break
        bare = gap.strip("'’s ") == ","
        if bare and back != listed:
            break  # After Peru and Chile, Brazil ...: the last of a list is joined by a word
        listed = listed or not bare
        edge = named[at]
        codes = [*named[at].codes, *codes] if back else [*codes, *named[at].codes]
    if not listed:
        return side
    return replace(
        side, start=min(side.start, edge.start), end=max(side.end, edge.end), codes=tuple(dict.fromkeys(codes))
    )
