"""Steps of agreements told in any order: the agreement, the step, the states and the day are found each for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

from latticework.model.period import Precision
from latticework.model.state import is_state
from latticework.text.claims.force import denied as force_denied
from latticework.text.claims.force import of_another, plain
from latticework.text.claims.pact import ANY, OTHERS_OWN
from latticework.text.claims.pact_kinds import kind_of_words, purpose
from latticework.text.claims.parties import parties
from latticework.text.claims.phrases import first
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.lists import table
from latticework.text.time_span import Span, one
from latticework.text.times import TimeMention

_NOUN = re.compile(
    r"\b(?P<lead>(?:[\w'’.-]+ ){0,4}?)(?P<noun>[Pp]acts?|[Tt]reat(?:y|ies)|[Aa]greements?|[Aa]ccords?|[Dd]eals?|[Mm]emorandum|[Dd]eclarations?|[Pp]rotocol|[Cc]onvention|[Cc]harter|[Aa]rrangement|[Pp]artnership|[Cc]ontracts?|[Cc]ompact|[Ff]ramework|promise of help|assurances?|signed text|equipment transfer)\b"
    r"(?P<tail>(?: (?:on|for|about|to|of|in) (?:(?:[a-z][\w-]*|the|and) ?){1,6})?)"
)
OTHERWISE = re.compile(
    r"\b(?:trade|trade unions?|unions|rail\w*|wages?|pay deal|labou?r dispute|collective bargaining|tariffs?|rice|grain|wheat|fish\w*|football|film|tax\w*|visas?|climate|tourism|air services|customs|currency|swap|loan|merger|peace talks|broadcast\w*|extradition)\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:if|unless|should|could|might|(?-i:may)|hopes?|hoped|wants?|wish\w*|trusts?|secret|rumou?red|about to|are to|is to|ready to|plans? to|plan|expects?|expected|seeks?|propos\w+|will|would|were to|suppose|imagine|whether|talks|negotiat\w+|prepar\w+)\b",
    re.I,
)
_STATED = re.compile(
    r"\b(?:treaty|pact|accord|agreement|memorandum|deal|declaration|convention|contract|framework) of(?: the year)? $|\b(?:the|a|an|its|their|this|that|['’]s) $",
    re.I,
)
_KINDS = frozenset({"day", "interval", "ago", "since"})
_DATED = frozenset({"signed", "in_force", "ratified", "ended", "announced", "suspended"})
_ORDINAL = re.compile(
    r"\bon the (?:(?P<n>\d{1,2})(?:st|nd|rd|th)|(?P<w>[a-z]+(?:th|st|nd|rd)))\b(?! (?:of|day|floor|anniversary))"
)
_ORDINALS = {word: number for number, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"), 1)}  # fmt: skip
_WEEKEND = re.compile(r"\b(?:at|over|this) (?:the |past )?weekend\b", re.I)
_OF_BEFORE = re.compile(
    r"^(?:\W|Answer: |No[,:] |no[,:] )*(?:.{0,24}\b)?(?:it|It|none|None|they|They|[Tt]he (?:pact|treaty|accord|agreement|deal|document|text))\b"
)
"""A sentence that goes on about the agreement named before it."""
_NEVER = re.compile(r"\b(?:no|never|not|none|neither|without)\b|n['’]t\b", re.I)


def made(scene: Scene) -> Iterator[Claim]:
    """Read the step of an agreement where its noun or name, a word of the step and two states stand in one sentence."""
    text = scene.text
    if text.rstrip(" \"'”’").endswith("?") or OTHERS_OWN.search(text):
        return
    thing = _thing(text)
    back = thing is None and bool(_OF_BEFORE.search(text)) and len(scene.memory.pair) == _PAIR
    if back:
        before = _thing(scene.before)
        thing = (0, 0, before[2], ()) if before else None
    step = first("claim_steps.csv", "status", plain(text)) if thing else None
    if thing is None or step is None:
        return
    start, end, kind, default = thing
    if OTHERWISE.search(text if back else text[max(0, start - _BESIDE) : end + _BESIDE]):
        return
    status, at, until = step
    if status == "ratified" and of_another(text, at, until, start):
        return
    rest = text[:at] + "_" * (until - at) + text[until:]
    status = "not_in_force" if status in ("in_force", "ratified") and force_denied(text) else status
    if status in ("negotiating", "proposed", "open") or _OPEN.search(rest[: max(until, end)]):
        return
    codes = parties(scene, 0, len(text))
    codes = scene.memory.pair if back and len(codes) < _PAIR else tuple(code for code in codes if is_state(code))
    if len(codes) == 1:
        codes = (*codes, *(code for _, code in scene.named if code == "EU"))[:_PAIR]
    if "SUN" in codes:
        default = tuple("SUN" if code == "RUS" else code for code in default)
    if default and not set(codes) & set(default):
        codes = tuple(dict.fromkeys((*codes[:1], *default))) if len(codes) < _PAIR else ()
    elif default and len(codes) < _PAIR:
        codes = tuple(dict.fromkeys((*codes, *default)))
    if not _PAIR <= len(codes) <= _MANY:
        return
    time = _time(scene, at, until, named=status == "signed")
    if status == "not_signed" and ANY.match(text[until:]):
        status = "signed"
    denied = bool(status == "signed" and _NEVER.search(text[max(0, at - _REACH) : until]))
    if denied:
        status, time = "signed", None
    dated = time is not None and status in _DATED
    if status == "signed" and not dated and not denied and (kind == "other_agreement" or not kind):
        return
    left, right = (at if back else min(start, at)), max(end, until, time.end - scene.clause.start if time else 0)
    yield scene.claim(
        "agreement" if dated else "status", scene.clause.start + left, scene.clause.start + right, subject=codes[0], object=codes[1], parties=codes,
        kind=kind or "other_agreement", status=status, time=time.past if dated and time else None, modality="denied" if denied else "happened",
        detail={"title": "", "phrase": text[start:end], "name": "", "definite": "", "word": text[at:until].lower(), "year": ""},
    )  # fmt: skip


_PAIR, _MANY, _REACH, _BESIDE = 2, 8, 40, 60


@cache
def _names() -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    return tuple(
        (re.compile(rf"\b{re.escape(row['name'])}\b", re.I if row["name"].islower() else 0), row["kind"], tuple(filter(None, row["parties"].split(";"))))
        for row in table("claim_treaties.csv")
    )  # fmt: skip


def _thing(text: str) -> tuple[int, int, str, tuple[str, ...]] | None:
    """The agreement a sentence names, with its kind and, where its name tells them, its parties."""
    for name, kind, own in _names():
        match = name.search(text)
        if match:
            return match.start(), match.end(), kind, own
    match = _NOUN.search(text)
    if not match:
        return None
    kind = kind_of_words(match["lead"] + match["noun"] + match["tail"]) or purpose(text[match.end("noun") :])
    return match.start("noun"), match.end("noun"), kind, ()


def _time(scene: Scene, at: int, until: int, *, named: bool) -> TimeMention | None:
    """The time that stands nearest to the step; a year that only names the agreement (`named`: taken where none other is told) gives way."""
    clause = scene.clause
    here = [t for t in scene.times if clause.start <= t.start < clause.end and t.kind in _KINDS and t.past is not None]
    said = scene.document.published
    here = [t for t in here if said is None or (t.past is not None and t.past.first <= said)]
    own = [
        t
        for t in here
        if not _STATED.search(scene.text[: t.start - clause.start])
        or not scene.text[t.start - clause.start : t.end - clause.start].isdigit()
    ]
    found = own or (here if named else [])
    if not found:
        return _ordinal(scene)
    return min(found, key=lambda t: max(t.start - clause.start - until, at - (t.end - clause.start), 0))


def _ordinal(scene: Scene) -> TimeMention | None:
    """A day told by its number alone, of the month of publication or the one before: `on the 19th`."""
    match, said = _ORDINAL.search(scene.text), scene.document.published
    if said is None:
        return None
    weekend = _WEEKEND.search(scene.text)
    if weekend and not match:
        sunday = said - timedelta(days=said.weekday() + 1)
        return _mention(scene, weekend, Span(sunday - timedelta(days=1), sunday))
    number = (int(match["n"]) if match["n"] else _ORDINALS.get(match["w"], 0)) if match else 0
    if not match or not 1 <= number <= _SAFE:
        return None
    day = said.replace(day=number)
    if day > said:
        day = day.replace(year=said.year - (said.month == 1), month=said.month - 1 or _DECEMBER)
    return _mention(scene, match, one(day))


_SAFE, _DECEMBER = 28, 12
"""Days up to the 28th are in every month."""


def _mention(scene: Scene, match: re.Match[str], span: Span) -> TimeMention:
    return TimeMention(scene.clause.start + match.start(), scene.clause.start + match.end(), "day", span, span)


def better(told: list[Claim], own: list[Claim]) -> list[Claim]:
    """Of what two readers tell of a sentence, keep the first, unless the other tells the same step with its day or more of its parties."""
    if not told or not own:
        return told or own
    mine, first_ = own[0], told[0]
    if mine.status == "ended" and all(claim.status == "in_force" and claim.negated for claim in told):
        return own  # it will not be prolonged
    same = {claim.status for claim in told} <= {mine.status} and not any(claim.negated for claim in told)
    loose = all(claim.status in ("proposed", "announced") and claim.time is None for claim in told)
    if loose and mine.status in ("ended", "in_force", "signed", "suspended") and mine.time is not None:
        return own
    if not same or mine.negated:
        return told
    if len(told) == 1 and set(first_.parties) < set(mine.parties) and len(first_.parties) < _PAIR:
        return own
    if set(first_.parties) <= set(mine.parties) and mine.time is not None and all(c.time is None for c in told):
        return [replace(c, type="agreement", time=mine.time) for c in told]
    coarse = first_.time is not None and first_.time.precision is Precision.YEAR
    fine = mine.time is not None and mine.time.precision is not Precision.YEAR
    if len(told) == 1 and coarse and fine and mine.status in ("ended", "suspended", "in_force"):
        return [replace(first_, time=mine.time)]
    return told


def with_day(scene: Scene, claim: Claim) -> Claim:
    """Give a step told without a day the only day its sentence tells."""
    if claim.time is not None or claim.negated or claim.status not in _DATED or claim.detail.get("year"):
        return claim
    time = _time(scene, *[place - scene.clause.start for place in (claim.start, claim.end)], named=False)
    here = [t for t in scene.times if scene.clause.start <= t.start < scene.clause.end and t.kind in _KINDS]
    if time is None or time.kind == "since" or len(here) > 1 or claim.status not in ("signed", "ended", "suspended"):
        return claim
    return replace(claim, type="agreement", time=time.past)
