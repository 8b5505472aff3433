"""Agreements told in loose words: a noun or name of an agreement, the states beside it, and the step a phrase tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from latticework.model.state import is_state
from latticework.model.tables import Row
from latticework.text.claims.force import denied, of_another, plain, signed_nearer
from latticework.text.claims.pact_kinds import kind_of_words, name_of_pact, purpose
from latticework.text.claims.parties import place_only, prefixed
from latticework.text.claims.phrases import first
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.lists import table
from latticework.text.modality import modality
from latticework.text.names import Hit
from latticework.text.tie_nouns import tie_nouns
from latticework.text.times import TimeMention

PEACE = re.compile(r"\bpeace (?:treaty|agreement|accords?|deal|pact)\b", re.I)
"""Named as a peace, and not as a truce."""
_KINDS = {"joint_development": "joint_programme", "observer_mission": "", "grouping_membership": "", "joint_exercise": "", "deployment": "", "basing": "", "military_aid": ""}  # fmt: skip
"""Kinds of the reader of ties under the name facts have; those that are empty are no agreements here."""
_NOUN = re.compile(
    r"\b(?P<lead>(?:[\w'’.-]+ ){0,5}?)(?P<noun>pacts?|treat(?:y|ies)|agreements?|accords?|deals?|memorandum|framework|programmes?|programs?|declaration|understanding|partnership|charter|protocol|arrangement)\b"
    r"(?P<tail>(?: (?:on|for|about|to|of|in) (?:(?:[a-z][\w-]*|the|and) ?){1,6})?)"
)
_SPLIT = re.compile(r"[;:]|, (?:which|who|after|before|while|but|when|although|though|despite|as)\b| because\b")
_CONCEDED = re.compile(r"^\W*(?:even )?(?:though|although|while|whereas)\b[^;:]*?,(?= )", re.I)
"""What a sentence grants before it tells its own: `Though Moscow suspended its part, the treaty remains in force`."""
_BEFORE_NOUN = 60


def pacts(scene: Scene) -> Iterator[Claim]:
    """Read agreements whose parties and step stand anywhere in the part of the sentence that names them."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for start, end, kind in _nouns(scene):
        low, high = _part(scene, start, end)
        part = scene.text[low:high]
        step = first("claim_steps.csv", "status", plain(part))
        name = _bare(part) or name_of_pact(part)
        parties = _parties(scene, low, high) or _both(scene, part, name)
        told_for = purpose(scene.text[end:high]) if kind in ("", "other_agreement") else ""
        kind = told_for or kind or ("other_agreement" if name else "")
        if kind == "ceasefire" and PEACE.search(scene.text[start:end]):
            kind = "peace_agreement"
        if not step or not kind or len(parties) > _MANY or (len(parties) < 2 and not (name and parties)):
            continue
        if (kind, parties) in seen:
            continue
        seen.add((kind, parties))
        if OTHERS_OWN.search(part):
            continue  # with its forces: another than the states named
        status, at, until = step
        if name in _announced() and status != _announced()[name]["status"]:
            continue  # a name that is also that of a grouping
        if status == "open" or (status == "ratified" and of_another(part, at, until, start - low)):
            continue
        status = "not_in_force" if status in ("in_force", "ratified") and denied(part) else status
        told = modality(scene.clause, scene.token(scene.clause.start + low + at))
        if status == "not_signed" and ANY.match(part[until:]):
            status, told = "signed", "denied"
        if told in ("planned", "hypothetical") or _THOUGHT.search(part):
            continue
        told = "denied" if _NOT_YET.search(part[:at]) and not status.startswith("not_") else told
        time = _time(scene, low, high, low + at)
        still = status == "in_force" and bool(re.search(r"\b(?:still|remains?)\b", part))
        made = (
            signed_nearer(part, time.start - scene.clause.start - low, at, until)
            if time and status in _AFTER_SIGNING
            else None
        )
        year = time.past if (still or made) and time else None
        modal = (
            "denied" if told == "denied" and not status.startswith("not_") and "no longer" not in part else "happened"
        )
        steps = [(status, at, until, None if still or made else time, modal)]
        if made and time:
            steps.append(("signed", *made, time, "happened"))
        for step_, first_, last, when, how in steps:
            dated = when is not None and step_ in ("signed", "in_force", "ratified", "ended", "announced", "suspended")
            if step_ == "signed" and not dated and not name and kind in ("", "other_agreement", "defence_cooperation"):
                continue
            left, right = (
                min(start, low + first_),
                max(end, low + last, when.end - scene.clause.start if dated and when else 0),
            )
            yield scene.claim(
                "agreement" if dated else "status", scene.clause.start + left, scene.clause.start + right,
                subject=parties[0], object=parties[1] if len(parties) > 1 else "", parties=parties, kind=kind, status=step_,
                time=when.past if dated and when else None, modality=how,
                detail={"title": "", "phrase": scene.text[start:end], "name": name, "definite": "yes" if _DEFINITE.search(scene.text[max(0, start - 12) : end]) else "", "word": part[first_:last].lower(), "year": str(year.first.year) if year and not dated else "", "conceded": _conceded(scene, low)},
            )  # fmt: skip


