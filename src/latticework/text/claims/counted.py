"""Figures that count forces, arms, sites, tests, members or pacts: each with what it counts, wherever the noun stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from latticework.model.grouping import groupings
from latticework.text.amount_comparators import after_figure, before_figure
from latticework.text.amount_words import comparators
from latticework.text.amounts import Amount
from latticework.text.claims.meant import meant
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.soldiers import ARMY, SIZED, SOLDIERLY, army_before, people_next
from latticework.text.lists import table

_BEHIND = 44
"""Characters after a figure in which its noun may stand when the figure stands alone."""
_ENDS = re.compile(
    r"[.;:!?)—]|, |\b(?:and|but|while|who|which|that|against|than|while)\b|(?<=\w) (?:by|from|to|at|with|for|near|across)\b"
)
_MODEL = re.compile(r"^(?:(?:[A-Z][a-z]+ )?(?P<name>[A-Z][A-Za-z]{0,3}-?\d{1,3}[A-Z]{0,2}))s?$")
_PLANES = re.compile(r"^(?:F|MiG|Su|Tu|J|JF|Mi|B|A|C|KC|AH|UH|CH|L|JAS|KF|Yak|Il|H)-?\d", re.I)
_TANKS = re.compile(r"^(?:T|M1|M60|K2|Type|PT|BMP|BTR|ZTZ|AMX|K)-?\d|^M1A\d", re.I)
_NONE = re.compile(
    r"\b(?P<none>not (?:one|a single|even one|even a single)|not so much as (?:one|a single|a)|no longer (?:any|ha(?:s|ve) any|holds? any|keeps? any|owns? any|possess(?:es)? any|fields? any|operates? any)|(?:ha(?:s|ve|d) not|(?:has|have|had|do|does|did)n['’]t|(?:does|do|did) not) (?:have|had|own|possess|field|keep|hold|operate) any|no|zero|nil)\b (?:(?!year|matter|end|more than)[a-z-]+ ){0,2}?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it counts: its place in the document, its value, how exactly it is meant, the concept and its words."""

    start: int
    end: int
    value: float | None
    high: float | None
    how: str
    concept: str
    what: str
    beside: bool = True
    denied: bool = False


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = sorted(table("claim_counted.csv"), key=lambda row: -len(row["phrase"]))
    phrases = "|".join(re.escape(row["phrase"]) for row in rows)
    return re.compile(rf"(?<![\w-])(?P<noun>{phrases})(?:s|es|y|ies|um|a|um)?(?![\w])", re.I), {
        row["phrase"].lower(): row["concept"] for row in rows
    }


def concept_in(words: str) -> tuple[str, str] | None:
    """Give what the last noun of some words counts, and that noun.

    >>> concept_in("full-time soldiers"), concept_in("motorcycles")
    (('troops', 'soldiers'), None)
    """
    pattern, concepts = _nouns()
    found = list(pattern.finditer(words))
    return (concepts[found[-1]["noun"].lower()], found[-1][0]) if found else None


