"""Reach told in any order: a weapon, whose it is, a word that tells how far it comes, and whom it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from latticework.model.unit import convert
from latticework.text.amounts import Amount
from latticework.text.claims.day import then
from latticework.text.claims.phrases import pattern
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import Named, asked, states_in, telling, told_time
from latticework.text.lists import table

_THING = re.compile(
    r"\b(?:missiles?|rockets?|weapons?|ICBMs?|drones?|bombers?|artillery|launchers?|howitzers?|batter(?:y|ies)|arsenal|projectiles?|cruise missile)\b",
    re.I,
)
_TAIL = re.compile(
    r"[,—–-] ?(?:an? |the |our |his |her )?(?:\w+ ){0,3}(?:papers?|experts?|analysts?|correspondent|editors?|television|officers?|ministry|ministers?|president|colonel|general|house|official|officials)? ?\b(?:says?|said|wrote|write|writes|hears|gloats|claims?|boasts?|assured|agreed|explained|reported|reports?|noted|added|warned|warns)\b",
    re.I,
)
_NO = re.compile(
    r"\b(?:not|never|unable|cannot|nothing|no|short of|shy of|beyond reach|out of reach|out of range|untouched|too far)\b|n['’]t\b",
    re.I,
)
_NOT_NO = re.compile(
    r"\b(?:no longer out of|no distance|not only|nothing (?:\w+ ){0,5}(?:safe|nearer|closer)|no less than|no fewer)\b",
    re.I,
)
_TO = re.compile(
    r"\b(?:to|on|at|of|over|for|in|as|far as|means|hits?|strikes?|reach\w*|covers?|threatens?|put|puts|from) (?:the |all |most |much |any |every |parts? |of |mainland |whole )*$",
    re.I,
)
_ORIGIN = re.compile(r"\b(?:from|out of|in|at|stationed in|based in|off) (?:the )?$", re.I)

_ACT = re.compile(r"hits?|strikes?|striking|hitting|target|covered|threatens?|fly", re.I)
_POSSIBLE = re.compile(
    r"\b(?:could|can|able|unable|capable|within|ranges?|enough|designed|km|kilomet\w+|miles?)\b", re.I
)
_GIVEN = re.compile(r"\b(?:giving|gives|gave|given to|supplied to|sold to|handed to|sent to) (?:the )?$", re.I)
_EUROPE = re.compile(r"\b(?:Europe|the continent|South Asia|Middle East|the Gulf)\b")


@cache
def _makers() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((pattern(row["phrase"]), row["state"]) for row in table("claim_weapons.csv"))


def _weapon(text: str) -> tuple[int, str] | None:
    found = [(match.start(), code) for words, code in _makers() if (match := words.search(text))]
    return min(found, default=None)


def reaches(scene: Scene) -> Iterator[Claim]:
    """Read whom a weapon reaches, or does not, where no closer wording is known."""
    text = scene.text
    weapon = _weapon(text)
    thing = _THING.search(text)
    if not weapon and not thing and not re.search(r"\brange\b", text):
        weapon = _weapon(scene.before) if scene.before and re.search(r"\b(?:it|they|its|there)\b", text) else None
    if not (weapon or thing) or (asked(scene)) or telling("reach open").search(text):
        return
    amounts = [a for a in scene.amounts if a.unit in ("km", "mile", "nautical_mile") and a.converts is None]
    cue = telling("reach far").search(text)
    if cue is None or (_ACT.fullmatch(cue[0]) and not _POSSIBLE.search(text)):
        return  # what was hit is told as an act, not as a reach
    told = _TAIL.search(text)
    named = [
        one for one in states_in(scene, 0, told.start() if told else None) if not (weapon and one.start == weapon[0])
    ]
    owner, target = _sides(scene, named, weapon, thing, cue)
    if not owner:
        return
    if target is None and not (amounts and _EUROPE.search(text)):
        return
    value, high = kilometres(amounts[0]) if amounts else (None, None)
    denied = bool(_NO.search(_NOT_NO.sub("", text)))
    place = text[target.start : target.end] if target and target.sort in ("capital", "place") else ""
    start = min(
        [cue.start(), *(a.start - scene.clause.start for a in amounts[:1]), *([target.start] if target else [])]
    )
    end = max([cue.end(), *(a.end - scene.clause.start for a in amounts[:1]), *([target.end] if target else [])])
    yield scene.claim(
        "reach", scene.clause.start + start, scene.clause.start + end, subject=owner, object=target.code if target else "", value=value, high=high, unit="km",
        comparator=_how(text, amounts[0], scene.clause.start) if amounts else "", modality="denied" if denied else "happened", time=told_time(scene, 0, len(text)),
        detail={"sentence": text, "where": place, "from": "", "stand": "", "whole": "yes" if re.search(r"\b(?:whole|entire|all|anywhere|every)\b", text, re.I) else ""},
    )  # fmt: skip


def _sides(
    scene: Scene, named: list[Named], weapon: tuple[int, str] | None, thing: re.Match[str] | None, cue: re.Match[str]
) -> tuple[str, Named | None]:
    """Whose the weapon is, and whom it reaches: the owner stands on the weapon, is its subject, or is told by its name."""
    text = scene.text
    at = min([weapon[0] if weapon else len(text), thing.start() if thing else len(text)])
    own = [
        one
        for one in named
        if one.end <= at + 1
        and (
            re.fullmatch(r"(?:['’]s?)?,? ?(?:[\w.'’-]+ ){0,4}", text[one.end : at])
            and (
                one.sort in ("adjective", "people", "surname")
                or text[one.end : at][:1] in "'’s "
                or not text[one.end : at].strip()
            )
        )
    ]
    own = [one for one in own if not _ORIGIN.search(text[: one.start])]
    lets = (
        re.search(r"\b(?:giving|gives|gave|supplied|sold|handed|lets?|sent) $", text[: named[1].start])
        if len(named) > 1
        else None
    )
    given = [one for one in named if _GIVEN.search(text[: one.start])]
    if given:
        owner = given[0].code
    elif own:
        owner = own[-1].code
        if lets and named[0].code == owner:
            owner = named[1].code
    elif any(re.match(r"['’]s? ", text[one.end :]) and one.start < cue.start() for one in named):
        owner = next(one.code for one in named if re.match(r"['’]s? ", text[one.end :]))
    elif named and named[0].start == 0 and text[named[0].end :].startswith(":"):
        owner = named[0].code
    elif weapon:
        owner = then(weapon[1], scene.document.published)
    else:
        owner = ""
    others = [one for one in named if one.code != owner]
    others = [one for one in others if not (_ORIGIN.search(text[: one.start]) and one.end < cue.start())] or others
    if len({one.code for one in others}) > 1:
        others = [one for one in others if one.start >= cue.start() and _TO.search(text[: one.start])] or [
            one for one in others if one.start >= cue.start()
        ]
    if len({one.code for one in others}) != 1:
        return ("", None) if others else (owner, None)
    return owner, others[0]


def kilometres(amount: Amount) -> tuple[float | None, float | None]:
    """The length of an amount in kilometres, with the upper end of a range."""
    low, high = number_of(amount)
    unit = amount.unit.replace("_", " ")
    return convert(low, unit, "km") if low is not None else None, convert(
        high, unit, "km"
    ) if high is not None else None


def _how(text: str, amount: Amount, start: int) -> str:
    """How exactly the range is meant; `nothing goes further than` sets the upper end."""
    return (
        "at_most"
        if re.search(
            r"\b(?:nothing|none|not one)\b[^.;]{0,50}\b(?:further|farther|beyond)\b", text[: amount.start - start], re.I
        )
        else vague(amount)
    )
