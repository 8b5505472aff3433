"""Claims on who passed whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.passed import passing
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.told import unreal
from latticework.text.modality import modality

_PASSING = re.compile(
    r"\b(?:(?:went|goes|going|gone|moved|moves|moving|shot|shooting|edged|edging|slipped|slipping|inched|crept|swept|swung|pushed|pulled|slid|raced|powered) (?:narrowly |just )?(?:past|ahead of|beyond)|"
    r"(?:drew|drawn|drawing|draws|pulls|pulling|got|gotten|gets|nosed|surged|jumped|leapt|climbed|climbing|rose|risen|rising|raced) (?:narrowly |just )?(?:past|ahead of|above)|leapfrog\w*|edg(?:ed|es|ing) out|passed|passes|overtook|overtak(?:e|es|en|ing)|surpass(?:es|ed|ing)?|outpac(?:e|es|ed|ing)|"
    r"overhaul(?:ed|s|ing)|supplant(?:ed|s|ing)?|displac(?:ed|es|ing)|dethron(?:ed|es|ing)|"
    r"left (?:(?-i:[A-Z])[\w.]+ ){1,3}behind|leav(?:e|es|ing) (?:(?-i:[A-Z])[\w.]+ ){1,3}behind|eclips(?:e|es|ed|ing)|outstrip(?:s|ped|ping)?|exceeded)\b",
    re.I,
)
_LATE = re.compile(r"\b(?:not (?:until|before)|only in|as late as|no earlier than)\b", re.I)
"""Words that deny a passing before a time: it came then."""
_OWN = re.compile(r"\b(?:their|its|his|her) (?:own )?(?:country|nation|homeland|state)\b|\b(?:their|its) own\b", re.I)


_AHEAD = re.compile(
    r"\b(?:has|have|had) (?:been|stood|remained|stayed) (?:larger|bigger|higher|greater|ahead|above|more)\b[^.;]{0,40}?\b(?:than|of)?\b[^.;]{0,40}?\bsince\b|\b(?:has|have) (?:outspent|spent more (?:on [\w ]{2,30}?)?than)\b[^.;]{0,40}?\b(?:every year )?since\b",
    re.I,
)
_BEHIND = re.compile(
    r"\b(?:fell|fallen|falls|slipped|slid|dropped|dropping) (?:behind|below)\b|\blost (?:its|the) (?:lead|place|rank|title)\b[^.;]{0,40}? to\b|\b(?:gave|yielded) (?:its|the) (?:lead|place)\b[^.;]{0,30}? to\b",
    re.I,
)


def _otherwise(scene: Scene) -> Iterator[Claim]:
    """`has been larger than Canada's since 2009`, `fell behind Poland in 2024`: passing told by its outcome."""
    measure = scene.measure()
    match = _AHEAD.search(scene.text)
    behind = None if match else _BEHIND.search(scene.text)
    found = match or behind
    if (
        not found
        or not measure
        or len(scene.states) != _TWO
        or modality(scene.clause, scene.verb(scene.token(scene.clause.start + found.start())))
        in ("planned", "hypothetical")
    ):
        return
    one, other = scene.states
    end = scene.clause.start + found.end()
    near = [
        t
        for t in scene.times
        if scene.clause.start <= t.start < scene.clause.end and t.kind in ("since", "interval", "day", "ago")
    ]
    time = min(near, key=lambda t: abs(t.start - end), default=None)
    yield scene.claim(
        "overtake", scene.clause.start + found.start(), max(end, time.end if time else 0), subject=other if behind else one, object=one if behind else other, measure=measure,
        time=time.past if time else None, detail={"count": str(time.count or ""), "unit": time.unit or ""} if time else {},
    )  # fmt: skip


_TWO = 2


def overtaking(scene: Scene) -> Iterator[Claim]:
    """Read who overtook whom, and when."""
    passings = list(passing(scene))
    yield from passings
    if passings:
        return
    yield from _otherwise(scene)
    for match in _PASSING.finditer(scene.text):
        measure = scene.measure()
        if unreal(scene, match.start(), match.end()):
            continue
        verb = scene.token(scene.clause.start + match.start())
        clause = scene.clause
        if not measure or (clause.tree.upos[verb] in ("NOUN", "PROPN", "ADJ") and " " not in match[0]):
            continue
        objects = [
            code
            for o in clause.has(verb, "obj", "obl")
            for i in clause.subtree(o, depth=4)
            if i in clause.hit_at
            for code in clause.hit_at[i].name.codes
            if code in scene.states
        ]
        passive = bool(clause.has(verb, "nsubj:pass"))
        subject = (
            next(
                (
                    code
                    for s in clause.has(verb, "nsubj")
                    for i in clause.subtree(s, depth=3)
                    for code in scene.actors(i)
                ),
                "",
            )
            or _before(scene, verb)
            or scene.subject(verb)
        )
        if passive:
            subject, objects = (
                next(iter(objects), ""),
                [
                    code
                    for s in clause.has(verb, "nsubj:pass")
                    for i in clause.subtree(s, depth=3)
                    for code in scene.actors(i)
                ],
            )
        span = (clause.start + match.start(), clause.start + match.end())
        inside = [code for i, code in scene.named if span[0] <= clause.tokens[i].start < span[1] and is_state(code)]
        behind = [
            code
            for i, code in scene.named
            if i > verb and code != subject and is_state(code) and _near(scene, match, i)
        ]
        objects = [code for code in objects if code in behind or passive] if match[0].lower() in _OF_MANY else objects
        other = next((code for code in (*inside, *objects, *(behind if not passive else ())) if code != subject), "")
        other = other or _pointed(scene, verb, subject) or _own_side(scene, match.end(), subject)
        if not is_state(subject) or not is_state(other):
            continue
        found = [
            time
            for time in scene.times
            if clause.start <= time.start < clause.end and time.kind in ("ago", "interval", "day", "since")
        ]
        near = min(found, key=lambda time: abs(time.start - clause.tokens[verb].start), default=None)
        until = next((t for t in scene.times if clause.start <= t.start < clause.end and t.kind == "until"), None)
        told = modality(clause, verb)
        late = _LATE.search(scene.text)
        if until is not None and (told == "denied" or late):  # did not overtake until: then it did
            near, told = until, "happened"
        elif late and told == "denied" and near is not None:
            told = "happened"
        if (
            near
            and ","
            in scene.document.text[min(near.start, clause.tokens[verb].end) : max(near.end, clause.tokens[verb].start)]
        ):
            near = None  # the time of another act
        if told not in ("happened", "denied") or measure in ("gdp", "population"):
            continue
        tokens = [verb, *clause.has(verb, "nsubj", "obj", "nsubj:pass")]
        start, end = scene.stretch(*tokens, until=near.end if near and near.start > clause.tokens[verb].start else None)
        yield scene.claim(
            "overtake", start, end, subject=subject, object=other, measure=measure, time=near.past if near else None,
            modality=told, detail={"count": str(near.count or ""), "unit": near.unit or ""} if near else {},
        )  # fmt: skip


def _before(scene: Scene, verb: int) -> str:
    """The state named last before a passing that has no grammatical subject, in its own part of the sentence."""
    low = max((i for i in range(verb) if scene.clause.form(i) in (";", ":")), default=-1)
    told = [code for i, code in scene.named if low < i < verb and is_state(code)]
    return told[-1] if told and not scene.clause.has(verb, "nsubj", "nsubj:pass") else ""


def _pointed(scene: Scene, verb: int, subject: str) -> str:
    """Whom a pronoun stands for that is the object of a passing: `Germany overtook it`, what the text spoke of before."""
    if not any(scene.clause.tree.upos[o] == "PRON" for o in scene.clause.has(verb, "obj", "iobj")):
        return ""
    return next(
        (
            code
            for code in (*scene.memory.subject, *reversed(scene.memory.recent))
            if code != subject and is_state(code)
        ),
        "",
    )


def _own_side(scene: Scene, after: int, subject: str) -> str:
    """`overtook their own country's`: the one other state told of in the sentence, or else spoken of before."""
    if not _OWN.match(scene.text[after:].lstrip()):
        return ""
    here = [code for code in scene.states if code != subject]
    before = [code for code in scene.memory.subject if is_state(code) and code != subject]
    return here[0] if len(here) == 1 else before[0] if not here and before else ""


_OF_MANY = frozenset({"passed", "passes", "displaced", "displaces", "displacing"})
"""Words that may tell of laws, bridges or troops too: whom is passed must follow at once."""
_LEAD = re.compile(
    r"(?:(?:that|those|of|the|its|their|both|even|first|rival|neighbou?r(?:ing)?|ally|in \d{4}) ?)*", re.I
)
_FAR = 70


def _near(scene: Scene, match: re.Match[str], i: int) -> bool:
    """Whether a state named behind a passing can be the one passed: near it, and at once behind a word of many uses."""
    gap = scene.text[match.end() : scene.clause.tokens[i].start - scene.clause.start].strip()
    if match[0].lower() in _OF_MANY:
        return bool(_LEAD.fullmatch(gap))
    return len(gap) < _FAR and ";" not in gap
