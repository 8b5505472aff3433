"""Claims on ties: date, parties and status of agreements, alliances, and who hosts whose forces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claim_scene import Scene
from latticework.text.claim_shapes import Claim
from latticework.text.modality import modality
from latticework.text.tie_nouns import tie_nouns
from latticework.text.tie_shapes import Tie
from latticework.text.time_span import Span
from latticework.text.times import TimeMention

SAME = {"joint_development": "joint_programme", "ceasefire": "", "boundary_agreement": "", "observer_mission": "", "grouping_membership": "", "joint_exercise": "", "other_agreement": ""}  # fmt: skip
"""Kinds of the reader of ties under the name facts have; those without one are not checked as agreements."""

_FORCE = re.compile(
    r"\b(?:c[ao]me|enter(?:ed|s)?|took|take[sn]?|has been|been|is|was|not) (?:yet )?(?:in(?:to)?|come into|entered into|taken) (?:force|effect)\b|\bin force\b|\bratif",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:not yet|yet to|has not|have not|had not|awaits?|pending|before it (?:can )?(?:enter|come))", re.I
)
_ONLY = re.compile(
    r"\bonly (?:treaty |formal |military |security |defen[cs]e )?ally\b|\bsole (?:treaty |formal )?ally\b", re.I
)
_SIGNING = re.compile(
    r"\b(?:sign(?:s|ed|ing|ature)?|ink(?:ed)?|conclud\w+|seal(?:ed)?|initial(?:l?ed)?|clinch\w*|agreed|struck|reached)\b",
    re.I,
)
_TALKING = re.compile(r"\b(?:talks?|negotiat\w+|discuss\w*)\b", re.I)
_SPECIFIC = frozenset(
    {
        "reciprocal_access",
        "status_of_forces",
        "acquisition_cross_servicing",
        "information_security",
        "joint_programme",
        "arms_control",
        "security_guarantee",
    }
)
_FORMER = re.compile(r"\b(?:former|ex-|one-time|wartime|erstwhile)\b", re.I)


def agreements(scene: Scene) -> Iterator[Claim]:
    """Read when an agreement was made and between whom, or how far it has come."""
    told = list(_of_ties(scene))
    yield from told or _of_names(scene)


def _of_names(scene: Scene) -> Iterator[Claim]:
    """Agreements whose parties the tree does not give: exactly two states are named with one name of an agreement."""
    if len(scene.states) != _TWO or (set(scene.memory.recent[-1:]) - set(scene.states) and _THEIR.search(scene.text)):
        return
    nouns = [(first, last, SAME.get(kind, kind)) for first, last, kind in tie_nouns(scene.clause)]
    nouns = [noun for noun in nouns if noun[2] in _SPECIFIC or noun[2] == "defence_pact"]
    if len({kind for *_, kind in nouns}) != 1:
        return
    first, last, kind = nouns[0]
    told = modality(scene.clause, scene.verb(last))
    forced, signed = _FORCE.search(scene.text), _SIGNED.search(scene.text)
    if told not in ("happened", "denied") or not (forced or signed):
        return
    times = [
        time
        for time in scene.times
        if scene.clause.start <= time.start < scene.clause.end and time.kind in ("day", "interval")
    ]
    when = times[0].past if len(times) == 1 else None
    status = ("not_in_force" if _NOT_YET.search(scene.text) or told == "denied" else "in_force") if forced else "signed"
    start, end = scene.stretch(first, last, until=times[0].end if when and signed else None)
    yield scene.claim(
        "agreement" if when and status == "signed" else "status", min(start, end), max(start, end), subject=scene.states[0], object=scene.states[1], parties=tuple(scene.states),
        kind=kind, status=status, time=when if status == "signed" else None, detail={"title": ""},
    )  # fmt: skip


_SIGNED = re.compile(r"\bsign(?:ed|s)\b", re.I)
_THEIR = re.compile(r"\b(?:its|their)\b", re.I)


def _of_ties(scene: Scene) -> Iterator[Claim]:
    for tie, time in scene.ties:
        kind = SAME.get(tie.kind, tie.kind)
        parties = tuple(code for code in tie.parties if is_state(code))
        if not kind or kind in ("deployment", "basing", "military_aid") or len(parties) < 2:
            continue
        if kind == "defence_pact" and (
            (tie.why and tie.why[0] == "ally") or not (time or tie.status in ("signed", "ended"))
        ):
            continue  # told as an alliance
        if "partner understood" in tie.why and not set(parties) <= set(scene.states):
            continue
        words = scene.text
        dated = (
            time is not None and time.past is not None and tie.status in ("signed", "in_force", "ended", "announced")
        )
        if kind not in _SPECIFIC and not (dated and tie.status in ("signed", "ended")):
            continue
        status = tie.status
        if status == "signed" and not _SIGNING.search(words):
            status = "negotiating" if _TALKING.search(words) else ""
        if not status:
            continue
        if _FORCE.search(words):
            status = "not_in_force" if _NOT_YET.search(words) else "in_force"
        start, end = tie.start, max(tie.end, time.end if dated and time and 0 < time.start - tie.end < 30 else 0)
        yield scene.claim(
            "agreement" if dated and status not in ("not_in_force", "negotiating") else "status", start, end, subject=parties[0], object=parties[1], parties=parties, kind=kind, status=status,
            time=_when(tie, time), modality=modality(scene.clause, scene.verb(tie.word)), detail={"title": tie.title},
        )  # fmt: skip


def _when(tie: Tie, time: TimeMention | None) -> Span | None:
    return time.past if time and tie.status in ("signed", "in_force", "ended", "announced") else None


_STRICT = re.compile(
    r"\b(?:treaty|formal|mutual|collective|defen[cs]e) (?:security )?(?:all(?:y|ies|iance)|pact|treaty)|\balliance\b",
    re.I,
)
_ALLY = re.compile(
    r"\b(?P<kind>(?:(?:close|key|staunch|longtime|formal|military|security|defen[cs]e|treaty|only|sole|oldest|main|an|a|the|its)[- ])*)all(?:y|ies)\b",
    re.I,
)
_NO_ALLY = re.compile(
    r"\b(?:could|would|might|become|as if|like|potential|future|possible|no|nor|not|want|seek|between|among|with its|other|partners|its allies|their allies)\b",
    re.I,
)
_BEING = re.compile(r"\b(?:is|are|was|remains?|has been|have been)\b")


def allied(scene: Scene) -> Iterator[Claim]:
    """Read allies told in plain sentences: `X is Y's only treaty ally`, `X and Y are allies`, `X is an ally of Y`."""
    for match in _ALLY.finditer(scene.text):
        low, high = scene.clause.start + match.start(), scene.clause.start + match.end()
        lead = scene.text[: match.start()]
        if not _BEING.search(lead) or _NO_ALLY.search(scene.text[: match.end()]) or _FORMER.search(lead):
            continue
        if _IN_SPIRIT.match(scene.text[match.end() :]):
            continue
        before = [(i, code) for i, code in scene.named if scene.clause.tokens[i].start < low and is_state(code)]
        after = [
            (i, code) for i, code in scene.named if high <= scene.clause.tokens[i].start < high + 12 and is_state(code)
        ]
        after = after if scene.text[match.end() :].startswith(" of") else []
        pair = (before[-1:] + after) if after else before[-2:]
        codes = tuple(dict.fromkeys(code for _, code in pair))
        if len(codes) != 2 or low - scene.clause.tokens[pair[0][0]].start > _FAR:
            continue
        only, strict = re.search("only|sole", match["kind"], re.I), re.search("treaty|formal", match["kind"], re.I)
        yield scene.claim(
            "alliance", scene.clause.tokens[pair[0][0]].start, max(high, *(scene.clause.tokens[i].end for i, _ in pair)), subject=codes[0], object=codes[1], parties=codes,
            kind="defence_pact", status="in_force", detail={"only": "yes" if only else "", "strict": "yes" if strict else "", "whose": codes[1]},
        )  # fmt: skip


_IN_SPIRIT = re.compile(r" (?:in (?:spirit|all but|everything but|waiting|name)|of convenience|against|on paper)\b")
_FAR = 70
"""Characters between a state and the word ally beyond which they are not taken together."""


_DUTY = re.compile(
    r"\b(?:bound|obliged|pledged|promised|committed|undertaken|agreed) to (?:defend|protect|come to the (?:aid|defen[cs]e) of) (?:each other|one another)",
    re.I,
)


def _bound(scene: Scene) -> Iterator[Claim]:
    """`A and B are bound to defend each other`."""
    match = _DUTY.search(scene.text)
    if match and len(scene.states) == _TWO and not _NO_DUTY.search(scene.text):
        yield scene.claim(
            "alliance", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=scene.states[0], object=scene.states[1], parties=tuple(scene.states),
            kind="defence_pact", status="in_force", detail={"only": "", "strict": "yes", "whose": ""},
        )  # fmt: skip


_TWO = 2
_NO_DUTY = re.compile(r"\b(?:not|never|no longer|would|could|may|if|plan|want|hope|if ratified|will)\b", re.I)


def alliances(scene: Scene) -> Iterator[Claim]:
    """Read that states are allies, or that one is the only ally of another."""
    yield from allied(scene)
    yield from _bound(scene)
    for tie, _ in scene.ties:
        parties = tuple(code for code in tie.parties if is_state(code))
        if tie.kind != "defence_pact" or len(parties) < 2 or tie.status in ("proposed", "announced", "negotiating"):
            continue
        if not set(parties[:2]) <= set(scene.states):
            continue  # a side that only the text before names
        around = scene.document.text[max(0, tie.start - 30) : tie.end + 10]
        if _FORMER.search(around) and tie.status != "ended":
            continue
        told = modality(scene.clause, tie.word)
        yield scene.claim(
            "alliance", tie.start, tie.end, subject=parties[0], object=parties[1], parties=parties[:2], kind="defence_pact", status=tie.status,
            modality=told if told == "denied" else "happened", detail={"only": "yes" if _ONLY.search(around) else "", "strict": "yes" if _STRICT.search(around) else "", "whose": parties[0]},
        )  # fmt: skip


_KEEPS = re.compile(
    r"\b(?:has|have|keeps?|maintains?|operates?|runs?|owns?)\b(?P<what>(?:U\.S\.|[^.;]){0,60}?\b(?:bases?|airbases?|facilit(?:y|ies)|garrisons?)\b)(?:U\.S\.|[^.;]){0,50}?\b(?:in|at|on)\b",
)


def _keeps(scene: Scene) -> Iterator[Claim]:
    """`Russia keeps an air base in Syria`: whose bases they are stands before the verb, where they are behind them."""
    match = _KEEPS.search(scene.text)
    if not match or re.search(r"\bno |\bnot\b|n't", match[0]):
        return
    low, high = scene.clause.start + match.start(), scene.clause.start + match.end()
    guests = [code for i, code in scene.named if scene.clause.tokens[i].start < low and is_state(code)][-1:]
    hosts = [code for i, code in scene.named if high <= scene.clause.tokens[i].start < high + _FAR and is_state(code)][
        :1
    ]
    if guests and hosts and guests != hosts:
        yield scene.claim(
            "hosting", low, high, subject=guests[0], object=hosts[0], parties=(guests[0], hosts[0]), kind="basing", status="in_force",
        )  # fmt: skip


_COMPARED = re.compile(r"\b(?:more|fewer|less)\b[^.;]{0,80}\bthan\b", re.I)
_HOSTS = re.compile(r"\bhosts?\b(?P<what>(?:U\.S\.|[^.;,]){0,40}\b(?:bases?|troops|forces|soldiers)\b)")


def _hosts(scene: Scene) -> Iterator[Claim]:
    """`Japan hosts U.S. military bases`."""
    match = _HOSTS.search(scene.text)
    if not match or re.search(r"\bno |\bnot\b|n't", match["what"]):
        return
    low, high = scene.clause.start + match.start(), scene.clause.start + match.end()
    hosts = [code for i, code in scene.named if scene.clause.tokens[i].start < low and is_state(code)][-1:]
    guests = [code for i, code in scene.named if low < scene.clause.tokens[i].start < high and is_state(code)][:1]
    if hosts and guests and hosts != guests:
        yield scene.claim(
            "hosting",
            low,
            high,
            subject=guests[0],
            object=hosts[0],
            parties=(guests[0], hosts[0]),
            kind="basing" if "base" in match["what"] else "deployment",
            status="in_force",
        )


def hostings(scene: Scene) -> Iterator[Claim]:
    """Read that forces or bases of one state are in another."""
    seen: set[tuple[str, ...]] = set()
    if _COMPARED.search(scene.text):
        return
    for told in (*_hosts(scene), *_keeps(scene)):
        seen |= {told.parties, told.parties[::-1]}
        yield told
    for tie, _ in scene.ties:
        parties = tuple(code for code in tie.parties if is_state(code))
        if (
            tie.kind not in ("basing", "deployment")
            or len(parties) != 2
            or tie.status not in ("in_force", "ended")
            or parties in seen
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
