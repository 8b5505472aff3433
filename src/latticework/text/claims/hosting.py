"""Claims on hosting: whose forces and bases are where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from latticework.model.state import is_state
from latticework.text.claims.hosting_more import MAY_BE, hosting_more, more_here_than_there
from latticework.text.claims.quartered import quartered
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import asked, telling, told_time, told_until
from latticework.text.claims.stationed import stationed
from latticework.text.modality import modality

_FAR = 70
_COMPARED = re.compile(r"\b(?:more|fewer|less)\b(?:U\.S\.|[^.;]){0,80}\bthan\b", re.I)
_THINGS = r"(?:bases?|airbases?|air bases?|facilit(?:y|ies)|garrisons?|outposts?|installations?|airfields?|naval (?:station|port)s?|battle ?groups?|brigades?|battalions?|squadrons?|contingents?|troops?|soldiers?|forces|marines?|warships|destroyers|aircraft carriers?)"
_PLACED = re.compile(
    rf"\b(?:ha(?:s|ve)|keeps?|kept|maintains?|operates?|runs?|owns?|leads?|commands?|stations?|stationed|bases|rotates?|deploys?|deployed|leases?|heads?|fields?|opened|set up|built|holds?)\b"
    rf"(?P<what>(?:U\.S\.|[^.;]){{0,70}}?\b{_THINGS}\b)(?P<gap>(?:U\.S\.|[^.;]){{0,40}}?)\b(?:in|at|on|near|outside)\b",
    re.I,
)
_HOUSED = re.compile(
    rf"\b(?:home to|hosts?|hosting|houses?|harbou?rs?|hosted|lets?)\b(?P<what>(?:U\.S\.|[^.;,]){{0,50}}?\b{_THINGS}\b)",
    re.I,
)
_ARE = re.compile(
    rf"\b(?P<what>{_THINGS})\b(?:U\.S\.|[^.;,]){{0,30}}?\b(?:is|are|was|were|remains?|stays?)\b[^.;]{{0,30}}?\b(?:stationed|based|deployed|posted|quartered|kept|hosted|garrisoned|located)?[^.;]{{0,12}}\b(?:in|at|on)\b",
    re.I,
)
_NO_FORCES = re.compile(
    rf"\b(?:no|not one|not a single|without(?: any| a)?|never (?:had|hosted|kept|stationed)|neither)\b[^.;]{{0,40}}?\b{_THINGS}\b|\b{_THINGS}\b[^.;]{{0,30}}\bno longer\b|\b(?:has|have) no (?:[a-z]+ )*(?:foreign )?{_THINGS}\b",
    re.I,
)


_TURN = re.compile(r"[;:]|,? (?:yet|but|while|whereas|although|though) ")
"""Where a sentence turns to another thing: what may be is said of its own part alone."""


def _opened(scene: Scene, start: int, end: int) -> bool:
    """Whether the part of the sentence in which a stretch stands tells what may be, not what is."""
    low, high = _part(scene, start, end)
    return bool(MAY_BE.search(scene.text[low:high]))


def _part(scene: Scene, start: int, end: int) -> tuple[int, int]:
    cuts = [0, *(turn.start() for turn in _TURN.finditer(scene.text)), len(scene.text)]
    return max(cut for cut in cuts if cut <= max(start, 0)), min(
        (cut for cut in cuts if cut >= end), default=len(scene.text)
    )


def _elsewhere(scene: Scene, start: int, end: int, parties: tuple[str, ...]) -> bool:
    """Whether a side is named in another part of the sentence alone: it is spoken of, but is no side of this."""
    low, high = _part(scene, start, end)
    at = [(scene.clause.tokens[i].start - scene.clause.start, code) for i, code in scene.named]
    here = {code for place, code in at if low <= place < high}
    return any(code not in here for _, code in at if code in parties)


def _standing_here(scene: Scene) -> Iterator[Claim]:
    """Forces and bases told by where they stand: whose they are before the verb, where they are behind it, or the other way."""
    placed, housed = _PLACED.search(scene.text), _HOUSED.search(scene.text)
    for match, turned in (
        (housed, True),
        (placed, False),
        (None if placed or housed else _ARE.search(scene.text), False),
    ):
        if match is None or _opened(scene, match.start(), match.end()):
            continue
        low, high = scene.clause.start + match.start(), scene.clause.start + match.end()
        named = [(scene.clause.tokens[i].start, code) for i, code in scene.named if is_state(code)]
        if turned:
            host = [code for at, code in named if at < low][-1:]
            guest = [code for at, code in named if low < at < high and [code] != host][:1]
        else:
            guest = ([code for at, code in named if at < low] or [code for at, code in named if low <= at < high])[-1:]
            host = [code for at, code in named if high - 1 <= at < high + _FAR and [code] != guest][:1]
        if guest and host:
            bases = bool(
                re.search(r"\bbases?|facilit|airbase|airfield|installation|naval (?:station|port)", match["what"], re.I)
            )
            yield scene.claim(
                "hosting", low, high, subject=guest[0], object=host[0], parties=(guest[0], host[0]), kind="basing" if bases else "deployment", status="in_force",
                detail={"permanent": "yes" if re.search(r"\bpermanent", match["what"], re.I) else "", "words": scene.text},
            )  # fmt: skip
            return


_NOT_ONE = re.compile(r"\b(?:not one|not a single|no one|none at all|not even one)\b", re.I)


def _absent(scene: Scene) -> Iterator[Claim]:
    """`Not one American soldier is in Taiwan`: whose forces are said not to be where."""
    match = _NO_FORCES.search(scene.text)
    if not match or len(scene.states) != 2 or MAY_BE.search(scene.text):
        return
    low, high = scene.clause.start + match.start(), scene.clause.start + match.end()
    inside = [code for i, code in scene.named if low <= scene.clause.tokens[i].start < high and is_state(code)]
    own = [
        code
        for i, code in scene.named
        if is_state(code) and scene.clause.case(scene.clause.name_head(i)) not in ("in", "on", "at")
    ]
    guest = (inside or own or list(scene.states))[0]
    host = next(code for code in scene.states if code != guest)
    yield scene.claim(
        "hosting", low, high, subject=guest, object=host, parties=(guest, host), kind="basing" if "base" in match[0] else "deployment", status="in_force", modality="denied", detail={"absolute": "yes" if _NOT_ONE.search(match[0]) else ""},
    )  # fmt: skip


def hostings(scene: Scene) -> Iterator[Claim]:
    """Read that forces or bases of one state are in another; where no closer wording is known, from the words told in any order."""
    if asked(scene):
        return
    compared = _COMPARED.search(scene.text) and [*more_here_than_there(scene), *hosting_more(scene)]
    roles = [] if compared else [_timed(scene, claim) for claim in quartered(scene)]
    if roles and not _NO_FORCES.search(_LACK.sub("", scene.text)):
        yield from (claim for claim in roles if not _MOST.search(claim.words))
        return
    worded = [
        _timed(scene, claim)
        for claim in _worded(scene)
        if claim.modality not in ("hypothetical", "planned")
        and not _of_own_lack(scene, claim)
        and not _talked(scene, claim)
    ]
    found = worded or [_timed(scene, claim) for claim in stationed(scene) if not _talked(scene, claim)]
    yield from (claim for claim in found if not _MOST.search(claim.words))


_MOST = re.compile(
    r"\b(?:largest|biggest|greatest|smallest|oldest|most(?! of\b)) (?:[\w-]+ ){0,3}(?:garrison|contingent|base|presence|force|forces|troops|concentration)\b|\bas (?:many|much|large|big) ",
    re.I,
)
"""A comparison, which that there are forces neither bears out nor refutes: `home to the largest American garrison`."""


def _talked(scene: Scene, claim: Claim) -> bool:
    """Whether forces are only spoken of, fought, or owned: `Spain and Britain discussed troops in Gibraltar`."""
    low, high = _part(scene, claim.start - scene.clause.start, claim.end - scene.clause.start)
    if telling("hosting talk").search(scene.text, low, high) or telling("hosting fray").search(claim.words):
        return True
    arms, weak = telling("hosting arms").search(claim.words), telling("hosting weak").search(claim.words)
    return bool(arms and weak) and not telling("hosting stands").search(claim.words)


_LACK = re.compile(r", which has no [^,;.]{0,30}\b(?:forces|army|troops)\b[^,;.]{0,20},", re.I)


def _of_own_lack(scene: Scene, claim: Claim) -> bool:
    """Whether it only tells that a state has no forces of its own: `Iceland, which has no forces, lends ...`."""
    lack = _LACK.search(scene.text)
    return bool(lack) and lack.start() <= claim.start - scene.clause.start < lack.end()  # type: ignore[union-attr]


def _timed(scene: Scene, claim: Claim) -> Claim:
    """Add the times told in the part of the sentence; what has ended is denied of now, and what is long past is told of then."""
    low, high = _part(scene, claim.start - scene.clause.start, claim.end - scene.clause.start)
    time = claim.time or told_time(scene, low, high)
    since, due = claim.since or told_time(scene, low, high, ("since",)), claim.due or told_until(scene, low, high)
    if time and not since and _BEGUN.search(scene.text[low:high]):
        since = time
    said, detail = claim.said, dict(claim.detail)
    if time and said and (said - time.last).days > _LONG_AGO and scene.past(claim.start, claim.end):
        detail |= {"tense": "past", "once": "yes"}
    lead = scene.text[low : max(low, claim.start - scene.clause.start)]
    modality_ = "denied" if claim.status == "ended" or _DENIES.search(lead) else claim.modality
    return replace(claim, time=time, since=since, due=due, modality=modality_, detail=detail)


_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed)? (?:claims|reports)|no truth)\b", re.I)
_BEGUN = re.compile(
    r"\b(?:treaty|agreement|pact|lease|accord|deal|base|concession) (?:of|from|signed in|dating from) (?:[A-Z]\w+ )?\d{4}\b|\bat independence in \d{4}\b|\b(?:opened|established|inaugurated|set up|moved in|first came|first arrived|came to stay) in (?:[A-Z]\w+ )?\d{4}\b",
    re.I,
)
"""Words that make a time the one since when forces are there."""
_LONG_AGO = 365
"""Days: what is told of a time further back says nothing on the day of the text."""


def _worded(scene: Scene) -> Iterator[Claim]:
    seen: set[tuple[str, ...]] = set()
    if _COMPARED.search(scene.text):
        yield from [*more_here_than_there(scene)] or [*hosting_more(scene)]
        return
    if _NO_FORCES.search(scene.text):
        yield from _absent(scene)
        return
    for told in _standing_here(scene):
        if told.parties not in seen:
            seen |= {told.parties, told.parties[::-1]}
            yield told
    for tie, _ in scene.ties:
        parties = tuple(code for code in tie.parties if is_state(code))
        if (
            tie.kind not in ("basing", "deployment")
            or len(parties) != 2
            or tie.status not in ("in_force", "ended")
            or parties in seen
            or _elsewhere(scene, tie.start - scene.clause.start, tie.end - scene.clause.start, parties)
            or _opened(scene, tie.start - scene.clause.start, tie.end - scene.clause.start)
        ):
            continue
        seen.add(parties)
        words = scene.document.text[tie.start : tie.end]
        bases = bool(re.search(r"\b(?:bases?|facilit(?:y|ies)|airbases?|garrison)\b", words, re.I))
        standing = bases or re.search(
            r"\b(?:station|base|host|keep|kept|ha[sd]|have|house|maintain|troops in|forces in|soldiers in|presence)",
            scene.document.text[max(0, tie.start - 10) : tie.end + 40],
        )
        if standing:
            yield scene.claim(
                "hosting", tie.start, tie.end, subject=parties[0], object=parties[1], parties=parties, kind="basing" if bases else "deployment", status=tie.status,
                modality=modality(scene.clause, scene.verb(tie.word)),
            )  # fmt: skip
