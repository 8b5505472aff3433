"""Claims that count: forces in another state, warheads, launches, tests and arms; and units turned into others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.amount_numbers import IN_WORDS, number
from latticework.text.amounts import Amount
from latticework.text.claims.ordinals import place_of
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.statement import statement
from latticework.text.modality import modality

_FORCES = frozenset(
    {
        "troop",
        "soldier",
        "serviceman",
        "service member",
        "servicemember",
        "personnel",
        "military personnel",
        "marine",
        "sailor",
        "airman",
    }
)
_LAUNCHING = re.compile(r"\b(?:fir|launch|test|conduct)\w*", re.I)
_STATIONED = re.compile(
    r"\b(?:station|base|deploy|host|keep|kept|has|have|had|house|home to|maintain|there are|there were|presence)\w*",
    re.I,
)
_NEW = re.compile(
    r"\b(?:additional|more|another|extra|further|sent|send|sending|will deploy|withdr[ae]w\w*|pull\w*|reinforce\w*)\b",
    re.I,
)
_EXERCISE = re.compile(
    r"\b(?:tak(?:e|es|ing)|took) part\b|\bparticipat\w+|\b(?:drills?|exercises?|manoeuvres|war games)\b", re.I
)
_TEST = re.compile(r"\bnuclear (?:weapons? )?(?:test|explosion)s?\b", re.I)


_NOT_ONE = re.compile(r"\b(?:not|never|no) (?:even |a single )?$", re.I)
_MEN = re.compile(
    r"\b(?:members|men and women|men|people|persons) (?:of|in|from) (?:the |its |their )?(?:(?-i:[A-Z])[\w.]+ )?(?:armed forces|military|army|forces|services|uniform)\b",
    re.I,
)


def forces(scene: Scene) -> Iterator[Claim]:
    """Read how many of one state's forces are in another."""
    for amount in scene.amounts:
        noun = amount.noun.lower()
        if (
            amount.unit not in _FORCES
            and not re.search(r"\b(?:troops|personnel|soldiers|service ?members|forces)\b", noun)
            and not _MEN.search(scene.document.text, amount.start, amount.end + 60)
        ):
            continue
        if _EXERCISE.search(scene.text) or _NOT_ONE.search(scene.text[: amount.start - scene.clause.start]):
            continue
        head = scene.head(amount.start, amount.end)
        guest, host = _sides(scene, head, amount)
        if not guest or not host or guest == host or not is_state(guest) or not is_state(host):
            continue
        around = scene.text[max(0, amount.start - scene.clause.start - 40) : amount.end - scene.clause.start + 30]
        told = modality(scene.clause, scene.verb(head))
        if (
            told in ("planned", "hypothetical")
            or (_NEW.search(around) and not _STATIONED.search(around))
            or amount.comparator == "additional"
        ):
            continue
        value, high = number_of(amount)
        yield scene.claim(
            "count", amount.start, amount.end, subject=guest, object=host, parties=(guest, host), value=value, high=high, unit=amount.unit, comparator=vague(amount),
            measure="troops_hosted", time=scene.when(head), modality=told, detail={"who": noun or amount.unit},
        )  # fmt: skip


def _sides(scene: Scene, head: int, amount: Amount) -> tuple[str, str]:
    """Whose forces, and where: read from the nearest tie of forces told in the sentence, else from the phrases around."""
    near = [
        tie
        for tie, _ in scene.ties
        if tie.kind in ("deployment", "basing")
        and tie.start <= amount.end + 25
        and amount.start <= tie.end + 25
        and len(tie.parties) == 2
    ]
    behind = [code for i, code in scene.named if scene.clause.tokens[i].start >= amount.end]
    if near:  # of several hosts the first behind the figure
        best = min(near, key=lambda tie: behind.index(tie.parties[1]) if tie.parties[1] in behind else len(behind))
        return best.parties[0], best.parties[1]
    clause, verb = scene.clause, scene.verb(head)
    hosting = clause.lemma(verb) in ("host", "house") or re.search(r"\bhome to\b", scene.text)
    owners = [
        code
        for c in clause.children[head]
        if clause.relation(c) in ("amod", "compound", "nmod") and clause.case(c) in ("", "'s")
        for code in scene.actors(c)
    ]
    doers = [code for s in clause.has(verb, "nsubj") for code in scene.actors(s)]
    places = [
        code
        for i, code in scene.named
        if i > head and clause.case(clause.name_head(i)) in ("in", "at", "on", "across", "to")
    ]
    if hosting:
        guest = next(iter(owners), "")
        before = [code for i, code in scene.named if clause.tokens[i].start < amount.start and code != guest]
        return guest, next((code for code in doers if code != guest), "") or next(iter(before), "")
    between = [
        code for i, code in scene.named if i > head and code not in places and clause.tokens[i].start < amount.end + 60
    ]
    return next(iter((*owners, *doers, *between)), ""), next(iter(places), "")


