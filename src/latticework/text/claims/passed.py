"""Who went past whom, read from its parts: the verb of passing (`claim_passing.csv`), the one before it, the one behind it, the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from latticework.model.state import is_state
from latticework.text.claims.handed import UNTIL, handed, spoken_of
from latticework.text.claims.measured import measured
from latticework.text.claims.rivals import Side, after, before, parted, sides
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.told import denied, time_near, unreal
from latticework.text.lists import table
from latticework.text.time_span import Span, year_span

_LATE = re.compile(
    r"\bnot (?:until|till|before)\b|\b(?:(?:did|had|has|have|was|were) not|didn't|hadn't|never|took)\b(?=[^.;]{0,90}\b(?:until|till|before)\b (?!then|now|that))",
    re.I,
)
"""Words that deny a passing before a time: it came then."""
_TABLES = re.compile(
    r"\b(?:tables?|rankings?|league|lists?|figures|outlays?|deliver(?:y|ies)|number of|in (?:number|numbers|tonnage|manpower|men)|as (?:the |an? )?(?:world|largest|biggest|leading|top|main|second|third|fourth|fifth|exporter|seller|buyer)|place)\b",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:is|was|were|are|be|been|being|got|gets)(?: \w+ly| just| then| now| later| even| soon| itself| in turn| never| not| once| also| long since)? $"
)
_HINT = re.compile(
    r"over|past|pass|ahead|behind|below|aside|off|from|place|front|level|better|first time|a first|until|\bout|leap|frog|edge|pip|saw\b|did\b|unseat|top|lead|s (?=[A-Z])|took|taken|went|shot|leapt|rose|gave|lost|ceded|got|ed\b|es\b|ew\b|an\b",
    re.I,
)
_SHARED = re.compile(r", and (?:then|later|never|has|have|had|also|soon|in turn|even|finally) (?:\w+ )?$")
"""What joins a second verb to the same subject: `trailed Chile, and never overtook it`."""
_VESSEL = re.compile(
    r" (?:the|an?|its|two|three) (?:[\w-]+ ){0,2}?(?:trawler|boat|ship|vessel|tanker|freighter|ferry|yacht|car|truck|lorry|bus|train|convoy|column|runner|swimmer|cyclist|rider|driver|team|player)s?\b",
    re.I,
)
"""Who is passed on the way, not in a table."""
_NEAR = 46
_BASE_REACH = 70
_BASE = re.compile(
    r"\b(?:did|didn't|saw|sees|seen|watched|witnessed|see|let|made|yet to|failed to|fails to|took\b[^.;:]{2,40}\b(?:until|till|years|decades|months)\b[^.;:]{0,16}? to)\b(?! so)[^.;:?!]*$",
    re.I,
)
"""What stands before a verb of passing in its plain form: `did China pass`, `the year saw China pass`."""


@cache
def _verbs() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (
            re.compile(
                rf"\b(?:{row['words']})\b" if not row["words"].endswith(")") else rf"\b(?:{row['words']})(?!\w)", re.I
            ),
            row["side"],
            row["weak"],
        )
        for row in table("claim_passing.csv")
    )


def passing(scene: Scene) -> Iterator[Claim]:
    """Read who went past whom, whatever words tell it."""
    if not _HINT.search(scene.text):
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
    found = [side for side in found if not side.codes or _counted(side.codes[0])]
    for low, high, one, other in _told(scene, found):
        if one is None or other is None or not one.codes or not other.codes:
            continue
        if one.codes == other.codes and "spoken" in (one.role, other.role):
            rival = tuple(spoken_of(scene, one.codes[0]))
            one, other = (
                (replace(one, codes=rival), other) if other.role != "spoken" else (one, replace(other, codes=rival))
            )
            if not rival:
                continue
        passer, passed = one.codes[0], [code for code in other.codes if code != one.codes[0]]
        if other.role == "spoken" and not passed:
            passed = spoken_of(scene, passer)
        if not _counted(passer) or not passed or not all(_counted(code) for code in passed) or len(one.codes) > 1:
            continue
        measure = _measure(scene, low, high)
        if not measure or measure in ("gdp", "population") or unreal(scene, low, high):
            continue
        time, since = _times(scene, low, high, measure)
        late = _late(scene, high)
        if late and not (time is not None and time.first > late.last):
            time, since = late, None
        many = len(passed) > 1
        yield scene.claim(
            "overtake", scene.clause.start + low, scene.clause.start + _until(scene, high, other), subject=passer, object=passed[0], parties=(passer, *passed) if many else (), measure=measure,
            time=time, since=since, modality="denied" if denied(scene, low) and not late else "happened", detail=_unit(scene, time),
        )  # fmt: skip


def _counted(code: str) -> bool:
    """Whether a code can pass another: a state, or the Union whose members' sums are added up."""
    return is_state(code) or code == "EU"


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
            if weak == "base" and not _BASE.search(text, max(0, low - _BASE_REACH), low):
                continue
            if weak == "yes" and not _TABLES.search(text) and measured(scene, low, high) in ("", "unnamed"):
                continue
            if _VESSEL.match(text, high):
                continue
            one, other = (
                before(scene, found, low),
                after(
                    scene, found, high, 24 if weak == "yes" else _NEAR, places=text[low:high].endswith(("from", "of"))
                ),
            )
            if _SHARED.search(text, 0, low):
                one = next((side for side in found if side.role == "named" and side.end < low), one)
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
    yield from handed(scene, found)


def _late(scene: Scene, high: int) -> Span | None:
    """The time of a passing that is told not to have come before it: `not until 1978`, `did not pass Iran before 2014`."""
    match = _LATE.search(scene.text)
    if match is None or match.start() > high:
        return None
    start, end = scene.clause.start + match.end() - 7, scene.clause.end
    here = [time for time in scene.times if start <= time.start < end and time.past is not None]
    told = [
        time for time in here if re.search(r"(?:until|till|before)\b", scene.document.text[time.start - 8 : time.end])
    ]
    return told[0].past if told else None


def _topic(scene: Scene) -> Side | None:
    codes = [code for code in scene.memory.subject if is_state(code)]
    return Side(0, 0, (codes[0],), "spoken") if len(codes) == 1 else None


def _measure(scene: Scene, low: int, high: int) -> str:
    return measured(scene, low, high)


def _times(scene: Scene, low: int, high: int, measure: str) -> tuple[Span | None, Span | None]:
    """The time of a passing; of figures over several years the last year, and the first as the day it reaches back to."""
    near = time_near(scene, low, high)
    if near is None:
        here = [
            t
            for t in scene.times
            if scene.clause.start <= t.start < scene.clause.end
            and t.kind in ("since", "until", "deadline")
            and t.past is not None
        ]
        near = here[0].past if here else None
    if near and measure != "military_spending" and near.last.year - near.first.year > 1:
        return year_span(near.last.year, near.last.year), year_span(near.first.year, near.first.year)
    if near and UNTIL.search(scene.text):
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