def parted(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Give the part of the sentence around a stretch, cut at marks that begin another statement (characters of the sentence)."""
    cuts = [0, *(m.end() for m in _CUT.finditer(scene.text)), len(scene.text)]
    low, high = start - scene.clause.start, end - scene.clause.start
    return max((cut for cut in cuts if cut <= low), default=0), min(
        (cut for cut in cuts if cut >= high), default=len(scene.text)
    )


_CUT = re.compile(r"[;:?!]|[\"“”]|\. |—| - |, (?=should|if|unless|provided)|,? (?:but|while|whereas|although|though) ")


def figures(scene: Scene) -> Iterator[Figure]:
    """Yield the figures of a sentence that count something known."""
    text = scene.document.text
    for place, amount in enumerate(scene.amounts):
        if amount.unit in ("ordinal", "percent", "percent_of_GDP", "fraction", "year") or amount.converts is not None:
            continue
        times = amount.unit == "occasion" or (
            amount.unit == "ratio" and text[amount.start : amount.end].endswith("times")
        )
        if amount.unit == "ratio" and not times:
            continue
        value, high = number_of(amount)
        if not amount.unit and _YEAR.fullmatch(text, amount.start, amount.end):
            continue
        found = _counted(scene, place, replace(amount, unit="time", noun="times") if times else amount)
        lead = text[max(0, amount.start - 24) : amount.start]
        denied = bool(value and value > 1 and re.search(r"\b(?:not|n['’]t) $", lead))
        if (
            value
            and not denied
            and re.search(
                r"\b(?:not|never|no|every|each|per) (?:even |a single |so much as |as much as )?$",
                lead,
                re.I,
            )
            and not re.match(r" (?:more|fewer|less)", text[amount.start - 1 :])
        ):
            continue
        if found and (not times or found[0] in _EVENTS):
            concept, what, end, beside = found
            part = _PART.search(text, scene.clause.start, amount.start)
            if part and value is not None:
                value *= {"a quarter": 0.25, "three quarters": 0.75, "half": 0.5, "a third": 1 / 3}[
                    part[1].lower().replace("-", " ")
                ]
            how = (
                vague(amount)
                or before_figure(text, part.start() if part else amount.start)
                or _after(text, amount, end)
            )
            how = meant(text, amount.start, how) if how in ("up_to", "more_than", "less_than") else how
            yield Figure(part.start() if part else amount.start, end, value, high, how, concept, what, beside, denied)
    for match in _NONE.finditer(scene.text):
        noun = _nouns()[0].match(scene.text, match.end())
        if noun:
            concept = _nouns()[1][noun["noun"].lower()]
            yield Figure(
                scene.clause.start + match.start(), scene.clause.start + noun.end(), 0.0, None, "", concept, noun[0]
            )


_YEAR = re.compile(r"(?:19|20)\d\d")
_EVENTS = ("exercises", "tests", "patrols", "launches")
"""What is counted by how many times it was done."""
_SENT_UP = re.compile(r"\b(?:test\w*|fir(?:e|es|ed|ing)|launch\w*|shot|loosed|flown|flew)\b", re.I)
_PART = re.compile(r"\b(a quarter|three[ -]quarters|half|a third) of $", re.I)


def _after(text: str, amount: Amount, end: int) -> str:
    """How exactly a figure is meant by what stands behind it or ends it: `150 or more`, `fifty, at a minimum`."""
    last = re.search(r"(?:or more|and more|or so|-plus|\+|-odd)$", text[amount.start : amount.end])
    found = comparators("after").get(last[0]) if last else None
    return found or after_figure(text, amount.end, None) or after_figure(text, end, None) or ""


def _counted(scene: Scene, place: int, amount: Amount) -> tuple[str, str, int, bool] | None:
    """What an amount counts: its own noun, the nouns right behind it, else the noun told before it."""
    text = scene.document.text
    for words in (amount.noun, amount.unit):
        plain = words.replace("-", " ") if words.islower() else words
        model = _MODEL.match(words)
        if model:
            kind = "aircraft" if _PLANES.match(model["name"]) else "tanks" if _TANKS.match(model["name"]) else ""
            if kind:
                return kind, words, amount.end, True
        found = concept_in(plain)
        if found:
            return *found, amount.end, True
    tail = text[amount.end : min(len(text), amount.end + _BEHIND)]
    cut = _ENDS.search(tail, 14 if amount.unit == "tonne" or re.match(r" (?:and more|or more)", tail) else 1)
    tail = tail[: cut.start()] if cut else tail
    weight = amount.unit in ("tonne", "ton", "kg")
    if weight:
        found = concept_in(f"{amount.unit}s{tail}".replace("kgs", "kg"))
        return (*found, amount.end, True) if found and found[0] == "agents" else None
    if not amount.unit and (people := people_next(scene, amount.end)) and SOLDIERLY.search(scene.text):
        return "troops", "troops", people, True
    if amount.unit == "person" and amount.noun[:1].isupper():
        return ("troops", amount.noun, amount.end, True) if SOLDIERLY.search(scene.text) else None
    if amount.unit == "person" and (
        armed := re.match(r" (?:in uniform|under arms|in arms|in the (?:army|ranks))\b", tail)
    ):
        return "troops", "troops", amount.end + armed.end(), True
    if amount.unit and not (amount.unit == "time" and amount.noun == "times"):
        return None
    low, high = parted(scene, amount.start, amount.end)
    own = scene.text[low:high]
    if re.match(r"[ -](?:strong|in uniform|under arms|men)\b", tail) or (
        SIZED.search(own) and army_before(own, amount.start - scene.clause.start - low)
    ):
        after = re.match(r"[ -](?:strong|in uniform|under arms)", tail)
        told = concept_in(text[scene.clause.start + low : amount.start])
        if not told or (ARMY.search(own) and told[0] in ("troops", "sites")):
            return "troops", "troops", amount.end + (after.end() if after else 0), bool(after)
    if amount.unit == "time":
        found = concept_in(own[: amount.start - scene.clause.start - low]) or concept_in(own)
        if found and found[0] == "missiles" and _SENT_UP.search(own):
            found = "launches", found[1]
        return (*found, amount.end, True) if found and found[0] in _EVENTS else None
    if found := concept_in(tail):
        return *found, amount.end + tail.find(found[1]) + len(found[1]), True
    before = scene.text[low : amount.start - scene.clause.start]
    others = [other for other in scene.amounts[:place] if other.start >= scene.clause.start + low and other.noun]
    found = concept_in(before)
    if found is None:
        found = concept_in(scene.text[:low]) or concept_in(scene.text[high:]) or concept_in(scene.before)
        if (
            found
            and not re.search(r"\b(?:it|them|total|number|tally|count|roll) to (?:[a-z]+ )?$", before)
            and re.match(
                r"\s*[:,(]|(?: \w+){0,3},? (?:is|are|was|were|in all|all told|at)\b|(?: (?:that|which))? (?:it|they|he|[A-Z]\w+) (?:has|have|had)\b",
                scene.text[amount.end - scene.clause.start :],
            )
            is None
            and len(own.strip()) > _SHORT
        ):
            return None
    if found and found[0] == "members" and amount.unit == "time":
        return None
    if found and (not others or re.search(r"\b(?:to|making|or|now) $", before)):
        return *found, amount.end, False
    if _GROWN.search(before) and any(code in groupings() for _, code in scene.named):
        return "members", "members", amount.end, True
    if others and _LIKEWISE.search(before) and (found := concept_in(others[-1].noun)):
        return *found, amount.end, False  # Canada has 1,000 troops in Latvia and the Dutch 300 in Lithuania
    return None


_GROWN = re.compile(
    r"\b(?:grown|grew|grows|expanded|enlarged|swelled|swollen|risen|rose|shrunk|shrank)(?: from [\w-]+)? to $|\b(?:numbers?|numbered|numbering|totals?|totalled|counts?|counted|made it|makes it|making it)(?: now| already| only| just| some| about)? $",
    re.I,
)
_LIKEWISE = re.compile(
    r"(?:,|\band|\bwhile)(?: the)? (?:[A-Z][\w.]+ ){1,3}(?:alone |itself |by itself )?(?:has |have |had |holds? |keeps? |owns? |accounts? for |makes up |with )?(?:about |some |around |nearly |over |roughly )?$"
)


_SHORT = 30
