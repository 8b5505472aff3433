"""Hosting told by its roles: whose the forces are stands on them, where they are behind a word of place or before a host's verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import Named, only_arms, states_in, telling

_CUT = re.compile(
    r";|: |,? (?:but|while|whereas|although|though|yet|because) |, (?:and|so) (?=[a-z]+ )|, (?:when|after|before|since|despite|in spite of|according to)\b|, (?:an?|one of) \w+ (?:that|which)\b"
)
_OWNER = re.compile(
    r"(?:['’]s?)? ?(?:(?!(?:is|are|was|were|has|have|had|in|at|on|to|and|from|of|for|with|by|that|which|who|keeps?|lets?|said|says)\b)[\w.'’-]+ ){0,4}?$"
)
_LOCAL = re.compile(
    r"\b(?:in|at|on|near|outside|inside|into|across|around|off|to|from|out of|through|over|leave|left|leaving)(?: the)?(?: (?:port|town|city|village|airport|airfield|base|bay|soil|island|islands|territory|coast|shores|north|south|east|west|air ?base|naval base|harbour|province) of)?(?: (?:the|northern|southern|eastern|western|central|neighbou?ring|nearby|tiny|remote))* $",
    re.I,
)
_SAME_PLACE = re.compile(r"^,? (?:in |near |on )?(?:the )?$")
_SOIL = re.compile(
    r"\b(?:its|their|our|his) (?:own )?(?:soil|territory|land|ports?|bases|airfields?|shores|waters)\b", re.I
)
_FROM = re.compile(r"^ (?:\w+ )?(?:from|of|belonging to) (?:the )?$")
_BASE = re.compile(r"\bbases?\b|airfield|airbase|facilit|installation|station\b|\bsites?\b|outpost|\bpost\b", re.I)
_NO = re.compile(r"\b(?:no|not one|not a single|never|not|without|nobody|none|nor|neither)\b|n['’]t\b", re.I)
_REALM = re.compile(r"\bthe (?:kingdom|emirate|sultanate|republic|monarchy|island|sheikhdom|archipelago)\b", re.I)
_THEM = re.compile(r"\b(?:lets?|letting|allow(?:s|ed)?|permit(?:s|ted)?|gives?|gave|given) (them)\b", re.I)
_ASIDE = re.compile(r", (?:where|which|who|whose|in which|on which)\b[^,;]*,")
_WHERE = re.compile(r"^,? (?:where|in which|on which|on whose (?:soil|territory))\b")
_TO = re.compile(r"^(?:[\w ,]{0,30}\b)?(?:to|by)? ?(?:the )?$")
_BY = re.compile(r"\bby (?:the )?$", re.I)
_PASSIVE = re.compile(r" to$|\bgiven\b|\bto use$|disposal of$", re.I)
_SUPPOSED = re.compile(
    r"^\W*(?:If|Were|Should|Unless|Whether|Had)\b|\b(?:if|unless|whether|wants?|wanted|hop(?:e|es|ed)|wish(?:es|ed)?|ask(?:s|ed)|urg(?:e|es|ed)|plans?|planned|propos(?:e|es|ed)|invit(?:e|es|ed)|would|could|might|refus(?:e|es|ed)|seek(?:s)?|sought)\b[^,;]*$"
)
"""What only supposes or wishes what follows in the same breath."""
_AGAIN = re.compile(r"\bonce (?:more|again)\b", re.I)
_OF_LAND = re.compile(
    r" (?:[A-Z]|(?:\w+ )?(?:soil|territory|towns?|city|village|ports?|islands?|coast|capital|bases?|waters|province|airfields?|ground|desert|border|airports?|camps?)\b)"
)
_LACK = re.compile(r", (?:which|who|itself|though it) (?:has|have|had|without|with) no [^,]*,", re.I)
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed)?|reject(?:s|ed)? (?:claims|reports)|rule[sd]? out|no truth)\b", re.I
)
_FAR, _NEXT = 70, 24


@dataclass(frozen=True)
class _Thing:
    """Forces or a base told in a part of a sentence, with whose they are (empty where that is not told on them)."""

    start: int
    end: int
    owner: str
    at: int


def quartered(scene: Scene) -> Iterator[Claim]:
    """Read whose forces or bases are where, or have left, from what stands on them, behind words of place and before verbs."""
    cuts = [0, *(match.start() for match in _CUT.finditer(scene.text)), len(scene.text)]
    seen: set[tuple[str, str]] = set()
    for low, high in pairwise(cuts):
        for claim in _in_part(scene, low, high):
            if (claim.subject, claim.object) not in seen:
                seen |= {(claim.subject, claim.object), (claim.object, claim.subject)}
                yield claim


def _in_part(scene: Scene, low: int, high: int) -> Iterator[Claim]:
    text = scene.text
    named = [one for one in _names(scene, low, high) if is_state(one.code)]
    for thing in _things(text, named, low, high):
        cue = _cue(text, low, high, thing)
        if cue is None:
            continue
        role, start, end = cue
        guest, host = _sides(text, named, thing, cue, low)
        if not guest or not host or guest.code == host.code:
            continue
        first, last = min(thing.at, thing.start, start), max(thing.end, end, host.end if host.start > start else 0)
        begin = min(first, host.start, guest.start)
        window = _AGAIN.sub("", text[begin:last])
        if any(telling(f"hosting {sort}").search(window) for sort in ("open", "talk", "fray")):
            continue
        if _SUPPOSED.search(text[low:begin]):
            continue
        if only_arms(text[thing.start : thing.end], text[start:end]) or (role == "gone" and host.start - end > _NEXT):
            continue
        gone = role == "gone"
        calm = _LACK.sub(lambda match: " " * len(match[0]), text)
        before = calm[max(low, min(start, thing.start) - 24) : max(end, thing.end)]
        denied = gone or bool(_NO.search(before) or _DENIES.search(text[low : max(end, thing.end)]))
        base = bool(_BASE.search(text[thing.start : thing.end]))
        yield scene.claim(
            "hosting", scene.clause.start + first, scene.clause.start + last, subject=guest.code, object=host.code, parties=(guest.code, host.code),
            kind="basing" if base else "deployment", status="ended" if gone else "in_force", modality="denied" if denied else "happened",
            detail={"words": text},
        )  # fmt: skip


def _names(scene: Scene, low: int, high: int) -> list[Named]:
    """The states named in a part, and those that "the kingdom" or "them" stand for."""
    named = states_in(scene, low, high)
    text, every = scene.text, states_in(scene, 0, high)
    spoken = [code for code in scene.memory.subject if is_state(code)]
    for match in _THEM.finditer(text, low, high):
        people = [
            one.code for one in every if one.sort in ("adjective", "people", "group") and one.end <= match.start()
        ]
        named += [Named(match.start(1), match.end(1), code, "people") for code in people[-1:]]
    for match in _REALM.finditer(text, low, high):
        guests = {one.code for one in named if one.sort in ("adjective", "people")}
        states = [one.code for one in every if one.sort == "state" and one.end <= match.start()] or spoken
        named += [Named(match.start(), match.end(), code, "state") for code in states[:1] if code not in guests]
    return sorted(named, key=lambda one: one.start)


def _things(text: str, named: list[Named], low: int, high: int) -> Iterator[_Thing]:
    """Every word of forces or bases in a part, with its owner; peoples named in the plural are forces too."""
    for match in telling("hosting thing").finditer(text, low, high):
        near = [one for one in named if one.start <= match.start() < one.end and one.sort == "force"]
        near = near or [
            one
            for one in named
            if one.end <= match.start() + 1
            and one.sort not in ("place", "region", "capital")
            and _owns(text, one, match.start())
        ]
        behind = [one for one in named if one.start >= match.end() and _FROM.match(text[match.end() : one.start])]
        owner = next(iter(near[-1:] or behind[:1]), None)
        yield _Thing(match.start(), match.end(), owner.code if owner else "", owner.start if owner else match.start())
    for one in named:
        if one.sort in ("people", "adjective") and _are_people(text, one):
            yield _Thing(one.start, one.end, one.code, one.start)


_PLURAL = re.compile(r"them|(?!Swiss)[A-Z][a-z]+(?:s|men)")
_THE_PEOPLE = re.compile(
    r"^(?: (?:keep|kept|use|used|have|had|are|were|left|leave|stay|stayed|stationed|based|in|on|into|to|out|from|with|and|who|still|now)\b|[,.;]|$)"
)


def _are_people(text: str, one: Named) -> bool:
    """Whether the name of a people stands for its forces: `the Americans`, `the French left`, but not `French troops`."""
    word, after = text[one.start : one.end], text[one.end : one.end + 12]
    if _PLURAL.fullmatch(word):
        return True
    return text[: one.start].lower().endswith("the ") and bool(_THE_PEOPLE.match(after))


def _owns(text: str, one: Named, at: int) -> bool:
    between = text[one.end : at]
    if one.sort == "state" and not between.startswith(("'", "’")) and between.strip():
        return text[one.start : one.end] in ("US", "U.S.", "UK", "U.K.", "USSR") and bool(_OWNER.fullmatch(between))
    return bool(_OWNER.fullmatch(between))


def _cue(text: str, low: int, high: int, thing: _Thing) -> tuple[str, int, int] | None:
    """The word that tells that forces are, or are no longer, there: the one nearest to them, a leaving before a standing."""
    left: tuple[str, int, int] | None = None
    for role in ("gone", "lets", "keeps", "stands"):
        found = [
            m
            for m in telling(f"hosting {role}").finditer(text, low, high)
            if abs(m.start() - thing.end) < _FAR or abs(thing.at - m.end()) < _FAR
        ]
        if role in ("lets", "keeps"):
            found = [m for m in found if m.start() < thing.start or (role == "lets" and _PASSIVE.search(m[0]))]
        if (
            left
        ):  # turned out the French and took in Russians: what stands between a leaving and the forces speaks of them
            found = [
                m
                for m in found
                if left[2] <= m.start()
                and m.end() <= thing.at
                and role != "stands"
                and " and " in text[left[2] : m.start()]
            ]
        if found:
            best = min(found, key=lambda m: max(m.start() - thing.end, thing.at - m.end(), 0))
            if role != "gone":
                return role, best.start(), best.end()
            left = (role, best.start(), best.end())
    return left


def _sides(
    text: str, named: list[Named], thing: _Thing, cue: tuple[str, int, int], low: int
) -> tuple[Named | None, Named | None]:
    """Who the guest is and who the host, each by what marks it."""
    role, start, end = cue
    owner = (
        next((one for one in named if one.code == thing.owner and one.start == thing.at), None) if thing.owner else None
    )
    places = [one for one in named if one is not owner and _is_place(text, named, one)]
    aside = next(
        (m for m in _ASIDE.finditer(text, low) if not m.start() < thing.start < m.end() and m.end() <= thing.end), None
    )
    before = [
        one
        for one in named
        if one.end <= start and one is not owner and not (aside and aside.start() < one.start < aside.end())
    ]
    plain = [one for one in before if one not in places and not _are_people(text, one)] or [
        one for one in before if one.sort == "place"
    ]
    ahead = [one for one in places if one.start >= min(start, thing.start)]
    if role == "lets" and owner is None:
        owner = next(
            (one for one in named if one.start >= end and one.sort != "place" and _TO.search(text[end : one.start])),
            None,
        )
    by = [one for one in named if one.start >= end and _BY.search(text[: one.start])] if role == "lets" else []
    if by and owner:
        return owner, by[0]
    if role == "lets" or (role == "gone" and owner and plain and not ahead):
        return owner, (plain or before)[-1] if plain or before else None
    guest = owner or (plain[-1] if plain and role in ("keeps", "gone") else None)
    if guest is None:
        return None, None
    soil = _SOIL.search(text, low)
    host = next((one for one in ahead if one.code != guest.code), None) or next(
        (one for one in places if one.code != guest.code), None
    )
    if host is None:  # Djibouti, where Japan keeps a base
        host = next((one for one in before if one.code != guest.code and _WHERE.match(text[one.end :])), None)
    if host is None and soil and plain:
        host = next((one for one in plain if one.code != guest.code), None)
    return guest, host


def _is_place(text: str, named: list[Named], one: Named) -> bool:
    """Whether a name tells where: behind a word of place, or beside another that does: `at Tapa, in northern Estonia`."""
    if one.sort in ("adjective", "people") and not _OF_LAND.match(text[one.end :]):
        return False
    if _LOCAL.search(text[: one.start]):
        return True
    beside = [other for other in named if other.end <= one.start and _SAME_PLACE.match(text[other.end : one.start])]
    return any(_LOCAL.search(text[: other.start]) for other in beside)
