"""Claims that count what is on lists: who takes part in an exercise, sites in a state, partners of an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amount_comparators import before_figure
from latticework.text.amounts import Amount
from latticework.text.claims.counted import Figure
from latticework.text.claims.figure_sides import sides_of
from latticework.text.claims.pact_kinds import kind_of_words
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.modality import modality

_PEOPLE = re.compile(
    r"\b(?:troops?|soldiers?|personnel|service ?members?|marines?|sailors?|participants?|forces)\b", re.I
)
_TAKE_PART = re.compile(
    r"\b(?:tak(?:e|es|ing)|took|taken) part|\bparticipat\w+|\binvolv(?:ed?|es|ing)\b|\bjoin(?:ed|ing|s)?\b|\bbr(?:ought|ings?) together|\bgather(?:ed|s)?\b|\b(?:train|drill)(?:ed|ing|s)?\b|\bmobili[sz]ed\b|\bexercises?\b[^.;]{0,40}\bwith\b",
    re.I,
)
_DRILL = re.compile(r"\b(?:drills?|exercises?|manoeuvres|maneuvers|war games)\b", re.I)
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?\b|\b[A-Z]{4,}\b")
_SITES = re.compile(r"\b(?:sites?|bases?|locations?|facilit(?:y|ies)|airfields?|camps?|installations?)\b", re.I)
_ACCESS = re.compile(
    r"\b(?:access|use|has|have|had|operates?|runs?|keeps?|maintains?|hosts?|houses|opened|open)\b", re.I
)
_MADE = re.compile(
    r"\b(?:signed|concluded|sealed|made|reached|struck|inked|has|have)\b[^.;]{0,40}?\b(?:agreements?|pacts?|accords?|deals?|treaties)\b[^.;]{0,20}\bwith\b",
    re.I,
)


def exercises(scene: Scene) -> Iterator[Claim]:
    """Read how many people take part in an exercise that the sentence names."""
    for amount in scene.amounts:
        words = f"{amount.noun} {amount.unit}"
        if not _PEOPLE.search(words) or not _TAKE_PART.search(scene.text):
            continue
        names = [n for n in _NAME.findall(scene.text) if not _is_state(scene, n)]
        value, high = number_of(amount)
        if not names or modality(scene.clause, scene.verb(scene.head(amount.start, amount.end))) in (
            "planned",
            "hypothetical",
        ):
            continue
        found = [
            t for t in scene.times if scene.clause.start <= t.start < scene.clause.end and t.kind in ("day", "interval")
        ]
        sides = sides_of(scene, Figure(amount.start, amount.end, value, high, "", "troops", ""))
        owner = sides.owner if _PEOPLE.search(amount.noun) and len(scene.states) > 1 else ""
        yield scene.claim(
            "quantity", amount.start, amount.end, subject=owner or next(iter(scene.states), ""), parties=(owner, sides.place) if owner and sides.place else (), value=value, high=high, unit="troops", comparator=vague(amount) or _before(scene, amount.start), measure="exercise",
            time=found[0].past if len(found) == 1 else None, detail={"what": "people in an exercise", "names": ";".join(dict.fromkeys(names)), "drill": "yes" if _DRILL.search(scene.text) else ""},
        )  # fmt: skip


def _before(scene: Scene, start: int) -> str:
    lead = scene.document.text[max(0, start - 14) : start].lower()
    return "less_than" if "fewer than" in lead or "less than" in lead else ""


def _is_state(scene: Scene, name: str) -> bool:
    clause = scene.clause
    for hit in clause.hits:
        held = scene.document.text[clause.tokens[hit.start].start : clause.tokens[hit.end - 1].end]
        if name in held or held in name:
            return True
    return False


def tallies(scene: Scene) -> Iterator[Claim]:
    """Read how many sites one state has in another, and with how many states it has made agreements."""
    for amount in scene.amounts:
        value, high = number_of(amount)
        words = f"{amount.noun} {amount.unit}"
        low = amount.start - scene.clause.start
        states = [
            (scene.clause.tokens[i].start - scene.clause.start, code) for i, code in scene.named if is_state(code)
        ]
        if value is None or _OPEN.search(scene.text):
            continue
        if _SITES.search(words) and _ACCESS.search(scene.text[:low]):
            hosts = [code for at, code in states if at > low]
            guests = [code for at, code in states if at < low]
            if hosts and guests and hosts[0] != guests[-1]:
                yield scene.claim(
                    "count", amount.start, amount.end, subject=guests[-1], object=hosts[0], parties=(guests[-1], hosts[0]), value=value, high=high, unit="count", comparator=vague(amount),
                    measure="bases", detail={"what": "sites"},
                )  # fmt: skip
        made = _MADE.search(scene.text[:low])
        if (
            made
            and re.search(r"\b(?:countr(?:y|ies)|states?|nations?|partners?|allies|governments?)\b", words, re.I)
            and states
        ):
            found = [
                t
                for t in scene.times
                if scene.clause.start <= t.start < scene.clause.end and t.kind in ("day", "interval")
            ]
            yield scene.claim(
                "count", scene.clause.start + made.start(), amount.end, subject=states[0][1], value=value, high=high, unit="count", comparator=vague(amount), measure="partners",
                kind=kind_of_words(made[0]), time=found[0].past if len(found) == 1 else None, detail={"what": "partners of agreements", "words": made[0]},
            )  # fmt: skip


_OPEN = re.compile(r"\b(?:would|could|may|might|will|wants?|plans?|hopes?|if|should)\b", re.I)


_WEAPON = re.compile(r"\b(?:missiles?|drones?|rockets?|shells|aircraft|planes?|jets?|bombers?|balloons?)\b", re.I)
_CAME = re.compile(
    r"\b(?:fell|fall(?:en|s)?|landed|came down|splashed down|dropped|crashed|entered|crossed|violated|intruded|penetrated|flew into|strayed|hit|struck)\b",
    re.I,
)


def arrivals(scene: Scene) -> Iterator[Claim]:
    """Read how many of one state's weapons came down in, or entered, the territory or waters of another."""
    came = _CAME.search(scene.text)
    if not came or _OPEN.search(scene.text):
        return
    for amount in scene.amounts:
        words = scene.document.text[amount.start : amount.end + 30]
        found = _WEAPON.search(f"{amount.noun} {amount.unit}") or _WEAPON.search(words)
        value, high = number_of(amount)
        if not found or value is None or not amount.start - scene.clause.start < came.start() + 60:
            continue
        low = amount.start - scene.clause.start
        named = [(scene.clause.tokens[i].start - scene.clause.start, code) for i, code in scene.named if is_state(code)]
        own = [code for at, code in named if low <= at < low + 40 and at < came.start()]
        whose = own or [code for at, code in named if at < came.start()][-1:]
        whom = [code for at, code in named if at > came.start() and code not in whose[:1]]
        if whose and whom:
            times = [
                t
                for t in scene.times
                if scene.clause.start <= t.start < scene.clause.end and t.kind in ("day", "interval")
            ]
            yield scene.claim(
                "count", amount.start, max(amount.end, scene.clause.start + came.end()), subject=whose[0], object=whom[0], parties=(whose[0], whom[0]), value=value, high=high, unit="count",
                comparator=vague(amount), measure="arrivals", time=times[0].past if len(times) == 1 else None, detail={"what": found[0].lower().rstrip("s")},
            )  # fmt: skip
            return