def stocks(scene: Scene) -> Iterator[Claim]:
    """Read how many warheads a state has, or how many arms of another sort."""
    for amount in scene.amounts:
        noun = f"{amount.noun} {amount.unit}".lower()
        head = scene.head(amount.start, amount.end)
        verb = scene.verb(head)
        value, high = number_of(amount)
        told = modality(scene.clause, verb)
        if "warhead" in noun or re.search(r"nuclear (?:weapon|bomb)", noun):
            owned = _OWNED.search(scene.document.text, scene.clause.start, amount.start)
            first, last = statement(scene, amount.start, amount.end)
            words = scene.document.text[scene.clause.start : amount.end] if owned else scene.text[first:last]
            if (told == "happened" or owned) and not re.search(r"\b(?:could|by 20|will|may|would)\b", words):
                yield scene.claim(
                    "quantity", amount.start, amount.end, subject=scene.subject(head), value=value, high=high, unit="warheads", comparator=vague(amount), measure="warheads",
                    time=scene.when(head), detail={"what": amount.noun or amount.unit, "deployed": "yes" if "deployed" in scene.text else ""},
                )  # fmt: skip
        elif amount.unit == "missile" and _LAUNCHING.search(scene.text) and told == "happened" and _fired(scene, verb):
            since = scene.inside("since")
            yield scene.claim(
                "count", amount.start, amount.end, subject=scene.subject(verb), value=value, high=high, unit="missiles", comparator=vague(amount), measure="missile_test",
                time=scene.when(head), since=since.past if since else None, detail={"what": noun.strip()},
            )  # fmt: skip
        elif amount.unit in ("test", "nuclear test") and _TEST.search(scene.text) and told == "happened":
            since = scene.inside("since")
            yield scene.claim(
                "count", amount.start, amount.end, subject=scene.subject(verb), value=value, high=high, unit="count", comparator=vague(amount), measure="nuclear_test",
                time=scene.when(head), since=since.past if since else None, detail={"what": "nuclear test"},
            )  # fmt: skip
        elif (
            amount.unit
            in (
                "missile",
                "tank",
                "jet",
                "aircraft",
                "warship",
                "ship",
                "submarine",
                "destroyer",
                "launcher",
                "fighter jet",
                "helicopter",
            )
            and amount.scope
            and value
        ):
            subject = scene.subject(head)
            if subject:
                yield scene.claim(
                    "quantity", amount.start, amount.end, subject=subject, value=value, high=high, unit=amount.unit, comparator=vague(amount), measure="arms",
                    time=scene.when(head), modality=told, detail={"what": amount.noun or amount.unit},
                )  # fmt: skip


_OWNED = re.compile(
    r"\b(?:with|of|up|lose|scrap|surrender|despite|from|besides|has|have|possess(?:es)?|owns?|holds?|keeps?|sits? on) (?:(?:its|their|an arsenal of|a stockpile of|about|around|some|roughly|nearly|almost|over|more than|an estimated|estimated|at least|at|up to|upwards of|the) )*$|"
    r"\b(?:thought|believed|estimated|reckoned|said|assessed|known|reported) to (?:have|possess|own|hold|keep|control|command|be in possession of|number)\b[^.;]{0,40}$",
    re.I,
)
"""What stands before a number of warheads that somebody has, whatever the sentence says of him besides."""


def _fired(scene: Scene, verb: int) -> bool:
    lemmas = {scene.clause.lemma(i) for i in scene.clause.path_up(verb)[:3]}
    return bool(lemmas & {"fire", "launch", "test", "conduct", "shoot"})


_DEVICES = re.compile(
    rf"\b(?:tested|exploded|detonated|set off|fired|let off) (?:(?:a )?(?:nuclear|atomic) (?:devices?|weapons?|bombs?) (?P<n>once|twice|(?:[a-z]+|\d{{1,2}}) times)|(?P<m>{IN_WORDS}|\d{{1,2}}) (?:nuclear|atomic) (?:devices|weapons|bombs))\b",
    re.I,
)


def series(scene: Scene) -> Iterator[Claim]:
    """Read which in a series a nuclear test was: the sixth nuclear test."""
    told = _DEVICES.search(scene.text)
    if told:
        word = (told["n"] or told["m"]).split()[0].lower()
        many = {"once": 1, "twice": 2}.get(word) or (
            int(number(word)) if re.fullmatch(rf"{IN_WORDS}|\d+", word, re.I) else 0
        )
        subject = scene.subject(scene.token(scene.clause.start + told.start()))
        if many and subject:
            yield scene.claim(
                "count", scene.clause.start + told.start(), scene.clause.start + told.end(), subject=subject, value=float(many), unit="count", measure="nuclear_test",
                detail={"what": "nuclear test"},
            )  # fmt: skip
    for match in re.finditer(
        r"\b([a-z]+|\d{1,2}(?:st|nd|rd|th)) (?:underground |atmospheric )?(?:nuclear|atomic)(?:[- ](?:weapons?|bomb))? (?:test|explosion|detonation|blast|device)\b",
        scene.text,
        re.I,
    ):
        place = place_of(match[1])
        at = scene.token(scene.clause.start + match.end() - 1)
        if place and modality(scene.clause, scene.verb(at)) == "happened" and (subject := scene.subject(at)):
            yield scene.claim(
                "count", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=subject, value=float(place), unit="ordinal", measure="nuclear_test",
                time=scene.when(at), detail={"what": "nuclear test"},
            )  # fmt: skip