ANY = re.compile(r"[^.;,]{0,20}\b(?:any|one)\b|[^.;,]{0,20}\ba(?:n)? (?:such|single)\b")
"""`has not signed any agreement`: that there is none at all, not how far one has come."""
_NOT_YET = re.compile(r"(?:\b(?:not|never)|n['’]t) (?:yet |been |formally |actually )?$", re.I)
_AFTER_SIGNING = frozenset({"in_force", "ratified", "not_in_force", "ended", "suspended"})
"""Steps that come after a signing, so that a sentence may tell both: `the pact signed in 1997 has lapsed`."""


def _conceded(scene: Scene, low: int) -> str:
    """The step the sentence grants before its own: the suspension of a treaty that is said to stand all the same."""
    granted = _CONCEDED.match(scene.text)
    step = first("claim_steps.csv", "status", granted[0]) if granted and low >= granted.end() else None
    return step[0] if step else ""


_BOTH = re.compile(r"\b(?:both|the two|them|each other)\b", re.I)


def _both(scene: Scene, part: str, name: str) -> tuple[str, ...]:
    """The states of the whole sentence, for an agreement that has a name or binds "both", where its own part names none."""
    return tuple(scene.states) if len(scene.states) <= _PAIR and (name or _BOTH.search(part)) else ()


_PAIR = 2


@cache
def _announced() -> dict[str, Row]:
    """Names of agreements that are told without a noun, with the step at which they are."""
    return {row["name"]: row for row in table("claim_pact_names.csv")}


def _bare(part: str) -> str:
    return next((name for name in _announced() if re.search(rf"\b{name}\b(?! (?:{_AFTER_NAME}))", part)), "")


_AFTER_NAME = "pact|deal|treaty|partnership|agreement"


def part_of(scene: Scene, start: int, end: int) -> str:
    """The part of the sentence in which a stretch of it stands."""
    low, high = _part(scene, max(0, start), min(end, len(scene.text)))
    return scene.text[low:high]


def phrase_at(scene: Scene, place: int) -> dict[str, str]:
    """The phrase that names an agreement at a character of the document, its proper name, and whether it is a definite one."""
    at = place - scene.clause.start
    for start, end, _ in _nouns(scene):
        if start <= at < end:
            low, high = _part(scene, start, end)
            definite = "yes" if _DEFINITE.search(scene.text[max(0, start - 12) : end]) else ""
            return {"phrase": scene.text[start:end], "name": name_of_pact(scene.text[low:high]), "definite": definite}
    return {}


