"""What place a state has among others, read from its parts: the word of the place, what is ranked, who has it, among whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from latticework.model.state import is_state
from latticework.text.amount_numbers import number
from latticework.text.claims.ahead import Place, among_top, before_told, by_others
from latticework.text.claims.among import CALLED, grouping_of, region_of
from latticework.text.claims.measured import measured, measured_here
from latticework.text.claims.ordinals import place_of
from latticework.text.claims.place_words import AFTER, BACK, BEST, GRADED, HOLDER, NUMBER, ORDINAL_IN, PLAIN, RANKS
from latticework.text.claims.rivals import Side, after, before, parted, sides
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.told import denied, time_near, unreal
from latticework.text.time_span import Span, year_span

_TOPS = re.compile(
    r"\b(?:tops?|topped|heads?|headed|leads?|led|leading|topping|heading) (?:the )?(?:(?:\w+['’]?s? ){0,3}?(?:list|table|ranking|rankings|field|league|chart|charts|pack|world|globe)\b|(?-i:[A-Z])\w+ (?:in|for|by|on)\b)|\b(?:at|in|on) (?:the (?:very )?(?:top|head|summit)|first place|pole position)\b(?! of the hour)|\b(?:most|more)\b[^.;:]{0,50}\bthan (?:any|every|all)(?: the)? (?:other|others|one else)\b|\bsecond to none\b(?! (?:but|except|save))|\b(?:spen(?:ds?|t)|bought|buys|sold|sells|exports?|exported|imports?|imported|fields?|owns?|has|had|sends?|sent) (?:the )?most\b",
    re.I,
)
_HEADED_BY = re.compile(
    r"\b(?:tables?|lists?|rankings?|league|field|chart|charts|buyers|sellers|exporters|importers|contributors|spenders)\b[^.;:]{0,60}?\b(?:headed|topped|led)(?: once more| again| now| still)? by\b",
    re.I,
)
_MEDALS = {"gold": 1, "silver": 2, "bronze": 3}
_MEDAL = re.compile(
    r"\b(?P<m>gold|silver|bronze)(?: medal| place| position|-medal)\b|\b(?P<m2>gold|silver|bronze) (?:for|goes to|went to)\b|\b(?P<r>runner-up|runners-up)\b|\b(?P<x>next to last|second to last|last but one|penultimate)\b|\b(?P<l>brought up the rear|brings up the rear|(?:came|comes|finished|ranks?|ranked|is|was|stood|stands) (?:dead |very )?last|last among|at the (?:very )?bottom)\b",
    re.I,
)
_SIZE = re.compile(
    r"\b(?:of|among|out of)\b[^.;:]{0,24}?\b(?P<n>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|twenty)\b(?: \w+)? (?:members|countries|states|allies|nations|armies)",
    re.I,
)
_HINT = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\w+th|\d+(?:st|nd|rd|th)|number|no\.?|rank\w*|\w+est|top\w*|head\w*|leads?|led|leading|lead|most|main|chief|principal|foremost|premier|medal|runner-up|last|bottom|rear|none|nobody|no|not|alone|only|but|than|place|position)\b|#",
    re.I,
)
_WORLD = re.compile(r"\b(?:world\w*|globe|earth|global(?:ly)?|planet|of all|anywhere|universe)\b", re.I)
_VAGUE = re.compile(
    r"\b(?:the|a|its|our) (?:region|continent|alliance|bloc|gulf|neighbou?rhood|club|subcontinent|group|hemisphere|Third World|peninsula|area|north|south|east|west)\b",
    re.I,
)
_THING = re.compile(
    rf"^(?:'s|’s)? ?(?:[\w'’-]+ ){{0,4}}?{HOLDER}\b|^[- ](?:share|sum|number|spending|burden|outlay|military|arms|defen[cs]e|army|tank|tanks|submarine|nuclear|missile)\w*",
    re.I,
)
_HOSTS = re.compile(r"\b(?:hosts?|hosted|home to|houses)\b", re.I)
"""Places among hosts of forces have a guest too, and a reader of their own."""
_ANY_OTHER = re.compile(
    r"\bthan (?:any|every|all)\b|\b(?:no|not one|not a single|none of the)(?: other| single)? (?:country|state|nation|power|government|one)\b|\bnobody\b|\bmost\b",
    re.I,
)
_QUESTION = re.compile(r"^\W*(?:which|who|what|how)\b", re.I)


_BY_SIZE = re.compile(r" in (?:size|numbers?|strength|tonnage|manpower|weight)$", re.I)
"""What makes a number in order a place among others."""
_LISTED = frozenset({"military_spending", "share", "warheads"})
"""What lists of states are commonly made of: a bare number in order is then a place in one."""


def placed(scene: Scene) -> Iterator[Claim]:
    """Read the place of a state from whatever words tell it."""
    if not _HINT.search(scene.text) or _QUESTION.match(scene.text) or _HOSTS.search(scene.text):
        return
    found = [side for side in sides(scene) if not side.codes or is_state(side.codes[0])]
    if not any(side.codes for side in found):
        return
    kept: dict[str, Claim] = {}
    for told in _found(scene, found):
        who = told.who or _holder(scene, found, told.low, told.high)
        if who is None or len(who.codes) != 1 or who.codes[0] in told.ahead:
            continue
        same = kept.get(who.codes[0])
        if same is not None:
            kept[who.codes[0]] = _wider(scene, same, told)
            continue
        measure = measured(scene, told.low, told.high)
        if (
            not measure
            or (told.bare and measure not in _LISTED and not measured_here(scene, told.low, told.high))
            or measure in ("gdp", "population", "per_head")
            or unreal(scene, told.low, told.high)
        ):
            continue
        time, since = figure_times(scene, told.low, told.high)
        kept[who.codes[0]] = scene.claim(
            "rank", scene.clause.start + told.low, scene.clause.start + told.high, subject=who.codes[0], value=float(told.place), unit="rank", comparator="up_to" if told.top else "", measure=measure, time=time, since=since,
            modality="denied" if not told.tied and denied(scene, told.low) else "happened",
            detail={"among": _among(scene, told), "what": CALLED.get(measure, measure), "top": str(told.place) if told.top else "", "tied": "yes" if told.tied else "", "before": ";".join(told.ahead)},
        )  # fmt: skip
    yield from kept.values()


def _wider(scene: Scene, claim: Claim, told: Place) -> Claim:
    """The same place told again in other words belongs to the claim: `bronze for Doha: Qatar is number three`."""
    if claim.value != told.place:
        return claim
    start, end = (
        scene.clause.start + min(told.low, claim.start - scene.clause.start),
        max(claim.end, scene.clause.start + told.high),
    )
    return replace(claim, start=start, end=end, words=scene.document.quote(start, end))


def _found(scene: Scene, found: list[Side]) -> Iterator[Place]:
    text = scene.text
    yield from by_others(scene, found)
    for match in _MEDAL.finditer(text):
        size = _SIZE.search(text)
        last = int(number(size["n"])) if size else 0
        place = _MEDALS.get((match["m"] or match["m2"] or "").lower()) or (
            2 if match["r"] else last - 1 if match["x"] else last
        )
        if place > 0:
            owner = (
                after(scene, found, match.end(), 12)
                if match["m2"] or re.match(r" (?:for|to|goes to|went to) ", text[match.end() :])
                else None
            )
            yield Place(match.start(), match.end(), place, owner)
    for pattern in (RANKS, ORDINAL_IN, BACK, PLAIN):
        for match in pattern.finditer(text):
            tail = text[match.end("o") :]
            if (
                place_of(match["o"])
                and not AFTER.match(tail)
                and not re.match(rf"[- ](?:most |best )?{BEST}\b", tail, re.I)
            ):
                forward = after(scene, found, match.end(), 24) if pattern is BACK else None
                yield Place(
                    match.start(), match.end(), place_of(match["o"]), forward, bare=not _BY_SIZE.search(match[0])
                )
    for match in NUMBER.finditer(text):
        yield Place(match.start(), match.end(), int(number(match["n"] or match["m"])))
    for match in GRADED.finditer(text):
        tail = text[match.end() :]
        owned = re.search(
            r"(?:'s|’s|s'|\b(?:the|its|a|as|of|reckoned|considered|was|is|remains?))\s*$", text[: match.start()]
        )
        if (
            _THING.match(tail)
            or re.match(r"(?: (?:in|of|anywhere|among|worldwide|on)\b|\W*$|[,.;:!?])", tail)
            or re.match(r" (?:last|this) year|, as\b|,? after\b", tail)
        ) and (owned or match["o"]):
            ahead = () if match["o"] else before_told(scene, found, match.start(), match.end())
            yield Place(match.start(), match.end(), place_of(match["o"]) if match["o"] else 1 + len(ahead), ahead=ahead)
    headed = _HEADED_BY.search(text)
    if headed:
        yield Place(headed.start(), headed.end(), 1, after(scene, found, headed.end(), 24))
    for match in _TOPS.finditer(text):
        ahead = before_told(scene, found, match.start(), match.end())
        yield Place(match.start(), match.end(), 1 + len(ahead), ahead=ahead)
    yield from among_top(scene)


def _holder(scene: Scene, found: list[Side], low: int, high: int) -> Side | None:
    """Who has a place: who stands before it in its own part of the sentence, or right behind it, or was spoken of before."""
    text = scene.text
    own = [side for side in found if side.codes or side.role == "many"]
    subject = before(scene, [side for side in own if side.role != "many"], low)
    turned = re.match(r" (?:was|is|are|were|comes|came|stands|stood) ", text[high:])
    if turned:
        behind = after(scene, [side for side in own if side.codes], high + turned.end() - 1, 20)
        if behind is not None and (
            subject is None or re.search(r"(?:^|[,;:.] ?|\band )\w*[ -]?(?:up)?\W*$", text[:low])
        ):
            return behind
    inverted = re.match(r"[^.;:?!]{0,40}?(?:, | (?:is|was|comes?|stands?|came|stood|were|are|remains?) )", text[high:])
    if subject is None or subject.role == "place":
        behind = after(scene, [side for side in own if side.codes], high, 70)
        if behind is not None and (inverted or not subject):
            return behind
    if subject is not None and subject.role != "place":
        return subject
    apart = [side for side in own if side.codes and side.role == "named" and side.end <= low]
    if apart and parted(text, apart[-1].end, low) and re.match(r"^[^.;!?]{0,24}:", text[apart[-1].end :]):
        return apart[-1]
    codes = [code for code in scene.memory.subject if is_state(code)]
    return subject or (Side(0, 0, (codes[0],), "spoken") if len(codes) == 1 else None)


def _among(scene: Scene, told: Place) -> str:
    """Among whom the place is told; "the region" and its like are not known, and stand as they are told."""
    near = scene.text[max(0, told.low - 30) : told.low] + " | " + scene.text[told.low : told.high + 60]
    if _WORLD.search(near):
        return "world"
    wide = region_of(near) or grouping_of(scene, near)
    if wide:
        return wide
    vague = _VAGUE.search(near)
    if vague:
        return vague[0].lower()
    every = _ANY_OTHER.search(scene.text, told.low, told.high + 1)
    return region_of(scene.text) or ("world" if _WORLD.search(scene.text) or every else "")


def figure_times(scene: Scene, low: int, high: int) -> tuple[Span | None, Span | None]:
    """The time of a place or share; of figures over several years the last year, and the first as the day it reaches back to."""
    near = time_near(scene, low, high)
    if near is None:
        by = [
            t
            for t in scene.times
            if scene.clause.start <= t.start < scene.clause.end and t.kind in ("until", "by", "deadline", "before")
        ]
        near = by[0].past if len(by) == 1 else None
    if near and near.last.year - near.first.year > 1:
        return year_span(near.last.year, near.last.year), year_span(near.first.year, near.first.year)
    return near, None
