"""Whose a promised share or sum is, when it was promised; and sums of money promised for forces, or spent on them in a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amounts import Amount
from latticework.text.claims.day import then
from latticework.text.claims.due import deadline, due_of, when_of
from latticework.text.claims.scene import WHEN, Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.whose import grouping
from latticework.text.time_span import Span

_PROMISE = re.compile(
    r"\b(?:pledg|promis|vow|commit|aim|target|plan(?!ning (?:law|act|bill)|s? envis)|intend|goal|decid|announc|agree|approv|seek|set out|requir|undert[ao]|wrote|written|enshrin|legislat|(?:have |has |had )?bound (?:themselves|itself|himself)|(?:is|are|was|were) (?:all )?(?:to|bound to|obliged to) (?:spend|put|reach|hit|devote|invest|raise|lift|meet|increase|allocate|earmark)|sw(?:ore|orn)|signed up to|pact to|will (?:reach|hit|meet|raise|increase|spend|double|lift|boost))\w*",
    re.I,
)
MILITARY = re.compile(
    r"\b(?:military|militaries|defen[cs]e|armed forces|forces|army|armies|war|arms|armaments?|soldiers|troops|generals|rearmament|weapons)\b",
    re.I,
)


def promise_at(scene: Scene, amount: Amount) -> int | None:
    """Where the word that promises stands, when the share is promised and not reached."""
    match = None
    for found in _PROMISE.finditer(scene.text):
        if found.start() + scene.clause.start < amount.start:
            match = found
            break
    if match is None:
        return None
    reached = re.search(
        r"\b(?:spends|spent|stood at|was|stands at|accounted for|currently)\b[^.;]{0,25}$",
        scene.text[: amount.start - scene.clause.start],
    )
    return None if reached and reached.start() > match.start() else match.start()


_NATO = re.compile(
    r"\b(?:NATO|[Tt]he [Aa]lliance)(?:'s|’s)? (?:allies|ally|members?|member[- ]states?|countries|country|states?|leaders|governments|summit)\b|\b[Aa]llies\b[^.;]{0,30}\bNATO\b|\b(?:NATO|[Aa]llied) (?:leaders|governments|heads of (?:state|government)|states|countries)\b|"
    r"\b(?:[Aa]ll|[Ee]very|[Ee]ach) (?:of the )?(?:\d\d )?(?:(?:[Aa]llied|NATO) )?(?:allies|ally|member of (?:NATO|the alliance))\b|(?:(?:^|[.;,:] )(?:NATO )?[Aa]llies|\b[Tt]he (?:NATO )?[Aa]llies) (?:have|agreed|pledged|bound|promised|committed|undertook|are to|repeated|reaffirmed|confirmed|renewed|decided|vowed|wrote|said|declared|resolved|accepted|adopted|set)\b"
)


def whose_promise(scene: Scene, head: int, promised: int | None) -> tuple[str, bool]:
    """Whose share or promise it is, and whether the grammar says so: the subject of the promising word."""
    if promised is not None:
        if _NATO.search(scene.text):
            return "NATO", True
        group = grouping(scene.text[: promised + 1])
        if group and group[0] in ("NATO", "EU"):
            return group[0], True
        verb = scene.token(scene.clause.start + promised)
        codes = [code for s in scene.clause.has(verb, "nsubj", "nsubj:pass") for code in scene.actors(s)]
        if codes:
            return codes[0], True
    else:
        group = grouping(scene.text)
        alone = group and set(scene.states) <= {"CAN"}  # NATO Europe and Canada
        if (
            group
            and alone
            and group[0] in ("NATO", "EU")
            and group[1] < scene.clause.tokens[head].start - scene.clause.start
        ):
            return group[0], True
    found = then(scene.subject(head), scene.document.published)
    if promised is not None and found in _places(scene):
        found = next((code for code in scene.states if code not in _places(scene)), "")
    sure = len(scene.states) == 1 and found == scene.states[0]
    return (found, sure) if is_state(found) or found in ("NATO", "EU") else ("", False)


_AT = re.compile(
    r"\b(?:meeting|gathered|gathering|speaking|speech|summit|conference|talks|visit|press conference|assembled|convened|settled|agreed|decided|declared|reached)\b[^.;,]{0,14}\b(?:in|at|to) (?:the )?$",
    re.I,
)


def _places(scene: Scene) -> set[str]:
    """States named only as the place where something was said: `speaking in Warsaw`, `meeting in The Hague`."""
    at = {
        code for i, code in scene.named if _AT.search(scene.text[: scene.clause.tokens[i].start - scene.clause.start])
    }
    return {code for code in at if sum(code == other for _, other in scene.named) == 1}


def promised_when(scene: Scene, place: int) -> Span | None:
    """The day of the promise: the time that stands nearest to the promising word and is no deadline."""
    found = [
        time
        for time in scene.times
        if scene.clause.start <= time.start < scene.clause.end
        and time.kind in WHEN
        and abs(time.start - place) < 45
        and time != deadline(scene)
    ]
    near = min(found, key=lambda time: abs(time.start - place), default=None)
    return near.past if near else when_of(scene, place, due_of(scene))


def sums(scene: Scene) -> Iterator[Claim]:
    """Read an amount of money promised for the forces, or spent on them in a year."""
    for amount in scene.amounts:
        if (
            amount.unit not in ("USD", "JPY", "EUR", "GBP")
            or not MILITARY.search(scene.text)
            or amount.converts is not None
        ):
            continue
        head = scene.head(amount.start, amount.end)
        value, high = number_of(amount)
        subject, _ = whose_promise(scene, head, None)
        if value is None or value < 1e8 or not is_state(subject):
            continue
        promised = promise_at(scene, amount)
        due = scene.inside("deadline") or scene.inside("duration")
        if promised is not None:
            yield scene.claim(
                "pledge", amount.start, amount.end, subject=whose_promise(scene, head, promised)[0], value=value, high=high, unit=amount.unit, comparator=vague(amount), measure="military_spending",
                time=promised_when(scene, scene.clause.start + promised), due=due.ahead if due and due.kind == "deadline" else due_of(scene),
            )  # fmt: skip
        elif (
            scene.measure() == "military_spending"
            and amount.comparator not in ("increase", "additional")
            and amount.unit == "USD"
            and re.search(r"\b(?:spen[dt]s?|spending|budget|outlays?|expenditures?|poured|put|sank)\b", scene.text)
        ):
            yield scene.claim(
                "quantity",
                amount.start,
                amount.end,
                subject=subject,
                value=value,
                high=high,
                unit="current US$",
                comparator=vague(amount),
                measure="military_spending",
                time=scene.when(head),
            )
