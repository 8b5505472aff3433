"""Claims on shares of output, and on what was promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from latticework.model.state import is_state
from latticework.text.amounts import Amount
from latticework.text.claims.burden import at_most, burdens, share_times
from latticework.text.claims.due import deadline, due_of, when_of
from latticework.text.claims.parts import exactness
from latticework.text.claims.promise import promises
from latticework.text.claims.scene import WHEN, Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.target import targets
from latticework.text.claims.whose import grouping
from latticework.text.modality import modality
from latticework.text.time_span import Span

_PROMISE = re.compile(
    r"\b(?:pledg|promis|vow|commit|aim|target|plan|intend|goal|decid|announc|agree|approv|seek|set out|requir|undert[ao]|wrote|written|enshrin|legislat|(?:have |has |had )?bound (?:themselves|itself|himself)|(?:is|are|was|were) (?:all )?(?:to|bound to|obliged to) (?:spend|put|reach|hit|devote|invest|raise|lift|meet|increase|allocate|earmark)|sw(?:ore|orn)|signed up to|pact to|will (?:reach|hit|meet|raise|increase|spend|double|lift|boost))\w*",
    re.I,
)
_DOUBLING = re.compile(r"\bdoubl(?:e|ing)\b", re.I)
_ASKED = re.compile(
    r"^[\"“'‘]?(?:Would|Will|Could|Can|Should|Does|Do|Did|Is|Are|Has|Have|What|How|When|If|Who)\b[^?]*\?[\"”'’]?$"
)
_MEANT = re.compile(
    r"\b(?:means? to|shall|(?:is|are) to|sworn to) (?:bring|spend|put|reach|raise|lift|devote|give|pay|invest|find|be|hit|go|get)\b",
    re.I,
)
_TARGET = re.compile(r"\b(?:benchmark|target|goal|guideline|threshold|standard|requirement)\b", re.I)


def shares(scene: Scene) -> Iterator[Claim]:
    """Read what share of its output a state spends on its forces, and what was promised."""
    found = [*_plain_shares(scene), *sums(scene)]
    yield from found
    promised = list(promises(scene, found))
    yield from promised
    yield from burdens(scene, [*found, *promised])


def _plain_shares(scene: Scene) -> Iterator[Claim]:
    """Read the shares whose grammar tells all."""
    if _ASKED.search(scene.text):
        return
    marks = list(targets(scene))
    yield from marks
    for amount in scene.amounts:
        if not _of_output(scene, amount) or any(claim.start <= amount.start < claim.end for claim in marks):
            continue
        head = scene.head(amount.start, amount.end)
        value, high = number_of(amount)
        if amount.unit == "fraction" and value is not None:
            value = 100 * value
        promised = _promise(scene, amount)
        if promised is None and _MEANT.search(scene.text, 0, amount.start - scene.clause.start):
            continue
        if promised is None and (_TARGET.search(scene.text) and not re.search(r"\b(?:spen[dt]|met|reach)", scene.text)):
            continue
        subject, sure = _whose(scene, head, promised)
        if not subject:
            continue
        start, end = _words(scene, amount)
        more: dict[str, Any] = {
            "value": value,
            "high": high,
            "unit": "percent of GDP",
            "comparator": exactness(vague(amount)),
            "measure": "military_spending",
            "subject": subject,
            "detail": {"fraction": "yes"} if amount.unit == "fraction" else {},
        }
        if promised is None:
            if _MILITARY.search(scene.text) and modality(scene.clause, scene.verb(head)) != "hypothetical":
                capped = at_most(scene.text, amount.start - scene.clause.start)
                told = "happened" if capped else _denied(scene, head)
                when, since = share_times(
                    scene, amount.start - scene.clause.start, amount.end - scene.clause.start, scene.when(head)
                )
                yield scene.claim(
                    "share",
                    start,
                    end,
                    time=when,
                    since=since,
                    modality=told,
                    **more | ({"comparator": "at_most"} if capped else {}),
                )
            continue
        due = deadline(scene)
        told_due = (due.ahead or due.past) if due else due_of(scene)
        doubled = _DOUBLING.search(scene.text)
        start = scene.clause.start + min(promised, doubled.start() if doubled else promised)
        end = max(amount.end, due.end if due else 0)
        yield scene.claim(
            "pledge", min(start, amount.start), end, time=_promised_when(scene, scene.clause.start + promised), due=told_due,
            **more | {"detail": {"doubles": "yes" if doubled else "", "within": f"{due.count:g} {due.unit}" if due and due.count else "", "sure": "yes" if sure else "", "forces": "yes" if _FORCES_ONLY.search(scene.text) and not _CORE.search(scene.text) else ""}},
        )  # fmt: skip


_FORCES_ONLY = re.compile(
    r"\b(?:on|to|into|for) (?:(?:its|their|the) )?(?:own )?(?:armed forces|military|militaries|forces|army|troops|soldiers|weapons)\b",
    re.I,
)
"""Words that tell of the forces alone."""
_CORE = re.compile(r"\b(?:core|related|infrastructure|resilience|security|roads|networks)\b", re.I)


_MILITARY = re.compile(
    r"\b(?:military|militaries|defen[cs]e|armed forces|forces|army|armies|war|arms|armaments?|soldiers|troops|generals|rearmament|weapons)\b",
    re.I,
)
_OUTPUT = re.compile(
    r" of (?:(?:its|their|the|national|[A-Z]\w*(?:'s)?) ){0,3}(?:GDP|economy|economic output|output|gross domestic product|national income)\b"
)


_OF_LEAD = re.compile(
    r"\b[Oo]f (?:(?:its|the|all|national|[A-Z][\w]+(?:'s|’s)) ){0,3}(?:GDP|economic output|output|gross domestic product)[, ]+(?:some |about |nearly |over |more than |around )?$"
)


def _of_output(scene: Scene, amount: Amount) -> bool:
    """Whether an amount is a share of a state's output, in these or other words."""
    if amount.unit == "percent_of_GDP":
        return True
    text = scene.document.text
    if amount.unit == "percent" and _OF_LEAD.search(text[max(0, amount.start - 30) : amount.start]):
        return True
    near = (text[amount.end : amount.end + 60], text[amount.end - 3 : amount.end + 57])
    return amount.unit in ("percent", "fraction") and any(_OUTPUT.match(words) for words in near)


