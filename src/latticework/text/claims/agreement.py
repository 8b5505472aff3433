"""Claims on agreements: when they were made and between whom, and how far they have come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from latticework.model.state import is_state
from latticework.text.claims.force import force_of, nearer, reached
from latticework.text.claims.made import OTHERWISE, better, made, with_day
from latticework.text.claims.pact import ANY, PEACE, pacts, part_of, phrase_at
from latticework.text.claims.parties import of_the_day
from latticework.text.claims.phrases import first
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import states_in
from latticework.text.claims.stages import staged
from latticework.text.claims.step_times import with_own_time
from latticework.text.claims.treaty_life import treaty_life
from latticework.text.claims.treaty_names import treaties_in
from latticework.text.claims.treaty_steps import treaty_steps
from latticework.text.modality import modality
from latticework.text.tie_shapes import Tie
from latticework.text.time_span import Span
from latticework.text.times import TimeMention

SAME = {"joint_development": "joint_programme", "observer_mission": "", "grouping_membership": "", "joint_exercise": "", "other_agreement": ""}  # fmt: skip
"""Kinds of the reader of ties under the name facts have; those without one are not checked as agreements."""

_FORCE = re.compile(
    r"\b(?:c[ao]me|enter(?:ed|s)?|took|take[sn]?|has been|been|is|was|not) (?:yet )?(?:in(?:to)?|come into|entered into|taken) (?:force|effect)\b|\bin force\b|\bratif",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:not yet|yet to|neither|nor|has not|have not|had not|awaits?|pending|before it (?:can )?(?:enter|come))", re.I
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


_TO_SIGN = re.compile(r"\b(?:is|are) to (?:sign|conclude)\b", re.I)
_HOPED = re.compile(r"^[^,;:]{0,80}\b(?:hopes?|hoped|wish(?:es)?|trusts?|dreams?) (?:that|to)\b", re.I)
_TO_COME = re.compile(
    r"\b(?:is|are) to (?:develop|build|design|produce|make|sign|conclude)\b|\b(?:will|plans? to|intends? to) (?:jointly )?(?:develop|build|design|produce)\b",
    re.I,
)


def agreements(scene: Scene) -> Iterator[Claim]:
    """Read when an agreement was made and between whom, or how far it has come.

    What the reader of ties has read is taken first; agreements told in looser words are read from the names in the sentence.
    """
    treaties = [*treaty_steps(scene), *treaty_life(scene)]
    if treaties:
        yield from treaties
        return
    many = treaties_in(scene)  # a treaty of many states is no agreement of the few that are named
    told = list(_of_ties(scene))
    seen = [(claim.start, claim.end) for claim in told]
    told += [pact for pact in pacts(scene) if not any(a < pact.end and pact.start < b for a, b in seen)]
    if scene.text.rstrip(" \"'”’").endswith("?") or _HOPED.search(scene.text):
        return
    for claim in staged(scene, better(told, list(made(scene)))):
        if claim.kind == "other_agreement" and OTHERWISE.search(scene.text):
            continue
        if claim.status == "in_force" and _TALKING.search(scene.text) and not _FORCE.search(scene.text):
            continue
        if not any(
            one.start < claim.end - scene.clause.start and claim.start - scene.clause.start < one.end for one in many
        ):
            claim = _without_hosts(scene, claim)
            yield _by_its_year(scene, of_the_day(scene, with_own_time(scene, with_day(scene, claim))))


def _without_hosts(scene: Scene, claim: Claim) -> Claim:
    """Leave out of the parties a state that is named only as where it was done: `signed at the White House`."""
    named = states_in(scene)
    hosts = {
        code
        for code in claim.parties
        if (own := [one for one in named if one.code == code])
        and all(one.sort in _PLACES and _AT_PLACE.search(scene.text[: one.start]) for one in own)
    }
    parties = tuple(code for code in claim.parties if code not in hosts)
    if not hosts or len(parties) < _PAIR:
        return claim
    return replace(claim, subject=parties[0], object=parties[1], parties=parties)


_PLACES = frozenset({"building", "capital", "place"})
_AT_PLACE = re.compile(r"\b(?:at|in) (?:the )?$", re.I)
_PAIR = 2
_OF_YEAR = re.compile(r"\b(?:of|from) ((?:19|20)\d\d)\b")
_LATER = frozenset({"in_force", "not_in_force", "ended", "suspended"})


def _by_its_year(scene: Scene, claim: Claim) -> Claim:
    """Take the year in `the agreement of 2018 is fully applied` as a part of its name: what is told is how far it has come."""
    year = _OF_YEAR.search(scene.text)
    if claim.type != "agreement" or claim.time is None or year is None or claim.detail.get("conceded"):
        return claim
    step = first("claim_steps.csv", "status", scene.text[year.end() :])
    if (
        step is None
        or step[0] not in _LATER
        or claim.status not in ("signed", step[0])
        or claim.time.first.year != int(year[1])
    ):
        return claim
    told = replace(claim.time, first=date(claim.time.first.year, 1, 1), last=date(claim.time.first.year, 12, 31))
    if told != claim.time:
        return claim
    return replace(claim, type="status", status=step[0], time=None, detail={**claim.detail, "year": year[1]})


def _own_times(scene: Scene) -> Iterator[tuple[Tie, TimeMention | None, int, int]]:
    """The ties of a sentence, each with its time and the characters of its words.

    Where one noun names several ("an agreement with Australia in January 2022 and another with Britain on Wednesday"), the time of
    each is the first told behind its own party, and its words begin there.
    """
    clause = scene.clause
    for tie, time in scene.ties:
        same = [other for other, _ in scene.ties if other.word == tie.word and other.kind == tie.kind]
        shared = set.intersection(*(set(other.parties) for other in same))
        own = [clause.tokens[i].start for i, code in scene.named if code in set(tie.parties) - shared]
        if len(same) == 1 or not own or not shared:
            yield tie, time, tie.start, tie.end
            continue
        at = max(own)
        others = [
            clause.tokens[i].start
            for i, code in scene.named
            if code not in tie.parties and clause.tokens[i].start > at and is_state(code)
        ]
        until = min(others, default=clause.end)
        mine = [t for t in scene.times if at <= t.start < until and t.kind in ("day", "interval", "ago")]
        lead = _ANOTHER.search(scene.document.text, max(clause.start, at - 28), at)
        held = clause.tokens[scene.token(at)].end
        yield tie, mine[0] if mine else None, lead.start() if lead else tie.start, max(held, mine[0].end if mine else 0)


_ANOTHER = re.compile(r"\b(?:another|one|a second|a third|a similar one|the other)\b[^.;]*$")


def _of_ties(scene: Scene) -> Iterator[Claim]:
    for tie, time, begin, until in _own_times(scene):
        kind = SAME.get(tie.kind, tie.kind)
        if kind == "ceasefire" and PEACE.search(scene.document.text, tie.start, tie.end):
            kind = "peace_agreement"
        parties = tuple(code for code in tie.parties if is_state(code))
        if re.match(
            r"\W*[Ww]ith\b[^.;]*\b(?:it|they|he|she)\b",
            part_of(scene, tie.start - scene.clause.start, tie.end - scene.clause.start),
        ):
            parties = tuple(
                dict.fromkeys((*parties, *(code for code in scene.memory.subject[:1] if is_state(code))))
            )  # with Britain it develops
        if not kind or kind in ("deployment", "basing", "military_aid") or len(parties) < 2:
            continue
        if kind == "defence_pact" and (
            (tie.why and tie.why[0] == "ally") or not (time or tie.status in ("signed", "ended"))
        ):
            continue  # told as an alliance
        if "partner understood" in tie.why and not set(parties) <= set(scene.states):
            continue
        words = part_of(scene, tie.start - scene.clause.start, tie.end - scene.clause.start)
        if time is not None and (
            time.past is None or (scene.document.published and time.past.first > scene.document.published)
        ):
            time = None
        dated = (
            time is not None and time.past is not None and tie.status in ("signed", "in_force", "ended", "announced")
        )
        if kind not in _SPECIFIC and not (dated and tie.status in ("signed", "ended")):
            continue
        status = tie.status
        unsigned = first("claim_steps.csv", "status", words)
        if unsigned and unsigned[0] == "not_signed":
            status = "signed" if ANY.match(words[unsigned[2] :]) else "not_signed"
        if status == "signed" and not _SIGNING.search(words):
            status = "negotiating" if _TALKING.search(words) else ""
        if not status:
            continue
        at = time.start - scene.clause.start - scene.text.find(words) if dated and time else -1
        signing = dated and tie.status == "signed" and nearer(_SIGNING, _FORCE, words, at)
        if _FORCE.search(words) and not signing:
            status = "not_in_force" if _NOT_YET.search(words) else force_of(words)
        if status in ("in_force", "signed") and _TO_COME.search(words) and (not dated or _TO_SIGN.search(words)):
            status, dated = "announced", False
        start, end = begin, max(until, time.end if dated and time and 0 < time.start - until < _NEAR else 0)
        told_force = _FORCE.search(words) if status in ("in_force", "not_in_force", "ratified") else None
        if told_force:  # the claim is that it is in force: its words are a part of it
            base = scene.clause.start + scene.text.find(words)
            end = max(end, base + told_force.end())
            end = max(end, time.end if dated and time and 0 < time.start - end < _NEAR else 0)
        yield scene.claim(
            "agreement" if dated and status not in ("not_in_force", "negotiating") else "status", start, end, subject=parties[0], object=parties[1], parties=parties, kind=kind, status=status,
            time=_when(tie, time) if status != "not_in_force" else None, modality=_told(scene, tie, status, words, split=signing and bool(_FORCE.search(words))),
            detail={"title": tie.title, **phrase_at(scene, scene.clause.tokens[tie.word].start), "word": ""},
        )  # fmt: skip
        force = force_of(words) if signing and status == "signed" and _FORCE.search(words) else ""
        if force == "not_in_force" or (force and reached(words, _FORCE)):
            year = str(time.past.first.year) if time and time.past else ""
            yield scene.claim(  # the pact signed in May has been ratified: two steps, and the time is of the first
                "status", start, end, subject=parties[0], object=parties[1], parties=parties, kind=kind, status=force,
                detail={"title": tie.title, **phrase_at(scene, scene.clause.tokens[tie.word].start), "word": "", "year": year},
            )  # fmt: skip


_NEAR = 30
"""Characters within which a time belongs to the words before it."""
_UNSIGNED = re.compile(
    rf"(?:\b(?:not|never|no|neither|nor|yet to|refus\w+)|n[’']t)\b[^.;,]{{0,30}}?{_SIGNING.pattern}", re.I
)


def _told(scene: Scene, tie: Tie, status: str, words: str, *, split: bool) -> str:
    """Whether the step is denied; where two steps are told, a denial must stand before the signing to be of it."""
    noun = scene.clause.tokens[tie.word].start - scene.clause.start
    if status == "in_force" and _HAVE_NO.search(scene.text[:noun]):
        return "denied"
    if status.startswith("not_") or (split and not _UNSIGNED.search(words)):
        return "happened"
    return modality(scene.clause, scene.verb(tie.word))


_HAVE_NO = re.compile(
    r"\b(?:no|without(?: an?| any)?|lacks?(?: an?| any)?|lacked(?: an?| any)?|lacking(?: an?| any)?|not (?:have|got) (?:an?|any)|not been any|n['’]t (?:have|any|got) (?:an?|any)) (?:[\w'’-]+ ){0,4}$",
    re.I,
)
"""Words before an agreement that tell that there is none."""


def _when(tie: Tie, time: TimeMention | None) -> Span | None:
    return time.past if time and tie.status in ("signed", "in_force", "ended", "announced") else None
