"""Who went past whom, read from its parts: the verb of passing (`claim_passing.csv`), the one before it, the one behind it, the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from latticework.model.state import is_state
from latticework.text.claims.measured import measured
from latticework.text.claims.rivals import Side, after, before, parted, sides
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.told import denied, time_near, unreal
from latticework.text.lists import table
from latticework.text.time_span import Span, year_span

_LATE = re.compile(
    r"\bnot (?:until|before)\b|\b(?:did|had|has|have) not\b[^.;]{0,60}\buntil\b|n't\b[^.;]{0,60}\buntil\b", re.I
)
_FIRST = re.compile(
    r"\b(?:more|higher|larger|bigger|greater|outspen[td]|outsold|outnumbered|exceeded|topped|above)\b[^.;:]{0,80}?(?:\bfor the first time\b|, a first\b|, (?:its|the) first\b)|\bfor the first time,?[^.;:]{0,80}?\b(?P<late>outspent|outsold|outnumbered|exceeded|topped|(?:spent|sold|bought|had|deployed|fielded|exported|imported|ordered) (?:[\w-]+ ){0,4}?(?:more|larger|bigger))\b",
    re.I,
)
_SINCE_MORE = re.compile(
    r"\b(?P<verb>(?:outnumber|outgun|outsell|outspend|outproduc)(?:ed|ing|s|ing)?|outspent|outsold)\b[^.;:]{0,60}?\bsince\b",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:trail(?:ed|ing)|lag(?:ged|ging)(?: behind)?|(?:was|were|stood|sat|remained) (?:behind|below|second to|smaller than|weaker than)|long smaller than)\b[^.;:]{0,60}?\buntil\b",
    re.I,
)
_AHEAD_NOW = re.compile(r"\b(?:in front|ahead|leads?|in the lead|now larger|now bigger|first|on top)\b", re.I)
_TITLE = re.compile(
    r"\b(?:title|crown|lead|place|spot|mantle|position|rank)\b[^.;:]{0,70}?\b(?:passed|went|moved|fell|shifted|changed hands) from\b",
    re.I,
)
_BETTER = re.compile(
    r"\b(?:went|gone|goes) one better\b|\bdrew level and (?:went|sailed|pulled) (?:by|past|ahead)\b|\b(?:drew|went|pulled|moved|sailed|slipped|edged) (?:past|by|ahead|in front)\b(?= (?:in|on|at|by|this|last)\b|[.,;]|$)",
    re.I,
)
_TABLES = re.compile(
    r"\b(?:tables?|rankings?|league|lists?|figures|outlays?|deliver(?:y|ies)|number of|in (?:number|numbers|tonnage|manpower|men)|as (?:the |an? )?(?:world|largest|biggest|leading|top|main|second|third|fourth|fifth|exporter|seller|buyer)|place)\b",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:is|was|were|are|be|been|being|got|gets)(?: \w+ly| just| then| now| later| even| soon| itself| in turn)? $"
)
_HINT = re.compile(
    r"over|past|pass|ahead|behind|below|aside|off|from|place|front|level|better|first time|a first|until|\bout|took|taken|went|shot|leapt|rose|gave|lost|ceded|got|ed\b|es\b|ew\b|an\b",
    re.I,
)
_NEAR = 46


@cache
def _verbs() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    return tuple(
        (
            re.compile(
                rf"\b(?:{row['words']})\b" if not row["words"].endswith(")") else rf"\b(?:{row['words']})(?!\w)", re.I
            ),
            row["side"],
            bool(row["weak"]),
        )
        for row in table("claim_passing.csv")
    )


def passing(scene: Scene) -> Iterator[Claim]:
    """Read who went past whom, whatever words tell it."""
    if not _HINT.search(scene.text) or _LATE.search(scene.text):
        return
    found = sides(scene)
    if not any(side.codes for side in found):
        return
    claims = list(_claims(scene, found))
    claims.sort(key=lambda claim: (claim.time is None, claim.start))
    for claim in claims:
        same = [one for one in claims if (one.subject, one.object) == (claim.subject, claim.object)]
        if same[0] is claim:
            start, end = min(one.start for one in same), max(one.end for one in same)
            yield replace(claim, start=start, end=end, words=scene.document.quote(start, end))


def _claims(scene: Scene, found: list[Side]) -> Iterator[Claim]:
    found = [side for side in found if not side.codes or is_state(side.codes[0])]
    for low, high, one, other in _told(scene, found):
        if one is None or other is None or not one.codes or not other.codes:
            continue
        passer, passed = one.codes[0], [code for code in other.codes if code != one.codes[0]]
        if other.role == "spoken" and not passed:
            passed = _spoken_of(scene, passer)
        if not is_state(passer) or not passed or not all(is_state(code) for code in passed) or len(one.codes) > 1:
            continue
        measure = _measure(scene, low, high)
        if not measure or measure in ("gdp", "population") or unreal(scene, low, high):
            continue
        time, since = _times(scene, low, high, measure)
        many = len(passed) > 1
        yield scene.claim(
            "overtake", scene.clause.start + low, scene.clause.start + _until(scene, high, other), subject=passer, object=passed[0], parties=(passer, *passed) if many else (), measure=measure,
            time=time, since=since, modality="denied" if denied(scene, low) else "happened", detail=_unit(scene, time),
        )  # fmt: skip


def _until(scene: Scene, high: int, other: Side) -> int:
    """Where the words of a claim end: with whom is passed, and with the time told right behind."""
    end = other.end if other.role == "named" and high <= other.start < high + _BEHIND else high
    base = scene.clause.start
    return max([end, *(time.end - base for time in scene.times if end <= time.start - base < end + _TIME_BEHIND)][:2])


_BEHIND = 40
"""Characters behind the verb within which whom it passes belongs to its words."""

_TIME_BEHIND = 8
"""... and behind that, within which the time does: `'s in`, `in`."""


def _told(scene: Scene, found: list[Side]) -> Iterator[tuple[int, int, Side | None, Side | None]]:
    text = scene.text
    for pattern, side, weak in _verbs():
        for match in pattern.finditer(text):
            low, high = match.span()
            if weak and not _TABLES.search(text) and measured(scene, low, high) in ("", "unnamed"):
                continue
            one, other = before(scene, found, low), after(scene, found, high, 24 if weak else _NEAR)
            passive = _PASSIVE.search(text, 0, low)
            if passive:
                by = re.compile(r"\bby (?!\d)").search(text, high)
                other = after(scene, found, by.end(), 30) if by else None
                one = before(scene, found, passive.start() + 1)
            if one is None and not parted(text, 0, low):  # Having passed Morocco, Algeria ...
                one = (
                    after(scene, found, other.end, _NEAR)
                    if other and re.match(r"\s*(?:[Hh]aving|[Aa]fter|[Oo]n|[Bb]y)?\s*$", text[:low])
                    else None
                )
            one = one or (_topic(scene) if re.search(r"\b(?:it|they|which)\b", text[:low], re.I) else None)
            yield (low, high, other, one) if bool(passive) != (side == "under") else (low, high, one, other)
    pushed = _PUSHED.search(text)
    if pushed:
        by = re.compile(r"\bby (?!\d)").search(text, pushed.end() - 3)
        yield (
            pushed.start(),
            pushed.end(),
            after(scene, found, by.end(), 30) if by else None,
            before(scene, found, pushed.start()),
        )
    yield from _otherwise(scene, found)


_PUSHED = re.compile(
    r"\b(?:is|was|were|been|got) (?:\w+ly |just |then |since )?(?:pushed|shoved|knocked|bumped|toppled|ousted|relegated|demoted|elbowed|nudged|brushed|driven|dislodged|squeezed|kicked|edged|moved) (?:down|out|off|aside|back|to|into|from|one|a)\b[^.;:]{0,40}?\bby\b",
    re.I,
)


def _otherwise(scene: Scene, found: list[Side]) -> Iterator[tuple[int, int, Side | None, Side | None]]:
    text = scene.text
    match = _FIRST.search(text)
    if match:
        late = match.start("late") if match["late"] else match.start()
        than = re.compile(r"\bthan\b|\b(?:outspent|outsold|outnumbered|exceeded|topped|above)\b").search(text, late)
        one = before(scene, found, late)
        yield match.start(), match.end(), one, after(scene, found, than.end(), 30) if than else None
    title = _TITLE.search(text)
    if title:
        old = after(scene, found, title.end(), 30)
        to = re.compile(r"\bto\b").search(text, old.end, old.end + 30) if old else None
        yield title.start(), title.end(), after(scene, found, to.end(), 30) if to else None, old
    more = _SINCE_MORE.search(text)
    if more:
        yield more.start(), more.end(), before(scene, found, more.start()), after(scene, found, more.end("verb"), 30)
    behind = _UNTIL.search(text)
    if behind and _AHEAD_NOW.search(text, behind.end()):
        lead = re.compile(r"trail\w*|lag\w*(?: behind)?|behind|below|second to|than").search(text, behind.start())
        yield (
            behind.start(),
            behind.end(),
            before(scene, found, behind.start()),
            after(scene, found, lead.end(), 30) if lead else None,
        )
    better = _BETTER.search(text)
    if better:
        one = before(scene, found, better.start())
        codes = one.codes if one else ()
        rivals = list(
            dict.fromkeys(code for side in found if side.role == "named" for code in side.codes if code not in codes)
        )
        if not rivals and codes:
            rivals = _spoken_of(scene, codes[0])
        if len(rivals) == 1:
            yield better.start(), better.end(), one, Side(0, 0, (rivals[0],), "spoken")


def _topic(scene: Scene) -> Side | None:
    codes = [code for code in scene.memory.subject if is_state(code)]
    return Side(0, 0, (codes[0],), "spoken") if len(codes) == 1 else None


def _spoken_of(scene: Scene, passer: str) -> list[str]:
    """Whom a pronoun stands for that was passed: the one other state of the sentence, else what was spoken of before."""
    here = [code for code in scene.states if code != passer]
    if len(here) == 1:
        return here
    told = [
        code for code in (*scene.memory.subject, *reversed(scene.memory.recent)) if code != passer and is_state(code)
    ]
    return told[:1] if not here else []


def _measure(scene: Scene, low: int, high: int) -> str:
    return measured(scene, low, high)


def _times(scene: Scene, low: int, high: int, measure: str) -> tuple[Span | None, Span | None]:
    """The time of a passing; of figures over several years the last year, and the first as the day it reaches back to."""
    near = time_near(scene, low, high)
    if near is None:
        here = [
            t
            for t in scene.times
            if scene.clause.start <= t.start < scene.clause.end and t.kind in ("since", "until") and t.past is not None
        ]
        near = here[0].past if here else None
    if near and measure != "military_spending" and near.last.year - near.first.year > 1:
        return year_span(near.last.year, near.last.year), year_span(near.first.year, near.first.year)
    if near and _UNTIL.search(scene.text):
        return near, near
    return near, None


def _unit(scene: Scene, time: Span | None) -> dict[str, str]:
    told = next(
        (
            t
            for t in scene.times
            if time is not None and t.past == time and scene.clause.start <= t.start < scene.clause.end
        ),
        None,
    )
    return {"count": str(told.count or ""), "unit": told.unit or ""} if told else {}
