"""Whether an event on record is of the very sort a claim tells: which ship, what entered, who came and for what."""

from __future__ import annotations

import re
from functools import cache

from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.tables import read_csv
from latticework.text.claims.shapes import Claim

_ATTACKS = re.compile(r"\b(?:invasion|seizure|attacks?|strikes?|shelling|bombing)\b", re.I)
_PLAINLY = re.compile(r"\b(?:soil|directly|own territory|nuclear|from its)\b")
_PARTS = {"UKR": ("Crimea",)}
_BOTH, _SHORT = 2, 2
_PHRASE = re.compile(r"\b(?:first|no|never|not)\b(?P<phrase>[^.;:]{0,60})", re.I)
_OCCASION = re.compile(
    r"\b(?:for|at) [^,;]*\b(?:summits?|meetings|Olympics|Games|Forum|funeral|parade|review|opening|swearing-in|inauguration)\b"
)
_OWN = re.compile(r"\b(?:talks|bilateral|annual|state visit|official visit)\b", re.I)
_BILATERAL = re.compile(r"\b(?:for talks|bilateral\w*|state visit|official visit|stand-?alone|one-on-one)\b", re.I)
_AMONG = re.compile(
    r"\b(?:summit|meeting|talks|drills?|exercises?) of (?P<n>three|four)\b|\b(?P<tri>trilateral|three-way|tripartite)\b|\b(?P<quad>quadrilateral|four-way)\b",
    re.I,
)
_TRAVEL = re.compile(
    r"\b(?:visit\w*|travel\w*|trips?|came|come|been (?:to|in)|set foot|gone|went|arriv\w*|journey\w*)\b", re.I
)
_NAME = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_QUALITY = re.compile(
    r"\b(?:military|navy|naval|combat|fighter|government|armed|ballistic|cruise|spy|intelligence)\b", re.I
)


def of_sort(claim: Claim, fact: Fact) -> bool | None:
    """Whether an event is of the very sort told; None where the words do not decide."""
    sort, mode, place = claim.detail.get("sort", ""), fact.detail.get("mode", ""), fact.detail.get("place", "")
    if fact.kind == "port_call":
        return (mode == sort) if mode in ("carrier", "submarine") or sort in ("carrier", "submarine") else None
    if fact.kind == "intrusion":
        inside = ("airspace" in place) if sort == "airspace" else ("waters" in place)
        return _entered(claim, fact) if inside else False
    if fact.kind in ("visit", "meeting"):
        return _came(claim, fact)
    if fact.kind == "hostile_act":
        if mode != "assault":
            return False
        plain = _ATTACKS.search(fact.detail.get("title", "")) and not _PLAINLY.search(claim.detail.get("words", ""))
        return True if plain and name_of(claim.object) not in ("",) and _on_soil(claim, place) else None
    return None


def _on_soil(claim: Claim, place: str) -> bool:
    """Whether the place of an act is the territory of whom it was done to: named so, or a part of it that is listed."""
    return name_of(claim.object) in place or place in _PARTS.get(claim.object, ())


@cache
def _things() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    rows = {row["word"]: row for row in read_csv("latticework.answers", "event_things.csv")}
    return re.compile(rf"\b(?:{'|'.join(sorted(rows, key=len, reverse=True))})\b", re.I), rows


def _entered(claim: Claim, fact: Fact) -> bool | None:
    """Whether what entered is what is told: a missile is a weapon, and may not be an aircraft."""
    pattern, rows = _things()
    told = next(
        (m for p in _PHRASE.finditer(claim.detail.get("words", "")) if (m := pattern.search(p["phrase"]))), None
    )
    was = [rows[match[0].lower()] for match in pattern.finditer(fact.detail.get("title", ""))]
    if told is None or not was:
        return None
    narrowed = {word.lower() for word in _QUALITY.findall(told.string[: told.end()])}
    if not all(word in fact.detail.get("title", "").lower() for word in narrowed):
        return None
    thing = rows[told[0].lower()]["thing"]
    if any(thing == row["thing"] or thing in row["is"].split(";") for row in was):
        return True
    return None if any(thing in row["maybe"].split(";") for row in was) else False


@cache
def _offices() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["words"]: row["office"] for row in read_csv("latticework.answers", "event_offices.csv")}
    return re.compile(rf"\b(?:{'|'.join(sorted(rows, key=len, reverse=True))})\b", re.I), rows


def _came(claim: Claim, fact: Fact) -> bool | None:
    """Whether a visit or meeting is of the persons, the office and the occasion told."""
    words, title = claim.detail.get("words", ""), fact.detail.get("title", "")
    persons = _persons(words, set(claim.detail.get("names", "").split()))
    if not office_told(words) and any(_another(person, title) for person in persons):
        return False
    if sum(any(name in title for name in person if len(name) > _SHORT) for person in persons) >= _BOTH:
        return True if claim.detail.get("sort") in ("meeting", "leader") else None
    if fact.kind == "meeting" and _TRAVEL.search(words):
        return False
    pattern, rows = _offices()
    found = pattern.search(title)
    office = rows[found[0].lower()] if found else "leader"
    told = _told(words)
    among = _AMONG.search(words)
    fewer = among is not None and len(fact.about.parties) < (4 if among["quad"] or among["n"] == "four" else 3)
    if fewer or (told and told != "minister" and office == "minister"):
        return False
    apart = fact.kind == "meeting" and len(fact.about.parties) > _BOTH
    if apart or (_OCCASION.search(title) and not _OWN.search(title)):
        return False if _BILATERAL.search(words) else None
    if fact.kind == "meeting" or not told:
        return None
    return _same(told, office)


def _persons(words: str, names: set[str]) -> list[tuple[str, ...]]:
    """The names of a text, word by word, as they stand together: Kim Jong Un, Yoon."""
    pattern, _ = _offices()
    found = (tuple(match[0].removeprefix("Mr ").split()) for match in _NAME.finditer(pattern.sub(",", words)))
    return list(dict.fromkeys(person for person in found if names & set(person)))


def _another(person: tuple[str, ...], title: str) -> bool:
    """Whether a title names another of the same first name: Kim Jong Il for Kim Jong Un, Li Keqiang for Li Qiang."""
    pattern, _ = _offices()
    whole = (tuple(match[0].split()) for match in _NAME.finditer(pattern.sub(",", title)))
    return len(person) > 1 and any(len(name) > 1 and name[0] == person[0] and name != person for name in whole)


def office_told(words: str) -> str:
    """The office of whom it is told that he was the first, or that none had come: "the first Turkish president"."""
    pattern, rows = _offices()
    for phrase in _PHRASE.finditer(words):
        if match := pattern.search(phrase["phrase"]):
            return rows[match[0].lower()]
    return ""


def _told(words: str) -> str:
    """The office told of who came: of the first, else the only one in the sentence."""
    pattern, rows = _offices()
    every = {rows[match[0].lower()] for match in pattern.finditer(words)}
    return office_told(words) or (every.pop() if len(every) == 1 else "")


def _same(told: str, office: str) -> bool | None:
    """Whether two offices are the same; "leader" is any but a second, of whom the words do not decide."""
    if told == office:
        return True
    if told == "any":
        return True if office in ("head", "government", "leader") else None
    if {told, office} == {"second", "government"}:
        return True
    clear = {"head", "government", "second", "minister", "crown"}
    return False if {told, office} <= clear else None
