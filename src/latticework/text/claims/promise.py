"""Claims on what was promised for forces: a figure, a word that promises, who promises, and by when, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from latticework.model.state import is_state
from latticework.text.amount_comparators import before_figure
from latticework.text.amounts import Amount
from latticework.text.claims.aims import civil
from latticework.text.claims.currency import currency_of
from latticework.text.claims.due import TO_YEAR, due_of, when_of
from latticework.text.claims.meant import meant
from latticework.text.claims.rivals import Side, sides, speaker
from latticework.text.claims.scene import Scene, number_of
from latticework.text.claims.shapes import Claim
from latticework.text.claims.whose import grouping, whose
from latticework.text.lists import table

_CIVIL = re.compile(
    r"\b(?:climate|net zero|emissions|renewable\w*|vaccin\w+|health\w*|education|schools?|humanitarian|refugees|forests?|interest|tax\w*|tariffs?|growth rate|inflation|wages?|pensions?|hospitals?|energy|solar|trade|touris\w+|debt|deficit|farm\w*|railways?)\b",
    re.I,
)
_FORCES = re.compile(
    r"\b(?:military|militaries|defen[cs]e|forces?|army|armies|armed|navy|arms|soldiers?|troops|weapons|guns|fleet|Bundeswehr|frigates?|submarines?|aircraft|fighters?|jets?|tanks?|missiles?|patrol boats|warships?|peacekeep\w+|NATO|[Aa]llies|[Aa]lliance|ammunition|drones?|air defen[cs]e)\b"
)
_UNREAL = re.compile(
    r"\b(?:may(?! \d)|might|could|if|unless|should|perhaps|maybe|urg\w+|demand\w*|call(?:s|ed) (?:for|on)|ask(?:s|ed)? for|wish\w*|speculat\w*|propos\w+|suggest\w*|consider\w*|forecast\w*|predict\w*|expect\w*|warn\w*|ought|how|when will|whether)\b",
    re.I,
)
_ASKED = re.compile(r"\?[\"”’']?\s*(?:\w+ ){0,8}[\w.]*$")
_DENIED = re.compile(
    r"\b(?:never|no longer|not|\w+n['’]t|no|nor|neither|denied|denies|refus\w+|declin(?:e|es|ed|ing) to|reject\w*|rul(?:e|es|ed|ing) out|balk\w*|stopped short of|struck out|dropped|withdr[ae]w\w*|without)\b(?! (?:doubt|less|more|fewer|later|only|just|before|until|till|in (?:19|20)))",
    re.I,
)
_DONE = re.compile(r"\b(?:spends|spent|stood at|stands at|accounted for|currently spends?)\b[^.;]{0,25}$", re.I)
_GROWTH = re.compile(r"\bby(?: (?:about|some|almost|nearly|at least|up to|over|more than))? ?$", re.I)
_TO = re.compile(r"\b(?:for|to)(?: (?:the|its(?: new| old)?|friendly|allied|arm))? ?$", re.I)
_BY = re.compile(r"\b(?:by|from)(?: the)? ?$")
_NO_LESS = re.compile(r"\b(?:no|not|never) (?:less|lower|more|fewer|below|later)\b", re.I)
_HAD = re.compile(r"\W*(?:Had|Were|Should) (?:the )?(?:[A-Z]|it|they|he|she)")
"""A condition told by its order of words."""
_REFUSAL = 45
_ALLOTTED = re.compile(
    r"\bwill (?:[a-z]+ )?(?:get|receive|take|absorb|consume|cost|account for|amount to|be|make up)\b", re.I
)
_LOW, _LEVELS = 1e7, 15
"""Sums below the first are no promise of a state; shares of output lie below the last."""


@cache
def _verbs() -> str:
    """The verbs of what is to be done with spending, as one pattern."""
    return "(?:" + "|".join(row["phrase"] for row in table("claim_promise_verbs.csv")) + ")"


@cache
def _coming() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?:will|shall|would|going to|has yet to|have yet to)|['’]ll) (?:[a-z]+ ){{0,2}}?{_verbs()}\b|\b(?:is|are) to {_verbs()}\b",
        re.I,
    )


def ahead(scene: Scene, amount: Amount) -> bool:
    """Whether a share is one to come: a verb in the future leads to it, or a deadline not over by the day of the text follows."""
    base, said = scene.clause.start, scene.document.published
    before = [other.end - base for other in scene.amounts if other.end <= amount.start]
    after = [other.start - base for other in scene.amounts if other.start >= amount.end and other.unit]
    low, high = max(before, default=0), min(after, default=len(scene.text))
    if _DONE.search(scene.text, 0, amount.start - base):
        return False
    if _coming().search(scene.text, low, amount.start - base):
        return not (
            _ALLOTTED.search(scene.text, low, amount.start - base) and said and _in_year(scene, low, high, said.year)
        )
    run = TO_YEAR.search(scene.text, low, high)
    if run and said and int(run["y"]) > said.year:
        return True
    return any(
        time.kind == "deadline" and time.ahead and said and time.ahead.last > said
        for time in scene.times
        if base + low <= time.start < base + high
    )


def _in_year(scene: Scene, low: int, high: int, year: int) -> bool:
    """Whether a year told in a stretch of the sentence is a given one: what forces will get this year is set already."""
    base = scene.clause.start
    return any(
        time.kind == "interval" and time.past and time.past.last.year == time.past.first.year == year
        for time in scene.times
        if base + low <= time.start < base + high
    )


def refused(text: str, start: int, end: int) -> bool:
    """Whether the word of a promise at `start` is denied, by a word before it in its part of the sentence or between it and the figure at `end`."""
    comma = max(text.rfind(mark, 0, start) for mark in ",;:—") + 1
    return bool(_DENIED.search(text, max(comma, start - _REFUSAL), end)) and not _NO_LESS.search(text, start, end)


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    verbs = _verbs()
    return tuple(
        (row["force"], re.compile(rf"(?<![\w])(?:{words})(?!\w)|(?<=\w)(?=['’])(?:{words})(?!\w)", re.I))
        for row in table("claim_promises.csv")
        for words in [row["words"].replace("{verb}", verbs)]
    )


def promises(scene: Scene, taken: list[Claim]) -> Iterator[Claim]:
    """Read what was promised, apart from the figures already taken."""
    if not scene.amounts or _ASKED.search(scene.text) or _HAD.match(scene.text):
        return
    for amount in scene.amounts:
        base = scene.clause.start
        low, high = amount.start - base, amount.end - base
        value, top = number_of(amount)
        if _UNREAL.search(_own_words(scene, low)):
            continue
        share = amount.unit in ("percent", "percent_of_GDP")
        if (
            value is None
            or amount.converts is not None
            or any(c.start < amount.end and amount.start < c.end for c in taken)
        ):
            continue
        unit = amount.unit if share else currency_of(scene, amount.unit, high)
        if not unit or not _fits(scene, amount.unit, value, low, high, share=share):
            continue
        word = _word(scene, low, high)
        due = due_of(scene)
        if (
            word is None
            or (word[2] in ("headline", "said") and due is None)
            or (word[2] == "plan" and due is None and not _FORCES.search(scene.text))
        ):
            continue
        owner, other = _who(scene, word[0], word[1])
        if not owner:
            continue
        start, end = min(word[0], low), max(word[1], high)
        denied = refused(scene.text, word[0], max(word[0], min(low, word[1] + 2)))
        yield scene.claim(
            "pledge", base + start, base + end, subject=owner, object=other, parties=_both(scene, owner, word[0]), value=value, high=top, unit="percent of GDP" if share else unit, comparator=meant(scene.document.text, amount.start, amount.comparator or before_figure(scene.document.text, amount.start)),
            measure="military_spending", kind="aid" if other or (not _FORCES.search(scene.text) and not share) else "", modality="denied" if denied else "happened", time=when_of(scene, base + word[0], due), due=due,
            detail={"doubles": "", "within": "", "sure": "", "forces": ""},
        )  # fmt: skip


def _own_words(scene: Scene, place: int) -> str:
    """The part of the sentence around a figure, up to a semicolon or a dash."""
    start = max(scene.text.rfind(mark, 0, place) for mark in ";:—") + 1
    ends = [at for mark in ";—" if (at := scene.text.find(mark, place)) >= 0]
    return re.sub(r"\bas (?:if|expected)\b", "", scene.text[start : min(ends, default=len(scene.text))])


def _fits(scene: Scene, unit: str, value: float, low: int, high: int, *, share: bool) -> bool:
    """Whether a figure can be a share of output or a sum for forces, and is not reached already."""
    lead, told = scene.text[:low], scene.document.text
    if _DONE.search(lead) or (share and civil(scene.text, low, high)):
        return False
    if share:
        return not _GROWTH.search(lead) and value <= _LEVELS and (unit == "percent_of_GDP" or not _CIVIL.search(told))
    return value >= _LOW and not _CIVIL.search(told)


def _word(scene: Scene, low: int, high: int) -> tuple[int, int, str] | None:
    """The word that promises, nearest to the figure, the strong ones first."""
    for forces in (("strong",), ("plan",), ("said", "headline")):
        found = [
            (m.start(), m.end(), force)
            for force, words in _words()
            if force in forces
            for m in words.finditer(scene.text)
        ]
        if found:
            return min(found, key=lambda one: max(0, one[0] - high, low - one[1]))
    if re.match(r"[^.;]{3,60}: ?$", scene.text[:low]) and re.search(
        r"\b(?:coalition|government|cabinet|leaders?|minister)\b", scene.text[:low]
    ):
        return 0, low, "headline"
    if re.match(r"[A-Z][^.;:]{2,40}: [\"“'‘]?$", scene.text[:low]):
        return 0, low, "headline"  # Slovenia: two percent by 2030
    return None


def _who(scene: Scene, start: int, end: int) -> tuple[str, str]:
    """Who promises, and to whom: the agent, the subject, the owner of the promise; the other is told with `for` or `to`."""
    text, found = scene.text, [side for side in sides(scene) if side.codes]
    given = [
        side for side in found if side.role != "spoken" and _TO.search(text, 0, side.start) and not _worth(text, side)
    ]
    other = next((side.codes[0] for side in given if is_state(side.codes[0])), "")
    if not other:
        other = next(
            (
                s.codes[0]
                for s in found
                if s.start >= end
                and re.fullmatch(r" ", text[end : s.start])
                and is_state(s.codes[0])
                and not re.match(r"['’]", text[s.end :])
            ),
            "",
        )
    group = grouping(text) or (
        ("NATO", 0, 0) if re.search(r"\b(?:the|its|our) leaders\b", text) and "NATO" in scene.document.text else None
    )
    agent = next((s for s in found if s.start >= end - 2 and _BY.search(text, 0, s.start)), None)
    if group and (agent is None or group[1] < agent.start):
        return group[0], other
    if agent and is_state(agent.codes[0]):
        return agent.codes[0], other if other != agent.codes[0] else ""
    own = [s for s in found if s not in given and s.role in ("named", "source") and s.codes[0] != other]
    ahead = [s for s in own if s.end <= start + 3]
    code = ahead[-1].codes[0] if ahead else own[0].codes[0] if own else ""
    if not code and re.search(r"\b[Ww]e\b|\bour\b", text):
        code = next(iter(speaker(scene)), "")
    code = code or whose(scene, start, end, speakers=True)
    return (code, other if other != code else "") if is_state(code) or code in ("NATO", "EU") else ("", "")


def _both(scene: Scene, owner: str, start: int) -> tuple[str, ...]:
    """Two who promise the same together: `London and Paris shall each find`."""
    own = [side for side in sides(scene) if side.codes and side.end <= start + 1 and side.role in ("named", "source")][
        -2:
    ]
    pair = tuple(side.codes[0] for side in own)
    joined = (
        len(own) > 1
        and owner in pair
        and re.fullmatch(r"(?:['’]s?)? and (?:the )?", scene.text[own[0].end : own[1].start])
    )
    return pair if joined else ()


def _worth(text: str, side: Side) -> bool:
    return bool(re.match(r"['’]s? (?!allies)", text[side.end :]))
