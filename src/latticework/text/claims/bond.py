"""Bonds of defence told in any order: words of a duty, a guarantee or an alliance, the states beside them, and whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from latticework.model.state import is_state
from latticework.text.claims.parties import parties
from latticework.text.claims.phrases import joined
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

_STEMS = re.compile(
    r"all(?:y|ies?d?)\b|alliance|defen[cds]|attack|aggress|assault|guarant|protect|assist|umbrella|assurance|oblig|\bbound\b|sworn|\bhelp\b",
    re.I,
)
_CUT = re.compile(r"[;:](?= )|,? [—–] |, (?:though|although|but|while|whereas|whether|yet)\b")
_STRIKE = r"(?:armed )?(?:attack(?:s|ed|ing)?|aggression|assault(?:s|ed)?|invasion|war|strike)"
_ON_ONE = re.compile(
    rf"\b{_STRIKE}\b[^.;:]{{0,30}}?\b(?:one|either|any|each|whichever|the first)\b[^.;:]{{0,90}}?\b(?:{_STRIKE}\b[^.;:]{{0,24}}?\b(?:both|all|every|each|the (?:other|rest|whole|second)|them|its own)"
    rf"|(?:obliges?|brings? in|binds?|calls? (?:in|out)|draws? in|commits?|concerns?|triggers?)\b[^.;:]{{0,30}}?\b(?:the )?(?:others?|both|all|rest|second)\b)"
    rf"|\b(?:whoever|who|he who) (?:attacks|strikes|invades)\b[^.;:]{{2,40}}? (?:attacks|strikes|invades|fights)\b",
    re.I,
)
"""An attack on one that is an attack on all, or that brings in the other."""
_IN_CASE = re.compile(
    rf"\b(?:if|should|when|whenever) (?:the )?[\w'’]+(?: [A-Z]\w+)? (?:ever )?(?:attacks?|invades?|strikes?)\b(?: (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)?|\b(?:if|should|when|whenever|in (?:case|the event)(?: of)?|against|were) (?:an? )?(?:[\w'’]+ ){{0,4}}?(?:(?:is|are|was|were|be|comes|came|gets|finds itself|of|either|any|being|an?|armed|outside|foreign|external) )*(?:{_STRIKE}|at war|under (?:fire|attack)|invaded|threatened)\b(?: (?:by|from|on|against) (?:an?|the|any|its own) [\w -]{{2,20}})?",
    re.I,
)
"""The case a bond is for, which makes no condition of the bond itself."""
_SENDS = re.compile(
    r"\b(?:sends?|gives?|comes?|must|shall|has to|have to|is to|are to|will|would)\b[^.;:]{0,30}?\b(?:help|aid|assist(?:ance)?|defen[cs]e|rescue|defend|troops)\b",
    re.I,
)
_MET = re.compile(
    rf"\b(?:promise|pledge|assurance|guarantee|undertaking|word)s?\b[^.;:]{{0,30}}? that\b[^.;:]{{0,40}}?\b{_STRIKE}\b[^.;:]{{0,40}}?\b(?:met|answered|repelled|resisted|treated|regarded|seen)\b",
    re.I,
)
"""A promise of what an attack will be met with."""
_ALLIED = re.compile(
    r"\ball(?:y|ies|ied)\b(?! (?:nations|forces|troops|powers|states|relations|commander|bombing|command|of convenience|in spirit))",
    re.I,
)
_ALLIANCE = re.compile(r"\balliances?\b", re.I)
_SPOKEN_OF = re.compile(r"\b[Tt]he $")
_STRICT = re.compile(r"\b(?:treat(?:y|ies)|formal|formally|mutual|pact|article)\b", re.I)
_NOBODY = re.compile(
    r"^ (?:neither|not|never)\b|^[^.;,:]{0,12}?\b(?:with|of|to|on|for) (?:no[ -]?one|nobody|none|no)\b", re.I
)
_N_T = re.compile(r"n['’]t\b")
_TREATY = re.compile(r"\b(?:treat(?:y|ies)|pact|article|clause|accord|agreement|alliance|compact|charter)\b", re.I)


@cache
def words_for(role: str) -> re.Pattern[str]:
    """The words of a role in the table of bonds, as one pattern."""
    return joined("claim_bonds.csv", "role", role)


@dataclass(frozen=True)
class _Cue:
    """The words that tell a bond: what it binds to, and how strictly it is told."""

    start: int
    end: int
    kind: str = "defence_pact"
    strict: bool = True


def bonds(scene: Scene) -> Iterator[Claim]:
    """Read a bond of defence between states, or that there is none, where its words and the states stand in one part of a sentence."""
    text = scene.text.replace("-", " ")
    if not _STEMS.search(text) or text.rstrip(" \"'”’").endswith("?"):
        return
    cuts = [0, *(match.start() for match in _CUT.finditer(text)), len(text)]
    for low, high in pairwise(cuts):
        claim = _bond(scene, text[low:high], low, high)
        if claim is not None:
            yield claim
            return


def _bond(scene: Scene, part: str, low: int, high: int) -> Claim | None:
    if not _STEMS.search(part):
        return None
    if words_for("apart").search(part):
        return None
    plain = _THAT_WOULD.sub(_blank, _IN_CASE.sub(_blank, part))
    cue = _cue(part, plain, scene.text)
    if (
        cue is None
        or _UNREAL.match(_IN_CASE.sub(_blank, scene.text))
        or words_for("open").search(plain[: cue.end])
        or words_for("former").search(part[max(0, cue.start - 24) : cue.end + 14])
    ):
        return None
    told = _denied(part, cue)
    if told is None:
        return None
    codes = _bound(scene, parties(scene, low, high), plain, part, low)
    groups = [
        code
        for i, code in scene.named
        if not is_state(code) and low <= scene.clause.tokens[i].start - scene.clause.start < high
    ]
    start, end = scene.clause.start + low + cue.start, scene.clause.start + low + cue.end
    if told and cue.kind == "defence_pact" and len(codes) == 1:
        return scene.claim(
            "alliance", start, end, subject=codes[0], parties=(codes[0], *groups), kind="defence_pact", status="none", modality="denied", detail={"among": ""},
        )  # fmt: skip
    if len(codes) == 1 and groups:
        codes = (*codes, groups[0])
    if len(codes) < _PAIR:
        return None
    codes, known = _giver_first(scene, codes, low, cue) if cue.kind == "security_guarantee" else (codes, False)
    return scene.claim(
        "alliance", start, end, subject=codes[0], object=codes[1], parties=codes, kind=cue.kind, status="in_force", modality="denied" if told else "happened",
        detail={"only": "", "strict": "yes" if cue.strict else "", "whose": "", "giver": "yes" if known else ""},
    )  # fmt: skip


_PAIR = 2
_THAT_WOULD = re.compile(r"\b(?:that|which) (?:would|could|might)\b", re.I)
_AGAINST = re.compile(r"\bagainst (?:the )?$")
_ASIDE = re.compile(r", (?:which|who|whose|where|with|without|having|neutral|once|a|an|the|never|no|not)\b[^,]*,")
"""Words between commas that tell something else of the state before them: `Iceland, which keeps no army, ...`."""


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])


def _bound(scene: Scene, codes: tuple[str, ...], plain: str, part: str, low: int) -> tuple[str, ...]:
    """Leave out the states that a bond is directed against or that the case it is for names, where two others remain."""
    clause, beside = scene.clause, set()
    for i, code in scene.named:
        at = clause.tokens[i].start - clause.start - low
        if 0 <= at < len(plain) and (plain[at] == "_" or _AGAINST.search(part[:at])):
            beside.add(code)
    left = tuple(code for code in codes if code not in beside)
    return left if len(left) >= _PAIR else codes


_MUTUAL = re.compile(
    r"\bother (?:way|one|is)\b|\breciprocal|\bvice versa|\b(?:each|one an|the) ?other\b|\bmutual", re.I
)
_UNREAL = re.compile(r"^\W*(?:Were|Had|Suppose|Imagine)\b(?! _)")
"""How a sentence begins that only supposes what it tells: `Were the two to form an alliance, ...`."""


def _cue(part: str, plain: str, scene_words: str) -> _Cue | None:
    """The first words in a part of a sentence that tell a bond, the surest sort first."""
    one = _ON_ONE.search(part)
    if one:
        return _Cue(*one.span())
    case = plain != part
    if case and (match := _SENDS.search(plain)) and (_TREATY.search(scene_words) or _MUTUAL.search(part)):
        return _Cue(*match.span())
    roles = [("duty", _NEAR), ("word", _NEAR)]
    for role, near in [("must", _NEAR), *roles] if _TREATY.search(scene_words) else roles:
        for first in words_for(role).finditer(plain):
            second = words_for("help").search(plain, first.end(), min(len(plain), first.end() + near))
            if second is None:
                continue
            firm = bool(words_for("firm").search(second[0]))
            if role == "must" and not (firm and _WHOM.match(plain[second.end() :])):
                continue
            if role in ("duty", "must") or (_TREATY.search(part) and (case or firm)):
                return _Cue(first.start(), second.end())
            if case or firm:
                return _Cue(first.start(), second.end(), "security_guarantee", False)
    if match := _MET.search(part):
        return _Cue(*match.span(), "security_guarantee", False)
    if match := words_for("charge").search(part):
        return _Cue(*match.span())
    if match := words_for("bond").search(part):
        return _Cue(*match.span())
    if match := words_for("guarantee").search(part):
        return _Cue(*match.span(), "security_guarantee", False)
    strict = bool(_STRICT.search(part))
    for match in _ALLIED.finditer(part):
        lead = part[max(0, match.start() - 40) : match.start()]
        if (
            words_for("being").search(lead)
            or (words_for("denial").search(lead) and words_for("holding").search(lead))
            or re.match(r"ied (?:with|to|by|under|since|through)\b", part[match.start() + 3 :])
            or (
                words_for("making").search(part[max(0, match.start() - 70) : match.start()])
                and _MADE_SO.match(part[match.end() :])
                and not _OWN_ALLY.search(lead)
            )
        ):
            return _Cue(*match.span(), strict=strict)
    for match in _ALLIANCE.finditer(part):
        if _SPOKEN_OF.search(part[: match.start()]) and not re.match(
            r" (?:of|between|with|that)\b", part[match.end() :]
        ):
            continue
        if words_for("holding").search(part[max(0, match.start() - 40) : match.end() + 30]) or words_for(
            "denial"
        ).search(part[: match.start()]):
            return _Cue(*match.span(), strict=True)
    return None


_MADE_SO = re.compile(r" (?:of|in law|by|under|for|once more|again|at last)\b|[,.;:!]|$")
_WHOM = re.compile(r" (?:the )?(?-i:[A-Z])| (?:each|one an|the )? ?other\b")
_OWN_ALLY = re.compile(r"\b(?:its|their|his|our|the|some|other|many|few) (?:[\w-]+ ){0,2}$", re.I)


def _denied(part: str, cue: _Cue) -> bool | None:
    """Whether the bond is denied; None where a denial stands in the part and may be of something else."""
    calm = words_for("harmless").sub(_blank, part)
    calm = _ASIDE.sub(_blank, calm[: cue.start]) + calm[cue.start :]
    lead, inside = calm[: cue.start], calm[cue.start : cue.end]
    if words_for("denial").search(lead[-_REACH:]) or _N_T.search(lead[-_REACH:]) or words_for("denial").search(inside):
        return True
    if _NOBODY.match(calm[cue.end :]):
        return True
    return False if not words_for("denial").search(lead) and not _N_T.search(lead) else None


_REACH, _NEAR = 60, 90


def _giver_first(scene: Scene, codes: tuple[str, ...], low: int, cue: _Cue) -> tuple[tuple[str, ...], bool]:
    """Put who guarantees first, where the words tell it: the owner of the guarantee, or who promises."""
    clause = scene.clause
    where = [
        (clause.tokens[i].start - clause.start - low, clause.tokens[i].end - clause.start - low, code)
        for i, code in scene.named
        if code in codes
    ]
    part = scene.text[low:]
    for start, _end, code in where:
        lead = part[:start].lower()
        if lead.endswith((" from ", " by ", " from the ", " by the ")) or (
            abs(start - cue.start) < _OWN and re.match(r"[\w ]*['’]s? ", part[start:])
        ):
            return (code, *(other for other in codes if other != code)), True
    before = [code for start, _end, code in where if start < cue.start]
    return ((before[0], *(c for c in codes if c != before[0])), False) if before else (codes, False)


_OWN = 24
