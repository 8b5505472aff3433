"""Between whom a treaty or a bond is told: the states beside it, and those the text spoke of before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from latticework.model.state import is_state
from latticework.text.claims.day import then
from latticework.text.claims.phrases import joined
from latticework.text.claims.scene import Scene, plain_word
from latticework.text.claims.shapes import Claim
from latticework.text.lists import table
from latticework.text.mentions import roles
from latticework.text.names import Hit

_IT = re.compile(r"\b(?:its?|they|their|them|he|his|she|her)\b", re.I)
_WE = re.compile(r"\b(?:we|us|our|ours|ourselves)\b", re.I)
_BOTH = re.compile(
    r"\b(?:both|the two|two sides|each other|one another|two (?:neighbou?rs|countries|states|kingdoms|nations))\b", re.I
)
_SPOKEN = re.compile(
    r"\bthe (?:kingdom|republic|emirate|sultanate|island|islands|monarchy|country|federation|archipelago)\b", re.I
)
_TOLD = re.compile(
    r", (?:[\w'’.-]+ ){1,6}?(?:says?|said|adds?|added|notes?|noted|recalls?|recalled|reports?|reported|announced|confirmed|reminds?|reminded|writes|wrote|told|repeated|insists?|insisted|hears)\b[^,]*$"
)
"""Who tells it, at the end of a sentence: `, a Senate note adds`."""
_IN = (" in ", " at ", "near ", "from ")
_ORGAN_IN = re.compile(
    r"\b(?:lawmakers|legislators|deputies|senators|MPs|parliament|parliamentarians|government|ministers|officials|authorities|legislature|congress|senate|cabinet|assembly|ministry|rulers|leaders|generals|junta|regime|administration|presidency|court) in $",
    re.I,
)
"""An organ of a state told by the town it sits in acts for the state: `lawmakers in Stockholm voted`."""
_SAW = re.compile(
    r" (?:saw|summit|talks(?! (?:to|with|of|about)\b)|meeting|was the (?:place|scene|setting|venue)|hosted|witnessed)\b"
)
_PAIR = 2


def parties(scene: Scene, low: int, high: int) -> tuple[str, ...]:
    """Give the states told in a stretch of a sentence, each once; where there is but one, also the one that a pronoun stands for.

    Places where something happens are left out, and so is who tells it.
    """
    told = _TOLD.search(scene.text)
    until = min(high, told.start()) if told else high
    found = _named(scene, low, until)
    part = scene.text[low:high]
    if len(found) == 1 and (_WE.search(part) or (_IT.search(part) and until < high)):
        found = _with(found, _named(scene, 0, len(scene.text)))[:_PAIR]
    if len(found) < _PAIR and not (found and not low):
        every = _named(scene, 0, told.start() if told else len(scene.text))
        found = every if len(every) <= _PAIR else found
    before = [code for code in scene.memory.recent if is_state(code) and code not in found]
    if not found and _BOTH.search(part) and len(scene.memory.pair) == _PAIR:
        found = tuple(code for code in scene.memory.pair if is_state(code))
    elif len(found) == 1 and _SPOKEN.search(part) and before:
        found = (*found, before[-1])
    elif len(found) < _PAIR and _IT.search(part):
        found = _with(found, tuple(code for code in scene.memory.subject if is_state(code)))
    return _dated(scene, found)


def _with(found: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*found, *more)))


def _named(scene: Scene, low: int, high: int) -> tuple[str, ...]:
    clause = scene.clause
    return tuple(
        dict.fromkeys(
            code
            for hit in clause.hits
            if low <= clause.tokens[hit.start].start - clause.start < high
            and not place_only(scene, hit)
            and not plain_word(clause, hit)
            and not _of_other(scene, hit)
            for code in (*prefixed(scene, hit), *hit.name.codes)
            if is_state(code)
        )
    )


@cache
def _prefixes() -> dict[str, str]:
    return {row["prefix"]: row["code"] for row in table("claim_prefixes.csv")}


def prefixed(scene: Scene, hit: Hit) -> tuple[str, ...]:
    """Give the state told by the first part of a joined adjective: Britain for `Anglo-Jordanian`."""
    at = scene.clause.tokens[hit.start].start - scene.clause.start
    match = _PREFIX.search(scene.text[:at])
    code = _prefixes().get(match[1], "") if match else ""
    return (code,) if code and code not in hit.name.codes else ()


_PREFIX = re.compile(r"\b([A-Z][a-z]+)[-–]$")


def place_only(scene: Scene, hit: Hit) -> bool:
    """Whether a capital or a town only says where: `in Paris`, `Vienna saw`, `the Moscow summit`."""
    if hit.name.sort not in ("capital", "place"):
        return False
    at = scene.clause.tokens[hit.start].start - scene.clause.start
    if _ORGAN_IN.search(scene.text[:at]):
        return False
    after = scene.text[scene.clause.tokens[hit.end - 1].end - scene.clause.start :]
    return (
        scene.text[:at][-6:].lower().endswith(_IN)
        or scene.text[:at] in ("In ", "At ", "From ")
        or bool(_SAW.match(after))
    )


def _of_other(scene: Scene, hit: Hit) -> bool:
    """Whether an adjective of a state stands on a thing that is no organ, people or bond of it: `Swiss dairies`."""
    if hit.name.sort != "adjective":
        return False
    clause, last = scene.clause, hit.end - 1
    head = clause.tree.heads[last]
    if head < 0 or clause.tree.upos[head] != "NOUN" or clause.relation(last) != "amod":
        return False
    lemma = clause.lemma(head)
    bearer = joined("claim_bearers.csv", "role", "bearer").fullmatch(lemma)
    return not (bearer or roles().get(lemma) or roles().get(clause.form(head).lower()))


def of_the_day(scene: Scene, claim: Claim) -> Claim:
    """Give a claim on a treaty with the Soviet Union under its own code, as the lists of treaties do."""
    codes = _dated(scene, claim.parties, claim.time.last if claim.time else None)
    if codes == claim.parties or len(codes) != len(claim.parties):
        return claim
    new = dict(zip(claim.parties, codes, strict=True))
    return replace(
        claim,
        parties=codes,
        subject=new.get(claim.subject, claim.subject),
        object=new.get(claim.object, claim.object),
    )


def _dated(scene: Scene, codes: tuple[str, ...], told: date | None = None) -> tuple[str, ...]:
    if "RUS" not in codes:
        return codes
    day = told or scene.document.published
    if re.search(r"\bSoviets?\b|\bUSSR\b", scene.text):
        return tuple(dict.fromkeys("SUN" if code == "RUS" else code for code in codes))
    return tuple(dict.fromkeys(then(code, day) for code in codes))