OTHERS_OWN = re.compile(
    r"\b(?:with|by|to|alongside) (?:its|their|his) (?:\w+ )?(?:forces|troops|military|navy|army|soldiers|ports|neighbou?rs?|all(?:y|ies)|partners?)\b",
    re.I,
)
_MANY = 6
_THOUGHT = re.compile(
    r"\b(?:secret|rumou?red|if|would|could|(?-i:may)|might|hopes?|wants?|plans? to|about to|ready for|will)\b", re.I
)
_DEFINITE = re.compile(r"\b(?:their|its|the|this|that)\b|'s\b", re.I)


def _nouns(scene: Scene) -> Iterator[tuple[int, int, str]]:
    """The phrases that name agreements, as characters of the sentence, each with its kind."""
    clause, taken = scene.clause, -1
    for one, last, kind, _ in tie_nouns(clause):
        start, end = clause.tokens[one].start - clause.start, clause.tokens[last].end - clause.start
        kind = _KINDS.get(kind, kind)
        wide = _NOUN.search(scene.text, max(0, start - _BEFORE_NOUN))
        while wide and wide.end("noun") < end:
            wide = _NOUN.search(scene.text, wide.end())
        if wide and wide.start("noun") <= end <= wide.end() and kind in ("other_agreement", "defence_cooperation", ""):
            kind = kind_of_words(scene.text[start:end] + " " + wide["lead"] + " " + wide["tail"]) or kind
            start, end = min(start, wide.start("noun")), max(end, wide.end("noun"))
        taken = max(taken, end)
        yield start, end, kind
    for name, row in _announced().items():
        bare = re.search(rf"\b{name}\b(?! (?:{_AFTER_NAME}))", scene.text)
        if bare and bare.start() >= taken:
            yield bare.start(), bare.end(), row["kind"]
    for match in _NOUN.finditer(scene.text):
        if match.start("noun") >= taken:
            yield match.start("noun"), match.end("noun"), kind_of_words(match["lead"] + match["noun"] + match["tail"])


def _part(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence in which a phrase stands: between semicolons, colons and clauses that turn away."""
    granted = _CONCEDED.match(scene.text)
    cuts = sorted(
        {
            0,
            *(m.start() for m in _SPLIT.finditer(scene.text)),
            *((granted.end(),) if granted else ()),
            len(scene.text),
        }
    )
    low = max(cut for cut in cuts if cut <= start)
    return low, min((cut for cut in cuts if cut >= end), default=len(scene.text))


def _parties(scene: Scene, low: int, high: int) -> tuple[str, ...]:
    """The states named in a part of a sentence, but not the places where something happens."""
    clause = scene.clause
    found = [
        code
        for hit in scene.clause.hits
        if low <= clause.tokens[hit.start].start - clause.start < high and not _place(scene, hit)
        for code in (*prefixed(scene, hit), *hit.name.codes)
        if is_state(code)
    ]
    if len(found) == 1 and re.search(r"\b(?:it|its|they)\b", scene.text[low:high], re.I):
        found += [code for code in scene.memory.subject[:1] if is_state(code)]
    if len(set(found)) == 1 and re.search(
        r"\b(?:agreements?|pacts?|treat(?:y|ies)|accords?|deals?) with (?:the )?(?-i:[A-Z])", scene.text[low:high]
    ):
        found += [
            code for code in scene.memory.subject[:1] if is_state(code)
        ]  # the agreement with Washington: of whom the text speaks
    if len(set(found)) == 1:
        found += [
            code for i, code in scene.named if code == "EU" and low <= clause.tokens[i].start - clause.start < high
        ]
    return tuple(dict.fromkeys(found))


def _place(scene: Scene, hit: Hit) -> bool:
    return place_only(scene, hit)


def _time(scene: Scene, low: int, high: int, near: int) -> TimeMention | None:
    found = [
        time
        for time in scene.times
        if scene.clause.start + low <= time.start < scene.clause.start + high
        and time.kind in ("day", "interval", "ago")
    ]
    return min(found, key=lambda time: abs(time.start - scene.clause.start - near), default=None)