_NUMBERING = re.compile(
    r"\b(?:troops|soldiers|forces|marines|personnel|contingent)\b(?P<where>[^.;]{2,40}?)\b(?:number(?:s|ed)?|total(?:s|led)?|amount(?:s|ed)? to|come to|came to|add up to)\b",
    re.I,
)


_NUMBER_OF = re.compile(
    r"\b(?:numbers?|total|strength|count|size) of (?P<who>[^.;,]{0,40}?)\b(?:troops|soldiers|forces|marines|personnel|contingent|service ?members|garrison)\b(?P<where>[^.;]{2,40}?)\b(?:at|as|is|was|stands at|stood at|to|remains|exceeds|exceeded|has reached|reached|comes to|came to)\b",
    re.I,
)


def numbering(scene: Scene) -> Iterator[Claim]:
    """`American troops in Poland number around 10,000`, `put the number of American personnel in Japan at 55,000`."""
    match, counted = _NUMBERING.search(scene.text), _NUMBER_OF.search(scene.text)
    before = match.start() if match else counted.end("who") if counted else 0
    match = match or counted
    if not match or _OPEN.search(scene.text):
        return
    at = [(scene.clause.tokens[i].start - scene.clause.start, code) for i, code in scene.named if is_state(code)]
    guest = [code for place, code in at if place < before][-1:]
    host = [code for place, code in at if match.start("where") <= place < match.end("where")][:1]
    amount = next(
        (
            a
            for a in scene.amounts
            if match.end() - 1 <= a.start - scene.clause.start < match.end() + _NEAR and number_of(a)[0] is not None
        ),
        None,
    )
    if guest and host and guest != host and amount is not None:
        value, high = number_of(amount)
        yield scene.claim(
            "count", scene.clause.start + match.start(), amount.end, subject=guest[0], object=host[0], parties=(guest[0], host[0]), value=value, high=high, unit="troop", comparator=_told(scene, amount),
            measure="troops_hosted", time=scene.when(scene.head(amount.start, amount.end)), detail={"who": "troops"},
        )  # fmt: skip


_NEAR = 30
_TESTS = re.compile(
    r"\b(?:number|total|count|tally|series|list|sum)\b[^.;]{0,40}?\bnuclear (?:weapons? )?(?:tests|explosions|detonations)\b[^.;\d]{0,30}?\b(?:to|at|is|was|stands at|stood at|now)\b",
    re.I,
)
_TESTS_FIRST = re.compile(
    r"\bnuclear (?:weapons? )?(?:tests|explosions|detonations)\b[^.;\d]{0,30}?\b(?:now |so far )?(?:number|total|come to|amount to|add up to)\b",
    re.I,
)


def test_totals(scene: Scene) -> Iterator[Claim]:
    """`brings the number of North Korean nuclear tests to six`, `Pakistan's nuclear tests total two`."""
    match = _TESTS.search(scene.text) or _TESTS_FIRST.search(scene.text)
    if not match or _OPEN.search(scene.text):
        return
    end = scene.clause.start + match.end()
    amount = next((a for a in scene.amounts if end <= a.start < end + _NEAR and number_of(a)[0] is not None), None)
    told = [code for i, code in scene.named if is_state(code) and scene.clause.tokens[i].start < end]
    subject = told[-1] if told else next((code for code in scene.memory.subject if is_state(code)), "")
    if amount is not None and subject:
        value, high = number_of(amount)
        yield scene.claim(
            "count", scene.clause.start + match.start(), amount.end, subject=subject, value=value, high=high, unit="count", comparator=_told(scene, amount), measure="nuclear_test",
            detail={"what": "nuclear test"},
        )  # fmt: skip


def _told(scene: Scene, amount: Amount) -> str:
    """How exactly a bare number is meant: its own comparator, else the word before it."""
    return vague(amount) or before_figure(scene.document.text, amount.start) or ""
