"""Reach told in any order: a weapon, whose it is, a word that tells how far it comes, and whom it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from latticework.model.unit import convert
from latticework.text.amounts import Amount
from latticework.text.claims.among import region_in
from latticework.text.claims.day import then
from latticework.text.claims.launching import DESIGNATION, WHOLE, launched_from, standing_in
from latticework.text.claims.phrases import pattern
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import Named, asked, states_in, telling, told_time
from latticework.text.claims.weapon_sides import cue_of, held_before, pointed, roles_of
from latticework.text.lists import table

_THING = re.compile(
    r"\b(?:missiles?|rockets?|weapons?|ICBMs?|drones?|bombers?|artillery|launchers?|howitzers?|batter(?:y|ies)|arsenal|projectiles?|warheads?|(?:glide )?bombs|shells|(?:big )?guns|warplanes|fighter[- ]jets?|torpedoes|Scuds?)\b",
    re.I,
)
_NO = re.compile(
    r"\b(?:not|never|unable|cannot|nothing|no|short of|shy of|beyond reach|out of (?:easy )?reach|out of range|outside the (?:range|reach)|(?:falls?|fell) short|untouched|too far|beyond (?:the |its |their )?(?:reach|range))\b|n['’]t\b",
    re.I,
)
_NOT_NO = re.compile(
    r"\b(?:no longer out of|no distance|not only|nothing (?:\w+ ){0,5}(?:safe|nearer|closer)|no less than|no fewer)\b|"
    r"\b(?:neither|nor|not|no|none|nothing|nowhere|never)\b[^.;]{0,40}?\b(?:beyond (?:the |its |their )?(?:reach|range)|out of (?:easy )?(?:reach|range)|outside the (?:reach|range)|too far|untouched)\b",
    re.I,
)

_ACT = re.compile(
    r"hits?|strikes?|striking|struck|hitting|target(?:ed)?|covered|threatens?|fly|attack|bomb|shell|engages?|destroy|level|sink|sinks|carry|carries",
    re.I,
)
_POSSIBLE = re.compile(
    r"\b(?:could|can|able|unable|capable|within|ranges?|enough|designed|legs|radius|means|ability|sufficient|km|kilomet\w+|miles?)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:plans|wants|hopes|wishes|seeks|intends|means) (?:to )?(?:\w+ ){0,2}?(?:field|buy|build|deploy|acquire|station|introduce|procure|get|develop|place|base)\b"
    r"(?=[^.;]{0,60}?\b(?:that|which|able|capable)\b)"
)
"""Weapons that are planned are told with what they can do: the reach is claimed, only the having is open."""


@cache
def _makers() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((pattern(row["phrase"]), row["state"]) for row in table("claim_weapons.csv"))


def _weapon(text: str) -> tuple[int, str] | None:
    found = [(match.start(), code) for words, code in _makers() if (match := words.search(text))]
    return min(found, default=None)


def reaches(scene: Scene) -> Iterator[Claim]:
    """Read whom a weapon reaches, or does not, by the part each name has in the sentence."""
    text = scene.text
    weapon, thing = _weapon(text), _THING.search(text)
    here = bool(weapon or thing or DESIGNATION.search(text) or _LENGTH.search(text))
    earlier = _weapon(scene.before) if scene.before else None
    if not here and not (scene.before and (earlier or _THING.search(scene.before))):
        return
    amounts = _lengths(scene)
    cue = cue_of(text)
    if cue is None or asked(scene) or telling("reach open").search(_PLANNED.sub("", _part(text, cue))):
        return
    if _ACT.fullmatch(cue[0]) and not _POSSIBLE.search(text):
        return  # what was hit is told as an act, not as a reach
    made = weapon or (earlier if pointed(text) or not here else None)
    at = _at(text, cue)
    held = _held(scene, then(made[1], scene.document.published) if made else "", at)
    roles = roles_of(scene, at, cue, held)
    targets = roles.targets
    owner = roles.owner or held
    if not owner and (pointed(text) or (thing and targets and scene.before)):
        owner = held_before(scene, targets[0].code if targets else "")
    targets = tuple(one for one in targets if one.code != owner)
    if not (owner or (targets and DESIGNATION.search(text))) or (
        not here and not (amounts or roles.owner or pointed(text))
    ):
        return
    region, end = ("", 0) if targets else region_in(text[cue.start() :])
    if not targets and not region:
        return
    yield from _told(scene, owner, targets, cue, amounts, region, cue.start() + end)


def _lengths(scene: Scene) -> list[Amount]:
    """The lengths told, first those that say how far a weapon comes; how far a border or coast is says nothing on it."""
    text = scene.document.text
    told = [a for a in scene.amounts if a.unit in ("km", "mile", "nautical_mile") and a.converts is None]
    told = [a for a in told if not _EDGE.match(text, a.end)]
    return sorted(told, key=lambda a: bool(_OFF.match(text, a.end)))


_EDGE = re.compile(
    r" (?:away )?(?:from|off) (?:the |its |their )?(?:\w+ )?(?:border|frontier|coast|shore|front|sea|line)\b",
    re.I,
)
_OFF = re.compile(r" (?:away )?(?:from|off|north|south|east|west|inside)\b", re.I)
"""Behind a length that tells where something lies."""
_LENGTH = re.compile(r"\brange\b")


def _at(text: str, cue: re.Match[str]) -> tuple[int, ...]:
    """Where the weapons stand in the sentence: their names and their words, else the word that tells how far they come."""
    places = [match.start() for words, _ in _makers() for match in words.finditer(text)]
    places += [match.start() for words in (_THING, DESIGNATION) for match in words.finditer(text)]
    places = places or [match.start() for match in _LENGTH.finditer(text)]
    return tuple(sorted(places)) or (cue.start(),)


def _held(scene: Scene, made: str, at: tuple[int, ...]) -> str:
    """Whose a weapon is that no name stands on: what `its` points back to, else the maker of one so named."""
    known = [*scene.memory.subject, *scene.memory.recent] if scene.before else []
    if made and made in known:
        return made
    its = next((m for m in _ITS.finditer(scene.text) if any(0 < place - m.start() < _OWN for place in at)), None)
    if its and made and its[0].lower() == "our":
        return made
    here = states_in(scene, 0, its.start()) if its else []
    if here:
        return here[0].code
    if its and known:
        return held_before(scene, "") or made
    return made


_OWN = 40
_ITS = re.compile(r"\b(?:its|their|his|our)\b", re.I)


def _told(
    scene: Scene,
    owner: str,
    targets: tuple[Named, ...],
    cue: re.Match[str],
    amounts: list[Amount],
    region: str,
    until: int,
) -> Iterator[Claim]:
    text, base = scene.text, scene.clause.start
    value, high = kilometres(amounts[0]) if amounts else (None, None)
    edges = [(a.start - base, a.end - base) for a in amounts[:1]] + [(one.start, one.end) for one in targets]
    time = told_time(scene, 0, len(text))
    if time is not None:
        owner = then(owner, time.last)
    start = min([cue.start(), *(low for low, _ in edges)])
    end = max([cue.end(), *(high for _, high in edges), *([until] if region else [])])
    for target in targets or (None,):
        code = target.code if target else ""
        place = text[target.start : target.end] if target and target.sort in ("capital", "place") else ""
        yield scene.claim(
            "reach", base + start, base + end, subject=owner, object=code, value=value, high=high, unit="km", parties=(owner, *(one.code for one in targets)) if len(targets) > 1 else (),
            comparator=_how(text, amounts[0], base) if amounts else "", modality="denied" if _denied(text, cue) else "happened", time=time,
            detail={"sentence": text, "where": place, "from": launched_from(scene), "stand": standing_in(scene, code), "whole": "yes" if WHOLE.search(text) else "", **({"region": region, "capitals": "yes" if _CAPITALS.search(text) else "", "each": "yes" if _EACH.search(text) else ""} if region else {})},
        )  # fmt: skip


_EACH = re.compile(r"\b(?:any|each|every|all)\b")
_CAPITALS = re.compile(r"\bcapitals?\b")


def _denied(text: str, cue: re.Match[str]) -> bool:
    """Whether the reach is denied in its own part of the sentence."""
    return bool(_NO.search(_NOT_NO.sub("", _part(text, cue))))


def _part(text: str, cue: re.Match[str]) -> str:
    """The part of a sentence between its turns that holds the word of reaching."""
    cuts = [m.end() for m in _TURN.finditer(text)]
    low = max((at for at in cuts if at <= cue.start()), default=0)
    high = min((at for at in cuts if at > cue.start()), default=len(text))
    return text[low:high]


_TURN = re.compile(r";|,? \b(?:but|while|whereas|although|though|so that|because|and yet|yet|which is why)\b|, so ")


def kilometres(amount: Amount) -> tuple[float | None, float | None]:
    """The length of an amount in kilometres, with the upper end of a range."""
    low, high = number_of(amount)
    unit = amount.unit.replace("_", " ")
    return convert(low, unit, "km") if low is not None else None, convert(
        high, unit, "km"
    ) if high is not None else None


def _how(text: str, amount: Amount, start: int) -> str:
    """How exactly the range is meant; `nothing goes further than` sets the upper end."""
    if re.search(r"\bas (?:deep|far|much) as $", text[: amount.start - start], re.I):
        return "at_most"
    return (
        "at_most"
        if re.search(
            r"\b(?:nothing|none|not one)\b[^.;]{0,50}\b(?:further|farther|beyond)\b", text[: amount.start - start], re.I
        )
        else vague(amount)
    )
