"""Claims on alliances: who is bound to defend whom, and who has no ally."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from latticework.model.state import is_state
from latticework.text.claims.apposed import apposed
from latticework.text.claims.bond import bonds, words_for
from latticework.text.claims.bond_times import timed
from latticework.text.claims.duty import duties
from latticework.text.claims.parties import of_the_day
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.modality import modality

_ONLY = re.compile(
    r"\bonly (?:treaty |formal |military |security |defen[cs]e )?ally\b|\bsole (?:treaty |formal )?ally\b", re.I
)
_FORMER = re.compile(r"\b(?:quasi|virtual|de facto|former|ex-|one-time|wartime|erstwhile)\b", re.I)
_STRICT = re.compile(
    r"\b(?:treaty|formal|mutual|collective|defen[cs]e) (?:security )?(?:all(?:y|ies|iance)|pact|treaty)|\balliance\b",
    re.I,
)
_ALLY = re.compile(
    r"\b(?P<kind>(?:(?:close|key|staunch|longtime|formal|military|security|defen[cs]e|treaty|only|sole|oldest|main|an|a|the|its)[- ])*)all(?:y|ies)\b",
    re.I,
)
_NO_ALLY = re.compile(
    r"\b(?:quasi|virtual|virtually|de facto|could|would|might|become|as if|like|potential|future|possible|no|nor|not|want|seek|between|among|with its|other|partners|its allies|their allies)\b",
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
_SEEMING = re.compile(r"\ball(?:y|ies)" + _IN_SPIRIT.pattern)
_FAR = 70
"""Characters between a state and the word ally beyond which they are not taken together."""


_SUPPOSED = re.compile(
    r"\b(?:would|could|might|should) (?:then |one day |also |soon )?(?:be|become|have)\b(?! (?:met|answered))", re.I
)
_OVER = re.compile(
    r"\b(?:(?:is|are) (?:no more|over|dead)|ha(?:s|ve) (?:ended|lapsed|expired)|let [^.;]{2,30} lapse|(?:broke|breaks) (?:off|with)|tore up|dissolved|walked out of|quit|put an end to|ended (?:its|their|the)|came to an end|(?:was|been) (?:terminated|abrogated|annulled|ended|cancelled))\b",
    re.I,
)
"""A bond that is told to have ended stands no longer."""
_COMING = re.compile(r"\b(?:is|are) to (?:sign|conclude)\b", re.I)
_ANYONE = re.compile(r"^\W*(?:States|Nations|Countries|(?:Great |Big |Small )?[Pp]owers|Kings|Friends)\b(?! of)")
"""A saying about states in general: `Nations have no permanent allies`."""
_THE_ALLIANCE = re.compile(r"\b[Tt]he alliance\b(?! (?:of|between|with|that binds))")


def alliances(scene: Scene) -> Iterator[Claim]:
    """Read that states are allies, or that one is the only ally of another."""
    if any(code == "MNNA" for _, code in scene.named):
        return  # a status, told as a membership
    if scene.text.rstrip(" \"'”’").endswith("?") or _ANYONE.match(scene.text) or words_for("apart").search(scene.text):
        return
    if _SEEMING.search(scene.text):
        return
    loose = list(bonds(scene))
    near = [] if any(claim.negated for claim in loose) else list(_nearer(scene))
    for claim in near or loose:
        if _SUPPOSED.search(scene.text[: max(0, claim.start - scene.clause.start + len(claim.words))]):
            continue
        if not claim.negated and claim.status == "in_force" and _COMING.search(scene.text):
            continue
        if not claim.negated and claim.status == "in_force" and _OVER.search(scene.text):
            claim = replace(claim, status="ended")
        yield timed(scene, of_the_day(scene, claim))


def _nearer(scene: Scene) -> Iterator[Claim]:
    """Read what is told in the words of the readers of ties, of duties and of allies."""
    yield from allied(scene)
    yield from apposed(scene)
    owed = list(duties(scene))
    yield from owed
    if any(claim.negated or claim.status == "none" for claim in owed):
        return
    for tie, _ in scene.ties:
        parties = tuple(code for code in tie.parties if is_state(code))
        if tie.kind != "defence_pact" or len(parties) < 2 or tie.status in ("proposed", "announced", "negotiating"):
            continue
        if not set(parties[:2]) <= set(scene.states):
            continue  # a side that only the text before names
        around = scene.document.text[max(0, tie.start - 30) : tie.end + 10]
        place = scene.clause.tokens[tie.word].start
        if _THE_ALLIANCE.search(scene.document.text[max(0, place - 12) : place + 22]):
            continue  # an alliance spoken of, not one between these
        if _FORMER.search(around) and tie.status != "ended":
            continue
        told = modality(scene.clause, tie.word)
        if told == "denied" and any(scene.clause.lemma(c) == "any" for c in scene.clause.children[tie.word]):
            continue  # `neither had belonged to any alliance` is not told of these two
        yield scene.claim(
            "alliance", tie.start, tie.end, subject=parties[0], object=parties[1], parties=parties[:2], kind="defence_pact", status=tie.status,
            modality=told if told == "denied" else "happened", detail={"only": "yes" if _ONLY.search(around) else "", "strict": "yes" if _STRICT.search(around) else "", "whose": parties[0]},
        )  # fmt: skip
