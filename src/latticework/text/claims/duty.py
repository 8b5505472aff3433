"""Claims on who must defend whom, told as duties, as pacts that stand, or as pacts that nobody has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

_HELP = r"(?:defend|protect|assist|come to the (?:aid|defen[cs]e|help|rescue|assistance) of|come to (?=(?:[\w. ]{2,24}(?:'s|’s|s') )(?:aid|defen[cs]e|help|rescue|assistance))|go to war for|fight for|(?:militarily )?help|the (?:defen[cs]e|protection|security) of)"
_MUTUAL = re.compile(
    rf"\b(?:bound|obliged|obligated|pledged|promised|committed|undertaken|agreed|sworn|required|duty-bound)\b[^.;,]{{0,30}}? to {_HELP} (?:each other|one another)"
    r"|\b(?:bound|obliged|obligated|required|committed|pledged|sworn)\b[^.;,]{0,30}? to (?:each other's|one another's|mutual) (?:defen[cs]e|aid|assistance)"
    r"|\b(?:mutual|reciprocal) (?:duty|obligation) (?:of|to) (?:defen[cs]e|defend)",
    re.I,
)
_ONE_WAY = re.compile(
    rf"\b(?:bound|obliges?|obliged|obligated|binds?|commits?|committed|pledged|sworn|requires?|required|compels?|duty|obligation)\b[^.;,]{{0,60}}? to {_HELP}",
    re.I,
)
_STANDING = re.compile(
    r"\b(?:ha(?:s|ve|d)|share[sd]?|maintains?|keeps?|linked by|bound by|tied by|joined by|united by|under|covered by|protected by|concluded|possess(?:es)?)\b[^.;,]{0,20}?\b"
    r"(?P<no>no |any |not )?(?:(?:formal|bilateral|mutual|military|binding|collective|standing|separate|a|an|such|the) )*(?:mutual )?(?:defen[cs]e|security|military|mutual[ -]assistance)?[ -]?(?:alliances?|(?<=defence )(?:pacts?|treat(?:y|ies))|(?<=defense )(?:pacts?|treat(?:y|ies)))\b",
    re.I,
)
_NONE = re.compile(
    r"\b(?:lacks?|lacked|ha(?:s|ve|d)|with|is|belongs?|belonged|stands?|remains?|signed|concluded|joined|in|a (?:member|party)|part)\b[^.;,]{0,24}?\b(?P<neg>no|(?<=lacks )(?:a|any)|(?<=lack )(?:a|any)|not any|without (?:a|any)|outside (?:all|any|every)|not (?:a (?:member|part|party)|part|in|allied|bound)[^.;,]{0,14}? any) "
    r"(?:(?:formal|treaty|military|defen[cs]e|security|mutual|binding|foreign|other|great|a single|single|kind of|sort of)[ -])*(?:all(?:y|ies)|alliances?|defen[cs]e (?:pacts?|treat(?:y|ies))|pacts? of (?:mutual )?defen[cs]e|blocs?)\b",
    re.I,
)
_NEUTRAL = re.compile(
    r"\b(?:not|never) (?:a member of|part of|joined|belonged to|in|entered|allied with) any (?:military |defen[cs]e )?(?:alliance|bloc|pact)\b",
    re.I,
)
_POWERS = re.compile(r"\b(?:great|major|big|nuclear) powers?\b", re.I)
_NEGATION = re.compile(r"\b(?:no|not|never|nothing|neither|nor|without|isn't|aren't|doesn't|don't)\b", re.I)
_OPEN = re.compile(
    r"\b(?:would|could|(?-i:may)|might|if|plans?|wants?|hopes?|will|should|seeks?|considers?|asks?|expected|in spirit|talks)\b",
    re.I,
)
_GIVEN = re.compile(
    r"\b(?:gave|given|gives?|extended|extends?|offered|issued|signed|made)\b(?P<to>[^.;]{0,60}?)\b(?:(?:security|defen[cs]e) )?(?:assurances?|guarantees?)\b(?: of (?:help|support|aid|assistance|defen[cs]e|protection|security))?(?P<after>[^.;]{0,60})",
    re.I,
)


def duties(scene: Scene) -> Iterator[Claim]:
    """Read duties of defence, pacts that stand between two states, and states that have none."""
    told = [*_none(scene)] or [*_mutual(scene), *_one_way(scene)] or [*_standing(scene)]
    yield from told
    yield from only_one(scene)
    yield from _assured(scene)


def _mutual(scene: Scene) -> Iterator[Claim]:
    match = _MUTUAL.search(scene.text)
    if match and len(scene.states) == _TWO and not _OPEN.search(scene.text):
        yield _pair(scene, match, (scene.states[0], scene.states[1]), denied=bool(_NEGATION.search(scene.text)))


def _one_way(scene: Scene) -> Iterator[Claim]:
    """`The treaty obliges Japan to defend America`: who must stands before the duty, whom behind it."""
    match = _ONE_WAY.search(scene.text)
    if not match or _OPEN.search(scene.text[: match.end()]) or _MUTUAL.search(scene.text):
        return
    end = scene.clause.start + match.end()
    before = [code for i, code in scene.named if scene.clause.tokens[i].start < end and is_state(code)]
    after = [code for i, code in scene.named if end <= scene.clause.tokens[i].start < end + _NEAR and is_state(code)]
    if before and after and before[-1] != after[0]:
        denied = bool(_NEGATION.search(scene.text[max(0, match.start() - 40) : match.end()]))
        yield _pair(scene, match, (before[-1], after[0]), denied=denied)


def _standing(scene: Scene) -> Iterator[Claim]:
    match = _STANDING.search(scene.text)
    if not match or len(scene.states) != _TWO or _OPEN.search(scene.text) or _FORMER.search(scene.text):
        return
    lead = scene.text[max(0, match.start() - 24) : match.end()]
    yield _pair(
        scene,
        match,
        (scene.states[0], scene.states[1]),
        denied=bool(_NEGATION.search(lead)),
        strict=bool(_STRICT.search(match[0])),
    )


_STRICT = re.compile(r"\b(?:mutual|collective|alliances?)\b", re.I)
_FORMER = re.compile(r"\b(?:once|former|ended|expired|until|was|were|had|renounced|broke|secret)\b", re.I)


def _pair(scene: Scene, match: re.Match[str], pair: tuple[str, str], *, denied: bool, strict: bool = True) -> Claim:
    return scene.claim(
        "alliance", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=pair[0], object=pair[1], parties=pair,
        kind="defence_pact", status="in_force", modality="denied" if denied else "happened", detail={"only": "", "strict": "yes" if strict else "", "whose": ""},
    )  # fmt: skip


def _none(scene: Scene) -> Iterator[Claim]:
    """`India has no defence pact with any great power`, `Vietnam belongs to no military alliance`."""
    match = _NONE.search(scene.text) or _NEUTRAL.search(scene.text)
    if not match or _OPEN.search(scene.text):
        return
    start = scene.clause.start + match.start()
    own = [code for i, code in scene.named if scene.clause.tokens[i].start <= start and is_state(code)]
    others = [code for i, code in scene.named if scene.clause.tokens[i].start > start and is_state(code)]
    subject = own[-1] if own else next((code for code in scene.memory.subject if is_state(code)), "")
    if not subject:
        return
    if len(own) > 1 and re.search(r"\b(?:and|nor|or)\b", scene.text[: match.start()]) and not others:
        yield _pair(scene, match, (own[-2], own[-1]), denied=True)
        return
    if others:
        yield _pair(scene, match, (subject, others[0]), denied=True)
        return
    yield scene.claim(
        "alliance", start, scene.clause.start + match.end(), subject=subject, parties=(subject,), kind="defence_pact", status="none", modality="denied",
        detail={"among": "great powers" if _POWERS.search(scene.text) else ""},
    )  # fmt: skip


_SOLE = re.compile(
    r"\b(?:just|only|but|no more than)? ?(?:one|a single|a sole) (?:(?:formal|treaty|military|defen[cs]e)[ -])+ally\b[,:]?(?: namely| that is)?|\b(?:sole|only|single) (?:(?:formal|treaty|military|defen[cs]e)[ -])?ally (?:is|was)\b",
    re.I,
)


def only_one(scene: Scene) -> Iterator[Claim]:
    """`Japan has just one treaty ally, the United States`."""
    match = _SOLE.search(scene.text)
    if not match or _OPEN.search(scene.text):
        return
    low, high = scene.clause.start + match.start(), scene.clause.start + match.end()
    before = [code for i, code in scene.named if scene.clause.tokens[i].start < low and is_state(code)][-1:]
    after = [code for i, code in scene.named if scene.clause.tokens[i].start >= high - 1 and is_state(code)][:1]
    if before and after and before != after:
        yield scene.claim(
            "alliance", low, high, subject=before[0], object=after[0], parties=(before[0], after[0]), kind="defence_pact", status="in_force",
            detail={"only": "yes", "strict": "yes", "whose": before[0]},
        )  # fmt: skip


def _assured(scene: Scene) -> Iterator[Claim]:
    """`Britain gave Sweden and Finland assurances of help`."""
    match = _GIVEN.search(scene.text)
    if not match or _OPEN.search(scene.text[: match.end()]):
        return
    start = scene.clause.start + match.start()
    giver = [code for i, code in scene.named if scene.clause.tokens[i].start < start and is_state(code)][-1:]
    low, high = match.span("to") if re.search(r"[A-Z]", match["to"]) else match.span("after")
    given = [
        code
        for i, code in scene.named
        if low <= scene.clause.tokens[i].start - scene.clause.start < high and is_state(code)
    ]
    for code in dict.fromkeys(given):
        if giver and code != giver[0]:
            yield scene.claim(
                "alliance", start, scene.clause.start + match.end("to" if given else 0) + 1, subject=giver[0], object=code, parties=(giver[0], code),
                kind="security_guarantee", status="in_force", detail={"only": "", "strict": "", "whose": ""},
            )  # fmt: skip


_TWO, _NEAR = 2, 40
