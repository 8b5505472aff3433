"""Claims on what was promised for forces: a figure, a word that promises, who promises, and by when, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from latticework.model.state import is_state
from latticework.text.amount_comparators import before_figure
from latticework.text.claims.due import due_of, when_of
from latticework.text.claims.parts import exactness
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
    r"\b(?:never|no longer|not|n't|no|denied|denies|struck out|dropped|withdr[ae]w\w*|without)\b(?! (?:doubt|less|more|fewer|later|only|just|before|until|till|in (?:19|20)))",
    re.I,
)
_DONE = re.compile(r"\b(?:spends|spent|stood at|stands at|accounted for|currently spends?)\b[^.;]{0,25}$", re.I)
_GROWTH = re.compile(r"\bby(?: (?:about|some|almost|nearly|at least|up to|over|more than))? ?$", re.I)
_TO = re.compile(r"\b(?:for|to)(?: (?:the|its(?: new| old)?|friendly|allied|arm))? ?$", re.I)
_BY = re.compile(r"\b(?:by|from)(?: the)? ?$")
_LOW, _LEVELS = 1e7, 15
"""Sums below the first are no promise of a state; shares of output lie below the last."""


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["force"], re.compile(rf"(?<![\w])(?:{row['words']})(?!\w)|(?<=\w)(?=['’])(?:{row['words']})(?!\w)", re.I))
        for row in table("claim_promises.csv")
    )


def promises(scene: Scene, taken: list[Claim]) -> Iterator[Claim]:
    """Read what was promised, apart from the figures already taken."""
    if not scene.amounts or _ASKED.search(scene.text) or _UNREAL.search(_plain(scene)):
        return
    for amount in scene.amounts:
        base = scene.clause.start
        low, high = amount.start - base, amount.end - base
        value, top = number_of(amount)
        share = amount.unit in ("percent", "percent_of_GDP")
        if (
            value is None
            or amount.converts is not None
            or any(c.start < amount.end and amount.start < c.end for c in taken)
        ):
            continue
        unit = amount.unit if share else _money(scene, amount.unit, high)
        if not unit or not _fits(scene, amount.unit, value, low, share=share):
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
        denied = bool(_DENIED.search(scene.text, max(0, word[0] - 30), word[1] + 2))
        yield scene.claim(
            "pledge", base + start, base + end, subject=owner, object=other, parties=_both(scene, owner, word[0]), value=value, high=top, unit="percent of GDP" if share else unit, comparator=exactness(amount.comparator or before_figure(scene.document.text, amount.start)),
            measure="military_spending", kind="aid" if other or (not _FORCES.search(scene.text) and not share) else "", modality="denied" if denied else "happened", time=when_of(scene, base + word[0], due), due=due,
            detail={"doubles": "", "within": "", "sure": "", "forces": ""},
        )  # fmt: skip


def _plain(scene: Scene) -> str:
    return re.sub(r"\bas (?:if|expected)\b", "", scene.text)


def _money(scene: Scene, unit: str, high: int) -> str:
    """The currency of a sum: `kroner` and `of its dollars` are those of the state named."""
    if unit == "krone":
        return "DKK" if "DNK" in scene.states and "NOR" not in scene.states else "NOK" if "NOR" in scene.states else ""
    if unit == "" and re.match(r" of (?:its|their|our) (?:own )?dollars", scene.text[high:]):
        return {"AUS": "AUD", "CAN": "CAD", "NZL": "NZD", "SGP": "SGD", "TWN": "TWD"}.get(
            next(iter(scene.states), ""), "USD"
        )
    return unit if re.fullmatch(r"[A-Z]{3}", unit) else ""


def _fits(scene: Scene, unit: str, value: float, low: int, *, share: bool) -> bool:
    """Whether a figure can be a share of output or a sum for forces, and is not reached already."""
    lead, told = scene.text[:low], scene.document.text
    if _DONE.search(lead):
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