def _denied(scene: Scene, head: int) -> str:
    return "denied" if modality(scene.clause, scene.verb(head)) == "denied" else "happened"


def _words(scene: Scene, amount: Amount) -> tuple[int, int]:
    verb = scene.verb(scene.head(amount.start, amount.end))
    start = scene.clause.tokens[verb].start
    return (start, amount.end) if amount.start - 60 < start < amount.start else (amount.start, amount.end)


def _promise(scene: Scene, amount: Amount) -> int | None:
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
    r"\b(?:[Aa]ll|[Ee]very|[Ee]ach) (?:of the )?(?:\d\d )?(?:(?:[Aa]llied|NATO) )?(?:allies|ally|member of (?:NATO|the alliance))\b|(?:(?:^|[.;,:] )(?:NATO )?[Aa]llies|\b[Tt]he (?:NATO )?[Aa]llies) (?:have|agreed|pledged|bound|promised|committed|undertook|are to)\b"
)


def _whose(scene: Scene, head: int, promised: int | None) -> tuple[str, bool]:
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
    found = scene.subject(head)
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


def _promised_when(scene: Scene, place: int) -> Span | None:
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
            or not _MILITARY.search(scene.text)
            or amount.converts is not None
        ):
            continue
        head = scene.head(amount.start, amount.end)
        value, high = number_of(amount)
        subject, _ = _whose(scene, head, None)
        if value is None or value < 1e8 or not is_state(subject):
            continue
        promised = _promise(scene, amount)
        due = scene.inside("deadline") or scene.inside("duration")
        if promised is not None:
            yield scene.claim(
                "pledge", amount.start, amount.end, subject=_whose(scene, head, promised)[0], value=value, high=high, unit=amount.unit, comparator=vague(amount), measure="military_spending",
                time=_promised_when(scene, scene.clause.start + promised), due=due.ahead if due and due.kind == "deadline" else due_of(scene),
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
